"""What can be wrong with the file or its place: a calm sentence, nothing lost, and a way on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlite

from desktop import disks
from desktop.errors import AiguillageError, CannotWrite
from desktop.register import places
from desktop.register.engine import connect
from desktop.register.faults import (
    RegisterDamaged,
    RegisterElsewhere,
    RegisterFault,
    RegisterGone,
    RegisterLocked,
    RegisterReadOnly,
    fault_of,
)
from desktop.register.model import Query
from desktop.register.places import register_file
from desktop.register.presence import Presence
from tests.register.registers import ANNA, bakery, register_in


def test_a_file_deleted_while_open_takes_no_save(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    register.save_case(bakery(), ANNA)
    register_file(tmp_path).unlink()

    with pytest.raises(RegisterGone) as caught:
        register.save_case(bakery(), ANNA)
    assert "rien n’y a été écrit" in caught.value.say("fr")


def test_a_file_replaced_while_open_takes_no_save(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    path = register_file(tmp_path)
    other = path.with_name("other.db")
    other.write_bytes(path.read_bytes())
    other.replace(path)

    with pytest.raises(RegisterGone):
        register.save_case(bakery(), ANNA)
    register.close()
    assert register_in(tmp_path).find(Query()).rows == ()


def test_what_is_no_register_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = register_file(tmp_path)
    path.parent.mkdir()
    path.write_bytes(b"my shopping list" * 300)

    with pytest.raises(RegisterDamaged) as caught:
        register_in(tmp_path)
    assert "n’est pas un registre" in caught.value.say("fr")
    assert path.read_bytes() == b"my shopping list" * 300
    assert [each.name for each in path.parent.iterdir()] == [".open", "cases.db"]


def test_another_programs_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = register_file(tmp_path)
    path.parent.mkdir()
    with closing(connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()

    with pytest.raises(RegisterDamaged):
        register_in(tmp_path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE cases",
        "DROP TABLE search",
        "ALTER TABLE personal RENAME COLUMN name TO other",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = -5",
    ],
)
def test_what_another_program_took_out_of_the_file_is_damage(
    statement: str, tmp_path: Path
) -> None:
    register = register_in(tmp_path)
    register.save_case(bakery(), ANNA)
    register.close()
    with closing(sqlite.connect(register_file(tmp_path))) as connection:
        connection.execute(statement)
        connection.commit()

    with pytest.raises(RegisterDamaged, match="register restore"):
        open_and_look(tmp_path)


def open_and_look(data: Path) -> None:
    """What every start does, and the first page."""
    with closing(register_in(data)) as register:
        register.find(Query(text="boulangerie"))
        register.find(Query())


def test_a_folder_in_the_files_place_is_said(tmp_path: Path) -> None:
    register_file(tmp_path).mkdir(parents=True)

    with pytest.raises(RegisterDamaged):
        register_in(tmp_path)


def test_a_file_in_the_folders_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "register").write_text("in the way")

    with pytest.raises(CannotWrite):
        register_in(tmp_path)


def cut(content: bytearray) -> bytes:
    return bytes(content[: len(content) // 3])


def spoil_all_but_the_first(content: bytearray) -> bytes:
    return bytes(content[:4096]) + b"\xff" * (len(content) - 4096)


@pytest.mark.parametrize("spoil", [cut, spoil_all_but_the_first])
def test_a_damaged_file_says_that_a_copy_can_be_put_back(
    tmp_path: Path, spoil: Callable[[bytearray], bytes]
) -> None:
    register = register_in(tmp_path)
    register.save_case(bakery(), ANNA)
    register.close()
    path = register_file(tmp_path)
    path.write_bytes(spoil(bytearray(path.read_bytes())))

    with pytest.raises(RegisterDamaged) as caught:
        register_in(tmp_path).find(Query())
    assert "aiguillage register restore" in caught.value.say("fr")


def test_one_bad_page_is_found_by_the_quick_look(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    register.save_case(bakery(), ANNA)
    register.check()
    register.close()
    path = register_file(tmp_path)
    content = bytearray(path.read_bytes())
    content[-4096:] = b"\xff" * 4096
    path.write_bytes(content)
    again = register_in(tmp_path)

    with pytest.raises(RegisterDamaged):
        again.check()
    assert not again.verify().sound


def fallen(data: Path, target: Path) -> Path:
    """A register as a program leaves it that falls: with its journal beside it."""
    register = register_in(data)
    register.save_case(bakery(), ANNA)
    register.close()
    register = register_in(data)
    register.keep_progress(b"in progress", ANNA)
    register_file(target).parent.mkdir(parents=True)
    for path in register_file(data).parent.glob("cases.db*"):
        shutil.copy(path, register_file(target).parent)
    register.close()
    return register_file(target)


def test_after_a_fall_nothing_is_lost_and_it_is_told(tmp_path: Path) -> None:
    fallen(tmp_path / "a", tmp_path / "b")
    register = register_in(tmp_path / "b")

    assert not register.ended_well
    assert register.progress(ANNA) == b"in progress"
    register.close()
    assert register_in(tmp_path / "b").ended_well


def test_after_a_fall_a_bad_page_is_found_before_the_file_is_used(tmp_path: Path) -> None:
    path = fallen(tmp_path / "a", tmp_path / "b")
    content = bytearray(path.read_bytes())
    content[-4096:] = b"\xff" * 4096
    path.write_bytes(content)

    with pytest.raises(RegisterDamaged):
        register_in(tmp_path / "b")


def test_a_flipped_bit_in_a_text_is_noticed(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    register.save_case(bakery(company=bakery().company), ANNA)
    first = register.verify()
    register.close()
    path = register_file(tmp_path)
    content = path.read_bytes()
    at = content.index("Zoé Inventée".encode())
    path.write_bytes(content[: at + 4] + bytes([content[at + 4] ^ 1]) + content[at + 5 :])
    found = register_in(tmp_path).verify()

    assert (first.sound, first.cases) == (True, 2)
    assert [each.code for each in found.findings] == ["seal"]
    assert found.findings[0].case is not None
    assert case is not None


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE tally SET n = n + 1 WHERE counted = 'case'", "counts"),
        ("INSERT INTO search (search) VALUES ('delete-all')", "index"),
        ("DELETE FROM sorting", "index"),
        ("DROP TRIGGER events_stay; UPDATE events SET advisor = 'x' WHERE id = 1", "seal"),
        ("UPDATE referrals SET state = 'refused'", "seal"),
        ("DELETE FROM referrals", "seal"),
        (
            "INSERT INTO referrals SELECT 99, 'u', 5, 'n', 'm', 's', NULL, 1, 1, 'a', NULL, 0, ''",
            "references",
        ),
    ],
)
def test_what_does_not_hold_together_is_found(tmp_path: Path, statement: str, code: str) -> None:
    register = register_in(tmp_path)
    register.save_case(bakery(), ANNA)
    with closing(connect(register_file(tmp_path))) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.executescript(statement)

    assert code in [each.code for each in register.verify().findings]


@pytest.mark.parametrize("act", ["UPDATE events SET reason = 'x'", "DELETE FROM events"])
def test_the_history_refuses_to_be_changed(tmp_path: Path, act: str) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    with (
        closing(connect(register_file(tmp_path))) as connection,
        pytest.raises(sqlite.IntegrityError, match="events are never"),
    ):
        connection.execute(act)

    assert len(register.events(case)) == 3


def test_mending_makes_counts_and_index_anew(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    with closing(connect(register_file(tmp_path))) as connection:
        connection.execute("DELETE FROM tally")
        connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
    before = register.find(Query()).rows
    register.mend()

    assert before == ()
    assert [row.id for row in register.find(Query(text="boul")).rows] == [case]
    assert register.verify().sound


def test_a_busy_file_is_waited_for_and_then_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.register.engine.BUSY_SECONDS", 0.1)
    register = register_in(tmp_path)
    with closing(connect(register_file(tmp_path))) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(RegisterLocked):
            register.save_case(bakery(), ANNA)
        assert register.find(Query()).rows == ()
        connection.execute("ROLLBACK")

    register.save_case(bakery(), ANNA)


def test_a_register_that_is_being_replaced_is_not_opened_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.register.presence.PATIENCE_SECONDS", 0.05)
    register_in(tmp_path).close()
    replacing = Presence(register_file(tmp_path).parent)
    with pytest.raises(RegisterLocked):
        register_in(tmp_path)
    replacing.close()

    assert register_in(tmp_path).find(Query()).rows == ()


AS_NOBODY = """
import os, sys
from pathlib import Path
from desktop.errors import AiguillageError
from tests.register.registers import ANNA, bakery, register_in
data = Path(sys.argv[1])
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    register_in(data).save_case(bakery(), ANNA)
except AiguillageError as error:
    print(type(error).__name__, error.say("fr"))
