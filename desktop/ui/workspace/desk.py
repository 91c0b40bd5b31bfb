"""What the workspace works with, handed to its window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from desktop.ui.theme import Look
from desktop.workspace.store import Shelf

AskPath = Callable[[QWidget, str, str], Path | None]
"""Asks a person for a place: parent, title, proposed name; None if they changed their mind."""


@dataclass(frozen=True)
class WorkspaceDesk:
    """The drafts, the guide in use, and what only the outside can do."""

    shelf: Shelf
    in_use: Path
    keep_look: Callable[[Look], None]
    open_visit: Callable[[Path, str], None]
    """Opens the visit of a code in the wizard, with the guide in a folder."""
    ask_folder: AskPath
    ask_file: AskPath
    ask_records: AskPath
