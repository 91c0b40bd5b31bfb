"""The welcome: what this does in five seconds, both languages, start, or take up a code."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.desk import Desk
from desktop.ui.icons import paint_icon
from desktop.ui.screens.screen import Screen
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button, flush
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.page import Page, outset
from desktop.ui.widgets.points import Doorway, Points
from desktop.ui.widgets.words import Heading, Words

WIDE = 1060
_FACTS = (("clock", "ui.welcome.fact-time"), ("shield", "ui.welcome.fact-privacy"))


class WelcomeScreen(Screen):
    """The first page."""

    started = Signal(str)
    """Start a visit in this language."""
    desk_wanted = Signal()
    """An advisor wants their own desk."""
    code_entered = Signal(str)

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__(look)
        self._guide = desk.casework.guide
        self._has_desk = desk.open_desk is not None
        # On trial, the banner tells them on every page.
        self._notices = () if desk.casework.on_trial else desk.notices
        self._draft = ""
        self._has_field = False
        self._error: Phrase | None = None
        self._is_wide = False

    def title(self) -> str:
        """What the program is for."""
        return self.look.say(phrase("ui.welcome.short"))

    def show_error(self, sentence: Phrase) -> None:
        """Say what is wrong with the code typed."""
        self._error = sentence
        self.rebuild()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Leave nothing of a code typed before."""
        self._draft, self._has_field, self._error = "", False, None

    def resizeEvent(self, event: object) -> None:
        """The drawing goes below the words where there is no room beside them."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self._page is not None and self._is_wide != self._has_room():
            self.rebuild()

    def rebuild(self) -> None:
        """Build the page."""
        self._is_wide = self._has_room()
        look = self.look
        page = Page(look, 1240)
        page.setAccessibleName(self.title())
        if self._notices:
            page.column.addWidget(self._notice())
        words = self._words()
        points = Points(self._doors(), look.say(phrase("ui.welcome.here")), look)
        if self._is_wide:
            across = QHBoxLayout()
            across.setSpacing(look.px(48))
            across.addLayout(words, 10)
            across.addWidget(points, 12)
            page.column.addLayout(across, 1)
        else:
            page.column.addLayout(words)
            page.column.addSpacing(look.px(24))
            page.column.addWidget(points, 1)
        page.first_wanted.connect(self._focus_start)
        self.put(page)

    def _notice(self) -> QWidget:
        """What there is to know of the guide in use, said calmly above everything."""
        from desktop.ui.widgets.notice import Notice  # late: seldom is there one

        return Notice(self._notices, self.look)

    def _has_room(self) -> bool:
        return self.width() >= self.look.px(WIDE)

    def _focus_start(self) -> None:
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _doors(self) -> tuple[Doorway, ...]:
        say = self.look.say
        return tuple(
            Doorway(member.icon, member.short, say(member.role)) for member in self._guide.members
        )

    def _words(self) -> QVBoxLayout:
        look, down = self.look, QVBoxLayout()
        down.setSpacing(look.px(14))
        if self._is_wide:
            down.addStretch(1)
        down.addWidget(Heading(phrase("ui.welcome.title"), look, self._heading_role()))
        down.addWidget(Words(phrase("ui.welcome.lead"), look, "lead", "ink2"))
        down.addSpacing(look.px(10))
        starts = QWidget()
        starts.setLayout(self._starts())
        down.addLayout(outset(starts, look))
        down.addWidget(Words(phrase("ui.welcome.other"), look, "body", "ink2"))
        down.addSpacing(look.px(4))
        for icon, key in _FACTS:
            down.addWidget(Fact(icon, phrase(key), look))
        down.addSpacing(look.px(6))
        self._add_code(down)
        if self._has_desk:
            self._add_desk(down)
        if self._is_wide:
            down.addStretch(1)
        return down

    def _heading_role(self) -> str:
        if self.look.is_folded:
            return "h1"
        return "display"

    def _starts(self) -> Grid:
        """One button for each language: choosing it starts the visit in it."""
        look = self.look
        own = look.language
        buttons = [self._start_in(own, True), self._start_in("en" if own == "fr" else "fr", False)]
        self._start = buttons[0]
        row = Grid(max(b.sizeHint().width() for b in buttons), 2, look.px(4), even=False)
        for button in buttons:
            button.widen()
            row.addWidget(button)
        return row

    def _start_in(self, language: str, is_own: bool) -> Button:
        look = self.look
        button = Button(
            f"start-{language}",
            phrase(f"ui.welcome.start-{language}"),
            look,
            "primary" if is_own else "secondary",
            "forward",
            icon_after=True,
            height=44 if look.is_folded else 60,
            role="strong" if look.is_folded else "h3",
        )
        button.clicked.connect(lambda: self.started.emit(language))
        return button

    def _add_code(self, down: QVBoxLayout) -> None:
        look = self.look
        if not self._has_field:
            # Alone with it, few visitors bring a code: what starts a visit stands out.
            kind = "quiet" if look.is_public else "secondary"
            ask = Button("code-ask", phrase("ui.code.ask"), look, kind, "ticket", height=44)
            ask.clicked.connect(self._ask_code)
            down.addLayout(flush(ask))
            return
        from desktop.ui.widgets.field import Field  # late: few visitors bring a code

        self._field = Field(
            "code", phrase("ui.code.label"), look, "ticket", phrase("ui.code.hint"), "strong"
        )
        self._field.line.setText(self._draft)
        self._field.changed.connect(self._keep)
        self._field.entered.connect(self._open)
        self._field.show_error(self._error)
        down.addLayout(outset(self._field, look))
        go = Button("code-open", phrase("ui.code.open"), look, "secondary", "forward", True)
        go.clicked.connect(self._open)
        down.addLayout(flush(go))

    def _add_desk(self, down: QVBoxLayout) -> None:
        door = Button(
            "desk-open", phrase("ui.welcome.desk"), self.look, "quiet", "person", height=40
        )
        door.clicked.connect(self.desk_wanted)
        down.addLayout(flush(door))

    def _ask_code(self) -> None:
        self._has_field = True
        self.rebuild()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self, text: str) -> None:
        self._draft = text
        if self._error is not None:
            self._error = None
            self._field.show_error(None)

    def _open(self) -> None:
        if not self._draft.strip():
            self.show_error(phrase("ui.code.empty"))
            return
        self.code_entered.emit(self._draft)


class Fact(QWidget):
    """A short promise with its icon."""

    def __init__(self, icon: str, sentence: Phrase, look: Look) -> None:
        super().__init__()
        self._icon, self._look = icon, look
        across = QHBoxLayout(self)
        across.setContentsMargins(look.px(34), 0, 0, 0)
        across.addWidget(Words(sentence, look, "body"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon before the words."""
        look = self._look
        side = look.px(22)
        rect = QRectF(0, (look.line_height("body") - side) / 2, side, side)
        paint_icon(QPainter(self), self._icon, rect, look)
