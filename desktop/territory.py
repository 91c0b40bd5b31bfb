"""Where the project will be: communes by name or postal code, and how a place is said.

Never a department from a code's first digits: 01200 lies in two departments, and some postal codes
cross the region's border.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from desktop import paths
from desktop.guide.masks import to_choices
from desktop.guide.model import Choice, Guide, Kind, Question

LIKENESS_FROM = 4
"""Letters from which a mistyped name is looked for by likeness."""

MAX_TYPED = 80
"""Characters of a typed place that are looked at."""


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune by its INSEE code; `population` orders the suggestions."""

    insee: str
    name: str
    department: str
    postal_codes: tuple[str, ...]
    population: int


class Communes:
    """The communes that can be named, read from `file` at the first question asked of them."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or paths.resources() / "territory" / "communes_aura.csv"

    @cached_property
    def _by_insee(self) -> dict[str, Commune]:
        import csv  # late: the first screens name no commune

        with self._file.open(encoding="utf-8", newline="") as lines:
            return {row["insee"]: _to_commune(row) for row in csv.DictReader(lines)}

    @cached_property
    def _by_key(self) -> list[tuple[str, Commune]]:
        return [(fold(commune.name), commune) for commune in self._by_insee.values()]

    @cached_property
    def _by_postal_code(self) -> dict[str, list[Commune]]:
        found: dict[str, list[Commune]] = {}
        for commune in self._by_insee.values():
            for code in commune.postal_codes:
                found.setdefault(code, []).append(commune)
        return found

    def find(self, insee: str) -> Commune | None:
        """The commune whose INSEE code this is."""
        return self._by_insee.get(insee)

    def names(self) -> Iterable[tuple[str, Commune]]:
        """Every commune, with its name as `fold` makes it."""
        return self._by_key

    def suggest(self, typed: str, limit: int = 8) -> tuple[Commune, ...]:
        """The communes that `typed` may mean, best first: a postal code, or the start of a name.

        Forgives accents, case, hyphens, apostrophes and the article (L', Le, La, Les), reads "st"
        as "saint" and "lyon 3" as Lyon, and, where nothing else fits, one or two wrong letters.
        Nothing for less than two characters.
        """
        key = fold(typed[:MAX_TYPED])
        if len(key) < 2:
            return ()
        if key.replace(" ", "").isdigit():
            return self._suggest_by_code(key.replace(" ", ""), limit)
        key = _ARRONDISSEMENT.sub("", key)
        ranked = [
            (rank, -commune.population, name, commune)
            for name, commune in self._by_key
            if (rank := _rank(key, name)) is not None
        ]
        ranked.sort(key=lambda item: item[:3])
        if not ranked:
            return self._suggest_by_likeness(key, limit)
        return tuple(commune for *_, commune in ranked[:limit])

    def _suggest_by_likeness(self, key: str, limit: int) -> tuple[Commune, ...]:
        import difflib  # late: most names are typed right

        if len(key) < LIKENESS_FROM:
            return ()
        close = difflib.get_close_matches(key, [name for name, _ in self._by_key], limit, 0.84)
        found = [commune for like in close for name, commune in self._by_key if name == like]
        return tuple(dict.fromkeys(found))[:limit]

    def _suggest_by_code(self, digits: str, limit: int) -> tuple[Commune, ...]:
        found = {
            commune.insee: commune
            for code, communes in self._by_postal_code.items()
            if code.startswith(digits)
            for commune in communes
        }
        largest_first = sorted(found.values(), key=lambda c: (-c.population, c.insee))
        return tuple(largest_first[:limit])

    def is_postal_code_elsewhere(self, typed: str) -> bool:
        """Whether `typed` is a whole postal code that none of these communes has."""
        digits = typed.replace(" ", "")
        return (
            len(digits) == 5
            and digits.isascii()
            and digits.isdigit()
            and digits not in self._by_postal_code
        )


def _to_commune(row: dict[str, str]) -> Commune:
    return Commune(
        insee=row["insee"],
        name=row["name"],
        department=row["department"],
        postal_codes=tuple(row["postal_codes"].split()),
        population=int(row["population"] or 0),
    )


def fold(name: str) -> str:
    """A name as it is compared: no accent, case, hyphen or apostrophe; "st" is "saint"."""
    name = name.casefold().replace("œ", "oe").replace("æ", "ae")
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c))
    return " ".join(_ABBREVIATIONS.get(word, word) for word in plain.split())


_ARRONDISSEMENT = re.compile(r"(?<=[a-z]) \d{1,2}( ?(er|e|eme))?$")
_ABBREVIATIONS = {"st": "saint", "ste": "sainte"}
_ARTICLES = ("l ", "le ", "la ", "les ")


def _rank(key: str, name: str) -> int | None:
    """0 the very name, 1 it begins so, 2 without its article, 3 a word of it; None not at all."""
    bare = name
    for article in _ARTICLES:
        if name.startswith(article):
            bare = name[len(article) :]
            break
    if key in (name, bare):
        return 0
    if name.startswith(key):
        return 1
    if bare.startswith(key):
        return 2
    return 3 if f" {key}" in name else None


def departments_like(question: Question, typed: str) -> tuple[Choice, ...]:
    """The departments that `typed` may mean: their code, or the start of their name."""
    key = fold(typed[:MAX_TYPED])
    if len(key) < 2:
        return ()
    return tuple(
        choice
        for choice in question.choices
        if choice.id[:1].isdigit() and (choice.id == key or fold(choice.label.fr).startswith(key))
    )


def territory_question(guide: Guide) -> Question | None:
    """The question that asks where the project will be."""
    for question in guide.questions:
        if question.kind is Kind.TERRITORY:
            return question
    return None


def place_name(guide: Guide, communes: Communes, value: str, language: str) -> str:
    """A place as a person says it: "Roanne (Loire)", "Isère", "Je ne sais pas encore"."""
    question = territory_question(guide)
    if question is None:
        return value
    department = question.find_choice(to_choices(question, (value,))[0])
    label = department.label.in_(language) if department else value
    if department is None or department.id == value:
        return label
    commune = communes.find(value)
    return f"{commune.name} ({label})" if commune else label
