"""The command line: every command without a window. No Qt."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from desktop.cli.changes import diff_command, verify_command
from desktop.cli.explanations import explain_command
from desktop.cli.guide_files import guide_commands
from desktop.cli.guides import check_command, prove_command, version_command
from desktop.cli.pictures import graph_command
from desktop.cli.session import Group, Session
from desktop.cli.visits import route_command, sheet_command, ticket_commands
from desktop.errors import BadRequest
from desktop.text import Phrase, phrase

_COMMANDS = (
    route_command,
    sheet_command,
    ticket_commands,
    check_command,
    prove_command,
    diff_command,
    explain_command,
    graph_command,
    verify_command,
    guide_commands,
    version_command,
)


def run(arguments: list[str], language: str, folder: Path | None, data: Path | None = None) -> int:
    """Carries out one command; returns its exit code. Raises an AiguillageError for bad input."""
    session = Session(language, folder, data)
    try:
        code = _program(session).main(arguments, "aiguillage", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        raise BadRequest(phrase(".".join(["cli.help", *arguments]))) from error
    except click.ClickException as error:
        raise BadRequest(_usage_fault(error)) from None
    return code if isinstance(code, int) else 0


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


def _program(session: Session) -> click.Group:
    settings: dict[str, Any] = {"obj": session}
    program = Group("aiguillage", context_settings=settings)
    for item in _COMMANDS:
        program.add_command(item)
    return program
