"""A calm strip above a page: what there is to know, which stops nobody."""

from __future__ import annotations

from desktop.text import Phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.pieces import Item
from desktop.ui.widgets.rows import Panel


class Notice(Panel):
    """Sentences, each with a sign before it."""

    def __init__(self, sentences: tuple[Phrase, ...], look: Look) -> None:
        super().__init__(look, fill="accent_soft", edge="accent", pad=14)
        self.setObjectName("notices")
        self.setAccessibleName(" ".join(look.say(sentence) for sentence in sentences))
        self.column.setSpacing(look.px(6))
        for sentence in sentences:
            self.column.addWidget(Item(sentence, look, "info"))
