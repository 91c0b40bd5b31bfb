"""Words as the classifier compares them."""

from __future__ import annotations

import pytest

from desktop.suggest.noise import mistype, strip_accents
from desktop.suggest.words import MAX_TEXT, to_parts, to_words


def folded(text: str) -> list[str]:
    return [word.folded for word in to_words(text)]


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("Main-d’œuvre QUALIFIÉE", ["main", "d", "oeuvre", "qualifiee"]),
        ("l'étranger", ["l", "etranger"]),
        ("300 000 €", ["###", "###", "euro"]),
        ("3000 m²", ["####", "m2"]),
        ("siiiii", ["sii"]),
        ("", []),
        ("…!?", []),
    ],
)
def test_accents_case_and_apostrophes_make_no_difference(typed: str, compared: list[str]) -> None:
    assert folded(typed) == compared


def test_each_word_knows_where_it_stands_in_the_text() -> None:
    text = "Où trouver de la main-d’œuvre ?"
    assert [text[word.start : word.end] for word in to_words(text)] == [
        "Où",
        "trouver",
        "de",
        "la",
        "main",
        "d",
        "œuvre",
    ]


@pytest.mark.parametrize("written", ["un VIE au Mexique", "un V.I.E. au Mexique"])
def test_capitals_alone_tell_an_abbreviation_from_a_word(written: str) -> None:
    assert "VIE" in [word.capitals for word in to_words(written)]


def test_a_text_all_in_capitals_has_no_abbreviation() -> None:
    assert not any(word.capitals for word in to_words("C'EST LA VIE QUE VOULEZ VOUS"))


def test_a_long_text_is_read_up_to_its_limit() -> None:
    assert to_words("mot " * 10**6)[-1].end <= MAX_TEXT


def test_mistyping_is_the_same_each_time_and_spoils_a_letter_in_twenty() -> None:
    from random import Random

    text = "je cherche un fournisseur de visserie près de Roanne " * 40
    spoilt = mistype(text, Random(1))
    assert spoilt == mistype(text, Random(1))
    assert spoilt != text
    assert 0.9 < len(spoilt) / len(text) < 1.1


def test_accents_are_left_out_and_nothing_else() -> None:
    assert strip_accents("Où est l’œuvre, à Étable ?") == "Ou est l’oeuvre, a Etable ?"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("un prêt pour le four et deux soudeurs", ["un prêt pour le four", "deux soudeurs"]),
        ("vendre à Hanoï, recruter un chef. Bonjour !", ["vendre à Hanoï", "recruter un chef"]),
        ("a loan then\na welder", ["a loan", "a welder"]),
        ("un soudeur", ["un soudeur"]),
        ("soudeur", []),
        ("", []),
    ],
)
def test_a_text_has_the_parts_its_stops_and_joining_words_make(text: str, parts: list[str]) -> None:
    words = to_words(text)
    found = [text[words[part[0]].start : words[part[-1]].end] for part in to_parts(text, words)]
    assert found == parts
