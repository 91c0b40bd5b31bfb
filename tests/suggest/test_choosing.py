"""What is proposed once it is known how likely each label is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.suggest.choosing import Chosen, Impression, Thresholds, choose
from desktop.suggest.labels import NO_MATTER
from desktop.suggest.model import THEMES, Ask

NEEDS = ("export", "talent", "financing")
ASKS = (Ask("fair", ("export", "talent")),)
LIMITS = Thresholds(first=10.0, more=-0.5, ask=-2.0)
UNLIKELY = {**dict.fromkeys((*NEEDS, "ask:fair", "uncovered:tax"), 0.01), NO_MATTER: 0.01}


def heard(words: int = 9, **likely: float) -> Impression:
    """A text in which some labels are likely; `_` stands for `:` and `no` for nothing."""
    named = {name.replace("_", ":").replace("no", NO_MATTER): p for name, p in likely.items()}
    return Impression({**UNLIKELY, **named}, {**UNLIKELY, **named}, words, unknown=0.0)


def chosen(impression: Impression) -> Chosen:
    return choose(impression, NEEDS, ASKS, LIMITS)


@pytest.mark.parametrize(
    ("impression", "expected"),
    [
        (heard(export=0.9), Chosen(("export",))),
        (heard(export=0.8, talent=0.9), Chosen(("talent", "export"))),
        (heard(export=0.2), Chosen(("export",))),
        (heard(export=0.2, no=0.9), Chosen(ask=THEMES)),
        (heard(ask_fair=0.9), Chosen(ask="fair")),
        (heard(ask_fair=0.9, financing=0.9), Chosen(("financing",), "fair")),
        (heard(ask_fair=0.05, export=0.95), Chosen(("export",))),
        (heard(ask_fair=0.2, no=0.99), Chosen(ask=THEMES)),
        (heard(uncovered_tax=0.9, export=0.5), Chosen(ask=THEMES, uncovered="tax")),
    ],
)
def test_what_is_likely_is_proposed(impression: Impression, expected: Chosen) -> None:
    assert chosen(impression) == expected


def test_a_need_that_one_part_of_the_text_speaks_for_is_proposed_beside_the_first() -> None:
    whole = heard(export=0.9, talent=0.2)
    assert chosen(whole) == Chosen(("export",))
    in_parts = {**whole.in_parts, "talent": 0.8}
    assert chosen(replace(whole, in_parts=in_parts)) == Chosen(("export", "talent"))


def test_a_short_text_is_nothing_more_often() -> None:
    assert chosen(heard(words=9, export=0.6, no=0.2)).needs == ("export",)
    assert chosen(heard(words=1, export=0.6, no=0.2)).needs == ()


def test_a_few_known_words_that_speak_for_a_need_by_themselves_are_enough() -> None:
    keyword = heard(words=1, export=0.99, no=0.45)
    assert chosen(keyword).needs == ("export",)
    assert chosen(replace(keyword, words=4)).needs == ()
    assert chosen(replace(keyword, unknown=0.1)).needs == ()
    assert chosen(heard(words=1, export=0.97, no=0.45)).needs == ()
    assert chosen(heard(words=1, export=0.99, no=0.6)).needs == ()
