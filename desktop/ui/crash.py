"""Our own faults: written to the log without any answer, then said calmly on a page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType


def install(show: Callable[[], None]) -> None:
    """From now on an error that nothing caught is logged, and `show` says so to the visitor."""
    is_showing = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal is_showing
        if issubclass(kind, KeyboardInterrupt) or is_showing:
            # A fault of the crash page itself: nothing is left to show.
            sys.exit(1)
        from desktop.log import log_crash  # late: only a crash needs it

        log_crash(error)
        is_showing = True
        show()
        is_showing = False

    sys.excepthook = hook
