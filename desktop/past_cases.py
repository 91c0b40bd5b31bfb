"""Past cases under another guide: stored records, each routed anew, and what changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from desktop.answers import check_answers
from desktop.errors import BadAnswers, CannotRead
from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Member, Need, Verdict
from desktop.proof.joint import Joint, paired
from desktop.record import MAX_BYTES, RecordDiffers, read_record
from desktop.routing import Outcome, route
from desktop.sources import lines_of
from desktop.territory import Communes
from desktop.text import Phrase, Text, phrase

Shift = tuple[str, str, int, int]
"""Need, member, level before, level now (0 nothing, 1 to consider, 2 recommended)."""


@dataclass(frozen=True, slots=True)
class PastCase:
    """One record: where it was read, and what came of it.

    `problem`: why it could not be read. `lacking`: questions whose answer the new guide does not
    take. `asked`: questions it would have to ask first. `shifts`: what changes otherwise.
    """

    where: str
    problem: Phrase | None = None
    lacking: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    shifts: tuple[Shift, ...] = ()


@dataclass(frozen=True, slots=True)
class PastCases:
    """Every record read, each in exactly one of these."""

    unchanged: int
    changed: tuple[PastCase, ...]
    to_complete: tuple[PastCase, ...]
    not_taken: tuple[PastCase, ...]
    unreadable: tuple[PastCase, ...]

    @property
    def read(self) -> int:
        """How many records there were."""
        others = (self.changed, self.to_complete, self.not_taken, self.unreadable)
        return self.unchanged + sum(len(cases) for cases in others)

    @property
    def by_shift(self) -> Counter[Shift]:
        """How many cases each shift happens in."""
        return Counter(shift for case in self.changed for shift in case.shifts)


def replay_past_cases(source: Path, old: Guide, new: Guide, on: date) -> PastCases:
    """What `new`, on that day, makes of the records in `source`; raises CannotRead.

    `source` is a file with one record a line, a file with one record, or a folder of `.json` files.
    `old` says how what was renamed was called.
    """
    replayer = _Replayer(old, new, on)
    cases = [replayer.replay(where, raw) for where, raw in _records(source)]
    unreadable = [case for case in cases if case.problem]
    not_taken = [case for case in cases if case.lacking]
    to_complete = [case for case in cases if case.asked]
    changed = [case for case in cases if case.shifts]
    others = (changed, to_complete, not_taken, unreadable)
    unchanged = len(cases) - sum(len(group) for group in others)
    return PastCases(unchanged, *(tuple(group) for group in others))


def shift_said(shift: Shift, count: int, old: Guide, new: Guide) -> Phrase:
    """In how many past cases this changes, as a sentence."""
    need, member, before, after = shift
    # Without a need, a member is only ever given to consider, for want of one whose role it is.
    kind = "shift" if need or (before, after) not in ((0, 1), (1, 0)) else "ask"
    name = _name_of(member, (*new.members, *old.members))
    sentence = phrase(f"diff.{kind}.{before}-{after}", member=name)
    if not need:
        return phrase("past.shift-alone", n=count, sentence=sentence)
    label = _name_of(need, (*new.needs, *old.needs))
    return phrase("past.shift", n=count, need=label, sentence=sentence)


def _name_of(item_id: str, items: Iterable[Need | Member]) -> Text | str:
    return next((item.name for item in items if item.id == item_id), item_id)


def _records(source: Path) -> Iterator[tuple[str, bytes]]:
    """Where each record stands, and its bytes (one past the limit at most)."""
    try:
        if source.is_dir():
            for path in sorted(source.glob("*.json")):
                yield path.name, _start_of(path)
        elif _is_record(whole := _start_of(source)):
            yield source.name, whole
        else:
            yield from _lines(source)
    except OSError as error:
        raise CannotRead(source, error) from error


def _start_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _is_record(raw: bytes) -> bool:
    try:
        read_record(raw)
    except RecordDiffers:
        return False
    return True


def _lines(path: Path) -> Iterator[tuple[str, bytes]]:
    with path.open("rb") as file:
        # A line past the limit is one unreadable record, however long it is.
        for number, line in enumerate(lines_of(file, MAX_BYTES), start=1):
            if line.strip():
                yield f"{path.name}:{number}", line


class _Replayer:
    """Routes old answers in a new guide, under the names of the new one."""

    def __init__(self, old: Guide, new: Guide, on: date) -> None:
        self._new, self._on = new, on
        self._joint = Joint(old, new)
        self._communes = Communes()
        self._names = {
            before.id: after.id
            for before, after in (*paired(old.needs, new.needs), *paired(old.members, new.members))
            if before is not None and after is not None
        }

    def replay(self, where: str, raw: bytes) -> PastCase:
        """What becomes of one record."""
        try:
            record = read_record(raw)
            before = _levels_of_record(record)
        except RecordDiffers as error:
            return PastCase(where, problem=error.phrase)
        except (KeyError, TypeError, AttributeError, ValueError):
            return PastCase(where, problem=_UNREADABLE)
        if not isinstance(record["answers"], Mapping):
            return PastCase(where, problem=_UNREADABLE)
        answers, lacking = self._translated(record["answers"])
        if lacking:
            return PastCase(where, lacking=tuple(lacking))
        outcome = route(self._new, answers, self._on)
        if outcome.open and not record["explanation"].get("open"):
            return PastCase(where, asked=outcome.open)
        return PastCase(where, shifts=tuple(_shifts(self._renamed(before), levels_of(outcome))))

    def _translated(self, answers: Mapping[str, Any]) -> tuple[Answers, list[str]]:
        """The answers in the new guide's ids, and the questions that do not take theirs."""
        found: dict[str, tuple[str, ...]] = {}
        lacking = []
        for name, value in answers.items():
            question, translated = self._in_new_words(name, value)
            if question is None:
                continue
            try:
                found |= check_answers(self._new, self._communes, {question: translated})
            except BadAnswers:
                lacking.append(question)
        return found, lacking

    def _in_new_words(self, name: str, value: Any) -> tuple[str | None, Any]:
        """The question and its answer as the new guide calls them; None: it does not ask that."""
        index = self._joint.place[0].get(name)
        if index is None:
            return (name if name in self._joint.place[1] else None), value
        joint = self._joint.questions[index]
        question = joint.sides[1]
        if question is None:
            return None, value
        names = {old.id: new.id for old, new in joint.choices if old and new}
        if isinstance(value, list):
            value = [names.get(item, item) if isinstance(item, str) else item for item in value]
        elif isinstance(value, str):
            value = names.get(value, value)
        return question.id, value

    def _renamed(self, levels: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
        return {
            (self._names.get(need, need), self._names.get(member, member)): level
            for (need, member), level in levels.items()
        }


_UNREADABLE = phrase("record.unreadable")

_LEVELS = {verdict.value: 2 - rank for rank, verdict in enumerate(Verdict)}


def _levels_of_record(record: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """(need, member) → level, as the record tells it; "" for a verdict without a need."""
    found: dict[tuple[str, str], int] = {}
    for member, verdict in record["explanation"]["members"].items():
        level = _LEVELS[verdict["verdict"]]
        for reason in verdict["also"]:
            found[str(reason["need"]), member] = 1
        for reason in verdict["reasons"]:
            found[str(reason["need"]), member] = level
        if level and not verdict["reasons"]:
            found["", member] = level
    return found


def levels_of(outcome: Outcome) -> dict[tuple[str, str], int]:
    """(need, member) → level, as an outcome has it; "" for a verdict without a need."""
    found: dict[tuple[str, str], int] = {}
    for verdict in outcome.verdicts:
        level = _LEVELS[verdict.verdict.value]
        for reason in verdict.also:
            found[reason.need.id, verdict.member.id] = 1
        for reason in verdict.reasons:
            found[reason.need.id, verdict.member.id] = level
        if level and not verdict.reasons:
            found["", verdict.member.id] = level
    return found


def _shifts(
    before: Mapping[tuple[str, str], int], after: Mapping[tuple[str, str], int]
) -> Iterator[Shift]:
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key, 0), after.get(key, 0)
        if old != new:
            yield (*key, old, new)
