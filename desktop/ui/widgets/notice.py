"""A calm strip above a page: what there is to know, which stops nobody."""

from __future__ import annotations

from desktop.text import Phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.pieces import Item
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading


class Notice(Panel):
    """Sentences, each with a sign before it, under a heading if they need one."""

    def __init__(
        self, sentences: tuple[Phrase, ...], look: Look, heading: Phrase | None = None
    ) -> None:
        super().__init__(look, fill="accent_soft", edge="accent", pad=14)
        self.setObjectName("notices")
        self.setAccessibleName(" ".join(look.say(sentence) for sentence in sentences))
        self.column.setSpacing(look.px(6))
        if heading is not None:
            self.column.addWidget(Heading(heading, look, "h3", 2))
        for sentence in sentences:
            self.column.addWidget(Item(sentence, look, "info"))
