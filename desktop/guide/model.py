"""What a guide says, as values: questions, needs, members, routes. Knows no answer, no person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import TypeVar, cast

from desktop.text import Text


class Kind(Enum):
    """How a question is answered."""

    ONE = "one"
    SEVERAL = "several"
    TERRITORY = "territory"


class Verdict(Enum):
    """What an outcome says of one member."""

    RECOMMENDED = "recommended"
    TO_CONSIDER = "to-consider"
    NOT_CONCERNED = "not-concerned"


class Basis(Enum):
    """What a route rests on: a clause of the source article, or a policy of the guide."""

    ARTICLE = "article"
    POLICY = "policy"


class Confidence(Enum):
    """In how many independent public sources a contact was seen."""

    TWO_PLUS = "two-plus"
    ONE = "one"


@dataclass(frozen=True, slots=True)
class Place:
    """One passage of a source, with its content in our words.

    `is_clause`: it divides the roles, so a route must rest on it.
    """

    id: str
    gist: Text
    is_clause: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A document that routes rest on."""

    id: str
    title: Text
    publisher: str
    date: str
    places: tuple[Place, ...]

    def get_place(self, place_id: str) -> Place:
        """The passage `place_id`; raises KeyError."""
        for place in self.places:
            if place.id == place_id:
                return place
        raise KeyError(place_id)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where in which source: ids only."""

    document: str
    place: str


@dataclass(frozen=True, slots=True)
class Literal:
    """One test on one question.

    `any_of`: at least one of these choices is among the answers. `none_of`: answered, and none of
    these is. Both empty: the question is asked at all.
    """

    question: str
    any_of: frozenset[str] = frozenset()
    none_of: frozenset[str] = frozenset()


Box = tuple[Literal, ...]
"""Tests on different questions that must all hold."""

Condition = tuple[Box, ...]
"""Boxes of which at least one must hold; `((),)` always holds."""

ALWAYS: Condition = ((),)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer a question offers."""

    id: str
    number: int
    label: Text
    hint: Text | None = None
    icon: str | None = None
    exclusive: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One page of the interview.

    `number` and `room` are permanent: tickets are coded with them (choices are numbered from 1 to
    `room`). `retired`: numbers of choices that are no longer offered, never given to another.
    `decides_words`: its answer changes sentences only, never a verdict or a route.
    """

    id: str
    number: int
    room: int
    kind: Kind
    short: Text
    ask: Text
    hint: Text | None
    choices: tuple[Choice, ...]
    ask_when: Condition = ALWAYS
    decides_words: bool = False
    retired: tuple[int, ...] = ()

    def find_choice(self, choice_id: str) -> Choice | None:
        """The choice `choice_id`, if the question offers it."""
        for choice in self.choices:
            if choice.id == choice_id:
                return choice
        return None


@dataclass(frozen=True, slots=True)
class Need:
    """What a visitor is looking for, small enough for one member to answer."""

    id: str
    number: int
    theme: str
    name: Text
    exactly_one: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """One way to reach someone, with how sure we are of it and when it was last checked."""

    value: str
    confidence: Confidence
    checked: date


@dataclass(frozen=True, slots=True)
class Office:
    """A place, or a regional service, where a member can be reached.

    `departments` is empty for a regional channel. `seat` is the INSEE code of its town.
    `area` says in words which part of the department it serves, where that is known.
    """

    id: str
    name: Text
    departments: tuple[str, ...] = ()
    city: str | None = None
    seat: str | None = None
    area: Text | None = None
    confidence: Confidence = Confidence.TWO_PLUS
    checked: date = date.min
    address: Channel | None = None
    phone: Channel | None = None
    website: Channel | None = None
    email: Channel | None = None

    @property
    def has_channel(self) -> bool:
        """Whether a visitor can reach it with what is known."""
        return any((self.address, self.phone, self.website, self.email))


@dataclass(frozen=True, slots=True)
class Relay:
    """Another member's channel through which this one is reached, always shown as a relay."""

    member: str
    say: Text


@dataclass(frozen=True, slots=True)
class Member:
    """One of the institutions of the network."""

    id: str
    number: int
    name: Text
    short: str
    role: Text
    role_source: Citation | None
    leads: bool
    icon: str
    offices: tuple[Office, ...]
    regional: Office | None
    relay: Relay | None


@dataclass(frozen=True, slots=True)
class Variant:
    """A sentence with the condition under which it is said."""

    when: Condition
    text: Text


@dataclass(frozen=True, slots=True)
class Example:
    """Answers, and the verdict expected for some members: runs as a test at each check."""

    answers: tuple[tuple[str, tuple[str, ...]], ...]
    expect: tuple[tuple[str, Verdict], ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Route:
    """One rule of the division of roles: this need, under these answers, goes to this member.

    `first_step`: the first variant that holds is said. `prepare`: every one that holds is.
    `valid_from` and `valid_until` are both included; None means no bound.
    """

    id: str
    need: str
    member: str
    verdict: Verdict
    when: Condition
    basis: Basis
    source: Citation
    because: Text
    first_step: tuple[Variant, ...]
    prepare: tuple[Variant, ...]
    examples: tuple[Example, ...]
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Uncovered:
    """Something the network does not answer, said honestly; `consider` is the member to ask."""

    id: str
    when: Condition
    title: Text
    because: Text
    first_step: Text
    source: Citation
    consider: str | None = None
    back_to: str | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """One row of the guide's own table of the division of roles, written apart from the routes.

    On the visits where `when` holds, `need` is for `members` and for nobody else but those that
    other rows name.
    """

    need: str
    members: tuple[str, ...]
    when: Condition
    basis: Basis
    source: Citation


_Derived = TypeVar("_Derived")


@dataclass(frozen=True, eq=False)
class Guide:
    """A whole guide, checked. `rules` and `content` are the two hashes (hex SHA-256).

    `retired`: numbers of questions that are no longer asked, never given to another.
    """

    id: str
    version: str
    title: Text
    sources: tuple[Source, ...]
    needs: tuple[Need, ...]
    questions: tuple[Question, ...]
    members: tuple[Member, ...]
    routes: tuple[Route, ...]
    uncovered: tuple[Uncovered, ...]
    pace: tuple[Variant, ...]
    division: tuple[Share, ...] = ()
    longest_visit: int | None = None
    retired: tuple[int, ...] = ()
    rules: str = ""
    content: str = ""
    _kept: dict[object, object] = field(default_factory=dict, repr=False)

    def derived(self, build: Callable[[Guide], _Derived]) -> _Derived:
        """What `build` makes of this guide: made at the first call, kept with the guide."""
        made = self._kept.get(build)
        if made is None:
            made = self._kept[build] = build(self)
        return cast(_Derived, made)

    def get_question(self, question_id: str) -> Question:
        """The question `question_id`; raises KeyError."""
        return _get(self.questions, question_id)

    def get_need(self, need_id: str) -> Need:
        """The need `need_id`; raises KeyError."""
        return _get(self.needs, need_id)

    def get_member(self, member_id: str) -> Member:
        """The member `member_id`; raises KeyError."""
        return _get(self.members, member_id)

    def get_route(self, route_id: str) -> Route:
        """The route `route_id`; raises KeyError."""
        return _get(self.routes, route_id)

    def get_source(self, source_id: str) -> Source:
        """The document `source_id`; raises KeyError."""
        return _get(self.sources, source_id)


_Item = TypeVar("_Item", Question, Need, Member, Route, Source)


def _get(items: tuple[_Item, ...], item_id: str) -> _Item:
    for item in items:
        if item.id == item_id:
            return item
    raise KeyError(item_id)
