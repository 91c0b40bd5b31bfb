"""Layouts whose height follows from their width: equal columns, and room for a focus ring."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget, QWidgetItem


class Ordered(QLayout):
    """A layout whose items follow each other; how high they stand depends on the width given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        # Of the list alone: what holds the layout itself would keep it.
        items = self._items
        self.destroyed.connect(lambda: _give_back(items))

    def addWidget(self, widget: QWidget) -> None:
        """Add a widget after the others; its item is ours, for PySide never frees one of Qt's."""
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        """Add an item after the others."""
        self._items.append(item)
        self._heights = {}

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at `index`, as Qt asks for it."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take the item at `index` out."""
        self._heights = {}
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It takes the width it is given and no more height than needed."""
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Its height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all items at this width."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), is_trial=True)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget what was measured."""
        self._heights = {}
        super().invalidate()

    def minimumSize(self) -> QSize:
        """The widest item must fit."""
        width = max((item.minimumSize().width() for item in self._items), default=0)
        return QSize(width, 0)

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        self._place(rect, is_trial=False)

    def _place(self, rect: QRect, is_trial: bool) -> int:
        """Place the items in `rect`, or only try; the height they take."""
        raise NotImplementedError


def _give_back(items: list[QLayoutItem]) -> None:
    """Free what a layout that is gone was made of: Qt leaves that to whoever wrote the layout.

    PySide does so too, from when the layout was put into another one.
    """
    for item in items:
        if isinstance(item, QWidgetItem) and shiboken6.isValid(item):
            shiboken6.delete(item)
    items.clear()


class Grid(Ordered):
    """Places its items in up to `most` columns no narrower than `least` pixels."""

    def __init__(
        self,
        least: int,
        most: int,
        gap: int,
        parent: QWidget | None = None,
        even: bool = True,
        below: int | None = None,
    ) -> None:
        """`below`: the gap between rows, where it is another than between columns."""
        super().__init__(parent)
        self._least, self._most, self._gap, self._even = least, most, gap, even
        self._below = gap if below is None else below

    def sizeHint(self) -> QSize:
        """All columns at their least width; the height follows from the width that is given."""
        width = self._most * self._least + (self._most - 1) * self._gap
        return QSize(width, max((item.sizeHint().height() for item in self._items), default=0))

    def _columns(self, width: int) -> int:
        fitting = (width + self._gap) // (self._least + self._gap)
        columns = max(1, min(self._most, fitting, len(self._items) or 1))
        # Four in three columns leave a lone one below: two rows of two read better.
        if self._even and columns > 2 and len(self._items) % columns == 1:
            columns -= 1
        return int(columns)

    def _place(self, rect: QRect, is_trial: bool) -> int:
        columns = self._columns(rect.width())
        width = (rect.width() - (columns - 1) * self._gap) // columns
        y = rect.top()
        for first in range(0, len(self._items), columns):
            row = self._items[first : first + columns]
            height = max(_height(item, width) for item in row)
            if not is_trial:
                for index, item in enumerate(row):
                    x = rect.left() + index * (width + self._gap)
                    item.setGeometry(QRect(x, y, width, height))
            y += height + self._below
        return max(0, y - self._below - rect.top())


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return item.sizeHint().height()


class Outset(Ordered):
    """Lets its one item stand out at the left and at the right: a focus ring needs the room.

    Qt's own layouts take a negative margin for none at all.
    """

    def __init__(self, left: int, right: int) -> None:
        super().__init__()
        self._left, self._right = left, right

    def hasHeightForWidth(self) -> bool:
        """As its item."""
        return any(item.hasHeightForWidth() for item in self._items)

    def sizeHint(self) -> QSize:
        """The item's, less what stands out."""
        return self._less([item.sizeHint() for item in self._items])

    def minimumSize(self) -> QSize:
        """The item's, less what stands out."""
        return self._less([item.minimumSize() for item in self._items])

    def _place(self, rect: QRect, is_trial: bool) -> int:
        wide = rect.adjusted(-self._left, 0, self._right, 0)
        for item in self._items:
            if not is_trial:
                item.setGeometry(wide)
        return max((_height(item, wide.width()) for item in self._items), default=0)

    def _less(self, sizes: list[QSize]) -> QSize:
        width = max((size.width() for size in sizes), default=0) - self._left - self._right
        return QSize(max(0, width), max((size.height() for size in sizes), default=0))
