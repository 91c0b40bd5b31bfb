"""The header: brand, text size, contrast, language, help, always in the same place."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.text import Phrase, Text, phrase
from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.paint import CORNER_CONTROL, paint_bar, paint_frame
from desktop.ui.widgets.words import Words


class Mark(QWidget):
    """The product's own mark: a line that becomes three."""

    def __init__(self, look: Look, side: int) -> None:
        super().__init__()
        self._look = look
        self.setFixedSize(look.px(side), look.px(side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark on its square."""
        painter = QPainter(self)
        rect = QRectF(self.rect())
        paint_frame(painter, rect, self._look.px(CORNER_CONTROL), self._look.color("primary"))
        inside = rect.width() * 0.16
        paint_icon(
            painter,
            "mark",
            rect.adjusted(inside, inside, -inside, -inside),
            self._look,
            self._look.color("on_primary"),
        )


class Header(QWidget):
    """The bar at the top of every page."""

    size_wanted = Signal()
    theme_wanted = Signal()
    language_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, look: Look, network: Text, is_folded: bool) -> None:
        super().__init__()
        self._look, self.is_folded = look, is_folded
        across = QHBoxLayout(self)
        side = look.px(16 if look.is_folded else 28)
        across.setContentsMargins(side, look.px(6), side - look.px(8), look.px(6))
        across.setSpacing(look.px(4))
        across.addWidget(Mark(look, 28 if look.is_folded else 40))
        across.addSpacing(look.px(8))
        across.addLayout(self._brand(network))
        across.addStretch(1)
        self.size_button = self._add(across, "size", "text-size", self.size_wanted)
        self.theme_button = self._add(across, "theme", "contrast", self.theme_wanted)
        for button in (self.size_button, self.theme_button):
            button.setCheckable(True)
            # What is open is shown by the strip itself; a press only asks.
            button.clicked.connect(lambda _=False, b=button: b.setChecked(not b.isChecked()))
        self._add_language(across)
        self._add(across, "help", "help", self.help_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_wide(self, is_wide: bool) -> None:
        """Name the network where there is room."""
        self._network.setVisible(is_wide and not self.is_folded)

    def show_opened(self, kind: str | None) -> None:
        """Mark the button whose samples are open."""
        for own, button in (("size", self.size_button), ("theme", self.theme_button)):
            button.setChecked(own == kind)

    def button_of(self, kind: str | None) -> Button:
        """The button that opens these samples."""
        return self.size_button if kind == "size" else self.theme_button

    def _brand(self, network: Text) -> QVBoxLayout:
        look = self._look
        brand = QVBoxLayout()
        brand.setSpacing(0)
        brand.addStretch(1)
        brand.addWidget(Words("Aiguillage", look, "strong" if look.is_folded else "h3"))
        self._network = Words(network, look, "caption", "ink2")
        self._network.setVisible(False)
        brand.addWidget(self._network)
        brand.addStretch(1)
        return brand

    def _add(self, across: QHBoxLayout, name: str, icon: str, wanted: SignalInstance) -> Button:
        folded = self.is_folded
        button = Button(
            f"header-{name}",
            phrase(f"ui.header.{name}"),
            self._look,
            "quiet",
            icon,
            icon_only=folded,
            height=30 if folded else 44,
        )
        if folded:
            button.setAccessibleName(button.words)
        button.clicked.connect(wanted)
        across.addWidget(button)
        return button

    def _add_language(self, across: QHBoxLayout) -> None:
        folded = self.is_folded
        other = phrase("ui.header.language-short" if folded else "ui.header.language")
        button = Button("header-language", other, self._look, "quiet", height=30 if folded else 44)
        button.setAccessibleName(self._look.say(phrase("ui.header.language-spoken")))
        button.clicked.connect(self.language_wanted)
        across.addWidget(button)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its lower edge."""
        paint_bar(self, self._look)


class Banner(QWidget):
    """Sentences across the whole width that stay on every page, the first of them louder."""

    def __init__(self, sentences: tuple[Phrase, ...], look: Look) -> None:
        super().__init__()
        self._look = look
        self.setObjectName("banner")
        down = QVBoxLayout(self)
        down.setContentsMargins(look.px(28), look.px(6), look.px(28), look.px(6))
        down.setSpacing(0)
        for index, sentence in enumerate(sentences):
            role = "caption" if index else "label"
            down.addWidget(Words(sentence, look, role, "accent", column=4000))
        # Minimum and not Fixed: its words wrap where the window is narrow.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a strip that cannot be taken for a part of the page."""
        paint_bar(self, self._look, "accent_soft", "accent", 3)
