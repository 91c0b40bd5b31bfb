"""What the picture shows, before any place on paper: stations in four columns, and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from desktop.guide.model import (
    Basis,
    Box,
    Choice,
    Guide,
    Literal,
    Member,
    Question,
    Route,
    Uncovered,
    Verdict,
)
from desktop.text import Phrase, Text, phrase

THEME, KIND, NEED, MEMBER = range(4)


@dataclass(frozen=True, slots=True)
class Station:
    """One stop. `label` and `note` are said in either language; `icon` names a drawing of ours.

    A station without a label is a place that a line goes straight through.
    """

    column: int
    key: str
    label: Text | Phrase | None = None
    note: Text | Phrase | str | None = None
    icon: str | None = None
    is_uncovered: bool = False
    rank: tuple[int, ...] = ()
    """Its place in its column, where the guide's own order counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """One way from what a visitor says to a member; None where it ends with nobody.

    `thin`: to consider only. `dashed`: it rests on a choice of the guide.
    """

    member: str | None
    thin: bool
    dashed: bool
    stops: tuple[str, ...]
    routes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Flow:
    """The stations, in the order of their columns, and the lines between them."""

    stations: tuple[Station, ...]
    lines: tuple[Line, ...]


def read_flow(guide: Guide) -> Flow:
    """The picture's stations and lines; every route and every uncovered need is one of them."""
    reader = _Reader(guide)
    lines: dict[tuple[str | None, bool, bool, tuple[str, ...]], Line] = {}
    for line in reader.lines():
        key = (line.member, line.thin, line.dashed, line.stops)
        known = lines.get(key)
        routes = (*known.routes, *line.routes) if known else line.routes
        lines[key] = replace(line, routes=tuple(dict.fromkeys(routes)))
    stations = sorted(reader.stations.values(), key=lambda s: (s.column, s.rank))
    return Flow(tuple(stations), tuple(lines.values()))


