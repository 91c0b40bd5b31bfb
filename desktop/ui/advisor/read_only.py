"""Above what can be read and not changed: why, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.text import Phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.pieces import Item
from desktop.ui.widgets.rows import Panel


class ReadOnly(Panel):
    """What the register said when it was opened."""

    def __init__(self, notices: Sequence[Phrase], look: Look) -> None:
        super().__init__(look, fill="accent_soft", edge="accent", pad=8)
        self.setObjectName("read-only")
        for notice in notices:
            self.column.addWidget(Item(notice, look, "info", "label"))
