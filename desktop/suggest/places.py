"""Hears where a project will be: a town or a department. To confirm, never to act on.

A name is heard after words that lead to a place ("à côté de", "near"). One that is also a word
(Die, Vif, Mens, Crest) must have its capital; a large town needs no lead. Never a department from
a code's first digits.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from desktop.guide.model import Guide
from desktop.suggest.model import PlaceHeard, Span
from desktop.suggest.place_words import (
    ARTICLES,
    COMMON,
    DEPARTMENT_LEADS,
    ELSEWHERE,
    FOLLOWERS_ELSEWHERE,
    LEADS,
    WEAK_LEADS,
    WITH_ARTICLE,
)
from desktop.suggest.words import Word
from desktop.territory import Commune, Communes, fold, territory_question

LARGE = 15_000
"""Inhabitants of a town that is heard without a lead."""

NOTABLE = 2_000
"""Inhabitants of a town that may lack its capital, or have a lead that may be none."""

_LEADING_WORDS = 3
_FAR_LARGER = 8  # Clermont is Clermont-Ferrand, not the village of that name
_SHORTENED = 5_000
_LONGEST_NAME = 6
_MOST_OTHERS = 3
_WITHIN_A_NAME = frozenset((" ", "-", "'", "’", ". ", "\u00a0"))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text being searched: its words, folded as names of places are."""

    text: str
    words: Sequence[Word]
    folded: tuple[str, ...]
    is_shouted: bool
    language: str | None

    def has_capital(self, rank: int) -> bool:
        return not self.is_shouted and self.text[self.words[rank].start].isupper()

    def are_joined(self, first: int, last: int) -> bool:
        return all(
            self.text[self.words[rank].end : self.words[rank + 1].start] in _WITHIN_A_NAME
            for rank in range(first, last)
        )

    def is_part_of_longer(self, first: int, last: int) -> bool:
        """Whether a hyphen ties it to another word: Rhône-Alpes, Saône-et-Loire."""
        start, end = self.words[first].start, self.words[last].end
        after = self.text[end : end + 2]
        return self.text[max(0, start - 1) : start] == "-" or (
            after[:1] == "-" and after[1:].isalpha()
        )

    def leads_to(self, rank: int, leads: frozenset[str]) -> bool:
        for first in range(max(0, rank - _LEADING_WORDS), rank):
            lead = " ".join(self.folded[first:rank])
            # Without its accent, "à" is an English article.
            if lead in leads and not (lead == "a" and self.language == "en"):
                return True
        return False

    def span(self, first: int, last: int) -> Span:
        return self.words[first].start, self.words[last].end


