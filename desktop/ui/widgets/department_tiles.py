"""The departments as tiles: where a map would be too small for a finger."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Look
from desktop.ui.widgets.department import Department
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.tile import Tile, nearest

_MOST, _BESIDE_WORDS = 3, 72
"""How many stand side by side at most, and what a tile needs beside its words, in units."""


class DepartmentTiles(QWidget):
    """One tile for each, one of them chosen; `picked` gives the code that was touched."""

    picked = Signal(str)
    confirmed = Signal()

    def __init__(self, departments: tuple[Department, ...], look: Look) -> None:
        super().__init__()
        self.setObjectName("departments")
        words = QFontMetricsF(look.font("strong"))
        wide = max(words.horizontalAdvance(own.name) for own in departments)
        grid = Grid(round(wide) + look.px(_BESIDE_WORDS), _MOST, look.px(4), self)
        self.buttons = {own.code: self._make(own, look) for own in departments}
        for tile in self.buttons.values():
            grid.addWidget(tile)

    def _make(self, own: Department, look: Look) -> Tile:
        tile = Tile(f"choice-{own.code}", own.name, own.code, None, look, True, is_tight=True)
        tile.wanted.connect(lambda: self.picked.emit(own.code))
        tile.confirmed.connect(self.confirmed)
        tile.move_wanted.connect(lambda dx, dy: self._move(tile, dx, dy))
        return tile

    def show_chosen(self, code: str | None) -> None:
        """Show this department as the one chosen, or none."""
        for own, tile in self.buttons.items():
            tile.setChecked(own == code)

    def _move(self, tile: Tile, dx: int, dy: int) -> None:
        near = nearest(list(self.buttons.values()), tile, dx, dy)
        if near is not None:
            near.setFocus(Qt.FocusReason.OtherFocusReason)
