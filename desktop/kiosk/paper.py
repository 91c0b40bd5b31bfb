"""Prints a sheet on a named queue, without a dialog and without a file; says what went wrong.

A sheet that does not come out in time is taken back: it must not come out for the next visitor.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass

TIMEOUT = 30.0
"""Seconds in which a sheet has to be out."""

TITLE = "aiguillage"
_LOOK_EVERY = 0.25
_ONE_COMMAND = 10.0
_REQUEST = re.compile(r"request id is (\S+-\d+)")
_QUEUE = re.compile(r"[^\s/#?\x00-\x1f-][^\s/#?\x00-\x1f]{0,126}")

NOT_NAMED = "printer-none"
NO_PROGRAM = "printing-missing"
NO_SERVICE = "printing-service"
UNKNOWN = "printer-unknown"
STOPPED = "printer-stopped"
PAPER_OUT = "paper-out"
REFUSED = "printer-refused"
SLOW = "printer-slow"

_REASONS = (
    (PAPER_OUT, ("media-empty", "media-needed", "out of paper", "media-jam")),
    (STOPPED, ("offline", "cover-open", "door-open", "marker-supply-empty", "toner-empty")),
)


@dataclass(frozen=True, slots=True)
class Printed:
    """The sheet left the queue."""


@dataclass(frozen=True, slots=True)
class PrintFault:
    """The sheet was not printed and will not be; `code` is one that the operator's log takes."""

    code: str


def print_pdf(pdf: bytes, queue: str, timeout: float = TIMEOUT) -> Printed | PrintFault:
    """Prints a PDF and waits until it is out, `timeout` seconds at most.

    Not for the window's thread. Never raises for anything the printer or the system does.
    """
    fault = look_at(queue)
    if fault is not None:
        return fault
    until = time.monotonic() + timeout
    sent = _run(["lp", "-d", queue, "-t", TITLE, "--", "-"], pdf, timeout)
    if sent is None:
        return PrintFault(SLOW)
    request = _REQUEST.search(sent.out)
    if sent.code != 0 or request is None:
        return look_at(queue) or PrintFault(REFUSED)
    return _wait_for(request[1], queue, until)


def look_at(queue: str) -> PrintFault | None:
    """What keeps a queue from printing now; None when nothing does."""
    if not queue:
        return PrintFault(NOT_NAMED)
    if not _QUEUE.fullmatch(queue):
        return PrintFault(UNKNOWN)
    if shutil.which("lp") is None or shutil.which("lpstat") is None:
        return PrintFault(NO_PROGRAM)
    seen = _run(["lpstat", "-l", "-p", queue, "-a", queue])
    if seen is None:
        return PrintFault(NO_SERVICE)
    code = _code_of(seen)
    return PrintFault(code) if code else None


def _wait_for(request: str, queue: str, until: float) -> Printed | PrintFault:
    code = SLOW
    while time.monotonic() < until:
        waiting = _run(["lpstat", "-W", "not-completed", "-o", queue])
        if waiting is not None and waiting.code == 0 and not _lists(waiting.out, request):
            return Printed()
        fault = look_at(queue)
        if fault is not None:
            code = fault.code
            break
        time.sleep(_LOOK_EVERY)
    _take_back(request)
    return PrintFault(code)


def _take_back(request: str) -> None:
    # -x also forgets the data, which the service would keep for a day.
    _run(["cancel", "-x", request])


def _lists(out: str, request: str) -> bool:
    return any(line.split(maxsplit=1)[:1] == [request] for line in out.splitlines())


@dataclass(frozen=True, slots=True)
class _Ended:
    code: int
    out: str
    err: str


def _code_of(seen: _Ended) -> str | None:
    """The fault that a queue's state tells of."""
    out, err = seen.out.lower(), seen.err.lower()
    if "invalid destination" in err or "unknown destination" in err:
        return UNKNOWN
    for code, reasons in _REASONS:
        if any(reason in out for reason in reasons):
            return code
    if "not accepting requests" in out:
        return REFUSED
    if " disabled since " in out:
        return STOPPED
    return None if seen.code == 0 and out.strip() else NO_SERVICE


def _run(command: list[str], given: bytes = b"", seconds: float = _ONE_COMMAND) -> _Ended | None:
    """Carries out one of the printing system's commands; None when it gives no answer in time."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *command[1:]],
            input=given,
            capture_output=True,
            timeout=max(seconds, 0.1),
            check=False,
            env={**os.environ, "LC_ALL": "C"},  # the answers are read: in English
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return _Ended(done.returncode, _text(done.stdout), _text(done.stderr))


def _text(raw: bytes) -> str:
    return raw[: 64 * 1024].decode("utf-8", "replace")
