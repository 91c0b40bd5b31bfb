"""Help: what this is, how to answer, keys, where the words come from."""

from __future__ import annotations

from PySide6.QtCore import Signal

from desktop.guide.model import Guide
from desktop.text import phrase
from desktop.ui.screens.screen import Screen
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button, flush
from desktop.ui.widgets.footer import Actions
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words

_PARTS = {
    "about": ("what", "privacy", "sources"),
    "answer": ("choose", "words", "change", "code"),
    "keys": ("tab", "arrows", "enter", "escape", "letters"),
}


class HelpScreen(Screen):
    """Shown over the visit, which waits as it is."""

    left = Signal()
    edit_wanted = Signal()

    def __init__(self, guide: Guide, look: Look, can_edit: bool = False) -> None:
        super().__init__(look)
        self._guide, self._can_edit = guide, can_edit

    def title(self) -> str:
        """The page's heading."""
        return self.look.say(phrase("ui.help.title"))

    def offers(self) -> Actions:
        """Back to where one was."""
        return Actions(back=True)

    def go_back(self) -> None:
        """Back to where one was."""
        self.left.emit()

    def rebuild(self) -> None:
        """Build the page."""
        look = self.look
        page = Page(look, 820)
        page.setAccessibleName(self.title())
        page.column.addWidget(Heading(phrase("ui.help.title"), look))
        for part, lines in _PARTS.items():
            if part == "keys" and look.is_public:
                continue
            panel = Panel(look)
            panel.column.addWidget(Heading(phrase(f"ui.help.{part}"), look, "h2", 2))
            for line in lines:
                said = phrase(f"ui.help.{part}-{line}")
                if line == "privacy" and look.is_public:
                    said = phrase("kiosk.help-privacy")
                panel.column.addWidget(Words(said, look))
            page.column.addWidget(panel)
        version = phrase("ui.help.version", title=self._guide.title, version=self._guide.version)
        page.column.addWidget(Words(version, look, "caption", "ink2"))
        page.column.addWidget(Words(phrase("ui.help.credits"), look, "caption", "ink2"))
        if self._can_edit:
            page.column.addWidget(Words(phrase("workspace.open-hint"), look, "caption", "ink2"))
            edit = Button("edit-guide", phrase("workspace.open"), look, "secondary", "edit")
            edit.clicked.connect(self.edit_wanted)
            page.column.addLayout(flush(edit))
        page.column.addStretch(1)
        self.put(page)
