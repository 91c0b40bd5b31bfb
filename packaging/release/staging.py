"""A folder laid out as it will be installed, and everything in it with settled rights."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

PROGRAM = 0o755
FILE = 0o644


class Staging:
    """The files of one package, under `root` as they will be under `/`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        shutil.rmtree(root, ignore_errors=True)
        root.mkdir(parents=True)

    def write(self, name: str, content: str | bytes, mode: int = FILE) -> Path:
        """Write the file `name`."""
        path = self._place(name)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        path.chmod(mode)
        return path

    def write_gzip(self, name: str, content: str | bytes) -> Path:
        """Write `name`.gz, the same bytes each time."""
        raw = content.encode("utf-8") if isinstance(content, str) else content
        return self.write(f"{name}.gz", gzip.compress(raw, 9, mtime=0))

    def copy(self, source: Path, name: str, mode: int = FILE) -> Path:
        """Copy the file `source` to `name`."""
        return self.write(name, source.read_bytes(), mode)

    def copy_tree(self, source: Path, name: str) -> None:
        """Copy the folder `source` to `name`; only what is a program stays one."""
        for path in walk(source):
            target = f"{name}/{path.relative_to(source).as_posix()}"
            if path.is_symlink():
                self.link(str(path.readlink()), target)
            elif path.is_file():
                is_program = bool(path.stat().st_mode & 0o100) and path.suffix == ""
                self.copy(path, target, PROGRAM if is_program else FILE)

    def link(self, target: str, name: str) -> None:
        """Make `name` a link to `target`."""
        self._place(name).symlink_to(target)

    def folder(self, name: str) -> None:
        """Make an empty folder."""
        self._place(name).mkdir()

    def files(self) -> list[Path]:
        """Every regular file, in the order of their names."""
        return [path for path in walk(self.root) if path.is_file() and not path.is_symlink()]

    def _place(self, name: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path


def walk(folder: Path) -> Iterator[Path]:
    """Everything under `folder`, a folder before what is in it, in the order of names."""
    for path in sorted(folder.iterdir(), key=lambda each: each.name):
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from walk(path)
