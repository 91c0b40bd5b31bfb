"""The bar at the top of the desk: its pages, who sits there, and how everything looks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.advisor.pages import ORDER
from desktop.ui.advisor.tips import set_tip
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.header import Mark
from desktop.ui.widgets.paint import ring_room
from desktop.ui.widgets.words import Words

ACTS = (("size", "text-size"), ("theme", "contrast"), ("language", ""), ("help", "help"))
_HEIGHT, _BELOW = 38, 32


class Tab(Button):
    """Leads to a page; the one in front has a bar under its name."""

    def __init__(self, name: str, number: int, look: Look) -> None:
        super().__init__(
            f"tab-{name}", phrase(f"advisor.page.{name}"), look, "quiet", height=_HEIGHT
        )
        self.setCheckable(True)
        key = phrase("advisor.bar.key", name=self.words, number=number)
        self.setToolTip(look.say(key))

    def nextCheckState(self) -> None:
        """The window decides which page is in front."""

    def stand_below(self, is_below: bool) -> None:
        """Take less height in a row of their own: a low screen keeps it for the page."""
        self._height = _BELOW if is_below else _HEIGHT

    def sizeHint(self) -> QSize:
        """The room its name takes."""
        hint = super().sizeHint()
        return QSize(hint.width() - self._look.px(4), hint.height())

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        color = self._look.color
        over = self.underMouse() or self.isDown()
        return (color("soft") if over else None), None, color("primary")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the name, and the bar under it."""
        super().paintEvent(event)
        if self.isChecked():
            look = self._look
            thick, inset = look.thin(4), look.px(12)
            at = QRectF(inset, self.height() - thick, self.width() - 2 * inset, thick)
            QPainter(self).fillRect(at, look.color("primary"))


class DeskBar(QWidget):
    """Pages at the left, person and look at the right; pages below where both do not fit."""

    page_wanted = Signal(str)
    act_wanted = Signal(str)
    who_wanted = Signal()

    def __init__(self, look: Look, pages: Sequence[str], is_wide: bool) -> None:
        super().__init__()
        self._look = look
        self._name = ""
        self._brand = look.px(14 + 30 + 8 + 12 + (110 if is_wide else 0))
        grid = self._grid = QGridLayout(self)
        grid.setContentsMargins(look.px(14), look.px(2), look.px(8), look.px(2))
        grid.setSpacing(0)
        grid.setColumnStretch(2, 1)
        grid.addLayout(self._make_brand(is_wide), 0, 0)
        self.tabs = {name: self._tab(name) for name in pages}
        self._pages, self._is_below = _row(self.tabs.values()), False
        grid.addWidget(self._pages, 0, 1)
        self.who = Button("who", "", look, "quiet", "person", height=_HEIGHT)
        self.who.clicked.connect(self.who_wanted)
        self.buttons = {act: self._button(act, icon) for act, icon in ACTS}
        grid.addWidget(_row((self.who, *self.buttons.values())), 0, 3)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_state(self, page: str | None, who: Phrase | str | None, opened: str | None) -> None:
        """Which page is in front, who sits there (None: nobody), and which samples are open."""
        for name, tab in self.tabs.items():
            tab.setChecked(name == page)
            tab.setVisible(who is not None)
        self.who.setVisible(who is not None)
        if who is not None:
            said = self._look.say(who)
            self._name = said if len(said) <= 24 else said[:23] + "…"
            self.show_width(self.width())
            spoken = phrase("advisor.bar.who", name=said)
            self.who.setAccessibleName(self._look.say(spoken))
            set_tip(self.who, self._look.say(spoken))
        for act in ("size", "theme"):
            self.buttons[act].setChecked(act == opened)

    def show_width(self, width: int) -> None:
        """Leave out the name of who sits there, then give the pages a row of their own."""
        tabs = list(self.tabs.values())
        for tab in tabs:
            tab.most = None
        others = sum(b.sizeHint().width() for b in self.buttons.values()) + self._brand
        self.who.show_words(self._name, "person")
        wanted = sum(tab.sizeHint().width() for tab in tabs)
        if wanted + others + self.who.sizeHint().width() > width:
            self.who.show_words("", "person")
        self._stand_below(wanted + others + self.who.sizeHint().width() > width)
        room = width - self._look.px(14 + 8)
        if self._is_below and wanted > room > 0:
            # Even a whole row is too little: their names are written a little smaller.
            around = 2 * ring_room(self._look) - self._look.px(4)
            for tab in tabs:
                tab.most = int(room / wanted * tab.sizeHint().width()) - around
        for tab in tabs:
            tab.updateGeometry()

    def _stand_below(self, is_below: bool) -> None:
        if self._is_below == is_below:
            return
        self._is_below = is_below
        self._grid.removeWidget(self._pages)
        at = (1, 0, 1, 4) if is_below else (0, 1, 1, 1)
        self._grid.addWidget(self._pages, *at)
        for tab in self.tabs.values():
            tab.stand_below(is_below)

    def _make_brand(self, is_wide: bool) -> QHBoxLayout:
        look, across = self._look, QHBoxLayout()
        across.addWidget(Mark(look, 30))
        across.addSpacing(look.px(8))
        if is_wide:
            across.addWidget(Words("Aiguillage", look, "strong"), 0, Qt.AlignmentFlag.AlignVCenter)
            across.addSpacing(look.px(16))
        return across

    def _tab(self, name: str) -> Tab:
        tab = Tab(name, ORDER.index(name) + 1, self._look)
        tab.clicked.connect(lambda: self.page_wanted.emit(name))
        return tab

    def _button(self, act: str, icon: str) -> Button:
        look = self._look
        sentence = phrase(f"advisor.bar.{act}")
        if act == "language":
            button = Button(f"bar-{act}", sentence, look, "quiet", height=36, role="label")
            button.setAccessibleName(look.say(phrase("advisor.bar.language-spoken")))
        else:
            button = Button(f"bar-{act}", sentence, look, "quiet", icon, icon_only=True, height=36)
            button.setAccessibleName(button.words)
            button.setToolTip(button.words)
        if act in ("size", "theme"):
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, b=button: b.setChecked(not b.isChecked()))
        button.clicked.connect(lambda: self.act_wanted.emit(act))
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its lower edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("card"))
        line = self._look.thin(1)
        painter.fillRect(0, self.height() - line, self.width(), line, self._look.color("line"))


def _row(buttons: Iterable[Button]) -> QWidget:
    """These beside each other, at the left."""
    holder = QWidget()
    across = QHBoxLayout(holder)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    for button in buttons:
        across.addWidget(button)
    across.addStretch(1)
    return holder


class StatusLine(QWidget):
    """The line at the foot: what was last done, or what is wrong, in words and with a sign."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        across = QHBoxLayout(self)
        across.setContentsMargins(look.px(16), look.px(4), look.px(16), look.px(4))
        self.words = Words("", look, "label", "ink2", column=4000)
        across.addWidget(self.words, 1, Qt.AlignmentFlag.AlignVCenter)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setObjectName("status-line")

    def show_words(self, said: str, is_error: bool) -> None:
        """Say this from now on."""
        self.words.show_in("error" if is_error else "ink2", said)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its upper edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("card"))
        painter.fillRect(0, 0, self.width(), self._look.thin(1), self._look.color("line"))
