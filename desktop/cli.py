"""The command line: route, sheet, ticket, check, version. No Qt."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click

from desktop import __version__, answers, outcome_json, paths, ticket
from desktop.checking import check_guide
from desktop.errors import BadRequest, CannotRead
from desktop.guide.loader import load_guide
from desktop.guide.masks import Answers
from desktop.guide.model import Guide
from desktop.routing import Outcome, route
from desktop.territory import Communes
from desktop.text import Phrase, Text, phrase, say


@dataclass(frozen=True, slots=True)
class Session:
    """One command being carried out: in which language, with which guide."""

    language: str
    folder: Path | None

    @property
    def on_trial(self) -> bool:
        """Whether the guide is not the one in use."""
        return self.folder is not None

    def guide(self) -> Guide:
        """The guide asked for, or the one that is shipped; raises GuideRefused."""
        return load_guide(self.folder or paths.shipped_guide())

    def print(self, sentence: Phrase | Text | str) -> None:
        """Says one sentence on the terminal."""
        click.echo(say(sentence, self.language))

    def answers(self, guide: Guide, source: str) -> Answers:
        """The answers in the file `source` ("-": standard input); raises BadAnswers."""
        return answers.parse_answers(guide, Communes(), _read(source))

    def outcome(self, source: str, on: str | None) -> Outcome:
        """The outcome of the answers in the file `source`, on a day (today by default)."""
        guide = self.guide()
        return route(guide, self.answers(guide, source), _day(on))


def _read(source: str) -> bytes:
    try:
        if source == "-":
            return sys.stdin.buffer.read(answers.MAX_BYTES + 1)
        with Path(source).open("rb") as file:
            return file.read(answers.MAX_BYTES + 1)
    except OSError as error:
        raise CannotRead(source, error) from error


def _day(on: str | None) -> date:
    if on is None:
        return date.today()
    try:
        return date.fromisoformat(on)
    except ValueError:
        raise BadRequest(phrase("cli.bad-date", value=on[:40])) from None


def run(arguments: list[str], language: str, folder: Path | None) -> int:
    """Carries out one command; returns 0. Raises an AiguillageError for bad input."""
    session = Session(language, folder)
    try:
        _program(session).main(arguments, "aiguillage", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        raise BadRequest(phrase(".".join(["cli.help", *arguments]))) from error
    except click.ClickException as error:
        raise BadRequest(_usage_fault(error)) from None
    return 0


def _usage_fault(error: click.ClickException) -> Phrase:
    """What was mistyped, as a sentence of ours."""
    context = error.ctx if isinstance(error, click.UsageError) else None
    command = context.command_path if context else "aiguillage"
    if isinstance(error, click.NoSuchOption):
        return phrase("cli.no-such-option", option=error.option_name[:40], command=command)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        name = max(error.param.opts, key=len)
        return phrase("cli.missing", option=name, command=command)
    if isinstance(error, click.BadOptionUsage):
        return phrase("cli.no-value", option=error.option_name[:40])
    if isinstance(error, click.UsageError) and isinstance(
        getattr(context, "command", None), click.Group
    ):
        return phrase("cli.no-such-command", command=command)
    return phrase("cli.bad-usage", command=command)


class _Command(click.Command):
    """A command whose help is a page of ours, in the language in use."""

    def get_help(self, ctx: click.Context) -> str:
        return _help(ctx)


class _Group(click.Group):
    command_class = _Command

    def get_help(self, ctx: click.Context) -> str:
        return _help(ctx)


def _help(ctx: click.Context) -> str:
    words = ctx.command_path.split()[1:]
    return say(phrase(".".join(["cli.help", *words])), ctx.obj.language)


_ANSWERS = click.option("--answers", "source", required=True)
_ON = click.option("--on")


def _program(session: Session) -> click.Group:
    settings: dict[str, Any] = {"obj": session}
    program = _Group("aiguillage", context_settings=settings)
    for command in (_route, _sheet, _check, _version):
        program.add_command(command)
    program.add_command(_ticket)
    return program


def _command(name: str) -> Callable[[Callable[..., None]], click.Command]:
    return click.command(name, cls=_Command)


@_command("route")
@_ANSWERS
@_ON
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def _route(session: Session, source: str, on: str | None, as_json: bool) -> None:
    outcome = session.outcome(source, on)
    if as_json:
        data = outcome_json.to_json(outcome, session.language)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    from desktop import sheet  # late: --json has no use for it

    session.print(sheet.to_text(outcome, session.language, trial=session.on_trial))
    if outcome.open:
        asked = [outcome.guide.get_question(question).short for question in outcome.open]
        names = ", ".join(name.in_(session.language) for name in asked)
        session.print(phrase("cli.open", questions=names))


@_command("sheet")
@_ANSWERS
@_ON
@click.option("-o", "--output", required=True)
@click.pass_obj
def _sheet(session: Session, source: str, on: str | None, output: str) -> None:
    from desktop import sheet  # late: it brings the typesetter

    outcome = session.outcome(source, on)
    sheet.write_pdf(outcome, session.language, Path(output), trial=session.on_trial)
    session.print(phrase("cli.sheet-written", path=output))


@_command("check")
@click.argument("guide")
@click.pass_obj
def _check(session: Session, guide: str) -> None:
    checked = check_guide(Path(guide), date.today(), Communes())
    session.print(
        phrase(
            "cli.checked",
            title=checked.guide.title,
            version=checked.guide.version,
            routes=len(checked.guide.routes),
            examples=checked.examples,
            stories=checked.stories,
        )
    )


@_command("version")
@click.pass_obj
def _version(session: Session) -> None:
    guide = session.guide()
    session.print(f"aiguillage {__version__}")
    session.print(
        phrase(
            "cli.guide-version",
            id=guide.id,
            version=guide.version,
            rules=guide.rules[:12],
            content=guide.content[:12],
        )
    )


_ticket = _Group("ticket")


@_ticket.command("encode")
@_ANSWERS
@click.pass_obj
def _encode(session: Session, source: str) -> None:
    guide = session.guide()
    session.print(ticket.encode(guide, session.answers(guide, source)))


@_ticket.command("decode")
@click.argument("code", nargs=-1, required=True)
@click.pass_obj
def _decode(session: Session, code: tuple[str, ...]) -> None:
    guide = session.guide()
    opened = ticket.decode(guide, " ".join(code))
    click.echo(json.dumps(answers.to_json(guide, opened.answers), ensure_ascii=False))
    for left in opened.left_out:
        click.echo(say(left, session.language), err=True)
