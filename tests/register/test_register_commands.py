"""`aiguillage register …`: what is typed, what is shown and carried, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.figures.gather import gather
from desktop.figures.periods import bounds
from desktop.figures.reading import count
from desktop.main import main
from desktop.register.model import CaseId, Company, Query, Sent, State
from desktop.register.places import copies_folder, register_file
from desktop.register.store import Register
from desktop.text import LANGUAGES, Phrase, load_catalogue, phrase, say
from tests.export.test_tables import parts_of, read_xlsx
from tests.handover.cases import shipped
from tests.register.registers import ANNA, BAKERY, BRUNO, Clock, bakery, register_in

Capture = pytest.CaptureFixture[str]
NOW = datetime.now().astimezone()
LATELY = f"{NOW - timedelta(days=10):%Y-%m-%d}"
LAUNCH = "import sys; from desktop.main import main; sys.exit(main())"


def run(*words: str | Path, language: str = "en") -> int:
    return main(["--lang", language, "register", *map(str, words)])


def said(key: str, **values: object) -> str:
    return say(phrase(f"register-cli.{key}", **values), "en")


def for_years(n: int) -> Phrase:
    return phrase("register-cli.years", n=n)


@pytest.fixture
def register(own_data_folder: Path) -> Iterator[Register]:
    """A register with three cases, open as the window has it open."""
    clock = Clock(NOW - timedelta(days=40))
    found = register_in(own_data_folder, clock)
    found.save_case(bakery(), ANNA)
    clock.go_on(days=39)
    found.save_case(
        bakery(company=_named("Scierie Exemple"), referrals=(Sent("export", "ccir"),)), BRUNO
    )
    found.save_case(bakery(company=_named("=Formule"), referrals=(), uncovered=("tax",)), ANNA)
    yield found
    found.close()


def _named(name: str) -> Company:
    return replace(BAKERY, name=name, notes="-1+1")


def listed(capsys: Capture, *words: str) -> list[dict[str, Any]]:
    """What `list --json` gives."""
    assert run("list", "--json", *words) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["cases"]
    return found


def names(capsys: Capture, *words: str) -> list[str]:
    return [each["company"] for each in listed(capsys, *words)]


# list


def test_cases_are_listed_in_words(register: Register, capsys: Capture) -> None:
    assert run("list") == 0

    out = capsys.readouterr().out
    assert "Scierie Exemple, Clermont-Ferrand" in out
    assert "Selling abroad, to CCI Auvergne-Rhône-Alpes" in out
    assert "Waiting" in out
    assert said("count", n=3) in out


def test_other_programs_get_ids(register: Register, capsys: Capture) -> None:
    first = listed(capsys, "--text", "scierie")[0]

    assert first["referrals"] == [{"need": "export", "member": "ccir", "state": "waiting"}]
    assert (first["department"], first["advisor"], first["state"]) == ("63", "bruno", "waiting")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["--member", "bpifrance"], ["Boulangerie Éxemple"]),
        (["--need", "export"], ["Scierie Exemple", "Boulangerie Éxemple"]),
        (["--need", "tax"], ["=Formule"]),
        (["--state", "waiting"], ["Scierie Exemple", "Boulangerie Éxemple"]),
        (["--state", "refused"], []),
        (["--department", "01"], []),
        (["--by-advisor", "bruno"], ["Scierie Exemple"]),
        (["--overdue"], ["Boulangerie Éxemple"]),
        (["--since", LATELY, "--by-advisor", "anna"], ["=Formule"]),
        (["--until", LATELY], ["Boulangerie Éxemple"]),
        (["--text", "boul exem"], ["Boulangerie Éxemple"]),
        (
            ["--sort", "company", "--ascending", "--text", "exemple"],
            ["Boulangerie Éxemple", "Scierie Exemple"],
        ),
        (["--limit", "1", "--need", "export"], ["Scierie Exemple"]),
    ],
)
def test_cases_are_chosen(
    words: list[str], expected: list[str], register: Register, capsys: Capture
) -> None:
    assert names(capsys, *words) == expected


def test_a_long_list_comes_whole_page_after_page(own_data_folder: Path, capsys: Capture) -> None:
    assert main(["demo-data", "--cases", "1100"]) == 0
    capsys.readouterr()
    found = listed(capsys)

    assert len({each["id"] for each in found}) == 1100
    assert [each["opened"] for each in found] == sorted((e["opened"] for e in found), reverse=True)
    assert run("list") == 0
    out = capsys.readouterr().out
    assert said("count", n=50) in out
    assert said("more") in out


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_is_in_words_and_no_cell_is_a_formula(
    language: str, register: Register, tmp_path: Path
) -> None:
    file = tmp_path / "cases.csv"
    assert run("list", "--csv", "-o", file, language=language) == 0

    rows = read(file, ";" if language == "fr" else ",")
    assert rows[0][3] == load_catalogue(language)["register-cli.head.company"]
    assert [row[3] for row in rows[1:]] == ["'=Formule", "Scierie Exemple", "Boulangerie Éxemple"]
    assert shipped().get_need("export").name.in_(language) in rows[2][7]


def read(file: Path, separator: str = ",") -> list[list[str]]:
    text = file.read_text(encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--state", "lost"],
        ["list", "--sort", "luck"],
        ["list", "--since", "never"],
        ["list", "--since", "2026-02-01", "--until", "2026-01-01"],
        ["list", "--json", "--csv"],
        ["list", "--limit", "0"],
        ["show", "nobody at all"],
        ["show"],
        ["export"],
        ["import", "nowhere.jsonl"],
        ["purge", "--years", "0"],
        ["stats", "--period", "ever"],
        ["stats", "--from", "2026-02-01", "--until", "2026-01-01"],
        ["burn"],
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    words: list[str], register: Register, capsys: Capture
) -> None:
    assert run(*words) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert len(shown.err.splitlines()) == 1


@pytest.mark.parametrize(
    "words", [["list"], ["show", "x"], ["verify"], ["backup"], ["purge"], ["stats"]]
)
def test_where_there_is_no_register_none_is_made(
    words: list[str], own_data_folder: Path, capsys: Capture
) -> None:
    assert run(*words) == 2
    assert capsys.readouterr().err.strip() == said("none", path=str(own_data_folder))
    assert not register_file(own_data_folder).exists()


# show


def test_a_case_is_shown_with_its_history(register: Register, capsys: Capture) -> None:
    case = register.cases_of("Boulangerie Exemple")[0]
    first = register.case(case).referrals[0]
    register.set_referral(first.id, State.HELP_OFFERED, BRUNO)
    assert run("show", "zoe@example.invalid") == 0

    out = capsys.readouterr().out
    for words in (case, "Zoé Inventée", "Help offered", "bruno", "Client très pressé"):
        assert words in out


def test_the_history_names_what_was_withdrawn_and_what_came_back(
    register: Register, capsys: Capture
) -> None:
    case = register.cases_of("Boulangerie Exemple")[0]
    register.save_case(bakery(id=case, referrals=(Sent("export", "ccir"),)), ANNA)
    run("show", case)
    withdrawn = capsys.readouterr().out.splitlines()
    register.save_case(bakery(id=case), ANNA)
    run("show", case)
    returned = capsys.readouterr().out.splitlines()

    assert withdrawn[-1].endswith("anna: referral withdrawn: Financing a project, to Bpifrance")
    assert returned[-1].endswith("anna: referral: Financing a project, to Bpifrance")


def test_all_that_is_held_is_one_object(register: Register, capsys: Capture) -> None:
    assert run("show", "Boulangerie Exemple", "--json") == 0

    held = json.loads(capsys.readouterr().out)
    assert held["cases"][0]["case"]["company"]["notes"] == BAKERY.notes
    assert held["cases"][0]["events"]


def test_looking_is_noted_with_who_looked(register: Register) -> None:
    case = register.cases_of("Boulangerie Exemple")[0]
    run("show", case, "--by", "bruno")

    assert [(each.act, each.by) for each in register.audit(case, limit=1)] == [
        ("looked-at", "bruno")
    ]


def test_only_an_advisor_of_this_desk_may_be_named(
    register: Register, own_data_folder: Path, capsys: Capture
) -> None:
    settings = '[[desk.advisors]]\nid = "anna"\nname = "Anna Exemple"\nkey = "a"\n'
    (own_data_folder / "aiguillage.toml").write_text(settings, encoding="utf-8")

    assert run("show", "Boulangerie Exemple", "--by", "mallory") == 2
    assert capsys.readouterr().err.strip() == said("no-advisor", value="mallory", known="anna")
    assert run("show", "Boulangerie Exemple") == 0
    assert register.audit(limit=1)[0].by == "anna"


def test_a_name_cannot_steer_the_terminal(register: Register, capsys: Capture) -> None:
    register.save_case(bakery(company=_named("\x1b[2JEvil\nname")), ANNA)
    run("list")
    run("show", "\x1b[2JEvil\nname")

    # What writes on the terminal takes colours away by itself, but lets lines begin anew.
    assert capsys.readouterr().out.count("Evil·name") == 2


# export and import


def exported(capsys: Capture, file: Path, *words: str) -> Path:
    assert run("export", "-o", file, *words) == 0
    capsys.readouterr()
    return file


def test_whole_cases_come_back_whole_in_another_register(
    register: Register, tmp_path: Path, capsys: Capture
) -> None:
    file = exported(capsys, tmp_path / "cases.jsonl")
    other = tmp_path / "other"
    assert run("import", file, "--data", other) == 0

    assert said("import-taken", n=3) in capsys.readouterr().err
    there = register_in(other)
    ids = [CaseId(json.loads(line)["case"]["id"]) for line in file.read_text().splitlines()]
    assert [there.case(case) for case in ids] == [register.case(case) for case in ids]
    assert [there.events(case) for case in ids] == [register.events(case) for case in ids]
    assert there.verify().sound
    there.close()


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_importing_twice_changes_nothing(
    ending: str, register: Register, tmp_path: Path, capsys: Capture
) -> None:
    file = exported(capsys, tmp_path / f"cases.{ending}")
    other = tmp_path / "other"
    run("import", file, "--data", other)
    before = register_file(other).read_bytes()
    capsys.readouterr()

    assert run("import", file, "--data", other) == 0
    err = capsys.readouterr().err
    assert said("import-taken", n=0) in err
    assert said("import-known", n=3) in err
    assert register_file(other).read_bytes() == before


def test_what_was_erased_is_not_brought_back(
    register: Register, tmp_path: Path, capsys: Capture
) -> None:
    files = [exported(capsys, tmp_path / f"cases.{ending}") for ending in ("jsonl", "csv")]
    [case] = register.cases_of("Scierie Exemple")
    register.erase([case], ANNA)

    assert [run("import", file) for file in files] == [0, 0]
    assert capsys.readouterr().err.count(said("import-erased", n=1)) == 2
    assert register.case(case).company is None


def test_a_table_comes_back_with_companies_and_referrals(
    register: Register, tmp_path: Path, capsys: Capture
) -> None:
    [case] = register.cases_of("Boulangerie Exemple")
    register.set_referral(register.case(case).referrals[0].id, State.TAKEN_UP, BRUNO)
    file = exported(capsys, tmp_path / "cases.csv")
    other = tmp_path / "other"
    assert run("import", file, "--data", other) == 0

    there = register_in(other)
    found, kept = there.case(case), register.case(case)
    assert found.company == kept.company
    assert [(r.need, r.member, r.state, r.due) for r in found.referrals] == [
        (r.need, r.member, r.state, r.due) for r in kept.referrals
    ]
    assert (found.opened, found.changed, found.advisor) == (kept.opened, kept.changed, "anna")
    [formula] = there.cases_of("=Formule")
    assert there.case(formula).company == register.case(formula).company
    assert there.verify().sound
    there.close()
    assert b"'=Formule" in file.read_bytes()


def test_a_table_written_by_hand_is_taken_in(tmp_path: Path, own_data_folder: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("Name;referrals\nExemple A;export:ccir|talent:medef:taken-up\nExemple B;\n")

    assert [run("import", file), run("import", file)] == [0, 0]
    there = register_in(own_data_folder)
    [case] = there.cases_of("Exemple A")
    assert [r.state for r in there.case(case).referrals] == [State.WAITING, State.TAKEN_UP]
    assert there.find(Query()).matches == 2
    there.close()


BAD_LINES = {
    "not JSON": "{oops",
    "a list": "[1]",
    "nothing": "{}",
    "no company": '{"case": {"id": "x"}, "events": []}',
    "deep": "[" * 100_000,
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_a_bad_line_is_told_and_stops_nothing(
    name: str, register: Register, tmp_path: Path, capsys: Capture
) -> None:
    lines = exported(capsys, tmp_path / "cases.jsonl").read_text().splitlines()
    spoilt = tmp_path / "spoilt.jsonl"
    spoilt.write_text("\n".join([lines[0], "", BAD_LINES[name], lines[1], lines[2]]))
    assert run("import", spoilt, "--data", tmp_path / "other") == 1

    err = capsys.readouterr().err.splitlines()
    assert err[0].startswith("Line 3: ")
    assert err[1:] == [said("import-taken", n=3), said("import-refused", n=1)]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("A;export", "referrals"),
        ("A;export:ccir:lost", "referrals"),
        ("A", "1 cell"),
        ('"A"x;', "quotation"),
        ("A;export:ccir:waiting:someday", ""),
        (f"{'A' * 400};", "300"),
    ],
)
def test_a_bad_row_of_a_table_is_told_and_stops_nothing(
    row: str, reason: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(f'name;referrals\n"two\nlines";\n{row}\nB;export:ccir\n')

    assert run("import", file) == 1
    err = capsys.readouterr().err.splitlines()
    assert err[0].startswith("Line 4: ")
    assert reason in err[0]
    assert err[1] == said("import-taken", n=2)


@pytest.mark.parametrize(
    "content",
    [b"", b"colour;size\nred;1\n", b"name;colour\nA;red\n", b"name;name\nA;B\n", b"name\n\xff\n"],
)
def test_a_file_that_is_none_of_ours_is_refused(
    content: bytes, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "mine.csv"
    file.write_bytes(content)

    assert run("import", file) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_an_export_is_chosen_noted_and_told_to_be_personal(
    register: Register, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "some.jsonl"
    assert run("export", "-o", file, "--member", "bpifrance", "--by", "bruno") == 0

    assert said("exported", n=1, path=str(file)) in capsys.readouterr().err
    trace = register.audit(limit=1)[0]
    assert (trace.act, trace.by, trace.count) == ("exported", "bruno", 1)


def test_an_export_that_cannot_be_written_leaves_what_was_there(
    register: Register, tmp_path: Path, capsys: Capture
) -> None:
    assert run("export", "-o", tmp_path) == 2
    assert run("export", "-o", tmp_path / "nowhere" / "x.csv") == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert register.audit(limit=1)[0].act != "exported"


def test_a_spreadsheet_has_the_rows_of_the_table(
    register: Register, tmp_path: Path, capsys: Capture
) -> None:
    sheet = read_xlsx(exported(capsys, tmp_path / "cases.xlsx").read_bytes())
    table = read(exported(capsys, tmp_path / "cases.csv"))

    assert [row[0] for row in sheet] == [row[0] for row in table]


# purge


@pytest.fixture
def old(own_data_folder: Path) -> Iterator[Register]:
    """A register with one case of long ago and one of today."""
    clock = Clock(NOW - timedelta(days=4 * 366))
    found = register_in(own_data_folder, clock)
    found.save_case(bakery(), ANNA)
    clock.now = NOW
    found.save_case(bakery(company=_named("Scierie Exemple")), ANNA)
    yield found
    found.close()


def test_nothing_is_erased_unless_somebody_says_yes(old: Register, capsys: Capture) -> None:
    assert run("purge", "--dry-run") == 0
    assert capsys.readouterr().out.strip() == said("would-purge", n=1, years=for_years(3))
    assert run("purge") == 2
    assert capsys.readouterr().err.strip() == said("say-yes")
    assert old.cases_of("Boulangerie Exemple")


def test_a_purge_erases_what_is_past_its_time(old: Register, capsys: Capture) -> None:
    [case] = old.cases_of("Boulangerie Exemple")
    assert run("purge", "--yes") == 0

    out = capsys.readouterr().out
    assert said("purged", n=1, years=for_years(3)) in out
    assert case in out
    assert old.case(case).company is None
    assert old.cases_of("Scierie Exemple")


def test_how_long_cases_are_kept_may_be_said(old: Register, capsys: Capture) -> None:
    assert run("purge", "--dry-run", "--years", "5") == 0
    assert run("purge", "--dry-run", "--set", "register.retention_years=6") == 0
    assert capsys.readouterr().out.splitlines() == [
        said("would-purge", n=0, years=for_years(5)),
        said("would-purge", n=0, years=for_years(6)),
    ]


# A process may fork here: this test's has no thread that matters to the new one.
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
@pytest.mark.parametrize(("answer", "code"), [("no", 2), ("yes", 0), ("", 2)])
def test_a_person_is_asked_first(answer: str, code: int, old: Register) -> None:
    [case] = old.cases_of("Boulangerie Exemple")

    assert _converse(["purge"], answer) == code
    assert (old.case(case).company is None) is (code == 0)


def _converse(words: list[str], answer: str) -> int:
    """A command at a terminal of its own, whose question is answered."""
    process, handle = pty.fork()
    if not process:
        command = [sys.executable, "-c", LAUNCH, "--lang", "en", "register", *words]
        os.execv(sys.executable, command)
    seen, until = "", time.monotonic() + 60
    while time.monotonic() < until and select.select([handle], [], [], 60)[0]:
        try:
            seen += os.read(handle, 4096).decode()
        except OSError:
            break  # the other side has left
        if "(yes/no) " in seen and answer is not None:
            os.write(handle, f"{answer}\n".encode())
            seen = ""
    os.close(handle)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


# backup, restore, verify


def test_a_copy_is_made_shown_and_put_back(
    register: Register, own_data_folder: Path, capsys: Capture
) -> None:
    assert run("backup") == 0
    [copy] = [path.name for path in copies_folder(own_data_folder).iterdir()]
    assert copy in capsys.readouterr().out
    register.save_case(bakery(), ANNA)
    register.close()

    assert run("restore") == 0
    assert copy in capsys.readouterr().out
    assert run("restore", copy) == 2
    assert run("restore", copy, "--yes") == 0
    assert said("restored", n=3, name=copy) in capsys.readouterr().out
    assert len(listed(capsys)) == 3


def test_nothing_is_put_back_while_somebody_works(
    register: Register, own_data_folder: Path, capsys: Capture
) -> None:
    run("backup")
    [copy] = [path.name for path in copies_folder(own_data_folder).iterdir()]

    assert run("restore", copy, "--yes") == 2
    assert say(phrase("register.in-use"), "en") in capsys.readouterr().err
    assert register.find(Query()).matches == 3


def test_a_sound_register_is_said_to_be_sound(register: Register, capsys: Capture) -> None:
    assert run("verify") == 0
    assert capsys.readouterr().out.strip() == said("sound", n=3)
    assert run("verify", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "format": 1,
        "sound": True,
        "cases": 3,
        "findings": [],
    }


def test_wrong_counts_are_told_and_mended(register: Register, capsys: Capture) -> None:
    with register._file.writing() as connection:
        connection.exec_driver_sql("UPDATE tally SET n = n + 1")

    assert run("verify") == 1
    shown = capsys.readouterr()
    assert shown.err.strip() == said("finding.counts")
    assert shown.out.strip() == said("not-sound", n=3)
    assert run("verify", "--mend") == 0


# stats


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_numbers_are_those_of_the_figures_page(
    language: str, register: Register, own_data_folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "stats.csv"
    assert run("stats", "--period", "all", "--csv", "-o", file, language=language) == 0

    counted = count(register, own_data_folder, shipped(), bounds("all", date.today()))
    figures = gather(shipped(), counted, language)
    written = read(file, ";" if language == "fr" else ",")
    expected = [
        ["" if cell is None else str(cell) for cell in row]
        for figure in figures.all
        for row in figure.table.rows
    ]
    titles = {figure.title for figure in figures.all}
    assert [row for row in written if row and row[0] not in titles] == expected
    assert file.read_bytes().count(b"\xef\xbb\xbf") == 1


def test_other_programs_get_counts_by_id(register: Register, capsys: Capture) -> None:
    assert run("stats", "--period", "all", "--json") == 0

    found = json.loads(capsys.readouterr().out)
    assert found["cases"] == 3
    assert {"keys": ["ccir", "waiting"], "n": 2} in found["members"]
    assert {"keys": ["tax"], "n": 1} in found["uncovered"]
    assert "Boulangerie" not in json.dumps(found)


def test_numbers_are_said_on_the_terminal_and_go_into_a_spreadsheet(
    register: Register, tmp_path: Path, capsys: Capture
) -> None:
    assert run("stats", "--period", "all") == 0
    assert "3" in capsys.readouterr().out.splitlines()[1]
    assert run("stats", "--xlsx", "-o", tmp_path / "stats.xlsx") == 0
    sheets = [name for name in parts_of((tmp_path / "stats.xlsx").read_bytes()) if "sheet" in name]
    assert len(sheets) == 7


# Beside the open program


def test_a_command_works_while_the_window_writes(register: Register) -> None:
    command = [sys.executable, "-c", LAUNCH, "--lang", "en", "register", "list", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        saved = 0
        while process.poll() is None:
            register.save_case(bakery(), ANNA)
            saved += 1
        out, err = process.communicate()

    assert (process.returncode, err) == (0, b"")
    assert len(json.loads(out)["cases"]) >= 3
    assert saved > 0
    # Not how many match, which is counted to a thousand only.
    assert register.statistics(date(2020, 1, 1), date.today()).cases == 3 + saved


# Help


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name",
    ["list", "show", "export", "import", "purge", "backup", "restore", "verify", "stats"],
)
def test_every_command_has_its_help(name: str, language: str, capsys: Capture) -> None:
    assert run(name, "--help", language=language) == 0
    assert f"aiguillage register {name}" in capsys.readouterr().out
    assert f"aiguillage register {name}" in load_catalogue(language)["cli.help.register"]
