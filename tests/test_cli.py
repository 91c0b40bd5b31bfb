"""The command line: one clear sentence for bad input, exact JSON, and never a trace of ours."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.answers import MAX_BYTES
from desktop.main import main, read_request, system_language
from desktop.paths import shipped_guide
from desktop.text import LANGUAGES
from tests import guides
from tests.random_guides import examples

ANSWERS = {"territory": "38", "themes": ["funding"], "funding-kind": ["fundraising"]}
LAUNCH = "import sys; from desktop.main import main; sys.exit(main())"


@pytest.fixture
def answers(tmp_path: Path) -> str:
    """The path of a file of answers."""
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(ANSWERS), encoding="utf-8")
    return str(file)


class Said:
    """What one command said, and its exit code."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


Capture = pytest.CaptureFixture[str]


def say(capsys: Capture, *words: str) -> Said:
    """Carries out a command in this process."""
    code = main(list(words))
    out, err = capsys.readouterr()
    return Said(code, out, err)


def run(*words: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Carries out a command in a process of its own."""
    command = [sys.executable, "-c", LAUNCH, *words]
    return subprocess.run(
        command, capture_output=True, encoding="utf-8", timeout=60, check=False, **options
    )


def is_one_refusal(said: Said) -> bool:
    """Exit 2, nothing on stdout, a sentence and no trace on stderr."""
    calm = "Traceback" not in said.err and "s’est arrêté" not in said.err
    return said.code == 2 and said.out == "" and calm and said.err.endswith("\n")


# Well


def test_route_says_who_to_see_in_the_language_asked_for(capsys: Capture, answers: str) -> None:
    french = say(capsys, "route", "--answers", answers, "--lang", "fr")
    english = say(capsys, "--lang=en", "route", "--answers", answers)

    assert (french.code, french.err, english.code, english.err) == (0, "", 0, "")
    assert "MEDEF" in french.out
    assert "MEDEF" in english.out
    assert french.out != english.out


def test_route_in_json_has_the_promised_keys(capsys: Capture, answers: str) -> None:
    said = say(capsys, "route", "--answers", answers, "--json", "--on", "2026-11-24")

    data = json.loads(said.out)
    assert data.keys() >= {"guide", "on", "territory", "verdicts", "uncovered", "open", "set_aside"}
    assert data["on"] == "2026-11-24"
    assert [(v["member"], v["verdict"]) for v in data["verdicts"]] == [
        ("region", "not-concerned"),
        ("agence", "not-concerned"),
        ("ccir", "not-concerned"),
        ("cpme", "not-concerned"),
        ("medef", "recommended"),
        ("bpifrance", "not-concerned"),
    ]
    assert data["verdicts"][4]["needs"][0]["route"] == "fundraising"
    assert data["open"] == []


def test_route_reads_the_standard_input(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(json.dumps(ANSWERS).encode()))
    monkeypatch.setattr(sys, "stdin", stdin)

    said = say(capsys, "route", "--answers", "-", "--json")

    assert json.loads(said.out)["territory"] == "38"


def test_an_unfinished_visit_says_what_is_left_to_answer(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "a").write_text('{"territory": "38"}', encoding="utf-8")

    said = say(capsys, "route", "--answers", str(tmp_path / "a"), "--lang", "fr")

    assert "Il reste à répondre" in said.out


def test_a_sheet_is_written_and_said(capsys: Capture, answers: str, tmp_path: Path) -> None:
    sheet = tmp_path / "fiche.pdf"

    said = say(capsys, "sheet", "--answers", answers, "-o", str(sheet), "--lang", "en")

    assert said.code == 0
    assert str(sheet) in said.out
    assert sheet.read_bytes().startswith(b"%PDF-")


def test_a_ticket_opens_on_the_answers_it_was_made_of(capsys: Capture, answers: str) -> None:
    code = say(capsys, "ticket", "encode", "--answers", answers).out.strip()

    said = say(capsys, "ticket", "decode", code)

    assert json.loads(said.out) == ANSWERS


def test_check_says_that_all_is_well(capsys: Capture) -> None:
    said = say(capsys, "check", str(shipped_guide()), "--lang", "fr")

    assert said.code == 0
    assert "Aucun défaut" in said.out


def test_version_names_the_program_and_the_guide(capsys: Capture) -> None:
    said = say(capsys, "version")

    assert said.code == 0
    assert said.out.startswith("aiguillage ")
    assert "g6-relocalisation 2026.11.1" in said.out


def test_another_guide_is_used_where_it_is_asked_for(capsys: Capture, tmp_path: Path) -> None:
    folder = guides.write(tmp_path / "guide", guides.shop())

    said = say(capsys, "version", "--guide", str(folder))

    assert "small 1" in said.out


COMMANDS = [
    *["", "route", "sheet", "check", "ticket", "ticket encode", "ticket decode", "version"],
    *["guides", "screenshots"],
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_a_page_of_ours_in_the_language_in_use(
    command: str, language: str, capsys: Capture
) -> None:
    said = say(capsys, *command.split(), "--help", "--lang", language)

    assert said.code == 0
    assert said.out.startswith(("aiguillage", "Aiguillage"))
    assert "Usage:" not in said.out
    assert "Options:" not in said.out


# Badly typed


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "line",
    [
        "nonsense",
        "rout",
        "route",
        "route --answers",
        "route --answers /none/x.json",
        "route --answers /",
        "route --answer x",
        "route x",
        "route --answers x y",
        "route --json",
        "route --answers - --on tomorrow",
        "route --answers - --on 2026-13-01",
        "route --answers - --json=yes",
        "sheet",
        "sheet --answers x",
        "sheet -o x",
        "check",
        "check /none",
        "check a b",
        "check /dev/null",
        "ticket",
        "ticket encode",
        "ticket decode",
        "ticket decode AAAA",
        "ticket burn",
        "-- ticket",
        "-- nonsense",
        "--",
        "--nonsense",
        "version --guide /none",
        "version x",
        "screenshots",
        "screenshots --all",
        "screenshots a b",
        "guides",
        "guides --all",
        "guides a b",
    ],
)
def test_a_command_badly_typed_gets_one_sentence(
    line: str, language: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(json.dumps(ANSWERS).encode())))

    said = say(capsys, "--lang", language, *line.split())

    assert is_one_refusal(said)
    assert "Usage" not in said.err
    assert "Error" not in said.err


@pytest.mark.parametrize("line", ["--lang", "--lang de version", "--guide", "--data", "--lang="])
def test_a_common_option_badly_typed_gets_one_sentence(line: str, capsys: Capture) -> None:
    assert is_one_refusal(say(capsys, *line.split()))


def test_the_two_languages_do_not_say_the_same(capsys: Capture) -> None:
    french, english = (say(capsys, "rout", "--lang", lang).err for lang in LANGUAGES)

    assert french != english


def test_a_very_long_name_is_said_short(capsys: Capture) -> None:
    said = say(capsys, "check", "a" * 5000)

    assert is_one_refusal(said)
    assert len(said.err) < 400


def test_a_name_never_writes_on_the_terminal_by_itself(capsys: Capture) -> None:
    said = say(capsys, "check", "/x\x1b[2J\n\u202efake")

    assert is_one_refusal(said)
    assert "\x1b" not in said.err
    assert said.err.count("\n") == 1


WORDS = (
    "route sheet check ticket encode decode version -- --json --on --answers - -o -h --help"
    " --lang fr en --guide --data x --x=y -x ="
)
SHORT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=5)
LINES = st.lists(st.sampled_from(WORDS.split()) | SHORT, min_size=1, max_size=5)


@examples(80)
@given(LINES)
def test_any_words_are_carried_out_or_refused(words: list[str]) -> None:
    folder = Path(os.environ["AIGUILLAGE_DATA"])
    folder.mkdir(exist_ok=True)
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(b"{}"))
    try:
        with contextlib.chdir(folder):
            assert main(["route", *words]) in (0, 2)
            assert main(["ticket", *words]) in (0, 2)
            assert main(["version", *words]) in (0, 2)
    finally:
        sys.stdin = before


# Bad answers


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"a":' * 10_000,
        b"9" * 60_000,
        b" " * (MAX_BYTES + 1),
        b'{"territory": "75"}',
        b'{"territory": 38}',
        b'{"themes": ["none-of-these", "export"]}',
        b'{"\\ud800": "\\ud800"}',
        b'{"themes": "\\u001b[2J"}',
        b'{"territory": "38", "territory": "42"}',
    ],
)
@pytest.mark.parametrize("command", ["route", "sheet", "ticket"])
def test_bad_answers_get_their_sentences_and_nothing_is_written(
    raw: bytes, command: str, capsys: Capture, tmp_path: Path
) -> None:
    (tmp_path / "bad").write_bytes(raw)
    words = {
        "route": ["route", "--answers", str(tmp_path / "bad"), "--json"],
        "sheet": ["sheet", "--answers", str(tmp_path / "bad"), "-o", str(tmp_path / "x.pdf")],
        "ticket": ["ticket", "encode", "--answers", str(tmp_path / "bad")],
    }

    said = say(capsys, *words[command])

    assert is_one_refusal(said)
    assert "\x1b" not in said.err
    assert {path.name for path in tmp_path.iterdir()} <= {"bad", "data"}


def test_every_fault_of_the_answers_is_said_in_one_go(capsys: Capture, tmp_path: Path) -> None:
    (tmp_path / "bad").write_text('{"x": "y", "territory": "75"}', encoding="utf-8")

    said = say(capsys, "route", "--answers", str(tmp_path / "bad"), "--lang", "en")

    assert len(said.err.splitlines()) == 2


def test_a_device_without_end_is_no_answers_file(capsys: Capture) -> None:
    assert is_one_refusal(say(capsys, "route", "--answers", "/dev/zero"))


def test_a_refused_guide_lists_its_faults_with_their_places(
    capsys: Capture, tmp_path: Path
) -> None:
    plain = guides.shop()
    plain["routes.yaml"]["routes"][0]["wen"] = "x"
    plain["stories.yaml"] = {"format": "1", "stories": []}
    folder = guides.write(tmp_path / "guide", plain)

    said = say(capsys, "check", str(folder), "--lang", "en")

    assert is_one_refusal(said)
    assert "routes.yaml:" in said.err
    assert "unknown-key" in said.err


@pytest.mark.parametrize("place", ["/none/x.pdf", "/", "/dev/null", "/proc/x.pdf"])
def test_a_sheet_that_cannot_be_written_is_said(place: str, capsys: Capture, answers: str) -> None:
    said = say(capsys, "sheet", "--answers", answers, "-o", place)

    assert is_one_refusal(said)
    assert Path("/dev/null").is_char_device()


# The languages of the system


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({}, "fr"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_US", "LC_ALL": "fr_FR"}, "fr"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "fr_FR"}, "en"),
        ({"LC_ALL": "C"}, "fr"),
        ({"LC_ALL": "", "LANG": "EN"}, "en"),
    ],
)
def test_a_terminal_is_answered_in_its_own_language(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert system_language() == language


def test_common_options_stand_anywhere() -> None:
    words = ["route", "--lang", "en", "--answers", "x", "--guide=g", "--data", "d"]

    request = read_request(words)

    assert (request.language, request.guide, request.data) == ("en", Path("g"), Path("d"))
    assert request.rest == ["route", "--answers", "x"]


# In a process of its own


BLOCKED = """
import sys
class Block:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked!r}:
            raise ImportError("blocked: " + name)
