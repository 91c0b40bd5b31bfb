"""The list of cases as Qt's tables want it: page after page, as it is scrolled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from desktop.register.model import Row, Sort
from desktop.text import phrase
from desktop.ui.advisor.cases.says import Says
from desktop.ui.advisor.tips import tip
from desktop.ui.theme import Look

COLUMNS = (
    Sort.OPENED, Sort.COMPANY, Sort.PLACE, Sort.NEED, Sort.STATE, Sort.DUE, Sort.ADVISOR,
)  # fmt: skip

Index = QModelIndex | QPersistentModelIndex
"""As Qt gives a place in a list."""


class CasesModel(QAbstractTableModel):
    """Rows read so far; `more_wanted` when the end of them comes into sight."""

    more_wanted = Signal()

    def __init__(self, says: Says, look: Look, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._says, self._look, self._name_of = says, look, name_of
        self.rows: list[Row] = []
        self._has_more = False

    def show_rows(self, rows: tuple[Row, ...], has_more: bool) -> None:
        """Begin with these rows."""
        self.beginResetModel()
        self.rows, self._has_more = list(rows), has_more
        self.endResetModel()

    def add_rows(self, rows: tuple[Row, ...], has_more: bool) -> None:
        """Go on with these."""
        first = len(self.rows)
        if rows:
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self.rows += rows
            self.endInsertRows()
        self._has_more = has_more

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """As many as were read."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One for each order of the list."""
        return 0 if parent.isValid() else len(COLUMNS)

    def canFetchMore(self, parent: Index) -> bool:
        """Whether the register has more of them."""
        return self._has_more

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page."""
        if self._has_more:
            self._has_more = False  # until it is there
            self.more_wanted.emit()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._look.say(phrase(f"cases.column.{COLUMNS[section].value}"))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """One cell in words; late ones in the colour of warnings, said so as well."""
        row = self.rows[index.row()]
        column = COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._say(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(self._say(row, column))
        if role == Qt.ItemDataRole.ForegroundRole and column is Sort.DUE and row.overdue:
            return self._look.color("accent")
        if role == Qt.ItemDataRole.FontRole and column is Sort.COMPANY:
            return self._look.font("label")
        return None

    def _say(self, row: Row, column: Sort) -> str:
        says = self._says
        if column is Sort.OPENED:
            return says.day(row.opened.astimezone().date())
        if column is Sort.COMPANY:
            return says.company(row)
        if column is Sort.PLACE:
            return says.place(row)
        if column is Sort.NEED:
            return says.sent(row)
        if column is Sort.STATE:
            return says.state(row.state)
        if column is Sort.DUE:
            return says.due(row.due, row.overdue)
        return self._name_of(row.advisor)