class _Reader:
    """Reads a guide's routes into lines, and notes the stations they stop at."""

    def __init__(self, guide: Guide) -> None:
        self._guide = guide
        self._themes = _theme_question(guide)
        self._order = {question.id: index for index, question in enumerate(guide.questions)}
        self.stations: dict[str, Station] = {}

    def lines(self) -> Iterator[Line]:
        """A line for each way that each route can come to hold."""
        places = self._places()
        for route in sorted(self._guide.routes, key=self._rank):
            need = self._guide.get_need(route.need)
            end = [
                self._stop(Station(NEED, f"need:{need.id}", need.name, places[need.id])),
                self._stop(_member_station(self._guide.get_member(route.member))),
            ]
            thin = route.verdict is not Verdict.RECOMMENDED
            for start in self._starts(route.when):
                dashed = route.basis is not Basis.ARTICLE
                yield Line(route.member, thin, dashed, (*start, *end), (route.id,))
        for item in self._guide.uncovered:
            yield from self._uncovered(item)

    def _uncovered(self, item: Uncovered) -> Iterator[Line]:
        note = phrase("graph.uncovered", place=item.source.place)
        end = [
            self._stop(Station(NEED, f"uncovered:{item.id}", item.title, note, None, True)),
        ]
        if item.consider is not None:
            end.append(self._stop(_member_station(self._guide.get_member(item.consider))))
        for start in self._starts(item.when):
            yield Line(item.consider, True, True, (*start, *end), (item.id,))

    def _rank(self, route: Route) -> int:
        """Routes in the order of what they look at, so that stations come in the guide's order."""
        return min((self._order[lit.question] for box in route.when for lit in box), default=0)

    def _places(self) -> dict[str, str]:
        """For each need, the passages its routes rest on."""
        found: dict[str, dict[str, None]] = {need.id: {} for need in self._guide.needs}
        for route in self._guide.routes:
            found[route.need][route.source.place] = None
        return {need: " · ".join(places) for need, places in found.items()}

    def _stop(self, station: Station) -> str:
        self.stations.setdefault(station.key, station)
        return station.key

    def _starts(self, condition: Iterable[Box]) -> Iterator[tuple[str, str]]:
        """The first two stops of each way for the condition to hold."""
        for box in condition:
            own = [literal for literal in box if literal.question != self._theme_id]
            themes = self._themes_of(box)
            if not themes and own:
                themes = [self._stop(self._literal_station(THEME, own[0]))]
                own = own[1:]
            elif not themes:
                themes = [
                    self._stop(Station(THEME, "every", phrase("graph.every-visit"), rank=(1,)))
                ]
            for theme in themes:
                for kind in self._kinds(theme, own):
                    yield theme, kind

    @property
    def _theme_id(self) -> str | None:
        return self._themes.id if self._themes else None

    def _themes_of(self, box: Box) -> list[str]:
        """The themes that a box names, or that put its questions on the path."""
        if self._themes is None:
            return []
        above = [
            literal
            for other in box
            for way in self._guide.get_question(other.question).ask_when
            for literal in way
        ]
        literals = [literal for literal in box if literal.question == self._theme_id] or above
        named: dict[str, None] = {}
        for literal in literals:
            if literal.question == self._theme_id:
                named |= dict.fromkeys(choice.id for choice in _choices(self._themes, literal))
        return [
            self._stop(
                Station(
                    THEME, f"theme:{choice.id}", choice.label, None, choice.icon, rank=(0, index)
                )
            )
            for index, choice in enumerate(self._themes.choices)
            if choice.id in named
        ]

    def _kinds(self, theme: str, own: list[Literal]) -> Iterator[str]:
        if len(own) == 1 and own[0].any_of:
            question = self._guide.get_question(own[0].question)
            for choice in _choices(question, own[0]):
                key = f"{theme}/{question.id}:{choice.id}"
                rank = (self._order[question.id], question.choices.index(choice))
                yield self._stop(Station(KIND, key, choice.label, None, choice.icon, rank=rank))
        elif own:
            labels = [self._label(literal) for literal in own]
            key = f"{theme}/" + "+".join(sorted(str(literal) for literal in own))
            rank = (min(self._order[literal.question] for literal in own), 99)
            yield self._stop(Station(KIND, key, _joined(labels, " + "), rank=rank))
        else:
            yield self._stop(self._whatever(theme))

    def _whatever(self, theme: str) -> Station:
        """The stop of a line that asks for no detail: the question that asks it all the same."""
        for question in self._guide.questions:
            opened = {
                f"theme:{choice}"
                for box in question.ask_when
                for literal in box
                if literal.question == self._theme_id
                for choice in literal.any_of
            }
            if theme in opened:
                note = phrase("graph.whatever")
                rank = (self._order[question.id], 100)
                return Station(KIND, f"{theme}/{question.id}", question.short, note, rank=rank)
        return Station(KIND, f"{theme}/", rank=(100,))

    def _literal_station(self, column: int, literal: Literal) -> Station:
        question = self._guide.get_question(literal.question)
        return Station(
            column,
            f"literal:{literal}",
            self._label(literal),
            question.short,
            rank=(2, self._order[literal.question]),
        )

    def _label(self, literal: Literal) -> Text:
        question = self._guide.get_question(literal.question)
        return _joined([choice.label for choice in _choices(question, literal)], " / ")


def _theme_question(guide: Guide) -> Question | None:
    """The question whose answers are the needs' themes."""
    themes = {need.theme for need in guide.needs}
    best = max(
        guide.questions,
        key=lambda question: len(themes & {choice.id for choice in question.choices}),
        default=None,
    )
    return best if best and themes & {choice.id for choice in best.choices} else None


def _choices(question: Question, literal: Literal) -> list[Choice]:
    """The choices that pass a test."""
    if literal.any_of:
        return [choice for choice in question.choices if choice.id in literal.any_of]
    return [choice for choice in question.choices if choice.id not in literal.none_of]


def _joined(labels: list[Text], sign: str) -> Text:
    return Text(sign.join(text.fr for text in labels), sign.join(text.en for text in labels))


def _member_station(member: Member) -> Station:
    return Station(MEMBER, f"member:{member.id}", member.name, member.role, member.icon)
