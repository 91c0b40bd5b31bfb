"""What was heard in a visitor's words, as a panel: each part with a touch to confirm it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QBoxLayout, QWidget

from desktop.interview import Interview
from desktop.text import Phrase, phrase
from desktop.ui.listening import Heard, Listener, Offer
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button, flush
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.heard import MarkedWords, OfferRow
from desktop.ui.widgets.page import outset
from desktop.ui.widgets.pieces import Item
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.tile import Tile, nearest
from desktop.ui.widgets.words import Words


class HeardPanel(Panel):
    """The sentence with its telling words marked, and what it offers. It only asks."""

    touched = Signal(object)
    """An offer was touched: to give its answers, or to take them back."""
    erase_wanted = Signal()
    keep_wanted = Signal()

    def __init__(self, heard: Heard, listener: Listener, interview: Interview, look: Look) -> None:
        super().__init__(look, pad=18, edge="primary")
        self.setObjectName("heard")
        self._listener, self._interview = listener, interview
        self._shows: list[Callable[[Interview], None]] = []
        column = self.column
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
        self._add_last()
        self.show_answers(interview)

    def show_answers(self, interview: Interview) -> None:
        """Show which offers the visit has, wherever they were touched."""
        for show in self._shows:
            show(interview)

    def show_status(self, sentence: Phrase, is_error: bool) -> None:
        """Say what came of keeping the sentence."""
        self.status.show_in("error" if is_error else "ok", self._look.say(sentence))
        self.status.show()

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

    def _add_last(self) -> None:
        """To take the sentence away; for an advisor, to keep it."""
        look, ways = self._look, QBoxLayout.Direction
        erase = self._quiet("erase", "cross", self.erase_wanted)
        across = QBoxLayout(ways.TopToBottom if look.is_folded else ways.LeftToRight)
        across.setSpacing(look.px(4))
        privacy = Words(phrase("ui.own-words.privacy"), look, "caption", "ink2")
        if look.is_folded:
            across.addWidget(privacy)
            across.addLayout(flush(erase))
        else:
            across.addWidget(privacy, 1, Qt.AlignmentFlag.AlignVCenter)
            across.addWidget(erase)
        self.column.addLayout(across)
        if self._listener.can_keep:
            keep = self._quiet("keep", "save", self.keep_wanted)
            # Without a need that the advisor confirmed, a sentence teaches nothing.
            self._shows.append(lambda visit: keep.setVisible(bool(self._listener.labels(visit))))
            self.column.addLayout(flush(keep))
        self.status = Words("", look, "strong")
        self.status.setObjectName("own-words-status")
        self.status.hide()
        self.column.addWidget(self.status)

    def _quiet(self, name: str, icon: str, wish: SignalInstance) -> Button:
        words = phrase(f"ui.own-words.{name}")
        button = Button(f"own-words-{name}", words, self._look, "quiet", icon, height=38)
        button.clicked.connect(wish)
        return button


def _move(tiles: list[QWidget], tile: QWidget, dx: int, dy: int) -> None:
    near = nearest(tiles, tile, dx, dy)
    if near is not None:
        near.setFocus(Qt.FocusReason.OtherFocusReason)
