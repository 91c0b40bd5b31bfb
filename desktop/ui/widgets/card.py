"""A member's card: whom to see, why, how to reach them, the first step, what to bring."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.sheet.content import Basis, Card, Entry, Way
from desktop.text import phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.pieces import Item, Picture, Row, SourceLine, Tag
from desktop.ui.widgets.rail import Leg
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Value, Words

_NEXT = "ui.card.step"
_MANY = 4


class MemberCard(Panel):
    """One member to see, read from top to bottom as a short path."""

    def __init__(
        self, card: Card, shared: tuple[str, ...], look: Look, is_minor: bool = False
    ) -> None:
        edge = "line" if is_minor else "edge"
        super().__init__(look, pad=20 if look.is_folded else 26, edge=edge)
        self.setObjectName("member-card")
        self.setAccessibleName(card.name)
        self._look = look
        self.column.setSpacing(look.px(18))
        self.column.addLayout(self._head(card))
        legs = self._legs(card, shared)
        down = QVBoxLayout()
        down.setSpacing(0)
        for index, (key, widgets) in enumerate(legs):
            is_last = index == len(legs) - 1
            leg = self._leg(key, widgets)
            down.addWidget(Leg(leg, look, index == 0, is_last, is_next=key == _NEXT))
        self.column.addLayout(down)

    def _head(self, card: Card) -> QHBoxLayout:
        look, across = self._look, QHBoxLayout()
        across.setSpacing(look.px(16))
        if not look.is_folded:
            across.addWidget(Picture(card.icon, look, 60, True), 0, Qt.AlignmentFlag.AlignTop)
        down = QVBoxLayout()
        down.setSpacing(look.px(4))
        down.addWidget(Heading(card.name, look, "h2", 3))
        down.addWidget(Words(card.role, look, "body", "ink2"))
        if card.needs:
            down.addSpacing(look.px(4))
            tags = Row(look.px(8))
            for need in card.needs:
                tags.add(Tag(need, look))
            down.addWidget(tags)
        across.addLayout(down, 1)
        return across

    def _legs(self, card: Card, shared: tuple[str, ...]) -> list[tuple[str, Sequence[QWidget]]]:
        look = self._look
        # What the paper says once for all its cards stands here on each.
        prepare = dict.fromkeys((*shared, *card.prepare))
        steps = [
            Words(step, look, "body" if index else "strong")
            for index, step in enumerate(card.steps)
        ]
        legs: list[tuple[str, Sequence[QWidget]]] = [
            ("ui.card.why", self._why(card.why, card.sources)),
            ("ui.card.reach", self._entries(card.entries)),
            (_NEXT, steps),
            ("ui.card.bring", self._items(tuple(prepare))),
            ("ui.card.also", self._why(card.also, card.also_sources)),
        ]
        return [(key, widgets) for key, widgets in legs if widgets]

    def _items(self, texts: tuple[str, ...]) -> list[QWidget]:
        """Things to bring, in two columns where there is room for many."""
        look = self._look
        if len(texts) < _MANY:
            return [Item(text, look) for text in texts]
        holder = QWidget()
        grid = Grid(look.px(300), 2, look.px(6), holder, even=False)
        for text in texts:
            grid.addWidget(Item(text, look))
        return [holder]

    def _leg(self, key: str, widgets: Sequence[QWidget]) -> QWidget:
        leg = QWidget()
        down = QVBoxLayout(leg)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(self._look.px(6))
        down.addWidget(Heading(phrase(key), self._look, "label", 4, "primary"))
        for widget in widgets:
            down.addWidget(widget)
        return leg

    def _why(self, reasons: tuple[str, ...], sources: tuple[Basis, ...]) -> list[QWidget]:
        """Reasons, then the clauses they rest on."""
        look = self._look
        found: list[QWidget] = [Words(text, look) for text in reasons]
        return found + [SourceLine(source, look) for source in sources]

    def _entries(self, entries: tuple[Entry, ...]) -> list[QWidget]:
        """Several offices side by side where there is room."""
        look = self._look
        if len(entries) < 2:
            return [EntryBlock(entry, look) for entry in entries]
        holder = QWidget()
        grid = Grid(look.px(280), 2, look.px(20), holder)
        for entry in entries:
            grid.addWidget(EntryBlock(entry, look))
        return [holder]


class EntryBlock(QWidget):
    """One door: in what capacity, which office, how to ask, its channels."""

    def __init__(self, entry: Entry, look: Look) -> None:
        super().__init__()
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(look.px(4))
        down.addWidget(Words(entry.capacity, look, "caption", "accent"))
        down.addWidget(Words(entry.name, look, "strong"))
        for text in (entry.detail, entry.say, entry.note):
            if text:
                down.addWidget(
                    Words(text, look, "caption" if text is entry.note else "body", "ink2")
                )
        for way in entry.ways:
            down.addLayout(_way(way, look))
        down.addStretch(1)


def _way(way: Way, look: Look) -> QHBoxLayout:
    across = QHBoxLayout()
    across.setSpacing(look.px(10))
    across.addWidget(Picture(way.kind, look, 20), 0, Qt.AlignmentFlag.AlignTop)
    down = QVBoxLayout()
    down.setSpacing(0)
    value = Value(way.value, look, "strong" if way.kind == "phone" else "body")
    value.setAccessibleName(look.say(phrase("ui.card.way", label=way.label, value=way.value)))
    down.addWidget(value)
    if way.note:
        down.addWidget(Words(way.note, look, "caption", "warn"))
    across.addLayout(down, 1)
    return across
