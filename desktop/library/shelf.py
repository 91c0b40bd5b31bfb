"""Complete copies of guides, one folder each, named by their two hashes and never changed."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop.errors import AiguillageError, CannotWrite
from desktop.files import sync_folder, write_atomically
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.library.kept_json import Damaged, make_folder
from desktop.library.package import MAX_BYTES, MAX_HEADER, BadPackage, Package, read_header

HEADER = "manifest.txt"
_NAME = re.compile(r"[0-9a-f]{16}-[0-9a-f]{16}")
_UNFINISHED = (".new-*", ".old-*", ".*.part")


def library_folder(data: Path) -> Path:
    """Where the guides of an installation are kept."""
    return data / "guides"


def name_of(rules: str, content: str) -> str:
    """The folder's name for a guide with these hashes."""
    return f"{rules[:16]}-{content[:16]}"


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
    if not path.is_file():
        raise FileNotFoundError(2, "not a regular file")
    with path.open("rb") as file:
        return file.read(min(most, MAX_BYTES) + 1)


def load_copy(library: Path, rules: str, content: str) -> Guide:
    """The guide with these hashes, from its copy; raises Damaged.

    The hashes are worked out anew from what was read, so that a copy that rotted is noticed.
    """
    folder = library / name_of(rules, content)
    try:
        guide = load_guide(folder)
    except (AiguillageError, OSError) as error:
        raise Damaged(folder.name) from error
    if (guide.rules, guide.content) != (rules, content):
        raise Damaged(folder.name)
    return guide


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
