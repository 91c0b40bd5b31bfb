"""The attract screen: in five seconds and both languages, what this does and how to begin."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.guide.model import Guide
from desktop.text import LANGUAGES, phrase, say
from desktop.ui.desk import Desk
from desktop.ui.kiosk.live_points import Journey, LivePoints, Still, UprightPoints
from desktop.ui.kiosk.look import LARGE, KioskLook
from desktop.ui.screens.welcome_screen import WelcomeScreen
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.footer import Actions
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.page import Page, outset
from desktop.ui.widgets.pieces import Item
from desktop.ui.widgets.points import Doorway
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words

_BESIDE_FROM, _HIGH = 720, 560
"""From this width on (units), the drawing stands beside the words; from this height, with names."""


class AttractScreen(WelcomeScreen):
    """The first page of every visit to a kiosk."""

    look_wanted = Signal(object)
    """Somebody took up the other language without beginning a visit."""

    def __init__(self, desk: Desk, look: KioskLook, moves: bool = True) -> None:
        """`moves`: whether the drawing moves for a moment when it comes up."""
        super().__init__(desk, look)
        self._still, self._moves = Still(), moves
        self._messages: dict[str, str] = {}

    @property
    def is_touched(self) -> bool:
        """Whether a visitor began to type a code."""
        return self._has_field

    def title(self) -> str:
        """What the program is for."""
        return self.look.say(phrase("kiosk.attract.title"))

    def offers(self) -> Actions:
        """Whoever began to type a code can leave nothing of it; before, nothing is there."""
        return Actions(restart=self.is_touched)

    def _add_code(self, down: QVBoxLayout) -> None:
        """Ask for a code in either language; the field then speaks the one that was touched."""
        if self._has_field:
            super()._add_code(down)
            return
        look, holder = self.look, QWidget()
        buttons = [self._code_in(language) for language in self._languages()]
        grid = Grid(max(b.sizeHint().width() for b in buttons), 2, look.px(12), holder)
        for button in buttons:
            button.widen()
            grid.addWidget(button)
        down.addLayout(outset(holder, look))

    def _code_in(self, language: str) -> Button:
        own = language == self.look.language
        name = "code-ask" if own else f"code-ask-{language}"
        words = say(phrase("kiosk.attract.code"), language)
        button = Button(name, words, self.look, "quiet", "ticket", height=44)
        button.clicked.connect(lambda: self._ask_code_in(language))
        return button

    def _ask_code_in(self, language: str) -> None:
        self._has_field = True
        if language == self.look.language:
            self.rebuild()
        else:
            self.look_wanted.emit(replace(self.look, language=language))
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def show_message(self, messages: dict[str, str]) -> None:
        """Say what the house has to say today, by language; nothing where it says nothing."""
        if messages != self._messages:
            self._messages = messages
            if self.is_ready:
                self.rebuild()

    @property
    def message(self) -> tuple[str, ...]:
        """What the house says, in the language shown first: nobody has chosen one yet."""
        said = [self._messages.get(language, "") for language in self._languages()]
        return tuple(dict.fromkeys(words for words in said if words))

    def rebuild(self) -> None:
        """Build the page."""
        look = self.look
        self._is_wide = self._has_room()
        page = Page(look, 1360)
        page.expect(self.width())
        page.set_margin(
            look.px(18 if look.is_folded else 44), look.px(14 if look.is_folded else 28)
        )
        page.setAccessibleName(self.title())
        page.first_wanted.connect(self._focus_start)
        if self._is_wide and self._is_high():
            self._lay_beside(page)
        else:
            self._lay_below(page)
        self.put(page)
        self._fit(page)

    def resizeEvent(self, event: object) -> None:
        """Another size has room for the drawing, or none."""
        super().resizeEvent(event)
        if isinstance(self._page, Page):
            self._fit(self._page)

    def _fit(self, page: Page) -> None:
        """What starts a visit is seen at once; the drawing only where it leaves room for that."""
        self._drawing.show()
        self._drawing.setVisible(page.height_at(self.width()) <= self.height())

    def _lay_beside(self, page: Page) -> None:
        """Words and ways in on the left, every door with its name on the right."""
        look, across, beside = self.look, QHBoxLayout(), QVBoxLayout()
        across.setSpacing(look.px(40))
        beside.addStretch(1)
        beside.addLayout(self._said())
        beside.addSpacing(look.px(22))
        beside.addLayout(self._ways_in())
        beside.addStretch(1)
        across.addLayout(beside, 11)
        self._drawing = self._points(LivePoints)
        across.addWidget(self._drawing, 10)
        page.column.addLayout(across, 1)

    def _lay_below(self, page: Page) -> None:
        """Words, drawing, ways in, from the top to where a hand is."""
        look = self.look
        self._drawing = self._points(UprightPoints)
        page.column.setSpacing(look.px(8))
        if self._is_wide:
            across = QHBoxLayout()
            across.setSpacing(look.px(24))
            words = QVBoxLayout()
            words.addStretch(1)
            words.addLayout(self._said())
            words.addStretch(1)
            across.addLayout(words, 1)
            across.addWidget(self._drawing, 1)
            page.column.addLayout(across, 3)
        else:
            page.column.addLayout(self._said())
            page.column.addWidget(self._drawing, 3)
        page.column.addLayout(self._ways_in())
        if self.message and self._is_large:
            # In large letters it would push what starts a visit out of sight.
            page.column.addWidget(self._notice_of_the_day())

    def _is_high(self) -> bool:
        """Whether six doors with their names fit one above the other."""
        return not self._is_large and self.height() >= self.look.px(_HIGH)

    @property
    def _is_large(self) -> bool:
        return self.look.text_size >= LARGE

    def _has_room(self) -> bool:
        return self.width() >= self.look.px(_BESIDE_FROM) and self.width() > self.height()

    def _said(self) -> QVBoxLayout:
        """The promise in the language shown, then in the other one."""
        look, down = self.look, QVBoxLayout()
        down.setSpacing(look.px(8))
        if self.message and not self._is_large:
            down.addWidget(self._notice_of_the_day())
            down.addSpacing(look.px(6))
        role = "h1" if look.is_folded else "display"
        down.addWidget(Heading(phrase("kiosk.attract.title"), look, role))
        if not look.is_folded:
            down.addWidget(Words(phrase("kiosk.attract.lead"), look, "lead", "ink2"))
        other = say(phrase("kiosk.attract.title"), self._other())
        down.addWidget(Words(other, look, "h3", "primary"))
        return down

    def _notice_of_the_day(self) -> Panel:
        look = self.look
        panel = Panel(look, fill="accent_soft", edge="accent", pad=12)
        panel.setObjectName("kiosk-message")
        panel.setAccessibleName(" ".join(self.message))
        panel.column.setSpacing(look.px(4))
        for place, words in enumerate(self.message):
            role, color = ("strong", "ink") if place == 0 else ("label", "ink2")
            panel.column.addWidget(Item(words, look, "info", role, color))
        return panel

    def _other(self) -> str:
        return next(language for language in LANGUAGES if language != self.look.language)

    def _ways_in(self) -> QVBoxLayout:
        look, down = self.look, QVBoxLayout()
        down.setSpacing(look.px(10))
        own, other = self.look.language, self._other()
        cells = [self._way_in(own, "primary"), self._way_in(other, "secondary")]
        holder = QWidget()
        grid = Grid(max(cell.sizeHint().width() for cell in cells), 2, look.px(12), holder)
        for cell in cells:
            grid.addWidget(cell)
        down.addLayout(outset(holder, look))
        self._add_code(down)
        return down

    def _way_in(self, language: str, kind: str) -> QWidget:
        """A button in one language, with the promise under it."""
        look, cell = self.look, QWidget()
        down = QVBoxLayout(cell)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(look.px(2))
        button = Button(
            f"start-{language}",
            say(phrase("kiosk.attract.start"), language),
            look,
            kind,
            "forward",
            icon_after=True,
            height=60,
            role="h3",
        )
        button.widen()
        button.clicked.connect(lambda: self.started.emit(language))
        if language == look.language:
            self._start = button
        down.addWidget(button)
        fact = Words(say(phrase("kiosk.attract.fact"), language), look, "label", "ink2")
        fact.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        down.addWidget(fact)
        return cell

    def _points(self, drawing: type[LivePoints]) -> LivePoints:
        look, guide = self.look, self._guide
        doors = tuple(
            Doorway(member.icon, member.short, needs_of(guide, member.id, look.language))
            for member in guide.members
        )
        here = look.say(phrase("ui.welcome.here"))
        journeys = journeys_of(guide, self._languages())
        return drawing(doors, journeys, here, self._still, self._moves, look)

    def _languages(self) -> tuple[str, str]:
        return self.look.language, self._other()


def needs_of(guide: Guide, member: str, language: str) -> str:
    """What this member is seen for, in a line."""
    ids = dict.fromkeys(route.need for route in guide.routes if route.member == member)
    return " · ".join(need.name.in_(language) for need in guide.needs if need.id in ids)


def journeys_of(guide: Guide, languages: tuple[str, ...]) -> list[Journey]:
    """Each need with the door it leads to first, in turn in each language."""
    doors = [member.id for member in guide.members]
    found: list[Journey] = []
    for index, need in enumerate(guide.needs):
        route = next(route for route in guide.routes if route.need == need.id)
        words = need.name.in_(languages[index % len(languages)])
        found.append(Journey(words, doors.index(route.member)))
    return found
