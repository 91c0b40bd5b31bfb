"""A desk's window on a register of the test's own, and hands for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QEventLoop, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop.casework import Casework
from desktop.configuration import Advisor, Configuration, Desk, Loaded, Privacy
from desktop.desk.session import Session
from desktop.guide.model import Guide
from desktop.ui.advisor import scan_watch
from desktop.ui.advisor.bar import StatusLine
from desktop.ui.advisor.interview_page import InterviewPage
from desktop.ui.advisor.window import DeskWindow
from desktop.ui.desk import Desk as UiDesk
from desktop.ui.theme import Look, palette

PRIVACY = Privacy(controller="Organisme d’exemple", contact="donnees@exemple.invalid")
ANNA, BO = Advisor("anna", "Anna Exemple", "a"), Advisor("bo", "Bo Exemple", "b")
ALONE = Configuration(desk=Desk(advisors=(ANNA,)), privacy=PRIVACY)
TWO = replace(ALONE, desk=Desk(advisors=(ANNA, BO)))
ENTER = Qt.Key.Key_Return
CONTROL = Qt.KeyboardModifier.ControlModifier


class Clock:
    """Stands in for the clock that tells a scanner from a hand: each look is `pace` later."""

    def __init__(self) -> None:
        self.pace, self._now = 0.3, 0.0

    def monotonic(self) -> float:
        self._now += self.pace
        return self._now


def strike(sign: str, key: int = 0) -> None:
    """Press the key of any sign where the focus is; QTest knows those of an American keyboard."""
    menu = QApplication.activePopupWidget()
    focus: QWidget | None = menu or QApplication.focusWidget() or QApplication.activeWindow()
    assert focus is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key or ord(sign.upper()), Qt.KeyboardModifier.NoModifier, sign)
        QApplication.sendEvent(focus, event)


class Bench:
    """A window of the desk, and what an advisor does at it."""

    def __init__(self, session: Session, look: Look, size: tuple[int, int], clock: Clock) -> None:
        self.session, self.clock = session, clock
        QApplication.setPalette(palette(look))
        self._is_closed = False
        desk = UiDesk(session.casework, lambda *_: None, lambda _: None)
        self.window = DeskWindow(desk, session, look)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.settle()
        self.window.open_register()
        self.settle()

    @property
    def interview(self) -> InterviewPage:
        """The page of the interview."""
        page = self.window.page("interview")
        assert isinstance(page, InterviewPage)
        return page

    @property
    def said(self) -> str:
        """What the line at the foot says."""
        status = self.window.findChild(StatusLine)
        assert status is not None
        return status.words.text()

    def settle(self) -> None:
        """Let everything be laid out, and come back from beside the screen."""
        QApplication.processEvents()
        while self.window.background.is_busy or self._is_page_busy():
            self.window.background.wait()
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()

    def _is_page_busy(self) -> bool:
        page = self.window.page_shown
        return isinstance(page, InterviewPage) and page.is_busy

    def press(
        self, *keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press keys where the focus is."""
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
            self.settle()

    def type(self, text: str) -> None:
        """Type signs where the focus is."""
        for sign in text:
            strike(sign)
        self.settle()

    def scan(self, text: str) -> None:
        """As a scanner does: quickly, with Enter at the end."""
        self.clock.monotonic()  # the hand has left the keys
        self.clock.pace = 0.005
        for sign in text:
            strike(sign)
        strike("\r", ENTER)
        self.clock.pace = 0.3
        self.settle()

    def click(self, name: str) -> None:
        """Press the button of this name."""
        button = self.window.findChild(QPushButton, name)
        assert button is not None, name
        button.click()
        self.settle()

    def has(self, name: str) -> bool:
        """Whether something of this name shows."""
        found = self.window.findChild(QWidget, name)
        return found is not None and found.isVisible()

    def close(self) -> None:
        """Close the window and the register."""
        if self._is_closed:
            return
        self._is_closed = True
        self.window.close()
        self.settle()
        self.session.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


MakeDesk = Callable[..., Bench]


@pytest.fixture
def make_desk(
    qapp: QApplication, guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MakeDesk]:
    """Opens desks on one folder; they are closed after the test."""
    opened: list[Bench] = []
    clock = Clock()
    monkeypatch.setattr(scan_watch, "time", clock)

    def make(
        settings: Configuration = ALONE,
        look: Look | None = None,
        size: tuple[int, int] = (1366, 768),
        on_trial: bool = False,
    ) -> Bench:
        cases = Casework(guide, on_trial=on_trial)
        session = Session(cases, Loaded(settings, {}, ()), tmp_path / "desk")
        opened.append(Bench(session, look or Look(), size, clock))
        return opened[-1]

    yield make
    for bench in opened:
        bench.close()


@pytest.fixture
def desk(make_desk: MakeDesk) -> Bench:
    """A desk of one advisor, in French."""
    return make_desk()
