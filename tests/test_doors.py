"""Doors: local offices, then the region, then a relay, in the declared order."""

from __future__ import annotations

from desktop.doors import DoorKind, find_doors
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.paths import shipped_guide
from tests import guides
from tests.guides import Plain, channel, office

GUIDE = load_guide(shipped_guide())


def doors(member: str, territory: str | None, guide: Guide = GUIDE) -> list[tuple[str, str]]:
    """The doors of a member for a place: office id and kind."""
    found = find_doors(guide, guide.get_member(member), territory)
    return [(door.office.id, door.kind.value) for door in found]


def shop(*offices: Plain) -> Guide:
    """The shop, its mill (which has a relay and no regional channel) with these offices."""
    plain = guides.shop()
    plain["members.yaml"]["members"][2]["offices"] = list(offices)
    return guides.load(plain)


SITE = channel("https://mill.example")
RELAY = ("baker-regional", "relay")


def test_a_department_shows_all_its_offices_with_their_towns() -> None:
    assert doors("ccir", "38") == [
        ("ccir-38-grenoble", "local"),
        ("ccir-38-vienne", "local"),
        ("ccir-regional", "regional"),
    ]


def test_the_office_seated_in_the_visitors_commune_stands_first() -> None:
    assert doors("ccir", "42187")[0] == ("ccir-42-roanne", "local")
    assert doors("ccir", "42")[0] == ("ccir-42-saint-etienne", "local")
    assert doors("ccir", "69264")[0] == ("ccir-69-villefranche", "local")


def test_a_commune_that_is_no_seat_changes_nothing() -> None:
    assert doors("ccir", "42095") == doors("ccir", "42")


def test_an_undecided_place_gives_the_region_and_no_local_office() -> None:
    assert doors("ccir", "undecided") == [("ccir-regional", "regional")]
    assert doors("ccir", None) == [("ccir-regional", "regional")]


def test_a_local_office_that_can_be_reached_is_enough() -> None:
    assert doors("ccir", "01") == [("ccir-01", "local")]
    assert doors("medef", "38") == [("medef-38", "local")]


def test_a_local_office_without_channel_is_shown_with_the_relay() -> None:
    assert doors("medef", "42") == [("medef-42", "local"), ("region-regional", "relay")]


def test_a_place_without_office_has_the_relay_alone() -> None:
    assert doors("cpme", "01") == [("region-regional", "relay")]


def test_a_relay_says_how_to_ask() -> None:
    door = find_doors(GUIDE, GUIDE.get_member("cpme"), "01")[0]

    assert door.kind is DoorKind.RELAY
    assert door.relay is not None
    assert "CPME" in door.relay.say.fr


def test_one_office_of_two_that_can_be_reached_spares_the_relay() -> None:
    guide = shop(office("closed", "38"), office("open", "38", website=SITE))

    assert doors("mill", "38", guide) == [("closed", "local"), ("open", "local")]


def test_no_office_that_can_be_reached_brings_the_relay_last() -> None:
    guide = shop(office("closed", "38"), office("open", "01", website=SITE))

    assert doors("mill", "38", guide) == [("closed", "local"), RELAY]
    assert doors("mill", "01", guide) == [("open", "local")]
    assert doors("mill", "undecided", guide) == [RELAY]


def test_an_office_may_serve_two_departments() -> None:
    guide = shop(office("both", "38", "01", website=SITE))

    assert doors("mill", "38", guide) == doors("mill", "01", guide) == [("both", "local")]
