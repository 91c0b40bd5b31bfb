"""Passwords of a shared desk: strong, bound to their advisor, with delays that outlive a start."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.register.advisors import (
    Checked,
    check_password,
    has_password,
    is_strong,
    remove_password,
    set_password,
)
from desktop.register.faults import BadPassword, RegisterDamaged
from tests.register.registers import ANNA, BRUNO, NOON

GOOD = "Quatre-vingt4"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """The smallest cost there is: what is looked at here is not how long a try takes."""
    monkeypatch.setattr("desktop.register.advisors.MEMORY", 8192)


def test_the_right_password_opens_and_another_does_not(tmp_path: Path) -> None:
    set_password(tmp_path, ANNA, GOOD)

    assert check_password(tmp_path, ANNA, GOOD, NOON) == Checked(ok=True)
    assert check_password(tmp_path, ANNA, GOOD + "x", NOON) == Checked(False, 1)
    assert check_password(tmp_path, BRUNO, GOOD, NOON) == Checked(False, was_tried=False)


def test_each_wrong_try_doubles_the_wait_up_to_a_minute(tmp_path: Path) -> None:
    set_password(tmp_path, ANNA, GOOD)
    now, waits = NOON, []
    for _ in range(8):
        found = check_password(tmp_path, ANNA, "wrong", now)
        waits.append(found.wait_seconds)
        now += timedelta(seconds=found.wait_seconds)

    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    assert check_password(tmp_path, ANNA, GOOD, now).ok
    assert check_password(tmp_path, ANNA, "wrong", now).wait_seconds == 1


def test_before_the_wait_is_over_not_even_the_right_one_opens(tmp_path: Path) -> None:
    set_password(tmp_path, ANNA, GOOD)
    check_password(tmp_path, ANNA, "wrong", NOON)

    early = check_password(tmp_path, ANNA, GOOD, NOON + timedelta(seconds=0.5))
    assert early == Checked(False, 1, was_tried=False)
    assert check_password(tmp_path, ANNA, GOOD, NOON + timedelta(seconds=1)).ok


def test_a_clock_put_back_locks_nobody_out_for_long(tmp_path: Path) -> None:
    set_password(tmp_path, ANNA, GOOD)
    check_password(tmp_path, ANNA, "wrong", NOON)

    assert check_password(tmp_path, ANNA, GOOD, NOON - timedelta(days=9)).wait_seconds == 60


def test_a_hash_moved_to_another_name_opens_nothing(tmp_path: Path) -> None:
    set_password(tmp_path, ANNA, GOOD)
    set_password(tmp_path, BRUNO, GOOD)
    path = tmp_path / "register" / "advisors.json"
    kept = json.loads(path.read_text())
    kept["advisors"]["bruno"] = kept["advisors"]["anna"]
    path.write_text(json.dumps(kept))

    assert not check_password(tmp_path, BRUNO, GOOD, NOON).ok
    assert check_password(tmp_path, ANNA, GOOD, NOON).ok


@pytest.mark.parametrize("weak", ["Court1!", "toutpetit", "petitET1"[:7], "12345678", "x" * 201])
def test_an_easy_password_is_refused(tmp_path: Path, weak: str) -> None:
    assert not is_strong(weak)
    with pytest.raises(BadPassword) as caught:
        set_password(tmp_path, ANNA, weak)
    assert "8" in caught.value.say("fr")
    assert not has_password(tmp_path, ANNA)


@pytest.mark.parametrize("strong", ["petitET1", "petit-e7x", "GRAND 123", "éÉ1éÉ1éÉ"])
def test_three_kinds_of_eight_signs_are_enough(strong: str) -> None:
    assert is_strong(strong)


def test_a_password_can_be_taken_away(tmp_path: Path) -> None:
    set_password(tmp_path, ANNA, GOOD)
    remove_password(tmp_path, ANNA)

    assert not has_password(tmp_path, ANNA)
    assert not check_password(tmp_path, ANNA, GOOD, NOON).ok


def test_neither_password_nor_anybody_elses_eyes_are_in_the_file(tmp_path: Path) -> None:
    set_password(tmp_path, ANNA, GOOD)
    path = tmp_path / "register" / "advisors.json"

    assert GOOD not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{",
        '{"advisors": 1}',
        '{"advisors": {"anna": {"hash": "$argon2id$v=19$m=9999999"}}}',
    ],
)
def test_a_damaged_file_opens_nothing_and_says_the_way_on(tmp_path: Path, content: str) -> None:
    set_password(tmp_path, ANNA, GOOD)
    (tmp_path / "register" / "advisors.json").write_text(content)

    with pytest.raises(RegisterDamaged) as caught:
        check_password(tmp_path, ANNA, GOOD, NOON)
    assert "mots de passe" in caught.value.say("fr")
