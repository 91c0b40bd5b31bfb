"""The strip under the header where a text size or a theme is picked, each shown as itself."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from desktop.settings import THEMES
from desktop.text import Phrase, phrase
from desktop.ui.appearance import themed
from desktop.ui.theme import TEXT_SIZES, Look
from desktop.ui.widgets.band import Band
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.paint import CORNER_CONTROL, frame_rect, paint_focus, paint_frame
from desktop.ui.widgets.tile import Tile, nearest


class Sample(Tile):
    """A choice of size or theme, painted in that very size or theme."""

    def __init__(self, name: str, label: str, look: Look, sample: Look) -> None:
        super().__init__(name, label, "", None, look, is_one=True)
        self._sample = sample
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def height_for(self, width: int) -> int:
        """One line, whatever the width."""
        return self.look.px(44 if self.look.is_folded else 60)

    def sizeHint(self) -> QSize:
        """Room for the letters and the name."""
        return QSize(self.look.px(150), self.height_for(0))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw "Aa" and the name as they would be."""
        painter = QPainter(self)
        rect = frame_rect(self, self.look)
        radius, chosen = self.look.px(CORNER_CONTROL), self.isChecked()
        color = self._sample.color
        edge = self.look.color("primary" if chosen or self.underMouse() else "edge")
        paint_frame(
            painter, rect, radius, color("card"), edge, self.look.thin(3 if chosen else 1.5)
        )
        if self.hasFocus():
            paint_focus(painter, rect, radius, self.look)
        inner = rect.adjusted(self.look.px(12), 0, -self.look.px(12), 0)
        painter.setPen(color("primary"))
        painter.setFont(self._letters())
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), "Aa")
        painter.setPen(color("ink"))
        painter.setFont(self.look.font("label"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        if chosen:
            side = self.look.px(18)
            mark = QRectF(inner.right() - side, inner.center().y() - side / 2, side, side)
            paint_frame(painter, mark, side / 2, self.look.color("primary"))
            self._paint_check(painter, mark, self.look.color("on_primary"))
            inner.setRight(mark.left() - self.look.px(6))
            painter.setPen(color("ink"))
        painter.drawText(inner, int(right), self.label)

    def _letters(self) -> QFont:
        # A copy: the fonts of a look are shared.
        font = QFont(self._sample.font("strong"))
        font.setPixelSize(min(font.pixelSize(), self.height() - self.look.px(14)))
        return font


class Strip(Band):
    """A row of samples; `picked` says which was touched."""

    picked = Signal(object)

    def __init__(self, kind: str, look: Look) -> None:
        super().__init__("strip", look, "soft", "edge")
        self.setAccessibleName(look.say(phrase(f"ui.strip.{kind}")))
        down = QVBoxLayout(self)
        side = look.px(16 if look.is_folded else 24)
        down.setContentsMargins(side, look.px(4), side, look.px(4))
        row = Grid(look.px(150), 4, look.px(4))
        down.addLayout(row)
        self.samples: list[Sample] = []
        for value, label, sample in _offers(kind, look):
            tile = Sample(f"{kind}-{value}", look.say(label), look, sample)
            tile.setChecked(sample == look)
            tile.wanted.connect(lambda value=value: self.picked.emit(value))
            tile.confirmed.connect(self.closed)
            tile.move_wanted.connect(self._move)
            row.addWidget(tile)
            self.samples.append(tile)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def focus_current(self) -> None:
        """Put the focus on the one in use."""
        for tile in self.samples:
            if tile.isChecked():
                tile.setFocus(Qt.FocusReason.OtherFocusReason)

    def _move(self, dx: int, dy: int) -> None:
        near = nearest(list(self.samples), self.focusWidget(), dx, dy)
        if near is not None:
            near.setFocus(Qt.FocusReason.OtherFocusReason)


def _offers(kind: str, look: Look) -> list[tuple[str | int, Phrase | str, Look]]:
    if kind == "size":
        return [
            (size, phrase("ui.strip.percent", n=size), replace(look, text_size=size))
            for size in TEXT_SIZES
        ]
    return [(theme, phrase(f"ui.theme.{theme}"), themed(look, theme)) for theme in THEMES]
