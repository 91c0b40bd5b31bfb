"""What every screen is for the window: a title, what the footer offers, and one way to change."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui.gone import gone
from desktop.ui.theme import Look
from desktop.ui.widgets.footer import Actions


class Screen(QWidget):
    """A screen keeps its value and rebuilds its page from it whenever value or look change."""

    changed = Signal()
    """Title or footer are other than before."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._page: QWidget | None = None
        self._is_stale = False
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)

    @property
    def is_ready(self) -> bool:
        """Whether it has something to show yet."""
        return self._page is not None

    def show_look(self, look: Look) -> None:
        """Show the same thing in another theme, size or language."""
        self.look = look
        if self._page is not None:
            self.rebuild()

    def show_look_unseen(self, look: Look) -> None:
        """Take another look while behind another screen: the page is made when it comes forward."""
        self.look = look
        self._is_stale = self._page is not None

    def showEvent(self, event: QShowEvent) -> None:
        """Make the page that nobody saw in its new look."""
        super().showEvent(event)
        if self._is_stale:
            self.rebuild()

    def rebuild(self) -> None:
        """Build the page anew from the value and the look."""
        raise NotImplementedError

    def title(self) -> str:
        """What the window's title says of this page."""
        raise NotImplementedError

    def offers(self) -> Actions:
        """What the footer offers."""
        return Actions()

    def go_forward(self) -> None:
        """The footer's main button."""

    def go_back(self) -> None:
        """The footer's back button, and Escape."""

    def type_here(self, text: str) -> bool:
        """Take what is typed while no field has the focus; whether the page has a use for it."""
        return False

    def forget(self) -> None:
        """Leave nothing of what was typed."""

    def take_focus(self) -> None:
        """Put the focus at the start of the page."""
        if self._page is not None:
            self._page.setFocus()

    def put(self, page: QWidget) -> None:
        """Show `page` in place of the one before."""
        before, self._page = self._page, page
        self._is_stale = False
        self._whole.addWidget(page)
        if before is not None:
            if before.isAncestorOf(self.focusWidget()):
                # Otherwise the focus would pass over the header, and be read aloud there.
                page.setFocus()
            self._discard(before)

    def clear(self) -> None:
        """Take the page away: one that is about to be replaced need not be laid out again."""
        before, self._page = self._page, None
        self._is_stale = False
        if before is not None:
            self._discard(before)

    def _discard(self, page: QWidget) -> None:
        self._whole.removeWidget(page)
        gone(page)
