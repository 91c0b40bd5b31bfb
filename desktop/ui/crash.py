"""Our own faults: written to the log without any answer, then said calmly on a page."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType


def install(show: Callable[[], None]) -> None:
    """From now on an error that nothing caught is logged, and `show` says so to the visitor."""
    is_showing = False

    def hook(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        nonlocal is_showing
        if issubclass(kind, KeyboardInterrupt) or is_showing:
            # A fault of the crash page itself: nothing is left to show.
            sys.exit(1)
        logging.getLogger("desktop.ui").critical(describe(error))
        is_showing = True
        show()
        is_showing = False

    sys.excepthook = hook


def describe(error: BaseException) -> str:
    """The error's kind and where it was raised: no message, for that may hold an answer."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return f"{type(error).__name__} at " + " < ".join(reversed(places[-8:]))
