"""A proof as it is told: to a person, in their language, and to other programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from desktop import ticket
from desktop.answers import to_json as answers_to_json
from desktop.errors import BadRequest
from desktop.guide.model import Guide
from desktop.guide.space import Space, TooLarge
from desktop.outcome_json import guide_identity
from desktop.proof.findings import Finding, Property
from desktop.proof.prove import MAX_SHOWN, Proof, prove
from desktop.proof.search import WORK
from desktop.proof.witness import told
from desktop.text import Phrase, phrase, say

HEAVIEST = 3
"""How many of the questions that make a guide too large are named."""


def prove_or_refuse(guide: Guide, on: date, work: int = WORK) -> Proof:
    """The proof of `guide`; raises BadRequest, naming what is too heavy, if it is too large."""
    try:
        return prove(guide, on, work)
    except TooLarge as error:
        heaviest = guide.derived(Space).questions_of(error.splits)
        # Nothing was split yet: the sheer number of answers is what took so long.
        heaviest = heaviest or sorted(guide.questions, key=lambda q: -len(q.choices))
        names = ", ".join(question.id for question in heaviest[:HEAVIEST])
        raise BadRequest(phrase("proof.too-large", questions=names)) from None


def grouped(number: int, language: str) -> str:
    """A whole number as it is read: 234 526 974, or 234,526,974."""
    return f"{number:,}" if language == "en" else f"{number:,}".replace(",", "\u00a0")


def to_lines(proof: Proof, language: str) -> Iterator[str]:
    """The whole proof, line by line."""
    guide = proof.guide
    yield say(phrase("proof.title", title=guide.title, version=guide.version), language)
    key = "proof.space" if proof.holds else "proof.space-refuted"
    yield say(phrase(key, visits=grouped(proof.visits, language)), language)
    yield say(phrase("proof.days", days=", ".join(d.isoformat() for d in proof.days)), language)
    for property_ in Property:
        findings = proof.of(property_)
        state = _state(proof, property_)
        name = say(phrase(f"proof.property.{property_.value}"), language)
        yield (
            f"({property_.value}) {name} : {say(state, language)}"
            if language == "fr"
            else (f"({property_.value}) {name}: {say(state, language)}")
        )
        for finding in findings:
            yield from _finding(proof, finding, language)
    if proof.holds:
        yield say(phrase("proof.verdict-holds"), language)
    else:
        yield say(phrase("proof.verdict-fails", n=len(proof.findings)), language)


def _state(proof: Proof, property_: Property) -> Phrase:
    """Proved, or how many faults; the ninth may have the same faults as today, told already."""
    count = len(proof.of(property_))
    if property_ not in proof.refuted:
        return phrase("proof.holds")
    if not count:
        return phrase("proof.same-faults")
    return phrase("proof.fails-more" if count >= MAX_SHOWN else "proof.fails", n=count)


def _finding(proof: Proof, finding: Finding, language: str) -> Iterator[str]:
    sentence = say(finding.sentence, language)
    if finding.on != proof.on:
        dated = phrase("proof.on", day=finding.on.isoformat(), sentence=sentence)
        sentence = say(dated, language)
    yield f"    · {sentence}"
    if finding.witness is not None:
        code = ticket.encode(proof.guide, finding.witness.answers)
        yield f"      {say(phrase('proof.witness', code=code), language)}"
        for line in told(proof.guide, finding.witness):
            yield f"        {say(line, language)}"


def to_json(proof: Proof, language: str) -> dict[str, Any]:
    """The proof as other programs read it; `visits` is exact."""
    return {
        "guide": guide_identity(proof.guide),
        "on": proof.on.isoformat(),
        "days": [day.isoformat() for day in proof.days],
        "visits": proof.visits,
        "proved": proof.holds,
        "properties": [
            {"number": p.value, "holds": p not in proof.refuted, "findings": len(proof.of(p))}
            for p in Property
        ],
        "findings": [_finding_json(proof.guide, f, language) for f in proof.findings],
    }


def _finding_json(guide: Guide, finding: Finding, language: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "property": finding.property.value,
        "code": finding.code,
        "subject": finding.subject,
        "on": finding.on.isoformat(),
        "sentence": say(finding.sentence, language),
        "witness": None,
    }
    if finding.witness is not None:
        found["witness"] = {
            "answers": answers_to_json(guide, finding.witness.answers),
            "ticket": ticket.encode(guide, finding.witness.answers),
            "told": [say(line, language) for line in told(guide, finding.witness)],
        }
    return found
