"""The findings for a person, for another program, and for a monitoring system."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from desktop.doctor.finding import Finding, State
from desktop.text import Phrase, Text, phrase, say

_EXIT = {State.WELL: 0, State.NOTE: 0, State.WARNING: 1, State.FAULT: 2}
"""What Nagios and its kin expect of a check: OK, WARNING, CRITICAL."""

_SIGNS = {State.WELL: "✓", State.NOTE: "·", State.WARNING: "!", State.FAULT: "✗"}


def worst(findings: Sequence[Finding]) -> State:
    """The worst state found."""
    return max((finding.state for finding in findings), default=State.WELL)


def exit_code(findings: Sequence[Finding]) -> int:
    """0 all well, 1 something to mend, 2 a fault."""
    return _EXIT[worst(findings)]


def summary(findings: Sequence[Finding]) -> Phrase:
    """The whole in one sentence: the first line, which is all that monitoring shows."""
    mended = sum(finding.state >= State.WARNING for finding in findings)
    if not mended:
        return phrase("doctor.all-well", checks=len(findings))
    key = "doctor.faulty" if worst(findings) is State.FAULT else "doctor.to-mend"
    return phrase(key, n=mended, checks=len(findings))


def to_lines(findings: Sequence[Finding], language: str) -> Iterator[str]:
    """The report as a person reads it: the summary, then each check with its remedy."""
    yield say(summary(findings), language)
    for finding in findings:
        name = say(name_of(finding.check), language)
        yield f"{_SIGNS[finding.state]} {name}{_colon(language)} {say(finding.sentence, language)}"
        if finding.remedy is not None:
            yield f"    → {say(finding.remedy, language)}"


def name_of(check: str) -> Phrase:
    """What a check looks at, in a few words."""
    return phrase(f"doctor.name.{check}")


def to_json(findings: Sequence[Finding], language: str, now: datetime) -> dict[str, object]:
    """The report for other programs; `state` and `case` do not change with the language."""
    return {
        "format": 1,
        "at": now.astimezone().isoformat(timespec="seconds"),
        "state": worst(findings).name.lower(),
        "checks": [
            {
                "check": finding.check,
                "case": finding.case,
                "state": finding.state.name.lower(),
                "sentence": say(finding.sentence, language),
                "remedy": None if finding.remedy is None else say(finding.remedy, language),
                "values": _plain(finding.values, language),
            }
            for finding in findings
        ],
    }


def _plain(values: Mapping[str, object], language: str) -> dict[str, object]:
    return {
        name: say(value, language) if isinstance(value, Phrase | Text) else value
        for name, value in values.items()
    }


def _colon(language: str) -> str:
    return say(phrase("doctor.colon"), language)
