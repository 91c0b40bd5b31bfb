"""The page shown when the program itself failed: calm, with one way on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from desktop.text import phrase
from desktop.ui.screens.screen import Screen
from desktop.ui.widgets.buttons import Button, flush
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.pieces import Picture
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words


class CrashScreen(Screen):
    """Says what happened to the visit, and starts a new one."""

    restart_wanted = Signal()

    def title(self) -> str:
        """The page's heading."""
        return self.look.say(phrase("ui.crash.title"))

    def rebuild(self) -> None:
        """Build the page."""
        look = self.look
        page = Page(look, 760)
        page.setAccessibleName(self.title())
        panel = Panel(look, edge="error", thick=3)
        panel.column.addWidget(Picture("error", look, 40))
        panel.column.addWidget(Heading(phrase("ui.crash.title"), look))
        panel.column.addWidget(Words(phrase("ui.crash.what"), look, "lead"))
        panel.column.addWidget(Words(phrase("ui.crash.next"), look))
        again = Button("crash-restart", phrase("ui.restart"), look, "primary", "restart")
        again.clicked.connect(self.restart_wanted)
        panel.column.addLayout(flush(again))
        page.column.addStretch(1)
        page.column.addWidget(panel)
        page.column.addStretch(2)
        page.first_wanted.connect(lambda: again.setFocus(Qt.FocusReason.OtherFocusReason))
        self.put(page)
