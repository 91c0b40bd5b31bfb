"""What a shell proposes when Tab is pressed: commands, options, files. Click's own protocol."""

from __future__ import annotations

import os

import click
from click.shell_completion import get_completion_class, shell_complete

from desktop.errors import BadRequest
from desktop.text import LANGUAGES, phrase

VARIABLE = "_AIGUILLAGE_COMPLETE"
"""Set by the shell's script; holds what it asks for, such as "bash_complete"."""


def complete(program: click.Group, instruction: str) -> int:
    """Writes what may come next, or the shell's script; returns the exit code.

    Raises BadRequest where no shell asks, but somebody who set its variable by hand.
    """
    if not _is_of_a_shell(instruction):
        raise BadRequest(phrase("cli.completion"))
    program.params += _common_options()
    # The window's door opens these three itself, without this family of commands.
    for name in ("screenshots", "guides"):
        program.add_command(click.Command(name, params=[_a_path("folder")]))
    guide = program.commands["guide"]
    if isinstance(guide, click.Group):
        guide.add_command(click.Command("edit", params=[_a_path("folder")]))
    _propose_files(program)
    return shell_complete(program, {}, "aiguillage", VARIABLE, instruction)


def _is_of_a_shell(instruction: str) -> bool:
    """Whether the line to complete comes with it: the words, and which one the cursor is at."""
    shell, _, wish = instruction.partition("_")
    if get_completion_class(shell) is None or wish not in ("source", "complete"):
        return False
    at = os.environ.get("COMP_CWORD")
    is_told = "COMP_WORDS" in os.environ and at is not None
    # Fish gives the word itself.
    return wish == "source" or (is_told and (shell == "fish" or str(at).isdecimal()))


def _common_options() -> list[click.Parameter]:
    return [
        click.Option(["--lang"], type=click.Choice(LANGUAGES)),
        click.Option(["--guide"], type=click.Path()),
        click.Option(["--data"], type=click.Path()),
        click.Option(["--set", "settings"]),
        click.Option(["--kiosk"], is_flag=True),
        click.Option(["--desk"], is_flag=True),
    ]


def _a_path(name: str) -> click.Argument:
    return click.Argument([name], type=click.Path())


def _propose_files(command: click.Command) -> None:
    """Have plain words completed as files: most are, and nothing else can be proposed."""
    for parameter in command.params:
        if isinstance(parameter.type, click.types.StringParamType):
            parameter.type = click.Path()
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _propose_files(inner)
