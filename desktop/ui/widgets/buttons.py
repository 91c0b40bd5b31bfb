"""Buttons: one main action a page, second ones, and quiet ones that read as links."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget

from desktop.text import Phrase, Text
from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.grid import Outset
from desktop.ui.widgets.paint import (
    CORNER_CONTROL,
    frame_rect,
    paint_focus,
    paint_frame,
    ring_room,
    shows_ring,
)


class Button(QPushButton):
    """A push button that paints itself from the theme.

    `kind` is "primary", "secondary" or "quiet"; `icon_after` puts the icon after the words. With
    `icon_only` the words are still its accessible name and its tool tip.
    """

    def __init__(
        self,
        name: str,
        sentence: Phrase | Text | str,
        look: Look,
        kind: str = "secondary",
        icon: str | None = None,
        icon_after: bool = False,
        icon_only: bool = False,
        height: int = 48,
        role: str = "strong",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._look, self._kind, self._icon, self._role = look, kind, icon, role
        self._icon_after, self._icon_only, self._height = icon_after, icon_only, height
        self.setFont(look.font(role))
        self._write(look.say(sentence))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._has_ring = True
        self.most = look.widest
        """How wide it may be at most: where that is too little, its words are written smaller."""

    @property
    def words(self) -> str:
        """What is written on it, without the mark of its letter."""
        return self.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def show_icon_only(self, is_icon_only: bool) -> None:
        """Leave the words out, or write them again."""
        if is_icon_only != self._icon_only:
            self._icon_only = is_icon_only
            self.updateGeometry()
            self.update()

    def show_words(self, words: str, icon: str) -> None:
        """Say something else."""
        self._icon, self._icon_after = icon, icon == "forward"
        self._write(words)
        self.updateGeometry()

    def _write(self, words: str) -> None:
        self.setText(words)
        if self._look.is_public:
            # No letter presses it there: none is underlined.
            self.setText(self.words.replace("&", "&&"))

    def widen(self) -> None:
        """Take the whole width of the cell it stands in."""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Room for words, icon and the focus ring."""
        room, gap, icon = ring_room(self._look), self._look.px(8), self._icon_side()
        pad = self._look.px(12 if self._kind == "quiet" else 20)
        height = self._look.control(self._height, self._kind != "quiet")
        if self._icon_only:
            return QSize(height + 2 * room, height + 2 * room)
        width = QFontMetricsF(self.font()).horizontalAdvance(self.words) + 2 * pad + 2
        if self._icon:
            width += icon + gap
        wide = round(width) if self.most is None else min(round(width), self.most)
        return QSize(wide + 2 * room, height + 2 * room)

    def minimumSizeHint(self) -> QSize:
        """Never smaller than its words."""
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring, unless a pointer brought the focus."""
        self._has_ring = shows_ring(event)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it too: outside a dialog Qt knows the space bar alone."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame, icon, words and focus ring."""
        painter = QPainter(self)
        rect = frame_rect(self, self._look)
        radius = self._look.px(CORNER_CONTROL)
        fill, edge, ink = self._colors()
        paint_frame(painter, rect, radius, fill, edge, self._look.thin(1.5) if edge else 0)
        if self.hasFocus() and self._has_ring:
            paint_focus(painter, rect, radius, self._look)
        self._paint_content(painter, rect, ink)

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        over, down = self.underMouse() and self.isEnabled(), self.isDown()
        color = self._look.color
        if self._kind == "primary":
            token = "primary_down" if down else "primary_hover" if over else "primary"
            return color(token), None, color("on_primary")
        chosen = self.isCheckable() and self.isChecked()
        if self._kind == "quiet":
            fill = color("soft") if over or down or chosen else None
            edge = color("primary") if (over and self._look.is_contrast) or chosen else None
            return fill, edge, color("primary")
        fill = color("soft") if down or over or chosen else color("card")
        return fill, color("primary" if over or chosen else "edge"), color("primary")

    def _paint_content(self, painter: QPainter, rect: QRectF, ink: QColor) -> None:
        side, gap = self._icon_side(), self._look.px(8)
        if self._icon_only:
            at = QRectF(0, 0, side, side)
            at.moveCenter(rect.center())
            paint_icon(painter, self._icon or "other", at, self._look, ink)
            return
        inside = rect.width() - 2 * self._look.px(8)
        font = self._fitting(inside - (side + gap if self._icon else 0))
        painter.setFont(font)
        painter.setPen(ink)
        words = QFontMetricsF(font).horizontalAdvance(self.words)
        whole = words + (side + gap if self._icon else 0)
        left = rect.center().x() - whole / 2
        words_left = left if self._icon_after or not self._icon else left + side + gap
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
        painter.drawText(
            QRectF(words_left, rect.top(), words + 4, rect.height()), int(flags), self.text()
        )
        if self._icon:
            x = left + words + gap if self._icon_after else left
            at = QRectF(QPointF(x, rect.center().y() - side / 2), QPointF(x + side, 0))
            at.setHeight(side)
            paint_icon(painter, self._icon, at, self._look, ink)

    @property
    def is_written_small(self) -> bool:
        """Whether its words are written smaller than they would be with room enough."""
        most, self.most = self.most, None
        wanted, self.most = self.sizeHint().width(), most
        return wanted > self.sizeHint().width()

    def _fitting(self, room: float) -> QFont:
        """The font, smaller where its words would not fit `room`."""
        font, words = self.font(), QFontMetricsF(self.font()).horizontalAdvance(self.words)
        if self.most is not None and words > room:
            # A copy: the fonts of a look are shared.
            font = QFont(font)
            font.setPixelSize(max(8, int(font.pixelSize() * room / words)))
        return font

    def bleed(self) -> int:
        """How far its words (quiet) or its frame stand inside it, at the left."""
        pad = self._look.px(12) if self._kind == "quiet" else 0
        return ring_room(self._look) + pad

    def _icon_side(self) -> int:
        return self._look.px(20)


def flush(button: Button) -> QLayout:
    """A row for a button whose left edge, and not the room for its ring, lines up with the text."""
    row = Outset(button.bleed(), 0)
    across = QHBoxLayout()
    across.addWidget(button)
    across.addStretch(1)
    row.addItem(across)
    across.setParent(row)
    return row
