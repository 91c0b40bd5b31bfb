"""Counting visits: numbers alone, kept whole, in a file that may be spoilt at any time."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop.kiosk import counts
from desktop.kiosk.counts import (
    CountedVisit,
    Counts,
    CountsUnreadable,
    guide_label,
    half_of,
    left_at,
    read_counts,
    visits_on,
)
from desktop.kiosk.faults import faults_today

MORNING, AFTERNOON = datetime(2026, 11, 24, 9, 30), datetime(2026, 11, 24, 14)
DAY = MORNING.date()
GUIDE = guide_label("1.0", "0123456789abcdef")
VISIT = CountedVisit(
    guide=GUIDE,
    language="fr",
    end="finished",
    department="38",
    themes=("funding", "export"),
    needs=("funding/loan",),
    members=("bank",),
)

MANY = CountedVisit(GUIDE, "fr", "finished", needs=tuple(f"theme/need-{n}" for n in range(180)))

WRITER = """
import sys
from pathlib import Path
from tests.kiosk.test_counts import MORNING, VISIT, Counts
counts = Counts(Path(sys.argv[1]))
while counts.add(MORNING, VISIT):
    sys.stdout.write(".")
    sys.stdout.flush()
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def file_of(data: Path) -> Path:
    return data / "kiosk" / "counts.db"


def numbers(data: Path) -> dict[tuple[str, str], int]:
    return {(cell.dimension, cell.value): cell.n for cell in read_counts(data)}


def codes(data: Path, now: datetime = MORNING) -> list[str]:
    return [fault.code for fault in faults_today(data, now)]


def test_each_dimension_is_counted_on_its_own(data: Path) -> None:
    assert Counts(data).add(MORNING, VISIT)
    assert Counts(data).add(MORNING, VISIT)

    assert numbers(data) == {
        ("visits", "all"): 2,
        ("theme", "funding"): 2,
        ("theme", "export"): 2,
        ("need", "funding/loan"): 2,
        ("member", "bank"): 2,
        ("department", "38"): 2,
        ("language", "fr"): 2,
        ("end", "finished"): 2,
    }


def test_a_number_belongs_to_a_half_day_and_a_guide(data: Path) -> None:
    Counts(data).add(MORNING, VISIT)
    Counts(data).add(AFTERNOON, VISIT)
    visits = [cell for cell in read_counts(data) if cell.dimension == "visits"]

    assert [(cell.day, cell.half, cell.guide, cell.n) for cell in visits] == [
        (DAY, "morning", GUIDE, 1),
        (DAY, "afternoon", GUIDE, 1),
    ]
    assert [half_of(datetime(2026, 1, 1, hour)) for hour in (0, 11, 12, 23)] == [
        "morning",
        "morning",
        "afternoon",
        "afternoon",
    ]


def test_a_visit_that_was_left_says_at_which_question(data: Path) -> None:
    Counts(data).add(MORNING, CountedVisit(GUIDE, "en", left_at("funding-kind")))

    assert numbers(data)["end", "left:funding-kind"] == 1
    assert not any(dimension == "department" for dimension, _ in numbers(data))


def test_what_is_chosen_twice_in_a_visit_counts_once(data: Path) -> None:
    Counts(data).add(MORNING, CountedVisit(GUIDE, "fr", "finished", themes=("land", "land")))

    assert numbers(data)["theme", "land"] == 1


def test_no_line_of_the_file_names_two_dimensions(data: Path) -> None:
    Counts(data).add(MORNING, VISIT)
    with closing(sqlite3.connect(file_of(data))) as database:
        tables = database.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        columns = [row[1] for row in database.execute("PRAGMA table_info(counts)")]

    assert tables == [("counts",)]
    assert columns == ["day", "half", "dimension", "value", "guide", "n"]


def test_the_file_does_not_show_in_what_order_visits_came(tmp_path: Path) -> None:
    other = CountedVisit(GUIDE, "en", left_at("place"), "69", ("land",), ("land/plot",), ("cci",))
    for folder, visits in (("a", (VISIT, VISIT, other)), ("b", (other, VISIT, VISIT))):
        for visit in visits:
            Counts(tmp_path / folder).add(MORNING, visit)

    assert read_counts(tmp_path / "a") == read_counts(tmp_path / "b")
    assert sorted(path.name for path in (tmp_path / "a" / "kiosk").iterdir()) == ["counts.db"]


@pytest.mark.parametrize("value", ["Dupont SARL", "jean@exemple.fr", "é", "", "a\nb", "x" * 200])
def test_a_typed_text_is_never_counted(value: str) -> None:
    with pytest.raises(ValueError, match="ids alone"):
        CountedVisit(GUIDE, "fr", "finished", themes=(value,))


def test_only_the_kiosk_s_user_reads_the_file(data: Path) -> None:
    Counts(data).add(MORNING, VISIT)

    assert stat.S_IMODE(file_of(data).stat().st_mode) == 0o600
    assert stat.S_IMODE(file_of(data).parent.stat().st_mode) == 0o700


def test_days_are_read_from_one_until_another(data: Path) -> None:
    for ahead in range(4):
        Counts(data).add(MORNING + timedelta(days=ahead), VISIT)
    read = read_counts(data, DAY + timedelta(days=1), DAY + timedelta(days=2))

    assert {cell.day for cell in read} == {DAY + timedelta(days=1), DAY + timedelta(days=2)}
    assert visits_on(data, DAY) == 1
    assert visits_on(data, DAY + timedelta(days=9)) == 0


