"""One row's answers → the cells that are added to it. What is alike is decided once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import getitem
from typing import TypeVar

from desktop import ticket
from desktop.answers import check_answers
from desktop.batch.alike import Alike
from desktop.batch.columns import Columns
from desktop.batch.places import Places
from desktop.decide import decider
from desktop.errors import BadAnswers
from desktop.guide.masks import Masks, QuestionMasks
from desktop.guide.model import Guide, Kind, Question
from desktop.routing import route
from desktop.territory import Communes
from desktop.text import Phrase

SEPARATOR = "|"
MAX_KEPT = 50_000
"""Different cells of a column, or decisions, that are remembered before starting anew."""

Values = tuple[str, ...]
Cells = list[str]
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
Key = tuple[int, ...]
"""For each column that answers a question, which class its cell belongs to."""


class BadRow(Exception):
    """A row that cannot be routed; `faults` has one sentence for each reason."""

    def __init__(self, faults: Sequence[Phrase]) -> None:
        super().__init__(faults[0].key)
        self.faults = tuple(faults)


@dataclass(slots=True)
class _Classes:
    """The cells of one column, sorted into classes that nothing decided tells apart.

    `coarse` is the class that counts for a finished visit, `fine` for any.
    """

    question: Question
    coarse: dict[str, int] = field(default_factory=dict)
    fine: dict[str, int] = field(default_factory=dict)
    numbers: dict[object, int] = field(default_factory=dict)
    values: list[Values] = field(default_factory=list)

    def number(self, kind: str, alike: object, values: Values) -> int:
        """The number of a class; `values` stand for it when it is a new one."""
        found = self.numbers.setdefault((kind, alike), len(self.values))
        if found == len(self.values):
            self.values.append(values)
        return found

    def forget(self) -> None:
        """Starts anew."""
        for memory in (self.coarse, self.fine, self.numbers, self.values):
            memory.clear()


class Deciding:
    """Decides the rows of one file.

    `tables` has, for each column that answers a question, the class of each cell seen so far;
    `decided` what was decided of classes: both are looked at for each row, and filled here.
    """

    def __init__(
        self,
        guide: Guide,
        columns: Columns,
        communes: Communes,
        on: date,
        with_ticket: bool = False,
    ) -> None:
        self._guide, self._communes, self._on = guide, communes, on
        self._with_ticket = with_ticket
        self._alike = Alike(guide)
        self._classes = [_Classes(question) for question, _ in columns.at]
        self._places = {
            question.id: Places(question, communes)
            for question, _ in columns.at
            if question.kind is Kind.TERRITORY
        }
        self._masks = guide.derived(Masks)
        self._decider = decider(guide, on)
        self.tables = [classes.coarse for classes in self._classes]
        self.decided: dict[Key, Cells] = {}
        self._fine = [classes.fine for classes in self._classes]
        # Without a column of words alone, the classes for finished visits count for all.
        self._is_fine = not any(question.decides_words for question, _ in columns.at)
        self._open: dict[Key, None] = {}
        self._by_fine: dict[Key, Cells] = {}
        self._by_boxes: dict[int, Cells] = {}

    def learn(self, cells: Sequence[str]) -> Key:
        """The classes of a row's cells, some of them seen for the first time; raises BadRow."""
        if any(len(table) >= MAX_KEPT for table in self.tables):
            self._forget()
        faults: list[Phrase] = []
        for classes, cell in zip(self._classes, cells, strict=True):
            try:
                if cell not in classes.coarse:
                    self._sort(classes, cell)
            except BadRow as error:
                faults += error.faults
        if faults:
            raise BadRow(faults)
        return tuple(map(getitem, self.tables, cells))

    def _forget(self) -> None:
        for classes in self._classes:
            classes.forget()
        for memory in (self.decided, self._open, self._by_fine):
            memory.clear()

    def _sort(self, classes: _Classes, cell: str) -> None:
        """Puts a cell seen for the first time into its classes; raises BadRow."""
        question = classes.question
        values = self._read(question, cell)
        # A code holds the very answers: with codes, only those are alike.
        coarse = values if self._with_ticket else self._alike.decided(question, values)
        fine = values if self._with_ticket else self._alike.tested(question, values)
        classes.fine[cell] = classes.number("fine", fine, values)
        classes.coarse[cell] = classes.number("coarse", coarse, values)

    def _read(self, question: Question, cell: str) -> Values:
        """The answer in a cell; raises BadRow."""
        written = [part.strip() for part in cell.split(SEPARATOR)]
        values = [part for part in written if part]
        if question.id in self._places:
            found = [self._places[question.id].read(value) for value in values]
            unclear = [each for each in found if isinstance(each, Phrase)]
            if unclear:
                raise BadRow(unclear)
            values = [each for each in found if isinstance(each, str)]
        try:
            checked = check_answers(self._guide, self._communes, {question.id: values})
        except BadAnswers as error:
            raise BadRow(error.sentences) from None
        return checked.get(question.id, ())

    def decide(self, key: Key, cells: Sequence[str]) -> Cells:
        """The cells to add to a row; what holds for all rows of its classes is remembered."""
        if key not in self._open:
            answers = self._answers(key)
            boxes = self._finished(answers)
            if boxes is not None:
                return _keep(self.decided, key, self._with_code(self._decided(boxes), answers))
            if self._is_fine:
                return _keep(self.decided, key, self._with_code(self._undecided(answers), answers))
            _keep(self._open, key, None)
        fine = tuple(map(getitem, self._fine, cells))
        found = self._by_fine.get(fine)
        if found is None:
            answers = self._answers(fine)
            found = self._with_code(self._undecided(answers), answers)
            _keep(self._by_fine, fine, found)
        return found

    def _answers(self, key: Key) -> dict[str, Values]:
        return {
            classes.question.id: classes.values[number]
            for classes, number in zip(self._classes, key, strict=True)
            if classes.values[number]
        }

    def _with_code(self, added: Cells, answers: dict[str, Values]) -> Cells:
        return [*added, ticket.encode(self._guide, answers)] if self._with_ticket else added

    def _finished(self, answers: dict[str, Values]) -> int | None:
        """The boxes that hold; None while a question that may change a verdict is open."""
        holding = self._masks.all
        for each in self._masks.questions:
            values = answers.get(each.question.id)
            if not holding & each.ask or not values:
                if _is_open(each, holding):
                    return None
                holding &= each.free
            else:
                holding &= each.standing(values)
        return holding & self._decider.in_force

    def _decided(self, boxes: int) -> Cells:
        found = self._by_boxes.get(boxes)
        if found is None:
            decision = self._decider.decide_fired(boxes)
            verdicts = [decided.verdict.value for decided in decision.members]
            found = [*verdicts, _joined(item.id for item in decision.uncovered), ""]
            _keep(self._by_boxes, boxes, found)
        return found

    def _undecided(self, answers: dict[str, Values]) -> Cells:
        outcome = route(self._guide, answers, self._on)
        verdicts = [verdict.verdict.value for verdict in outcome.verdicts]
        uncovered = _joined(item.id for item in outcome.uncovered)
        return [*verdicts, uncovered, _joined(outcome.open)]


def _is_open(masks: QuestionMasks, holding: int) -> bool:
    """Whether a question without an answer is on the path, and its answer would decide."""
    return bool(holding & masks.ask) and not masks.question.decides_words


def _joined(ids: Iterable[str]) -> str:
    return SEPARATOR.join(ids)


def _keep(memory: dict[_Key, _Value], key: _Key, value: _Value) -> _Value:
    """Remembers `value`; a full memory starts anew, so that it never grows with the file."""
    if len(memory) >= MAX_KEPT:
        memory.clear()
    memory[key] = value
    return value
