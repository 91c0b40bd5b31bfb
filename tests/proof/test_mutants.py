"""Planted defects: every kind is found, and run through the ordinary engine its visit shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest
import yaml

from desktop import paths
from desktop.guide.loader import DIVISION, FILES
from desktop.proof.findings import Property
from desktop.proof.prove import Proof, prove
from tests import guides
from tests.guides import Plain
from tests.proof.brute import ABOUT_VISITS, Brute
from tests.proof.good_guides import good_guide
from tests.proof.mutants import KINDS, Kind, Mutant, plant
from tests.proof.shown import is_shown
from tests.random_guides import ON, SOAK

DAY = date.fromisoformat(ON)
SEEDS = 14
SHIPPED = 0
"""The seed that stands for the shipped guide."""

MAY_CHANGE_NOTHING = "route widened"
"""Another route may lead there already; the shipped guide's visits are too many to be listed."""


@cache
def shipped() -> Plain:
    """The shipped guide as plain data."""
    folder = paths.shipped_guide()
    return {
        # A base loader makes nothing but text.
        name: yaml.load((folder / name).read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
        for name in (*FILES, DIVISION)
    }


def base(seed: int) -> Plain:
    """The good guide of this seed."""
    return shipped() if seed == SHIPPED else good_guide(seed)


def defects(kind: Kind) -> Iterator[tuple[Mutant, Proof]]:
    """Guides with a defect of this kind, and their proofs: under soak all, else the first.

    What lists of every visit show to change nothing is no defect.
    """
    start = KINDS.index(kind) % 5
    for seed in (*range(start, SEEDS), *range(start)):
        if seed == SHIPPED and kind.name == MAY_CHANGE_NOTHING:
            continue
        mutant = plant(kind, base(seed), seed)
        if mutant is None:
            continue
        proof = prove(mutant.guide, DAY)
        if is_found(mutant, proof) or seed == SHIPPED or is_real(mutant):
            yield mutant, proof
            if not SOAK:
                return


def is_found(mutant: Mutant, proof: Proof) -> bool:
    """Whether the proof finds the planted defect, under its own property."""
    kind = mutant.kind
    if kind.property is Property.DATED_CHANGES:
        return kind.property in proof.refuted and proof.of(kind.property) == proof.findings
    return any(f.property is kind.property and f.code in kind.codes for f in proof.findings)


def is_real(mutant: Mutant) -> bool:
    """Whether listing every visit finds the defect; where it cannot tell, the defect is real."""
    if mutant.kind.property not in ABOUT_VISITS or mutant.plain is None:
        return True
    found = Brute(mutant.plain, mutant.guide, ON).findings()
    return any(code in mutant.kind.codes for _, code, _ in found)


def complaints(mutant: Mutant, proof: Proof) -> list[str]:
    """What is wrong with a proof of a guide that has a defect."""
    kind, guide = mutant.kind, mutant.guide
    allowed = {kind.property, *kind.also}
    is_dated = kind.property is Property.DATED_CHANGES
    found = [] if is_found(mutant, proof) else ["not found"]
    found += [
        f"not shown: {finding.code} {finding.subject}"
        for finding in proof.findings
        if not is_shown(guide, finding)
    ]
    found += [
        f"found besides: {finding.code} {finding.subject}"
        for finding in proof.findings
        if finding.property not in allowed and not is_dated
    ]
    return found


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS, ids=[kind.name for kind in KINDS])
def test_a_planted_defect_is_found_and_its_visit_shows_it(kind: Kind) -> None:
    found = [complaints(*case) for case in defects(kind)]

    assert found
    assert not any(found), found


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100 if SOAK else 20))
def test_nothing_is_found_in_a_good_guide(seed: int) -> None:
    assert prove(guides.load(base(seed)), DAY).findings == ()


def test_there_are_hundreds_of_defects_of_every_property() -> None:
    planted = [plant(kind, base(seed), seed) for kind in KINDS for seed in range(1, SEEDS)]

    assert {kind.property for kind in KINDS} == set(Property)
    assert len([mutant for mutant in planted if mutant]) >= 300
