"""Adds a route, a need …: asks for its id above the item, where it has one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import AiguillageError
from desktop.text import phrase
from desktop.ui.gone import clear
from desktop.ui.theme import Look
from desktop.ui.workspace.ask import Ask
from desktop.ui.workspace.session import Session
from desktop.workspace import new

_WITHOUT_ID = ("clauses", "policies")


class Adding(QWidget):
    """The place where it is asked; nothing while it is not."""

    asked = Signal()
    added = Signal(object)
    """Where what is new stands."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(look.px(12), 0, look.px(12), 0)

    def add(self, kind: str, group: str) -> None:
        """Add a thing of this kind to a group, once its id is known."""
        if kind in _WITHOUT_ID:
            self._add(kind, group, "")
            return
        self.leave()
        ask = Ask(phrase(f"workspace.one.{kind}"), self._look)
        ask.answered.connect(lambda typed: self._add(kind, group, typed, ask))
        ask.closed.connect(self.leave)
        self._down.addWidget(ask)
        self.asked.emit()
        ask.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Ask nothing any more."""
        clear(self._down)

    def _add(self, kind: str, group: str, typed: str, ask: Ask | None = None) -> None:
        try:
            draft, at = new.add(self._session.draft, kind, typed, group)
        except AiguillageError as refused:
            if ask is not None:
                ask.show_error(refused.phrase)
            return
        self.leave()
        self._session.change(lambda _: draft, is_reshaping=True)
        self.added.emit(at)
