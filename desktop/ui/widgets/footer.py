"""The footer: back, start again, go on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button

_ROOMY = 760
"""From this width on (units of the design), the main button says all it has to say."""


@dataclass(frozen=True, slots=True)
class Actions:
    """What the footer offers on a page.

    `forward` is what is written on its main button, `forward_short` the same where room is short.
    """

    back: bool = False
    restart: bool = False
    forward: Phrase | None = None
    forward_short: Phrase | None = None
    forward_icon: str = "forward"

    @property
    def is_empty(self) -> bool:
        """Whether the page needs no footer at all."""
        return not (self.back or self.restart or self.forward)


class Footer(QWidget):
    """The bar at the bottom of every page of a visit."""

    back_wanted = Signal()
    restart_wanted = Signal()
    forward_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._actions = Actions()
        self._is_short = look.is_folded
        across = QHBoxLayout(self)
        side = look.px(12 if look.is_folded else 24)
        edge = look.px(2 if look.is_folded else 6)
        across.setContentsMargins(side, edge, side, edge)
        across.setSpacing(look.px(8))
        height = 34 if look.is_folded else 46
        self.back = Button("back", phrase("ui.back"), look, "secondary", "back", height=height)
        self.restart = Button(
            "restart",
            phrase("ui.restart"),
            look,
            "quiet",
            "restart",
            icon_only=look.is_folded,
            height=height,
        )
        self.restart.setAccessibleName(self.restart.words)
        self.forward = Button(
            "forward", phrase("ui.continue"), look, "primary", "forward", True, height=height
        )
        across.addWidget(self.back)
        across.addWidget(self.restart)
        across.addStretch(1)
        across.addWidget(self.forward)
        self.back.clicked.connect(self.back_wanted)
        self.restart.clicked.connect(self.restart_wanted)
        self.forward.clicked.connect(self.forward_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """From left to right."""
        return self.back, self.restart, self.forward

    def show_actions(self, actions: Actions) -> None:
        """Offer these and no other."""
        self._actions = actions
        self.back.setVisible(actions.back)
        self.restart.setVisible(actions.restart)
        self.forward.setVisible(actions.forward is not None)
        if actions.forward is not None:
            short = actions.forward_short if self._is_short else None
            self.forward.show_words(self._look.say(short or actions.forward), actions.forward_icon)
        self.setVisible(not actions.is_empty)

    def show_width(self, width: int) -> None:
        """Say less where there is less room."""
        is_short = self._look.is_folded or width < self._look.px(_ROOMY)
        if is_short != self._is_short:
            self._is_short = is_short
            self.show_actions(self._actions)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its upper edge."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._look.color("card"))
        painter.fillRect(0, 0, self.width(), self._look.thin(1), self._look.color("line"))
