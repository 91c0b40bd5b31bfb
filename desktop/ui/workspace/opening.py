"""Opens the workspace on a guide, and the wizard on a visit that the workspace points at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from desktop.casework import Casework
from desktop.errors import AiguillageError
from desktop.guide.loader import load_guide
from desktop.library.package import SUFFIX
from desktop.text import phrase, say
from desktop.ui import crash, saving
from desktop.ui.desk import Desk
from desktop.ui.theme import Look
from desktop.ui.window import Window
from desktop.ui.workspace.desk import AskPath, WorkspaceDesk
from desktop.ui.workspace.window import WorkspaceWindow
from desktop.workspace.store import Shelf


class Opener:
    """Makes the windows, and holds them while they are open."""

    def __init__(self, data: Path, keep_look: Callable[[Look], None]) -> None:
        self._data, self._keep_look = data, keep_look
        self._visits: list[Window] = []
        self._opened: dict[Path, WorkspaceWindow] = {}
        self._language = "fr"
        crash.keep_apart("desktop.ui.workspace", self.tell_fault)

    def open(self, source: Path, in_use: Path, look: Look) -> WorkspaceWindow:
        """The workspace on the guide in `source`, in front; raises CannotRead."""
        self._language = look.language
        window = self._opened.get(source)
        if window is None or not window.isVisible():
            window = WorkspaceWindow(self._desk(source, in_use), look)
            self._opened[source] = window
            window.showMaximized()
        window.raise_()
        window.activateWindow()
        return window

    @property
    def visits(self) -> tuple[Window, ...]:
        """The visits that were opened and are still looked at."""
        return tuple(self._visits)

    def tell_fault(self, error: BaseException) -> None:
        """Say in the workspace that it failed; if it is not open, beside the visit."""
        shown = [window for window in self._opened.values() if window.isVisible()]
        active = [window for window in shown if window is QApplication.activeWindow()]
        if shown:
            (active or shown)[-1].show_crash()
            return
        sentence = phrase("workspace.notice.not-opened")
        if isinstance(error, AiguillageError):
            sentence = error.phrase
        box = QMessageBox()
        box.setObjectName("not-opened")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowModality(Qt.WindowModality.NonModal)
        box.setText(say(sentence, self._language))
        self._box = box
        box.show()

    def close(self) -> None:
        """Close every visit, once what it has under way is done."""
        for visit in self._visits:
            visit.background.wait()
            visit.close()

    def _desk(self, source: Path, in_use: Path) -> WorkspaceDesk:
        return WorkspaceDesk(
            shelf=Shelf(self._data, source),
            in_use=in_use,
            keep_look=self._keep_look,
            open_visit=lambda folder, code: self._open_visit(source, folder, code),
            ask_folder=lambda *asked: self._ask(_ask_folder, *asked),
            ask_file=lambda *asked: self._ask(_ask_file, *asked),
            ask_records=lambda *asked: self._ask(_ask_records, *asked),
        )

    def _ask(self, ask: AskPath, parent: QWidget, title: str, name: str) -> Path | None:
        """Ask in the language that the workspace speaks."""
        if isinstance(parent, WorkspaceWindow):
            saving.speak(parent.look.language)
        return ask(parent, title, name)

    def _open_visit(self, source: Path, folder: Path, code: str) -> None:
        """The wizard on the draft, on trial: nothing of this visit is kept."""
        look = self._opened[source].look
        cases = Casework(load_guide(folder), on_trial=True)
        visit = Window(Desk(cases, saving.ask_path, lambda _: None), look)
        visit.open_code(code)
        visit.show()
        self._visits = [window for window in self._visits if window.isVisible()]
        self._visits.append(visit)


def _ask_folder(parent: QWidget, title: str, name: str) -> Path | None:
    chosen = QFileDialog.getExistingDirectory(parent, title, name)
    return Path(chosen) if chosen else None


def _ask_file(parent: QWidget, title: str, name: str) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(parent, title, name, f"Aiguillage (*{SUFFIX})")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)


def _ask_records(parent: QWidget, title: str, name: str) -> Path | None:
    chosen, _ = QFileDialog.getOpenFileName(parent, title, name)
    return Path(chosen) if chosen else None
