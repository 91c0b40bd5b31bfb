"""The developer's commands: set up, run, test, soak, bench, train, lock. Standard library only."""

from __future__ import annotations

import sys
from pathlib import Path

from speech import say, sentence

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Do the command named first in `arguments`; returns the exit code."""
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        say(sentence("python-needed", version=".".join(map(str, sys.version_info[:3]))))
        return 1
    from commands import COMMANDS  # late: older Pythons cannot read it
    from environment import Environment

    command = COMMANDS.get(arguments[0] if arguments else "")
    if command is None:
        say(sentence("usage"))
        return 2
    try:
        return command(Environment(ROOT), arguments[1:])
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