"""


@pytest.mark.skipif(os.name == "nt", reason="that system has no modes of files")
def test_a_folder_that_cannot_be_written_is_said(open_to_all: Path) -> None:
    data = open_to_all
    register_in(data).close()
    (data / "register").chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(data)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    (data / "register").chmod(0o700)

    assert done.stderr == ""
    assert done.stdout.startswith(("RegisterReadOnly", "CannotWrite"))


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (8, RegisterReadOnly),
        (14, RegisterReadOnly),
        (10 | 778, RegisterReadOnly),
        (5, RegisterLocked),
    ],
)
def test_what_sqlite_says_becomes_a_named_fault(code: int, kind: type[RegisterFault]) -> None:
    error = OSError()
    error.sqlite_errorcode = code  # type: ignore[attr-defined]

    assert type(fault_of(Path("x"), error)) is kind
    assert fault_of(Path("x"), OSError()) is None


def test_a_network_folder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    share = tmp_path / "share of all"
    monkeypatch.setattr(disks, "mounted", lambda _: [(Path("/"), "ext4"), (share, "cifs")])
    share.mkdir()

    with pytest.raises(RegisterElsewhere):
        register_in(share)
    with pytest.raises(RegisterElsewhere):
        places.refuse_network(Path("\\\\server\\share"))
    assert not register_file(share).exists()
    register_in(tmp_path).close()


def test_a_synced_folder_and_little_room_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calm = register_in(tmp_path).notices
    monkeypatch.setattr(places, "LITTLE_ROOM", 2**62)
    told = register_in(tmp_path / "OneDrive").notices

    assert calm == ()
    assert [each.key for each in told] == ["register.synced", "register.little-room"]


def test_every_fault_is_one_the_program_says(tmp_path: Path) -> None:
    assert issubclass(RegisterFault, AiguillageError)
    assert register_in(tmp_path).ended_well
