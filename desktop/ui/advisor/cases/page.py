"""The cases of the register: a list that is searched as one types, and the case that is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.desk.filters import Filter
from desktop.desk.session import Session
from desktop.errors import AiguillageError
from desktop.register.model import CaseId, Cursor, Page, Sort
from desktop.text import phrase
from desktop.ui.advisor.cases.acts import CaseActs
from desktop.ui.advisor.cases.case_pane import CasePane, Shown
from desktop.ui.advisor.cases.filter_bar import FilterBar
from desktop.ui.advisor.cases.list_pane import ListPane
from desktop.ui.advisor.cases.place import go_back, place_in
from desktop.ui.advisor.cases.says import Says
from desktop.ui.advisor.page import DeskPage, Tools
from desktop.ui.advisor.read_only import ReadOnly
from desktop.ui.gone import gone
from desktop.ui.theme import Look
from desktop.ui.widgets.words import Words

_WIDE = 1120
_CASE_SHARE, _HINT = 0.40, 170


class CasesPage(DeskPage):
    """The list keeps its filter and its case, whatever page is looked at meanwhile."""

    def __init__(self, name: str, session: Session, tools: Tools, look: Look) -> None:
        super().__init__(name, session, tools, look)
        self._filter = Filter()
        self._case: CaseId | None = None
        self._next: Cursor | None = None
        self._asked = 0
        self._bar: FilterBar | None = None
        self._is_reading = False
        self._chosen = ""
        self._acts = CaseActs(session, tools, self)
        self._acts.said.connect(self.said)
        self._acts.done.connect(lambda: self._show_again())

    # Coming and going

    def shown(self) -> None:
        """Read the list again, and be ready to search."""
        self.rebuild()
        if self._bar is not None:
            self._bar.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def remember(self) -> Callable[[], None]:
        """What brings the list back to the filter it has now."""
        return partial(self._filter_again, self._filter)

    def _filter_again(self, asked: Filter) -> None:
        if self._bar is not None and asked != self._filter:
            self._bar.show_filter(asked)

    def register_changed(self) -> None:
        """The list is read anew."""
        if self._page is not None and self.session.register is not None:
            self._read()

    def show_case(self, case: str) -> None:
        """Show this case beside the list."""
        if self._page is None:
            self.rebuild()
        self._open(case)

    def rebuild(self) -> None:
        """Build the bar, the list, and the case that is open; the list is read anew."""
        look = self.look
        whole = QWidget()
        across = QHBoxLayout(whole)
        side = look.px(16)
        across.setContentsMargins(side, look.px(10), side, look.px(10))
        across.setSpacing(look.px(14))
        says = Says(self.session, look)
        self._left = QWidget()
        down = QVBoxLayout(self._left)
        down.setContentsMargins(0, 0, 0, 0)
        self._bar = FilterBar(self.session, self._filter, says, look)
        self._bar.changed.connect(self._ask)
        self._bar.refused.connect(lambda sentence: self.said.emit(sentence, True))
        down.addWidget(self._bar)
        if self.session.register is not None and self.session.register.is_read_only:
            down.addWidget(ReadOnly(self.session.register.notices, look))
        self.list = ListPane(says, look, self.session.name_of)
        self.list.show_sort(Sort(self._filter.sort), self._filter.descending)
        self.list.chosen.connect(self._choose)
        self.list.clicked.connect(self._open_chosen)
        self.list.entered.connect(self._enter)
        self.list.typed.connect(self._type)
        self.list.sort_wanted.connect(self._sort)
        self.list.more_wanted.connect(self._read_more)
        self._bar.down_wanted.connect(self._go_down)
        down.addWidget(self.list, 1)
        across.addWidget(self._left, 10)
        self._right = QWidget()
        self._right.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._beside = QVBoxLayout(self._right)
        self._beside.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._right, 8)
        self._pane: CasePane | None = None
        self.put(whole)
        self._show_case()
        self._read()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room, else one after the other."""
        super().resizeEvent(event)
        if self._page is not None:
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F searches; Escape goes from the case to the list."""
        if event.key() == Qt.Key.Key_F and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._focus_search()
        elif event.key() == Qt.Key.Key_Escape:
            self._leave_case()
        else:
            super().keyPressEvent(event)

    # The list

    def _ask(self, asked: Filter) -> None:
        self._filter = asked
        self.list.show_sort(Sort(asked.sort), asked.descending)
        self._read()

    def _sort(self, sort: Sort, descending: bool) -> None:
        if self._bar is not None:
            asked = replace(self._filter, sort=sort.value, descending=descending)
            self._bar.asked = asked
            self._ask(asked)

    def _read(self, cursor: Cursor | None = None) -> None:
        register = self.session.register
        if register is None:
            return
        self._asked += 1
        asked = self._asked
        query = replace(self._filter.to_query(date.today(), self._order()), cursor=cursor)
        self.tools.background.run(
            lambda: register.find(query),
            lambda page, error: self._take(asked, cursor is not None, page, error),
        )

    def _order(self) -> tuple[str, ...]:
        """The guide's own order of needs: that of their names would say nothing."""
        guide = self.session.casework.guide
        return tuple(need.id for need in guide.needs) if self._filter.sort == "need" else ()

    def _read_more(self) -> None:
        if self._next is not None:
            self._read(self._next)

    def _take(
        self, asked: int, is_more: bool, page: Page | None, error: BaseException | None
    ) -> None:
        if isinstance(error, AiguillageError):
            self.said.emit(error.phrase, True)
            return
        if error is not None:
            raise error
        if page is None or asked != self._asked:
            return  # something else was asked meanwhile
        self._next = page.next
        if is_more:
            self.list.model.add_rows(page.rows, page.more)
            return
        self._is_reading = True
        self.list.show_page(page, self._case or "")
        self._is_reading = False

    def _go_down(self) -> None:
        """From the search to the list: the first case is opened if none is."""
        table = self.list.table
        table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.list.model.rows and not table.selectionModel().hasSelection():
            table.selectRow(0)

    def _type(self, text: str) -> None:
        if self._bar is not None:
            self._focus_search()
            self._bar.search.line.insert(text)
            self._bar.search.changed.emit(self._bar.search.line.text())

    def _focus_search(self) -> None:
        if self._bar is not None:
            self._bar.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bar.search.line.selectAll()

    # The case

    def _choose(self, case: str) -> None:
        """The case that keys or pointer came to; without room beside the list, it waits."""
        self._chosen = case
        if self._has_room():
            self._open(case)

    def _open_chosen(self) -> None:
        if self._chosen and not self._has_room():
            self._open(self._chosen)

    def _open(self, case: str) -> None:
        if self._is_reading and case == self._case:
            return
        is_new = case != self._case
        self._case = CaseId(case)
        self._show_case()
        if is_new and self._pane is not None:
            self._acts.note_opened(CaseId(case))

    def _show_case(self) -> None:
        place = place_in(self._pane)  # before it goes: a widget that hides gives its focus away
        self._pane = None
        while (item := self._beside.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                gone(widget)
        shown = self._look_up()
        if shown is None:
            hint = Words(phrase("cases.choose"), self.look, "body", "ink2")
            self._beside.addWidget(hint, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self._pane = self._make_pane(shown)
            self._beside.addWidget(self._pane, 1)
            if place is not None:
                go_back(self._pane, place)
        self._arrange()

    def _look_up(self) -> Shown | None:
        register = self.session.register
        if register is None or self._case is None:
            return None
        try:
            case, events = register.case(self._case), register.events(self._case)
            return Shown(case, events, register.sent(self._case), register.is_read_only)
        except AiguillageError as fault:
            self._case = None
            self.said.emit(fault.phrase, True)
            return None

    def _make_pane(self, shown: Shown) -> CasePane:
        days = self.session.configuration.register.reminders_days
        says = Says(self.session, self.look)
        pane = CasePane(shown, says, days, not self._has_room(), self.look)
        case = shown.case
        pane.back_wanted.connect(self._leave_case)
        pane.interview_wanted.connect(lambda: self.interview_wanted.emit(case.id))
        self._acts.serve(pane, case, self.look)
        return pane

    def _has_room(self) -> bool:
        return self.width() >= self.look.px(_WIDE)

    def _arrange(self) -> None:
        has_room, is_open = self._has_room(), self._pane is not None
        self._left.setVisible(has_room or not is_open)
        self._right.setVisible(has_room or is_open)
        if has_room:
            # Until a case is open, the list has nearly all the width: names are read whole.
            beside = round(self.width() * _CASE_SHARE) if is_open else self.look.px(_HINT)
            self._right.setFixedWidth(beside)
        else:
            self._right.setMinimumWidth(0)
            self._right.setMaximumWidth(16_777_215)

    def _enter(self) -> None:
        self._open_chosen()
        if self._pane is not None:
            self._pane.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_case(self) -> None:
        if not self._has_room():
            self._case = None
            self._show_case()
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_again(self) -> None:
        self._show_case()
        self._read()
