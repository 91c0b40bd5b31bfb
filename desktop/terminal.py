"""Between the program and whoever started it: its three channels, and how it is ended."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

_ENDING = ("SIGTERM", "SIGHUP")
"""A shutdown or `kill`, and a terminal that was closed; Windows has the first alone."""


def open_channels() -> None:
    """Three channels whoever started the program: UTF-8, and one that was closed leads nowhere.

    A file opened later must not take the place of a closed channel: a library's warning would
    be written into it.
    """
    while (handle := os.open(os.devnull, os.O_RDWR)) < 3:
        os.set_inheritable(handle, True)
    os.close(handle)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def let_go_of_stdout() -> None:
    """Keeps Python from writing, once more and as loudly, what could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def ended_cleanly() -> Iterator[None]:
    """Told to end from outside, what is done inside leaves nothing half done behind it.

    Told twice, it ends at once. What the starter wants ignored (`nohup`) stays ignored.
    """
    known = [getattr(signal, name) for name in _ENDING if hasattr(signal, name)]
    is_main = threading.current_thread() is threading.main_thread()
    held = [each for each in known if is_main and signal.getsignal(each) is signal.SIG_DFL]
    for number in held:
        signal.signal(number, _end)
    try:
        yield
    finally:
        for number in held:
            signal.signal(number, signal.SIG_DFL)


def _end(number: int, _: FrameType | None) -> None:
    signal.signal(number, signal.SIG_DFL)
    raise SystemExit(128 + number)
