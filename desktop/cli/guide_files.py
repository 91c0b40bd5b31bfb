"""The commands on guides in one file: pack, unpack, sign; the keys that sign and are trusted."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from desktop.checking import check_guide
from desktop.cli.library import (
    install_command,
    list_command,
    rollback_command,
    status_command,
    use_command,
)
from desktop.cli.session import Group, Session, to_day
from desktop.errors import BadRequest, CannotWrite
from desktop.files import write_atomically
from desktop.library import keys, package, proofs, trust
from desktop.territory import Communes
from desktop.text import phrase, say

guide_commands = Group("guide")
for _command in (install_command, list_command, use_command, rollback_command, status_command):
    guide_commands.add_command(_command)

_OUTPUT = click.option("-o", "--output", required=True)


@guide_commands.command("pack")
@click.argument("folder")
@_OUTPUT
@click.option("--on")
@click.pass_obj
def _pack(session: Session, folder: str, output: str, on: str | None) -> None:
    """Only a guide that an installation could take is packed."""
    day = to_day(on)
    guide = check_guide(Path(folder), day, Communes()).guide
    made = package.make_package(Path(folder), guide, day)
    reasons = proofs.reasons_against(guide, day)
    if reasons:
        session.print(phrase("library.not-packed"))
        for reason in reasons:
            session.print(f"· {say(reason, session.language)}")
        raise click.exceptions.Exit(1)
    write_atomically(Path(output), made.to_bytes())
    session.print(phrase("library.packed", path=output, version=guide.version))


@guide_commands.command("unpack")
@click.argument("file")
@_OUTPUT
@click.pass_obj
def _unpack(session: Session, file: str, output: str) -> None:
    opened = package.load_package(Path(file))
    altered = opened.altered()
    if altered:
        raise package.BadPackage(phrase("library.reason.altered", files=", ".join(altered)))
    folder = _empty_folder(Path(output))
    for name, content in opened.files.items():
        write_atomically(folder / name, content)
    session.print(phrase("library.unpacked", folder=output, version=opened.manifest.version))
    known = trust.signers(opened, trust.load_trusted(session.data_folder))
    if not known:
        session.print(phrase("library.unpacked-untrusted"))
    for signer in known:
        session.print(phrase("library.signed-by", name=signer.name, short=signer.key.short))


def _empty_folder(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        is_empty = next(folder.iterdir(), None) is None
    except OSError as error:
        raise CannotWrite(folder, error) from error
    if not is_empty:
        raise BadRequest(phrase("library.not-empty", folder=str(folder)))
    return folder


@guide_commands.command("sign")
@click.argument("file")
@click.option("--key", "key_file", required=True)
@click.pass_obj
def _sign(session: Session, file: str, key_file: str) -> None:
    opened = package.load_package(Path(file))
    altered = opened.altered()
    if altered:
        raise package.BadPackage(phrase("library.reason.altered", files=", ".join(altered)))
    key = keys.load_key(Path(key_file), lambda: _ask(session, "library.passphrase"))
    write_atomically(Path(file), opened.signed_by(key).to_bytes())
    version = opened.manifest.version
    session.print(phrase("library.signed", path=file, version=version, public=key.public.text))


@guide_commands.command("keygen")
@_OUTPUT
@click.option("--passphrase", "closed", is_flag=True)
@click.pass_obj
def _keygen(session: Session, output: str, closed: bool) -> None:
    passphrase = None
    if closed:
        passphrase = _ask(session, "library.passphrase")
        if passphrase != _ask(session, "library.passphrase-again"):
            raise BadRequest(phrase("library.passphrases-differ"))
    key = keys.make_key()
    key.save(Path(output), passphrase)
    session.print(phrase("library.key-made", path=output))
    session.print(key.public.text)


def _ask(session: Session, key: str) -> str:
    """A passphrase: typed unseen, or a line of the standard input."""
    import getpass  # late: only a passphrase needs it

    question = say(phrase(key), session.language)
    typed = getpass.getpass(question) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    if not typed:
        raise BadRequest(phrase("library.no-passphrase"))
    return typed


@guide_commands.command("trust")
@click.argument("public_key", nargs=-1)
@click.option("--name", default="")
@click.option("--list", "listed", is_flag=True)
@click.option("--remove", is_flag=True)
@click.pass_obj
def _trust(
    session: Session, public_key: tuple[str, ...], name: str, listed: bool, remove: bool
) -> None:
    typed = " ".join(public_key)
    if listed == bool(typed):
        raise BadRequest(phrase("library.trust-what"))
    if listed:
        _list_trusted(session)
    elif remove:
        _distrust(session, typed)
    else:
        key = keys.parse_public(typed)
        is_new = trust.trust(session.data_folder, key, name or key.short, date.today())
        said = "library.trusted" if is_new else "library.trusted-already"
        session.print(phrase(said, name=name or key.short))


def _list_trusted(session: Session) -> None:
    known = trust.load_trusted(session.data_folder)
    if not known:
        session.print(phrase("library.trusts-nobody"))
    for item in known:
        session.print(phrase("library.trusted-since", name=item.name, since=item.since))
        session.print(f"  {item.key.text}")


def _distrust(session: Session, typed: str) -> None:
    gone = trust.distrust(session.data_folder, typed)
    if not gone:
        raise BadRequest(phrase("library.not-trusted", named=typed[:80]))
    for item in gone:
        session.print(phrase("library.distrusted", name=item.name, short=item.key.short))
