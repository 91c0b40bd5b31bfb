"""The left pane: areas of the guide, search as one types, and the rows that it finds."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import phrase
from desktop.ui.gone import clear
from desktop.ui.soon import make_timer
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import Box, Line
from desktop.ui.widgets.words import Words
from desktop.ui.workspace.rows_list import RowsDelegate, RowsModel, RowsView
from desktop.ui.workspace.session import Session
from desktop.workspace import browse, new
from desktop.workspace.browse import Row
from desktop.workspace.document import At
from desktop.workspace.spans import Path

SEARCH_AFTER = 60

AREA_ICONS = {
    "routes": "routes", "questions": "help", "members": "doors", "sources": "source",
    "division": "table", "stories": "person",
}  # fmt: skip


class BrowsePane(QWidget):
    """Areas, search, rows."""

    chosen = Signal(object, object)
    """An item, and the path inside it."""
    entered = Signal()
    add_wanted = Signal(str, str)
    """A kind of thing to add, and the group it belongs to."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self.area = "routes"
        self._is_quiet = False
        down = QVBoxLayout(self)
        down.setContentsMargins(look.px(8), look.px(10), look.px(4), look.px(4))
        down.setSpacing(look.px(6))
        down.addLayout(self._make_search())
        self._count = Words("", look, "caption", "ink2")
        self.model = RowsModel(look)
        self.view = RowsView(look)
        self.view.setModel(self.model)
        self.view.setItemDelegate(RowsDelegate(look, self.model))
        self.view.setAccessibleName(look.say(phrase("workspace.browse.list")))
        self.view.selectionModel().currentChanged.connect(self._choose)
        self.view.entered.connect(self.entered)
        down.addWidget(self.view, 1)
        self._adders = QHBoxLayout()
        down.addLayout(self._adders)
        self._later = make_timer(self, SEARCH_AFTER, self.refresh)

    @property
    def is_waiting(self) -> bool:
        """Whether a search is about to begin."""
        return self._later.isActive()

    def show_area(self, area: str) -> None:
        """List another area."""
        self.area = area
        self.refresh()
        self._show_adders()
        self.view.scrollToTop()

    def refresh(self) -> None:
        """List what there is now, keeping what is chosen."""
        current = self._current()
        rows = browse.search(self._session.draft, self.area, self.field.text())
        self._is_quiet = True
        self.model.show(rows, self._marks())
        if current is not None and current.at is not None:
            self.select(current.at, current.path)
        self._is_quiet = False
        found = sum(row.at is not None for row in rows)
        self._say_count(found)

    def refresh_marks(self) -> None:
        """Show which items have faults now."""
        self.model.marks = self._marks()
        self.view.viewport().update()

    def select(self, at: At, path: Path = ()) -> bool:
        """Choose a row without saying so; whether it is there."""
        place = self.model.place_of(at, path)
        if place is None:
            return False
        before, self._is_quiet = self._is_quiet, True
        self.view.setCurrentIndex(self.model.index(place))
        self.view.scrollTo(self.model.index(place))
        self._is_quiet = before
        return True

    def look_up(self, at: At, path: Path = ()) -> None:
        """Choose the row of an item in whichever area it is listed, whatever is searched for."""
        area = browse.area_of(at)
        if area != self.area:
            self.show_area(area)
        if not self.select(at, path):
            self.field.clear()
            self.refresh()
            self.select(at, path)

    def begin_search(self) -> None:
        """Go to the search, ready to be written over."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def first(self) -> Row | None:
        """The first row that can be chosen."""
        return next((row for row in self.model.rows if row.at is not None), None)

    def _make_search(self) -> QVBoxLayout:
        look, down = self._look, QVBoxLayout()
        down.setSpacing(look.px(2))
        spoken = look.say(phrase("workspace.browse.search"))
        self.field = Line("browse-search", look, look.font("body"), spoken)
        self.field.setPlaceholderText(spoken)
        self.field.textChanged.connect(lambda: self._later.start())
        self.field.returnPressed.connect(self._enter_list)
        self.field.down_wanted.connect(self._enter_list)
        down.addWidget(Box(self.field, look))
        self.found = Words("", look, "caption", "ink2")
        self.found.setContentsMargins(look.px(8), 0, 0, 0)
        down.addWidget(self.found)
        return down

    def _say_count(self, found: int) -> None:
        if not self.field.text().strip():
            self.found.hide()
            return
        others = {
            area: browse.count(self._session.draft, area, self.field.text())
            for area in browse.AREAS
            if area != self.area
        }
        said = self._look.say(phrase("workspace.browse.found", n=found))
        elsewhere = [
            f"{self._look.say(phrase(f'workspace.area.{area}'))} {count}"
            for area, count in others.items()
            if count
        ]
        self.found.setText(" · ".join([said, *elsewhere]))
        self.found.show()

    def _marks(self) -> dict[At, str]:
        return {found.at: "error" for found in self._session.seen.located}

    def _current(self) -> Row | None:
        index = self.view.currentIndex()
        if not index.isValid() or index.row() >= len(self.model.rows):
            return None
        return self.model.rows[index.row()]

    def _choose(self, index: QModelIndex) -> None:
        if self._is_quiet or not index.isValid():
            return
        row = self.model.rows[index.row()]
        if row.at is not None:
            self.chosen.emit(row.at, row.path)

    def _enter_list(self) -> None:
        self._later.stop()
        self.refresh()
        row = self.first()
        if row is not None and row.at is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.select(row.at, row.path)
            self.chosen.emit(row.at, row.path)

    def _show_adders(self) -> None:
        clear(self._adders)
        kinds = {
            "routes": ("routes", "uncovered"), "questions": ("needs",),
            "division": ("clauses", "policies"), "stories": ("stories",),
        }.get(self.area, ())  # fmt: skip
        for kind in kinds:
            if kind not in new.ADDABLE:
                continue
            sentence = phrase(f"workspace.add.{kind}")
            button = Button(
                f"add-{kind}", sentence, self._look, "quiet", "plus", height=34, role="label"
            )
            button.clicked.connect(lambda _=False, k=kind: self.add_wanted.emit(k, self._group()))
            self._adders.addWidget(button)
        self._adders.addStretch(1)

    def _group(self) -> str:
        """The need of the route that is chosen: a new route begins with it."""
        row = self._current()
        if row is None or row.at is None or row.at.list != "routes":
            return ""
        return self._session.draft.word(row.at, "need")
