"""The proof against every visit listed one by one: both find the same, and count the same."""

from __future__ import annotations

from datetime import date

from hypothesis import given

from desktop.proof.count import count_visits
from desktop.proof.findings import Finding
from desktop.proof.prove import CHECKS
from desktop.proof.search import Search
from desktop.proof.view import View
from tests import guides
from tests.guides import Plain
from tests.oracle import Oracle
from tests.proof.brute import ABOUT_VISITS, Brute, Key
from tests.proof.shown import is_shown
from tests.proof.wholes import whole_guides
from tests.random_guides import ON, examples

DAY = date.fromisoformat(ON)


def keys(findings: list[Finding]) -> set[Key]:
    """What findings say, a pair of routes in either order."""
    pairs = ("contradiction", "two-members")
    return {
        (
            finding.property.value,
            finding.code,
            "/".join(sorted(finding.subject.split("/")))
            if finding.code in pairs
            else finding.subject,
        )
        for finding in findings
        if finding.property in ABOUT_VISITS
    }


@examples(150)
@given(whole_guides())
def test_the_proof_finds_exactly_what_listing_every_visit_finds(plain: Plain) -> None:
    guide = guides.load(plain)
    view = View(guide, DAY, Search(guide))

    found = keys([finding for check in CHECKS.values() for finding in check(view)])

    assert found == Brute(plain, guide, ON).findings()


@examples(100)
@given(whole_guides())
def test_every_visit_shows_its_fault(plain: Plain) -> None:
    guide = guides.load(plain)
    view = View(guide, DAY, Search(guide))

    found = [finding for check in CHECKS.values() for finding in check(view)]

    assert [finding for finding in found if not is_shown(guide, finding)] == []


@examples(150)
@given(whole_guides())
def test_the_count_and_the_longest_visit_are_those_of_the_list(plain: Plain) -> None:
    guide = guides.load(plain)

    visits = list(Oracle(plain).completions({}))

    assert count_visits(guide) == len(visits)
    assert Search(guide).weight.prizes == max(map(len, visits))
