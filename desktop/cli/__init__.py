"""The command line: every command without a window. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from desktop.cli.batch import batch_command
from desktop.cli.changes import diff_command, verify_command
from desktop.cli.config import config_commands
from desktop.cli.demo import demo_command
from desktop.cli.doctor import doctor_command, support_command
from desktop.cli.explanations import explain_command
from desktop.cli.guide_files import guide_commands
from desktop.cli.guides import check_command, prove_command, version_command
from desktop.cli.kiosk import kiosk_commands
from desktop.cli.pictures import graph_command
from desktop.cli.register import register_commands
from desktop.cli.session import Group, Session, help_phrase
from desktop.cli.suggestions import suggest_command
from desktop.cli.visits import route_command, sheet_command, ticket_commands
from desktop.errors import BadRequest
from desktop.text import Phrase, phrase

_COMMANDS = (
    route_command,
    sheet_command,
    ticket_commands,
    suggest_command,
    batch_command,
    check_command,
    prove_command,
    diff_command,
    explain_command,
    graph_command,
    verify_command,
    guide_commands,
    config_commands,
    kiosk_commands,
    register_commands,
    demo_command,
    doctor_command,
    support_command,
    version_command,
)


def run(
    arguments: list[str],
    language: str,
    folder: Path | None,
    data: Path | None = None,
    overrides: Mapping[str, str] | None = None,
) -> int:
    """Carries out one command; returns its exit code. Raises an AiguillageError for bad input."""
    session = Session(language, folder, data, overrides or {})
    try:
        code = _carry_out(_program(session), arguments)
    except click.exceptions.NoArgsIsHelpError as error:
        raise BadRequest(help_phrase(error.ctx)) from None
    except click.ClickException as error:
        raise BadRequest(_usage_fault(error)) from None
    return code if isinstance(code, int) else 0


def propose(instruction: str, language: str) -> int:
    """Answers a shell that completes a line, or writes its script; returns the exit code."""
    from desktop.cli.completion import complete  # late: only a shell asks

    return complete(_program(Session(language, None)), instruction)


def _carry_out(program: click.Group, arguments: list[str]) -> object:
    # Not program.main(): it makes its own end of a closed pipe and of Ctrl-C.
    try:
        with program.make_context("aiguillage", list(arguments)) as context:
            return program.invoke(context)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None


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
