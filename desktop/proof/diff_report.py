"""A difference of two guides as it is told to a person, in their language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from desktop import ticket
from desktop.errors import BadRequest
from desktop.guide.cutting import TooLarge
from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Member, Question
from desktop.proof.apart import Apart
from desktop.proof.contents import find_edits
from desktop.proof.diff import Change, Diff, Shift, compare
from desktop.proof.joint import OrdersDiffer
from desktop.proof.prove import turning_days
from desktop.proof.report import grouped
from desktop.proof.tracks import Level
from desktop.proof.witness import Witness, told
from desktop.text import Phrase, Text, phrase, say

MAX_NAMES = 12
"""How many names are listed before the rest is only counted."""


def compare_or_refuse(old: Guide, new: Guide, on: date) -> Diff:
    """The difference of two guides; raises BadRequest with the reason if it cannot be told."""
    try:
        return compare(old, new, on)
    except TooLarge:
        raise BadRequest(phrase("diff.too-large")) from None
    except OrdersDiffer as error:
        names = ", ".join(error.questions)
        raise BadRequest(phrase("diff.orders-differ", questions=names)) from None


def percent(part: int, whole: int, language: str) -> str:
    """A share as it is read: "47,71 %"; never 0 for something, never 100 for less than all."""
    hundredths = 10_000 * part / whole if whole else 0
    if part > 0 and hundredths < 1:
        return say(phrase("diff.less-than", share=_share(0.01, language)), language)
    rounded = min(round(hundredths), 9_999) if part < whole else round(hundredths)
    return _share(rounded / 100, language)


def _share(value: float, language: str) -> str:
    number = f"{value:.2f}".rstrip("0").rstrip(".")
    return f"{number}%" if language == "en" else f"{number.replace('.', ',')}\u00a0%"


def to_lines(diff: Diff, language: str) -> Iterator[str]:
    """The whole difference, line by line."""
    for line in _head(diff, language):
        yield say(line, language)
    for change in diff.changes:
        yield from _change(diff, change, language)
    for guide, key, parts in (
        (diff.old, "diff.only-old", diff.only_old),
        (diff.new, "diff.only-new", diff.only_new),
    ):
        for part in parts:
            yield from _apart(guide, key, part, language)
    for line in _tail(diff, language):
        yield say(line, language)


def _head(diff: Diff, language: str) -> Iterator[Phrase]:
    for key, guide in (("diff.old", diff.old), ("diff.new", diff.new)):
        yield phrase(key, title=guide.title, id=guide.id, version=guide.version)
    yield phrase("diff.on", day=diff.on.isoformat())
    old, new, common = (grouped(n, language) for n in (*diff.visits, diff.common))
    if len({*diff.visits, diff.common}) == 1:
        yield phrase("diff.same-visits", visits=common)
    else:
        yield phrase("diff.visits", old=old, new=new)
        yield phrase("diff.common", common=common)
    if not diff.common:
        yield phrase("diff.nothing-common")
    elif not diff.changed:
        yield phrase("diff.unchanged" if diff.is_unchanged else "diff.unchanged-where-common")
    else:
        share = percent(diff.changed, diff.common, language)
        yield phrase("diff.changed", n=diff.changed, visits=_number(diff.changed), share=share)


def _number(value: int) -> Text:
    return Text(grouped(value, "fr"), grouped(value, "en"))


def _change(diff: Diff, change: Change, language: str) -> Iterator[str]:
    share = percent(change.visits, diff.common, language)
    values = {"n": change.visits, "visits": _number(change.visits), "share": share}
    if change.need is not None:
        yield "· " + say(phrase("diff.for-need", need=change.need.name, **values), language)
    else:
        yield "· " + say(phrase("diff.for-uncovered", **values), language)
    for sentence in sentences(change):
        yield "    " + say(sentence, language)
    codes = [
        ticket.encode(guide, answers)
        for guide, answers in zip((diff.old, diff.new), change.answers, strict=True)
    ]
    yield "    " + say(phrase("diff.witness", old=codes[0], new=codes[1]), language)
    for line in _told(diff, change):
        yield "      " + say(line, language)


def _told(diff: Diff, change: Change) -> Iterator[Phrase]:
    """The visit as the new guide asks it, then what only the old one asks."""
    old, new = change.answers
    yield from told(diff.new, Witness(new, diff.on))
    names = dict(diff.renamed)
    gone = {name: values for name, values in old.items() if names.get(name, name) not in new}
    yield from told(diff.old, Witness(gone, diff.on))


def sentences(change: Change) -> Iterator[Phrase]:
    """What happens on these visits: a member for another in one sentence, else one for each."""
    if change.need is not None and len(change.shifts) == 2:
        leaving = [s for s in change.shifts if s.after is Level.NONE]
        coming = [s for s in change.shifts if s.before is Level.NONE]
        if len(leaving) == len(coming) == 1 and leaving[0].before is coming[0].after:
            names = {"old": _name(leaving[0]), "new": _name(coming[0])}
            yield phrase(f"diff.moves.{coming[0].after.value}", **names)
            return
    for shift in change.shifts:
        yield shift_sentence(shift, change.need is not None)


def shift_sentence(shift: Shift, has_need: bool) -> Phrase:
    """One member, or one uncovered need, that stands otherwise, as a sentence."""
    if not isinstance(shift.subject, Member):
        key = "diff.told" if shift.after else "diff.no-longer-told"
        return phrase(key, title=shift.subject.title)
    kind = "shift" if has_need else "ask"
    return phrase(f"diff.{kind}.{shift.before.value}-{shift.after.value}", member=_name(shift))


def _name(shift: Shift) -> Text:
    return shift.subject.name if isinstance(shift.subject, Member) else shift.subject.title


def _apart(guide: Guide, key: str, part: Apart, language: str) -> Iterator[str]:
    question = part.question
    answer = _answer(question, part.answers)
    yield "· " + say(
        phrase(
            key,
            n=part.visits,
            visits=_number(part.visits),
            question=question.short,
            answer=answer,
            code=ticket.encode(guide, part.answers),
        ),
        language,
    )


def _answer(question: Question, answers: Answers) -> Text:
    labels = [choice.label for choice in question.choices if choice.id in answers[question.id]]
    return Text(" ; ".join(text.fr for text in labels), "; ".join(text.en for text in labels))


def _tail(diff: Diff, language: str) -> Iterator[Phrase]:
    for key, questions in zip(("diff.not-asked", "diff.also-asked"), diff.unshared, strict=True):
        if questions:
            yield phrase(key, questions=_names([q.short for q in questions], language))
    if diff.renamed:
        pairs = [f"{before} → {after}" for before, after in diff.renamed]
        yield phrase("diff.renamed", pairs=_names(pairs, language))
    edits = find_edits(diff.old, diff.new)
    for edit in edits:
        yield phrase(f"diff.edited.{edit.area}", names=_names(edit.names, language))
    if not edits:
        yield phrase("diff.same-words")
    days = {*turning_days(diff.old), *turning_days(diff.new)} - {diff.on}
    if days:
        yield phrase("diff.other-days", days=", ".join(d.isoformat() for d in sorted(days)))


def _names(names: Sequence[Text | str], language: str) -> str:
    said = [say(name, language) for name in names[:MAX_NAMES]]
    if len(names) > MAX_NAMES:
        said.append(say(phrase("diff.others", n=len(names) - MAX_NAMES), language))
    return ", ".join(said)
