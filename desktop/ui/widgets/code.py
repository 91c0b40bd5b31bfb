"""The orientation code, large enough to copy by hand, and its square mark for phones."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.ui.theme import Look, metrics
from desktop.ui.widgets.paint import CORNER_CONTROL, paint_frame

QUIET = 4
"""Modules left white around a mark, as its standard asks."""

SMALLEST = 0.8
"""A code is written a little smaller, down to this, rather than on two lines."""


class Square(QWidget):
    """A QR mark; empty until its modules are known. Always dark on white: cameras need it."""

    def __init__(self, alt: str, look: Look, side: int = 180) -> None:
        super().__init__()
        self.setObjectName("square")
        self._look = look
        self._rows: tuple[tuple[bool, ...], ...] = ()
        self.setAccessibleName(alt)
        self._side = look.px(side)
        self.setFixedSize(self._side, self._side)

    def show_rows(self, rows: Sequence[Sequence[bool]]) -> None:
        """Draw these modules."""
        self._rows = tuple(tuple(row) for row in rows)
        self.update()

    @property
    def has_rows(self) -> bool:
        """Whether there is a mark to see."""
        return bool(self._rows)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw white ground, quiet zone and modules on whole pixels, filling the frame."""
        painter = QPainter(self)
        look = self._look
        paint_frame(
            painter,
            QRectF(self.rect()),
            look.px(CORNER_CONTROL),
            QColor(Qt.GlobalColor.white),
            look.color("line"),
            look.thin(1),
        )
        if not self._rows:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        count = len(self._rows)
        step = self.width() / (count + 2 * QUIET)
        edges = [round((QUIET + index) * step) for index in range(count + 1)]
        black = QColor(Qt.GlobalColor.black)
        for y, row in enumerate(self._rows):
            for x, dark in enumerate(row):
                if dark:
                    left, top = edges[x], edges[y]
                    painter.fillRect(left, top, edges[x + 1] - left, edges[y + 1] - top, black)


class Code(QWidget):
    """The code in groups, each whole on its line, and no line much shorter than the others."""

    def __init__(self, code: str, look: Look) -> None:
        super().__init__()
        self.setObjectName("code")
        self._look = look
        self.code = code
        self._measure = metrics("code", look.scale_of("code"))
        self.setAccessibleName(code)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """As many lines as the groups take."""
        return round(len(self.lines(width)) * self._look.line_height("code"))

    def sizeHint(self) -> QSize:
        """Two groups wide."""
        width = self._look.px(240)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One group wide."""
        return QSize(self._look.px(110), round(self._look.line_height("code")))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the groups."""
        painter = QPainter(self)
        painter.setFont(self._font(self.width()))
        painter.setPen(self._look.color("ink"))
        step = self._look.line_height("code")
        for index, line in enumerate(self.lines(self.width())):
            rect = QRectF(0, index * step, self.width(), step)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), line)

    def _shrink(self, width: int) -> float:
        """By how much the whole code would be smaller on one line."""
        return min(1.0, width / self._measure.horizontalAdvance(self.code))

    def _font(self, width: int) -> QFont:
        # A copy: the fonts of a look are shared.
        font, shrink = QFont(self._look.font("code")), self._shrink(width)
        if SMALLEST <= shrink < 1:
            font.setPixelSize(int(font.pixelSize() * shrink))
        return font

    def lines(self, width: int) -> list[str]:
        """What is written on each line in this width."""
        groups = self.code.split("-")
        if self._shrink(width) >= SMALLEST:
            return [self.code]
        for count in range(2, len(groups)):
            # The same number of groups on each line: a last one alone is read as a mistake.
            each = -(-len(groups) // count)
            parts = [groups[at : at + each] for at in range(0, len(groups), each)]
            lines = ["-".join(part) for part in parts]
            lines[:-1] = [f"{line}-" for line in lines[:-1]]
            if all(self._measure.horizontalAdvance(line) <= width for line in lines):
                return lines
        return [f"{group}-" for group in groups[:-1]] + groups[-1:]
