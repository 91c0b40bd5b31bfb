"""Hears a scanner wherever it types on a page, and undoes what its keys did meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop.desk.scanner import Burst

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ScanWatch(QObject):
    """Watches the keys of `page` while it is in front; acts on keys at once, and takes them back.

    No key waits to be told from a scanner's. `opens` says whether a text is a code that opens.
    """

    began = Signal()
    """Keys may be a scanner's from here on: remember how things are."""
    scanned = Signal(str)
    """A scanner typed this; the field it typed in is as it was before."""

    def __init__(self, page: QWidget, opens: Callable[[str], bool]) -> None:
        super().__init__(page)
        self._page, self._opens = page, opens
        self._burst = Burst()
        self._field: tuple[QWidget, str] | None = None

    def start(self) -> None:
        """Watch from now on."""
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def stop(self) -> None:
        """Leave the keys alone."""
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each key once, where it arrives."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        focus: QWidget | None = QApplication.focusWidget()
        if watched is not focus or not self._page.isVisible():
            return False
        if not (focus is self._page or self._page.isAncestorOf(focus)):
            return False
        at = _moment(event)
        if event.key() in _ENTERS or event.text() in ("\r", "\n"):  # some scanners send a line feed
            return self._end(focus, at)
        if event.text() and event.text().isprintable():
            self._burst.take(event.text(), at)
            if self._burst.is_new:
                self._field = _typed_in(focus)
                self.began.emit()
        return False

    def _end(self, focus: QWidget, at: float) -> bool:
        typed = self._burst.end(at)
        if typed is None or (_typed_in(focus) is not None and not self._opens(typed)):
            return False
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
    if isinstance(widget, QLineEdit):
        widget.setText(text)
    elif isinstance(widget, QPlainTextEdit):
        widget.setPlainText(text)
