"""Figures say what was counted: in pictures, in tables, in a sentence, on one page."""

from __future__ import annotations

import subprocess
import xml.etree.ElementTree as ET
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.figures import files
from desktop.figures.colours import PAPER, contrast
from desktop.figures.drawing import draw
from desktop.figures.gather import Counted, gather
from desktop.figures.model import Bar, Bars, Figure, Table
from desktop.figures.neutrality import shares_of_space
from desktop.figures.periods import PERIODS, bounds
from desktop.figures.reading import count
from desktop.figures.report import to_pdf, write_report
from desktop.figures.scene import Box, Label, estimate, to_svg
from desktop.guide.model import Guide
from desktop.text import LANGUAGES
from tests import guides
from tests.figures.conftest import SINCE, UNTIL, cell
from tests.guides import Plain
from tests.oracle import Oracle
from tests.random_guides import ON, examples, random_guides
from tests.register.registers import ANNA, Clock, bakery, register_in

IDS = ("needs", "members", "departments", "delays", "uncovered", "kiosk", "neutrality")


def column(table: Table, index: int) -> list[object]:
    return [row[index] for row in table.rows]


def test_each_need_and_month_stands_in_the_table(guide: Guide, some: Counted) -> None:
    table = gather(guide, some, "en").get("needs").table
    rows = {row[0]: row[1:] for row in table.rows}
    assert table.headers[1] == "December 2025"
    assert rows["Selling abroad"] == (*[0] * 10, 30, 12, 42)
    assert len(rows) == len(guide.needs)


def test_members_stand_in_the_guides_order_and_one_of_before_after_them(
    guide: Guide, some: Counted
) -> None:
    table = gather(guide, some, "fr").get("members").table
    assert column(table, 0) == [*[member.short for member in guide.members], "of-before"]
    assert sum(int(str(n)) for n in column(table, 1)) == 40
    assert table.rows[2][1:4] == (30, "75\u00a0%", 20)


def test_a_project_elsewhere_is_told_beside_the_map(guide: Guide, some: Counted) -> None:
    figure = gather(guide, some, "en").get("departments")
    assert "Drôme (55)" in figure.gist
    assert "9" in figure.gist
    assert sum(int(str(n)) for n in column(figure.table, 2)) == 67


def test_delays_fall_into_spans_and_the_middle_one_is_told(guide: Guide, some: Counted) -> None:
    figure = gather(guide, some, "en").get("delays")
    assert column(figure.table, 1) == [2, 0, 10, 0, 0, 3, 10]
    assert "4 days" in figure.gist


def test_small_numbers_of_the_kiosk_stay_hidden_and_what_would_tell_them(
    guide: Guide, some: Counted
) -> None:
    figure = gather(guide, some, "en").get("kiosk")
    shown = dict(zip(column(figure.table, 0), column(figure.table, 1), strict=True))
    assert shown["Visit finished"] == 61
    assert shown["Left at: Place of the project"] == "under 5, or hidden with those"
    # A known sum less all the others would give the hidden one away: a second goes with it.
    assert list(shown.values()).count("under 5, or hidden with those") == 2


def test_too_few_visits_tell_nothing_at_all(guide: Guide, some: Counted) -> None:
    few = replace(some, cells=(cell("finished", 2), cell("left:themes", 1)))
    figure = gather(guide, few, "en").get("kiosk")
    assert "2" not in figure.gist
    assert not any(isinstance(cell, int) for row in figure.table.rows for cell in row)


def test_a_year_in_which_nobody_came_has_all_its_figures(guide: Guide, nothing: Counted) -> None:
    figures = gather(guide, nothing, "fr")
    assert tuple(figure.id for figure in figures.all) == IDS
    assert figures.keys[2][0] == "–"
    assert all(draw(figure, 500, PAPER).height > 0 for figure in figures.all)


@examples(60)
@given(random_guides())
def test_shares_of_all_answers_are_those_of_every_visit_listed(plain: Plain) -> None:
    oracle = Oracle(plain, ON)
    counts: Counter[str] = Counter()
    for visit in {frozenset(visit.items()) for visit in oracle.completions({})}:
        verdicts = oracle.see(dict(visit)).verdicts
        counts.update(m for m, verdict in verdicts.items() if verdict == "recommended")
    whole = sum(counts.values())
    found = shares_of_space(guides.load(plain), date.fromisoformat(ON))
    assert found is not None
    expected = {m: counts[m] / whole if whole else 0.0 for m in oracle.members}
    assert found == pytest.approx(expected)


