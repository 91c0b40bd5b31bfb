"""What a program that falls must not leave: its memory in a file, with a visitor's answers."""

from __future__ import annotations

import sys


def forbid() -> None:
    """From now on the system writes no core file of this program. Windows writes none by itself."""
    if sys.platform != "win32":
        import resource  # late: Windows has none

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