sys.meta_path.insert(0, Block())
"""


def run_without(blocked: tuple[str, ...], *words: str) -> subprocess.CompletedProcess[str]:
    """The command line in a process that cannot import some packages."""
    code = BLOCKED.format(blocked=set(blocked)) + LAUNCH
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    "words",
    ["version", "check {guide}", "route --answers {answers}", "route --answers {answers} --json"],
)
def test_the_command_line_needs_no_qt(words: str, answers: str) -> None:
    line = words.format(guide=shipped_guide(), answers=answers)

    done = run_without(("PySide6", "shiboken6"), *line.split())

    assert (done.returncode, done.stderr) == (0, "")


def test_reading_json_needs_no_typesetter_either(answers: str) -> None:
    done = run_without(
        ("PySide6", "typst", "segno", "barcode"), "route", "--json", "--answers", answers
    )

    assert (done.returncode, done.stderr) == (0, "")


def test_the_way_to_the_window_does_not_import_the_command_lines_library() -> None:
    code = (
        "import sys, desktop.main\n"
        "desktop.main._has_display = lambda: False\n"
        "desktop.main.main([])\n"
        "print([m for m in ('click', 'typer', 'yaml', 'PySide6') if m in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=True
    )

    assert done.stdout.strip() == "[]"


def test_without_a_screen_the_way_to_go_on_is_said() -> None:
    kept = {k: v for k, v in os.environ.items() if k not in SCREENS}

    done = run(env=kept)

    assert done.returncode == 2
    assert "aiguillage route" in done.stderr


SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def test_a_reader_that_leaves_is_no_fault(answers: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)

    done = subprocess.run(
        [sys.executable, "-c", LAUNCH, "route", "--json", "--answers", answers],
        stdout=writer,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )

    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_full_disk_behind_the_output_is_said(answers: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", LAUNCH, "route", "--json", "--answers", answers],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_closed_output_is_no_fault(answers: str) -> None:
    line = f"exec '{sys.executable}' -c '{LAUNCH}' route --json --answers '{answers}' >&-"

    done = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, timeout=60, check=False)

    assert (done.returncode, done.stderr) == (0, b"")


def test_an_interruption_ends_quietly(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: str) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop.cli.session.read_file", interrupt)

    said = say(capsys, "route", "--answers", "-")

    assert (said.code, said.out, said.err) == (130, "", "")


@pytest.mark.parametrize("locale", ["C", "POSIX", "fr_FR.ISO-8859-1", "xx_YY.nonsense"])
def test_a_poor_locale_still_writes_whole_french(locale: str, answers: str) -> None:
    poor = os.environ | {"LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    done = run("route", "--answers", answers, "--lang", "fr", env=poor)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Préparée" in done.stdout


def test_our_own_fault_says_where_and_never_what() -> None:
    code = (
        "import sys, desktop.main as m\n"
        "def fail(request): raise RuntimeError('canari')\n"
        "m._run = fail\n"
        "sys.exit(m.main(['version']))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", timeout=60, check=False
    )

    assert done.returncode == 1
    assert "RuntimeError" in done.stderr
    assert "canari" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
