"""The accessibility statement: its sums are those of its rows, the same in both languages."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from desktop import paths
from desktop.text import LANGUAGES

PAGES = {"fr": "accessibilite.md", "en": "accessibility.md"}
WORDS = {
    "fr": ("oui", "en partie", "non", "sans objet"),
    "en": ("yes", "in part", "no", "not applicable"),
}


def text(language: str) -> str:
    page = paths.resources() / "help" / language / PAGES[language]
    return page.read_text(encoding="utf-8").replace("\u00a0", " ")


def states(language: str) -> list[tuple[str, int]]:
    """Each clause with the place of its state among the words."""
    words = WORDS[language]
    found = re.findall(r"^\| (\d[^|]*) \|[^|]*\| ([^|]*) \|", text(language), re.MULTILINE)
    return [(re.sub(r"\D+", " ", clause), words.index(state)) for clause, state in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_sums_are_those_of_the_rows(language: str) -> None:
    rows = Counter(state for _, state in states(language))

    said = [int(number) for number in re.findall(r"\d+", result(language))]
    assert said == [rows.total(), *(rows[state] for state in range(4))]


def result(language: str) -> str:
    found = re.search(r"^\*\*R[ée]sult.*", text(language), re.MULTILINE)
    assert found is not None
    return found[0]


def test_both_languages_say_the_same_of_each_clause() -> None:
    assert states("fr") == states("en")
    assert len(states("fr")) > 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_known_gap_names_a_clause_that_is_not_wholly_met(language: str) -> None:
    known = dict(states(language))
    part = text(language).split("\n## ")[3]
    named = re.findall(r"\((?:\d+\.[\d.]+(?:, | à | to )?[\d.]*)+\)", part)

    clauses = [clause for one in named for clause in re.findall(r"\d+(?:\.\d+)+", one)]
    met = [each for each in clauses if known.get(each.replace(".", " ")) == 0]
    assert met == []
    assert len(clauses) >= 4
