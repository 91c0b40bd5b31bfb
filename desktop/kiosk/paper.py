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

PATIENCE = 6.0
"""Seconds in which a printer has to take back what it said of its paper before this sheet."""

TITLE = "aiguillage"
_LOOK_EVERY = 0.25
_ONE_COMMAND = 10.0
_REQUEST = re.compile(r"request id is (\S+-\d+)")
_QUEUE = re.compile(r"[^\s/#?\x00-\x1f-][^\s/#?\x00-\x1f]{0,126}")

NOT_NAMED = "printer-none"
NO_PROGRAM = "printing-missing"
NO_SERVICE = "printing-service"
UNKNOWN = "printer-unknown"
DISABLED = "printer-disabled"
STOPPED = "printer-stopped"
PAPER_OUT = "paper-out"
REFUSED = "printer-refused"
SLOW = "printer-slow"

_REASONS = (
    (PAPER_OUT, ("media-empty", "media-needed", "out of paper", "media-jam")),
    (STOPPED, ("offline", "cover-open", "door-open", "marker-supply-empty", "toner-empty")),
)
_MAY_BE_OLD = {PAPER_OUT, STOPPED}


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
    seen = look_at(queue)
    # What a printer says of its paper may date from the job before: it is given a try.
    if seen is not None and seen.code not in _MAY_BE_OLD:
        return seen
    until = time.monotonic() + timeout
    sent = _run(["lp", "-d", queue, "-t", TITLE, "--", "-"], pdf, timeout)
    if sent is None:
        return PrintFault(SLOW)
    request = _REQUEST.search(sent.out)
    if sent.code != 0 or request is None:
        return PrintFault(REFUSED)
    return _wait_for(request[1], queue, until)


def look_at(queue: str) -> PrintFault | None:
    """What a queue says keeps it from printing; None when nothing does."""
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
    # Without a service every queue is an unknown one.
    if code == UNKNOWN and not _is_served():
        code = NO_SERVICE
    return PrintFault(code) if code else None


def _is_served() -> bool:
    said = _run(["lpstat", "-r"])
    return said is not None and "not running" not in said.out + said.err


def _wait_for(request: str, queue: str, until: float) -> Printed | PrintFault:
    patient_until = min(until, time.monotonic() + PATIENCE)
    while True:
        waiting = _run(["lpstat", "-W", "not-completed", "-o", queue])
        if waiting is not None and waiting.code == 0 and not _lists(waiting.out, request):
            return Printed()
        now = time.monotonic()
        fault = look_at(queue) or PrintFault(SLOW)
        must_wait = fault.code == SLOW or (fault.code in _MAY_BE_OLD and now < patient_until)
        if now >= until or not must_wait:
            break
        time.sleep(_LOOK_EVERY)
    _take_back(request)
    return fault


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
    if "not accepting requests" in out:
        return REFUSED
    if " disabled since " in out:
        return DISABLED
    for code, reasons in _REASONS:
        if any(reason in out for reason in reasons):
            return code
    return None if seen.code == 0 and out.strip() else NO_SERVICE


def _run(command: list[str], given: bytes = b"", seconds: float | None = None) -> _Ended | None:
    """Carries out one of the printing system's commands; None when it gives no answer in time."""
    program = shutil.which(command[0])
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *command[1:]],
            input=given,
            capture_output=True,
            timeout=_ONE_COMMAND if seconds is None else seconds,
            check=False,
            env={**os.environ, "LC_ALL": "C"},  # the answers are read: in English
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return _Ended(done.returncode, _text(done.stdout), _text(done.stderr))


def _text(raw: bytes) -> str:
    return raw[: 64 * 1024].decode("utf-8", "replace")
