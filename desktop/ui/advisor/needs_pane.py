"""Every question of the visit on one page, answered by its keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from desktop.guide.model import ALWAYS, Kind, Question
from desktop.interview import Interview, toggled
from desktop.territory import Communes
from desktop.ui.advisor.place_block import PlaceBlock
from desktop.ui.advisor.question_block import Block, ChoiceBlock
from desktop.ui.advisor.spreading import shortest, spread
from desktop.ui.gone import gone
from desktop.ui.theme import Look
from desktop.ui.widgets.page import Page

_COLUMN = 286
"""The narrowest a column of questions may be, in units of the design."""
_MOST = 4


class NeedsPane(Page):
    """Blocks in columns; one that is shown stays in its column whatever else is asked."""

    answered = Signal(str, tuple)
    finished = Signal()
    """Enter, and nothing is open any more."""

    def __init__(self, interview: Interview, communes: Communes, look: Look) -> None:
        super().__init__(look, 4000, "needs")
        self._look, self._communes = look, communes
        self.interview = interview
        self.set_margin(look.px(8), look.px(6))
        self._across = QHBoxLayout()
        self._across.setSpacing(look.px(6))
        self.column.addLayout(self._across)
        self.column.addStretch(1)
        self._columns: list[QVBoxLayout] = []
        self._place: dict[str, int] = {}
        self.blocks: dict[str, Block] = {}
        self.at = interview.at or interview.guide.questions[0].id
        self._lay_columns(1)

    # What is shown

    def show_state(self, interview: Interview) -> None:
        """Show these answers; questions come and go as the answers open them."""
        self.interview = interview
        aside = {question.id for question, _ in interview.set_aside}
        shown = [*(q.id for q in interview.path), *aside]
        if self.at not in self.blocks or self.at not in shown:
            self.at = next((q.id for q in interview.unanswered), interview.path[0].id)
        self._make_blocks(shown)
        for name, block in self.blocks.items():
            values = interview.answers.get(name, ())
            block.show_state(values, name == self.at, name in aside)

    def go_to(self, question: str) -> None:
        """Turn to this question: the keys are its."""
        self.at = question
        self.show_state(self.interview)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus where the keys are listened to."""
        block = self.blocks.get(self.at)
        if block is None or not block.take_focus():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if block is not None:
            QTimer.singleShot(0, self, self._reveal_block)

    def _reveal_block(self) -> None:
        block = self.blocks.get(self.at)
        if block is not None:
            self.ensureWidgetVisible(block, 0, self._look.px(8))

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys choose, arrows move between questions, Enter goes to the next open one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            self._move(1)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self._move(-1)
        elif _is_plain(event) and self.type_here(event.text()):
            return
        else:
            event.ignore()

    def type_here(self, sign: str) -> bool:
        """A sign typed on the page: the choice beside it, or the first letter of a place."""
        block = self.blocks.get(self.at)
        choice = block.take_key(sign) if block is not None and sign.strip() else None
        if choice is None:
            return False
        self._touch(self.at, choice)
        return True

    def _enter(self) -> None:
        block = self.blocks.get(self.at)
        if isinstance(block, PlaceBlock) and not block.values and block.take_first():
            self.go_on()
            return
        if isinstance(block, PlaceBlock) and block.has_words:
            return  # what was typed means no place: it stays, to be mended
        self.go_on()

    def go_on(self) -> None:
        """To the next question without an answer, from here on and around; else it is finished."""
        order = [question.id for question in self.interview.path]
        here = order.index(self.at) if self.at in order else -1
        around = [*order[here + 1 :], *order[: here + 1]]
        waiting = [name for name in around if not self.interview.answers.get(name)]
        if waiting:
            self.go_to(waiting[0])
        else:
            self.finished.emit()

    def _move(self, by: int) -> None:
        order = [question.id for question in self.interview.path]
        here = order.index(self.at) if self.at in order else 0
        self.go_to(order[max(0, min(len(order) - 1, here + by))])

    def _touch(self, question_id: str, choice: str) -> None:
        question = self.interview.guide.get_question(question_id)
        before = self.interview.answers.get(question_id, ())
        if not choice:
            self.answered.emit(question_id, ())
        elif question.kind is not Kind.SEVERAL and before == (choice,):
            self.answered.emit(question_id, ())  # the same key again takes it back
        else:
            self.answered.emit(question_id, toggled(question, before, choice))

    def _turn_to(self, question: str) -> None:
        if question != self.at:
            self.at = question
            self.show_state(self.interview)

    # Columns

    def resizeEvent(self, event: object) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        fitting = max(1, min(_MOST, self.viewport().width() // self._look.px(_COLUMN)))
        if fitting != len(self._columns):
            self._lay_columns(fitting)

    def _lay_columns(self, count: int) -> None:
        focus = self.focusWidget()
        for column in self._columns:
            while column.takeAt(0) is not None:
                continue
            self._across.removeItem(column)
            column.deleteLater()
        self._columns = []
        for _ in range(count):
            column = QVBoxLayout()
            column.setSpacing(self._look.px(6))
            column.addStretch(1)
            self._columns.append(column)
            self._across.addLayout(column, 1)
        guide = self.interview.guide
        self._place = spread([q for q in guide.questions if q.ask_when == ALWAYS], count)
        for name in self._order(self.blocks):
            self._find_place(name)
            self._insert(name)
        if focus is not None:
            focus.setFocus()

    def _make_blocks(self, wanted: Sequence[str]) -> None:
        for name in [name for name in self.blocks if name not in wanted]:
            block = self.blocks.pop(name)
            self._columns[self._place[name]].removeWidget(block)
            if block.question.ask_when != ALWAYS:
                del self._place[name]
            gone(block)
        for name in self._order(wanted):
            if name not in self.blocks:
                self.blocks[name] = self._block(self.interview.guide.get_question(name))
                self._find_place(name)
                self._insert(name)
                self.blocks[name].show()

    def _find_place(self, name: str) -> None:
        """A question that opens comes where there is most room, and stays there."""
        if name not in self._place:
            guide, count = self.interview.guide, len(self._columns)
            self._place[name] = shortest(guide, self._place, count)

    def _order(self, names: Sequence[str] | dict[str, Block]) -> list[str]:
        """From top to bottom of a column: what is always asked, then the others, as on the path."""
        questions = self.interview.guide.questions
        known = [question for question in questions if question.id in names]
        return [q.id for q in sorted(known, key=lambda question: question.ask_when != ALWAYS)]

    def _insert(self, name: str) -> None:
        """Put the block in its column, in the order of the path."""
        mates = self._order(self.blocks)
        before = [m for m in mates[: mates.index(name)] if self._place[m] == self._place[name]]
        column = self._columns[self._place[name]]
        at = 0
        for index in range(column.count()):
            item = column.itemAt(index)
            if item is not None and any(item.widget() is self.blocks[m] for m in before):
                at = index + 1
        column.insertWidget(at, self.blocks[name])

    def _block(self, question: Question) -> Block:
        block: Block
        if question.kind is Kind.TERRITORY:
            block = PlaceBlock(question, self._communes, self._look)
        else:
            block = ChoiceBlock(question, self._look)
        name = question.id
        block.touched.connect(lambda choice: self._touch(name, choice))
        block.entered.connect(lambda: self._turn_to(name))
        return block


def _is_plain(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~(
        Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
    )
    return held == Qt.KeyboardModifier.NoModifier and bool(event.text())
