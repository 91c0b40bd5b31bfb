"""Files are written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.errors import CannotRead, CannotWrite
from desktop.files import make_folder, read_if_there, write_atomically
from desktop.text import phrase, say

OLD, NEW = b"old", b"new" * 1000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """A file with something in it already."""
    path = tmp_path / "fiche.pdf"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def usual_mask() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_whole(target: Path) -> None:
    write_atomically(target, NEW)

    assert target.read_bytes() == NEW
    assert names(target.parent) == ["fiche.pdf"]


def test_a_new_file_is_as_readable_as_any_other(tmp_path: Path, usual_mask: None) -> None:
    write_atomically(tmp_path / "x", NEW)

    assert stat.S_IMODE((tmp_path / "x").stat().st_mode) == 0o640


def test_nothing_is_a_content_too(target: Path) -> None:
    write_atomically(target, b"")

    assert target.read_bytes() == b""


@pytest.mark.parametrize("step", ["fsync", "fdopen", "umask"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failure_at_any_step_leaves_the_old_file_and_nothing_else(
    step: str, code: int, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(code, "no")

    monkeypatch.setattr(os, step, fail)

    with pytest.raises(CannotWrite) as failed:
        write_atomically(target, NEW)

    monkeypatch.undo()
    assert failed.value.say("fr") != failed.value.say("en")
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["fiche.pdf"]


def test_an_interruption_leaves_the_old_file_and_nothing_else(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)

    with pytest.raises(KeyboardInterrupt):
        write_atomically(target, NEW)

    assert target.read_bytes() == OLD
    assert names(target.parent) == ["fiche.pdf"]


def test_a_folder_that_cannot_be_synced_is_no_failure_once_the_file_is_there(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Path) -> None:
        raise OSError(errno.EINVAL, "no")

    monkeypatch.setattr("desktop.files.sync_folder", fail)

    write_atomically(target, NEW)

    assert target.read_bytes() == NEW


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from desktop.errors import CannotWrite
from desktop.files import write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    write_atomically(Path(sys.argv[1]), b"x" * 5000)
except CannotWrite as error:
    print(error.say("en"))
"""


def test_a_disk_that_is_really_full_is_said_and_the_old_file_stays(target: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, target], capture_output=True, text=True, check=True
    )

    assert say(phrase("error.reason.full"), "en") in done.stdout
    assert target.read_bytes() == OLD
    assert names(target.parent) == ["fiche.pdf"]


AS_NOBODY = """
import os, sys
from pathlib import Path
from desktop.errors import CannotWrite
from desktop.files import write_atomically
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
try:
    write_atomically(Path(sys.argv[1]), b"new")
except CannotWrite as error:
    print(error.phrase.values["reason"].key)
"""


def test_a_folder_that_is_closed_to_us_is_said(target: Path) -> None:
    target.parent.chmod(0o555)

    done = subprocess.run(
        [sys.executable, "-c", AS_NOBODY, target], capture_output=True, text=True, check=True
    )

    target.parent.chmod(0o755)
    assert done.stdout.strip() == "error.reason.forbidden"
    assert target.read_bytes() == OLD


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (".", "folder"),
        ("none/x.pdf", "missing"),
        ("fiche.pdf/x.pdf", "not-folder"),
        ("x" * 300, "name"),
        ("x" * 5000, "name"),
    ],
)
def test_a_place_that_cannot_be_written_is_said(name: str, reason: str, target: Path) -> None:
    with pytest.raises(CannotWrite) as failed:
        write_atomically(target.parent / name, NEW)

    assert failed.value.phrase.values["reason"] == phrase(f"error.reason.{reason}")
    assert names(target.parent) == ["fiche.pdf"]


def test_a_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")

    with pytest.raises(CannotWrite):
        write_atomically(tmp_path / "pipe", NEW)

    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


def test_a_link_to_a_device_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("/dev/null")

    with pytest.raises(CannotWrite):
        write_atomically(tmp_path / "out", NEW)

    assert (tmp_path / "out").is_symlink()


def test_a_file_that_is_not_there_is_empty_and_one_that_cannot_be_read_is_said(
    target: Path,
) -> None:
    assert read_if_there(target) == OLD
    assert read_if_there(target.with_name("none")) == b""
    with pytest.raises(CannotRead):
        read_if_there(target.parent)


def test_a_folder_is_made_once_and_one_that_cannot_be_is_said(target: Path) -> None:
    folder = target.parent / "a" / "b"
    make_folder(folder)
    make_folder(folder)

    assert folder.is_dir()
    with pytest.raises(CannotWrite):
        make_folder(target / "below")
