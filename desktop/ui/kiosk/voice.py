"""Reads pages aloud while a visitor wants it; silent at once when a page goes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.kiosk.speech import Speaker, is_available

_PAUSE = 250
"""Milliseconds a page has to stand before it is read: pages are built in two parts."""

_HEAD = 200
"""As long as a page begins with the same letters, it is the same page."""


class Voice(QObject):
    """Off until somebody switches it on, and off again for the next visitor."""

    def __init__(self, text: Callable[[], tuple[str, str]], show: Callable[[bool], None]) -> None:
        """`text` gives what the page says and its language; `show` shows whether it is on."""
        super().__init__()
        self._text, self._show = text, show
        self.is_on = False
        self._speaker: Speaker | None = None
        self._language = self._head = ""
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._soon.timeout.connect(self.read)

    @staticmethod
    def is_there() -> bool:
        """Whether this machine can speak at all."""
        return is_available()

    def switch(self) -> None:
        """On if it was off, and the other way round."""
        if self.is_on:
            self.switch_off()
            return
        self.is_on = True
        self._head = ""
        self._show(True)
        self.read()

    def switch_off(self) -> None:
        """Silence, until it is switched on again."""
        self._soon.stop()
        was_on, self.is_on, self._head = self.is_on, False, ""
        self.hush()
        self._speaker = None
        if was_on:
            self._show(False)

    def hush(self) -> None:
        """Stop the sentence that is being said."""
        if self._speaker is not None:
            self._speaker.stop()

    def page_changed(self) -> None:
        """Read what is there now, if it is another page."""
        if self.is_on:
            self._soon.start()

    def read(self) -> None:
        """Read the page, unless it is the one that was read last."""
        if not self.is_on:
            return
        text, language = self._text()
        head = language + text[:_HEAD]
        if head != self._head:
            self._head = head
            self.say(text, language)

    def say(self, text: str, language: str) -> None:
        """Say this, in place of what was being said."""
        if not self.is_on:
            return
        if self._speaker is None or language != self._language:
            self.hush()
            self._speaker, self._language = Speaker(language), language
        self._speaker.say(text)
