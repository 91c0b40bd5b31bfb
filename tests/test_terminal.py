"""Whoever starts a command, and however it ends: no fault of ours, and nothing half done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import terminal
from desktop.files import replacing

LAUNCH = "import sys; from desktop.main import main; sys.exit(main())"


def with_closed(channels: str, words: str) -> subprocess.CompletedProcess[str]:
    """A command started by something that closed some of its three channels."""
    line = f"exec '{sys.executable}' -c '{LAUNCH}' {words} {channels}"
    return subprocess.run(
        ["sh", "-c", line], capture_output=True, encoding="utf-8", timeout=60, check=False
    )


@pytest.mark.parametrize(
    "words",
    [
        "route --answers -",
        "batch - -o '{folder}/out.csv'",
        "guide keygen -o '{folder}/key' --passphrase",
        "--data '{folder}' kiosk set-pin",
        "--data '{folder}' register restore copy",
    ],
)
def test_a_closed_input_is_an_empty_one(words: str, tmp_path: Path) -> None:
    done = with_closed("<&-", words.format(folder=tmp_path))

    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert "s’est arrêté" not in done.stderr


def test_a_file_of_companies_is_routed_with_no_input_to_read(tmp_path: Path) -> None:
    companies = tmp_path / "companies.csv"
    companies.write_text("name,territory,themes\nAtelier,38,export\n", encoding="utf-8")

    done = with_closed("<&-", f"batch '{companies}' -o '{tmp_path}/out.csv'")

    assert done.returncode == 0
    assert "Atelier" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")


def test_a_table_meant_for_a_closed_output_goes_nowhere(tmp_path: Path) -> None:
    companies = tmp_path / "companies.csv"
    companies.write_text("name,territory,themes\nAtelier,38,export\n", encoding="utf-8")

    done = with_closed(">&-", f"batch '{companies}' -o -")

    assert done.returncode == 0
    assert "s’est arrêté" not in done.stderr


def test_no_file_takes_the_place_of_a_closed_channel() -> None:
    said = "import os; from desktop import terminal; terminal.open_channels();"
    line = f"exec '{sys.executable}' -c '{said} os._exit(os.open(os.devnull, 0))' <&- >&- 2>&-"

    done = subprocess.run(["sh", "-c", line], timeout=60, check=False)

    assert done.returncode > 2


posix = pytest.mark.skipif(os.name == "nt", reason="that system tells a program nothing")


def write_until(number: int, path: Path) -> None:
    """Writes a file, in the middle of which the process is told to end."""
    with terminal.ended_cleanly(), replacing(path) as file:
        file.write(b"half")
        os.kill(os.getpid(), number)


@posix
@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP"])
def test_a_file_being_written_is_not_left_in_part_by_an_end_from_outside(
    how: str, tmp_path: Path
) -> None:
    number = getattr(signal, how)

    with pytest.raises(SystemExit) as end:
        write_until(number, tmp_path / "export.json")

    assert end.value.code == 128 + number
    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(number) is signal.SIG_DFL


@posix
def test_what_is_to_be_ignored_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with terminal.ended_cleanly():
            os.kill(os.getpid(), signal.SIGHUP)
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


@posix
def test_a_command_ended_from_outside_ends_by_its_own_hand(tmp_path: Path) -> None:
    pipe = tmp_path / "answers"
    os.mkfifo(pipe)
    command = [sys.executable, "-c", LAUNCH, "route", "--answers", str(pipe)]

    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with started, pipe.open("wb"):  # waits until it reads
        started.terminate()
        out, err = started.communicate(timeout=60)

    assert (started.returncode, out, err) == (128 + signal.SIGTERM, b"", b"")
