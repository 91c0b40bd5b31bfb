"""Our own faults: written to the log without any answer, then said calmly on a page."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import TracebackType

_apart: dict[str, Callable[[BaseException], None]] = {}


def keep_apart(package: str, show: Callable[[BaseException], None]) -> None:
    """From now on `show` says what fails in `package`: the visit is left as it is."""
    _apart[f"{package}."] = show


def install(show: Callable[[], None]) -> None:
    """From now on an error that nothing caught is logged, and `show` says so to the visitor."""
    is_showing = False

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        nonlocal is_showing
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(1)
        if _is_told_apart(error, trace):
            return
        if is_showing:
            # A fault of the crash page itself: nothing is left to show.
            sys.exit(1)
        from desktop.log import log_crash  # late: only a crash needs it

        log_crash(error)
        is_showing = True
        show()
        is_showing = False

    sys.excepthook = hook


def _is_told_apart(error: BaseException, trace: TracebackType | None) -> bool:
    """Whether a part of the program with its own window failed, and was asked to say so."""
    show = _shower(trace)
    if show is None:
        return False
    from desktop.log import log_crash

    log_crash(error)
    try:
        show(error)
    except Exception as again:  # noqa: BLE001 - whatever it is, the visit goes on
        log_crash(again)
    return True


def _shower(trace: TracebackType | None) -> Callable[[BaseException], None] | None:
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        for package, show in _apart.items():
            if module.startswith(package):
                return show
        trace = trace.tb_next
    return None
