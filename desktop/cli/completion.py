"""What a shell proposes when Tab is pressed: commands, options, files. Click's own protocol."""

from __future__ import annotations

import click
from click.shell_completion import shell_complete

from desktop.text import LANGUAGES

VARIABLE = "_AIGUILLAGE_COMPLETE"
"""Set by the shell's script; holds what it asks for, such as "bash_complete"."""


def complete(program: click.Group, instruction: str) -> int:
    """Writes what may come next, or the shell's script; returns the exit code."""
    program.params += _common_options()
    # The window's door opens these three itself, without this family of commands.
    for name in ("screenshots", "guides"):
        program.add_command(click.Command(name, params=[_a_path("folder")]))
    guide = program.commands["guide"]
    if isinstance(guide, click.Group):
        guide.add_command(click.Command("edit", params=[_a_path("folder")]))
    _propose_files(program)
    return shell_complete(program, {}, "aiguillage", VARIABLE, instruction)


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
