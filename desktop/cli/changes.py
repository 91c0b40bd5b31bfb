"""The commands that hold guides and orientations against one another: diff, verify."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from desktop.cli.session import Session, command, to_day
from desktop.errors import CannotRead
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.past_cases import PastCase, PastCases, replay_past_cases, shift_said
from desktop.record import MAX_BYTES, read_record
from desktop.text import Phrase, phrase, say
from desktop.verify import Verified, identity, verify

MAX_CASES = 20
"""How many past cases are named before the rest is only counted."""


@command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--records")
@click.option("--on")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def diff_command(
    session: Session, old: str, new: str, records: str | None, on: str | None, as_json: bool
) -> None:
    from desktop.proof import diff_json, diff_report  # late: the other commands have no use for it

    day = to_day(on)
    diff = diff_report.compare_or_refuse(load_guide(Path(old)), load_guide(Path(new)), day)
    past = replay_past_cases(Path(records), diff.old, diff.new, day) if records else None
    if as_json:
        data = diff_json.to_json(diff, session.language)
        data["records"] = _past_json(past) if past else None
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for line in diff_report.to_lines(diff, session.language):
        click.echo(line)
    if past is not None:
        for line in _past_lines(past, diff.new, diff.old, session.language):
            click.echo(line)


def _past_lines(past: PastCases, new: Guide, old: Guide, language: str) -> Iterator[str]:
    yield ""
    yield say(phrase("past.title", n=past.read), language)
    yield say(phrase("past.unchanged", n=past.unchanged), language)
    if past.changed:
        yield say(phrase("past.changed", n=len(past.changed)), language)
        for shift, count in past.by_shift.most_common():
            yield "· " + say(shift_said(shift, count, old, new), language)
        names = _listed([case.where for case in past.changed], language)
        yield "  " + say(phrase("past.cases", names=names), language)
    for key, cases in (("past.to-complete", past.to_complete), ("past.not-taken", past.not_taken)):
        if cases:
            questions = dict.fromkeys(q for case in cases for q in (*case.asked, *case.lacking))
            shorts = ", ".join(say(new.get_question(q).short, language) for q in questions)
            names = _listed([case.where for case in cases], language)
            yield say(phrase(key, n=len(cases), questions=shorts, names=names), language)
    if past.unreadable:
        yield say(phrase("past.unreadable-count", n=len(past.unreadable)), language)
        for case in past.unreadable:
            yield "· " + say(
                phrase("past.unreadable", where=case.where, reason=case.problem), language
            )


def _listed(names: Sequence[str], language: str) -> str:
    rest = len(names) - MAX_CASES
    said = list(names[:MAX_CASES])
    if rest > 0:
        said.append(say(phrase("diff.others", n=rest), language))
    return ", ".join(said)


def _past_json(past: PastCases) -> dict[str, Any]:
    def cases(listed: Sequence[PastCase]) -> list[dict[str, Any]]:
        return [
            {
                "where": case.where,
                "asked": list(case.asked),
                "not-taken": list(case.lacking),
                "shifts": [list(shift) for shift in case.shifts],
            }
            for case in listed
        ]

    return {
        "read": past.read,
        "unchanged": past.unchanged,
        "changed": cases(past.changed),
        "to-complete": cases(past.to_complete),
        "not-taken": cases(past.not_taken),
        "unreadable": [
            {"where": case.where, "reason": say(case.problem or "", "en")}
            for case in past.unreadable
        ],
    }


@command("verify")
@click.argument("receipt")
@click.option("--guides", required=True)
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def verify_command(session: Session, receipt: str, guides: str, as_json: bool) -> None:
    record = read_record(_read(receipt))
    found = verify(record, Path(guides))
    if as_json:
        data = _verified_json(found, session.language)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for line in _verified_lines(found, str(record["on"])):
            session.print(line)
    if found.differences:
        raise click.exceptions.Exit(1)


def _read(receipt: str) -> bytes:
    try:
        with Path(receipt).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CannotRead(receipt, error) from error


def _verified_lines(found: Verified, day: str) -> Iterator[Phrase]:
    values = {"guide": identity(found.guide), "day": _shown_day(day)}
    if found.differences:
        yield phrase("verify.differs", n=len(found.differences), **values)
        for difference in found.differences:
            yield phrase("verify.difference", sentence=difference)
    else:
        yield phrase("verify.identical", **values)
    if not found.same_content:
        yield phrase("verify.other-content")
    yield from found.skipped


def _shown_day(day: str) -> str:
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return "?"


def _verified_json(found: Verified, language: str) -> dict[str, Any]:
    guide = found.guide
    return {
        "identical": not found.differences,
        "guide": {"id": guide.id, "version": guide.version, "rules": guide.rules},
        "same-content": found.same_content,
        "differences": [say(sentence, language) for sentence in found.differences],
        "skipped": [say(sentence, language) for sentence in found.skipped],
    }
