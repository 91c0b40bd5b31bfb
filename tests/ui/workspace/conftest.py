"""A coordinator at the workspace: opens it, types, presses, waits until all is told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import paths
from desktop.ui.theme import Look, palette
from desktop.ui.workspace.choose import Choose
from desktop.ui.workspace.desk import WorkspaceDesk
from desktop.ui.workspace.notice import Notice
from desktop.ui.workspace.window import WorkspaceWindow
from desktop.workspace.document import At
from desktop.workspace.store import Shelf

_PLATFORM = "does not support (raise|grabbing)|propagateSizeHints"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A platform without a screen cannot raise a list of suggestions, and says so."""
    for item in items:
        if "workspace" in str(item.path):
            item.add_marker(pytest.mark.qt_log_ignore(_PLATFORM, extend=True))


ROUTE = At("routes.yaml", "routes", 0)


class Coordinator:
    """One window, and what a person does in it."""

    def __init__(self, bot: QtBot, data: Path, source: Path, look: Look, size: tuple[int, int]):
        QApplication.setPalette(palette(look))
        self._bot = bot
        self._is_closed = False
        self.visits: list[tuple[Path, str]] = []
        self.looks: list[Look] = []
        self.chosen: Path | None = None
        self.desk = WorkspaceDesk(
            shelf=Shelf(data, source),
            in_use=paths.shipped_guide(),
            keep_look=self.looks.append,
            open_visit=lambda folder, code: self.visits.append((folder, code)),
            ask_folder=lambda *_: self.chosen,
            ask_file=lambda *_: self.chosen,
            ask_records=lambda *_: self.chosen,
        )
        self.window = WorkspaceWindow(self.desk, look)
        self.window.resize(*size)
        self.window.show()
        self.settle()

    @property
    def draft(self):  # type: ignore[no-untyped-def]
        """The draft as it is."""
        return self.window.session.draft

    def settle(self) -> None:
        """Wait until everything is told, kept, laid out and painted."""
        self._bot.waitUntil(lambda: not self.window.is_busy, timeout=60_000)
        for _ in range(3):
            QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def turn(self) -> None:
        """Let what is due now be shown, without waiting for anything."""
        for _ in range(3):
            QApplication.processEvents()

    def find(self, name: str) -> QWidget:
        """The widget of this name that is shown."""
        found = [w for w in self.window.findChildren(QWidget, name) if w.isVisible()]
        assert found, f"nothing named {name} is shown"
        return found[0]

    def focused(self) -> QWidget:
        """What has the focus."""
        found = QApplication.focusWidget() or self.window.focusWidget()
        assert found is not None
        return found

    def press(self, name: str) -> None:
        """Press the button of this name."""
        button = self.find(name)
        assert isinstance(button, QPushButton)
        button.click()
        self.settle()

    def write(self, name: str, text: str) -> None:
        """Write `text` over what a field holds, letter by letter."""
        field = self.find(name)
        field.setFocus()
        assert isinstance(field, QLineEdit | QPlainTextEdit)
        field.selectAll()
        # QTest knows the letters of English keyboards alone.
        for letter in text:
            QApplication.sendEvent(
                field, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            )
        self._hide_suggestions(field)
        self.settle()

    def choose(self, name: str, text: str) -> None:
        """Type in a field with completion and press Enter."""
        self.write(name, text)
        field = self.find(name)
        QTest.keyClick(field, Qt.Key.Key_Return)
        self.settle()

    def _hide_suggestions(self, field: QWidget) -> None:
        """As Escape does: the keys then go to the field again."""
        box = field.parentWidget()
        parent = box.parentWidget() if box is not None else None
        popup = parent.completer.popup() if isinstance(parent, Choose) else None
        if popup is not None:
            popup.hide()

    def go(self, at: At, *path: str | int) -> None:
        """Show an item."""
        self.window.jump(at, path)
        self.settle()

    def said(self) -> str:
        """All the words that are shown, labels and buttons."""
        from PySide6.QtWidgets import QLabel

        shown = [
            widget.text() if isinstance(widget, QLabel) else widget.accessibleName()
            for widget in self.window.findChildren(QWidget)
            if widget.isVisible() and isinstance(widget, QLabel | QPushButton)
        ]
        return "\n".join(shown)

    def notice(self) -> str:
        """What is said under the top bar."""
        found = self.window.findChild(Notice)
        return found.said if found is not None else ""

    def close(self) -> None:
        """Leave."""
        if self._is_closed:
            return
        self._is_closed = True
        self.window.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


Arrive = Callable[..., Coordinator]


@pytest.fixture
def arrive(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Arrive]:
    """Opens the workspace; closed after the test."""
    came: list[Coordinator] = []

    def open_one(
        look: Look | None = None, size: tuple[int, int] = (1366, 768), source: Path | None = None
    ) -> Coordinator:
        source = source or paths.shipped_guide()
        coordinator = Coordinator(qtbot, tmp_path / "data", source, look or Look(), size)
        came.append(coordinator)
        return coordinator

    yield open_one
    for coordinator in came:
        coordinator.close()


@pytest.fixture
def coordinator(arrive: Arrive) -> Coordinator:
    """At the workspace, in French, on a usual screen."""
    return arrive()
