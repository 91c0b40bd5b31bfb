"""The error summary at the top of a page: what is wrong, each line leading to its field."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button, flush
from desktop.ui.widgets.paint import CORNER_CARD, paint_focus, paint_frame, ring_room
from desktop.ui.widgets.words import Heading


class ErrorSummary(QWidget):
    """Shown even for one error; takes the focus, so that screen readers say it at once."""

    followed = Signal()

    def __init__(self, errors: tuple[Phrase, ...], look: Look) -> None:
        super().__init__()
        self.setObjectName("error-summary")
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        down = QVBoxLayout(self)
        pad = look.px(20) + ring_room(look)
        down.setContentsMargins(pad, look.px(14), pad, look.px(10))
        down.setSpacing(0)
        title = phrase("ui.error.title", n=len(errors))
        down.addWidget(Heading(title, look, "h3", 2, "error"))
        for number, error in enumerate(errors):
            link = Button(f"error-{number}", error, look, "quiet", "forward", height=36)
            link.clicked.connect(self.followed)
            down.addLayout(flush(link))
        self.setAccessibleName(look.say(title))
        self.setAccessibleDescription(" ".join(look.say(error) for error in errors))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame: border and fill, with words that say the same."""
        look, painter = self._look, QPainter(self)
        room = ring_room(look)
        rect = QRectF(self.rect()).adjusted(room, room, -room, -room)
        paint_frame(
            painter,
            rect,
            look.px(CORNER_CARD),
            look.color("error_soft"),
            look.color("error"),
            look.thin(3),
        )
        if self.hasFocus():
            paint_focus(painter, rect, look.px(CORNER_CARD), look)
