"""A figure's numbers as a table that keys and screen readers walk through."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from desktop.figures.model import Figure
from desktop.ui.theme import Look

_MOST = 14


class FigureTable(QTableWidget):
    """Read only; as high as its rows, up to a screen's worth."""

    def __init__(self, figure: Figure, look: Look) -> None:
        table = figure.table
        super().__init__(len(table.rows), len(table.headers))
        self.setObjectName(f"table-{figure.id}")
        self.setAccessibleName(figure.title)
        self.setFont(look.font("body"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalHeaderLabels(list(table.headers))
        self.verticalHeader().setVisible(False)
        self.setTabKeyNavigation(False)
        self.setStyleSheet(_sheet(look))
        for row, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(str(cell))
                if column:
                    item.setTextAlignment(
                        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                    )
                self.setItem(row, column, item)
        header = self.horizontalHeader()
        header.setFont(look.font("label"))
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
        step = look.px(32)
        self.verticalHeader().setDefaultSectionSize(step)
        rows = min(len(table.rows), _MOST)
        self.setMinimumHeight(step * (rows + 1) + look.px(20))


def _sheet(look: Look) -> str:
    ink, card, line, soft = (look.color(n).name() for n in ("ink", "card", "line", "soft"))
    edge = look.color("focus").name()
    return (
        f"QTableWidget{{background:{card};color:{ink};gridline-color:{line};"
        f"border:1px solid {line};selection-background-color:{soft};selection-color:{ink}}}"
        f"QTableWidget:focus{{border:2px solid {edge}}}"
        f"QHeaderView::section{{background:{card};color:{ink};border:0;"
        f"border-bottom:1px solid {line};padding:{look.px(4)}px {look.px(8)}px}}"
    )
