"""Words of which no more lines are shown than there is room for; the rest is a hint away."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF

from desktop.ui.theme import Look
from desktop.ui.widgets.words import Laid, Words

_SHARE = 0.01


class Brief(Words):
    """Screen readers hear the whole of it, whatever is shown."""

    most = 0
    """Lines at most; 0 for as many as it takes."""

    def show_lines(self, most: int) -> None:
        """Show so many lines at most; 0 for as many as it takes."""
        if most == self.most:
            return
        self.most, self._laid = most, []
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as one line: no layout gives it less than it needs at its width.

        A guess at more would keep room for lines that are not shown.
        """
        return QSize(super().sizeHint().width(), round(self._look.line_height(self._role)))

    def _lay(self, width: float) -> Laid:
        laid = super()._lay(width)
        if not self.most or laid.lines <= self.most:
            return laid
        start, narrower = laid.line_start(self.most - 1), width
        while laid.lines > self.most and narrower > 0:
            narrower -= _SHARE * width  # metrics and layout do not agree to the last pixel
            laid = Laid(self._cut(start, narrower), self._role, self._look, width)
        return laid

    def _cut(self, start: int, width: float) -> str:
        """The text with all from `start` on in one line of this width."""
        kept, rest = self.text()[:start].rstrip(), self.text()[start:]
        cut = QFontMetricsF(self.font()).elidedText(rest, Qt.TextElideMode.ElideRight, width)
        return f"{kept}\n{cut}" if kept else cut


def height_of(text: str, role: str, look: Look, width: int, most: int) -> int:
    """How high these words are in so many lines at most; nothing for no words."""
    if not text:
        return 0
    lines = _lines(text, role, look, width)
    return round((min(lines, most) if most else lines) * look.line_height(role))


@lru_cache(maxsize=256)
def _lines(text: str, role: str, look: Look, width: int) -> int:
    return Laid(text, role, look, width).lines
