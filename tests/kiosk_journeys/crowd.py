"""Visitors without end at one kiosk in this process: fingers, flicks, storms of keys, nobody.

Run by itself, so that what it measures is the kiosk alone:
    python -m tests.kiosk_journeys.crowd SECONDS SEED FOLDER
It prints what it saw as one line of JSON, and exits with 1 where an exception or a word of Qt came.
"""

from __future__ import annotations

import json
import math
import random
import statistics
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QMessageLogContext, QPoint, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop import app, paths
from desktop.casework import Casework
from desktop.guide.loader import load_guide
from desktop.ui import accessibility
from desktop.ui.focus import inside
from desktop.ui.kiosk.key import Key
from desktop.ui.kiosk.pictures import Display, KioskStage

SCREEN = Display("19in", 19, 1280, 1024)
WARM_UP = 0.3
"""The share of the time after which nothing new should be needed any more."""

_MOST_STEPS = 60
_FIELDS = ("place", "own-words", "code")
_PAGE_BYTES = 4096
_KEYS = [Qt.Key(code) for code in (*range(0x20, 0x61), *range(0x01000000, 0x01000064))]
_MODIFIERS = [Qt.KeyboardModifier(bits << 25) for bits in range(16)]
_NOISE = ("propagateSizeHints", "support raise", "grabbing the keyboard", "keyToAscii")
"""What Qt says of a window without a screen, and its test library of keys that write nothing."""


@dataclass
class Seen:
    """What came of it."""

    seed: int
    visits: int = 0
    touches: int = 0
    changes: list[float] = field(default_factory=list)
    """Milliseconds from letting go to the next page painted."""
    work: list[float] = field(default_factory=list)
    """The same, in the time of this thread alone: a busy machine does not lengthen it."""
    memory: list[tuple[float, int]] = field(default_factory=list)
    """Resident bytes at the end of each visit, with the seconds since the start."""
    widgets: list[int] = field(default_factory=list)
    """How many widgets there are at the end of each visit."""
    faults: list[str] = field(default_factory=list)


_Part = TypeVar("_Part", bound=QWidget)


class Crowd:
    """Does what people do, in no order."""

    def __init__(self, folder: Path, seed: int, seen: Seen) -> None:
        cases = Casework(load_guide(paths.shipped_guide()), on_trial=False)
        self._stage = KioskStage(cases, folder, SCREEN)
        self._random, self._seen = random.Random(seed), seen
        self._device = QTest.createTouchDevice()
        handle = self._stage.window.windowHandle()
        if handle is None:
            raise RuntimeError("the window is not shown")
        self._handle = handle

    def visit(self) -> None:
        """One visitor, from the first page to whatever end."""
        for _ in range(self._random.randrange(5, _MOST_STEPS)):
            self._step()
        self._end()
        self._seen.visits += 1

    def _step(self) -> None:
        acts = (self._go_on, self._touch_any, self._flick, self._storm, self._type, self._rest)
        (act,) = self._random.choices(acts, (60, 14, 9, 6, 8, 3))
        act()
        self._stage.settle()

    def _go_on(self) -> None:
        """What most people do: an answer, then the main button."""
        names = ("choice-", "start-")
        open_ = [tile for tile in self._buttons() if tile.objectName().startswith(names)]
        if open_:
            self._touch(self._random.choice(open_))
        for button in self._buttons():
            if button.objectName() == "forward":
                self._touch(button)
                break

    def _touch_any(self) -> None:
        if found := self._buttons():
            self._touch(self._random.choice(found))

    def _type(self) -> None:
        lines = [part for part in self._shown(QWidget) if part.objectName() in _FIELDS]
        if lines:
            self._touch(self._random.choice(lines))
            QTest.qWait(40)
        keys = [key for key in self._shown(Key) if not key.objectName().startswith("pin")]
        for _ in range(self._random.randrange(12) if keys else 0):
            self._touch(self._random.choice(keys))
            keys = self._shown(Key)
            if not keys:
                break

    def _flick(self) -> None:
        window, pick = self._stage.window, self._random.randrange
        x = pick(window.width())
        ys = [pick(window.height()) for _ in range(2)]
        event = QTest.touchEvent(self._handle, self._device, False)
        event.press(0, QPoint(x, ys[0])).commit()
        for part in (0.3, 0.6, 1.0):
            QTest.qWait(8)
            y = round(ys[0] + (ys[1] - ys[0]) * part)
            QTest.touchEvent(self._handle, self._device, False).move(0, QPoint(x, y)).commit()
        QTest.touchEvent(self._handle, self._device, False).release(0, QPoint(x, ys[1])).commit()

    def _storm(self) -> None:
        for _ in range(30):
            key, modifiers = self._random.choice(_KEYS), self._random.choice(_MODIFIERS)
            QTest.keyClick(self._handle, key, modifiers)

    def _rest(self) -> None:
        """Nobody touches anything, until the question comes, or for long."""
        self._stage.wait(self._random.choice((20, 95, 110, 125)))

    def _end(self) -> None:
        """By the button, or because nobody is there."""
        restart = [button for button in self._buttons() if button.objectName() == "restart"]
        if restart and self._random.random() < 0.7:
            self._touch(restart[0])
        self._stage.wait(125)
        if not self._stage.window.is_resting:
            self._seen.faults.append(f"visit {self._seen.visits} did not end")

    def _buttons(self) -> list[QAbstractButton]:
        return [button for button in self._shown(QAbstractButton) if button.isEnabled()]

    def _shown(self, kind: type[_Part]) -> list[_Part]:
        """Parts of the window that a finger could touch."""
        found = [part for part in inside(self._stage.window) if isinstance(part, kind)]
        return [part for part in found if part.isVisible() and self._is_free(part)]

    def _is_free(self, part: QWidget) -> bool:
        at = self._stage.window.childAt(self._middle(part))
        return at is not None and (at is part or part.isAncestorOf(at))

    def _middle(self, part: QWidget) -> QPoint:
        return part.mapTo(self._stage.window, part.rect().center())

    def _touch(self, part: QWidget) -> None:
        """A finger; if another page comes of it, how long that took until it was painted."""
        at, before = self._middle(part), self._page()
        QTest.touchEvent(self._handle, self._device, False).press(0, at).commit()
        QApplication.processEvents()
        start, work = time.perf_counter(), time.thread_time()
        QTest.touchEvent(self._handle, self._device, False).release(0, at).commit()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()
        took, worked = time.perf_counter() - start, time.thread_time() - work
        self._seen.touches += 1
        if self._page() != before:
            self._seen.changes.append(took * 1000)
            self._seen.work.append(worked * 1000)
        self._stage.settle()

    def _page(self) -> tuple[object, ...]:
        window = self._stage.window
        screen = window.screen_shown
        at = getattr(getattr(screen, "interview", None), "at", None)
        return type(screen), at, window.veil is None, window.staff is None


