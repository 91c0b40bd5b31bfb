"""Files of earlier layouts are brought up to date, whole or not at all, with a copy before."""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.register import derived, migrations
from desktop.register.engine import connect
from desktop.register.faults import RegisterTooNew
from desktop.register.model import Query, Sort, State
from desktop.register.places import copies_folder, register_file
from desktop.register.store import list_backups
from desktop.register.tables import METADATA
from tests.register.registers import ANNA, BRUNO, TODAY, Clock, bakery, register_in

RELEASED = Path(__file__).parent / "data" / "version-1.db"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A data folder with a register as the first version wrote it."""
    register_file(tmp_path).parent.mkdir()
    shutil.copy(RELEASED, register_file(tmp_path))
    return tmp_path


@pytest.fixture
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Where what was kept was made: days are those of the place."""
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def test_a_file_of_the_first_version_keeps_all_it_had(old: Path) -> None:
    register = register_in(old)
    newest, oldest = register.find(Query()).rows
    case = register.case(oldest.id)

    assert (newest.company, newest.made_up, newest.uncovered) == (
        "Scierie Imaginée (fictif)",
        True,
        ("tax",),
    )
    assert [each.state for each in case.referrals] == [State.TAKEN_UP, State.WAITING]
    assert [each.kind for each in register.events(case.id)] == [
        *("opened", "referred", "referred", "state")
    ]
    assert register.progress(ANNA) == b"in progress"
    assert register.verify().sound


@pytest.mark.usefixtures("in_utc")
def test_what_is_new_works_on_an_old_file(old: Path) -> None:
    register = register_in(old)
    counts = register.statistics(TODAY, TODAY)

    assert [row.department for row in register.find(Query(text="imagi scie")).rows] == ["43"]
    assert counts.cases == 1
    assert counts.members == {("bpifrance", State.TAKEN_UP): 1, ("ccir", State.WAITING): 1}
    assert counts.delays == {2: 1}
    register.save_case(bakery(), BRUNO)
    assert register.verify().sound


def test_a_file_of_the_second_version_is_found_and_sorted_as_now(tmp_path: Path) -> None:
    register_file(tmp_path).parent.mkdir()
    shutil.copy(RELEASED.with_name("version-2.db"), register_file(tmp_path))
    register = register_in(tmp_path)
    named = Query(text="boul", sort=Sort.COMPANY, descending=False)

    assert [row.company for row in register.find(named).rows] == ["Boulangerie Éxemple"] * 2
    assert register.verify().sound


# What a text is indexed and sorted by, and the number that makes older files anew: together.
MADE = {"3": "22334d85"}


@pytest.mark.usefixtures("in_utc")
def test_whoever_changes_what_is_indexed_raises_the_number_that_makes_it_anew(
    tmp_path: Path,
) -> None:
    register = register_in(tmp_path, Clock(datetime(2026, 11, 24, 12, 0, tzinfo=UTC)))
    case = register.save_case(bakery(uncovered=("tax",)), ANNA)
    register.set_referral(register.case(case).referrals[0].id, State.TAKEN_UP, ANNA)
    with closing(connect(register_file(tmp_path), "ro")) as connection:
        found = [each for (each,) in connection.execute("SELECT DISTINCT term FROM terms")]
        found += connection.execute("SELECT * FROM sorting").fetchall()
        found += connection.execute("SELECT * FROM sort_values").fetchall()
        found += connection.execute("SELECT * FROM tally").fetchall()
    digest = hashlib.sha256(repr(found).encode()).hexdigest()[:8]

    assert {derived.MADE_BY: digest} == MADE


def test_a_copy_is_made_before(old: Path) -> None:
    register_in(old).close()
    (copy,) = list_backups(old)

    assert copy.kind == "migration"
    with closing(connect(copies_folder(old) / copy.name, "copy")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)


def test_a_step_that_fails_leaves_the_file_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken: Mapping[int, tuple[str, ...]] = {
        **migrations.STEPS,
        3: (*migrations.STEPS[3], "nowhere"),
    }
    monkeypatch.setattr(migrations, "STEPS", broken)
    with pytest.raises(Exception, match="nowhere"):
        register_in(old)
    monkeypatch.undo()

    with closing(connect(register_file(old), "ro")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        names = connection.execute("SELECT name FROM sqlite_schema").fetchall()
    assert ("sorting",) not in names
    assert len(register_in(old).find(Query()).rows) == 2


def test_what_is_worked_out_otherwise_by_a_later_program_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    register = register_in(tmp_path)
    register.save_case(bakery(), ANNA)
    register.close()
    monkeypatch.setattr("desktop.register.derived.MADE_BY", "next")
    again = register_in(tmp_path)

    assert [copy.kind for copy in list_backups(tmp_path)] == ["migration"]
    assert len(again.find(Query(text="boul")).rows) == 1


def test_a_file_of_a_later_version_is_refused_and_not_touched(tmp_path: Path) -> None:
    register_in(tmp_path, Clock()).close()
    path = register_file(tmp_path)
    with closing(connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.CURRENT + 1}")
    before = path.read_bytes()

    with pytest.raises(RegisterTooNew) as caught:
        register_in(tmp_path)
    assert path.read_bytes() == before
    assert "version plus récente" in caught.value.say("fr")


def test_the_layout_is_the_one_that_queries_name(tmp_path: Path) -> None:
    register_in(tmp_path).close()
    with closing(connect(register_file(tmp_path), "ro")) as connection:
        made = {
            name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")}
            for name in METADATA.tables
        }

    assert made == {
        name: {column.name for column in table.columns} for name, table in METADATA.tables.items()
    }
