"""Makes the editor of one field, from what the schema says of it and what the draft knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop.text import Text, phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import Box, Line
from desktop.ui.widgets.words import Value, Words
from desktop.ui.workspace.cells import Cell, Pair, name_of
from desktop.ui.workspace.chips import Chips, Rows
from desktop.ui.workspace.choose import Choose, Segments
from desktop.ui.workspace.condition_editor import ConditionEditor
from desktop.workspace import known, schema
from desktop.workspace.conditions import read_tests, to_condition
from desktop.workspace.document import At
from desktop.workspace.draft import Draft
from desktop.workspace.schema import Field, Form
from desktop.workspace.spans import Path, Plain

_SHORT = frozenset(("verdicts", "bases", "confidences", "counts"))


@dataclass
class FieldMaker:
    """Makes the cells of one item."""

    draft: Draft
    at: At
    look: Look

    def label(self, key: str) -> str:
        """What a field is called."""
        return self.look.say(phrase(f"workspace.field.{key or 'said'}"))

    def cell(self, field: Field, path: Path) -> Cell:
        """The cell of a field that is no group and no list."""
        if field.form is Form.PAIR:
            inside = (*path, field.key) if field.key else path
            text = Text(
                self.draft.word(self.at, *inside, "fr"), self.draft.word(self.at, *inside, "en")
            )
            return Pair(inside, self.label(field.key), text, self.look, bool(field.key))
        inside = (*path, field.key)
        cell = Cell(inside, self.label(field.key), self.look)
        make = _MAKERS[field.form]
        make(self, cell, field)
        return cell

    def word(self, path: Path) -> str:
        """The text at a path of the item."""
        return self.draft.word(self.at, *path)

    def fixed(self, cell: Cell, field: Field) -> None:
        """What is never changed, as words that can be copied."""
        value = Value(self.word(cell.path) or "—", self.look, "body")
        value.setContentsMargins(self.look.px(6), 0, 0, 0)
        value.setToolTip("")
        cell.hold(value, lambda _: None)

    def line(self, cell: Cell, field: Field) -> Line:
        """A line of free text."""
        look, spoken = self.look, cell.label.text()
        line = Line(name_of(cell.path), look, look.font("body"), spoken, schema.MOST_LETTERS)
        line.setText(self.word(cell.path))
        box = Box(line, look)
        line.textEdited.connect(lambda text: cell.changed.emit(cell.path, text))
        line.left.connect(cell.left)
        cell.hold(box, box.show_error)
        return line

    def date(self, cell: Cell, field: Field) -> None:
        """A date, with today within reach."""
        line = self.line(cell, field)
        today = Button(
            f"{name_of(cell.path)}-today", phrase("workspace.today"), self.look, "quiet",
            height=26, role="label",
        )  # fmt: skip
        today.setAccessibleName(f"{cell.label.text()} {today.words}")

        def set_today() -> None:
            line.setText(date.today().isoformat())
            line.textEdited.emit(line.text())

        today.clicked.connect(set_today)
        cell.head.addWidget(today)

    def known(self, cell: Cell, field: Field) -> None:
        """A word the guide knows."""
        names = known.names(self.draft, field.known, self.at, cell.path)
        value, spoken = self.word(cell.path), cell.label.text()
        if field.known in _SHORT:
            segments = Segments(name_of(cell.path), names, value, self.look, spoken)
            segments.changed.connect(lambda new: cell.changed.emit(cell.path, new))
            cell.hold(segments, segments.set_error)
            return
        choose = Choose(name_of(cell.path), names, value, self.look, spoken)
        choose.changed.connect(lambda new: cell.changed.emit(cell.path, new))
        choose.left.connect(cell.left)
        cell.hold(choose, choose.set_error)

    def yes(self, cell: Cell, field: Field) -> None:
        """Yes or no."""
        names = [known.Name(w, phrase(f"workspace.word.{w}")) for w in ("true", "false")]
        value = self.word(cell.path) or "false"
        segments = Segments(name_of(cell.path), names, value, self.look, cell.label.text())
        segments.changed.connect(
            lambda new: cell.changed.emit(cell.path, "true" if new == "true" else None)
        )
        cell.hold(segments, segments.set_error)

    def when(self, cell: Cell, field: Field) -> None:
        """A condition."""
        node = self.draft.node(self.at, cell.path)
        tests = read_tests(node)
        if tests is None:
            unreadable = Words(phrase("workspace.when.by-hand"), self.look, "body", "ink2")
            cell.hold(unreadable, lambda _: None)
            return
        editor = ConditionEditor(
            name_of(cell.path),
            tests,
            known.names(self.draft, field.known),
            lambda question: known.choices(self.draft, question),
            self.look,
        )

        def tell(new: Any) -> None:
            condition = to_condition(new)
            gone = field.is_optional and condition == {}
            cell.changed.emit(cell.path, None if gone else condition)

        editor.changed.connect(tell)
        cell.hold(editor, editor.set_error)

    def known_list(self, cell: Cell, field: Field) -> None:
        """Several words the guide knows."""
        values = _words(self.draft.plain(self.at, cell.path))
        names = known.names(self.draft, field.known)
        chips = Chips(name_of(cell.path), names, values, self.look, cell.label.text())
        chips.changed.connect(lambda new: cell.changed.emit(cell.path, new))
        cell.hold(chips, chips.set_error)

    def answers(self, cell: Cell, field: Field) -> None:
        """Answers of a visit: questions, each with one answer or several."""
        kinds = {
            self.draft.word(at, "id"): self.draft.word(at, "kind")
            for at, _ in self.draft.items(schema.INTERVIEW, "questions")
        }

        def make(question: str, value: object) -> QWidget:
            names = known.choices(self.draft, question)
            is_free = kinds.get(question) == "territory"
            if is_free:
                names = (*names, *known.communes(_words(value)))
            label = self.look.say(known.question_label(self.draft, question))
            name = f"{name_of(cell.path)}-{question}"
            return Chips(name, names, _words(value), self.look, label, is_free)

        def written(rows: Any) -> Plain:
            return {
                question: _one_or_list(_words(value), kinds.get(question) == "several")
                for question, value in rows.items()
            }

        self._rows(cell, "questions", make, lambda _: [], written)

    def expect(self, cell: Cell, field: Field) -> None:
        """Members with the verdict expected."""
        names = known.names(self.draft, "all-verdicts")

        def make(member: str, value: object) -> QWidget:
            label = self.look.say(known.label(self.draft, "members", member) or member)
            return Segments(f"{name_of(cell.path)}-{member}", names, str(value), self.look, label)

        self._rows(cell, "members", make, lambda _: "recommended", dict)

    def outcome(self, cell: Cell, field: Field) -> None:
        """Members with the needs they answer."""
        names = known.names(self.draft, "needs")

        def make(member: str, value: object) -> QWidget:
            label = self.look.say(known.label(self.draft, "members", member) or member)
            return Chips(f"{name_of(cell.path)}-{member}", names, _words(value), self.look, label)

        self._rows(cell, "members", make, lambda _: [], dict)

    def _rows(
        self,
        cell: Cell,
        keys: str,
        make: Callable[[str, object], QWidget],
        fresh: Callable[[str], object],
        written: Callable[[Any], Any],
    ) -> None:
        values = self.draft.plain(self.at, cell.path)
        rows = Rows(
            name_of(cell.path),
            known.names(self.draft, keys),
            values if isinstance(values, dict) else {},
            make,
            fresh,
            self.look,
            phrase(f"workspace.rows.add-{keys}"),
        )
        rows.changed.connect(lambda new: cell.changed.emit(cell.path, written(new)))
        cell.hold(rows, rows.set_error)


_MAKERS: dict[Form, Callable[[FieldMaker, Cell, Field], object]] = {
    Form.FIXED: FieldMaker.fixed,
    Form.LINE: FieldMaker.line,
    Form.DATE: FieldMaker.date,
    Form.KNOWN: FieldMaker.known,
    Form.YES: FieldMaker.yes,
    Form.WHEN: FieldMaker.when,
    Form.KNOWN_LIST: FieldMaker.known_list,
    Form.ANSWERS: FieldMaker.answers,
    Form.EXPECT: FieldMaker.expect,
    Form.OUTCOME: FieldMaker.outcome,
}


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return [value] if value else []
    return [str(item) for item in value] if isinstance(value, list) else []


def _one_or_list(values: list[str], is_several: bool) -> Plain:
    if is_several or len(values) > 1:
        return list(values)
    return values[0] if values else ""
