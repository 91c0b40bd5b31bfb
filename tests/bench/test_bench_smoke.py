"""The benchmarks in small: the engines agree, and every part measures and is shown."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide, Kind, Verdict
from tests.bench import __main__ as program
from tests.bench import light
from tests.bench.engine import EnginesDiffer, as_new, compare, measure_engines
from tests.bench.explained import Explained, ours
from tests.bench.hand_written import hand_written
from tests.bench.large_guide import write_large_guide, write_small_guide
from tests.bench.measure import percentile, ratio
from tests.bench.table import Row, to_text
from tests.bench.visits import draw_visits
from tests.bench.zen_rules import ZenRules, zen_runner


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The shipped guide."""
    return load_guide(paths.shipped_guide())


def test_the_engines_agree_on_300_visits(guide: Guide) -> None:
    engines = {
        "ours": ours(as_new(guide)),
        "written by hand": hand_written(guide),
        "zen": zen_runner(ZenRules(guide)),
        "zen, one expression": zen_runner(ZenRules(guide, columns=False)),
    }

    compare(engines, draw_visits(guide, 300))


def test_an_engine_that_says_otherwise_is_noticed(guide: Guide) -> None:
    def nobody(answers: object) -> Explained:
        return [(member.id, Verdict.NOT_CONCERNED, []) for member in guide.members]

    with pytest.raises(EnginesDiffer, match="nobody"):
        compare({"ours": ours(as_new(guide)), "nobody": nobody}, draw_visits(guide, 50))


def test_drawn_visits_are_finished_and_always_the_same(guide: Guide) -> None:
    visits = draw_visits(guide, 100)

    assert visits == draw_visits(guide, 100)
    assert {question for visit in visits for question in visit} == {q.id for q in guide.questions}


def test_every_engine_row_has_a_positive_value() -> None:
    rows = measure_engines(count=60, rounds=2)

    assert min(row.value for row in rows) > 0
    assert sum(bool(row.bound) for row in rows) == 6


def test_a_generated_guide_fires_as_many_routes_as_the_small_one(
    guide: Guide, tmp_path: Path
) -> None:
    write_small_guide(guide, paths.shipped_guide(), tmp_path / "small")
    write_large_guide(guide, paths.shipped_guide(), tmp_path / "large", sectors=1)
    small, large = load_guide(tmp_path / "small"), load_guide(tmp_path / "large")
    territory = next(q.id for q in guide.questions if q.kind is Kind.TERRITORY)
    here = {territory: ("38",), "sector": ("s1",)}
    visits = [{**visit, **here} for visit in draw_visits(guide, 50)]

    few = [_count(ours(as_new(small))(visit)) for visit in visits]
    many = [_count(ours(as_new(large))(visit)) for visit in visits]

    assert (len(small.routes), len(large.routes)) == (15, 180)
    assert few == many
    assert max(few) > 3


def _count(explained: Explained) -> int:
    return sum(len(routes) for _, _, routes in explained)


def test_a_broken_bound_is_said_and_fails_the_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [Row("kept", 2.0, at_most=2), Row("broken", 0.2, at_least=0.25), Row("told", 7.0)]
    monkeypatch.setattr(program, "PARTS", {"one": ("Title", lambda: rows)})

    code = program.main([])

    shown = capsys.readouterr().out
    assert code == 1
    assert "FAIL" in shown
    assert "1 of 2 bounds broken" in shown


def test_a_table_whose_bounds_hold_ends_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "PARTS", {"one": ("", lambda: [Row("kept", 1.0, at_most=2)])})

    assert program.main([]) == 0


def test_each_row_shows_its_value_its_bound_and_whether_it_holds() -> None:
    text = to_text("Title", [Row("time", 1.234, at_most=2), Row("speed", 12345.6, "decisions/s")])

    assert "1.23 ×" in text
    assert "≤ 2 ×" in text
    assert "pass" in text
    assert "12,346 decisions/s" in text


def test_ratio_and_percentile_are_those_of_the_definitions() -> None:
    assert ratio([2, 9, 4], [1, 3, 4]) == 2
    assert percentile([5, 1, 3, 2, 4], 50) == 3
    assert percentile([float(n) for n in range(1, 101)], 99) == 99


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_start_and_pages_are_measured_in_processes_of_their_own() -> None:
    without_a_screen = {"QT_QPA_PLATFORM": "offscreen"}

    bare, started = light.start_both(1, without_a_screen)
    pages = light.run_program("page_changes.py", ["1"], without_a_screen)

    assert len(bare["seconds"]) == len(started["seconds"]) == 1
    assert min(bare["seconds"] + started["seconds"]) > 0
    assert set(pages) == {"first page", "page", "results"}


def test_sheets_are_measured() -> None:
    middle, highest, *_ = light.measure_sheets(count=3)

    assert 0 < middle.value <= highest.value
