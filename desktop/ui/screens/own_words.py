"""« Dites-le avec vos mots »: a sentence, what is heard in it, and a touch to confirm each part."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.errors import AiguillageError
from desktop.interview import Interview
from desktop.text import phrase
from desktop.ui.accessibility import announce
from desktop.ui.focus import put_after, stops
from desktop.ui.gone import gone
from desktop.ui.listening import Heard, Listener
from desktop.ui.screens.heard_panel import HeardPanel
from desktop.ui.soon import make_timer
from desktop.ui.theme import Look
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.paint import ring_room

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
        self._pause = make_timer(self, PAUSE, self.listen)
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(look.px(6))
        down.addWidget(self.field)
        self._below = QVBoxLayout()
        self._below.setContentsMargins(ring_room(look), 0, ring_room(look), 0)
        down.addLayout(self._below)
        self._panel: HeardPanel | None = None
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
        if self._panel is not None:
            self._panel.show_answers(interview)

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
        self._pause.start()

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
        if self._panel is not None:
            if self._panel.isAncestorOf(self.focusWidget()):
                self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._below.removeWidget(self._panel)
            gone(self._panel)
            self._panel = None
        heard = self._heard
        if heard.is_nothing or heard.offers or heard.ask or heard.places:
            self._add_panel(heard)
            self._say_aloud(heard)

    def _add_panel(self, heard: Heard) -> None:
        panel = self._panel = HeardPanel(heard, self._listener, self._interview, self._look)
        panel.touched.connect(self.touched)
        panel.erase_wanted.connect(self._erase)
        panel.keep_wanted.connect(self._keep)
        self._below.addWidget(panel)
        panel.show()
        put_after(self.field.line, stops(panel))

    def _say_aloud(self, heard: Heard) -> None:
        say = self._look.say
        offers = (*heard.offers, *heard.places, *heard.choices)
        names = ", ".join(say(offer.label) for offer in offers)
        sentence = phrase("ui.own-words.heard-spoken", n=len(offers), names=names)
        asked = [say(heard.ask)] if heard.ask else []
        none = [say(phrase("suggest.not-understood"))] if heard.is_nothing else []
        announce(self.field.line, " ".join([*none, *asked, *([say(sentence)] if offers else [])]))

    def _erase(self) -> None:
        self.forget()
        self.typed.emit("")
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        """Keep the sentence; where that cannot be done, say so and go on."""
        if self._panel is None:
            return
        is_error = False
        try:
            is_new = self._listener.keep(self._heard.text, self._interview)
            said = phrase("ui.own-words.kept" if is_new else "ui.own-words.kept-before")
        except AiguillageError as refused:
            said, is_error = refused.phrase, True
        self._panel.show_status(said, is_error)
        announce(self._panel.status, self._look.say(said))
