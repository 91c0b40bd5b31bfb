"""A page of what the register holds: read again whenever it comes to the front."""

from __future__ import annotations

from PySide6.QtCore import Qt

from desktop.desk.session import Session
from desktop.ui.advisor.page import DeskPage, Tools
from desktop.ui.theme import Look


class ReadPage(DeskPage):
    """Shown at once as it was, then anew with what was read."""

    def __init__(self, name: str, session: Session, tools: Tools, look: Look) -> None:
        super().__init__(name, session, tools, look)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def read(self) -> None:
        """Read beside the screen, and show it."""
        raise NotImplementedError

    def shown(self) -> None:
        """Read it again."""
        self.rebuild()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.read()

    def register_changed(self) -> None:
        """What the register holds is another thing now."""
        if self._page is not None and self.session.register is not None:
            self.read()
