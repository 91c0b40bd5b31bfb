"""The process beside the window: reads requests, tells what it finds, drops what is overtaken.

Frames on standard input and output: four bytes of length, then a pickle; both ends are ours.
"""

from __future__ import annotations

import pickle
import struct
import sys
import threading
from collections.abc import Iterator
from typing import BinaryIO

from desktop.workspace.live import look_at
from desktop.workspace.told import Request, Told

MODULE = "desktop.workspace.worker"
_LENGTH = struct.Struct(">I")


def frame(value: object) -> bytes:
    """`value` as it goes through the pipe."""
    content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(content)) + content


class Frames:
    """Puts frames together from bytes as they come."""

    def __init__(self) -> None:
        self._bytes = bytearray()

    def feed(self, content: bytes) -> Iterator[object]:
        """Every frame that these bytes complete."""
        self._bytes += content
        while len(self._bytes) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._bytes)
            end = _LENGTH.size + length
            if len(self._bytes) < end:
                return
            whole = bytes(self._bytes[_LENGTH.size : end])
            del self._bytes[:end]
            yield pickle.loads(whole)


class _Desk:
    """The latest request; one that is overtaken before its turn is never looked at."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self.latest: Request | None = None
        self.is_over = False

    def read(self, stream: BinaryIO) -> None:
        frames = Frames()
        while content := stream.raw.read(65536):  # type: ignore[attr-defined]
            for request in frames.feed(content):
                if isinstance(request, Request):
                    self._tell(request)
        self._tell(None)

    def _tell(self, request: Request | None) -> None:
        with self._changed:
            self.is_over = request is None
            self.latest = request or self.latest
            self._changed.notify()

    def wait(self, done: int) -> Request | None:
        """The next request after the number `done`; None when there will be no more."""
        with self._changed:
            while not self.is_over and (self.latest is None or self.latest.number == done):
                self._changed.wait()
            return None if self.is_over else self.latest


def serve(source: BinaryIO, target: BinaryIO) -> None:
    """Look at each request until `source` ends."""
    desk = _Desk()
    threading.Thread(target=desk.read, args=(source,), daemon=True).start()
    done = 0
    while (request := desk.wait(done)) is not None:
        done = request.number
        for told in look_at(request):
            _say(target, done, told)
            if desk.is_over or (desk.latest is not None and desk.latest.number != done):
                break


def _say(target: BinaryIO, number: int, told: Told) -> None:
    target.write(frame((number, told)))
    target.flush()


def main() -> None:
    """Serve the window that started this process; ends with it."""
    serve(sys.stdin.buffer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
