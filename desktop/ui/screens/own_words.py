"""« Dites-le avec vos mots »: a sentence, what is heard in it, and a touch to confirm each part."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.errors import AiguillageError
from desktop.interview import Interview
from desktop.text import Phrase, phrase
from desktop.ui.accessibility import announce
from desktop.ui.focus import put_after, stops
from desktop.ui.listening import Heard, Listener, Offer
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button, flush
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.heard import MarkedWords, OfferRow
from desktop.ui.widgets.page import outset
from desktop.ui.widgets.paint import ring_room
from desktop.ui.widgets.pieces import Item
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.tile import Tile, nearest
from desktop.ui.widgets.words import Words

PAUSE = 250
"""Milliseconds without a letter after which the text is listened to."""

LONGEST = 300
_FEW_WORDS = 3
"""Somebody who has typed less is still typing: nothing is said of words not understood."""


class OwnWords(QWidget):
    """A field, and under it what is heard in its text. Decides nothing: it only asks."""

    touched = Signal(object)
    """An offer was touched: to give its answers, or to take them back."""
    typed = Signal(str)
    tiles_wanted = Signal()
    """Nothing to confirm here: on to the themes."""

    def __init__(self, listener: Listener, interview: Interview, draft: str, look: Look) -> None:
        super().__init__()
        self._listener, self._interview, self._look = listener, interview, look
        self._heard = Heard("")
        self._is_ready = False
        self._shows: list[Callable[[Interview], None]] = []
        self.setAccessibleName(look.say(phrase("ui.own-words.label")))
        self.field = Field("own-words", phrase("ui.own-words.label"), look, "none-of-these")
        line = self.field.line
        line.setMaxLength(LONGEST)
        example = look.say(phrase("ui.own-words.example"))
        line.setPlaceholderText(example)
        line.setAccessibleDescription(example)
        line.setText(draft)
        line.focus_changed.connect(self._get_ready)
        line.down_wanted.connect(self._enter_offers)
        self.field.changed.connect(self._type)
        self.field.entered.connect(self._enter)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.listen)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(look.px(6))
        down.addWidget(self.field)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(ring_room(look), 0, ring_room(look), 0)
        down.addLayout(self._below)
        self._panel: QWidget | None = None
        if draft:
            self.listen()

    def say(self, text: str) -> None:
        """Have `text` typed, and listened to at once."""
        self.field.line.setText(text)
        self.typed.emit(text)
        self.listen()

    def forget(self) -> None:
        """Leave nothing of what was typed."""
        self._pause.stop()
        # Not clear(): that could be undone.
        self.field.line.setText("")
        self._heard = Heard("")
        self._show_heard()

    def show_answers(self, interview: Interview) -> None:
        """Show which offers the visit has, wherever they were touched."""
        self._interview = interview
        for show in self._shows:
            show(interview)

    def listen(self) -> None:
        """Show what is heard in the text."""
        self._pause.stop()
        text = self.field.line.text()
        if text == self._heard.text:
            return
        heard = Heard(text)
        if text.strip():
            heard = self._listener.listen(text, self._interview)
        is_short = len(text.split()) < _FEW_WORDS and not heard.places
        self._heard = Heard(text) if heard.is_nothing and is_short else heard
        self._show_heard()

    def _get_ready(self) -> None:
        """Read what hears from the disk once somebody comes to the field, and it is painted."""
        if not self._is_ready and self.field.line.hasFocus():
            self._is_ready = True
            QTimer.singleShot(0, self, self._listener.warm_up)

    def _type(self, text: str) -> None:
        self.typed.emit(text)
        self._pause.start(PAUSE)

    def _enter(self) -> None:
        self.listen()
        self._enter_offers()

    def _enter_offers(self) -> None:
        """On to the first thing to confirm; to the themes where there is none."""
        first = stops(self._panel)[0] if self._panel is not None else None
        if first is None or self._heard.is_nothing:
            self.tiles_wanted.emit()
        else:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_heard(self) -> None:
        self._shows = []
        if self._panel is not None:
            if self._panel.isAncestorOf(self.focusWidget()):
                self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._below.removeWidget(self._panel)
            self._panel.hide()
            self._panel.setParent(None)
            self._panel.deleteLater()
            self._panel = None
        heard = self._heard
        if heard.is_nothing or heard.offers or heard.ask or heard.places:
            self._panel = self._make_panel(heard)
            self._below.addWidget(self._panel)
            self._panel.show()
            put_after(self.field.line, stops(self._panel))
            self._say_aloud(heard)
        self.show_answers(self._interview)

    def _say_aloud(self, heard: Heard) -> None:
        say = self._look.say
        offers = (*heard.offers, *heard.places, *heard.choices)
        names = ", ".join(say(offer.label) for offer in offers)
        sentence = phrase("ui.own-words.heard-spoken", n=len(offers), names=names)
        asked = [say(heard.ask)] if heard.ask else []
        none = [say(phrase("suggest.not-understood"))] if heard.is_nothing else []
        announce(self.field.line, " ".join([*none, *asked, *([say(sentence)] if offers else [])]))

    def _make_panel(self, heard: Heard) -> QWidget:
        look = self._look
        panel = Panel(look, pad=18, edge="primary")
        panel.setObjectName("heard")
        column = panel.column
        column.setSpacing(look.px(12))
        if heard.spans:
            column.addWidget(MarkedWords(heard.text, heard.spans, look))
        if heard.is_nothing:
            key = "suggest.uncovered" if heard.is_uncovered else "suggest.not-understood"
            column.addWidget(Item(phrase(key), look, "info"))
        if heard.offers or heard.places:
            column.addWidget(Words(phrase("ui.own-words.heard"), look, "label", "ink2"))
        for offer in heard.offers:
            column.addWidget(self._row(offer, phrase("ui.own-words.yes")))
        for offer in heard.places:
            column.addWidget(self._place_row(offer))
        if heard.ask is not None:
            column.addWidget(Words(heard.ask, look, "strong"))
            column.addLayout(outset(self._choices(heard.choices), look))
        self._add_last(column)
        return panel

    def _row(
        self, offer: Offer, yes: Phrase, hint: Phrase | None = None, sign: str = "plus"
    ) -> OfferRow:
        hint_ = hint or offer.hint
        row = OfferRow(offer.name, offer.icon, offer.label, hint_, yes, self._look, sign)
        row.touched.connect(lambda: self.touched.emit(offer))
        self._shows.append(lambda interview: row.show_given(offer.is_given(interview)))
        return row

    def _place_row(self, offer: Offer) -> OfferRow:
        """A place heard; where another was answered, both are said."""
        before = self._listener.place_answered(self._interview)
        if before is None:
            return self._row(offer, phrase("ui.own-words.yes"))
        hint = phrase("ui.own-words.place-before", place=before)
        return self._row(offer, phrase("ui.review.edit"), hint, "edit")

    def _choices(self, offers: tuple[Offer, ...]) -> QWidget:
        """The answers to a closed question, as tiles."""
        look, holder = self._look, QWidget()
        grid = Grid(look.px(220), 3, look.px(6), holder)
        tiles: list[QWidget] = []
        for offer in offers:
            tile = self._tile(offer)
            tile.move_wanted.connect(lambda dx, dy, tile=tile: _move(tiles, tile, dx, dy))
            tiles.append(tile)
            grid.addWidget(tile)
        return holder

    def _tile(self, offer: Offer) -> Tile:
        look = self._look
        hint = look.say(offer.hint) if offer.hint else ""
        tile = Tile(offer.name, look.say(offer.label), hint, offer.icon, look, False)
        tile.wanted.connect(lambda: self.touched.emit(offer))
        tile.confirmed.connect(lambda: self.touched.emit(offer))
        self._shows.append(lambda interview: tile.setChecked(offer.is_given(interview)))
        return tile

    def _add_last(self, column: QVBoxLayout) -> None:
        """To take the sentence away; for an advisor, to keep it."""
        look, ways = self._look, QBoxLayout.Direction
        erase = self._quiet("erase", "cross", self._erase)
        across = QBoxLayout(ways.TopToBottom if look.is_folded else ways.LeftToRight)
        across.setSpacing(look.px(4))
        privacy = Words(phrase("ui.own-words.privacy"), look, "caption", "ink2")
        if look.is_folded:
            across.addWidget(privacy)
            across.addLayout(flush(erase))
        else:
            across.addWidget(privacy, 1, Qt.AlignmentFlag.AlignVCenter)
            across.addWidget(erase)
        column.addLayout(across)
        if self._listener.can_keep:
            keep = self._quiet("keep", "save", self._keep)
            # Without a need that the advisor confirmed, a sentence teaches nothing.
            self._shows.append(lambda visit: keep.setVisible(bool(self._listener.labels(visit))))
            column.addLayout(flush(keep))
        self._status = Words("", look, "strong")
        self._status.setObjectName("own-words-status")
        self._status.hide()
        column.addWidget(self._status)

    def _quiet(self, name: str, icon: str, act: Callable[[], None]) -> Button:
        words = phrase(f"ui.own-words.{name}")
        button = Button(f"own-words-{name}", words, self._look, "quiet", icon, height=38)
        button.clicked.connect(act)
        return button

    def _erase(self) -> None:
        self.forget()
        self.typed.emit("")
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        """Keep the sentence; where that cannot be done, say so and go on."""
        color = "ok"
        try:
            is_new = self._listener.keep(self._heard.text, self._interview)
            said = phrase("ui.own-words.kept" if is_new else "ui.own-words.kept-before")
        except AiguillageError as refused:
            said, color = refused.phrase, "error"
        self._status.show_in(color, self._look.say(said))
        self._status.show()
        announce(self._status, self._look.say(said))


def _move(tiles: list[QWidget], tile: QWidget, dx: int, dy: int) -> None:
    near = nearest(tiles, tile, dx, dy)
    if near is not None:
        near.setFocus(Qt.FocusReason.OtherFocusReason)
