"""Copies: one a day, thinned out, checked; and put back without what was erased since."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.errors import CannotWrite
from desktop.register.engine import File, connect
from desktop.register.faults import (
    RegisterDamaged,
    RegisterGone,
    RegisterLocked,
    RegisterStopped,
    RegisterTooNew,
)
from desktop.register.model import CaseId, Company, Query
from desktop.register.places import copies_folder, erased_file, register_file
from desktop.register.store import list_backups, restore
from tests.register.registers import ANNA, TODAY, Clock, bakery, register_in


def kinds(data: Path) -> list[str]:
    return [each.kind for each in list_backups(data)]


def test_a_copy_a_day_is_made_and_no_more(tmp_path: Path) -> None:
    clock = Clock()
    register = register_in(tmp_path, clock)
    register.daily(ANNA)
    clock.go_on(hours=3)
    register.daily(ANNA)
    clock.go_on(days=1)
    register.daily(ANNA)

    assert kinds(tmp_path) == ["daily", "daily"]


def test_a_week_of_days_and_a_month_of_weeks_are_kept(tmp_path: Path) -> None:
    clock = Clock()
    register = register_in(tmp_path, clock)
    for _ in range(40):
        register.daily(ANNA)
        clock.go_on(days=1)
    made = [each.made.astimezone().date() for each in list_backups(tmp_path)]
    kept = [(clock.now.date() - day).days for day in made]

    # the 40th day is a Saturday, the newest of its week; then the Sundays before it
    assert kept == [1, 2, 3, 4, 5, 6, 7, 14, 21]


def test_a_copy_put_back_brings_the_cases_of_that_moment(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    first = register.save_case(bakery(), ANNA)
    copy = register.backup()
    register.save_case(bakery(), ANNA)
    register.close()
    count = restore(tmp_path, copy.name, ANNA, Clock())
    again = register_in(tmp_path)

    assert count == 1
    assert [row.id for row in again.find(Query()).rows] == [first]
    assert again.verify().sound
    assert kinds(tmp_path) == ["restore", "asked"]


def test_a_copy_from_elsewhere_is_put_back_on_a_machine_that_has_nothing_yet(
    tmp_path: Path,
) -> None:
    register = register_in(tmp_path / "old")
    first = register.save_case(bakery(), ANNA)
    copy = copies_folder(tmp_path / "old") / register.backup().name
    register.close()
    count = restore(tmp_path / "new", copy, ANNA, Clock())

    assert count == 1
    assert [row.id for row in register_in(tmp_path / "new").find(Query()).rows] == [first]
    assert register_file(tmp_path / "new").parent.stat().st_mode & 0o077 == 0


def test_what_stood_there_can_be_had_back(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    copy = register.backup()
    case = register.save_case(bakery(), ANNA)
    register.close()
    restore(tmp_path, copy.name, ANNA, Clock())
    before = next(each for each in list_backups(tmp_path) if each.kind == "restore")
    clock = Clock()
    clock.go_on(seconds=5)
    restore(tmp_path, before.name, ANNA, clock)

    assert [row.id for row in register_in(tmp_path).find(Query()).rows] == [case]


def test_no_old_copy_brings_back_what_was_erased(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    gone, kept = register.save_case(bakery(), ANNA), register.save_case(bakery(), ANNA)
    copy = register.backup()
    register.erase([gone], ANNA)
    register.close()
    restore(tmp_path, copy.name, ANNA, Clock())
    again = register_in(tmp_path)

    assert [row.id for row in again.find(Query()).rows] == [kept]
    assert again.case(gone).company is None
    assert again.statistics(TODAY, TODAY).cases == 2


@pytest.mark.parametrize("lost", ["register", "list"])
def test_an_erasure_is_remembered_by_the_register_and_beside_it(tmp_path: Path, lost: str) -> None:
    register = register_in(tmp_path)
    gone = register.save_case(bakery(), ANNA)
    copy = register.backup()
    register.erase([gone], ANNA)
    register.close()
    {"register": register_file, "list": erased_file}[lost](tmp_path).unlink()
    restore(tmp_path, copy.name, ANNA, Clock())

    assert register_in(tmp_path).case(gone).company is None


def test_nothing_erased_is_left_in_the_file_that_is_put_back(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    gone = register.save_case(bakery(company=Company(name="Quincaillerie Unique")), ANNA)
    copy = register.backup()
    register.erase([gone], ANNA)
    register.close()
    restore(tmp_path, copy.name, ANNA, Clock())

    content = register_file(tmp_path).read_bytes().lower()
    assert b"quincaillerie" in (copies_folder(tmp_path) / copy.name).read_bytes().lower()
    assert b"quincaillerie" not in content


def test_a_copy_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    register_in(tmp_path).close()
    released = Path(__file__).parent / "data" / "version-1.db"

    assert restore(tmp_path, released, ANNA, Clock()) == 2
    assert len(register_in(tmp_path).find(Query(text="fictif")).rows) == 1


@pytest.mark.parametrize("spoilt", ["cut", "page", "text", "other", "missing", "new"])
def test_a_bad_copy_is_refused_and_the_register_stays(tmp_path: Path, spoilt: str) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    path = copies_folder(tmp_path) / register.backup().name
    register.close()
    spoil(path, spoilt)
    with pytest.raises((RegisterDamaged, RegisterTooNew)):
        restore(tmp_path, path, ANNA, Clock())

    assert [row.id for row in register_in(tmp_path).find(Query()).rows] == [case]


def spoil(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    if how == "cut":
        path.write_bytes(content[: len(content) // 2])
    elif how == "page":
        content[3 * 4096 : 4 * 4096] = b"\xff" * 4096
        path.write_bytes(content)
    elif how == "text":
        path.write_bytes(b"not a register")
    elif how == "missing":
        path.unlink()
    else:
        with closing(connect(path)) as connection:
            name = "application_id" if how == "other" else "user_version"
            connection.execute(f"PRAGMA {name} = 99")


def test_a_register_in_use_is_not_replaced(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    copy = register.backup()
    with pytest.raises(RegisterLocked) as caught:
        restore(tmp_path, copy.name, ANNA, Clock())

    assert "fermez" in caught.value.say("fr")
    register.save_case(bakery(), ANNA)


def test_a_register_opened_beside_another_holds_it_too(tmp_path: Path) -> None:
    first, second = register_in(tmp_path), register_in(tmp_path)
    copy = first.backup()
    first.close()

    with pytest.raises(RegisterLocked):
        restore(tmp_path, copy.name, ANNA, Clock())
    second.close()
    assert restore(tmp_path, copy.name, ANNA, Clock()) == 0


def test_a_register_in_use_by_another_process_is_not_replaced(tmp_path: Path) -> None:
    copy = register_in(tmp_path).backup()
    code = (
        "import sys; from pathlib import Path\n"
        "from tests.register.registers import register_in\n"
        "register = register_in(Path(sys.argv[1])); print('open', flush=True); input()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(RegisterLocked):
            restore(tmp_path, copy.name, ANNA, Clock())
        other.communicate("\n")


def test_a_lost_register_with_copies_is_never_replaced_by_an_empty_one(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    copy = register.backup()
    register.close()
    register_file(tmp_path).unlink()
    with pytest.raises(RegisterGone) as caught:
        register_in(tmp_path)

    assert "restore" in caught.value.say("fr")
    restore(tmp_path, copy.name, ANNA, Clock())
    assert [row.id for row in register_in(tmp_path).find(Query()).rows] == [case]


def test_a_damaged_register_is_set_aside_as_it_is(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    copy = register.backup()
    register.close()
    register_file(tmp_path).write_bytes(b"SQLite format 3\x00" + b"\x99" * 9000)
    restore(tmp_path, copy.name, ANNA, Clock())

    (aside,) = register_file(tmp_path).parent.glob("damaged-*.db")
    assert aside.stat().st_size == 9016
    assert register_in(tmp_path).verify().sound


def test_a_copy_that_was_stopped_leaves_nothing(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    register.save_case(bakery(), ANNA)

    with pytest.raises(RegisterStopped):
        register.backup(is_stopped=lambda: True)
    assert list(copies_folder(tmp_path).iterdir()) == []


def test_a_copy_that_came_out_spoilt_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = register_in(tmp_path)
    whole = register_file(tmp_path).read_bytes()
    monkeypatch.setattr(  # as a disk that writes something else than it was given
        File, "copy_into", lambda self, target, stopped: target.write_bytes(whole[:-4096])
    )

    with pytest.raises(RegisterDamaged):
        register.backup()
    assert list(copies_folder(tmp_path).iterdir()) == []


def test_a_place_where_no_copy_can_be_made_is_said(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    copies_folder(tmp_path).write_text("in the way")

    with pytest.raises(CannotWrite):
        register.backup()
    register.save_case(bakery(), ANNA)


def test_copies_older_than_a_step_of_layout_are_kept_three_deep(tmp_path: Path) -> None:
    clock = Clock()
    register = register_in(tmp_path, clock)
    names = []
    for _ in range(5):
        names.append(register.backup().name)
        clock.go_on(seconds=timedelta(minutes=1).total_seconds())

    assert [each.name for each in list_backups(tmp_path)] == names[:1:-1]
    assert CaseId("none") not in [row.id for row in register.find(Query()).rows]
    shutil.rmtree(copies_folder(tmp_path))
    assert list_backups(tmp_path) == ()
