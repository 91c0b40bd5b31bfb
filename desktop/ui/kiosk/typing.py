"""Where the keyboard goes: up with the focus in a field, away with it, never over the field."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop.ui.kiosk.keyboard import Keyboard
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.page import Page

_SOON = 30
"""Milliseconds after which the focus is looked at: by then a page is where it will stay."""

_LEAST_PAGE_MM = 110
"""What is left to bars and page beside the keyboard, where there is a choice."""

_Widget = TypeVar("_Widget", bound=QWidget)


class Typing(QObject):
    """Follows the focus of one window. `changed`: the keyboard came up, or went away."""

    changed = Signal(bool)
    done = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._keyboard: Keyboard | None = None
        self.is_shut = False
        """Whether something covers the page, and nobody can type into it."""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self.follow)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._move)

    @property
    def page(self) -> Page | None:
        """The page whose field is being filled in; none while nobody types."""
        line = self._keyboard.line if self._keyboard is not None else None
        return _around(line, Page) if line is not None else None

    def use(self, keyboard: Keyboard) -> None:
        """Bring this keyboard up from now on."""
        self._keyboard = keyboard
        keyboard.done.connect(self._leave)
        keyboard.written.connect(self._keep_in_sight)
        self.look_soon()

    def look_soon(self) -> None:
        """Look where the focus is, once everything is in its place."""
        self._soon.start()

    def follow(self) -> None:
        """Bring the keyboard up for the field that has the focus, or take it away."""
        keyboard = self._keyboard
        if keyboard is None:
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            # Under a finger nothing may move: what it is on would be another thing when it lifts.
            self._soon.start()
            return
        focus: QWidget | None = self._window.focusWidget()
        line = focus if isinstance(focus, QLineEdit) and not self.is_shut else None
        if line is keyboard.line and (line is not None or keyboard.isHidden()):
            return
        keyboard.write_into(line, self._window.height() - keyboard.look.mm(_LEAST_PAGE_MM))
        self.changed.emit(line is not None)
        if line is not None:
            self._bring_up(line, keyboard.look)

    def _move(self, before: object, now: object) -> None:
        self.look_soon()

    def _leave(self) -> None:
        """The visitor is done; if nothing took the focus from the field, the page does."""
        if self._keyboard is not None and self._window.focusWidget() is self._keyboard.line:
            self.done.emit()

    def _keep_in_sight(self) -> None:
        """What is written moves what is on the page; the field stays where it can be seen."""
        keyboard = self._keyboard
        line = keyboard.line if keyboard is not None else None
        page = self.page
        if keyboard is not None and line is not None and page is not None:
            page.settle()
            at = line.mapTo(page.viewport(), QPoint(0, 0)).y()
            if not 0 <= at <= page.viewport().height() - line.height():
                self._bring_up(line, keyboard.look)

    def _bring_up(self, line: QLineEdit, look: KioskLook) -> None:
        """Scroll the field to the top: what comes of the words stands below it."""
        layout = self._window.layout()
        if layout is not None:
            layout.activate()
        page, field = _around(line, Page), _around(line, Field)
        body = page.widget() if page is not None else None
        if page is not None and field is not None and body is not None:
            page.settle()
            top = field.mapTo(body, QPoint(0, 0)).y()
            bottom = line.mapTo(body, QPoint(0, line.height())).y() + look.px(16)
            # Where its label does not fit above it, the field itself is what counts.
            least = bottom - page.viewport().height()
            page.verticalScrollBar().setValue(max(top - look.px(8), least))


def _around(widget: QWidget, kind: type[_Widget]) -> _Widget | None:
    """The closest part of this kind that the widget stands in."""
    part: QWidget | None = widget
    while part is not None and not isinstance(part, kind):
        part = part.parentWidget()
    return part
