"""Says an outcome in words: sentences of the product and texts of the guide, once and for all uses.

What lays the words out, on paper or screen, sees plain strings only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from desktop import ticket
from desktop.doors import Door, DoorKind
from desktop.guide import model
from desktop.guide.model import (
    ALWAYS,
    Channel,
    Citation,
    Confidence,
    Kind,
    Office,
    Question,
    Verdict,
)
from desktop.routing import MemberVerdict, Outcome, Reason
from desktop.sheet.content import Basis, Card, Content, Entry, Notice, Said, Way
from desktop.sheet.dates import in_words, source_date
from desktop.sheet.letters import clean
from desktop.territory import Communes, place_name
from desktop.text import Phrase, Text, phrase, say

CHANNELS = ("phone", "email", "website", "address")
"""In the order a visitor would use them."""

_SCHEMES = {"phone": "tel:", "email": "mailto:", "website": "", "address": None}


def to_content(outcome: Outcome, language: str, trial: bool = False) -> Content:
    """The words of the outcome's sheet in `language`."""
    return _Writer(outcome, language).content(trial)


@lru_cache(maxsize=1)
def _communes() -> Communes:
    # Read at the first place named by its commune, then kept: a sheet takes less than its reading.
    return Communes()


class _Writer:
    def __init__(self, outcome: Outcome, language: str) -> None:
        self._outcome = outcome
        self._guide = outcome.guide
        self._language = language
        recommended = outcome.recommended
        paces = {variant.text for variant in outcome.guide.pace}
        steps = [set(verdict.first_steps) for verdict in recommended]
        shared = paces.intersection(*steps) if steps else set()
        self._pace = next(iter(shared), None)
        self._prepare = _for_all(verdict.prepare for verdict in recommended)

    def content(self, trial: bool) -> Content:
        outcome, on = self._outcome, self._outcome.on
        title = self._guide.title
        return Content(
            language=self._language,
            date=(on.year, on.month, on.day),
            made=self._say(phrase("sheet.made", date=self._date(on))),
            guide=self._say(phrase("sheet.guide", title=title, version=self._guide.version)),
            trial=trial,
            said=tuple(self._answers()),
            open=self._open_questions(),
            heading=self._say(phrase("sheet.contacts", n=len(outcome.recommended))),
            pace=self._say(self._pace) if self._pace else None,
            prepare=tuple(self._say(item) for item in self._prepare),
            cards=tuple(self._card(verdict) for verdict in outcome.recommended),
            consider=tuple(self._card(verdict) for verdict in outcome.to_consider),
            notices=tuple(self._notices()),
            code=ticket.encode(self._guide, outcome.answers),
        )

    def _say(self, sentence: Phrase | Text | str) -> str:
        return clean(say(sentence, self._language))

    def _date(self, day: date) -> str:
        return self._say(in_words(day))

    def _answers(self) -> Iterator[Said]:
        """What was asked of everybody: the themes' details already stand on the cards."""
        aside = {question for question, _ in self._outcome.set_aside}
        for question in self._guide.questions:
            values = self._outcome.answers.get(question.id, ())
            if values and question.ask_when == ALWAYS and question.id not in aside:
                names = ", ".join(self._value(question, value) for value in values)
                yield Said(self._say(question.short), names)

    def _value(self, question: Question, value: str) -> str:
        if question.kind is Kind.TERRITORY:
            return clean(place_name(self._guide, _communes(), value, self._language))
        choice = question.find_choice(value)
        return self._say(choice.label) if choice else clean(value)

    def _open_questions(self) -> str | None:
        waiting = [self._say(self._guide.get_question(item).short) for item in self._outcome.open]
        if not waiting:
            return None
        return self._say(phrase("sheet.open", n=len(waiting), questions=", ".join(waiting)))

    def _card(self, verdict: MemberVerdict) -> Card:
        steps = (step for step in verdict.first_steps if step != self._pace)
        prepare = (item for item in verdict.prepare if item not in self._prepare)
        sources = self._sources(verdict)
        also_sources = self._cited(verdict.also)
        return Card(
            icon=verdict.member.icon,
            name=self._say(verdict.member.name),
            short=clean(verdict.member.short),
            role=self._say(verdict.member.role),
            needs=tuple(self._say(need.name) for need in verdict.needs),
            why=_once(self._why(verdict, reason) for reason in verdict.reasons),
            main_why=_once(self._why(verdict, r) for r in _first_of_each_need(verdict)),
            sources=sources,
            also=_once(self._why(verdict, reason) for reason in verdict.also),
            also_sources=tuple(basis for basis in also_sources if basis not in sources),
            entries=tuple(self._entries(verdict.doors)),
            steps=_once(self._say(step) for step in steps),
            prepare=_once(self._say(item) for item in prepare),
        )

    def _why(self, verdict: MemberVerdict, reason: Reason) -> str:
        is_sure = verdict.verdict is Verdict.RECOMMENDED
        if reason.route is not None and (is_sure or reason.led_by):
            return self._say(reason.route.because)
        if reason.need is None:
            return ""
        certain = verdict.verdict is Verdict.RECOMMENDED and reason in verdict.reasons
        key = "sheet.certain" if certain else "sheet.possible"
        return self._say(phrase(key, need=reason.need.name))

    def _sources(self, verdict: MemberVerdict) -> tuple[Basis, ...]:
        """What the verdict's own reasons rest on, or the member's role where none is named yet."""
        role = verdict.member.role_source
        cited = self._cited(verdict.reasons)
        if not cited and role is not None:
            return (self._citation(role, model.Basis.ARTICLE),)
        return cited

    def _cited(self, reasons: Iterable[Reason]) -> tuple[Basis, ...]:
        routes = (reason.route for reason in reasons if reason.route)
        return tuple(dict.fromkeys(self._citation(r.source, r.basis) for r in routes))

    def _citation(self, citation: Citation, basis: model.Basis) -> Basis:
        source = self._guide.get_source(citation.document)
        reference = phrase(
            f"sheet.source-{basis.value}",
            publisher=source.publisher,
            date=source_date(source.date),
            place=citation.place,
        )
        gist = source.get_place(citation.place).gist
        return Basis(self._say(reference), self._say(gist))

    def _entries(self, doors: tuple[Door, ...]) -> Iterator[Entry]:
        several = Counter(door.kind for door in doors)
        for door in doors:
            number = several[door.kind] if door.kind is DoorKind.LOCAL else 1
            yield self._entry(door, self._say(phrase(f"sheet.door-{door.kind.value}", n=number)))

    def _entry(self, door: Door, capacity: str) -> Entry:
        office = door.office
        ways = tuple(self._ways(office))
        return Entry(
            capacity=capacity,
            name=self._say(office.name),
            detail=self._detail(office),
            say=self._say(door.relay.say) if door.relay else None,
            ways=ways,
            note=self._office_note(office) if not ways else None,
        )

    def _detail(self, office: Office) -> str | None:
        area = self._say(office.area) if office.area else None
        city = clean(office.city) if office.city and not office.address else None
        return " · ".join(part for part in (city, area) if part) or None

    def _office_note(self, office: Office) -> str:
        key = (
            "sheet.office-to-check" if office.confidence is Confidence.ONE else "sheet.office-only"
        )
        return self._say(phrase(key, date=in_words(office.checked)))

    def _ways(self, office: Office) -> Iterator[Way]:
        for kind in CHANNELS:
            channel: Channel | None = getattr(office, kind)
            if channel is not None:
                yield Way(
                    kind=kind,
                    label=self._say(phrase(f"sheet.{kind}")),
                    value=clean(_as_read(kind, channel.value)),
                    link=_link(kind, channel.value),
                    note=self._channel_note(channel),
                )

    def _channel_note(self, channel: Channel) -> str | None:
        if channel.confidence is not Confidence.ONE:
            return None
        return self._say(phrase("sheet.to-check", date=in_words(channel.checked)))

    def _notices(self) -> Iterator[Notice]:
        for item in self._outcome.uncovered:
            yield Notice(
                title=self._say(item.title),
                because=self._say(item.because),
                step=self._say(item.first_step),
                source=self._citation(item.source, model.Basis.POLICY),
            )


def _as_read(kind: str, value: str) -> str:
    """A web address without what nobody types; the link keeps the whole."""
    return value.partition("://")[2].rstrip("/") if kind == "website" else value


def _link(kind: str, value: str) -> str | None:
    scheme = _SCHEMES[kind]
    if scheme is None:
        return None
    return scheme + ("".join(value.split()) if kind == "phone" else value)


def _first_of_each_need(verdict: MemberVerdict) -> tuple[Reason, ...]:
    """One reason a need: all that fits when several routes lead to the same member for it."""
    found: dict[str, Reason] = {}
    for reason in verdict.reasons:
        if reason.need is not None:
            found.setdefault(reason.need.id, reason)
    return tuple(found.values())


def _for_all(lists: Iterable[tuple[Text, ...]]) -> tuple[Text, ...]:
    """What stands in each of several lists: it is said once, above the cards."""
    first, *others = tuple(lists) or ((),)
    return tuple(item for item in first if others and all(item in other for other in others))


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
