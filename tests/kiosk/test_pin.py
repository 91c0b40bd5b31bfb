"""The staff's PIN: kept as a hash, with a delay that nobody gets round."""

from __future__ import annotations

import fcntl
import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.errors import BadRequest, CannotWrite
from desktop.kiosk import pin as pin_module
from desktop.kiosk.faults import faults_today
from desktop.kiosk.pin import Checked, check_pin, is_easy, is_set, set_pin
from desktop.kiosk.tries import delay_after

NOW = datetime(2026, 11, 24, 9)
RIGHT, WRONG = "482156", "111111"


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hash that costs next to nothing, so that a test may try often."""
    monkeypatch.setattr(pin_module, "MEMORY", 8 * 2**20)
    monkeypatch.setattr(pin_module, "_PASSES", 1)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An installation with a PIN."""
    set_pin(tmp_path, RIGHT)
    return tmp_path


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def wrong_tries(data: Path, times: int) -> Iterator[Checked]:
    """Tries a wrong PIN, each time as soon as it may be tried."""
    now = NOW
    for _ in range(times):
        checked = check_pin(data, WRONG, now)
        yield checked
        now += timedelta(seconds=checked.wait_seconds)


def codes(data: Path) -> list[str]:
    return [fault.code for fault in faults_today(data, NOW)]


def test_the_right_pin_opens(data: Path) -> None:
    assert is_set(data)
    assert check_pin(data, RIGHT, NOW) == Checked(ok=True)


def test_without_a_pin_none_is_right(tmp_path: Path) -> None:
    assert not is_set(tmp_path)
    assert not check_pin(tmp_path, "", NOW).ok
    assert not check_pin(tmp_path, RIGHT, NOW).ok


@pytest.mark.parametrize("pin", ["", "123", "1" * 13, "12a4", "12 4", "-123", "１２３４", "1234\n"])
def test_a_pin_has_four_to_twelve_digits(pin: str, tmp_path: Path) -> None:
    with pytest.raises(BadRequest):
        set_pin(tmp_path, pin)
    assert not is_set(tmp_path)


@pytest.mark.parametrize("pin", ["1234", "123456789012"])
def test_the_shortest_and_the_longest_pin_work(pin: str, tmp_path: Path) -> None:
    set_pin(tmp_path, pin)

    assert check_pin(tmp_path, pin, NOW).ok


@pytest.mark.parametrize("typed", ["", "48215", "4821567", "abc", "é" * 6, "4" * 10_000])
def test_anything_else_is_wrong_and_counts_as_a_try(typed: str, data: Path) -> None:
    assert check_pin(data, typed, NOW) == Checked(ok=False, wait_seconds=1)


def test_the_file_holds_a_hash_that_its_owner_alone_reads(data: Path) -> None:
    file = data / "kiosk" / "pin.json"
    kept = json.loads(file.read_text())["hash"]

    assert RIGHT not in file.read_text()
    assert kept.startswith("$argon2id$v=19$")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_pin_as_shipped_costs_a_thief_sixty_four_megabytes_a_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    set_pin(tmp_path, RIGHT)

    assert "$m=65536,t=3,p=1$" in (tmp_path / "kiosk" / "pin.json").read_text()


def test_the_same_pin_gives_another_hash_each_time(tmp_path: Path) -> None:
    set_pin(tmp_path / "a", RIGHT)
    set_pin(tmp_path / "b", RIGHT)
    a, b = (tmp_path / name / "kiosk" / "pin.json" for name in "ab")

    assert a.read_text() != b.read_text()


# The delay


def test_each_wrong_try_makes_the_next_one_wait_longer(data: Path) -> None:
    waits = [checked.wait_seconds for checked in wrong_tries(data, 9)]

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_nothing_is_looked_at_before_the_wait_is_over(data: Path) -> None:
    waits = [checked.wait_seconds for checked in wrong_tries(data, 3)]
    last = sum(waits[:2])

    assert check_pin(data, RIGHT, after(last + 3.2)) == Checked(False, 1, was_tried=False)
    assert check_pin(data, RIGHT, after(last + 4)).ok


def test_a_try_during_the_wait_does_not_lengthen_it(data: Path) -> None:
    check_pin(data, WRONG, NOW)
    for _ in range(10):
        check_pin(data, WRONG, after(0.5))

    assert check_pin(data, RIGHT, after(1)).ok


def test_the_right_pin_forgets_the_wrong_tries(data: Path) -> None:
    list(wrong_tries(data, 4))
    assert check_pin(data, RIGHT, after(60)).ok

    assert check_pin(data, WRONG, after(61)).wait_seconds == 1


def test_a_restart_forgets_no_try(data: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from datetime import datetime\n"
        "from desktop.kiosk.pin import check_pin\n"
        "now = datetime.fromisoformat(sys.argv[2])\n"
        "print(check_pin(Path(sys.argv[1]), '000000', now).wait_seconds)\n"
    )
    moments = [NOW, after(1), after(3), after(4)]
    said = [
        subprocess.run(
            [sys.executable, "-c", program, str(data), moment.isoformat()],
            capture_output=True,
            encoding="utf-8",
            timeout=30,
            check=True,
            env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        ).stdout.strip()
        for moment in moments
    ]

    assert said == ["1", "2", "4", "3"]  # the last one came too early


