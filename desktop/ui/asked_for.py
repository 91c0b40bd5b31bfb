"""Windows that are made once they are asked for: the advisor's desk, the Guide workspace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.configuration import Loaded
from desktop.ui import crash
from desktop.ui.desk import Desk
from desktop.ui.first_paint import FirstPaint
from desktop.ui.theme import Look

if TYPE_CHECKING:  # no visit needs the workspace, or the desk
    from desktop.desk.session import Session
    from desktop.ui.advisor.window import DeskWindow
    from desktop.ui.workspace.opening import Opener
    from desktop.ui.workspace.window import WorkspaceWindow


class AdvisorDesk:
    """Opens the advisor's desk: at once, or when its door in the visit is touched."""

    def __init__(self, desk: Desk, loaded: Loaded, folder: Path) -> None:
        self._desk, self._loaded, self._folder = desk, loaded, folder
        self._session: Session | None = None
        self._window: DeskWindow | None = None

    def make(self, look: Look) -> DeskWindow:
        """Its window, not shown yet."""
        from desktop.desk.session import Session  # late: no visit needs the desk
        from desktop.ui.advisor.window import DeskWindow

        self._session = Session(self._desk.casework, self._loaded, self._folder)
        self._window = DeskWindow(self._desk, self._session, replace(look, fit=1.0))
        return self._window

    def open(self, look: Look) -> DeskWindow:
        """Its window in front, made at the first call."""
        if self._window is None:
            window = self.make(look)
            crash.keep_apart("desktop.ui.advisor", lambda _: window.show_crash())
            FirstPaint(window, window.open_register)
        shown = self._window
        if shown is None:
            raise RuntimeError("the desk was not made")
        shown.open()
        shown.raise_()
        shown.activateWindow()
        return shown

    def close(self) -> None:
        """Let what is under way end, then give the register back."""
        if self._window is not None:
            self._window.background.wait()
        if self._session is not None:
            self._session.close()


class Workspace:
    """Opens the Guide workspace, once it is asked for."""

    def __init__(self, source: Path | None, data: Path, keep_look: Callable[[Look], None]) -> None:
        self._source, self._data, self._keep_look = source, data, keep_look
        self._opener: Opener | None = None

    def open(self, look: Look) -> WorkspaceWindow:
        """The workspace on the guide on trial, or on the one in use. Raises CannotRead."""
        from desktop.library.adoption import find_in_use  # late: no visit needs the workspace
        from desktop.ui.workspace.opening import Opener
        from desktop.workspace.store import in_use_folder

        if self._opener is None:
            self._opener = Opener(self._data, self._keep_look)
        in_use = in_use_folder(self._data, find_in_use(self._data, date.today()))
        return self._opener.open(self._source or in_use, in_use, look)
