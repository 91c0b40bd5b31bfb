"""`aiguillage batch`: each company of a file is routed as one visitor would be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tracemalloc
from datetime import date
from pathlib import Path
from random import Random

import pytest

from desktop import paths, ticket
from desktop.batch import deciding
from desktop.batch.running import Wishes, route_file
from desktop.batch.source import open_source
from desktop.guide.loader import load_guide
from desktop.guide.masks import Answers
from desktop.guide.model import Guide
from desktop.main import main
from desktop.routing import Outcome, route
from desktop.text import phrase, say
from tests import guides
from tests.batch.companies import file_of, read_table, table, visits_table
from tests.bench.visits import draw_visits

Capture = pytest.CaptureFixture[str]
DAY = date(2026, 11, 24)
LAUNCH = "import sys; from desktop.main import main; sys.exit(main())"


@pytest.fixture(scope="module")
def guide() -> Guide:
    """The shipped guide."""
    return load_guide(paths.shipped_guide())


def run(*words: str | Path) -> int:
    return main(["--lang", "en", "batch", *map(str, words)])


def routed(folder: Path, content: str | bytes, *words: str) -> list[dict[str, str]]:
    """What comes out of this content, all of whose rows are sound."""
    assert run(file_of(folder, content), "-o", folder / "out.csv", *words) == 0
    return read_table(folder / "out.csv")


def cells_of(outcome: Outcome) -> dict[str, str]:
    """The added cells that say the same as an outcome."""
    found = {f"verdict-{v.member.id}": v.verdict.value for v in outcome.verdicts}
    uncovered = "|".join(item.id for item in outcome.uncovered)
    return found | {"uncovered": uncovered, "open": "|".join(outcome.open)}


# What is decided


def partly(visits: list[Answers], seed: int = 5) -> list[Answers]:
    """The same visits, some answers of each left out."""
    random = Random(seed)
    return [
        {question: values for question, values in visit.items() if random.random() < 0.8}
        for visit in visits
    ]


def with_communes(visits: list[Answers]) -> list[Answers]:
    """The same visits, Isère said as one of its communes."""
    here: dict[tuple[str, ...], tuple[str, ...]] = {("38",): ("38185",)}
    return [{q: here.get(values, values) for q, values in visit.items()} for visit in visits]


def test_every_row_gets_what_one_visit_would(guide: Guide, tmp_path: Path) -> None:
    finished = draw_visits(guide, 60)
    visits = with_communes([*finished, *partly(finished)])
    found = routed(tmp_path, table(visits_table(guide, visits)))

    expected = [cells_of(route(guide, visit, date.today())) for visit in visits]
    assert [{key: row[key] for key in expected[0]} for row in found] == expected
    assert len({row["open"] for row in found}) > 5
    assert len({row["uncovered"] for row in found}) > 1


def test_answers_that_are_off_the_path_change_nothing(guide: Guide, tmp_path: Path) -> None:
    random = Random(9)
    visits = draw_visits(guide, 200)
    spoilt = [{**random.choice(visits), **visit} for visit in visits]
    found = routed(tmp_path, table(visits_table(guide, spoilt)))

    expected = [cells_of(route(guide, visit, date.today())) for visit in spoilt]
    assert [{key: row[key] for key in expected[0]} for row in found] == expected


def test_another_guide_is_followed_too(tmp_path: Path, capsys: Capture) -> None:
    folder = guides.write(tmp_path / "guide", guides.shop())
    file = file_of(tmp_path, "place,themes,bread-kind\n38,bread,rye\n38,cake,\noutside,,\n01,,\n")
    code = main(["batch", "--guide", str(folder), str(file), "-o", str(tmp_path / "out.csv")])

    rows = read_table(tmp_path / "out.csv")
    assert code == 0
    assert [row["verdict-baker"] for row in rows] == [
        *("recommended", "not-concerned", "not-concerned", "to-consider"),
    ]
    assert [row["open"] for row in rows] == ["", "", "", "themes"]
    assert rows[2]["uncovered"] == "away"


def test_a_memory_that_starts_anew_decides_the_same(
    guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = draw_visits(guide, 40)
    content = table(visits_table(guide, [*visits, *partly(visits)]))
    whole = routed(tmp_path, content)
    monkeypatch.setattr(deciding, "MAX_KEPT", 7)

    assert routed(tmp_path, content) == whole


def test_a_ticket_opens_the_very_answers_of_its_row(guide: Guide, tmp_path: Path) -> None:
    visits = with_communes(draw_visits(guide, 60))
    found = routed(tmp_path, table(visits_table(guide, visits)), "--ticket")

    assert [dict(ticket.decode(guide, row["ticket"]).answers) for row in found] == visits


def test_a_day_may_be_chosen(tmp_path: Path) -> None:
    folder = guides.write(tmp_path / "guide", ending_guide())
    file = file_of(tmp_path, "place,themes\n38,cake\n")
    common = ["batch", "--guide", str(folder), str(file), "-o", str(tmp_path / "out.csv")]

    assert main([*common, "--on", "2026-01-31"]) == 0
    before = read_table(tmp_path / "out.csv")
    assert main([*common, "--on", "2026-02-01"]) == 0
    after = read_table(tmp_path / "out.csv")
    assert [before[0]["verdict-pastry"], after[0]["verdict-pastry"]] == [
        "recommended",
        "not-concerned",
    ]


def ending_guide() -> guides.Plain:
    plain = guides.shop()
    [cake] = [each for each in plain["routes.yaml"]["routes"] if each["id"] == "sweet"]
    cake["valid"] = {"until": "2026-01-31"}
    return plain


# How files are written


ROW = ["Exemple é (fictif)", "38185", "export|talent"]
HEADER = ["name", "territory", "themes"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_separator_and_mark_are_found_and_kept(separator: str, mark: str, tmp_path: Path) -> None:
    content = mark + table([HEADER, ROW], separator)
    assert run(file_of(tmp_path, content), "-o", tmp_path / "out.csv") == 0

    written = (tmp_path / "out.csv").read_text(encoding="utf-8")
    [row] = read_table(tmp_path / "out.csv", separator, "utf-8-sig")
    assert written.startswith(f"{mark}name{separator}territory")
    assert [row[column] for column in HEADER] == ROW
    assert row["verdict-ccir"] == "recommended"


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16"])
def test_another_encoding_is_refused_then_accepted_by_its_name(
    encoding: str, tmp_path: Path, capsys: Capture
) -> None:
    file = file_of(tmp_path, table([HEADER, ROW]), encoding=encoding)
    out = tmp_path / "out.csv"

    assert run(file, "-o", out) == 2
    assert "UTF-" in capsys.readouterr().err
    assert not out.exists()
    assert run(file, "-o", out, "--encoding", encoding) == 0
    assert read_table(out, encoding=encoding)[0]["name"] == ROW[0]


def test_the_line_that_is_not_utf8_is_named(tmp_path: Path, capsys: Capture) -> None:
    rows = "".join(f"n{number},38,export\n" for number in range(200_000))
    file = file_of(tmp_path, b"name,territory,themes\n" + rows.encode() + b"\xe9,38,export\n")

    assert run(file, "-o", tmp_path / "out.csv") == 2
    assert "line 200002" in capsys.readouterr().err


def test_line_ends_are_those_of_the_file(tmp_path: Path) -> None:
    file = file_of(tmp_path, "territory,themes\r\n38,export\r\n\r\n01,talent\r\n")

    assert run(file, "-o", tmp_path / "out.csv") == 0
    assert (tmp_path / "out.csv").read_bytes().count(b"\r\n") == 3


def test_cells_with_lines_quotes_and_separators_come_through(tmp_path: Path) -> None:
    hard = ['two\nlines, "quoted"', "=1+1", "'", " blanks ", "-12", ""]
    header = [*"abcdef", "themes"]
    [found] = routed(tmp_path, table([header, [*hard, "export"]]))

    assert [found[column] for column in "abcdef"] == hard


def test_for_a_spreadsheet_no_cell_is_a_formula(tmp_path: Path) -> None:
    file = file_of(tmp_path, "a,=b,themes\n=1+1,+33,export\n")
    assert run(file, "-o", tmp_path / "out.csv", "--for-spreadsheet") == 0

    content = (tmp_path / "out.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfa,'=b,themes")
    assert b"\n'=1+1,'+33,export," in content


def test_names_of_columns_forgive_capitals_and_blanks(tmp_path: Path) -> None:
    content = " Territory ,THEMES,Export_Kind\n38,export,customs\n"
    found = routed(tmp_path, content)

    assert [row["verdict-ccir"] for row in found] == ["recommended"]
    assert found[0]["open"] == ""


# Places


@pytest.mark.parametrize(
    ("written", "department"),
    [
        ("38", "38"),
        ("1", "01"),
        ("Isère", "38"),
        ("haute savoie", "74"),
        ("38185", "38"),
        ("01200", "01"),
        ("38000 Grenoble", "38"),
        ("GRENOBLE 38000", "38"),
        ("38 000 Grenoble", "38"),
        ("F-38000 Grenoble", "38"),
        ("69003 Lyon 3e", "69"),
        ("63000 CLERMONT FERRAND", "63"),
        ("38025 Grenoble Cedex 1", "38"),
        ("42100 St-Etienne", "42"),
        ("Hors de la région", "outside"),
        ("outside", "outside"),
        ("undecided", "undecided"),
    ],
)
def test_a_place_is_read_as_people_write_it(
    written: str, department: str, guide: Guide, tmp_path: Path
) -> None:
    found = routed(tmp_path, table([["territory", "themes"], [written, "export"]]), "--ticket")

    place = ticket.decode(guide, found[0]["ticket"]).answers["territory"][0]
    assert place[: len(department)] == department


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("38000", "code-alone"),
        ("Grenoble", "name-alone"),
        ("75001 Paris", "name-and-code"),
        ("38000 Lyon", "name-and-code"),
        ("75001", "unknown-place"),
        ("Atlantide", "unknown-place"),
        ("1053", "lost-zero"),
        ("33025 Grenoble Cedex", "name-and-code"),
    ],
)
def test_an_unclear_place_is_refused_with_what_to_write(
    written: str, key: str, tmp_path: Path, capsys: Capture
) -> None:
    file = file_of(tmp_path, table([["territory", "themes"], [written, "export"]]))

    assert run(file, "-o", tmp_path / "out.csv") == 1
    expected = say(phrase(f"batch.{key}", value=written), "en")
    assert f"Line 2: {expected}" in capsys.readouterr().err.splitlines()


# What is wrong


SOUND = "sound,38,export"
BAD_ROWS = {
    "width": ("few,38\n", "2 cells instead of 3"),
    "wide": ("many,38,export,more\n", "4 cells instead of 3"),
    "nul": ("a\0b,38,export\n", "null character"),
    "choice": ("a,38,exports\n", "exports"),
    "exclusive": ("a,38,export|none-of-these\n", "none-of-these"),
    "several": ("a,38|01,export\n", "territory"),
    "quotes": ('"a"b,38,export\n', "quotation marks"),
    "long": (f"{'a' * 70_000},38,export\n", "65536"),
}


@pytest.mark.parametrize("name", BAD_ROWS)
def test_a_bad_row_is_told_and_stops_nothing(name: str, tmp_path: Path, capsys: Capture) -> None:
    bad, reason = BAD_ROWS[name]
    content = f'name,territory,themes\n{SOUND}\n"two\nlines",38,export\n{bad}{SOUND}\n'
    out = tmp_path / "out.csv"

    assert run(file_of(tmp_path, content), "-o", out) == 1
    said = capsys.readouterr().err.splitlines()
    assert [row["name"] for row in read_table(out)] == ["sound", "two\nlines", "sound"]
    assert said[0].startswith("Line 5: ")
    assert reason in said[0]
    assert said[-1] == say(phrase("batch.left-out", n=1, path=""), "en")


def test_all_that_is_wrong_with_a_row_is_said(tmp_path: Path, capsys: Capture) -> None:
    run(file_of(tmp_path, "situation,territory,themes\nx,y,z\n"), "-o", tmp_path / "out.csv")

    said = capsys.readouterr().err.splitlines()[0]
    assert all(f"“{value}”" in said for value in "xyz")


def test_a_quote_that_is_not_closed_takes_a_few_rows_with_it(
    tmp_path: Path, capsys: Capture
) -> None:
    rows = [SOUND, '"open,38,export', SOUND, 'closed" here,38,export', SOUND]
    content = "name,territory,themes\n" + "\n".join(rows) + "\n"

    assert run(file_of(tmp_path, content), "-o", tmp_path / "out.csv") == 1
    assert capsys.readouterr().err.startswith("Lines 3 to 5: ")
    assert len(read_table(tmp_path / "out.csv")) == 2


def test_refused_rows_can_be_had_in_a_file_of_their_own(tmp_path: Path, capsys: Capture) -> None:
    content = "name;territory;themes\n=1;38;x\nfew;38\n" + "ok;38;export\n"
    file, bad = file_of(tmp_path, content), tmp_path / "bad.csv"

    assert run(file, "-o", tmp_path / "out.csv", "--rejects", bad) == 1
    lines = bad.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "line;reason"
    assert lines[1].startswith("2;")
    assert lines[1].endswith(";'=1;38;x")
    assert lines[2].startswith("3;")
    assert capsys.readouterr().err.splitlines()[-1].endswith(str(bad))


def test_of_many_refused_rows_the_first_are_told_and_the_rest_counted(
    tmp_path: Path, capsys: Capture
) -> None:
    content = "name,territory,themes\n" + "a,38,x\n" * 50

    assert run(file_of(tmp_path, content), "-o", tmp_path / "out.csv") == 1
    said = capsys.readouterr().err.splitlines()
    assert say(phrase("batch.more-rows", n=30), "en") in said
    assert len(said) == 23


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("", "empty"),
        ("\n\n", "empty"),
        ("name,town\na,b\n", "no-column"),
        ("themes,themes\n", "column-twice"),
        ("themes,verdict-ccir\n", "column-there"),
        ('"a"b,themes\n', "bad-header"),
        ("themes," + "," * 600, "too-many-columns"),
    ],
)
def test_a_file_that_cannot_be_routed_is_refused_in_one_sentence(
    content: str, key: str, tmp_path: Path, capsys: Capture
) -> None:
    out = tmp_path / "out.csv"
    out.write_text("before")

    assert run(file_of(tmp_path, content), "-o", out) == 2
    values = {"column": "themes" if key == "column-twice" else "verdict-ccir", "line": 1, "n": 500}
    columns = ", ".join(q.id for q in load_guide(paths.shipped_guide()).questions)
    sentence = say(phrase(f"batch.{key}", **values, columns=columns), "en")
    assert capsys.readouterr().err.splitlines() == [sentence]
    assert out.read_text() == "before"


@pytest.mark.parametrize("words", [[], ["x.csv"], ["nowhere.csv", "-o", "out.csv"]])
def test_a_command_that_cannot_be_carried_out_says_why(words: list[str], capsys: Capture) -> None:
    assert run(*words) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


# The file that is written


def test_a_file_may_be_routed_onto_itself(tmp_path: Path) -> None:
    file = file_of(tmp_path, table([HEADER, ROW]))

    assert run(file, "-o", file) == 0
    assert read_table(file)[0]["verdict-ccir"] == "recommended"


def test_standard_input_and_output_may_be_used() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LAUNCH, "--lang", "en", "batch", "-", "-o", "-"],
        input="territory,themes\n38,export\n38,x\n",
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert done.returncode == 1
    assert done.stdout.splitlines()[1].startswith("38,export,not-concerned,")
    assert len(done.stdout.splitlines()) == 2
    assert done.stderr.startswith("Line 3: ")


def test_ctrl_c_leaves_no_half_file(tmp_path: Path) -> None:
    file = file_of(tmp_path, "territory,themes\n" + "38,export\n" * 3_000_000)
    (tmp_path / "out.csv").write_text("before")
    command = [sys.executable, "-c", LAUNCH, "batch", str(file), "-o", str(tmp_path / "out.csv")]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        while not _is_under_way(tmp_path) and process.poll() is None:
            os.sched_yield()
        process.send_signal(signal.SIGINT)
        code = process.wait(60)

    assert code == 130
    assert (tmp_path / "out.csv").read_text() == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["companies.csv", "out.csv"]


def _is_under_way(folder: Path) -> bool:
    return any(path.stat().st_size > 100_000 for path in folder.glob(".*.part"))


def test_memory_does_not_grow_with_the_file(guide: Guide, tmp_path: Path) -> None:
    peaks = [_peak(guide, tmp_path, rows) for rows in (4_000, 4_000, 16_000)]

    assert peaks[2] < peaks[1] * 1.2 + 200_000


def _peak(guide: Guide, folder: Path, rows: int) -> int:
    visits = visits_table(guide, draw_visits(guide, 500))
    content = table([visits[0], *(visits[1:] * (rows // 500))])
    file = file_of(folder, content)
    tracemalloc.start()
    with (
        open_source(str(file), sys.stdin.buffer, "utf-8") as source,
        (folder / "out.csv").open("wb") as target,
    ):
        route_file(guide, source, target, Wishes(DAY), print)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


# Help


def test_the_columns_and_their_values_can_be_asked_for(guide: Guide, capsys: Capture) -> None:
    assert run("--columns") == 0

    lines = capsys.readouterr().out.splitlines()
    assert [q.id for q in guide.questions] == [
        line.split(":")[0] for line in lines if not line.startswith(" ")
    ]
    assert any(line.startswith("    export: ") for line in lines)
