"""Who sits at the desk: one key chooses; where the desk is shared, a password opens."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.configuration import Advisor
from desktop.desk.session import NOBODY, Session
from desktop.text import Phrase, phrase
from desktop.ui.background import Background
from desktop.ui.gone import gone
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button, flush
from desktop.ui.widgets.page import Page, outset
from desktop.ui.widgets.tile import Tile, nearest
from desktop.ui.widgets.words import Heading, Words


class WhoPage(QWidget):
    """The advisors of the settings, each with a key."""

    sat = Signal(object)
    """This advisor sits here now."""

    def __init__(self, session: Session, background: Background, look: Look) -> None:
        super().__init__()
        self.setObjectName("who-page")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._session, self._background, self._look = session, background, look
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._page: Page | None = None
        self._asked: tuple[Advisor, str] | None = None
        self._tiles: list[Tile] = []
        self._build()

    def show_look(self, look: Look) -> None:
        """The same in another look."""
        self._look = look
        if self._asked is not None:
            self._ask(*self._asked)
        else:
            self._build()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key of an advisor chooses them."""
        typed = event.text().lower()
        for advisor in self._session.advisors:
            if typed and typed == advisor.key.lower():
                self._choose(advisor)
                return
        super().keyPressEvent(event)

    def _build(self) -> None:
        look = self._look
        page = Page(look, 520, "who")
        self._tiles = []
        page.column.addWidget(Heading(phrase("advisor.who.title"), look, "h1"))
        hint = phrase("advisor.who.hint" if look.keys_alone else "advisor.who.hint-alt")
        page.column.addWidget(Words(hint, look, "body", "ink2"))
        for advisor in self._session.advisors:
            said: Phrase | str = phrase("advisor.who.nobody") if advisor == NOBODY else advisor.name
            key = look.say(phrase("advisor.settings.key", letter=look.key(advisor.key)))
            name = f"who-{advisor.id}"
            tile = Tile(name, look.say(said), key if advisor.key else "", "person", look, True)
            tile.wanted.connect(lambda who=advisor: self._choose(who))
            tile.move_wanted.connect(lambda dx, dy, here=tile: self._move(here, dx, dy))
            self._tiles.append(tile)
            page.column.addLayout(outset(tile, look))
        page.column.addStretch(1)
        self._put(page)

    def _move(self, here: Tile, dx: int, dy: int) -> None:
        near = nearest(list(self._tiles), here, dx, dy)
        if near is not None:
            near.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, advisor: Advisor) -> None:
        if self._session.configuration.desk.shared:
            self._ask(advisor, "ask")
        else:
            self.sat.emit(advisor)

    def _ask(self, advisor: Advisor, wanted: str) -> None:
        """Ask for their password, or have another chosen."""
        from desktop.ui.advisor.password_panel import PasswordPanel  # late: not every desk asks

        self._asked = (advisor, wanted)
        panel = PasswordPanel(self._session, advisor, self._background, self._look, wanted)
        panel.opened.connect(self._open)
        panel.renewal_wanted.connect(lambda: self._ask(advisor, "renew"))
        panel.left.connect(self._leave)
        page = Page(self._look, 480, "who")
        page.column.addSpacing(self._look.px(40))
        page.column.addWidget(panel)
        if panel.mode == "ask":
            change = Button(
                "password-change", phrase("advisor.password.change"), self._look, "quiet"
            )
            change.clicked.connect(lambda: self._ask(advisor, "change"))
            page.column.addLayout(flush(change))
        page.column.addStretch(1)
        self._put(page)
        panel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, advisor: object) -> None:
        self._asked = None
        self.sat.emit(advisor)

    def _leave(self) -> None:
        self._asked = None
        self._build()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put(self, page: Page) -> None:
        before, self._page = self._page, page
        self._whole.addWidget(page)
        if before is not None:
            self._whole.removeWidget(before)
            gone(before)