class PlaceFinder:
    """Finds the places of one guide in texts; the communes are read at the first likely text."""

    def __init__(self, guide: Guide, communes: Communes) -> None:
        self._communes = communes
        question = territory_question(guide)
        choices = [c for c in question.choices if c.id[:1].isdigit()] if question else []
        self._departments = {fold(choice.label.fr): choice.id for choice in choices}
        self._numbers = {choice.id for choice in choices}

    def hear(self, text: str, words: Sequence[Word], language: str | None) -> PlaceHeard | None:
        """The place that `text` names; a town before the department it is in."""
        searched = _to_text(text, words, language)
        department = next(self._departments_in(searched), None)
        ranked = sorted(self._towns_in(searched), key=lambda found: -found[0])
        if not ranked:
            return department
        _, span, namesakes = ranked[0]
        if department is not None:
            there = [town for town in namesakes if town.department == department.value]
            if not there:
                return department
            namesakes = there
        values = [town.insee for town in namesakes]
        return PlaceHeard(values[0], span, tuple(values[1 : 1 + _MOST_OTHERS]))

    def _departments_in(self, text: _Text) -> Iterator[PlaceHeard]:
        count = len(text.words)
        for first in range(count):
            written = text.text[text.words[first].start : text.words[first].end]
            if written in self._numbers and _is_number_of_department(text, first):
                yield PlaceHeard(written, text.span(first, first))
            for last in range(min(first + 2, count - 1), first - 1, -1):
                value = self._departments.get(" ".join(text.folded[first : last + 1]))
                if value and _is_department(text, first, last):
                    yield PlaceHeard(value, text.span(first, last))

    @cached_property
    def _named(self) -> dict[str, list[Commune]]:
        """Communes by folded name, and large ones by a beginning that is enough: Romans."""
        named: dict[str, list[Commune]] = {}
        shortened: dict[str, list[Commune]] = {}
        for name, commune in self._communes.names():
            named.setdefault(name, []).append(commune)
            short = _shortened(name)
            if short and commune.population >= _SHORTENED:
                shortened.setdefault(short, []).append(commune)
        for short, communes in shortened.items():
            largest, *rest = sorted(
                communes + named.get(short, []), key=lambda town: -town.population
            )
            if not rest or largest.population >= _FAR_LARGER * rest[0].population:
                named[short] = [largest, *named.get(short, [])]
        for communes in named.values():
            communes.sort(key=lambda town: (-town.population, town.insee))
        return named

    def _towns_in(self, text: _Text) -> Iterator[tuple[int, Span, list[Commune]]]:
        """Towns with how sure each is."""
        after = 0
        for first in range(len(text.words)):
            if first < after:
                continue
            for last in range(min(first + _LONGEST_NAME, len(text.words)) - 1, first - 1, -1):
                found = self._town(text, first, last)
                if found is not None:
                    sureness, namesakes = found
                    yield sureness, text.span(first, last), namesakes
                    after = last + 1
                    break

    def _town(self, text: _Text, first: int, last: int) -> tuple[int, list[Commune]] | None:
        if not text.are_joined(first, last) or text.is_part_of_longer(first, last):
            return None
        name = " ".join(text.folded[first : last + 1])
        swallowed = WITH_ARTICLE.get(text.folded[first - 1]) if first else None
        if swallowed and f"{swallowed} {name}" in self._named and text.has_capital(first):
            return 3, self._named[f"{swallowed} {name}"]
        namesakes = self._named.get(name)
        if not namesakes or name in ELSEWHERE:
            return None
        sureness = _sureness(text, first, last, namesakes[0].population)
        return (sureness, namesakes) if sureness else None


def _sureness(text: _Text, first: int, last: int, population: int) -> int:
    """3 after a lead, 2 after a weak one, 1 for a large town alone, 0 when it is no town."""
    has_article = text.folded[first] in ARTICLES and last > first
    is_common = text.folded[first + has_article] in COMMON and last == first + has_article
    has_capital = text.has_capital(first + has_article) and (
        not has_article or text.has_capital(first)
    )
    is_notable = population >= NOTABLE and not is_common and not has_article
    if text.leads_to(first, LEADS) and (has_capital or is_notable or last > first + has_article):
        return 3
    if text.leads_to(first, WEAK_LEADS) and has_capital and is_notable:
        return 2
    return 1 if is_notable and population >= LARGE else 0


def _is_department(text: _Text, first: int, last: int) -> bool:
    following = text.folded[last + 1 : last + 2]
    return (
        text.leads_to(first, DEPARTMENT_LEADS)
        and not text.is_part_of_longer(first, last)
        and not FOLLOWERS_ELSEWHERE.intersection(following)
    )


def _is_number_of_department(text: _Text, rank: int) -> bool:
    word = text.words[rank]
    around = text.text[max(0, word.start - 1) : word.end + 1]
    if around.startswith("(") and around.endswith(")"):
        return True
    before = " ".join(text.folded[max(0, rank - 2) : rank])
    ends = rank + 1 == len(text.words) or not text.text[word.end : word.end + 2].strip().isalnum()
    return (before == "dans le" and ends) or before.endswith("departement")


def _shortened(name: str) -> str | None:
    """The part of a long name that people say: "clermont", "le puy"."""
    words = name.split()
    kept = 2 if words[0] in ARTICLES else 1
    if len(words) <= kept or words[0] in ("saint", "sainte") or len(words[kept - 1]) < 3:
        return None
    return " ".join(words[:kept])


def _to_text(text: str, words: Sequence[Word], language: str | None) -> _Text:
    folded = tuple(fold(text[word.start : word.end]) for word in words)
    letters = "".join(text[word.start : word.end] for word in words)
    shouted = len(words) > 2 and 2 * sum(map(str.isupper, letters)) > len(letters)
    return _Text(text, words, folded, shouted, language)
