"""Drafts: undone and redone, kept whole whatever happens, thrown away, exported when ready."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop import paths
from desktop.errors import CannotRead, CannotWrite
from desktop.guide.loader import load_guide
from desktop.library.package import load_package
from desktop.workspace.document import At
from desktop.workspace.draft import Draft, History, load_draft
from desktop.workspace.store import NotReady, Shelf, export_folder, export_package

ROUTE = At("routes.yaml", "routes", 0)
BECAUSE = ("because", "fr")


@pytest.fixture
def shipped() -> Draft:
    """The shipped guide as text."""
    return load_draft(paths.shipped_guide())


def saying(draft: Draft, text: str) -> Draft:
    """The draft with another reason in its first route."""
    return draft.set(ROUTE, BECAUSE, text)


def test_letters_typed_in_one_field_are_one_step(shipped: Draft) -> None:
    history = History(shipped)
    for text in ("B", "Bo", "Bon"):
        history.push(saying(history.draft, text), "because")

    assert history.undo() == shipped
    assert not history.can_undo
    assert history.redo().word(ROUTE, *BECAUSE) == "Bon"


def test_another_field_or_a_pause_is_another_step(shipped: Draft) -> None:
    history = History(shipped)
    history.push(saying(history.draft, "un"), "because")
    history.push(history.draft.set(ROUTE, ("member",), "cpme"), "member")
    history.close_step()
    history.push(history.draft.set(ROUTE, ("member",), "ccir"), "member")

    assert history.undo().word(ROUTE, "member") == "cpme"
    assert history.undo().word(ROUTE, *BECAUSE) == "un"
    assert history.undo() == shipped


def test_a_change_forgets_what_was_undone(shipped: Draft) -> None:
    history = History(shipped)
    history.push(saying(shipped, "un"))
    history.undo()
    history.push(saying(shipped, "deux"))

    assert not history.can_redo
    assert not history.push(saying(shipped, "deux"))


def test_a_draft_is_taken_up_where_it_was_left(shipped: Draft, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, paths.shipped_guide())
    shelf.save(saying(shipped, "gardé"))

    draft, is_kept = Shelf(tmp_path, paths.shipped_guide()).open()

    assert is_kept
    assert draft.word(ROUTE, *BECAUSE) == "gardé"
    assert draft.to_files() == saying(shipped, "gardé").to_files()


def test_the_guide_itself_is_never_written(shipped: Draft, tmp_path: Path) -> None:
    source = tmp_path / "guide"
    export_folder(shipped, source)
    before = {path.name: path.read_bytes() for path in source.iterdir()}
    shelf = Shelf(tmp_path / "data", source)

    shelf.save(saying(shipped, "autre"))
    shelf.discard()

    assert {path.name: path.read_bytes() for path in source.iterdir()} == before


def test_only_the_files_that_changed_are_written(shipped: Draft, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, paths.shipped_guide())
    shelf.save(shipped)
    before = {path.name: path.stat().st_ino for path in shelf.folder.iterdir()}

    shelf.save(saying(shipped, "autre"), shipped)

    after = {path.name: path.stat().st_ino for path in shelf.folder.iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"routes.yaml"}


def test_a_draft_thrown_away_leaves_nothing(shipped: Draft, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, paths.shipped_guide())
    shelf.save(saying(shipped, "autre"))

    shelf.discard()

    assert not shelf.folder.exists()
    assert shelf.open() == (shipped, False)


def test_a_guide_that_changed_under_its_draft_is_noticed(shipped: Draft, tmp_path: Path) -> None:
    source = tmp_path / "guide"
    export_folder(shipped, source)
    shelf = Shelf(tmp_path / "data", source)
    shelf.save(saying(shipped, "autre"))
    unmoved = shelf.has_moved

    (source / "routes.yaml").write_bytes((source / "routes.yaml").read_bytes() + b"# fin\n")

    assert not unmoved
    assert shelf.has_moved


def test_two_guides_have_two_drafts(tmp_path: Path) -> None:
    one, other = (
        Shelf(tmp_path, tmp_path / "a" / "guide"),
        Shelf(tmp_path, tmp_path / "b" / "guide"),
    )

    assert one.folder != other.folder


def test_a_folder_without_a_guide_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotRead):
        Shelf(tmp_path, tmp_path).open()
    with pytest.raises(CannotRead):
        Shelf(tmp_path, tmp_path / "nowhere").open()


def test_a_data_folder_that_is_a_file_is_said(shipped: Draft, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("")

    with pytest.raises(CannotWrite):
        Shelf(tmp_path / "data", paths.shipped_guide()).save(shipped)


WRITER = """
import sys
from pathlib import Path
from desktop import paths
from desktop.workspace.document import At
from desktop.workspace.draft import load_draft
from desktop.workspace.store import Shelf
shelf = Shelf(Path(sys.argv[1]), paths.shipped_guide())
draft, _ = shelf.open()
before = None
for count in range(100000):
    text = f"fois {count} " + "é" * 1500
    after = draft.set(At("routes.yaml", "routes", 0), ("because", "fr"), text)
    shelf.save(after, before)
    before = after
    print(count, flush=True)
