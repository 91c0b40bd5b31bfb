"""Property 5: a question the engine calls unnecessary can be skipped without changing anything.

A question decides where one answer to it makes a condition hold and another does not, all other
answers being the same: directly, or by putting a question on the path or off it. To see that, each
question is taken as answered, on the path or not, and each condition with all that puts its
questions on the path.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.doors import find_doors
from desktop.guide.model import ALWAYS, Condition, Question
from desktop.guide.space import Space
from desktop.proof.findings import Finding, Property
from desktop.proof.view import View
from desktop.proof.witness import Witness, to_answers
from desktop.territory import territory_question
from desktop.text import phrase
from desktop.undecided import watched_boxes

_SKIPPED = Property.UNNECESSARY_QUESTIONS


def unnecessary_questions(view: View) -> Iterator[Finding]:
    """For each question, wherever its answer decides, the engine would have asked it."""
    checks = _Checks(view)
    verdicts = dict(checks.verdicts())
    whole = {**verdicts, **dict(checks.sentences())}
    for question in view.guide.questions:
        # One that decides words only is never asked for: it may choose sentences, nothing else.
        for name, boxes in (verdicts if question.decides_words else whole).items():
            yield from checks.skipped(question, name, boxes)
    yield from _doors(view, checks)


class _Checks:
    """One day's check of every question."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._space = space = view.space
        self._watched = frozenset(watched_boxes(view.guide, view.routes))
        self._paths = _paths(view)
        self._all_answered = space.full
        self._no_answer: list[int] = []
        self._answers: dict[str, int] = {}
        for question in view.guide.questions:
            self._answers[question.id] = space.fields_of(question) & space.asked(question, True)
            self._all_answered &= space.asked(question, True)
            self._no_answer += space.no_such_answer(question)
        self._asked_for: dict[str, list[int]] = {}
        self._known: dict[Condition, list[int]] = {}

    def verdicts(self) -> Iterator[tuple[str, list[int]]]:
        """Each route and uncovered need, with the boxes in which it holds."""
        for rule in self._view.routes:
            yield rule.id, self._whole(rule.when)
        for item in self._view.guide.uncovered:
            yield item.id, self._whole(item.when)

    def sentences(self) -> Iterator[tuple[str, list[int]]]:
        """Each sentence that more than words decides, with the boxes in which it is said."""
        questions = self._view.guide.questions
        words = {q.id for q in questions if q.decides_words and q.ask_when == ALWAYS}
        for rule in self._view.routes:
            holds = self._whole(rule.when)
            variants = (*rule.first_step, *rule.prepare, *self._view.guide.pace)
            for index, variant in enumerate(variants, 1):
                named = {literal.question for box in variant.when for literal in box}
                if named - words:
                    said = self._whole(variant.when)
                    yield f"{rule.id} {index}", self._view.meeting(holds, said)

    def _whole(self, condition: Condition) -> list[int]:
        if condition not in self._known:
            self._known[condition] = _with_paths(self._view, condition, self._paths)
        return self._known[condition]

    def asked_for(self, question: Question) -> list[int]:
        """Where the engine asks the question, whatever its fields hold."""
        if question.decides_words:
            return []
        if question.id not in self._asked_for:
            fields, answers = self._space.fields_of(question), self._answers[question.id]
            looking = (box for box in self._watched if box & answers != answers)
            reached = (box for box in looking if self._view.is_some([box], key=("watched", box)))
            later = self._space.questions_led_by(question)
            freed = (free for box in reached for free in self._freed(box | fields, later))
            self._asked_for[question.id] = list(dict.fromkeys(freed))
        return self._asked_for[question.id]

    def _freed(self, box: int, later: Iterable[Question]) -> list[int]:
        """`box`, whatever those later questions would be answered that are not asked so far."""
        found = [box]
        for question in later:
            fields = self._space.fields_of(question)
            if box & fields != fields:
                unasked = self._space.asked(question, False)
                found += [(free | fields) & unasked for free in found]
        return found

    def skipped(self, question: Question, name: str, boxes: list[int]) -> Iterator[Finding]:
        """A visit on which the question decides `name`, although the engine would skip it."""
        asked = self._answers[question.id]
        for box in boxes:
            if box & asked == asked or (not question.decides_words and box in self._watched):
                continue  # does not look at the answer, or is looked at by the engine
            found = self._decisive(question, box, boxes)
            if found is not None:
                sentence = phrase("proof.skipped", question=question.id, route=name)
                witness = Witness(to_answers(self._view.guide, found), self._view.on)
                subject = f"{question.id}/{name}"
                yield self._view.find(_SKIPPED, "skipped", subject, sentence, witness)
                return

    def _decisive(self, question: Question, box: int, boxes: list[int]) -> int | None:
        """Answers in `box` that another answer to the question alone takes out of all `boxes`."""
        fields = self._space.fields_of(question)
        search = self._view.search
        for part in [box] if question.decides_words else self._unasked(question, box):
            within = search.find_in(part & self._all_answered, self._no_answer)
            out = search.find_in((part | fields) & self._all_answered, [*self._no_answer, *boxes])
            if within is not None and out is not None:
                return out & ~fields | within & fields
        return None

    def _unasked(self, question: Question, box: int) -> Iterator[int]:
        """The visits of `box` on which the engine does not ask the question.

        What a visit is not asked may be answered in any way.
        """
        space = self._space
        cover = (*space.unreachable, *self.asked_for(question))
        for gap in space.cutter.gaps(box, cover, self._view.search.budget):
            part = gap
            for other in self._view.guide.questions:
                if not space.is_some(gap & space.asked(other, True)):
                    part |= space.fields_of(other)
            yield part