def test_the_oldest_days_make_room(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counts, "KEPT_DAYS", 3)
    for ahead in (0, 1, 2, 3, 4):
        Counts(data).add(MORNING + timedelta(days=ahead), VISIT)

    assert {(cell.day - DAY).days for cell in read_counts(data)} == {2, 3, 4}


def test_a_clock_that_jumps_ahead_erases_nothing(data: Path) -> None:
    Counts(data).add(MORNING, VISIT)
    Counts(data).add(MORNING.replace(year=2099), VISIT)

    assert visits_on(data, DAY) == 1


# What may go wrong


def test_nothing_counted_yet_is_nothing(data: Path) -> None:
    assert read_counts(data) == []
    assert not data.exists()


def spoil(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def other_database(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE counts (a)")


def test_a_file_that_is_no_file_of_counts_is_set_aside(data: Path) -> None:
    spoil(file_of(data), b"not a database at all, by any means" * 40)

    assert Counts(data).add(MORNING, VISIT)
    assert visits_on(data, DAY) == 1
    assert codes(data) == ["counts-damaged"]
    assert (data / "kiosk" / "counts.damaged-0.db").read_bytes().startswith(b"not a database")


def test_another_program_s_database_is_set_aside(data: Path) -> None:
    other_database(file_of(data))

    assert Counts(data).add(MORNING, VISIT)
    assert visits_on(data, DAY) == 1
    assert codes(data) == ["counts-damaged"]


def test_a_file_cut_short_is_set_aside(data: Path) -> None:
    for ahead in range(3):
        Counts(data).add(MORNING + timedelta(days=ahead), MANY)
    whole = file_of(data).read_bytes()
    file_of(data).write_bytes(whole[: len(whole) // 2 // 4096 * 4096])

    assert Counts(data).add(MORNING, VISIT)
    assert visits_on(data, DAY) == 1
    assert codes(data) == ["counts-damaged"]


@pytest.mark.parametrize("seed", range(16))
def test_bytes_changed_anywhere_stop_neither_counting_nor_reading(seed: int, data: Path) -> None:
    for ahead in range(3):
        Counts(data).add(MORNING + timedelta(days=ahead), MANY)
    content, chance = bytearray(file_of(data).read_bytes()), random.Random(seed)
    for _ in range(60):
        content[chance.randrange(len(content))] = chance.randrange(256)
    file_of(data).write_bytes(content)

    assert Counts(data).add(MORNING, VISIT) or "counts-not-kept" in codes(data)
    assert Counts(data).add(MORNING, VISIT)


def test_a_few_damaged_files_are_kept_and_no_more(data: Path) -> None:
    for _ in range(5):
        spoil(file_of(data), b"spoilt" * 200)
        Counts(data).add(MORNING, VISIT)

    kept = sorted(path.name for path in (data / "kiosk").glob("counts*"))
    assert kept == [
        "counts.damaged-0.db",
        "counts.damaged-1.db",
        "counts.damaged-2.db",
        "counts.db",
    ]


def test_reading_says_that_a_file_is_damaged_and_leaves_it(data: Path) -> None:
    spoil(file_of(data), b"spoilt" * 200)

    with pytest.raises(CountsUnreadable):
        read_counts(data)
    assert file_of(data).read_bytes() == b"spoilt" * 200


def test_a_place_that_cannot_be_written_is_a_fault_not_a_crash(data: Path) -> None:
    data.mkdir()
    (data / "kiosk").write_text("a file where the folder should be")

    assert not Counts(data).add(MORNING, VISIT)


def test_whoever_reads_does_not_stop_the_kiosk(data: Path) -> None:
    Counts(data).add(MORNING, VISIT)
    with closing(sqlite3.connect(file_of(data), isolation_level=None)) as reader:
        reader.execute("SELECT * FROM counts").fetchall()

        assert Counts(data).add(MORNING, VISIT)


def test_a_kiosk_killed_while_counting_loses_no_visit_it_has_counted(data: Path) -> None:
    counted, chance = 0, random.Random(1)
    for _ in range(20):
        acknowledged = counted + killed_writer(data, chance.uniform(0, 0.15))
        cells = numbers(data)
        counted = cells["visits", "all"]

        # One more may have been counted than could still be said; and each visit whole.
        assert acknowledged <= counted <= acknowledged + 1
        assert set(cells.values()) == {counted}
    assert counted > 40


def killed_writer(data: Path, seconds: float) -> int:
    """Counts in another process until it is killed; how many it said were on the disk."""
    command = [sys.executable, "-c", WRITER, str(data)]
    environment = {**os.environ, "PYTHONPATH": str(Path.cwd())}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as writer:
        assert writer.stdout is not None
        # Not `read`: what that takes ahead, `communicate` would not find.
        said = os.read(writer.stdout.fileno(), 1)
        try:
            writer.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            writer.send_signal(signal.SIGKILL)
        return len(said + writer.communicate()[0])


def test_a_label_names_the_version_and_the_rules() -> None:
    assert guide_label("2026.3", "f" * 64) == "2026.3 (ffffffffffff)"
