"""The command that explains an orientation: explain."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import click

from desktop.cli.explanation_json import explanation_to_json
from desktop.cli.session import Session, command
from desktop.errors import BadRequest
from desktop.explain import Explanation, NearMiss, Trace, Wanted, explain
from desktop.guide.model import Guide, Member, Question, Route, Verdict
from desktop.nearest import Nearest
from desktop.routing import Outcome, Reason
from desktop.territory import Communes, place_name
from desktop.text import Phrase, Text, phrase, say
from desktop.why_not import Change


@command("explain")
@click.option("--answers", "source", required=True)
@click.option("--why-not", "wanted")
@click.option("--on")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def explain_command(
    session: Session, source: str, wanted: str | None, on: str | None, as_json: bool
) -> None:
    outcome = session.outcome(source, on)
    found = explain(outcome, _member(outcome.guide, wanted) if wanted is not None else None)
    if as_json:
        data = explanation_to_json(found, session.language)
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for depth, line in _lines(found, session.language):
        click.echo("  " * depth + say(line, session.language))


def _member(guide: Guide, wanted: str) -> Member:
    try:
        return guide.get_member(wanted)
    except KeyError:
        known = ", ".join(member.id for member in guide.members)
        raise BadRequest(
            phrase("explain.no-such-member", member=wanted[:40], known=known)
        ) from None


Lines = Iterator[tuple[int, Phrase | str]]
"""Each line with how far in it stands."""


def _lines(found: Explanation, language: str) -> Lines:
    outcome = found.outcome
    guide = outcome.guide
    day = outcome.on.isoformat()
    yield 0, phrase("explain.guide", title=guide.title, version=guide.version, day=day)
    yield 0, ""
    yield 0, phrase("explain.path")
    yield from _path(found)
    for item in outcome.uncovered:
        yield 0, ""
        yield 0, phrase("explain.uncovered", title=item.title)
        yield 1, _source(guide, item.source.document, item.source.place)
    for trace in sorted(found.traces, key=lambda trace: list(Verdict).index(trace.verdict.verdict)):
        yield 0, ""
        yield from _trace(outcome, trace)
    if found.wanted is not None:
        yield 0, ""
        yield from _wanted(outcome, found.wanted)
    yield 0, ""
    yield 0, phrase("explain.alters.title")
    yield from _alters(found.nearest)


def _path(found: Explanation) -> Lines:
    outcome = found.outcome
    for question in found.path:
        values = outcome.answers.get(question.id, ())
        if values:
            answer = _answer(outcome.guide, question, values)
            yield 1, phrase("explain.answer", question=question.short, answer=answer)
        else:
            yield 1, phrase("explain.unanswered", question=question.short)
    for name in dict.fromkeys(name for name, _ in outcome.set_aside):
        question = outcome.guide.get_question(name)
        answer = _answer(outcome.guide, question, outcome.answers[name])
        yield 1, phrase("explain.set-aside", question=question.short, answer=answer)
    if outcome.open:
        shorts = [outcome.guide.get_question(name).short for name in outcome.open]
        yield 1, phrase("explain.open", questions=_listed(shorts))


def _listed(texts: Sequence[Text], fr: str = ", ", en: str = ", ") -> Text:
    return Text(fr.join(text.fr for text in texts), en.join(text.en for text in texts))


def _answer(guide: Guide, question: Question, values: tuple[str, ...]) -> Text:
    choices = [question.find_choice(value) for value in values]
    if None in choices:
        communes = Communes()
        return Text(*(place_name(guide, communes, values[0], lang) for lang in ("fr", "en")))
    return _listed([choice.label for choice in choices if choice], " ; ", "; ")


def _trace(outcome: Outcome, trace: Trace) -> Lines:
    verdict = trace.verdict
    yield 0, phrase(f"explain.member.{verdict.verdict.value}", member=verdict.member.name)
    for reason in verdict.reasons:
        yield from _reason(outcome, reason, False)
    for reason in verdict.also:
        yield from _reason(outcome, reason, True)
    if verdict.verdict is Verdict.TO_CONSIDER and not verdict.reasons:
        for item in outcome.uncovered:
            if item.consider == verdict.member.id:
                yield 1, phrase("explain.asked-about", title=item.title)
    for near in trace.near:
        yield 1, _near(outcome, near)


def _reason(outcome: Outcome, reason: Reason, also: bool) -> Lines:
    route, guide = reason.route, outcome.guide
    if route is None:
        names = ", ".join(candidate.id for candidate in reason.candidates)
        yield 1, phrase("explain.several", need=reason.need.name, routes=names)
        return
    sentence = _why(guide, reason, route)
    yield 1, phrase("explain.also", sentence=sentence) if also else sentence
    yield 2, _source(guide, route.source.document, route.source.place)


def _why(guide: Guide, reason: Reason, route: Route) -> Phrase:
    values = {"need": reason.need.name, "route": route.id}
    if reason.led_by:
        led = [_led(guide, *pair) for pair in reason.led_by]
        return phrase("explain.fired", led=_joined(led, "and"), **values)
    always = any(not box for box in route.when)
    return phrase("explain.fired-always" if always else "explain.possible", **values)


def _led(guide: Guide, question_id: str, choices: tuple[str, ...]) -> Phrase:
    question = guide.get_question(question_id)
    return phrase("explain.led", question=question.short, answer=_answer(guide, question, choices))


def _joined(parts: Sequence[Phrase], word: str) -> Phrase | str:
    """Parts one after the other, "and" or "or" before the last."""
    first: Phrase | str = parts[0] if parts else ""
    for part in parts[1:-1]:
        first = phrase("explain.comma", first=first, last=part)
    return phrase(f"explain.{word}", first=first, last=parts[-1]) if len(parts) > 1 else first


def _source(guide: Guide, document: str, place: str) -> Phrase:
    source = guide.get_source(document)
    gist = source.get_place(place).gist
    return phrase("explain.source", title=source.title, place=place, gist=gist)


def _near(outcome: Outcome, near: NearMiss) -> Phrase:
    need = outcome.guide.get_need(near.route.need).name
    change = _joined([_change(outcome, change) for change in near.changes], "and")
    return phrase("explain.near", need=need, route=near.route.id, change=change)


def _change(outcome: Outcome, change: Change) -> Phrase:
    labels = [phrase("explain.quoted", label=choice.label) for choice in change.choices]
    has_answer = bool(outcome.answers.get(change.question.id))
    kind = "instead" if change.instead else "add" if has_answer else "give"
    return phrase(
        f"explain.change.{kind}", choices=_joined(labels, "or"), question=change.question.short
    )


def _wanted(outcome: Outcome, wanted: Wanted) -> Lines:
    name = wanted.member.name
    yield 0, phrase("explain.wanted.title", member=name)
    if wanted.changes is None:
        yield 1, phrase("explain.wanted.never", member=name)
    elif not wanted.changes:
        yield 1, phrase("explain.wanted.in", member=name)
    for change in wanted.changes or ():
        yield 1, phrase("explain.wanted.change", change=_change(outcome, change))


def _alters(nearest: tuple[Nearest, ...] | None) -> Lines:
    if nearest is None:
        yield 1, phrase("explain.alters.too-large")
    elif not nearest:
        yield 1, phrase("explain.alters.none")
    else:
        smallest = nearest[0]
        for question in smallest.changed:
            labels = [c.label for c in question.choices if c.id in smallest.answers[question.id]]
            answer = _listed(labels, " ; ", "; ")
            yield 1, phrase("explain.alters.answer", question=question.short, answer=answer)
        key = f"explain.alters.{smallest.after.value}"
        yield 1, phrase(key, member=smallest.member.name)
