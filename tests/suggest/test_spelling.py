"""A slip is read as the word that was meant; a word that was met stands as it is."""

from __future__ import annotations

import pytest

from desktop.suggest import Suggester
from desktop.suggest.kinds import Kinds
from desktop.suggest.spelling import Spelling
from desktop.suggest.words import to_words

SPELLING = Spelling(
    often="machine banque client clients pret",
    seldom="clinet marchine",
    kinds=Kinds({"trade": "soudeur", "abroad": "oslo"}),
)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("mchine", "machine"),
        ("machinne", "machine"),
        ("mahcine", "machine"),
        ("maxhine", "machine"),
        ("machien", "machine"),
        ("banqe", "banque"),
        ("clientm", "clientm"),
        ("clientd", "clients"),
        ("muchine", "muchine"),
        ("soudeyr", "soudeur"),
        ("clienys", "clients"),
        ("osli", "osli"),
    ],
)
def test_a_letter_missed_doubled_swapped_or_beside_is_mended(slip: str, meant: str) -> None:
    assert [word.folded for word in SPELLING.mend(to_words(slip))] == [meant]


@pytest.mark.parametrize("text", ["clinet", "marchine", "soudeurs", "pre", "c’est", "120000"])
def test_words_that_were_met_short_ones_and_numbers_stand(text: str) -> None:
    words = to_words(text)
    assert SPELLING.mend(words) == words


def test_of_two_words_one_slip_away_the_commoner_is_meant() -> None:
    assert SPELLING.meant_by("clint") == "client"
    commoner = Spelling(often="vente vents", seldom="", kinds=Kinds({}))
    rarer = Spelling(often="vents vente", seldom="", kinds=Kinds({}))
    assert (commoner.meant_by("vent"), rarer.meant_by("vent")) == ("vente", "vents")


def test_a_mended_word_keeps_its_place_in_the_text() -> None:
    (_, slip) = SPELLING.mend(to_words("une mahcine"))
    assert (slip.start, slip.end, slip.folded) == (4, 11, "machine")


def test_what_is_marked_is_the_word_as_it_was_typed(suggester: Suggester) -> None:
    text = "we want to exprot to Norway"
    found = suggester.suggest(text)
    assert found.needs[0].need == "export"
    assert any("exprot" in text[start:end] for start, end in found.needs[0].spans)


def test_a_text_of_strange_words_is_mended_in_part_only() -> None:
    text = " ".join(["mahcine"] * 20)
    read = [word.folded for word in SPELLING.mend(to_words(text))]
    assert read.count("machine") == 8
    assert read.count("mahcine") == 12
