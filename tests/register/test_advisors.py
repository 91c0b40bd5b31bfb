"""Passwords of a shared desk: strong, bound to their advisor, with delays that outlive a start."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest

from desktop.errors import NewerData
from desktop.register import advisors
from desktop.register.advisors import (
    Checked,
    Held,
    check_password,
    give_first_password,
    held_by,
    is_strong,
    remove_password,
    set_password,
)
from desktop.register.faults import BadPassword, RegisterDamaged
from desktop.register.model import AdvisorId
from tests import released
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


def test_passwords_given_before_the_register_is_opened_are_their_users_alone(
    tmp_path: Path,
) -> None:
    give_first_password(tmp_path, ANNA)
    folder = tmp_path / "register"

    assert folder.stat().st_mode & 0o077 == 0
    assert [file for file in folder.iterdir() if file.stat().st_mode & 0o077] == []


def test_a_try_under_way_undoes_no_change_made_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_password(tmp_path, ANNA, GOOD)
    beside = Thread(target=give_first_password, args=(tmp_path, BRUNO))
    looked_at = advisors._is_right

    def slowly(kept: str, advisor: AdvisorId, password: str) -> bool:
        beside.start()
        beside.join(0.2)
        return looked_at(kept, advisor, password)

    monkeypatch.setattr(advisors, "_is_right", slowly)
    assert check_password(tmp_path, ANNA, GOOD, NOON).ok
    beside.join(10)

    assert held_by(tmp_path, [ANNA, BRUNO]) == {ANNA: Held.OWN, BRUNO: Held.FIRST}


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
    assert held_by(tmp_path, [ANNA]) == {ANNA: Held.NONE}


@pytest.mark.parametrize("strong", ["petitET1", "petit-e7x", "GRAND 123", "éÉ1éÉ1éÉ"])
def test_three_kinds_of_eight_signs_are_enough(strong: str) -> None:
    assert is_strong(strong)


def test_a_password_can_be_taken_away(tmp_path: Path) -> None:
    set_password(tmp_path, ANNA, GOOD)
    remove_password(tmp_path, ANNA)

    assert held_by(tmp_path, [ANNA]) == {ANNA: Held.NONE}
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
        '{"format": 0, "advisors": {}}',
        '{"format": true, "advisors": {}}',
        '{"format": "1", "advisors": {}}',
        '{"advisors": {"anna": {"hash": "$argon2id$v=19$m=9999999"}}}',
    ],
)
def test_a_damaged_file_opens_nothing_and_says_the_way_on(tmp_path: Path, content: str) -> None:
    set_password(tmp_path, ANNA, GOOD)
    (tmp_path / "register" / "advisors.json").write_text(content)

    with pytest.raises(RegisterDamaged) as caught:
        check_password(tmp_path, ANNA, GOOD, NOON)
    assert "mots de passe" in caught.value.say("fr")


# The first password


def test_a_first_password_opens_once_and_says_that_it_is_one(tmp_path: Path) -> None:
    first = give_first_password(tmp_path, ANNA)

    assert is_strong(first)
    assert held_by(tmp_path, [ANNA, BRUNO]) == {ANNA: Held.FIRST, BRUNO: Held.NONE}
    assert check_password(tmp_path, ANNA, first, NOON) == Checked(ok=True, is_first=True)

    set_password(tmp_path, ANNA, GOOD)
    assert held_by(tmp_path, [ANNA]) == {ANNA: Held.OWN}
    assert check_password(tmp_path, ANNA, GOOD, NOON) == Checked(ok=True)
    assert not check_password(tmp_path, ANNA, first, NOON).ok


def test_a_first_password_takes_the_place_of_a_forgotten_one_and_of_its_delays(
    tmp_path: Path,
) -> None:
    set_password(tmp_path, ANNA, GOOD)
    for _ in range(3):
        check_password(tmp_path, ANNA, "wrong", NOON)
    first = give_first_password(tmp_path, ANNA)

    assert check_password(tmp_path, ANNA, first, NOON).ok
    assert not check_password(tmp_path, ANNA, GOOD, NOON).ok


def test_the_first_password_is_not_taken_for_ones_own(tmp_path: Path) -> None:
    first = give_first_password(tmp_path, ANNA)

    with pytest.raises(BadPassword):
        set_password(tmp_path, ANNA, first)
    assert held_by(tmp_path, [ANNA]) == {ANNA: Held.FIRST}


def test_no_two_first_passwords_are_alike_and_none_is_kept(tmp_path: Path) -> None:
    given = {give_first_password(tmp_path, ANNA) for _ in range(20)}
    kept = (tmp_path / "register" / "advisors.json").read_text()

    assert len(given) == 20
    assert [each for each in given if each in kept] == []


# The file's form


def test_a_file_without_a_number_is_of_the_first_form_and_gets_one(tmp_path: Path) -> None:
    set_password(tmp_path, ANNA, GOOD)
    path = tmp_path / "register" / "advisors.json"
    kept = json.loads(path.read_text())
    del kept["format"]
    path.write_text(json.dumps(kept))

    assert check_password(tmp_path, ANNA, GOOD, NOON).ok
    assert json.loads(path.read_text())["format"] == 1


def test_a_file_of_a_later_version_is_refused_in_one_sentence_and_left_alone(
    tmp_path: Path,
) -> None:
    set_password(tmp_path, ANNA, GOOD)
    path = tmp_path / "register" / "advisors.json"
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))
    later = path.read_bytes()

    for act in (
        lambda: check_password(tmp_path, ANNA, GOOD, NOON),
        lambda: set_password(tmp_path, ANNA, GOOD),
        lambda: give_first_password(tmp_path, ANNA),
        lambda: remove_password(tmp_path, ANNA),
        lambda: held_by(tmp_path, [ANNA]),
    ):
        with pytest.raises(NewerData) as caught:
            act()
        assert "\n" not in caught.value.say("fr")
    assert path.read_bytes() == later


def test_a_password_of_a_released_version_still_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    kept = released.FOLDER / "0.1.0" / "data" / "register" / "advisors.json"
    path = tmp_path / "register" / "advisors.json"
    path.parent.mkdir()
    path.write_bytes(kept.read_bytes())

    assert check_password(tmp_path, ANNA, released.PASSWORD, NOON) == Checked(ok=True)
    assert held_by(tmp_path, [ANNA]) == {ANNA: Held.OWN}
