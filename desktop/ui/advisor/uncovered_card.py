"""What no member covers, above the verdicts: named, with what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from desktop.guide.model import Uncovered
from desktop.ui.advisor.brief import Brief, height_of
from desktop.ui.advisor.tips import set_tip
from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading

_SIDE = 20


class UncoveredCard(Panel):
    """As low as the rows below it."""

    def __init__(self, uncovered: Uncovered, look: Look) -> None:
        super().__init__(look, fill="accent_soft", edge="accent")
        self.setObjectName(f"uncovered-{uncovered.id}")
        self.column.setContentsMargins(look.px(10 + _SIDE + 10), look.px(5), look.px(8), look.px(5))
        self.column.setSpacing(look.px(1))
        title, whole = look.say(uncovered.title), look.say(uncovered.first_step)
        self.setAccessibleName(f"{title} : {whole}")
        self._title = Heading(title, look, "label", 2)
        self.column.addWidget(self._title)
        self.step = Brief(whole, look, "caption", "ink")
        set_tip(self.step, whole)
        self.column.addWidget(self.step)

    def height_at(self, width: int, lines: int) -> int:
        """How high it is at this width, with so many lines of what to do; 0 for all."""
        look, column = self._look, self.column
        around = column.contentsMargins()
        inner = width - around.left() - around.right()
        step = height_of(self.step.text(), "caption", look, inner, lines)
        title = self._title.heightForWidth(inner)
        return title + column.spacing() + step + around.top() + around.bottom()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its sign."""
        super().paintEvent(event)
        look = self._look
        at = QRectF(look.px(10), look.px(6), look.px(_SIDE), look.px(_SIDE))
        paint_icon(QPainter(self), "info", at, look, look.color("accent"))
