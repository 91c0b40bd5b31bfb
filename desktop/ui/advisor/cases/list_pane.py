"""The list of cases: sorted by its columns, walked through by keys, read as it is scrolled."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from desktop.register.model import Page, Sort, State
from desktop.text import phrase
from desktop.ui.advisor.cases.model import COLUMNS, CasesModel, Index
from desktop.ui.advisor.cases.says import Says
from desktop.ui.theme import Look
from desktop.ui.widgets.page import Bar
from desktop.ui.widgets.words import Words

_SHARES = {Sort.COMPANY: 132, Sort.PLACE: 88, Sort.NEED: 118, Sort.ADVISOR: 62}
"""Shares of what days and states leave of the width; below their sum, it scrolls sideways."""
_ROUND = 24
"""Around the words of a cell, and a little more than its sheet says."""


class CasesTable(QTableView):
    """A table whose rows are chosen whole; what is typed on it goes to the search."""

    chosen = Signal(int)
    entered = Signal()
    typed = Signal(str)

    def __init__(self, says: Says, look: Look) -> None:
        super().__init__()
        self.setObjectName("cases-list")
        self._look, self._says = look, says
        self.setFont(look.font("caption"))
        self.setVerticalScrollBar(Bar(look))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setDefaultSectionSize(look.px(34))
        header = self.horizontalHeader()
        header.setFont(look.font("label"))
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setStretchLastSection(True)
        self.setStyleSheet(_sheet(look))

    def currentChanged(self, current: Index, before: Index) -> None:
        """Tell which row the keys or the pointer came to."""
        super().currentChanged(current, before)
        if current.isValid() and current.row() != before.row():
            self.chosen.emit(current.row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Days and states are never cut; the other columns share what they leave."""
        super().resizeEvent(event)
        whole = self._whole_widths()
        least = {column: self._look.px(share) for column, share in _SHARES.items()}
        room = max(self.viewport().width() - sum(whole.values()), sum(least.values()))
        for number, column in enumerate(COLUMNS):
            share = least.get(column, 0) * room // sum(least.values())
            self.setColumnWidth(number, whole.get(column, share))

    def _whole_widths(self) -> dict[Sort, int]:
        says, days = self._says, [date(2000, month, 20) for month in range(1, 13)]
        words = {
            # Nothing is wider than a nought.
            Sort.OPENED: [re.sub(r"\d", "0", says.day(day)) for day in days],
            Sort.DUE: [re.sub(r"\d", "0", says.due(day, True)) for day in days],
            Sort.STATE: [says.state(state) for state in State],
        }
        around, advance = self._look.px(_ROUND), self.fontMetrics().horizontalAdvance
        return {column: max(map(advance, said)) + around for column, said in words.items()}

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes into the case; letters go to the search."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        is_plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        if is_plain and event.text().isalnum():
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)


class ListPane(QWidget):
    """The table with its count above."""

    chosen = Signal(str)
    entered = Signal()
    clicked = Signal()
    typed = Signal(str)
    sort_wanted = Signal(object, bool)
    more_wanted = Signal()

    def __init__(self, says: Says, look: Look, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._look, self.says = look, says
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(look.px(4))
        self.count = Words("", look, "caption", "ink2")
        self.count.setObjectName("cases-count")
        down.addWidget(self.count)
        self.model = CasesModel(says, look, name_of)
        self.model.more_wanted.connect(self.more_wanted)
        self.table = CasesTable(says, look)
        self.table.setModel(self.model)
        self.table.setAccessibleName(look.say(phrase("cases.list")))
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.sectionClicked.connect(self._sort)
        self.table.chosen.connect(lambda row: self.chosen.emit(self.model.rows[row].id))
        self.table.entered.connect(self.entered)
        self.table.clicked.connect(lambda _: self.clicked.emit())
        self.table.typed.connect(self.typed)
        down.addWidget(self.table, 1)
        self._sorted = (Sort.OPENED, True)

    def show_sort(self, sort: Sort, descending: bool) -> None:
        """Mark the column that the list is sorted by."""
        self._sorted = (sort, descending)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(COLUMNS.index(sort), order)

    def show_page(self, page: Page, chosen: str) -> None:
        """Begin with this page, on the case that was shown if it is there."""
        self.model.show_rows(page.rows, page.more)
        key = "cases.count" if page.counted_all else "cases.count-more"
        self.count.setText(self._look.say(phrase(key, n=page.matches)))
        found = next((i for i, row in enumerate(page.rows) if row.id == chosen), None)
        if found is not None:
            self.table.selectRow(found)

    def _sort(self, section: int) -> None:
        column = COLUMNS[section]
        sort, descending = self._sorted
        # Days begin with the newest, words with the first letter.
        first = column is Sort.OPENED
        self.sort_wanted.emit(column, not descending if column is sort else first)


def _sheet(look: Look) -> str:
    ink, card, line, soft = (look.color(n).name() for n in ("ink", "card", "line", "soft"))
    ring, primary = look.color("focus").name(), look.color("primary").name()
    chosen = f"background:{soft};color:{ink};border-top:2px solid {primary}"
    chosen += f";border-bottom:2px solid {primary}"
    return (
        f"QTableView{{background:{card};color:{ink};border:1px solid {line};outline:0}}"
        f"QTableView:focus{{border:2px solid {ring}}}"
        f"QTableView::item{{padding:0 {look.px(8)}px;border-bottom:1px solid {line}}}"
        f"QTableView::item:selected{{{chosen}}}"
        f"QHeaderView::section{{background:{card};color:{ink};border:0;"
        f"border-bottom:2px solid {line};padding:{look.px(6)}px {look.px(8)}px}}"
        f"QTableCornerButton::section{{background:{card}}}"
    )
