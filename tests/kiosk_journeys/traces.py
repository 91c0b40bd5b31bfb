"""Looks for what a visitor left: in files, in everything a program holds, in its memory."""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtGui import QAccessible, QAccessibleInterface, QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

_ENCODINGS = ("utf-8", "utf-16-le", "latin-1")
_MOST = 64 * 1024 * 1024
_SHARED = ("/tmp", "/var/tmp", "/dev/shm", "/var/crash", "/var/lib/systemd/coredump")
_TEXTS = tuple(QAccessible.Text)


def forms(mark: str) -> list[bytes]:
    """How a mark may be written in a file or in memory."""
    return [mark.encode(encoding, "ignore") for encoding in _ENCODINGS]


def in_files(files: Iterable[Path], marks: Iterable[str]) -> list[str]:
    """Where a mark stands in a file or in its name, as "file: mark"."""
    wanted = [(mark, form) for mark in marks for form in forms(mark)]
    found: dict[str, None] = {}
    for file in files:
        held = str(file).encode() + b"\0" + _read(file)
        found |= {f"{file}: {mark}": None for mark, form in wanted if form in held}
    return list(found)


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes() if file.is_file() and file.stat().st_size < _MOST else b""
    except OSError:
        return b""  # it went, or it is a door of the system's


def files_of(owner: int, home: Path) -> list[Path]:
    """Each file below `home`, and what this account left since where everybody may write."""
    shared = [file for top in _SHARED for file in _left_in(Path(top), owner)]
    since = (home / "data/aiguillage.toml").stat().st_mtime
    return [*home.rglob("*"), *(file for file in shared if _is_new(file, owner, since))]


def _left_in(folder: Path, owner: int) -> Iterator[Path]:
    """Everything in a folder, and below it where the account may write."""
    for file in folder.iterdir() if folder.is_dir() else ():
        yield file
        if file.is_dir() and not file.is_symlink() and _may_write(file, owner):
            yield from _left_in(file, owner)


def _may_write(folder: Path, owner: int) -> bool:
    try:
        return folder.stat().st_uid == owner or bool(folder.stat().st_mode & 0o002)
    except OSError:
        return False  # it went meanwhile


def _is_new(file: Path, owner: int, since: float) -> bool:
    try:
        found = file.lstat()
    except OSError:
        return False
    return found.st_uid == owner and found.st_mtime >= since


def in_widgets(marks: Iterable[str]) -> list[str]:
    """Where any widget of this program still holds a mark: properties, names, undo, clipboards.

    Says where alone: a mark in what this returns would be found by the next search.
    """
    marks = tuple(marks)
    held = [held for widget in QApplication.allWidgets() for held in _texts(widget)]
    held += [held for top in QApplication.topLevelWidgets() for held in _spoken(top)]
    clipboard = QGuiApplication.clipboard()
    held += [(f"clipboard {mode.name}", clipboard.text(mode)) for mode in QClipboard.Mode]
    return [where for where, text in held if any(mark in text for mark in marks)]


def _texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    for thing in (widget, *(part for part in widget.children() if not part.isWidgetType())):
        meta, kind = thing.metaObject(), type(thing).__name__
        for index in range(meta.propertyCount()):
            name = str(meta.property(index).name())
            if isinstance(value := thing.property(name), str):
                yield f"{kind} {thing.objectName()}.{name}", value
    if isinstance(widget, QLineEdit):
        yield from _undone(widget)


def _undone(line: QLineEdit) -> list[tuple[str, str]]:
    """What Ctrl+Z would bring back; the line is left as it was."""
    found = []
    while line.isUndoAvailable():
        line.undo()
        found.append((f"undo of {line.objectName()}", line.text()))
    for _ in found:
        line.redo()
    return found


def _spoken(top: QWidget) -> Iterator[tuple[str, str]]:
    """What a screen reader could still be told."""
    todo: list[QAccessibleInterface | None] = [QAccessible.queryAccessibleInterface(top)]
    while todo:
        node: QAccessibleInterface | None = todo.pop()
        if node is None:
            continue
        yield from ((f"accessible {node.role().name}", node.text(text)) for text in _TEXTS)
        lines = node.textInterface()
        if lines is not None:
            yield f"accessible text {node.role().name}", lines.text(0, lines.characterCount())
        todo += [node.child(index) for index in range(node.childCount())]


def backwards(mark: str) -> str:
    """A mark as the test may keep it without being found itself."""
    return mark[::-1]


def in_objects(marks_backwards: Iterable[str]) -> list[str]:
    """Where a living object of Python's refers to a text with one of these marks in it."""
    gc.unfreeze()  # what was there before the first test may hold it too
    gc.collect()
    marks = [backwards(mark) for mark in marks_backwards]
    return [
        f"{type(thing).__module__}.{type(thing).__name__}"
        for thing in gc.get_objects()
        if thing is not marks and any(_has(held, marks) for held in _texts_in(thing))
    ]


def _texts_in(thing: object) -> Iterator[str | bytes]:
    """What it refers to, also through containers that Python's collector has let go of."""
    for held in gc.get_referents(thing):
        if isinstance(held, str | bytes):
            yield held
        elif isinstance(held, dict | tuple) and not gc.is_tracked(held):
            yield from _texts_in(held)


def _has(held: str | bytes, marks: list[str]) -> bool:
    if isinstance(held, bytes):
        return any(mark.encode() in held for mark in marks)
    return any(mark in held for mark in marks)


def in_memory(pid: int, marks: Iterable[str]) -> dict[str, int]:
    """How often each mark stands in the writable memory of a process: good to know, no promise."""
    counts = dict.fromkeys(marks, 0)
    maps = Path(f"/proc/{pid}/maps").read_text().splitlines()
    spans = (re.match(r"([0-9a-f]+)-([0-9a-f]+) rw", line) for line in maps)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for span in filter(None, spans):
            start, end = int(span[1], 16), int(span[2], 16)
            memory.seek(start)
            try:
                held = memory.read(end - start)
            except OSError:
                continue  # a page that belongs to the machine
            for mark in counts:
                counts[mark] += sum(held.count(form) for form in set(forms(mark)))
    return counts