"""


@pytest.mark.parametrize("moment", [0.0, 0.013, 0.037, 0.11])
def test_a_draft_survives_a_kill_at_any_moment(tmp_path: Path, moment: float) -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline() for _ in range(3)]
        deadline = time.monotonic() + moment
        while time.monotonic() < deadline:
            said.append(writer.stdout.readline())
        writer.kill()
        said += writer.stdout.readlines()
    last = max(int(line) for line in said if line.endswith(b"\n"))

    draft, is_kept = Shelf(tmp_path, paths.shipped_guide()).open()

    found = draft.word(ROUTE, *BECAUSE)
    count = int(found.split()[1])
    assert is_kept
    assert count in (last, last + 1)
    assert found == f"fois {count} " + "é" * 1500


FULL = """
import resource, signal, sys
from pathlib import Path
from desktop import paths
from desktop.errors import CannotWrite
from desktop.workspace.document import At
from desktop.workspace.draft import load_draft
from desktop.workspace.store import Shelf
shelf = Shelf(Path(sys.argv[1]), paths.shipped_guide())
draft, _ = shelf.open()
after = draft.set(At("routes.yaml", "routes", 0), ("because", "fr"), "x" * 30000)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
try:
    shelf.save(after, draft)
except CannotWrite as error:
    print(error.say("en"))
"""


def test_a_full_disk_leaves_the_draft_that_was_there(shipped: Draft, tmp_path: Path) -> None:
    shelf = Shelf(tmp_path, paths.shipped_guide())
    shelf.save(saying(shipped, "gardé"))
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}

    command = [sys.executable, "-c", FULL, str(tmp_path)]
    said = subprocess.run(command, capture_output=True, text=True, env=environment, check=True)

    assert "routes.yaml" in said.stdout
    assert shelf.open()[0].to_files() == saying(shipped, "gardé").to_files()


def test_a_ready_draft_is_exported_to_a_folder(shipped: Draft, tmp_path: Path) -> None:
    export_folder(saying(shipped, "Une autre raison."), tmp_path / "out")

    assert load_guide(tmp_path / "out").get_route("fundraising").because.fr == "Une autre raison."


def test_a_ready_draft_is_exported_as_one_file(shipped: Draft, tmp_path: Path) -> None:
    export_package(saying(shipped, "Une autre raison."), tmp_path / "g.aiguillage", tmp_path / "s")

    packed = load_package(tmp_path / "g.aiguillage")
    assert "Une autre raison." in packed.files["routes.yaml"].decode()


def test_a_draft_with_a_fault_is_not_exported_and_says_why(shipped: Draft, tmp_path: Path) -> None:
    faulty = shipped.set(ROUTE, ("need",), "argent")

    with pytest.raises(NotReady) as refused:
        export_folder(faulty, tmp_path / "out")

    assert "routes.yaml" in str(refused.value.reasons[0].values["file"])
    assert list((tmp_path / "out").iterdir()) == []


def test_a_draft_that_is_not_proved_is_not_exported(shipped: Draft, tmp_path: Path) -> None:
    wrong = shipped.set(At("division.yaml", "clauses", 0), ("members",), ["ccir"])

    with pytest.raises(NotReady) as refused:
        export_folder(wrong, tmp_path / "out")

    assert [reason.key for reason in refused.value.reasons] == ["library.reason.not-proved"]


def test_nothing_is_exported_over_other_files(shipped: Draft, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x")

    with pytest.raises(NotReady):
        export_folder(shipped, tmp_path)

    assert [path.name for path in tmp_path.iterdir() if path.name != "data"] == ["mine.txt"]


def test_files_that_the_workspace_does_not_know_are_carried_along(
    shipped: Draft, tmp_path: Path
) -> None:
    source = tmp_path / "guide"
    export_folder(shipped, source)
    (source / "extra.yaml").write_text("à: 'part' # vu\n", encoding="utf-8")

    draft = load_draft(source)

    assert draft.to_files()["extra.yaml"] == "à: 'part' # vu\n".encode()
