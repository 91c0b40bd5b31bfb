"""Needs heard in words: traps, questions, several needs at once, hostile texts."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.guide.model import Guide
from desktop.suggest import THEMES, Suggester, load_suggester
from desktop.suggest.suggester import shipped_weights


def needs(suggester: Suggester, text: str) -> list[str]:
    return [heard.need for heard in suggester.suggest(text).needs]


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("un prêt pour acheter une presse", "financing"),
        ("je voudrais un VIE au Canada", "export"),
        ("un local de 400 m² à louer", "daily-support"),
        ("on veut développer l'achat local", "local-purchasing"),
        ("je n'arrive plus à payer mes fournisseurs", "financial-management"),
        ("trouver un terrain pour construire", "daily-support"),
        ("une subvention de la Région", "daily-support"),
        ("il me faut un chef d'atelier", "talent"),
        ("un salon de l'emploi pour recruter", "talent"),
        ("ouvrir le capital à un fonds", "fundraising"),
        ("our bank refuses the loan", "financing"),
        ("nobody answers our job ads", "talent"),
    ],
)
def test_the_first_need_proposed_is_the_one_asked_for(
    suggester: Suggester, text: str, need: str
) -> None:
    assert needs(suggester, text)[:1] == [need]


@pytest.mark.parametrize(
    "text",
    [
        "je suis prêt à commencer",
        "c'est la vie",
        "sur le terrain tout va bien",
        "un bilan carbone",
        "on a une marge de manœuvre",
        "bonjour",
        "il pleut sur Lyon",
        "where are the toilets",
        "asdfghjkl",
    ],
)
def test_a_trap_or_a_greeting_proposes_nothing(suggester: Suggester, text: str) -> None:
    found = suggester.suggest(text)
    assert (found.needs, found.ask) == ((), THEMES)


@pytest.mark.parametrize(
    ("keyword", "need"),
    [
        ("recrutement", "talent"),
        ("alternance", "talent"),
        ("permis de construire", "daily-support"),
        ("sous-traitance", "local-purchasing"),
        ("hiring", "talent"),
        ("customs", "export"),
        ("grant", "financing"),
    ],
)
def test_a_keyword_alone_is_heard(suggester: Suggester, keyword: str, need: str) -> None:
    assert [heard.need for heard in suggester.suggest(keyword).needs] == [need]


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        ("j'ai besoin d'argent", "funding-kind"),
        ("il me faut des sous", "funding-kind"),
        ("we need money", "funding-kind"),
        ("je cherche un partenaire", "partner"),
        ("participer à un salon", "fair"),
    ],
)
def test_words_that_fit_several_needs_ask_one_question(
    suggester: Suggester, text: str, ask: str
) -> None:
    found = suggester.suggest(text)
    assert (found.needs, found.ask) == ((), ask)
    assert ask in [each.id for each in suggester.asks]


def test_what_no_member_answers_is_said(suggester: Suggester) -> None:
    found = suggester.suggest("je voudrais déposer un brevet")
    assert (found.needs, found.ask, found.uncovered) == ((), THEMES, "patent")


def test_the_words_that_speak_for_a_need_are_marked(suggester: Suggester) -> None:
    text = "Bonjour, je cherche un soudeur pour demain"
    heard = suggester.suggest(text).needs[0]
    assert heard.need == "talent"
    assert "soudeur" in [text[start:end] for start, end in heard.spans]


def test_every_need_is_either_proposed_or_among_the_others(
    suggester: Suggester, guide: Guide
) -> None:
    found = suggester.suggest("vendre en Allemagne")
    listed = [heard.need for heard in (*found.needs, *found.others)]
    assert sorted(listed) == sorted(need.id for need in guide.needs)
    assert all(0 <= heard.score <= 1 for heard in (*found.needs, *found.others))


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \t\n",
        "?" * 5000,
        "prêt " * 2_000_000,
        "a" * 10_000_000,
        "\x00\x01\x1b[31m besoin \x7f d'un soudeur \ufffe",
        "\u202eruedous nu ehcrehc ej\u202c",
        "أبحث عن ممول",
        "我们需要钱",
        "😀" * 300,
        "e\u0301" * 3000,
        "\ufdfa" * 100,
        "\ud800",
        "<img src='/dev/zero'>",
    ],
)
def test_no_text_is_an_error(suggester: Suggester, text: str) -> None:
    found = suggester.suggest(text)
    assert found.needs or found.ask
    for heard in found.needs:
        assert all(0 <= start < end <= len(text) for start, end in heard.spans)


def test_random_letters_are_no_error(suggester: Suggester) -> None:
    chance = random.Random(7)
    for _ in range(300):
        text = "".join(chr(chance.randrange(1, 0x3000)) for _ in range(chance.randrange(60)))
        assert suggester.suggest(text) == suggester.suggest(text)


def test_without_its_file_nothing_is_heard_and_the_themes_are_asked(
    guide: Guide, tmp_path: Path
) -> None:
    found = load_suggester(guide, file=tmp_path / "missing").suggest("je cherche un soudeur")
    assert (found.needs, found.ask) == ((), THEMES)


def test_a_damaged_file_is_as_good_as_none(guide: Guide, tmp_path: Path) -> None:
    file = tmp_path / "weights"
    file.write_bytes(shipped_weights().read_bytes()[:-5])
    assert load_suggester(guide, file=file).suggest("je cherche un soudeur").ask == THEMES


def test_weights_made_for_other_needs_are_not_used(guide: Guide) -> None:
    other = replace(guide, needs=guide.needs[:-1])
    assert load_suggester(other).suggest("je cherche un soudeur").ask == THEMES


def test_nothing_is_read_before_the_first_text(guide: Guide, tmp_path: Path) -> None:
    file = tmp_path / "weights"
    suggester = load_suggester(guide, file=file)
    file.write_bytes(shipped_weights().read_bytes())
    assert [heard.need for heard in suggester.suggest("je cherche un soudeur").needs] == ["talent"]
