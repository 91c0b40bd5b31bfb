"""What was heard, as answers to confirm."""

from __future__ import annotations

from desktop.answers import check_answers
from desktop.guide.model import Guide
from desktop.suggest import Heard, PlaceHeard, Suggestion, to_answers
from desktop.territory import Communes


def heard(*needs: str) -> tuple[Heard, ...]:
    return tuple(Heard(need, 0.9, ()) for need in needs)


def test_needs_tick_their_themes_and_the_kinds_that_bear_their_name(guide: Guide) -> None:
    answers = to_answers(Suggestion(needs=heard("financing", "talent", "fundraising")), guide)
    assert answers == {
        "themes": ("funding", "talent"),
        "funding-kind": ("financing", "fundraising"),
    }


def test_the_question_of_a_theme_ticks_that_theme(guide: Guide) -> None:
    assert to_answers(Suggestion(ask="funding-kind"), guide) == {"themes": ("funding",)}


def test_a_question_over_several_themes_ticks_nothing(guide: Guide) -> None:
    assert to_answers(Suggestion(ask="partner"), guide) == {}
    assert to_answers(Suggestion(ask="themes"), guide) == {}


def test_what_is_not_covered_ticks_none_of_these(guide: Guide) -> None:
    answers = to_answers(Suggestion(ask="themes", uncovered="tax"), guide)
    assert answers == {"themes": ("none-of-these",)}


def test_a_place_answers_the_question_of_the_territory(guide: Guide) -> None:
    found = Suggestion(needs=heard("export"), place=PlaceHeard("42187", (0, 6)))
    answers = to_answers(found, guide)
    assert answers == {"territory": ("42187",), "themes": ("export",)}
    assert check_answers(guide, Communes(), {"territory": "42187", "themes": ["export"]}) == answers
