"""Small pieces of a card: plates, pictures, lines with a mark, and rows of them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from desktop.sheet.content import Basis
from desktop.text import Phrase, phrase
from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.paint import CORNER_CARD, CORNER_TAG, paint_frame
from desktop.ui.widgets.words import Words


class Tag(QWidget):
    """A need, as a small plate."""

    def __init__(self, text: str, look: Look) -> None:
        super().__init__()
        self._look = look
        across = QHBoxLayout(self)
        across.setContentsMargins(look.px(10), look.px(3), look.px(10), look.px(3))
        across.addWidget(Words(text, look, "label", "primary"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plate."""
        look = self._look
        edge = look.color("primary") if look.is_contrast else None
        paint_frame(
            QPainter(self), self.rect().toRectF(), look.px(CORNER_TAG), look.color("soft"), edge, 1
        )


class Picture(QWidget):
    """A drawn icon at a fixed size, on a soft square when `is_plate`."""

    def __init__(
        self, icon: str, look: Look, side: int, is_plate: bool = False, color: str = "primary"
    ) -> None:
        super().__init__()
        self._icon, self._look, self._is_plate, self._color = icon, look, is_plate, color
        self.setFixedSize(look.px(side), look.px(side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, rect = QPainter(self), QRectF(self.rect())
        if self._is_plate:
            look = self._look
            paint_frame(painter, rect, look.px(CORNER_CARD), look.color("page"))
            inside = rect.width() * 0.18
            rect = rect.adjusted(inside, inside, -inside, -inside)
            paint_icon(painter, self._icon, rect, look)
            return
        paint_icon(painter, self._icon, rect, self._look, self._look.color(self._color))


class Item(QWidget):
    """Words with a small drawing before their first line."""

    def __init__(
        self,
        text: Phrase | str,
        look: Look,
        icon: str = "check",
        role: str = "body",
        color: str = "ink",
    ) -> None:
        super().__init__()
        self._look, self._icon, self._role = look, icon, role
        across = QHBoxLayout(self)
        across.setContentsMargins(look.px(26), 0, 0, 0)
        across.addWidget(Words(text, look, role, color))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        look = self._look
        side = look.px(18)
        rect = QRectF(0, (look.line_height(self._role) - side) / 2, side, side)
        paint_icon(QPainter(self), self._icon, rect, look, look.color("primary"))


class SourceLine(Item):
    """What a reason rests on: a dated article, or a choice of the guide said as such."""

    def __init__(self, basis: Basis, look: Look) -> None:
        super().__init__(to_source(basis), look, "source", "caption", "ink2")


def to_source(basis: Basis) -> Phrase:
    """What a reason rests on, with its content in our words."""
    return phrase("ui.card.source", reference=basis.reference, gist=basis.gist)


class Row(QWidget):
    """Small widgets one after the other, on as many lines as it takes."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._flow = Flow(gap)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add one at the end."""
        self._flow.addWidget(widget)

    def minimumSizeHint(self) -> QSize:
        """One to a line."""
        return QSize(80, 0)


class Rule(QWidget):
    """A thin line between parts."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(look.thin(1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        QPainter(self).fillRect(self.rect(), self._look.color("line"))
