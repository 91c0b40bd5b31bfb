"""The desk's window: swaps its pages, knows who sits there, and locks."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.desk.session import Session
from desktop.desk.shortcuts import digit_of
from desktop.text import Phrase, phrase
from desktop.ui.advisor import pages
from desktop.ui.advisor.frame import DeskFrame
from desktop.ui.advisor.page import DeskPage, Tools
from desktop.ui.advisor.register_opening import RegisterOpening
from desktop.ui.advisor.scanning import Scanning
from desktop.ui.advisor.sitting import Sitting
from desktop.ui.appearance import Following
from desktop.ui.background import Background
from desktop.ui.desk import Desk
from desktop.ui.papers import Papers
from desktop.ui.placing import open_fitting
from desktop.ui.theme import Look, palette
from desktop.ui.widgets.header import Mark

if TYPE_CHECKING:  # read when they are shown
    from desktop.ui.advisor.who_page import WhoPage
    from desktop.ui.screens.help_screen import HelpScreen

SMALLEST = (800, 560)
"""A screen of 800 × 600, less the bar with the title."""
_FITS = ((3600, 2000, 2.0), (2400, 1300, 1.5), (1800, 960, 1.2))
_ICON = 64


class DeskWindow(QWidget):
    """A place to work all day."""

    def __init__(self, desk: Desk, session: Session, look: Look) -> None:
        super().__init__()
        self.setObjectName("desk-window")
        self.setMinimumSize(*SMALLEST)
        self._desk, self.session = desk, session
        is_alone = session.configuration.desk.single_keys
        self.look = replace(look, keys_alone=is_alone)
        self.background = Background(self)
        papers = Papers(session.casework.on_trial)
        self._tools = Tools(
            self.background, desk.ask_path, QApplication.clipboard().setText, papers
        )
        self._pages: dict[str, DeskPage] = {}
        self._wanted = pages.ORDER[0]
        self._who: WhoPage | None = None
        self._help: HelpScreen | None = None
        self._sitting = Sitting(session, self)
        self._sitting.sat.connect(self._end_choosing)
        self._sitting.locked.connect(self._end_sitting)
        self._opening = RegisterOpening(session, self.background, desk.notices, self)
        self._opening.changed.connect(self._tell_pages)
        self._opening.said.connect(self.say)
        if not is_alone:
            from desktop.ui.advisor.single_keys import SingleKeys  # late: seldom asked for

            SingleKeys(self)  # before the watch, which sees every key first
        scanning = Scanning(self, session, lambda: self.page_shown)
        scanning.said.connect(self.say)
        scanning.opened.connect(self._open_visit)
        self._following = Following(self)
        self.frame = self._make_frame()
        self._show_front()

    def _make_frame(self) -> DeskFrame:
        notices = (phrase("ui.trial"), *self._desk.notices)
        frame = DeskFrame(
            notices if self.session.casework.on_trial else (), self.look, self.width()
        )
        frame.page_wanted.connect(self.go)
        frame.who_wanted.connect(self.lock)
        frame.help_wanted.connect(self.show_help)
        frame.look_wanted.connect(self.show_look)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(frame)
        return frame

    # What is in front

    @property
    def page_shown(self) -> DeskPage | None:
        """The page in front; None while the desk is locked, or help is read."""
        front = self.frame.front
        return front if isinstance(front, DeskPage) else None

    def page(self, name: str) -> DeskPage:
        """The page of this name, made at the first call."""
        if name not in self._pages:
            page = pages.MAKERS[name](name, self.session, self._tools, self.look)
            page.said.connect(self.say)
            page.unsaid.connect(self.frame.unsay)
            page.page_wanted.connect(self.go)
            page.case_wanted.connect(lambda case: self._go_to_case("cases", case))
            page.interview_wanted.connect(lambda case: self._go_to_case("interview", case))
            self._pages[name] = page
        return self._pages[name]

    def go(self, name: str) -> None:
        """Bring the page of this name to the front."""
        if name not in pages.MAKERS:
            return
        said = self.frame.said
        if name != self._wanted and said is not None and not said[1]:
            self.frame.forget_said()  # it was about the page before
        self._wanted = name
        self._show_front()

    def open(self) -> None:
        """Show the window at a size that fits its screen; the whole of a small one."""
        open_fitting(self)

    def warm_up(self) -> None:
        """Read from the disk what the first touches will want."""
        for name in ("results_screen", "own_words"):
            import_module(f"desktop.ui.screens.{name}")
        self.setWindowIcon(QIcon(Mark(self.look, _ICON).grab()))

    def open_register(self) -> None:
        """Open the register beside the screen; the pages are told."""
        self._opening.open()

    def say(self, sentence: Phrase, is_error: bool = False) -> None:
        """Say it on the line at the foot, and to screen readers."""
        self.frame.say(sentence, is_error)

    def show_crash(self) -> None:
        """Say that the program failed; the page is made anew from what was kept."""
        page = self.page_shown
        if page is not None:
            self.frame.drop(page)
            self._pages.pop(page.name, None)
        self._show_front()
        self.say(phrase("advisor.crash"), True)

    def _open_visit(self, typed: str) -> None:
        if self._help is not None:
            self.show_help()
        self.go("interview")
        self.page("interview").open_code(typed)

    def _go_to_case(self, name: str, case: str) -> None:
        if name in pages.MAKERS:
            self.go(name)
            self.page(name).show_case(case)

    def _tell_pages(self) -> None:
        for page in tuple(self._pages.values()):
            page.register_changed()
        if self.frame.front is not None and self.session.advisor is not None:
            self._show_front()

    # Who sits here

    @property
    def idle(self) -> QTimer:
        """Runs out once nobody was there for a while."""
        return self._sitting.idle

    def lock(self) -> None:
        """Ask who sits here before anything more is shown."""
        self._sitting.lock()

    def _end_sitting(self) -> None:
        self.frame.forget_said()
        self._show_front()

    def _end_choosing(self) -> None:
        who, self._who = self._who, None
        if who is not None:
            self.frame.drop(who)
        self._show_front()

    # Looks, sizes and keys

    def show_look(self, look: Look) -> None:
        """Show everything in another theme, size or language."""
        if look == self.look:
            return
        before, self.look = self.look, look
        QApplication.setPalette(palette(look))
        self.frame.build(look, self.width())
        if self._who is not None:
            self._who.show_look(look)
        if self._help is not None:
            self._help.show_look(look)
        for page in self._pages.values():
            page.show_look(look)
        self._show_front(is_new=False)
        if before.choices != look.choices:
            self._desk.keep_look(look)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger window is read from further away."""
        super().resizeEvent(event)
        fit = next((fit for w, h, fit in _FITS if self.width() >= w and self.height() >= h), 1.0)
        if fit != self.look.fit:
            self.show_look(replace(self.look, fit=fit))
        elif self.frame.show_width(self.width()):
            self._show_front(is_new=False)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what is under way end: nothing typed is lost."""
        for page in self._pages.values():
            page.left()
            page.closing()
        self.session.stop()
        self.background.wait()
        self._opening.wait()
        if self.session.configuration.desk.shared:
            self.lock()  # its door, in the visit, must not lead past the password
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and a digit lead to a page, Ctrl+L locks, F1 helps, Escape leaves the help."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        number = digit_of(event.key()) if control else None
        if event.key() == Qt.Key.Key_F1 or (
            event.key() == Qt.Key.Key_Escape and self._help is not None
        ):
            self.show_help()
        elif control and event.key() == Qt.Key.Key_L:
            self.lock()
        elif number is not None and 1 <= number <= len(pages.ORDER) and self._who is None:
            self.go(pages.ORDER[number - 1])
        elif self.page_shown is not None and not _is_inside(self.page_shown):
            self.page_shown.keyPressEvent(event)  # the focus is in the bar: the page goes on
        else:
            super().keyPressEvent(event)

    def show_help(self) -> None:
        """Show help over the page, or go back to it."""
        if self._help is not None:
            self.frame.drop(self._help)
            self._help = None
        elif self._who is None:
            self._help = self._make_help()
        self._show_front()

    def _make_help(self) -> HelpScreen:
        from desktop.ui.screens.help_screen import DESK, HelpScreen  # late: few read it

        edit = self._desk.edit_guide
        screen = HelpScreen(self.session.casework.guide, self.look, edit is not None, DESK)
        screen.left.connect(self.show_help)
        if edit is not None:
            screen.edit_wanted.connect(lambda: edit(self.look))
        screen.rebuild()
        return screen

    # Putting in front

    def _show_front(self, is_new: bool = True) -> None:
        """Put in front what should be there."""
        wanted = self._choose_front()
        if self.page_shown is not None and self.page_shown is not wanted:
            self.page_shown.left()
        self.frame.put(wanted, (self._help, self._who))
        name = self._wanted if self._help is None else None
        self.frame.show_state(name, self._sitting.name, self.width())
        if isinstance(wanted, DeskPage) and is_new:
            wanted.shown()
        elif is_new:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_title()

    def _choose_front(self) -> QWidget:
        if self.session.advisor is None:
            return self._make_who()
        if self._help is not None:
            return self._help
        page = self.page(self._wanted)
        if self.session.register is None and page.needs_register:
            from desktop.ui.advisor.unopened_page import UnopenedPage  # late: seldom needed

            unopened = UnopenedPage(self.session, self.look)
            unopened.retry_wanted.connect(self.open_register)
            return unopened
        return page

    def _make_who(self) -> WhoPage:
        from desktop.ui.advisor.who_page import WhoPage  # late: many desks have one advisor

        if self._who is None:
            self._who = WhoPage(self.session, self.background, self.look)
            self._who.sat.connect(self._sitting.sit)
        return self._who

    def _show_title(self) -> None:
        title = phrase("advisor.who.title")
        if self.session.advisor is not None:
            title = phrase(f"advisor.page.{self._wanted}")
        product = self.look.say(phrase("ui.product"))
        self.setWindowTitle(self.look.say(phrase("ui.window", title=title, product=product)))


def _is_inside(page: DeskPage) -> bool:
    """Whether the focus is on the page: then the key has passed there already."""
    focus: QWidget | None = QApplication.focusWidget()
    return focus is not None and (focus is page or page.isAncestorOf(focus))
