"""The footer: back, start again, go on; and, in their place, whether to erase the visit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.focus import put_after
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.paint import paint_bar

if TYPE_CHECKING:  # read once it is asked
    from desktop.ui.widgets.restart import RestartQuestion

_ROOMY = 760
"""From this width on (units of the design), the main button says all it has to say."""

_WIDE = 920
"""From this width on, both answers to its question are said in full, far from the first touch."""


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
    """Start again, once that was confirmed where it is asked."""
    restart_touched = Signal()
    forward_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._actions = Actions()
        self._is_short = look.is_folded
        self._question: RestartQuestion | None = None
        across = self._across = QHBoxLayout(self)
        side = look.px(12 if look.is_folded else 24)
        edge = look.px(2 if look.is_folded else 6)
        across.setContentsMargins(side, edge, side, edge)
        height = self._height = 34 if look.is_folded else 46
        self.back = self._make_back()
        self.restart = self._make_restart()
        self.forward = Button(
            "forward", phrase("ui.continue"), look, "primary", "forward", True, height=height
        )
        self._bar = QWidget()
        bar = QHBoxLayout(self._bar)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(look.px(8))
        bar.addWidget(self.back)
        bar.addWidget(self.restart)
        bar.addStretch(1)
        bar.addWidget(self.forward)
        across.addWidget(self._bar)
        self.back.clicked.connect(self.back_wanted)
        self.restart.clicked.connect(self.restart_touched)
        self.forward.clicked.connect(self.forward_wanted)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _make_back(self) -> QPushButton:
        return Button(
            "back", phrase("ui.back"), self._look, "secondary", "back", height=self._height
        )

    def _make_restart(self) -> QPushButton:
        look = self._look
        button = Button(
            "restart",
            phrase("ui.restart"),
            look,
            "quiet",
            "restart",
            icon_only=look.is_folded,
            height=self._height,
        )
        button.setAccessibleName(button.words)
        return button

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """From left to right."""
        return self.back, self.restart, self.forward

    @property
    def is_asking(self) -> bool:
        """Whether it asks, at this moment, if everything may be erased."""
        return self._question is not None

    def show_actions(self, actions: Actions) -> None:
        """Offer these and no other."""
        self._actions = actions
        self._take_question()
        self.back.setVisible(actions.back)
        self.restart.setVisible(actions.restart)
        self.forward.setVisible(actions.forward is not None)
        if actions.forward is not None:
            short = actions.forward_short if self._is_short else None
            self.forward.show_words(self._look.say(short or actions.forward), actions.forward_icon)
        self.setVisible(not actions.is_empty)

    def ask(self) -> None:
        """Ask here, in place of the buttons, whether everything may be erased."""
        if self._question is not None:
            return
        from desktop.ui.widgets.restart import RestartQuestion  # late: not before it is asked

        is_short = self._look.is_folded or self.width() < self._look.px(_WIDE)
        question = self._question = RestartQuestion(self._look, is_short, self._height)
        question.erased.connect(self.restart_wanted)
        question.kept.connect(self.keep)
        self._bar.hide()
        self._across.addWidget(question)
        question.show()
        put_after(self.back, question.buttons)
        question.ask()
        self.update()

    def keep(self) -> None:
        """Nothing is erased: the buttons are back, the focus where it was."""
        self.show_actions(self._actions)
        self.restart.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_question(self) -> None:
        if self._question is not None:
            self._across.removeWidget(self._question)
            self._question.hide()
            self._question.deleteLater()
            self._question = None
            self._bar.show()
            self.update()

    def show_width(self, width: int) -> None:
        """Say less where there is less room."""
        is_short = self._look.is_folded or width < self._look.px(_ROOMY)
        if is_short != self._is_short:
            self._is_short = is_short
            self.show_actions(self._actions)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its upper edge, louder while it asks."""
        top = Qt.Edge.TopEdge
        if self.is_asking:
            paint_bar(self, self._look, "accent_soft", "accent", 3, at=top)
        else:
            paint_bar(self, self._look, at=top)
