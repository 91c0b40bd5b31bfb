"""A low button that opens a list to choose from, by pointer and by keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from desktop.text import Phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button

Choose = Callable[[str], None]
Option = tuple[str, str]
"""(value, words)."""


class MenuButton(Button):
    """Shows what is chosen, and lets another be chosen."""

    def __init__(
        self,
        name: str,
        sentence: Phrase | str,
        look: Look,
        icon: str = "open",
        kind: str = "quiet",
    ) -> None:
        super().__init__(name, sentence, look, kind, icon, icon_after=True, height=32, role="label")
        self._menu_look = look
        self._fill: Callable[[QMenu], object] = lambda menu: None
        self.clicked.connect(self.open)

    def offer(self, options: Sequence[Option], current: str, choose: Choose) -> None:
        """The menu is these options, the one in force marked."""

        def fill(menu: QMenu) -> None:
            for value, words in options:
                action = add_action(menu, words, partial(choose, value))
                action.setCheckable(True)
                action.setChecked(value == current)

        self._fill = fill

    def fill_with(self, fill: Callable[[QMenu], object]) -> None:
        """The menu is made by `fill` each time it opens."""
        self._fill = fill

    def open(self) -> None:
        """Open the menu below the button."""
        menu = make_menu(self, self._menu_look)
        self._fill(menu)
        menu.aboutToHide.connect(lambda: menu.deleteLater())
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))


def make_menu(parent: QWidget, look: Look) -> QMenu:
    """A menu in the theme's colours."""
    menu = QMenu(parent)
    menu.setFont(look.font("body"))
    menu.setStyleSheet(_sheet(look))
    return menu


def add_action(menu: QMenu, words: str, act: Callable[[], object]) -> QAction:
    """One line of a menu, in plain words."""
    action = menu.addAction(plain(words))
    action.triggered.connect(lambda _=False: act())
    return action


def plain(words: str) -> str:
    """The words as they are: no letter of them becomes a shortcut."""
    return words.replace("&", "&&")


def _sheet(look: Look) -> str:
    ink, card, line, soft = (look.color(n).name() for n in ("ink", "card", "line", "soft"))
    primary = look.color("primary").name()
    pad, side = look.px(6), look.px(18)
    return (
        f"QMenu{{background:{card};color:{ink};border:1px solid {line};padding:{look.px(4)}px}}"
        f"QMenu::item{{padding:{pad}px {side}px;padding-right:{side + look.px(6)}px;"
        f"border:2px solid transparent}}"
        f"QMenu::item:selected{{background:{soft};color:{ink};border-color:{primary}}}"
        f"QMenu::item:disabled{{color:{look.color('ink2').name()}}}"
        f"QMenu::separator{{height:1px;background:{line};margin:{look.px(4)}px}}"
    )