def _paths(view: View) -> dict[str, list[int]]:
    """For each question, the boxes of answers to earlier ones that put it on the path."""
    space = view.space
    paths: dict[str, list[int]] = {}
    going_on = [space.full]
    for question in view.guide.questions:
        opened = _with_paths(view, question.ask_when, paths)
        paths[question.id] = _distinct(space, view.meeting(opened, going_on))
        stays = space.full
        for choice in question.choices:
            if choice.ends:
                stays &= space.saying(question, choice.id, False)
        if stays != space.full:
            off = [*space.gaps(space.full, paths[question.id]), stays]
            going_on = _distinct(space, view.meeting(going_on, off))
    return paths


def _with_paths(view: View, condition: Condition, paths: dict[str, list[int]]) -> list[int]:
    """The boxes of `condition`, with all that puts its questions on the path."""
    found: list[int] = []
    for box in condition:
        wholes = view.boxes_of([(box,)])
        for literal in box:
            wholes = view.meeting(wholes, paths[literal.question])
        found += wholes
    return _distinct(view.space, found)


def _distinct(space: Space, boxes: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(box for box in boxes if space.is_some(box)))


def _doors(view: View, checks: _Checks) -> Iterator[Finding]:
    """The place chooses the offices shown: wherever it does, the engine would have asked it."""
    question = territory_question(view.guide)
    if question is None:
        return
    asked_for = checks.asked_for(question)
    if not view.is_some([view.space.asked(question, True)], asked_for):
        return  # asked on every visit
    for member in view.guide.members:
        boxes = view.boxes(r for r in view.routes if r.member == member.id)
        usual = find_doors(view.guide, member, None)
        local = [
            view.space.saying(question, choice.id, True)
            for choice in question.choices
            if find_doors(view.guide, member, choice.id) != usual
        ]
        yield from view.shown(
            _SKIPPED,
            "skipped",
            f"{question.id}/{member.id}",
            phrase("proof.skipped-place", question=question.id, member=member.name),
            view.meeting(boxes, local),
            asked_for,
        )
