"""Plants defects of every kind into good guides; the same seed plants the same defect.

Most change the guide's plain data, which is then loaded like any other guide. Those that the loader
would refuse are planted into the loaded guide: a proof does not lean on the loader.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from desktop.guide.model import Guide
from desktop.proof.findings import Property
from tests import guides
from tests.guides import Plain
from tests.proof import planted_doors, planted_in_guides, planted_routes, planted_sources

P = Property


@dataclass(frozen=True)
class Kind:
    """One kind of defect: what must be found, and what else may honestly be found with it."""

    name: str
    property: Property
    codes: frozenset[str]
    also: frozenset[Property]
    plant: Callable[[Plain, Random], bool] | None = None
    plant_in_guide: Callable[[Guide, Random], Guide | None] | None = None


@dataclass(frozen=True)
class Mutant:
    """A guide with one defect planted; `plain` says the same, as far as visits depend on it."""

    kind: Kind
    guide: Guide
    plain: Plain | None


def plant(kind: Kind, plain: Plain, seed: int) -> Mutant | None:
    """`plain` with a defect of this kind; None where it has no place for one."""
    random = Random(f"{kind.name} {seed}")
    plain = copy.deepcopy(plain)
    if kind.plant_in_guide is not None:
        guide = kind.plant_in_guide(guides.load(plain), random)
        return None if guide is None else Mutant(kind, guide, _said_in(plain, guide))
    if kind.plant is None or not kind.plant(plain, random):
        return None
    return Mutant(kind, guides.load(plain), plain)


def _said_in(plain: Plain, guide: Guide) -> Plain | None:
    """`plain` with the questions that `guide` says decide words only, if that is what changed."""
    for question, found in zip(plain["interview.yaml"]["questions"], guide.questions, strict=True):
        if found.decides_words and not question.get("decides"):
            question["decides"] = "words"
            return plain
    return None


def _plain(
    property_: Property, codes: str, plant: Callable[[Plain, Random], bool], *also: Property
) -> Kind:
    name = plant.__name__.replace("_", " ")
    return Kind(name, property_, frozenset(codes.split()), frozenset(also), plant=plant)


def _guide(
    property_: Property,
    codes: str,
    plant: Callable[[Guide, Random], Guide | None],
    *also: Property,
) -> Kind:
    name = plant.__name__.replace("_", " ")
    return Kind(name, property_, frozenset(codes.split()), frozenset(also), plant_in_guide=plant)


_d, _r, _s, _g = planted_doors, planted_routes, planted_sources, planted_in_guides
_NOBODY, _ROLES, _IDLE, _REACHED = (
    P.NOBODY_WITHOUT_A_DOOR,
    P.DIVISION_OF_ROLES,
    P.NO_IDLE_ROUTE,
    P.EVERYTHING_REACHED,
)
_SKIPPED, _OFFICES, _WORDS, _SOURCES, _DATED = (
    P.UNNECESSARY_QUESTIONS,
    P.OFFICES_EVERYWHERE,
    P.BOTH_LANGUAGES,
    P.SOURCES_COVERED,
    P.DATED_CHANGES,
)

KINDS: tuple[Kind, ...] = (
    # Nobody leaves without a door.
    _plain(_NOBODY, "nobody theme-alone", _d.need_dropped_everywhere, _REACHED, _SOURCES),
    _plain(_NOBODY, "nobody theme-alone", _d.need_narrowed_everywhere, _IDLE, _REACHED),
    _plain(_NOBODY, "nobody", _d.uncovered_dropped, _SKIPPED, _REACHED),
    _plain(_NOBODY, "nobody", _d.theme_nobody_answers),
    _plain(_NOBODY, "nobody", _d.kind_nobody_answers, _ROLES),
    _plain(_NOBODY, "nobody", _d.need_only_to_consider, _SOURCES),
    _guide(_NOBODY, "no-channel", _g.member_cut_off, _OFFICES, _SKIPPED),
    # The right door.
    _plain(_ROLES, "wrong-door", _d.route_to_another_member, _IDLE, _SOURCES),
    _plain(_ROLES, "wrong-door", _d.route_for_another_need, _NOBODY, _IDLE, _SOURCES),
    _plain(_ROLES, "door-missed", _d.route_dropped, _NOBODY, _REACHED, _SOURCES),
    _plain(_ROLES, "door-missed", _d.route_narrowed, _NOBODY, _IDLE, _REACHED),
    _plain(_ROLES, "wrong-door", _d.route_widened, _IDLE),
    _plain(_ROLES, "wrong-door", _d.route_to_one_more_member, _IDLE, _SOURCES),
    _plain(_ROLES, "wrong-door", _d.row_dropped, _SOURCES),
    _plain(_ROLES, "wrong-door", _d.row_narrowed),
    _plain(_ROLES, "door-missed", _d.row_for_another_member, _SOURCES),
    _plain(_ROLES, "idle-row", _d.row_that_never_holds, _SOURCES),
    _plain(_ROLES, "door-missed", _d.uncovered_instead_of_a_route, _REACHED, _SOURCES),
    _plain(_ROLES, "no-table", _d.table_removed, _SOURCES),
    _plain(_ROLES, "wrong-door", _d.route_outside_the_region, _REACHED),
    # No idle route.
    _plain(_IDLE, "dead", _r.dead_route),
    _plain(_IDLE, "redundant", _r.route_twice),
    _plain(_IDLE, "redundant", _r.route_within_another),
    _plain(_IDLE, "redundant", _r.route_covered_by_two_others),
    _plain(_IDLE, "contradiction", _r.contradiction),
    _plain(_IDLE, "contradiction", _r.contradiction_in_a_corner),
    _plain(_IDLE, "two-members", _r.two_members_for_one),
    # Everything is reached.
    _plain(_REACHED, "never-asked", _r.question_never_asked),
    _plain(_REACHED, "never-said", _r.step_behind_another),
    _plain(_REACHED, "never-said", _r.paper_for_nobody),
    _plain(_REACHED, "never-said", _r.pace_behind_another),
    _plain(_REACHED, "never-said", _r.uncovered_that_never_is),
    _plain(_REACHED, "too-long", _r.visit_too_long),
    _plain(_REACHED, "no-limit", _r.limit_removed),
    _plain(_REACHED, "dead-end", _r.link_back_to_nowhere),
    _plain(_REACHED, "idle-question", _r.question_for_nothing),
    # Unnecessary questions.
    _guide(_SKIPPED, "skipped", _g.deciding_question_called_words),
    _guide(_SKIPPED, "skipped", _g.path_hangs_on_words, _NOBODY, _ROLES, _IDLE, _REACHED),
    _guide(_SKIPPED, "skipped", _g.words_end_the_visit, _NOBODY, _ROLES, _IDLE, _REACHED),
    _plain(_SKIPPED, "skipped", _r.place_that_only_chooses_offices, _REACHED),
    # Offices everywhere.
    _guide(_OFFICES, "no-office", _g.relay_removed, _NOBODY),
    _guide(_OFFICES, "no-office", _g.relay_in_a_loop, _NOBODY),
    _guide(_OFFICES, "no-office", _g.channels_emptied, _NOBODY),
    _guide(_OFFICES, "no-office", _g.office_closed, _NOBODY),
    # Both languages.
    _guide(_WORDS, "no-text", _g.text_emptied),
    _guide(_WORDS, "no-text", _g.text_blank),
    _guide(_WORDS, "placeholders", _g.placeholder_in_one_language),
    _guide(_WORDS, "placeholders", _g.placeholders_that_differ),
    _guide(_WORDS, "placeholders", _g.placeholder_said_twice),
    # Sources.
    _plain(_SOURCES, "clause-without-route clause-without-row", _s.clause_nobody_rests_on),
    _plain(_SOURCES, "clause-without-route row-without-route", _s.route_on_policy_only),
    _plain(_SOURCES, "row-without-route", _s.choice_that_no_route_makes),
    _plain(_SOURCES, "no-source", _s.route_cites_another_clause),
    _plain(_SOURCES, "no-source", _s.two_routes_swap_their_clauses),
    _plain(_SOURCES, "no-source", _s.basis_flipped),
    _plain(_SOURCES, "no-place no-source", _s.clause_no_longer_one),
    _plain(_SOURCES, "clause-without-row", _s.row_cites_another_clause),
    _plain(_SOURCES, "no-clause", _s.no_clause_at_all),
    _plain(_SOURCES, "clause-without-row", _s.clause_row_dropped, _ROLES),
    _guide(_SOURCES, "no-source", _g.route_cites_nothing),
    _guide(_SOURCES, "no-place", _g.uncovered_cites_a_clause),
    _guide(_SOURCES, "no-place", _g.role_cites_nothing),
    # Dated changes.
    _plain(_DATED, "", _s.gap_of_one_day),
    _plain(_DATED, "", _s.overlap_of_one_day),
    _plain(_DATED, "", _s.route_that_ends),
    _plain(_DATED, "", _s.next_route_to_another_member),
    _plain(_DATED, "", _s.next_route_only_to_consider),
    _plain(_DATED, "", _s.route_once_in_force_twice),
)
