"""Defects planted into a loaded guide: those that the loader would not let through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from random import Random
from typing import Any

from desktop.guide.model import Citation, Guide, Literal, Member, Question
from desktop.text import Text


def _with(guide: Guide, **changes: Any) -> Guide:
    """The guide changed, with nothing kept of what was derived from it."""
    return replace(guide, **changes, _kept={})


def _with_member(guide: Guide, member: Member, **changes: Any) -> Guide:
    members = tuple(replace(m, **changes) if m is member else m for m in guide.members)
    return _with(guide, members=members)


def _with_question(guide: Guide, question: Question, **changes: Any) -> Guide:
    found = tuple(replace(q, **changes) if q is question else q for q in guide.questions)
    return _with(guide, questions=found)


# Doors


def member_cut_off(guide: Guide, random: Random) -> Guide | None:
    """A member loses every way in."""
    led = {route.member for route in guide.routes if route.verdict.value == "recommended"}
    member = random.choice([member for member in guide.members if member.id in led])
    return _with_member(guide, member, offices=(), regional=None, relay=None)


def relay_removed(guide: Guide, random: Random) -> Guide | None:
    """A member that lives on its relay loses it."""
    found = [member for member in guide.members if member.relay and not member.regional]
    return _with_member(guide, random.choice(found), relay=None) if found else None


def relay_in_a_loop(guide: Guide, random: Random) -> Guide | None:
    """Two members relay for one another, and neither has a channel."""
    relays = [member for member in guide.members if member.relay]
    if not relays:
        return None
    one = random.choice(relays)
    other = random.choice([member for member in guide.members if member is not one])
    assert one.relay is not None
    first = _with_member(guide, one, regional=None, relay=replace(one.relay, member=other.id))
    back = replace(one.relay, member=one.id)
    return _with_member(first, first.get_member(other.id), regional=None, relay=back)


def channels_emptied(guide: Guide, random: Random) -> Guide | None:
    """A regional channel is there, and says nothing."""
    found = [m for m in guide.members if m.regional and m.regional.has_channel and not m.relay]
    if not found:
        return None
    member = random.choice(found)
    assert member.regional is not None
    channel = member.regional.website or member.regional.phone or member.regional.email
    assert channel is not None
    blank = replace(channel, value=random.choice(["", " ", "\u00a0"]))
    regional = replace(member.regional, address=None, phone=None, website=blank, email=None)
    return _with_member(guide, member, offices=(), regional=regional)


def office_closed(guide: Guide, random: Random) -> Guide | None:
    """A member with local offices only has none left in a department, and no fallback."""
    found = [member for member in guide.members if member.offices]
    if not found:
        return None
    member = random.choice(found)
    codes = sorted({code for office in member.offices for code in office.departments})
    code = random.choice(codes)
    offices = tuple(
        replace(office, departments=tuple(c for c in office.departments if c != code))
        for office in member.offices
    )
    return _with_member(guide, member, offices=offices, regional=None, relay=None)


# Unnecessary questions


def _deciding(guide: Guide) -> set[str]:
    """The questions that routes and uncovered needs look at."""
    conditions = [route.when for route in guide.routes]
    conditions += [item.when for item in guide.uncovered]
    return {literal.question for when in conditions for box in when for literal in box}


def deciding_question_called_words(guide: Guide, random: Random) -> Guide | None:
    """A question that routes look at is said to decide words only."""
    named = _deciding(guide)
    question = random.choice([q for q in guide.questions if q.id in named])
    return _with_question(guide, question, decides_words=True)


def path_hangs_on_words(guide: Guide, random: Random) -> Guide | None:
    """A question that decides is asked only after one answer to a question of words."""
    words = [q for q in guide.questions if q.decides_words and q.ask_when == ((),)]
    named = _deciding(guide)
    pairs = [
        (word, later)
        for word in words
        for later in guide.questions[guide.questions.index(word) + 1 :]
        if later.id in named
    ]
    if not pairs:
        return None
    word, later = random.choice(pairs)
    literal = Literal(word.id, frozenset([word.choices[0].id]))
    return _with_question(guide, later, ask_when=tuple((*box, literal) for box in later.ask_when))


def words_end_the_visit(guide: Guide, random: Random) -> Guide | None:
    """An answer to a question of words ends the interview before what decides."""
    named = _deciding(guide)
    found = [
        q
        for place, q in enumerate(guide.questions)
        if q.decides_words and any(later.id in named for later in guide.questions[place:])
    ]
    if not found:
        return None
    question = random.choice(found)
    choices = (replace(question.choices[0], ends=True), *question.choices[1:])
    return _with_question(guide, question, choices=choices)


# Texts


def text_emptied(guide: Guide, random: Random) -> Guide | None:
    """A text is missing in one language."""
    return _with_text(guide, random, lambda text: _in_one(text, random, lambda said: ""))


def text_blank(guide: Guide, random: Random) -> Guide | None:
    """A text has nothing to read in one language."""
    blanks = (" ", "\u00a0", "…", "-", "« »")
    blank = random.choice(blanks)
    return _with_text(guide, random, lambda text: _in_one(text, random, lambda said: blank))


def placeholder_in_one_language(guide: Guide, random: Random) -> Guide | None:
    """One language has a placeholder that the other has not."""
    return _with_text(
        guide, random, lambda text: _in_one(text, random, lambda said: said + " {name}")
    )


def placeholders_that_differ(guide: Guide, random: Random) -> Guide | None:
    """The two languages have other placeholders."""
    more = random.choice([("{name}", "{nom}"), ("{a} {b}", "{a} {c}")])
    return _with_both(guide, random, more)


def placeholder_said_twice(guide: Guide, random: Random) -> Guide | None:
    """The two languages have the same placeholders, one of them twice."""
    more = random.choice([("{a} {b} {b}", "{a} {b}"), ("{a}", "{a} {a}")])
    return _with_both(guide, random, more)


def _with_both(guide: Guide, random: Random, more: tuple[str, str]) -> Guide:
    return _with_text(
        guide, random, lambda text: Text(f"{text.fr} {more[0]}", f"{text.en} {more[1]}")
    )


def _in_one(text: Text, random: Random, change: Callable[[str], str]) -> Text:
    if random.random() < 0.5:
        return Text(change(text.fr), text.en)
    return Text(text.fr, change(text.en))


def _with_text(guide: Guide, random: Random, change: Callable[[Text], Text]) -> Guide:
    """The guide with one of its texts changed."""
    chosen = random.randrange(sum(1 for _ in _texts(guide)))
    return _with(_Changed(chosen, change).of(guide))


def _texts(value: object) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif is_dataclass(value):
        for field in fields(value):
            if not field.name.startswith("_"):
                yield from _texts(getattr(value, field.name))


class _Changed:
    """Makes a value again with its text number `left` changed."""

    def __init__(self, left: int, change: Callable[[Text], Text]) -> None:
        self._left = left
        self._change = change

    def of(self, value: Any) -> Any:
        if isinstance(value, Text):
            self._left -= 1
            return self._change(value) if self._left == -1 else value
        if isinstance(value, tuple):
            return tuple(self.of(item) for item in value)
        if is_dataclass(value) and not isinstance(value, type):
            names = [field.name for field in fields(value) if not field.name.startswith("_")]
            return replace(value, **{name: self.of(getattr(value, name)) for name in names})
        return value


# Sources


def route_cites_nothing(guide: Guide, random: Random) -> Guide | None:
    """A route rests on a passage that is not there."""
    chosen = random.choice(guide.routes)
    source = Citation(random.choice([chosen.source.document, "no-book"]), "no-place")
    found = tuple(replace(r, source=source) if r is chosen else r for r in guide.routes)
    return _with(guide, routes=found)


def uncovered_cites_a_clause(guide: Guide, random: Random) -> Guide | None:
    """What no clause covers is said to rest on a clause."""
    clauses = [Citation(s.id, p.id) for s in guide.sources for p in s.places if p.is_clause]
    chosen = random.choice(guide.uncovered)
    source = random.choice(clauses)
    found = tuple(replace(u, source=source) if u is chosen else u for u in guide.uncovered)
    return _with(guide, uncovered=found)


def role_cites_nothing(guide: Guide, random: Random) -> Guide | None:
    """A member's role rests on a passage that is not there."""
    member = random.choice(guide.members)
    source = Citation(guide.sources[0].id, "no-place")
    return _with_member(guide, member, role_source=source)
