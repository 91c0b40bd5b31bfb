"""Reads `interview.yaml`: the needs, and the questions in the order of the path."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.guide.conditions import Vocabulary, read_condition
from desktop.guide.fields import Reader
from desktop.guide.model import ALWAYS, Choice, Kind, Need, Question
from desktop.guide.nodes import Fields, Node
from desktop.guide.retired import read_retired

MAX_QUESTIONS = 60
MAX_ROOM = 64
MAX_NUMBER = 999
_REQUIRED = "id number room kind short ask choices"


@dataclass(frozen=True, slots=True)
class InterviewPart:
    """What `interview.yaml` says, with what the other files may name."""

    needs: tuple[Need, ...]
    questions: tuple[Question, ...]
    vocabulary: Vocabulary
    longest_visit: int | None
    retired: tuple[int, ...]


def read_interview(reader: Reader, root: Node) -> InterviewPart:
    """The needs and questions of `root`."""
    fields = reader.fields(root, "format needs questions", "longest-visit retired")
    vocabulary: dict[str, frozenset[str]] = {}
    questions = _read_questions(reader, fields, vocabulary)
    themes = frozenset(choice for choices in vocabulary.values() for choice in choices)
    needs = _read_needs(reader, fields, themes)
    longest = reader.number(fields, "longest-visit") if "longest-visit" in fields.values else None
    numbers = {question.number for question in questions}
    retired = read_retired(reader, fields, numbers, MAX_NUMBER)
    return InterviewPart(needs, questions, vocabulary, longest, retired)


def _read_needs(reader: Reader, fields: Fields, themes: frozenset[str]) -> tuple[Need, ...]:
    ids: dict[str, Node] = {}
    numbers: dict[int, Node] = {}

    def read(node: Node) -> Need:
        need = reader.fields(node, "id number theme members name")
        found = Need(
            id=reader.id(need),
            number=reader.number(need, "number"),
            theme=reader.known(need, "theme", themes, "unknown-choice"),
            name=reader.text(need, "name"),
            exactly_one=_exactly_one(reader, need),
        )
        reader.once(ids, found.id, need, "id-used-twice")
        reader.once(numbers, found.number, need, "number-used-twice")
        return found

    return reader.items(fields, "needs", read)


def _exactly_one(reader: Reader, need: Fields) -> bool:
    words = ("at-least-one", "exactly-one")
    return reader.known(need, "members", words, "unknown-word") == "exactly-one"


def _read_questions(
    reader: Reader, fields: Fields, vocabulary: dict[str, frozenset[str]]
) -> tuple[Question, ...]:
    ids: dict[str, Node] = {}
    numbers: dict[int, Node] = {}
    deciding: dict[str, frozenset[str]] = {}

    def read(node: Node) -> Question:
        question = _read_question(reader, node, deciding)
        reader.once(ids, question.id, node, "id-used-twice")
        reader.once(numbers, question.number, node, "number-used-twice")
        # Named only from here on: a condition can look back along the path, never ahead. The path
        # itself never hangs on a question that is there for the wording.
        vocabulary[question.id] = frozenset(choice.id for choice in question.choices)
        if not question.decides_words:
            deciding[question.id] = vocabulary[question.id]
        return question

    questions = reader.items(fields, "questions", read)
    if len(questions) > MAX_QUESTIONS:
        reader.fault(fields, "too-many-questions", limit=MAX_QUESTIONS)
    if sum(question.kind is Kind.TERRITORY for question in questions) > 1:
        reader.fault(fields, "two-territories")
    return questions


def _read_question(reader: Reader, node: Node, vocabulary: Vocabulary) -> Question:
    fields = reader.fields(node, _REQUIRED, "hint ask-when decides retired")
    kind = reader.one_of(fields, "kind", Kind, Kind.ONE)
    room = reader.number(fields, "room", most=MAX_ROOM)
    decides = reader.known(fields, "decides", ("words",), "unknown-word")
    choices = _read_choices(reader, fields, room, kind)
    if decides and any(choice.ends for choice in choices):
        reader.fault(fields.keys["decides"], "words-end")
    return Question(
        id=reader.id(fields),
        number=reader.number(fields, "number"),
        room=room,
        kind=kind,
        short=reader.text(fields, "short"),
        ask=reader.text(fields, "ask"),
        hint=reader.find_text(fields, "hint"),
        choices=choices,
        ask_when=read_condition(reader, fields, "ask-when", vocabulary)
        if "ask-when" in fields.values
        else ALWAYS,
        decides_words=bool(decides),
        retired=read_retired(reader, fields, {choice.number for choice in choices}, room),
    )


def _read_choices(reader: Reader, fields: Fields, room: int, kind: Kind) -> tuple[Choice, ...]:
    ids: dict[str, Node] = {}
    numbers: dict[int, Node] = {}

    def read(node: Node) -> Choice:
        choice = reader.fields(node, "id number label", "hint icon exclusive ends")
        found = Choice(
            id=reader.id(choice),
            number=reader.number(choice, "number", most=room),
            label=reader.text(choice, "label"),
            hint=reader.find_text(choice, "hint"),
            icon=reader.word(choice, "icon") or None,
            exclusive=reader.yes(choice, "exclusive"),
            ends=reader.yes(choice, "ends"),
        )
        reader.once(ids, found.id, choice, "id-used-twice")
        reader.once(numbers, found.number, choice, "number-used-twice")
        if found.exclusive and kind is not Kind.SEVERAL:
            reader.fault(choice.keys["exclusive"], "exclusive-of-one")
        return found

    choices = reader.items(fields, "choices", read)
    if len(choices) < 2:
        reader.fault(fields, "too-few-choices")
    return choices
