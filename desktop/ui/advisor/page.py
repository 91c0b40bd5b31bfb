"""What every page of the desk is for its window: a name, a title, and one way to change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.desk.session import Session
from desktop.text import Phrase, phrase
from desktop.ui.background import Background
from desktop.ui.desk import AskPath
from desktop.ui.gone import gone
from desktop.ui.papers import Papers
from desktop.ui.theme import Look


@dataclass(frozen=True, slots=True)
class Tools:
    """What a page works with beside the session: a thread, dialogs, the clipboard, papers."""

    background: Background
    ask_path: AskPath
    copy: Callable[[str], None]
    papers: Papers


class DeskPage(QWidget):
    """A page keeps its state and builds its widgets anew whenever state or look change."""

    said = Signal(object, bool)
    """A sentence for the line at the foot of the window, and whether it is an error."""
    unsaid = Signal(object)
    """What was said so is no more."""
    case_wanted = Signal(str)
    """Show this case on the page of cases."""
    interview_wanted = Signal(str)
    """Take this case up on the page of the interview."""
    page_wanted = Signal(str)
    """Go to the page of this name."""

    needs_register = True
    """Whether it has nothing to show while the register is not open: the window then says why."""

    def __init__(self, name: str, session: Session, tools: Tools, look: Look) -> None:
        super().__init__()
        self.setObjectName(f"desk-{name}")
        self.name, self.session, self.tools, self.look = name, session, tools, look
        self._page: QWidget | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)

    @property
    def title(self) -> Phrase:
        """What the window's title says of it."""
        return phrase(f"advisor.page.{self.name}")

    def rebuild(self) -> None:
        """Build the widgets anew from the state and the look; `put` the result."""
        raise NotImplementedError

    def show_look(self, look: Look) -> None:
        """Show the same thing in another theme, size or language."""
        self.look = look
        self.rebuild()

    def register_changed(self) -> None:
        """The register was opened, or could not be: `session` says which."""

    def show_case(self, case: str) -> None:
        """Show this case, on a page that shows cases."""

    def open_code(self, typed: str) -> None:
        """Open the visit that a code holds, on the page that opens visits."""

    def remember(self) -> Callable[[], None]:
        """Keys may be a scanner's from here on: what takes back all they do on this page."""
        return lambda: None

    def shown(self) -> None:
        """It comes to the front: time to read what may have changed, and to take the focus."""
        if self._page is None:
            self.rebuild()

    def left(self) -> None:
        """Another page comes to the front, or the desk is locked or closed."""

    def closing(self) -> None:
        """The window is being closed: end what is still being written."""

    def put(self, page: QWidget) -> None:
        """Show these widgets in place of those before."""
        before, self._page = self._page, page
        self._whole.addWidget(page)
        if before is not None:
            self._whole.removeWidget(before)
            gone(before)

    def forget(self) -> None:
        """Take the widgets away; they are built again when the page is shown."""
        before, self._page = self._page, None
        if before is not None:
            self._whole.removeWidget(before)
            gone(before)
