"""A register that lies where nothing can be written: its cases are read, and writes refused."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop import configuration
from desktop.register.faults import RegisterFault, RegisterReadOnly
from desktop.register.model import Query
from desktop.register.places import register_file
from desktop.register.store import open_to_read
from tests.register.registers import ANNA, BAKERY, bakery, register_in

SETTINGS = configuration.Register()

AS_NOBODY = """
import os, sys
from pathlib import Path
from desktop.casework import Casework
from desktop.configuration import Configuration, Loaded
from desktop.desk.session import Session
from desktop.register.model import Query
from tests.register.registers import register_in
register_in(Path(sys.argv[2])).close()  # what nobody may not read of the interpreter, read before
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
settings = Loaded(Configuration(), {}, ())
session = Session(Casework(None, on_trial=False), settings, Path(sys.argv[1]))
session.open()
register = session.register
print(register is not None and register.is_read_only)
print([row.company for row in register.find(Query(text="boulangerie")).rows])
print(session.keep_up())
"""


def test_where_nothing_can_be_written_cases_are_found_and_read(tmp_path: Path) -> None:
    written = register_in(tmp_path)
    case = written.save_case(bakery(), ANNA)
    written.close()
    register = open_to_read(tmp_path, SETTINGS)
    assert register.is_read_only
    assert [row.id for row in register.find(Query(text="boulangerie")).rows] == [case]
    company = register.case(case).company
    assert company is not None
    assert company.contact == BAKERY.contact
    assert len(register.events(case)) == 3
    register.close()


def test_every_write_is_refused_in_a_sentence_and_changes_nothing(tmp_path: Path) -> None:
    written = register_in(tmp_path)
    case = written.save_case(bakery(), ANNA)
    written.close()
    before = register_file(tmp_path).read_bytes()
    register = open_to_read(tmp_path, SETTINGS)
    with pytest.raises(RegisterReadOnly) as refused:
        register.save_case(bakery(), ANNA)
    assert "lecture seule" in refused.value.say("fr")
    with pytest.raises(RegisterReadOnly):
        register.erase([case], ANNA)
    register.note_opened(case, ANNA)
    register.mark_overdue()
    register.close()
    assert register_file(tmp_path).read_bytes() == before
    assert not register_file(tmp_path).with_name("cases.db-wal").exists()


def test_what_another_writes_meanwhile_is_read(tmp_path: Path) -> None:
    register_in(tmp_path).close()
    reader = open_to_read(tmp_path, SETTINGS)
    assert reader.find(Query()).matches == 0
    writer = register_in(tmp_path)
    writer.save_case(bakery(), ANNA)
    assert reader.find(Query()).matches == 1
    writer.close()
    assert reader.find(Query()).matches == 1
    reader.close()


def test_without_a_register_there_is_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(RegisterFault):
        open_to_read(tmp_path, SETTINGS)
    assert not register_file(tmp_path).exists()


@pytest.mark.skipif(os.name == "nt", reason="that system has no modes of files")
def test_a_folder_that_cannot_be_written_shows_its_cases(open_to_all: Path, tmp_path: Path) -> None:
    data = open_to_all
    written = register_in(data)
    written.save_case(bakery(), ANNA)
    written.close()
    for path in (data / "register").rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o444)
    (data / "register").chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, str(data), str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    (data / "register").chmod(0o700)

    assert done.stderr == ""
    assert done.stdout == "True\n['Boulangerie Éxemple']\nNone\n"
