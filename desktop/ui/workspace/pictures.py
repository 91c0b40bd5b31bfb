"""Writes pictures of the workspace's pages, in every theme and language, without a person."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from desktop.errors import CannotWrite
from desktop.text import LANGUAGES
from desktop.ui.theme import THEMES, Look
from desktop.ui.workspace.desk import WorkspaceDesk
from desktop.ui.workspace.window import WorkspaceWindow
from desktop.workspace import schema
from desktop.workspace.document import At
from desktop.workspace.store import Shelf

SIZES = ((1366, 768),)
TEXT_SIZES = (100, 200)

Scene = Callable[[WorkspaceWindow], None]


def _at(file: str, list_: str, pane: str, *path: str | int) -> Scene:
    def act(window: WorkspaceWindow) -> None:
        window.jump(At(file, list_), path)
        window.show_pane(pane)
        if pane == "links":
            window.jump(At(file, list_), path)

    return act


SCENES: dict[str, Scene] = {
    "workspace-route": _at(schema.ROUTES, "routes", "links"),
    "workspace-proof": _at(schema.ROUTES, "routes", "proof"),
    "workspace-question": _at(schema.INTERVIEW, "questions", "links", "choices", 1),
    "workspace-member": _at(schema.MEMBERS, "members", "diff"),
    "workspace-source": _at(schema.GUIDE, "sources", "links"),
}


def looks() -> list[Look]:
    """Every theme and language, at the usual and at the largest text."""
    return [
        Look(theme, text_size, language)
        for theme in THEMES
        for text_size in TEXT_SIZES
        for language in LANGUAGES
    ]


def take(
    folder: Path, source: Path, looks_: Sequence[Look], sizes: Sequence[tuple[int, int]]
) -> int:
    """Write `<page>--<width>--<theme>--<text size>--<language>.png` into `folder`; how many."""
    count = 0
    with tempfile.TemporaryDirectory(prefix="aiguillage-") as data:
        for size in sizes:
            window = open_on(Path(data), source, size)
            for look in looks_:
                window.show_look(look)
                for name, scene in SCENES.items():
                    scene(window)
                    settle(window)
                    _write(window, folder, f"{name}--{size[0]}", look)
                    count += 1
            window.close()
            window.deleteLater()
    return count


def open_on(data: Path, source: Path, size: tuple[int, int]) -> WorkspaceWindow:
    """The workspace on this guide, its drafts in `data`."""
    desk = WorkspaceDesk(
        shelf=Shelf(data, source),
        in_use=source,
        keep_look=lambda _: None,
        open_visit=lambda *_: None,
        ask_folder=lambda *_: None,
        ask_file=lambda *_: None,
        ask_records=lambda *_: None,
    )
    window = WorkspaceWindow(desk, Look())
    window.resize(*size)
    window.show()
    return window


def settle(window: WorkspaceWindow) -> None:
    """Let everything be told, laid out and painted."""
    loop = QEventLoop()
    timer = QTimer()
    timer.setInterval(10)
    timer.timeout.connect(lambda: None if window.is_busy else loop.quit())
    timer.start()
    loop.exec()
    for _ in range(3):
        QApplication.processEvents()


def _write(window: WorkspaceWindow, folder: Path, name: str, look: Look) -> None:
    path = folder / f"{name}--{look.theme}--{look.text_size}--{look.language}.png"
    if not window.grab().save(str(path)):
        raise CannotWrite(path, OSError("the picture could not be written"))
