"""Commands given what nobody would type on purpose: one sentence, and never a fault of ours."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.batch.source import open_source
from desktop.configuration.reading import read_text
from desktop.doctor.databases import count_register
from desktop.errors import CannotRead
from desktop.main import main
from desktop.register.faults import RegisterDamaged
from desktop.register.places import register_file
from desktop.register.times import rows_of_days, to_day
from desktop.text import phrase, say

Capture = pytest.CaptureFixture[str]
NO_TEXT = "\udcff\udcfe"
"""What a terminal makes of bytes that are no text."""
LONG = "x" * 5000


def refused(capsys: Capture, *words: str) -> str:
    """What is said of a command that is refused."""
    assert main(["--lang", "en", *words]) == 2
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert len(err) < 500
    return str(err)


@pytest.mark.parametrize(
    "words",
    [
        ("guide", "install", LONG),
        ("support-bundle", LONG),
        ("verify", "{receipt}", "--guides", LONG),
        ("check", LONG),
        ("--data", LONG, "register", "verify"),
    ],
)
def test_a_name_no_system_can_hold_is_refused_by_every_command(
    words: tuple[str, ...], tmp_path: Path, capsys: Capture
) -> None:
    receipt, answers = tmp_path / "receipt", tmp_path / "answers"
    answers.write_text('{"territory": "38"}', encoding="utf-8")
    assert main(["route", "--answers", str(answers), "--receipt", str(receipt)]) == 0
    capsys.readouterr()

    assert refused(capsys, *(word.format(receipt=receipt) for word in words))


def test_a_settings_file_with_such_a_name_is_said_not_to_be_there(capsys: Capture) -> None:
    assert main(["--lang", "en", "config", "check", LONG]) == 2
    assert "does not exist" in capsys.readouterr().err


def test_a_line_that_ends_in_a_name_ends_no_sentence(tmp_path: Path, capsys: Capture) -> None:
    there = str(tmp_path / "a\nb")
    (tmp_path / "a\nb").write_text("{}", encoding="utf-8")

    assert "a·b" in refused(capsys, "guide", "keygen", "-o", there)
    assert "a·b" in refused(capsys, "support-bundle", there)
    assert "a·b" in refused(capsys, "diff", there, there)


def test_a_copy_of_the_register_with_such_a_name_is_refused(
    tmp_path: Path, capsys: Capture
) -> None:
    data = str(tmp_path / "data")
    assert main(["--data", data, "demo-data", "--cases", "1"]) == 0
    capsys.readouterr()

    assert refused(capsys, "--data", data, "register", "restore", "--yes", LONG)


@pytest.mark.parametrize("command", ["check", "prove", "graph"])
def test_a_file_in_place_of_a_folder_is_called_that(
    command: str, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "guide.yaml"
    file.write_text("guide: x", encoding="utf-8")
    output = ("-o", str(tmp_path / "x.svg")) if command == "graph" else ()

    sentence = refused(capsys, command, str(file), *output)

    assert say(phrase("error.reason.not-folder"), "en") in sentence


def test_a_folder_in_place_of_sentences_is_called_that(tmp_path: Path, capsys: Capture) -> None:
    sentence = refused(capsys, "suggest", "--evaluate", str(tmp_path))

    assert say(phrase("error.reason.folder"), "en") in sentence


def test_whoever_is_asked_for_in_no_letters_is_not_there(tmp_path: Path, capsys: Capture) -> None:
    data = str(tmp_path)
    assert main(["--data", data, "demo-data", "--cases", "1"]) == 0
    capsys.readouterr()

    sentence = refused(capsys, "--data", data, "register", "show", NO_TEXT)

    assert "“··”" in sentence


def test_no_value_writes_on_the_terminal_by_itself(tmp_path: Path, capsys: Capture) -> None:
    data = str(tmp_path)
    assert main(["--data", data, "demo-data", "--cases", "1"]) == 0
    capsys.readouterr()

    sentence = refused(capsys, "--data", data, "register", "show", "\x1b[31m\x07")

    assert "“·[31m·”" in sentence


@pytest.mark.skipif(os.name == "nt", reason="that system has no pipes with a name")
def test_a_pipe_in_the_registers_place_is_not_waited_for(tmp_path: Path) -> None:
    register_file(tmp_path).parent.mkdir()
    os.mkfifo(register_file(tmp_path))

    with pytest.raises(RegisterDamaged):
        count_register(tmp_path)


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "9999-12-31"])
def test_days_that_no_clock_tells_are_days_all_the_same(day: str) -> None:
    low, high = rows_of_days(to_day(day), to_day(day))

    assert low is not None
    assert high is not None
    assert (low == 1) == (day < "2000")


def test_more_cases_than_there_can_be_are_not_asked_for(tmp_path: Path, capsys: Capture) -> None:
    assert refused(capsys, "--data", str(tmp_path), "register", "list", "--limit", "9" * 20)


def test_a_number_without_end_is_a_fault_of_its_line() -> None:
    faults = read_text(f"start.text_size = {'9' * 5000}", "machine.toml").faults

    assert [fault.sentence for fault in faults] == [phrase("config.not-toml")]


def test_such_a_number_on_the_command_line_is_said(capsys: Capture) -> None:
    assert main(["--set", f"start.text_size={'9' * 5000}", "config", "show"]) == 2
    assert "start.text_size" in capsys.readouterr().err


def test_a_line_without_end_is_heard_by_its_beginning(tmp_path: Path, capsys: Capture) -> None:
    lines = tmp_path / "lines"
    lines.write_bytes(b"je veux exporter " + b"x" * 300_000 + b"\nbonjour\n")

    assert main(["suggest", "--file", str(lines)]) == 0

    heard = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [need["need"] for need in heard[0]["needs"]] == ["export"]
    assert len(heard) == 2


def test_a_file_of_companies_with_a_line_without_end_is_refused(
    tmp_path: Path, capsys: Capture
) -> None:
    file, out = tmp_path / "in.csv", tmp_path / "out.csv"
    file.write_bytes(b"name;territory\n" + b";" * (9 * 1024 * 1024))

    sentence = refused(capsys, "batch", str(file), "-o", str(out))

    assert "Line 2" in sentence
    assert not out.exists()


def test_a_file_that_is_not_in_the_encoding_named_is_refused(
    tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "in.csv"
    file.write_text("name,territory\nx,38\n", encoding="utf-8")

    sentence = refused(capsys, "batch", str(file), "-o", "out.csv", "--encoding", "utf-16")

    assert "utf-16 (line 1)" in sentence


@pytest.mark.skipif(sys.platform != "linux", reason="that system has no full device")
def test_a_full_output_is_not_blamed_on_the_file_that_is_read(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("name,territory\nx,38\n", encoding="utf-8")

    with pytest.raises(OSError, match="No space left"):
        write_while_reading(file)


def write_while_reading(file: Path) -> None:
    """Writes where there is no room, with the file of companies open."""
    with open_source(str(file), io.BytesIO(), "utf-8"), Path("/dev/full").open("wb") as full:
        full.write(b"x")


def test_a_file_that_can_no_longer_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("name,territory\n" + "x,38\n" * 100_000, encoding="utf-8")

    with pytest.raises(CannotRead, match=str(file)):
        read_while_taken_away(file)


def read_while_taken_away(file: Path) -> None:
    """Reads a file of companies that is gone after its beginning."""
    with open_source(str(file), io.BytesIO(), "utf-8") as source:
        taken_away(source.content.fileno())
        with io.TextIOWrapper(source.content, encoding="utf-8") as text:
            list(text)


def taken_away(handle: int) -> None:
    """What a stick pulled out does: the file that was open is no longer one to read."""
    closed = os.open(os.devnull, os.O_WRONLY)
    os.dup2(closed, handle)
    os.close(closed)


@pytest.mark.parametrize("content", [b"x" * 300_000, b'"' + b"x" * 300_000, b"\0" * 300_000])
def test_a_table_with_a_cell_without_end_is_none_of_ours(
    content: bytes, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "cases.csv"
    file.write_bytes(content)

    assert refused(capsys, "--data", str(tmp_path / "data"), "register", "import", str(file))


LOOK_AROUND = """
import os, sys
from datetime import date
from pathlib import Path
from desktop import casework
from desktop.configuration import load
from desktop.errors import AiguillageError
from desktop.register.model import Query
from desktop.register.store import list_backups, open_to_read
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
data = Path(sys.argv[1])
casework.adopt(None, data).keep_guide(data)
settings = load(data, {}).configuration.register
for look in (list_backups, lambda data: open_to_read(data, settings).find(Query())):
    try:
        look(data)
    except AiguillageError as error:
        print(type(error).__name__)
"""


@pytest.mark.skipif(os.name == "nt", reason="that system has no modes of files")
def test_a_data_folder_of_somebody_else_is_said_and_no_fault_of_ours(open_to_all: Path) -> None:
    data = open_to_all
    assert main(["--data", str(data), "demo-data", "--cases", "1"]) == 0
    assert main(["--data", str(data), "register", "backup"]) == 0
    (data / "guides").mkdir()
    closed = (data / "guides", data / "register")
    for folder in closed:
        folder.chmod(0)

    done = subprocess.run(
        [sys.executable, "-c", LOOK_AROUND, str(data)],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    for folder in closed:
        folder.chmod(0o700)

    assert done.stderr == ""
    assert done.stdout.split() == ["RegisterReadOnly", "RegisterReadOnly"]
