"""What the screen says out of opening hours."""

from __future__ import annotations

from datetime import datetime

from desktop.configuration.model import WEEK
from desktop.sheet.dates import in_words
from desktop.text import LANGUAGES, Phrase, phrase, say
from desktop.ui.screens.screen import Screen
from desktop.ui.theme import Look
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.pieces import Picture
from desktop.ui.widgets.words import Heading, Words


class ClosedScreen(Screen):
    """Says that it is closed, and when it opens again, in both languages."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.opens: datetime | None = None

    def title(self) -> str:
        """The page's heading."""
        return self.look.say(phrase("kiosk.closed.title"))

    def show_opening(self, opens: datetime | None) -> None:
        """Say when it opens again; None: it is not known."""
        if opens != self.opens or not self.is_ready:
            self.opens = opens
            self.rebuild()

    def rebuild(self) -> None:
        """Build the page."""
        look = self.look
        page = Page(look, 860)
        page.setAccessibleName(self.title())
        page.column.addStretch(2)
        page.column.addWidget(Picture("moon", look, 72))
        other = next(language for language in LANGUAGES if language != look.language)
        for language, role, color in ((look.language, "h1", "ink"), (other, "h2", "ink2")):
            title = say(phrase("kiosk.closed.title"), language)
            is_own = language == look.language
            page.column.addWidget(
                Heading(title, look, role) if is_own else Words(title, look, role, color)
            )
            opening = self._opening(language)
            if opening is not None:
                page.column.addWidget(Words(say(opening, language), look, "lead", "ink2"))
            page.column.addSpacing(look.px(20))
        page.column.addStretch(3)
        self.put(page)

    def _opening(self, language: str) -> Phrase | None:
        if self.opens is None:
            return None
        day = phrase(f"kiosk.day.{WEEK[self.opens.weekday()]}")
        minute = f"{self.opens.minute:02}"
        at = phrase("kiosk.closed.hour", hour=self.opens.hour, minute=minute)
        if not self.opens.minute:
            at = phrase("kiosk.closed.full-hour", hour=self.opens.hour)
        date = in_words(self.opens.date())
        return phrase("kiosk.closed.opens", day=day, date=date, hour=at)
