"""What a draft changes, told while it is written: faults, proof, difference, past cases, sign-offs.

Runs in a process of its own; what it tells is made of sentences and ids, so that it travels light.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from desktop import ticket
from desktop.checking import check_guide
from desktop.errors import AiguillageError, Fault, GuideRefused
from desktop.guide.loader import load_guide
from desktop.guide.masks import Answers
from desktop.guide.model import Guide
from desktop.library.numbers import renumbered
from desktop.library.package import SIGNOFFS
from desktop.past_cases import PastCases, replay_past_cases, shift_said
from desktop.proof.contents import find_edits
from desktop.proof.diff import Diff
from desktop.proof.diff_report import compare_or_refuse, percent, sentences
from desktop.proof.findings import Finding, Property
from desktop.proof.prove import Proof
from desktop.proof.report import grouped, prove_or_refuse
from desktop.proof.witness import Witness, told
from desktop.territory import Communes
from desktop.text import Phrase, Text, phrase
from desktop.workspace.signoffs import (
    SignOff,
    part_hash,
    read_signoffs,
    standings,
)
from desktop.workspace.told import (
    STAGES,
    Began,
    CasesTold,
    ChangeTold,
    DiffTold,
    Failed,
    FaultsFound,
    Found,
    Line,
    ProofTold,
    Request,
    Skipped,
    Told,
    Visit,
)

MOST_SHOWN = 60
"""How many faults of a property, or classes of visits, are told."""


def look_at(request: Request) -> Iterator[Told]:
    """Everything about one draft, each part as soon as it is known."""
    with tempfile.TemporaryDirectory(prefix="aiguillage-") as name:
        folder = Path(name)
        for file, content in request.files.items():
            (folder / file).write_bytes(content)
        yield Began("faults")
        guide, found = find_faults(folder, request)
        yield found
        if guide is None:
            yield from (Skipped(stage) for stage in STAGES[1:])
            return
        yield Began("proof")
        yield _guarded("proof", lambda: prove_told(guide, request.on))
        old = _load_in_use(request.in_use)
        if old is None:
            yield from (Skipped(stage) for stage in STAGES[2:])
            return
        yield Began("diff")
        yield _guarded("diff", lambda: diff_told(old, guide, request.on))
        if not request.records:
            yield Skipped("cases")
            return
        yield Began("cases")
        yield _guarded("cases", lambda: cases_told(request.records, old, guide, request.on))


def _guarded(stage: str, work: Any) -> Told:
    try:
        told_: Told = work()
    # A stage that fails is told as failed; the others, and the next drafts, go on.
    except Exception as error:  # noqa: BLE001
        return Failed(stage, type(error).__name__)
    return told_


def _load_in_use(folder: str) -> Guide | None:
    try:
        return load_guide(Path(folder)) if folder else None
    except AiguillageError:
        return None


def find_faults(folder: Path, request: Request) -> tuple[Guide | None, FaultsFound]:
    """The draft as a guide if it can be loaded, and every fault of it."""
    faults: list[Fault] = []
    kept: tuple[SignOff, ...] = ()
    try:
        kept = read_signoffs(request.files[SIGNOFFS]) if SIGNOFFS in request.files else ()
    except GuideRefused as refused:
        faults += refused.faults
    try:
        guide = load_guide(folder)
    except GuideRefused as refused:
        return None, FaultsFound((*refused.faults, *faults), is_loaded=False)
    try:
        check_guide(folder, request.on, Communes())
    except GuideRefused as refused:
        faults += refused.faults
    old = _load_in_use(request.in_use)
    if old is not None and old.id == guide.id:
        faults += renumbered(old, guide, folder)
    parts = tuple((member.id, part_hash(guide, member.id)) for member in guide.members)
    standing = standings(guide, kept, request.on)
    return guide, FaultsFound(tuple(faults), True, standing, parts)


def prove_told(guide: Guide, on: date) -> ProofTold:
    """The nine lines of the proof."""
    try:
        proof = prove_or_refuse(guide, on)
    except AiguillageError as refused:
        return ProofTold(Text("", ""), (), refused.phrase)
    lines = tuple(
        Line(
            property_.value,
            property_ not in proof.refuted,
            tuple(_found(proof, finding) for finding in proof.of(property_)[:MOST_SHOWN]),
        )
        for property_ in Property
    )
    return ProofTold(_number(proof.visits), lines)


def _found(proof: Proof, finding: Finding) -> Found:
    sentence = finding.sentence
    if finding.on != proof.on:
        sentence = phrase("proof.on", day=finding.on.isoformat(), sentence=sentence)
    witness = finding.witness
    visit = _visit(proof.guide, witness.answers, witness.on) if witness is not None else None
    return Found(sentence, finding.subject, visit)


def _visit(guide: Guide, answers: Answers, on: date) -> Visit:
    return Visit(ticket.encode(guide, answers), told(guide, Witness(answers, on)))


def _number(value: int) -> Text:
    return Text(grouped(value, "fr"), grouped(value, "en"))


def diff_told(old: Guide, new: Guide, on: date) -> DiffTold:
    """What changes for visitors."""
    try:
        diff = compare_or_refuse(old, new, on)
    except AiguillageError as refused:
        return DiffTold(refused.phrase, refused=refused.phrase)
    changes = tuple(_change(diff, change) for change in diff.changes[:MOST_SHOWN])
    edits = find_edits(old, new)
    notes = [phrase(f"diff.edited.{edit.area}", names=_names(edit.names)) for edit in edits]
    for key, parts in (("diff.only-old", diff.only_old), ("diff.only-new", diff.only_new)):
        guide = old if key == "diff.only-old" else new
        for part in parts:
            chosen = part.answers[part.question.id]
            labels = [c.label for c in part.question.choices if c.id in chosen]
            notes.append(
                phrase(
                    key,
                    n=part.visits,
                    visits=_number(part.visits),
                    question=part.question.short,
                    answer=_names(labels),
                    code=ticket.encode(guide, part.answers),
                )
            )
    return DiffTold(_summary(diff), changes, tuple(notes), diff.changed)


def _summary(diff: Diff) -> Phrase:
    if not diff.common:
        return phrase("diff.nothing-common")
    if not diff.changed:
        return phrase("diff.unchanged" if diff.is_unchanged else "diff.unchanged-where-common")
    share = _share(diff, diff.changed)
    return phrase("diff.changed", n=diff.changed, visits=_number(diff.changed), share=share)


def _share(diff: Diff, visits: int) -> Text:
    return Text(percent(visits, diff.common, "fr"), percent(visits, diff.common, "en"))


def _change(diff: Diff, change: Any) -> ChangeTold:
    values = {
        "n": change.visits,
        "visits": _number(change.visits),
        "share": _share(diff, change.visits),
    }
    if change.need is not None:
        title = phrase("diff.for-need", need=change.need.name, **values)
    else:
        title = phrase("diff.for-uncovered", **values)
    visit = _visit(diff.new, change.answers[1], diff.on)
    return ChangeTold(title, tuple(sentences(change)), visit)


def _names(names: Sequence[Text | str]) -> Text:
    said = [name if isinstance(name, Text) else Text(name, name) for name in names]
    return Text(", ".join(n.fr for n in said), ", ".join(n.en for n in said))


def cases_told(source: str, old: Guide, new: Guide, on: date) -> CasesTold:
    """What changes for the cases in a file or folder of records."""
    try:
        past = replay_past_cases(Path(source), old, new, on)
    except AiguillageError as refused:
        return CasesTold((), refused=refused.phrase)
    return CasesTold(tuple(_cases(past, old, new)), len(past.changed))


def _cases(past: PastCases, old: Guide, new: Guide) -> Iterator[Phrase]:
    yield phrase("past.title", n=past.read)
    yield phrase("past.unchanged", n=past.unchanged)
    if past.changed:
        yield phrase("past.changed", n=len(past.changed))
        for shift, count in past.by_shift.most_common(MOST_SHOWN):
            yield shift_said(shift, count, old, new)
        yield phrase("past.cases", names=_places(past.changed))
    for key, cases in (("past.to-complete", past.to_complete), ("past.not-taken", past.not_taken)):
        if cases:
            asked = dict.fromkeys(q for case in cases for q in (*case.asked, *case.lacking))
            shorts = _names([new.get_question(question).short for question in asked])
            yield phrase(key, n=len(cases), questions=shorts, names=_places(cases))
    if past.unreadable:
        yield phrase("past.unreadable-count", n=len(past.unreadable))
        for case in past.unreadable[:MOST_SHOWN]:
            yield phrase("past.unreadable", where=case.where, reason=case.problem)


def _places(cases: Sequence[Any]) -> str:
    more = "…" if len(cases) > MOST_SHOWN else ""
    return ", ".join(case.where for case in cases[:MOST_SHOWN]) + more
