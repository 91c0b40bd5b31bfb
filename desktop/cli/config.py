"""The commands on settings: config show, config check, config template."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from desktop import configuration, paths
from desktop.cli.session import Group, Session, command
from desktop.configuration import Loaded, Origin
from desktop.configuration.keys import KINDS, value_of
from desktop.configuration.reading import SettingFault, read_file
from desktop.configuration.template import template
from desktop.errors import BadRequest
from desktop.sources import is_there
from desktop.text import Phrase, phrase, say

READY = ("kiosk", "desk")
"""Files that make a machine one of these, as they are shipped."""


@command("show")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def show_command(session: Session, as_json: bool) -> None:
    loaded = configuration.load(session.data_folder, session.overrides)
    if as_json:
        click.echo(json.dumps(_to_json(loaded, session.language), ensure_ascii=False, indent=2))
    else:
        for name, written in _written(loaded).items():
            click.echo(f"{name} = {written}")
            click.echo(f"    {say(_origin(loaded.origins[name]), session.language)}")
        _say_faults(session, loaded.faults)
    if loaded.faults:
        raise click.exceptions.Exit(1)


@command("check")
@click.argument("files", nargs=-1)
@click.pass_obj
def check_command(session: Session, files: tuple[str, ...]) -> None:
    read = [Path(file) for file in files] or configuration.files_in_use(session.data_folder)
    faults = [fault for path in read for fault in _faults_of(path)]
    if faults:
        _say_faults(session, faults, copies=not files)
        raise click.exceptions.Exit(2)
    session.print(phrase("config.sound", n=len(read)))


@command("template")
@click.argument("made_for", required=False)
@click.pass_obj
def template_command(session: Session, made_for: str | None) -> None:
    if made_for is None:
        click.echo(template(), nl=False)
        return
    if made_for not in READY:
        raise BadRequest(phrase("config.no-such-template", names=", ".join(READY)))
    file = paths.resources() / "configuration" / f"{made_for}.toml"
    click.echo(file.read_text(encoding="utf-8"), nl=False)


config_commands = Group("config", commands=[show_command, check_command, template_command])


def _faults_of(path: Path) -> tuple[SettingFault, ...]:
    if not is_there(path):
        return (SettingFault(str(path), 0, phrase("config.missing")),)
    return read_file(path).faults


def _written(loaded: Loaded) -> dict[str, str]:
    """Every setting's value as TOML."""
    values = loaded.configuration
    return {name: kind.write(value_of(values, name)) for name, kind in KINDS.items()}


def _origin(origin: Origin) -> Phrase:
    return phrase(f"config.origin.{origin.layer}", file=origin.file, line=origin.line)


def _say_faults(session: Session, faults: Sequence[SettingFault], copies: bool = True) -> None:
    """Each fault on a line of its own, apart from what other programs may read."""
    if not faults:
        return
    sentences: Iterable[Phrase] = (
        phrase("config.faults", n=len(faults)),
        *(fault.phrase for fault in faults),
        *((phrase("config.good-copy"),) if copies else ()),
    )
    for sentence in sentences:
        click.echo(say(sentence, session.language), err=True)


def _to_json(loaded: Loaded, language: str) -> dict[str, object]:
    origins = loaded.origins
    settings = [
        {
            "name": name,
            "value": written,
            "origin": origins[name].layer,
            "file": origins[name].file or None,
            "line": origins[name].line or None,
        }
        for name, written in _written(loaded).items()
    ]
    faults = [
        {"file": fault.file, "line": fault.line, "sentence": say(fault.sentence, language)}
        for fault in loaded.faults
    ]
    return {"format": 1, "settings": settings, "faults": faults}
