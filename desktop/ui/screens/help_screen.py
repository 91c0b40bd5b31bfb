"""Help: what this is, how to answer, keys, where the words come from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

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

Parts = Mapping[str, Sequence[str]]
"""The words under each heading, all as keys of texts."""

_PUBLIC: Parts = {
    "ui.help.about": ("ui.help.about-what", "kiosk.help-privacy", "ui.help.about-sources"),
    "ui.help.answer": (
        "ui.help.answer-choose", "ui.help.answer-words", "ui.help.answer-change",
        "ui.help.answer-code",
    ),
}  # fmt: skip
_VISIT: Parts = {
    "ui.help.about": ("ui.help.about-what", "ui.help.about-privacy", "ui.help.about-sources"),
    "ui.help.answer": _PUBLIC["ui.help.answer"],
    "ui.help.keys": (
        "ui.help.keys-tab", "ui.help.keys-arrows", "ui.help.keys-enter", "ui.help.keys-escape",
        "ui.help.keys-letters",
    ),
}  # fmt: skip
DESK: Parts = {
    "ui.help.about": ("ui.help.about-what", "advisor.help.privacy", "ui.help.about-sources"),
    "ui.help.keys": (
        "advisor.help.keys-answer", "advisor.help.keys-parts", "advisor.help.keys-acts",
        "advisor.help.keys-case", "advisor.help.keys-pages", "ui.help.keys-tab",
    ),
}  # fmt: skip
"""An advisor works with other keys than a visitor, and keeps what a visit does not."""


class HelpScreen(Screen):
    """Shown over the visit or the desk, which wait as they are."""

    left = Signal()
    edit_wanted = Signal()

    def __init__(
        self, guide: Guide, look: Look, can_edit: bool = False, parts: Parts | None = None
    ) -> None:
        """`parts`: of another window than the visit's."""
        super().__init__(look)
        self._guide, self._can_edit = guide, can_edit
        self._own_parts = parts

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
        parts = self._own_parts or (_PUBLIC if look.is_public else _VISIT)
        for part, lines in parts.items():
            panel = Panel(look)
            panel.column.addWidget(Heading(phrase(part), look, "h2", 2))
            for line in lines:
                panel.column.addWidget(Words(phrase(line), look))
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