def test_the_shipped_guide_is_counted_at_once(guide: Guide) -> None:
    shares = shares_of_space(guide, UNTIL)
    assert shares is not None
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["region"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [260, 520, 1040])
def test_nothing_is_drawn_outside_the_picture(
    guide: Guide, some: Counted, language: str, width: int
) -> None:
    for figure in gather(guide, some, language).all:
        scene = draw(figure, width, PAPER)
        for item in scene.items:
            if isinstance(item, Box):
                assert item.x >= 0
                assert item.x + item.width <= width + 1
                assert item.y + item.height <= scene.height + 1
            if isinstance(item, Label) and item.anchor == "start" and figure.id != "members":
                assert item.x + estimate(item.text, item.role) <= width + 24


def test_two_labels_of_a_column_never_overlap(guide: Guide, some: Counted) -> None:
    for figure in gather(guide, some, "fr").all:
        lines = sorted(
            item.y for item in draw(figure, 300, PAPER).items
            if isinstance(item, Label) and item.x == 0 and item.role == "body"
        )  # fmt: skip
        assert all(below - above >= 18 for above, below in pairwise(lines))


def test_words_on_every_fill_can_be_read() -> None:
    for fill in (*PAPER.tones, *PAPER.ramp):
        assert contrast(PAPER.on(fill), fill) >= 4.5


@given(st.text(max_size=60), st.integers(0, 10**9))
def test_any_label_becomes_sound_svg(label: str, number: int) -> None:
    text = "".join(c for c in label if c.isprintable())
    figure = Figure("x", text, text, text, Bars((Bar(text, (number,)),)), Table((), ()))
    assert ET.fromstring(to_svg(draw(figure, 400, PAPER), "fr")).tag.endswith("svg")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_one_tagged_page_with_its_tables_as_words(
    guide: Guide, some: Counted, language: str, tmp_path: Path
) -> None:
    path = tmp_path / "report.pdf"
    figures = gather(guide, some, language)
    write_report(figures, language, UNTIL, path)
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1" in info
    assert "Tagged:          yes" in info
    told = subprocess.run(
        ["pdfinfo", "-struct-text", path], capture_output=True, check=True
    ).stdout.decode("utf-8", "replace")
    assert all(figure.title.split()[0] in told for figure in figures.all)
    assert to_pdf(figures, language, UNTIL) == path.read_bytes()


def test_a_report_with_many_rows_still_is_one_page(
    guide: Guide, some: Counted, tmp_path: Path
) -> None:
    cells = tuple(cell(f"left:{question.id}", 50 + n) for n, question in enumerate(guide.questions))
    path = tmp_path / "report.pdf"
    write_report(gather(guide, replace(some, cells=cells), "fr"), "fr", UNTIL, path)
    info = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    assert "Pages:           1" in info


def test_sentences_part_their_thousands_as_the_numbers_above_do(
    guide: Guide, some: Counted
) -> None:
    needs = {("2026-11", "export"): 1500, ("2026-11", "talent"): 1234}
    many = replace(some, statistics=replace(some.statistics, needs_by_month=needs))
    assert "(1\u00a0500 sur 2\u00a0734)" in gather(guide, many, "fr").get("needs").gist


def test_made_up_cases_are_said_to_be(guide: Guide, some: Counted, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    write_report(gather(guide, replace(some, made_up=True), "fr"), "fr", UNTIL, path)
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True)
    assert "Dossiers fictifs" in text.stdout


def test_made_up_cases_are_said_to_be_whatever_was_saved_after_them(
    guide: Guide, tmp_path: Path
) -> None:
    clock = Clock()
    register = register_in(tmp_path, clock)
    register.save_case(bakery(made_up=True), ANNA)
    clock.go_on(days=1)
    register.save_case(bakery(), ANNA)
    assert count(register, tmp_path, guide, (SINCE, UNTIL)).made_up
    register.close()


def test_tables_are_written_for_spreadsheets(guide: Guide, some: Counted, tmp_path: Path) -> None:
    figures = gather(guide, some, "fr")
    files.write_table(figures.get("members"), "csv", "fr", tmp_path / "a.csv")
    files.write_all(figures, tmp_path / "a.xlsx")
    assert "CPME;0;" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert (tmp_path / "a.xlsx").read_bytes()[:2] == b"PK"


def test_periods_begin_with_a_month_or_a_year() -> None:
    assert bounds("twelve-months", date(2026, 11, 24)) == (date(2025, 12, 1), date(2026, 11, 24))
    assert bounds("twelve-months", date(2026, 12, 1))[0] == date(2026, 1, 1)
    assert bounds("last-year", date(2026, 1, 1)) == (date(2025, 1, 1), date(2025, 12, 31))
    assert all(bounds(name, UNTIL)[0] <= bounds(name, UNTIL)[1] for name in PERIODS)
