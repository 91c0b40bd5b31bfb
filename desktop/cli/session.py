"""One command being carried out: its language, its guide, what it reads and says."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from desktop import answers, paths
from desktop.errors import BadRequest, CannotRead
from desktop.guide.loader import load_guide
from desktop.guide.masks import Answers
from desktop.guide.model import Guide
from desktop.library.adoption import find_in_use
from desktop.routing import Outcome, route
from desktop.territory import Communes
from desktop.text import Phrase, Text, phrase, say


@dataclass(frozen=True, slots=True)
class Session:
    """One command being carried out: in which language, with which guide, from which data."""

    language: str
    folder: Path | None
    data: Path | None = None
    overrides: Mapping[str, str] = field(default_factory=dict)
    """Settings typed on the command line, by name."""

    @property
    def on_trial(self) -> bool:
        """Whether the guide is not the one in use."""
        return self.folder is not None

    @property
    def data_folder(self) -> Path:
        """Where this installation keeps what it knows."""
        return paths.data_folder(self.data)

    def guide(self) -> Guide:
        """The guide asked for, or the one in use here; raises GuideRefused."""
        if self.folder is not None:
            return load_guide(self.folder)
        used = find_in_use(self.data_folder, date.today())
        for notice in used.notices:
            click.echo(say(notice, self.language), err=True)
        return used.guide

    def print(self, sentence: Phrase | Text | str) -> None:
        """Says one sentence on the terminal."""
        click.echo(say(sentence, self.language))

    def answers(self, guide: Guide, source: str) -> Answers:
        """The answers in the file `source` ("-": standard input); raises BadAnswers."""
        return answers.parse_answers(guide, Communes(), read_file(source))

    def outcome(self, source: str, on: str | None) -> Outcome:
        """The outcome of the answers in the file `source`, on a day (today by default)."""
        guide = self.guide()
        return route(guide, self.answers(guide, source), to_day(on))


def read_file(source: str) -> bytes:
    """The answers file `source`, one byte past the limit at most; raises CannotRead."""
    try:
        if source == "-":
            return sys.stdin.buffer.read(answers.MAX_BYTES + 1)
        with Path(source).open("rb") as file:
            return file.read(answers.MAX_BYTES + 1)
    except OSError as error:
        raise CannotRead(source, error) from error


def to_day(on: str | None) -> date:
    """The day in ISO form, today by default; raises BadRequest."""
    if on is None:
        return date.today()
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise BadRequest(phrase("cli.bad-date", value=on[:40])) from None


class Command(click.Command):
    """A command whose help is a page of ours, in the language in use."""

    def get_help(self, ctx: click.Context) -> str:
        return _help(ctx)


class Group(click.Group):
    """A family of commands, with the same kind of help."""

    command_class = Command

    def get_help(self, ctx: click.Context) -> str:
        return _help(ctx)


def _help(ctx: click.Context) -> str:
    return say(help_phrase(ctx), ctx.obj.language)


def help_phrase(ctx: click.Context | None) -> Phrase:
    """The page of help of the command that was being read."""
    words = ctx.command_path.split()[1:] if ctx else []
    return phrase(".".join(["cli.help", *words]))


def command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    """Makes a function a command of this name."""
    return click.command(name, cls=Command)
