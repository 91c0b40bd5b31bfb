"""Guides that are odd on purpose: where a proof could easily be wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from desktop.guide.cutting import Budget, Cutter, TooLarge
from desktop.guide.model import Guide
from desktop.guide.space import Space
from desktop.guide.weighing import weigh
from desktop.proof.findings import Finding
from desktop.proof.prove import prove
from tests import guides
from tests.guides import Plain
from tests.proof.brute import Brute
from tests.proof.test_against_brute import keys
from tests.random_guides import ON

DAY = date.fromisoformat(ON)


def plain_guide(questions: list[Plain], routes: list[Plain], **more: Any) -> Plain:
    """A guide of one need of the theme `a`, which goes to `m1` wherever a route says so."""
    members = more.pop("members", [guides.member("m1", 1), guides.member("m2", 2)])
    needs = [guides.need("n", 1, "a")]
    return guides.guide(questions, needs, members, routes, **more)


def found(plain: Plain) -> set[tuple[str, str]]:
    """What a proof finds, as codes and subjects; brute force must say the same."""
    guide = guides.load(plain)
    findings: list[Finding] = list(prove(guide, DAY).findings)
    assert keys(findings) == Brute(plain, guide, ON).findings()
    return {(finding.code, finding.subject) for finding in findings}


def test_nothing_is_asked_after_a_question_of_which_every_answer_ends() -> None:
    plain = plain_guide(
        [guides.question("q", 1, "one", "a> b>"), guides.question("later", 2, "one", "c d")],
        [guides.route("r", "n", "m1", {"q": "a"}), guides.route("s", "n", "m1", {"later": "c"})],
    )

    assert {("never-asked", "later"), ("dead", "s")} <= found(plain)


def test_a_place_that_is_not_always_asked_leaves_some_without_an_office() -> None:
    site = {"website": guides.channel("https://office.example")}
    local = [guides.office(f"o{code}", code, **site) for code in ("01", "38")]
    relay = {"member": "m2", "say": guides.text("ask")}
    plain = plain_guide(
        [
            guides.question("q", 1, "one", "a b"),
            guides.question("place", 2, "territory", "01 38", ask_when={"q": "b"}),
        ],
        [guides.route("r", "n", "m1", {"q": ["a", "b"]})],
        members=[
            guides.member("m1", 1, offices=local, regional=None, relay=relay),
            guides.member("m2", 2),
        ],
    )
    assert not {code for code, _ in found(plain)} & {"no-channel", "no-office"}

    # Without its relay the member can be reached from either department, and from nowhere else.
    proof = prove(cut_off(guides.load(plain)), DAY)

    assert {(f.code, f.subject) for f in proof.findings} >= {
        ("no-channel", "m1/-"),
        ("no-office", "m1"),
    }


def cut_off(guide: Guide) -> Guide:
    """The guide with a first member that has local offices only, which no file may say."""
    first, *rest = guide.members
    alone = replace(first, regional=None, relay=None)
    return replace(guide, members=(alone, *rest), _kept={})


def test_a_visit_of_two_themes_is_not_content_with_one_answer() -> None:
    """The route for `a` is there, except beside `b`: both tables agree, and somebody is lost."""
    plain = plain_guide(
        [guides.question("q", 1, "several", "a b")],
        [
            guides.route("r", "n", "m1", {"q": {"not": ["b"]}}),
            guides.route("s", "other", "m2", {"q": "b"}),
        ],
    )
    plain["interview.yaml"]["needs"].append(guides.need("other", 2, "b"))

    assert ("theme-alone", "a") in found(plain)
    assert ("nobody", "visit") not in found(plain)


def test_a_wrong_door_outside_the_region_is_one_too() -> None:
    plain = plain_guide(
        [
            guides.question("place", 1, "territory", "01 outside>"),
            guides.question("q", 2, "one", "a b"),
        ],
        [
            guides.route("r", "n", "m1", {"q": ["a", "b"]}),
            guides.route("away", "n", "m1", {"place": "outside"}),
        ],
    )
    row = {"need": "n", "members": ["m1"], "when": {"q": "asked"}}
    source = {"document": "book", "place": "p1"}
    plain["division.yaml"]["policies"] = [row | {"source": source}]

    assert ("wrong-door", "n/m1") in found(plain)


def test_a_route_is_covered_by_others_only_together() -> None:
    plain = plain_guide(
        [guides.question("q", 1, "several", "a b"), guides.question("p", 2, "one", "c d e")],
        [
            guides.route("whole", "n", "m1", {"p": "asked"}),
            guides.route("c", "n", "m1", {"p": "c"}),
            guides.route("rest", "n", "m1", {"p": {"not": ["c"]}}),
        ],
    )

    idle = {subject for code, subject in found(plain) if code == "redundant"}

    assert idle == {"whole", "c", "rest"}


def test_two_choices_that_exclude_one_another_never_meet() -> None:
    plain = plain_guide(
        [guides.question("q", 1, "several", "a! b!"), guides.question("k", 2, "one", "c d")],
        [
            guides.route("r", "n", "m1", {"q": "a"}),
            guides.route("s", "n", "m1", {"q": "b"}, verdict="to-consider"),
        ],
    )

    assert not {code for code, _ in found(plain)} & {"contradiction", "dead"}


def test_a_place_said_to_choose_words_only_still_chooses_offices() -> None:
    papers = [{"when": {"place": "38", "q": ["a", "b"]}, **guides.text("a paper")}]
    plain = plain_guide(
        [
            guides.question("place", 1, "territory", "01 38", decides="words"),
            guides.question("q", 2, "one", "a b"),
        ],
        [guides.route("r", "n", "m1", {"q": ["a", "b"]}, prepare=papers)],
        members=[guides.member("m1", 1, offices=[guides.office("o", "01")])],
    )

    assert ("skipped", "place/m1") in found(plain)


def test_a_place_is_asked_for_what_it_opens() -> None:
    """On a visit for 38 nothing looks at the place, but for 01 another question would follow."""
    papers = [guides.text("a paper"), {"when": {"more": "b"}, **guides.text("another")}]
    plain = plain_guide(
        [
            guides.question("place", 1, "territory", "01 38"),
            guides.question("more", 2, "one", "b c", ask_when={"place": "01"}),
            guides.question("q", 3, "one", "a b"),
        ],
        [guides.route("r", "n", "m1", {"q": ["a", "b"]}, prepare=papers)],
        members=[guides.member("m1", 1, offices=[guides.office("o", "38")])],
    )

    assert "skipped" not in {code for code, _ in found(plain)}


def test_a_visit_that_shows_a_fault_does_not_end_before_its_time() -> None:
    plain = plain_guide(
        [
            guides.question("q", 1, "one", "a b"),
            guides.question("place", 2, "territory", "outside> 01"),
        ],
        [guides.route("r", "n", "m1", {"q": "a"})],
    )

    finding = next(f for f in prove(guides.load(plain), DAY).findings if f.code == "nobody")

    assert finding.witness is not None
    assert finding.witness.answers == {"q": ("b",), "place": ("01",)}


@pytest.mark.parametrize("budget", [0, 1, 7, 40])
def test_a_budget_is_never_overstepped(budget: int) -> None:
    space = Space(guides.load(guides.shop()))
    spent = Budget(budget)

    with pytest.raises(TooLarge):
        weigh(space.cutter, space.full, space.unreachable, 0, spent)

    assert spent.left < 0
    assert budget - spent.left <= budget + len(space.unreachable) + 1


def test_a_search_too_deep_gives_up_instead_of_breaking_down() -> None:
    """A thousand yes-or-no fields in one chain: each depends on the next."""
    fields = [3 << 3 * place for place in range(1000)]
    cutter = Cutter(fields)
    full = sum(fields)
    chain = [
        full & ~fields[place] & ~fields[place + 1] | 1 << 3 * place | 2 << 3 * (place + 1)
        for place in range(999)
    ]
    chain += [
        full & ~fields[place] & ~fields[place + 2] | 2 << 3 * place | 1 << 3 * (place + 2)
        for place in range(0, 998, 2)
    ]

    try:
        gap = cutter.find_gap(full, chain, Budget(10**8))
    except TooLarge:
        gap = None

    assert gap is None or not [box for box in chain if cutter.is_some(gap & box)]
