"""Stands in for a page while the register is not open: why, and the way on."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.desk.session import Session
from desktop.text import phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button, flush
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.words import Heading, Words


class UnopenedPage(Page):
    """Opening still, a fault with a way to try again, or a guide on trial."""

    retry_wanted = Signal()

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__(look, 720, "unopened")
        unopened = session.unopened
        fault = unopened.fault if unopened is not None else None
        if fault is not None:
            self.column.addWidget(Heading(phrase("advisor.unopened.title"), look, "h2"))
            self.column.addWidget(Words(fault.phrase, look, "body"))
            self.column.addWidget(Words(phrase("advisor.unopened.goes-on"), look, "body", "ink2"))
            retry = Button("retry", phrase("advisor.unopened.retry"), look, "primary", "restart")
            retry.clicked.connect(self.retry_wanted)
            self.column.addLayout(flush(retry))
        else:
            is_trial = unopened is not None and unopened.is_trial
            key = "advisor.unopened.trial" if is_trial else "advisor.unopened.opening"
            self.column.addWidget(Heading(phrase(key), look, "h3"))
        self.column.addStretch(1)
