"""The desk's window: swaps its pages, knows who sits there, and locks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.configuration import Advisor
from desktop.desk.session import NOBODY, Session
from desktop.desk.shortcuts import digit_of
from desktop.errors import AiguillageError, BadTicket
from desktop.register.model import Report
from desktop.text import Phrase, phrase
from desktop.ui.advisor import pages
from desktop.ui.advisor.bar import DeskBar, StatusLine
from desktop.ui.advisor.going import gone
from desktop.ui.advisor.page import DeskPage, Tools
from desktop.ui.advisor.scan_watch import ScanWatch
from desktop.ui.appearance import Following, themed
from desktop.ui.background import Background
from desktop.ui.desk import Desk
from desktop.ui.papers import Papers
from desktop.ui.theme import Look, palette
from desktop.ui.widgets.header import Banner, Mark
from desktop.ui.widgets.strip import Strip

if TYPE_CHECKING:  # read when they are shown
    from desktop.ui.advisor.who_page import WhoPage
    from desktop.ui.screens.help_screen import HelpScreen

SMALLEST = (800, 600)
ROOMY = (1600, 1000)
USUAL = (1440, 900)
_FITS = ((3600, 2000, 2.0), (2400, 1300, 1.5), (1800, 960, 1.2))
_WIDE = 1150
_ACTIVITY = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel)
_MINUTE = 60_000
_ICON = 64
_CALM = 1500
"""Milliseconds after the register is open before its upkeep begins: the desk comes first."""


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
        # What takes long must not keep an answer from being written.
        self.upkeep = Background(self)
        papers = Papers(session.casework.on_trial)
        self._tools = Tools(
            self.background, desk.ask_path, QApplication.clipboard().setText, papers
        )
        self._pages: dict[str, DeskPage] = {}
        self._wanted = pages.ORDER[0]
        self._front: QWidget | None = None
        self._who: WhoPage | None = None
        self._help: HelpScreen | None = None
        self._strip: Strip | None = None
        self._opened: str | None = None
        self._take_back: Callable[[], None] | None = None
        self._said: tuple[Phrase, bool] | None = None
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        self.idle = QTimer(self)
        self.idle.setSingleShot(True)
        self.idle.timeout.connect(self.lock)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        if not is_alone:
            from desktop.ui.advisor.single_keys import SingleKeys  # late: seldom asked for

            SingleKeys(self)  # before the watch, which sees every key first
        watch = ScanWatch(self, self._opens, lambda: self.session.advisor is None)
        watch.began.connect(self._remember)
        watch.scanned.connect(self._take_scan)
        self._following = Following(self)
        self._build()
        self._show_front()

    # What is in front

    @property
    def page_shown(self) -> DeskPage | None:
        """The page in front; None while the desk is locked, or help is read."""
        return self._front if isinstance(self._front, DeskPage) else None

    def page(self, name: str) -> DeskPage:
        """The page of this name, made at the first call."""
        if name not in self._pages:
            page = pages.MAKERS[name](name, self.session, self._tools, self.look)
            page.said.connect(self.say)
            page.page_wanted.connect(self.go)
            page.case_wanted.connect(lambda case: self._go_to_case("cases", case))
            page.interview_wanted.connect(lambda case: self._go_to_case("interview", case))
            self._pages[name] = page
        return self._pages[name]

    def go(self, name: str) -> None:
        """Bring the page of this name to the front."""
        if name not in pages.MAKERS:
            return
        if name != self._wanted and self._said is not None and not self._said[1]:
            self._forget_said()  # it was about the page before
        self._wanted = name
        self._show_front()

    def open(self) -> None:
        """Show the window at a size that fits its screen; the whole of a small one."""
        free = self.screen().availableGeometry()
        if free.width() < ROOMY[0] or free.height() < ROOMY[1]:
            self.showMaximized()
            return
        self.resize(*USUAL)
        self.move(free.center() - self.rect().center())
        self.show()

    def warm_up(self) -> None:
        """Read from the disk what the first touches will want."""
        for name in ("results_screen", "own_words"):
            import_module(f"desktop.ui.screens.{name}")
        self.setWindowIcon(QIcon(Mark(self.look, _ICON).grab()))

    def open_register(self) -> None:
        """Open the register beside the screen; the pages are told."""
        self.session.begin_opening()
        self._tell_pages()
        self.background.run(self.session.open, self._end_opening)

    def say(self, sentence: Phrase, is_error: bool = False) -> None:
        """Say it on the line at the foot, and to screen readers."""
        from desktop.ui.accessibility import announce  # late: no first paint says anything

        self._said = (sentence, is_error)
        self._status.show_words(self.look.say(sentence), is_error)
        announce(self._status, self.look.say(sentence))

    def show_crash(self) -> None:
        """Say that the program failed; the page is made anew from what was kept."""
        page = self.page_shown
        if page is not None:
            self._drop(page)
            self._pages.pop(page.name, None)
        self._show_front()
        self.say(phrase("advisor.crash"), True)

    # A visitor's sheet, scanned

    def _opens(self, typed: str) -> bool:
        return self._find_refusal(typed) is None

    def _find_refusal(self, typed: str) -> BadTicket | None:
        try:
            self.session.casework.reopen(typed, self.look.language)
        except BadTicket as refused:
            return refused
        return None

    def _remember(self) -> None:
        page = self.page_shown
        self._take_back = page.remember() if page is not None else None

    def _take_scan(self, typed: str) -> None:
        """A scanner's keys did on the page what keys do: that is taken back first."""
        take_back, self._take_back = self._take_back, None
        if take_back is not None:
            take_back()
        refused = self._find_refusal(typed)
        if self.session.advisor is None:
            self.say(phrase("advisor.scan.who"), True)
        elif refused is not None:
            self.say(refused.phrase, True)
        else:
            self._open_visit(typed)

    def _open_visit(self, typed: str) -> None:
        if self._help is not None:
            self.show_help()
        self.go("interview")
        self.page("interview").open_code(typed)

    # Who sits here

    def lock(self) -> None:
        """Ask who sits here before anything more is shown."""
        if self.session.advisor is None or self._is_alone():
            return
        self.session.advisor = None
        self._forget_said()
        self._show_front()

    def _forget_said(self) -> None:
        self._said = None
        self._status.show_words("", False)

    def _is_alone(self) -> bool:
        """Whether there is nobody to choose and no password to ask."""
        desk = self.session.configuration.desk
        return len(self.session.advisors) == 1 and not desk.shared

    def _sit(self, advisor: Advisor) -> None:
        self.session.advisor = advisor
        who, self._who = self._who, None
        if who is not None:
            self._drop(who)
        self._start_idle()
        self._show_front()

    def _start_idle(self) -> None:
        desk = self.session.configuration.desk
        if desk.shared and self.session.advisor is not None:
            self.idle.start(desk.lock_minutes * _MINUTE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there: the desk is not locked yet."""
        if event.type() in _ACTIVITY:
            self._start_idle()
        return False

    # Building

    def show_look(self, look: Look) -> None:
        """Show everything in another theme, size or language."""
        if look == self.look:
            return
        before, self.look = self.look, look
        QApplication.setPalette(palette(look))
        self._build()
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
        elif self._is_wide != self._has_room():
            self._build()
            self._show_front(is_new=False)
        else:
            self._bar.show_width(self.width())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let what is under way end: nothing typed is lost."""
        for page in self._pages.values():
            page.left()
            page.closing()
        self.session.stop()
        self.background.wait()
        self.upkeep.wait()
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
        from desktop.ui.screens.help_screen import HelpScreen  # late: few read it

        if self._help is not None:
            self._drop(self._help)
            self._help = None
        elif self._who is None:
            edit = self._desk.edit_guide
            screen = HelpScreen(self.session.casework.guide, self.look, edit is not None)
            screen.left.connect(self.show_help)
            if edit is not None:
                screen.edit_wanted.connect(lambda: edit(self.look))
            screen.rebuild()
            self._help = screen
        self._show_front()

    def _has_room(self) -> bool:
        return self.width() >= self.look.px(_WIDE)

    def _build(self) -> None:
        """The bar above and the line below, around what is in front."""
        while (item := self._down.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None and widget is not self._front:
                gone(widget)
        self._strip = self._opened = None
        self._is_wide = self._has_room()
        self._bar = DeskBar(self.look, pages.names(), self._is_wide)
        self._bar.page_wanted.connect(self.go)
        self._bar.who_wanted.connect(self.lock)
        self._bar.act_wanted.connect(self._act)
        if self.session.casework.on_trial:
            sentences = (phrase("ui.trial"), *self._desk.notices)
            self._down.addWidget(Banner(sentences, self.look))
        self._down.addWidget(self._bar)
        if self._front is not None:
            self._down.addWidget(self._front, 1)
        self._status = StatusLine(self.look)
        if self._said is not None:
            self._status.show_words(self.look.say(self._said[0]), self._said[1])
        self._down.addWidget(self._status)

    def _act(self, act: str) -> None:
        if act == "help":
            self.show_help()
        elif act == "language":
            other = "en" if self.look.language == "fr" else "fr"
            self.show_look(replace(self.look, language=other))
        else:
            self._toggle_strip(act)

    def _toggle_strip(self, kind: str) -> None:
        if self._strip is not None:
            self._down.removeWidget(self._strip)
            self._drop(self._strip)
            self._strip = None
        self._opened = None if self._opened == kind else kind
        if self._opened:
            self._strip = Strip(kind, self.look)
            self._strip.picked.connect(self._pick)
            self._strip.closed.connect(lambda: self._toggle_strip(kind))
            self._down.insertWidget(self._down.indexOf(self._bar) + 1, self._strip)
            self._strip.focus_current()
        self._show_bar()

    def _pick(self, value: object) -> None:
        if isinstance(value, int):
            self.show_look(replace(self.look, text_size=value))
        elif isinstance(value, str):
            self.show_look(themed(self.look, value))

    def _show_front(self, is_new: bool = True) -> None:
        """Put in front what should be there."""
        wanted = self._choose_front()
        before, self._front = self._front, wanted
        if before is not None and before is not wanted:
            if isinstance(before, DeskPage):
                before.left()
            self._down.removeWidget(before)
            before.hide()
            if before.parent() is self and before not in (self._help, self._who):
                before.setParent(None)
        if self._down.indexOf(wanted) < 0:
            self._down.insertWidget(self._down.count() - 1, wanted, 1)
        wanted.show()
        self._show_bar()
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
            self._who.sat.connect(self._sit)
        return self._who

    def _show_bar(self) -> None:
        who: Phrase | str | None = None
        if self.session.advisor is not None:
            known = self.session.advisor
            who = phrase("advisor.who.nobody") if known == NOBODY else known.name
        front = self._wanted if self._help is None else None
        self._bar.show_state(front, who, self._opened)
        self._bar.show_width(self.width())

    def _show_title(self) -> None:
        title = phrase("advisor.who.title")
        if self.session.advisor is not None:
            title = phrase(f"advisor.page.{self._wanted}")
        product = self.look.say(phrase("ui.product"))
        self.setWindowTitle(self.look.say(phrase("ui.window", title=title, product=product)))

    def _end_opening(self, _: None, error: BaseException | None) -> None:
        if error is not None:
            raise error
        self._tell_pages()
        unopened = self.session.unopened
        if unopened is not None and unopened.fault is not None:
            self.say(unopened.fault.phrase, True)
            return
        register = self.session.register
        # The last one stays on the line; the settings page has those of the register for good.
        told = (*self._desk.notices, *(register.notices if register is not None else ()))
        for notice in told if not self.session.casework.on_trial else ():
            self.say(notice, False)
        self.upkeep.run(self.session.keep_up, self._end_upkeep, _CALM)

    def _end_upkeep(self, report: Report | None, error: BaseException | None) -> None:
        if isinstance(error, AiguillageError):
            self.say(error.phrase, True)
        elif error is not None:
            raise error
        elif report is not None and report.cases:
            self.say(phrase("advisor.purged", n=len(report.cases)), False)

    def _tell_pages(self) -> None:
        for page in tuple(self._pages.values()):
            page.register_changed()
        if self._front is not None and self.session.advisor is not None:
            self._show_front()

    def _go_to_case(self, name: str, case: str) -> None:
        if name in pages.MAKERS:
            self.go(name)
            self.page(name).show_case(case)

    def _drop(self, widget: QWidget) -> None:
        if widget is self._front:
            self._front = None
        self._down.removeWidget(widget)
        gone(widget)


def _is_inside(page: DeskPage) -> bool:
    """Whether the focus is on the page: then the key has passed there already."""
    focus: QWidget | None = QApplication.focusWidget()
    return focus is not None and (focus is page or page.isAncestorOf(focus))
