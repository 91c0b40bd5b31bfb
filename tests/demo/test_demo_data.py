"""`aiguillage demo-data`: a year of made-up work, never where there is real work."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop import paths
from desktop.demo.drawing import Demo
from desktop.demo.folder import MARK
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.kiosk.counts import CountedVisit, Counts, guide_label, read_counts
from desktop.main import main
from desktop.record import replay
from desktop.register.made_up import MadeUp
from desktop.register.model import AdvisorId, Query, State
from desktop.territory import Communes
from desktop.text import phrase, say
from tests import guides
from tests.register.registers import bakery, register_in

Capture = pytest.CaptureFixture[str]
NOW = datetime(2026, 11, 24, 12).astimezone()


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The shipped guide."""
    return load_guide(paths.shipped_guide())


@pytest.fixture(scope="module")
def drawn(guide: Guide) -> list[MadeUp]:
    """A year of cases."""
    return list(Demo(guide, 1, NOW).cases(600))


def run(*words: str) -> int:
    return main(["--lang", "en", "demo-data", *words])


def test_every_case_says_that_it_is_made_up(drawn: list[MadeUp]) -> None:
    companies = [made.company for made in drawn]

    assert [
        c for c in companies if not (c.name.startswith("Exemple") and "(fictif)" in c.name)
    ] == []
    assert {c.email.partition("@")[2] for c in companies} == {"exemple.invalid"}
    assert {c.number[:3] for c in companies} == {"000", ""}
    assert {c.phone[:5] for c in companies} == {"00 00"}


def test_every_case_is_as_the_guide_decides(guide: Guide, drawn: list[MadeUp]) -> None:
    outcomes = [replay(guide, Communes(), made.outcome) for made in drawn[::10]]

    assert [o.answers for o in outcomes] == [made.answers for made in drawn[::10]]
    assert [o.on for o in outcomes] == [made.opened.date() for made in drawn[::10]]
    assert [tuple(i.id for i in o.uncovered) for o in outcomes] == [
        m.uncovered for m in drawn[::10]
    ]


def test_the_year_has_a_bit_of_everything(guide: Guide, drawn: list[MadeUp]) -> None:
    twelve = {c.id for c in guide.get_question("territory").choices if c.id[:1].isdigit()}
    states = Counter(step[2] for made in drawn for step in made.steps)

    assert twelve <= {made.department for made in drawn}
    assert {sent.need for made in drawn for sent in made.sent} == {need.id for need in guide.needs}
    assert set(states) == set(State) - {State.WAITING}
    assert 0.02 < sum(bool(made.uncovered) for made in drawn) / len(drawn) < 0.2
    assert any(made.overrides for made in drawn)
    assert {made.language for made in drawn} == {"fr", "en"}


def test_people_come_on_working_days_of_the_last_year(drawn: list[MadeUp]) -> None:
    days = [made.opened for made in drawn]

    assert days == sorted(days)
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}
    assert date(2025, 11, 24) <= days[0].date()
    assert days[-1] <= NOW
    assert {(day.year, day.month) for day in days} >= {(2026, month) for month in range(1, 12)}


def test_the_same_seed_draws_the_same_cases(guide: Guide) -> None:
    first, again, other = (list(Demo(guide, seed, NOW).cases(20)) for seed in (7, 7, 8))

    assert first == again != other


def test_another_guide_makes_cases_of_its_own() -> None:
    drawn = list(Demo(guides.load(guides.shop()), 1, NOW).cases(60))

    assert {sent.member for made in drawn for sent in made.sent} <= {"baker", "pastry", "mill"}
    assert {sent.need for made in drawn for sent in made.sent} == {"loaf", "sweet"}


def test_the_command_fills_a_folder(own_data_folder: Path, capsys: Capture) -> None:
    assert run("--cases", "40") == 0

    with_register = register_in(own_data_folder)
    page = with_register.find(Query(limit=100))
    case = with_register.case(page.rows[0].id)
    soundness = with_register.verify()
    overdue = with_register.find(Query(overdue=True)).rows
    with_register.close()
    assert (len(page.rows), {row.made_up for row in page.rows}) == (40, {True})
    assert case.answers
    assert case.outcome["guide"]["id"] == "g6-relocalisation"
    assert soundness.sound
    assert overdue
    assert "40 made-up cases" in capsys.readouterr().out
    cells = read_counts(own_data_folder)
    assert sum(cell.n for cell in cells if cell.dimension == "visits") == 80
    assert any(cell.value.startswith("left:") for cell in cells)


def test_a_folder_of_examples_takes_more_examples(own_data_folder: Path) -> None:
    assert [run("--cases", "5"), run("--cases", "5", "--seed", "2")] == [0, 0]
    with_register = register_in(own_data_folder)

    assert with_register.find(Query()).matches == 10
    with_register.close()


def test_a_folder_with_a_real_case_is_left_alone(own_data_folder: Path, capsys: Capture) -> None:
    run("--cases", "5")
    with_register = register_in(own_data_folder)
    with_register.save_case(bakery(), AdvisorId("anna"))
    with_register.close()

    assert run("--cases", "5") == 2
    expected = say(phrase("demo.real-work", path=str(own_data_folder)), "en")
    assert capsys.readouterr().err.strip() == expected
    with_register = register_in(own_data_folder)
    assert with_register.find(Query()).matches == 6
    with_register.close()


def test_a_folder_with_real_counts_is_left_alone(own_data_folder: Path) -> None:
    visit = CountedVisit(guide_label("1", "a" * 64), "fr", "finished")
    Counts(own_data_folder).add(datetime.now(), visit)

    assert run("--cases", "5") == 2
    assert len(read_counts(own_data_folder)) == 3
    assert not (own_data_folder / MARK).exists()


def test_what_cannot_be_counted_is_refused(capsys: Capture) -> None:
    assert run("--cases", "0") == 2
    assert run("--cases", "many") == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