def visit_for(seconds: float, seed: int, folder: Path) -> dict[str, Any]:
    """Visits for so long; what was seen, in figures."""
    seen = Seen(seed)
    _listen(seen)
    crowd, start = Crowd(folder, seed, seen), time.monotonic()
    while (now := time.monotonic() - start) < seconds and not seen.faults:
        crowd.visit()
        seen.memory.append((now, _resident()))
        seen.widgets.append(len(QApplication.allWidgets()))
    if seen.faults:
        return {"seed": seed, "visits": seen.visits, "faults": seen.faults}
    return _figures(seen, seconds)


def _listen(seen: Seen) -> None:
    """Every exception that nothing caught, and every word of Qt, is a fault."""

    def on_error(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        seen.faults.append("".join(traceback.format_exception(error)))
        sys.__excepthook__(kind, error, trace)

    def on_words(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        if not any(known in words for known in _NOISE):
            seen.faults.append(words)

    sys.excepthook = on_error
    qInstallMessageHandler(on_words)


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_BYTES


def _figures(seen: Seen, seconds: float) -> dict[str, Any]:
    warm = [size for at, size in seen.memory if at >= seconds * WARM_UP]
    part = max(1, len(warm) // 5)
    first, last = statistics.median(warm[:part]), statistics.median(warm[-part:])
    return {
        "seed": seen.seed,
        "visits": seen.visits,
        "touches": seen.touches,
        "changes": len(seen.changes),
        "p99": round(_at(seen.changes, 0.99), 1),
        "p50": round(_at(seen.changes, 0.5), 1),
        "worst": round(max(seen.changes), 1),
        "work_p99": round(_at(seen.work, 0.99), 1),
        "megabytes": [round(size / 2**20, 1) for size in (first, last)],
        "growth": round(last / first - 1, 4),
        # Of a visit that just ended, some may still be on their way out.
        "widgets": [min(seen.widgets[:part]), min(seen.widgets[-part:])],
        "faults": [],
    }


def _at(figures: list[float], share: float) -> float:
    ordered = sorted(figures)
    return ordered[math.ceil(len(ordered) * share) - 1]


def main() -> int:
    """Read the words typed, visit, and print."""
    seconds, seed, folder = float(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
    app.make_application()
    accessibility.install()
    figures = visit_for(seconds, seed, folder)
    print(json.dumps(figures), flush=True)  # noqa: T201
    return 1 if figures["faults"] else 0


if __name__ == "__main__":
    sys.exit(main())
