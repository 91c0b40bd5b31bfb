"""A sheet scanned anywhere at the desk: what its keys did is taken back, its visit opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.desk.session import Session
from desktop.errors import BadTicket
from desktop.text import phrase
from desktop.ui.advisor.page import DeskPage
from desktop.ui.advisor.scan_watch import ScanWatch


class Scanning(QObject):
    """Says why a code opens nothing, whatever is in front."""

    opened = Signal(str)
    """This code opens a visit."""
    said = Signal(object, bool)

    def __init__(
        self, window: QWidget, session: Session, page_shown: Callable[[], DeskPage | None]
    ) -> None:
        super().__init__(window)
        self._session, self._page_shown = session, page_shown
        self._take_back: Callable[[], None] | None = None
        watch = ScanWatch(window, self._opens, lambda: session.advisor is None)
        watch.began.connect(self._remember)
        watch.scanned.connect(self._take)

    def _opens(self, typed: str) -> bool:
        return self._find_refusal(typed) is None

    def _find_refusal(self, typed: str) -> BadTicket | None:
        try:
            self._session.casework.reopen(typed, "fr")
        except BadTicket as refused:
            return refused
        return None

    def _remember(self) -> None:
        page = self._page_shown()
        self._take_back = page.remember() if page is not None else None

    def _take(self, typed: str) -> None:
        """A scanner's keys did on the page what keys do: that is taken back first."""
        take_back, self._take_back = self._take_back, None
        if take_back is not None:
            take_back()
        refused = self._find_refusal(typed)
        if self._session.advisor is None:
            self.said.emit(phrase("advisor.scan.who"), True)
        elif refused is not None:
            self.said.emit(refused.phrase, True)
        else:
            self.opened.emit(typed)
