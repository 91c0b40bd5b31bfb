"""The commands on the guides of this installation: install, list, use, rollback, status."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

from desktop.cli.session import Session, command
from desktop.errors import BadRequest
from desktop.library import proofs, shelf, trust, updates
from desktop.library.adoption import InUse, find_in_use
from desktop.library.copies import library_folder, name_of
from desktop.library.kept_json import Damaged
from desktop.library.keys import BadKey
from desktop.library.package import Package
from desktop.library.versions import rank
from desktop.text import Phrase, phrase, say


@command("install")
@click.argument("source")
@click.option("--older", is_flag=True)
@click.pass_obj
def install_command(session: Session, source: str, older: bool) -> None:
    day = date.today()
    _carry_out(session, lambda: updates.install(session.data_folder, Path(source), older, day))


@command("use")
@click.argument("named")
@click.pass_obj
def use_command(session: Session, named: str) -> None:
    _carry_out(session, lambda: updates.use(session.data_folder, named, date.today()))


@command("rollback")
@click.pass_obj
def rollback_command(session: Session) -> None:
    _carry_out(session, lambda: updates.roll_back(session.data_folder, date.today()))


def _carry_out(session: Session, change: Callable[[], updates.Change]) -> None:
    """Says what changed; a refusal says why and exits with 1."""
    if session.on_trial:
        raise BadRequest(phrase("library.not-on-trial"))
    try:
        done = change()
    except updates.UpdateRefused as refused:
        click.echo(refused.say(session.language), err=True)
        raise click.exceptions.Exit(1) from None
    for reason in done.passed_over:
        click.echo(f"· {say(reason, session.language)}", err=True)
    key = "library.in-use-now" if done.is_new else "library.in-use-already"
    session.print(phrase(key, now=done.now, before=done.before))


@command("list")
@click.pass_obj
def list_command(session: Session) -> None:
    library = library_folder(session.data_folder)
    used = find_in_use(session.data_folder, date.today())
    in_use = name_of(used.guide.rules, used.guide.content)
    names = shelf.kept(library)
    if in_use not in names:
        session.print(_line(in_use, used.guide.version, "library.state.shipped"))
    for name in names:
        session.print(_copy(library, name, in_use))


def _copy(library: Path, name: str, in_use: str) -> Phrase:
    try:
        version = shelf.read_copy(library / name).manifest.version
    except Damaged:
        return _line(name, "?", "library.state.damaged")
    return _line(name, version, f"library.state.{'in-use' if name == in_use else 'kept'}")


def _line(name: str, version: str, state: str) -> Phrase:
    return phrase("library.line", name=name, version=version, state=phrase(state))


@command("status")
@click.pass_obj
def status_command(session: Session) -> None:
    data = session.data_folder
    used = find_in_use(data, date.today())
    for sentence in _status(data, used):
        session.print(sentence)


def _status(data: Path, used: InUse) -> list[Phrase]:
    guide, library = used.guide, library_folder(data)
    name = name_of(guide.rules, guide.content)
    sentences = [
        phrase("library.status", title=guide.title, version=guide.version, name=name),
        *used.notices,
        phrase("library.status-origin", origin=_origin(data, used)),
    ]
    is_proved = proofs.is_proved(library, guide)
    sentences.append(phrase("library.status-proved" if is_proved else "library.status-not-proved"))
    newer = proofs.shipped()
    if newer.guide == guide.id and rank(newer.version) > rank(guide.version):
        sentences.append(phrase("library.status-held", version=newer.version))
    if used.before:
        sentences.append(phrase("library.status-before", version=used.before[-1].version))
    return sentences


def _origin(data: Path, used: InUse) -> Phrase:
    if used.entry is None:
        return phrase("library.origin-shipped")
    signed_by = _signers(data, library_folder(data) / used.entry.name)
    if not signed_by:
        return phrase("library.origin-since", since=used.entry.since)
    return phrase("library.origin-signed", since=used.entry.since, names=", ".join(signed_by))


def _signers(data: Path, folder: Path) -> list[str]:
    try:
        copy: Package = shelf.read_copy(folder)
        return [item.name for item in trust.signers(copy, trust.load_trusted(data))]
    except (Damaged, BadKey):
        return []
