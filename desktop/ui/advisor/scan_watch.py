"""Hears a scanner wherever it types at the desk, and undoes what its keys did meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from desktop.desk.scanner import Burst

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ScanWatch(QObject):
    """Watches the keys of `window`; acts on none of them, and takes back what they did.

    No key waits to be told from a scanner's. `opens` says whether a text is a code that opens;
    `is_locked`, whether nobody sits at the desk: no sign of a code must choose who does.
    """

    began = Signal()
    """Keys may be a scanner's from here on: remember how things are."""
    scanned = Signal(str)
    """A scanner typed this; the field it typed in is as it was before."""

    def __init__(
        self, window: QWidget, opens: Callable[[str], bool], is_locked: Callable[[], bool]
    ) -> None:
        super().__init__(window)
        self._window, self._opens, self._is_locked = window, opens, is_locked
        self._burst = Burst()
        self._field: tuple[QWidget, str] | None = None
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each key once, where it arrives."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        # A menu that is open has the keys, and the focus stays where it was.
        target: QWidget | None = QApplication.activePopupWidget() or QApplication.focusWidget()
        if target is None or watched is not target or not self._is_ours(target):
            return False
        at = _moment(event)
        if event.key() in _ENTERS or event.text() in ("\r", "\n"):  # some scanners send a line feed
            return self._end(target, at)
        if event.text() and event.text().isprintable():
            self._burst.take(event.text(), at)
            if not self._burst.is_new:
                return self._is_locked() and _typed_in(target) is None
            self._field = _typed_in(target)
            self.began.emit()
        return False

    def _is_ours(self, widget: QWidget) -> bool:
        """Whether it is the window, in it, or a menu that something in it opened."""
        above: QWidget | None = widget
        while above is not None and above is not self._window:
            above = above.parentWidget()
        return above is not None and self._window.isVisible()

    def _end(self, target: QWidget, at: float) -> bool:
        typed = self._burst.end(at)
        if typed is None or (_typed_in(target) is not None and not self._opens(typed)):
            return False
        while (menu := QApplication.activePopupWidget()) is not None:
            menu.close()  # its line of that letter is not what was meant
        if self._field is not None:
            _write(*self._field)
        self.scanned.emit(typed)
        return True


def _moment(event: QKeyEvent) -> float:
    """When the key was pressed, in seconds; not when the page came to look at it."""
    return event.timestamp() / 1000 or time.monotonic()


def _typed_in(widget: QWidget) -> tuple[QWidget, str] | None:
    if isinstance(widget, QLineEdit):
        return widget, widget.text()
    if isinstance(widget, QPlainTextEdit):
        return widget, widget.toPlainText()
    return None


def _write(widget: QWidget, text: str) -> None:
    if not isValid(widget):
        return  # its page was built anew meanwhile
    if isinstance(widget, QLineEdit):
        widget.setText(text)
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
