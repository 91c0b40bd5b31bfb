"""Real data of each released version, opened by this one: all there, and the old kept first."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from desktop import __version__, paths
from desktop.library import updates
from desktop.library.package import load_package
from desktop.outcome_json import to_json
from desktop.register import migrations
from desktop.verify import verify
from tests import proved_guides, released
from tests.register.registers import SETTINGS

VERSIONS = released.versions()


@pytest.fixture(params=VERSIONS)
def source(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a released version wrote, where it may be opened."""
    monkeypatch.setenv("AIGUILLAGE_MACHINE_SETTINGS", str(tmp_path / "no-machine"))
    return shutil.copytree(released.FOLDER / request.param, tmp_path / "released")


def loaded(path: Path) -> Any:
    return json.loads(path.read_bytes())


def version_of(path: Path) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute("PRAGMA user_version").fetchone()[0])


def test_this_version_has_its_data_kept() -> None:
    assert __version__ in VERSIONS


def test_everything_that_was_kept_is_found_again(source: Path) -> None:
    told = released.describe(source / "data")

    expected = loaded(source / "expected.json")
    wrong = [key for key in expected if not released.contains(told[key], expected[key])]
    assert wrong == []
    assert expected["register"]["sound"] is True
    assert len(expected["register"]["cases"]) >= 2


def test_what_was_opened_once_opens_again_and_says_the_same(source: Path) -> None:
    first = released.describe(source / "data")

    assert released.describe(source / "data") == first


def test_a_register_of_an_older_layout_is_copied_before_it_is_changed(source: Path) -> None:
    from desktop.register.store import list_backups, open_register

    before = version_of(source / "data" / "register" / "cases.db")

    open_register(source / "data", SETTINGS).close()

    copies = [copy for copy in list_backups(source / "data") if copy.kind == "migration"]
    assert len(copies) == int(before < migrations.CURRENT)
    assert version_of(source / "data" / "register" / "cases.db") == migrations.CURRENT


def test_every_code_on_paper_opens_on_the_same_answers(source: Path) -> None:
    papers = loaded(source / "tickets.json")

    assert [released.to_answers(paper["code"]) for paper in papers] == [
        paper["answers"] for paper in papers
    ]


def test_a_receipt_is_worked_out_again_with_the_guide_that_was_kept(source: Path) -> None:
    found = verify(loaded(source / "receipt.json"), source / "data" / "guides")

    assert found.differences == ()
    assert found.same_content


def test_the_outcome_for_other_programs_says_all_that_it_said(source: Path) -> None:
    now = json.loads(json.dumps(to_json(released.small_outcome(source / "data"), "fr")))

    assert released.contains(now, loaded(source / "outcome.json"))


def test_a_guide_in_one_file_is_still_taken(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = proved_guides.write(tmp_path / "program" / "small", "1.0")
    monkeypatch.setattr(paths, "shipped_guide", lambda: shipped)
    package = load_package(source / "small-1.2.aiguillage")

    updates.roll_back(source / "data", released.DAY)
    done = updates.install(source / "data", source / "small-1.2.aiguillage", False, released.DAY)

    assert (done.before, done.now) == ("1.1", "1.2")
    assert package.manifest.version == "1.2"


def test_a_lock_of_the_kiosk_still_opens_with_its_pin(source: Path) -> None:
    from desktop.kiosk.pin import check_pin

    assert check_pin(source / "data", released.PIN, released.MORNING).ok
    assert not check_pin(source / "data", "0000", released.MORNING).ok


def test_the_data_of_a_version_are_never_written_again() -> None:
    with pytest.raises(FileExistsError):
        released.release(VERSIONS[0])


def test_the_comparison_sees_what_is_missing() -> None:
    assert released.contains({"a": [1, {"b": 2, "c": 3}]}, {"a": [1, {"b": 2}]})
    assert not released.contains({"a": [1]}, {"a": [1, 2]})
    assert not released.contains({"a": [1, {"b": 4}]}, {"a": [1, {"b": 2}]})
    assert not released.contains({}, {"a": None})
