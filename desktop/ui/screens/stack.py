"""The screens there are, one of them in front."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from desktop.ui.screens.screen import Screen

_Screen = TypeVar("_Screen", bound=Screen)


class ScreenStack(QStackedWidget):
    """Keeps screens; `changed` when any of them has another title or footer."""

    changed = Signal()

    @property
    def shown(self) -> Screen:
        """The screen in front."""
        shown = self.currentWidget()
        if not isinstance(shown, Screen):
            raise RuntimeError("the window shows no screen")
        return shown

    def screens(self) -> Iterator[Screen]:
        """All of them."""
        for index in range(self.count()):
            screen = self.widget(index)
            if isinstance(screen, Screen):
                yield screen

    def adopt(self, screen: _Screen) -> _Screen:
        """Keep this screen too, behind the others."""
        self.addWidget(screen)
        screen.changed.connect(self.changed)
        return screen

    def bring(self, screen: Screen) -> None:
        """Put a screen in front before its page is made: it is then laid out once, at its size."""
        screen.clear()
        self.setCurrentWidget(screen)

    def drop(self, screen: Screen) -> None:
        """Forget a screen and all that is on it."""
        screen.forget()
        self.removeWidget(screen)
        # Out of the window at once, so that nothing of it is found or reached any more.
        screen.setParent(None)
        screen.deleteLater()