def test_a_clock_set_back_neither_frees_a_try_nor_blocks_for_days(data: Path) -> None:
    waits = [checked.wait_seconds for checked in wrong_tries(data, 5)]
    back = NOW - timedelta(days=400)

    assert waits[-1] == 16
    assert check_pin(data, RIGHT, back) == Checked(False, 16, was_tried=False)
    assert check_pin(data, RIGHT, back + timedelta(seconds=16)).ok


def test_a_power_cut_during_a_try_leaves_it_counted(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cut(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as power:
        power.setattr(pin_module, "_is_right", cut)
        with pytest.raises(KeyboardInterrupt):
            check_pin(data, RIGHT, NOW)

    assert check_pin(data, RIGHT, after(0.5)) == Checked(False, 1, was_tried=False)


def test_of_many_tries_at_the_same_moment_one_is_looked_at(data: Path) -> None:
    with ThreadPoolExecutor(12) as at_once:
        checked = list(at_once.map(lambda _: check_pin(data, WRONG, NOW), range(24)))

    assert sum(one.was_tried for one in checked) == 1


def test_two_programs_take_turns_at_the_tries(data: Path) -> None:
    with (data / "kiosk" / "pin-tries.json").open() as tries, ThreadPoolExecutor(1) as other:
        fcntl.flock(tries, fcntl.LOCK_EX)  # another program is writing its try down
        waiting = other.submit(check_pin, data, RIGHT, NOW)
        with pytest.raises(TimeoutError):
            waiting.result(timeout=0.3)
        fcntl.flock(tries, fcntl.LOCK_UN)

        assert waiting.result(timeout=10).ok


def test_the_file_of_tries_is_never_a_link(data: Path) -> None:
    elsewhere, tries = data / "elsewhere", data / "kiosk" / "pin-tries.json"
    elsewhere.write_text("somebody else's")
    tries.unlink()
    tries.symlink_to(elsewhere)

    with pytest.raises(CannotWrite):
        check_pin(data, RIGHT, NOW)
    assert elsewhere.read_text() == "somebody else's"


def test_a_new_pin_forgets_the_wrong_tries(data: Path) -> None:
    list(wrong_tries(data, 6))
    set_pin(data, "7777")

    assert check_pin(data, "7777", NOW).ok


def test_the_delay_stays_at_a_minute_for_ever() -> None:
    assert [delay_after(wrong) for wrong in (1, 2, 6, 7, 8, 1000)] == [1, 2, 32, 60, 60, 60]


# Files that make no sense

SPOILT = [
    b"",
    b"not json",
    b"[" * 100_000,
    b"[]",
    b"null",
    b'{"format": 2, "hash": "x"}',
    b'{"format": 1}',
    b'{"format": 1, "hash": 12}',
    b'{"format": 1, "hash": "482156"}',
    b"\xff\xfe\x00",
    b'{"format": 1, "hash": "$argon2id$v=19$m=999999999,t=3,p=1$' + b"a" * 22 + b"$" + b"a" * 43,
    b'{"format": 1, "hash": "$argon2id$v=19$m=268436480,t=3,p=1$'
    + b"a" * 22
    + b"$"
    + b"a" * 43
    + b'"}',
]


@pytest.mark.parametrize("content", SPOILT)
def test_a_spoilt_pin_file_is_no_pin_and_a_fault(content: bytes, data: Path) -> None:
    (data / "kiosk" / "pin.json").write_bytes(content)

    assert not is_set(data, NOW)
    assert not check_pin(data, RIGHT, NOW).ok
    assert codes(data) == ["pin-damaged"]


def test_a_hash_that_is_well_formed_and_false_is_only_wrong(data: Path) -> None:
    hash_ = "$argon2id$v=19$m=8192,t=1,p=1$" + "a" * 22 + "$" + "a" * 43
    (data / "kiosk" / "pin.json").write_text(json.dumps({"format": 1, "hash": hash_}))

    assert not check_pin(data, RIGHT, NOW).ok


@pytest.mark.parametrize(
    "content",
    [
        b"x",
        b"[]",
        b'{"format": 1, "wrong": -1, "at": 0}',
        b'{"format": 1, "wrong": "0", "at": 0}',
        b'{"format": 1, "wrong": 0, "at": NaN}',
        b'{"format": 1, "wrong": true, "at": 0}',
        b'{"format": 1, "wrong": 0, "at": 1e300}',
        b"\0" * 128,
    ],
)
def test_spoiling_the_tries_frees_none(content: bytes, data: Path) -> None:
    (data / "kiosk" / "pin-tries.json").write_bytes(content)

    assert check_pin(data, RIGHT, NOW) == Checked(False, 60, was_tried=False)
    assert codes(data) == ["pin-tries-damaged"]


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "kiosk").write_text("a file where the folder should be")

    with pytest.raises(CannotWrite):
        set_pin(tmp_path, RIGHT)
    assert not is_set(tmp_path)


def test_tries_take_no_more_room_as_they_go_on(data: Path) -> None:
    file = data / "kiosk" / "pin-tries.json"
    before = file.stat().st_size
    list(wrong_tries(data, 12))

    assert file.stat().st_size == before


def test_a_pin_that_a_passer_by_would_try_is_easy() -> None:
    assert [pin for pin in ("0000", "1234", "9876", "4821", "1357", "1212") if is_easy(pin)] == [
        "0000",
        "1234",
        "9876",
    ]
