"""The two hashes: what decides, and what is shown."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.paths import shipped_guide
from tests import guides
from tests.guides import Plain

SHOP = guides.load(guides.shop())


def after(change: Callable[[Plain], None]) -> tuple[bool, bool]:
    """Whether a change in the shop's files changes the hash of rules, and that of content."""
    plain = guides.shop()
    change(plain)
    guide = guides.load(plain)
    return guide.rules != SHOP.rules, guide.content != SHOP.content


def first_route(plain: Plain) -> Plain:
    found: Plain = plain["routes.yaml"]["routes"][0]
    return found


def set_website(plain: Plain) -> None:
    plain["members.yaml"]["members"][0]["regional"]["website"]["value"] = "https://new.example"


def set_checked(plain: Plain) -> None:
    plain["members.yaml"]["members"][0]["regional"]["website"]["checked"] = "2027-01-01"


def set_role(plain: Plain) -> None:
    plain["members.yaml"]["members"][0]["role"]["en"] = "another"


def set_label(plain: Plain) -> None:
    plain["interview.yaml"]["questions"][0]["choices"][0]["label"]["fr"] = "autre"


def set_version(plain: Plain) -> None:
    plain["guide.yaml"]["version"] = "2"


def set_gist(plain: Plain) -> None:
    plain["guide.yaml"]["sources"][0]["places"][0]["gist"]["fr"] = "autre"


def set_because(plain: Plain) -> None:
    first_route(plain)["because"]["fr"] = "autre"


def set_step_condition(plain: Plain) -> None:
    first_route(plain)["first-step"].insert(0, {"when": {"mood": "calm"}, **guides.text("x")})


def set_pace(plain: Plain) -> None:
    plain["guide.yaml"]["pace"] = [{"when": {"mood": "calm"}, **guides.text("x")}]


@pytest.mark.parametrize(
    "change",
    [
        set_website,
        set_checked,
        set_role,
        set_label,
        set_version,
        set_gist,
        set_because,
        set_step_condition,
        set_pace,
    ],
)
def test_what_is_shown_changes_the_content_alone(change: Callable[[Plain], None]) -> None:
    assert after(change) == (False, True)


def set_condition(plain: Plain) -> None:
    first_route(plain)["when"] = {"bread-kind": "rye"}


def set_route_id(plain: Plain) -> None:
    first_route(plain)["id"] = "other"


def set_verdict(plain: Plain) -> None:
    first_route(plain)["verdict"] = "to-consider"


def set_member(plain: Plain) -> None:
    first_route(plain)["member"] = "pastry"


def set_basis(plain: Plain) -> None:
    first_route(plain)["basis"] = "article"


def set_valid(plain: Plain) -> None:
    first_route(plain)["valid"] = {"until": "2030-01-01"}


def set_question_number(plain: Plain) -> None:
    plain["interview.yaml"]["questions"][0]["number"] = 9


def set_choice_number(plain: Plain) -> None:
    plain["interview.yaml"]["questions"][0]["choices"][0]["number"] = 9


def set_room(plain: Plain) -> None:
    plain["interview.yaml"]["questions"][0]["room"] = 31


def set_exclusive(plain: Plain) -> None:
    plain["interview.yaml"]["questions"][2]["choices"][1]["exclusive"] = "true"


def set_ends(plain: Plain) -> None:
    plain["interview.yaml"]["questions"][1]["choices"][3]["ends"] = "false"


def set_ask_when(plain: Plain) -> None:
    plain["interview.yaml"]["questions"][3]["ask-when"] = {"themes": ["bread", "cake"]}


def set_consider(plain: Plain) -> None:
    plain["routes.yaml"]["uncovered"][0]["consider"] = "pastry"


def set_member_number(plain: Plain) -> None:
    plain["members.yaml"]["members"][0]["number"] = 9


def set_guide_id(plain: Plain) -> None:
    plain["guide.yaml"]["id"] = "other"


def set_member_order(plain: Plain) -> None:
    plain["members.yaml"]["members"].reverse()


@pytest.mark.parametrize(
    "change",
    [
        set_condition,
        set_route_id,
        set_verdict,
        set_member,
        set_basis,
        set_valid,
        set_question_number,
        set_choice_number,
        set_room,
        set_exclusive,
        set_ends,
        set_ask_when,
        set_consider,
        set_member_number,
        set_guide_id,
        set_member_order,
    ],
)
def test_what_decides_changes_the_rules(change: Callable[[Plain], None]) -> None:
    assert after(change)[0]


def reverse_routes(plain: Plain) -> None:
    plain["routes.yaml"]["routes"].reverse()
    plain["routes.yaml"]["uncovered"].reverse()


def reverse_tests(plain: Plain) -> None:
    first_route(plain)["when"] = {"bread-kind": ["wheat", "rye"]}


def add_example(plain: Plain) -> None:
    first_route(plain)["examples"].append({"answers": {}, "expect": {}})


@pytest.mark.parametrize("change", [reverse_routes, reverse_tests, add_example])
def test_an_order_without_meaning_and_an_example_change_nothing(
    change: Callable[[Plain], None],
) -> None:
    assert after(change) == (False, False)


def copy_shipped(folder: Path) -> Path:
    """A copy of the shipped guide that may be spoiled."""
    return Path(shutil.copytree(shipped_guide(), folder / "guide"))


def hashes(guide: Guide) -> tuple[str, str]:
    return guide.rules, guide.content


def test_comments_and_spaces_change_neither_hash(tmp_path: Path) -> None:
    folder = copy_shipped(tmp_path)
    routes = (folder / "routes.yaml").read_text(encoding="utf-8")
    spaced = routes.replace("\n- id:", "\n\n# a remark\n- id:  ").replace(": {", ":   {  ")
    (folder / "routes.yaml").write_text(spaced + "\n\n# the end\n", encoding="utf-8")

    assert hashes(load_guide(folder)) == hashes(load_guide(shipped_guide()))


def test_the_order_of_the_shipped_routes_changes_neither_hash(tmp_path: Path) -> None:
    folder = copy_shipped(tmp_path)
    text = (folder / "routes.yaml").read_text(encoding="utf-8")
    routes, uncovered = text.split("\nuncovered:")
    head, *items = routes.split("\n- id:")
    random.Random(5).shuffle(items)
    mixed = "\n- id:".join([head, *items]) + "\nuncovered:" + uncovered
    (folder / "routes.yaml").write_text(mixed, encoding="utf-8")

    assert hashes(load_guide(folder)) == hashes(load_guide(shipped_guide()))


def test_a_telephone_number_changes_the_content_alone(tmp_path: Path) -> None:
    folder = copy_shipped(tmp_path)
    members = (folder / "members.yaml").read_text(encoding="utf-8")
    corrected = members.replace("04 76 28 28 28", "04 76 28 28 29")
    (folder / "members.yaml").write_text(corrected, encoding="utf-8")

    rules, content = hashes(load_guide(folder))

    assert rules == load_guide(shipped_guide()).rules
    assert content != load_guide(shipped_guide()).content


def test_a_hash_is_sha_256_in_small_letters() -> None:
    assert {len(SHOP.rules), len(SHOP.content)} == {64}
    assert set(SHOP.rules + SHOP.content) <= set("0123456789abcdef")
