"""Complete copies of guides, one folder each, named by their two hashes and never changed."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from desktop import paths
from desktop.errors import BadRequest, CannotWrite
from desktop.files import sync_folder, write_atomically
from desktop.guide.model import Guide
from desktop.library.copies import library_folder, name_of
from desktop.library.kept_json import Damaged, make_folder
from desktop.library.lock import alone
from desktop.library.package import (
    MAX_BYTES,
    MAX_HEADER,
    BadPackage,
    Package,
    make_package,
    read_header,
)
from desktop.sources import check_file, is_there

HEADER = "manifest.txt"
_NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{16}")
_UNFINISHED = (".new-*", ".old-*", ".*.part")


def kept(library: Path) -> tuple[str, ...]:
    """The names of the copies there are."""
    try:
        names = [path.name for path in library.iterdir() if _NAME.fullmatch(path.name)]
    except OSError:
        return ()
    return tuple(sorted(names))


def read_copy(folder: Path) -> Package:
    """A copy as the file it came from; raises Damaged unless every byte is as it was."""
    try:
        manifest, signatures = read_header(_read(folder / HEADER, MAX_HEADER))
        files = {entry.name: _read(folder / entry.name, entry.size) for entry in manifest.files}
    except (OSError, BadPackage) as error:
        raise Damaged(folder.name) from error
    package = Package(manifest, signatures, files)
    if package.altered() or name_of(manifest.rules, manifest.content) != folder.name:
        raise Damaged(folder.name)
    return package


def _read(path: Path, most: int) -> bytes:
    check_file(path)
    with path.open("rb") as file:
        return file.read(min(most, MAX_BYTES) + 1)


@contextmanager
def staged(library: Path, package: Package) -> Iterator[Path]:
    """The package's files in a folder beside the copies, to be looked at; gone at the end.

    Raises CannotWrite.
    """
    make_folder(library)
    try:
        folder = Path(tempfile.mkdtemp(prefix=".new-", dir=library))
    except OSError as error:
        raise CannotWrite(library, error) from error
    try:
        for entry in package.manifest.files:
            write_atomically(folder / entry.name, package.files[entry.name])
        write_atomically(folder / HEADER, package.header)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put(library: Path, package: Package, folder: Path) -> None:
    """Makes the staged `folder` the copy of `package`; a damaged one makes way.

    Stopped at any moment, the copy is whole or is not there. Raises CannotWrite.
    """
    final = library / name_of(package.manifest.rules, package.manifest.content)
    if is_intact(final):
        return
    try:
        if final.exists():
            final.rename(Path(tempfile.mkdtemp(prefix=".old-", dir=library)) / final.name)
        folder.chmod(0o755)  # mkdtemp makes private folders; a guide is no secret
        folder.rename(final)
        sync_folder(library)
    except OSError as error:
        raise CannotWrite(final, error) from error


def is_intact(folder: Path) -> bool:
    """Whether there is a copy, with every byte as it was."""
    try:
        read_copy(folder)
    except Damaged:
        return False
    return True


def sweep(library: Path) -> None:
    """Removes what an interrupted change left behind; only under the library's lock."""
    for pattern in _UNFINISHED:
        for path in library.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def keep_shipped(data: Path, guide: Guide, on: date) -> None:
    """Keeps a copy of the program's own guide, once, so that what it said can be worked out later.

    A folder that cannot be written, or is being changed, leaves it for another time.
    """
    library = library_folder(data)
    if is_there(library / name_of(guide.rules, guide.content) / HEADER):
        return
    try:
        with alone(library):
            put_shipped(library, guide, on)
    except (BadRequest, CannotWrite):
        return


def put_shipped(library: Path, guide: Guide, on: date) -> None:
    """Keeps a copy of the program's own guide; the library is held. Raises CannotWrite."""
    if is_intact(library / name_of(guide.rules, guide.content)):
        return
    package = make_package(paths.shipped_guide(), guide, on)
    with staged(library, package) as folder:
        put(library, package, folder)
