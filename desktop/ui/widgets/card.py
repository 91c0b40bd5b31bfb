"""A member's card: whom to see, why, how to reach them, the first step, what to bring."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.sheet.content import Basis, Card, Entry, Way
from desktop.text import Phrase, phrase
from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.paint import CORNER_CARD, CORNER_TAG, paint_frame
from desktop.ui.widgets.rail import Leg
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Value, Words

_NEXT = "ui.card.step"
_MANY = 4


class Tag(QWidget):
    """A need, as a small plate."""

    def __init__(self, text: str, look: Look) -> None:
        super().__init__()
        self._look = look
        across = QHBoxLayout(self)
        across.setContentsMargins(look.px(10), look.px(3), look.px(10), look.px(3))
        across.addWidget(Words(text, look, "label", "primary"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plate."""
        look = self._look
        edge = look.color("primary") if look.is_contrast else None
        paint_frame(
            QPainter(self), self.rect().toRectF(), look.px(CORNER_TAG), look.color("soft"), edge, 1
        )


class Picture(QWidget):
    """A drawn icon at a fixed size, on a soft square when `is_plate`."""

    def __init__(self, icon: str, look: Look, side: int, is_plate: bool = False) -> None:
        super().__init__()
        self._icon, self._look, self._is_plate = icon, look, is_plate
        self.setFixedSize(look.px(side), look.px(side))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter, rect = QPainter(self), QRectF(self.rect())
        if self._is_plate:
            look = self._look
            paint_frame(painter, rect, look.px(CORNER_CARD), look.color("page"))
            inside = rect.width() * 0.18
            rect = rect.adjusted(inside, inside, -inside, -inside)
            paint_icon(painter, self._icon, rect, look)
            return
        paint_icon(painter, self._icon, rect, self._look, self._look.color("primary"))


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
            ("ui.card.why", self._why(card)),
            ("ui.card.reach", self._entries(card.entries)),
            (_NEXT, steps),
            ("ui.card.bring", self._items(tuple(prepare))),
            ("ui.card.also", [Words(text, look) for text in card.also]),
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

    def _why(self, card: Card) -> list[QWidget]:
        look = self._look
        found: list[QWidget] = [Words(text, look) for text in card.why]
        return found + [SourceLine(source, look) for source in card.sources]

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


def to_source(basis: Basis) -> Phrase:
    """What a reason rests on, with its content in our words."""
    return phrase("ui.card.source", reference=basis.reference, gist=basis.gist)


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


class Item(QWidget):
    """Words with a small drawing before their first line."""

    def __init__(
        self,
        text: Phrase | str,
        look: Look,
        icon: str = "check",
        role: str = "body",
        color: str = "ink",
    ) -> None:
        super().__init__()
        self._look, self._icon, self._role = look, icon, role
        across = QHBoxLayout(self)
        across.setContentsMargins(look.px(26), 0, 0, 0)
        across.addWidget(Words(text, look, role, color))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        look = self._look
        side = look.px(18)
        rect = QRectF(0, (look.line_height(self._role) - side) / 2, side, side)
        paint_icon(QPainter(self), self._icon, rect, look, look.color("primary"))


class SourceLine(Item):
    """What a reason rests on: a dated article, or a choice of the guide said as such."""

    def __init__(self, basis: Basis, look: Look) -> None:
        super().__init__(to_source(basis), look, "source", "caption", "ink2")


class Row(QWidget):
    """Small widgets one after the other, on as many lines as it takes."""

    def __init__(self, gap: int) -> None:
        super().__init__()
        self._gap, self._items = gap, list[QWidget]()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add one at the end."""
        widget.setParent(self)
        self._items.append(widget)

    def heightForWidth(self, width: int) -> int:
        """The height of all lines."""
        return self._place(width, is_trial=True)

    def sizeHint(self) -> QSize:
        """All on one line."""
        width = sum(item.sizeHint().width() + self._gap for item in self._items)
        return QSize(width, max((item.sizeHint().height() for item in self._items), default=0))

    def minimumSizeHint(self) -> QSize:
        """One to a line."""
        return QSize(80, 0)

    def resizeEvent(self, event: object) -> None:
        """Place them."""
        self._place(self.width(), is_trial=False)

    def _place(self, width: int, is_trial: bool) -> int:
        x = y = high = 0
        for item in self._items:
            hint = item.sizeHint()
            wide = min(hint.width(), width)
            if x and x + wide > width:
                x, y, high = 0, y + high + self._gap, 0
            if not is_trial:
                item.setGeometry(x, y, wide, hint.height())
            x, high = x + wide + self._gap, max(high, hint.height())
        return y + high
