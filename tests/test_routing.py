"""The fixed outcomes of the shipped guide, and how an outcome is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from desktop.answers import check_answers
from desktop.doors import DoorKind
from desktop.guide.loader import load_guide
from desktop.outcome_json import to_json
from desktop.paths import shipped_guide
from desktop.routing import MemberVerdict, Outcome, route
from desktop.territory import Communes
from tests import guides

GUIDE = load_guide(shipped_guide())
COMMUNES = Communes()
DAY = date(2026, 11, 24)
VISITS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "visits.yaml").read_text(encoding="utf-8")
)["visits"]
SIX = ["region", "agence", "ccir", "cpme", "medef", "bpifrance"]


def outcome(**answers: Any) -> Outcome:
    """The outcome of answers in Isère (an underscore stands for a hyphen)."""
    data = {"territory": "38"} | {key.replace("_", "-"): value for key, value in answers.items()}
    return route(GUIDE, check_answers(GUIDE, COMMUNES, data), DAY)


def needs(verdicts: tuple[MemberVerdict, ...]) -> dict[str, list[str]]:
    """Member → needs."""
    return {v.member.id: [need.id for need in v.needs] for v in verdicts}


def ids(verdicts: tuple[MemberVerdict, ...]) -> list[str]:
    return [verdict.member.id for verdict in verdicts]


def card(found: Outcome, member: str) -> MemberVerdict:
    """What is said of one member."""
    return next(verdict for verdict in found.verdicts if verdict.member.id == member)


# The article's division of roles


@pytest.mark.parametrize(
    ("theme", "kind", "choice", "expected"),
    [
        ("funding", "funding_kind", "fundraising", {"medef": ["fundraising"]}),
        ("funding", "funding_kind", "financing", {"bpifrance": ["financing"]}),
        ("funding", "funding_kind", "financial-management", {"cpme": ["financial-management"]}),
        ("local-purchasing", "purchasing_kind", "be-known", {"ccir": ["local-purchasing"]}),
        ("export", "export_kind", "customs", {"ccir": ["export"]}),
        ("talent", "talent_kind", "attract", {"medef": ["talent"]}),
        ("talent", "talent_kind", "train", {"medef": ["talent"]}),
        ("daily-support", "support_kind", "single-contact", {"agence": ["daily-support"]}),
        ("daily-support", "support_kind", "site", {"agence": ["daily-support"]}),
    ],
)
def test_each_need_goes_to_the_member_whose_role_it_is(
    theme: str, kind: str, choice: str, expected: dict[str, list[str]]
) -> None:
    found = outcome(themes=[theme], **{kind: [choice]})

    assert needs(found.recommended) == expected
    assert found.to_consider == ()
    assert len(found.not_concerned) == 5


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: str(visit["id"]))
def test_a_reference_visit_goes_where_the_division_of_roles_says(visit: dict[str, Any]) -> None:
    found = route(GUIDE, check_answers(GUIDE, COMMUNES, visit["answers"]), DAY)

    got = {member: sorted(names) for member, names in needs(found.recommended).items()}
    assert got == {member: sorted(names) for member, names in visit["recommended"].items()}
    assert set(ids(found.to_consider)) == set(visit.get("to-consider", []))


# Fixed outcomes


def test_regional_aid_goes_to_the_agency_which_says_that_a_move_has_no_pack() -> None:
    found = outcome(themes=["daily-support"], support_kind=["regional-aid"])

    assert needs(found.recommended) == {"agence": ["daily-support"]}
    assert ids(found.to_consider) == ["region"]
    reason = card(found, "agence").reasons[0]
    assert reason.route is not None
    assert reason.route.basis.value == "policy"
    assert "pack" in card(found, "agence").first_steps[0].fr


@pytest.mark.parametrize("situation", [c.id for c in GUIDE.get_question("situation").choices])
def test_the_pack_is_mentioned_whatever_the_situation(situation: str) -> None:
    found = outcome(situation=situation, themes=["daily-support"], support_kind=["regional-aid"])

    assert "pack" in card(found, "agence").first_steps[0].en


def test_money_of_an_unknown_kind_is_qualified_by_the_agency() -> None:
    found = outcome(themes=["funding"], funding_kind=["unknown"])

    assert needs(found.recommended) == {"agence": ["daily-support"]}
    assert needs(found.to_consider) == {
        "cpme": ["financial-management"],
        "medef": ["fundraising"],
        "bpifrance": ["financing"],
    }
    assert {r.route.basis.value for r in card(found, "agence").reasons if r.route} == {"policy"}


@pytest.mark.parametrize(
    ("theme", "kind", "member"),
    [
        ("local-purchasing", "purchasing_kind", "ccir"),
        ("export", "export_kind", "ccir"),
        ("talent", "talent_kind", "medef"),
        ("daily-support", "support_kind", "agence"),
    ],
)
def test_an_unknown_kind_of_another_theme_changes_no_verdict(
    theme: str, kind: str, member: str
) -> None:
    found = outcome(themes=[theme], **{kind: ["unknown"]})

    assert ids(found.recommended) == [member]
    assert found.to_consider == ()


def test_none_of_these_recommends_nobody_and_names_the_agency_to_consider() -> None:
    found = outcome(themes=["none-of-these"])

    assert found.recommended == ()
    assert needs(found.to_consider) == {"agence": []}
    assert [item.id for item in found.uncovered] == ["none-of-these"]
    assert card(found, "agence").doors


def test_outside_the_region_nobody_is_concerned_and_the_way_back_is_shown() -> None:
    found = outcome(territory="outside")

    assert ids(found.not_concerned) == SIX
    assert [(item.id, item.back_to) for item in found.uncovered] == [
        ("outside-region", "territory")
    ]
    assert "bienvenu" in found.uncovered[0].first_step.fr + found.uncovered[0].because.fr
    assert found.open == ()


def test_outside_the_region_other_answers_are_set_aside() -> None:
    found = outcome(territory="outside", themes=["export"], urgency="now")

    assert ids(found.not_concerned) == SIX
    assert found.set_aside == (("themes", "export"), ("urgency", "now"))


def test_an_undecided_place_gives_the_verdicts_of_inside_and_no_local_office() -> None:
    answers: dict[str, Any] = {"themes": ["export", "talent"], "talent_kind": ["recruit"]}

    found = outcome(territory="undecided", **answers)

    assert needs(found.recommended) == needs(outcome(**answers).recommended)
    kinds = {door.kind for verdict in found.recommended for door in verdict.doors}
    assert DoorKind.LOCAL not in kinds


def test_every_department_gives_the_same_verdicts() -> None:
    question = GUIDE.get_question("territory")
    inside = [choice.id for choice in question.choices if choice.id != "outside"]
    answers: dict[str, Any] = {"themes": ["funding", "export"], "funding_kind": ["financing"]}

    found = [needs(outcome(territory=place, **answers).recommended) for place in inside]

    assert found == [found[0]] * 13


def test_nobody_recommended_is_without_a_door() -> None:
    everything = {q.id: [c.id for c in q.choices if not c.exclusive] for q in GUIDE.questions[2:8]}

    found = [
        route(GUIDE, check_answers(GUIDE, COMMUNES, everything | {"territory": place.id}), DAY)
        for place in GUIDE.get_question("territory").choices[:13]
    ]

    cards = [verdict for one in found for verdict in (*one.recommended, *one.to_consider)]
    assert len(cards) == 13 * 6
    assert [c for c in cards if not any(door.office.has_channel for door in c.doors)] == []


# Off the path, unanswered, unfinished


def test_an_answer_off_the_path_is_set_aside_and_listed() -> None:
    found = outcome(themes=["export"], funding_kind=["fundraising"])

    assert found.set_aside == (("funding-kind", "fundraising"),)
    assert ids(found.recommended) == ["ccir"]


def test_an_empty_answer_is_no_answer() -> None:
    assert outcome(themes=[], urgency=None).open == outcome().open == ("themes",)


def test_an_unfinished_visit_shows_what_is_possible() -> None:
    found = outcome(themes=["funding"])

    assert found.recommended == ()
    assert ids(found.to_consider) == ["agence", "cpme", "medef", "bpifrance"]
    assert found.open == ("funding-kind",)


def test_somebody_who_only_says_where_is_asked_for_themes() -> None:
    found = outcome(territory="42")

    assert ids(found.to_consider) == SIX
    assert found.open == ("themes",)


def test_what_is_certain_by_several_routes_is_recommended_without_naming_one() -> None:
    found = card(outcome(themes=["talent"]), "medef")

    assert found.verdict.value == "recommended"
    assert [(r.need.id, r.route) for r in found.reasons] == [("talent", None)]
    assert [r.id for r in found.reasons[0].candidates] == ["talent", "talent-skills"]


def test_nothing_answered_leaves_all_six_possible() -> None:
    found = route(GUIDE, {}, DAY)

    assert ids(found.to_consider) == SIX
    assert found.open == ("territory", "themes")
    assert found.territory is None


def test_the_situation_and_the_urgency_never_stand_in_open() -> None:
    found = outcome(themes=["export"], export_kind=["customs"])

    assert found.open == ()


def test_a_question_of_what_to_prepare_alone_still_matters() -> None:
    assert outcome(themes=["export"]).open == ("export-kind",)
    assert ids(outcome(themes=["export"]).recommended) == ["ccir"]


# The visitor's own order, words and reasons


def test_cards_follow_the_visitors_own_order_of_themes() -> None:
    kinds: dict[str, Any] = {"funding_kind": ["financing"], "talent_kind": ["train"]}

    first = outcome(themes=["export", "funding", "talent"], **kinds)
    second = outcome(themes=["talent", "export", "funding"], **kinds)

    assert ids(first.recommended) == ["ccir", "bpifrance", "medef"]
    assert ids(second.recommended) == ["medef", "ccir", "bpifrance"]
    assert ids(first.verdicts) == ids(second.verdicts) == SIX


def test_a_member_with_two_needs_gets_one_card_with_both() -> None:
    found = outcome(themes=["local-purchasing", "export"])

    assert needs(found.recommended) == {"ccir": ["local-purchasing", "export"]}


def test_a_weaker_reason_stands_beside_the_verdict() -> None:
    found = outcome(themes=["funding", "talent"], funding_kind=["unknown"], talent_kind=["recruit"])

    medef = card(found, "medef")
    assert [need.id for need in medef.needs] == ["talent"]
    assert [need.id for need in medef.also_needs] == ["fundraising"]


def test_the_urgency_changes_the_pace_alone() -> None:
    asked: dict[str, Any] = {"themes": ["export"], "export_kind": ["customs"]}

    now, later = outcome(urgency="now", **asked), outcome(urgency="year", **asked)

    first, second = card(now, "ccir"), card(later, "ccir")
    assert first.first_steps[0] == second.first_steps[0]
    assert first.first_steps[1] != second.first_steps[1]
    assert (first.reasons, first.prepare) == (second.reasons, second.prepare)


def test_the_situation_changes_the_first_step() -> None:
    asked: dict[str, Any] = {"themes": ["export"], "export_kind": ["customs"]}

    steps = {card(outcome(situation=s, **asked), "ccir").first_steps[0] for s in SITUATIONS}

    assert len(steps) == 3


SITUATIONS = ("foreign-investor", "intermediary", "relocating", "expanding")


def test_a_reason_names_the_answers_that_led_there() -> None:
    found = outcome(themes=["export", "funding"], funding_kind=["financing", "fundraising"])

    led_by = card(found, "bpifrance").reasons[0].led_by
    assert led_by == (("themes", ("funding",)), ("funding-kind", ("financing",)))


# As other programs read it


def test_the_json_has_the_keys_that_were_promised() -> None:
    data = to_json(outcome(themes=["export"], funding_kind=["financing"]), "fr")

    assert data.keys() >= {"guide", "on", "territory", "verdicts", "uncovered", "open", "set_aside"}
    assert data["guide"].keys() == {"id", "version", "rules", "content"}
    assert data["on"] == "2026-11-24"
    assert data["territory"] == "38"
    verdict = data["verdicts"][2]
    assert verdict.keys() >= {"member", "verdict", "needs", "offices"}
    assert verdict["needs"][0].keys() >= {"need", "route", "basis", "source", "because"}
    assert verdict["needs"][0]["source"] == {"document": "article-2022-06", "place": "§4b"}
    promised = {"name", "city", "address", "phone", "website", "email", "checked", "relay"}
    assert verdict["offices"][0].keys() >= promised
    assert data["set_aside"] == [{"question": "funding-kind", "value": "financing"}]
    assert data["open"] == ["export-kind"]


def test_the_json_of_a_need_without_its_route_lists_the_candidates() -> None:
    data = to_json(outcome(themes=["talent"]), "en")

    need = data["verdicts"][4]["needs"][0]
    assert (need["route"], need["routes"]) == (None, ["talent", "talent-skills"])
    assert (need["basis"], need["source"], need["because"]) == (None, None, None)


def test_the_json_says_what_is_a_relay_and_what_is_to_be_checked() -> None:
    data = to_json(outcome(themes=["talent"], talent_kind=["train"], territory="01"), "en")

    office = data["verdicts"][4]["offices"][0]
    assert office["relay"] is True
    assert office["phone"] == "04 26 73 40 00"
    assert office["checked"] == "2026-11-24"
    assert office["to_check"] is False


def test_the_json_speaks_the_language_asked_for() -> None:
    found = outcome(themes=["export"])

    french, english = to_json(found, "fr"), to_json(found, "en")

    assert (
        french["verdicts"][2]["needs"][0]["because"]
        != (english["verdicts"][2]["needs"][0]["because"])
    )
    assert french["guide"] == english["guide"]


# A guide of another network


def test_a_guide_without_a_question_of_place_routes_too() -> None:
    plain = guides.shop()
    plain["interview.yaml"]["questions"].pop(1)
    plain["routes.yaml"]["uncovered"].pop(1)
    plain["members.yaml"]["members"][0]["offices"] = []

    found = route(guides.load(plain), {"themes": ("cake",)}, DAY)

    assert ids(found.recommended) == ["pastry"]
    assert found.territory is None
    assert [door.kind for door in found.recommended[0].doors] == [DoorKind.REGIONAL]
