"""The window: swaps screens, keeps header and footer, and holds how everything looks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.errors import BadTicket
from desktop.interview import Interview
from desktop.text import Phrase, phrase
from desktop.ui.appearance import Following
from desktop.ui.background import Background
from desktop.ui.desk import Desk, fit_for
from desktop.ui.focus import named, put_after, stops
from desktop.ui.gone import gone
from desktop.ui.placing import open_fitting
from desktop.ui.screens.screen import Screen
from desktop.ui.screens.stack import ScreenStack
from desktop.ui.screens.welcome_screen import WelcomeScreen
from desktop.ui.theme import Look, palette
from desktop.ui.widgets.chrome import Around, Chrome
from desktop.ui.widgets.footer import Actions
from desktop.ui.widgets.header import Mark

if TYPE_CHECKING:  # the welcome is painted before the other screens are read from the disk
    from desktop.ui.listening import Listener
    from desktop.ui.screens.crash_screen import CrashScreen
    from desktop.ui.screens.interview_screen import InterviewScreen
    from desktop.ui.screens.results_screen import ResultsScreen

SMALLEST = (800, 560)
"""A screen of 800 × 600, less the bar with the title."""
_ICON = 64
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Window(QWidget):
    """One visit after the other."""

    def __init__(self, desk: Desk, look: Look) -> None:
        super().__init__()
        self.setObjectName("window")
        self._desk, self.look = desk, look
        self._background = Background(self)
        self._stack = ScreenStack()
        self._stack.changed.connect(self._show_actions)
        self._welcome = self._stack.adopt(self._make_welcome())
        self._interview: InterviewScreen | None = None
        self._results: ResultsScreen | None = None
        self._listener: Listener | None = None
        self._before_help: Screen | None = None
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(0)
        self._chrome = self._make_chrome()
        self._welcome.started.connect(self.start)
        self._welcome.code_entered.connect(self.open_code)
        self._welcome.desk_wanted.connect(self._open_desk)
        self.setMinimumSize(*SMALLEST)
        self._stack.setCurrentWidget(self._welcome)
        self._welcome.rebuild()
        self._show(self._welcome)
        self._following = Following(self)

    @property
    def screen_shown(self) -> Screen:
        """The screen in front."""
        return self._stack.shown

    def interview_shown(self) -> Interview:
        """The visit under way."""
        if self._interview is None:
            raise RuntimeError("no visit is under way")
        return self._interview.interview

    @property
    def background(self) -> Background:
        """The work under way beside the screen."""
        return self._background

    def open(self) -> None:
        """Show the window at a size that fits its screen; the whole of a small one."""
        open_fitting(self)

    def warm_up(self) -> None:
        """Read the next screens from the disk while the visitor reads the first."""
        for name in ("interview_screen", "results_screen", "help_screen"):
            import_module(f"desktop.ui.screens.{name}")
        self.setWindowIcon(QIcon(Mark(self.look, _ICON).grab()))

    def start(self, language: str) -> None:
        """Begin a visit in this language."""
        if language != self.look.language:
            self.show_look(replace(self.look, language=language))
        self._show_interview(self._desk.casework.open(language))

    def open_code(self, typed: str) -> None:
        """Take up the visit that a code holds, or say what is wrong with it."""
        try:
            interview, left_out = self._desk.casework.reopen(typed, self.look.language)
        except BadTicket as refused:
            self._welcome.show_error(refused.phrase)
            return
        self._show_interview(interview, left_out)

    def restart(self) -> None:
        """Forget the visit and go back to the welcome."""
        for screen in (self._interview, self._results):
            if screen is not None:
                self._stack.drop(screen)
        self._interview = self._results = self._before_help = None
        self._welcome.forget()
        self._welcome.rebuild()
        self._show(self._welcome)

    def _ask_restart(self) -> None:
        """One mistaken touch must not lose a visit."""
        is_begun = self._interview is not None and bool(self._interview.interview.answers)
        if is_begun and self._desk.asks_before_erasing:
            from desktop.ui.accessibility import announce  # late: no start asks this

            self._chrome.footer.ask()
            announce(self, self.look.say(phrase("ui.erase.question")))
        else:
            self.restart()

    def conclude(self, interview: Interview) -> None:
        """Show where the answers lead."""
        if self._results is None:
            self._results = self._stack.adopt(self._make_results())
        outcome = self._desk.casework.conclude(interview)
        self._stack.bring(self._results)
        self._results.show_state(outcome)
        self._show(self._results)

    def show_help(self) -> None:
        """Show help over the visit, or go back to it."""
        from desktop.ui.screens.help_screen import HelpScreen  # late, as every screen but one

        if isinstance(self.screen_shown, HelpScreen):
            self._leave_help()
            return
        self._before_help = self.screen_shown
        edit = self._desk.edit_guide
        screen = self._stack.adopt(
            HelpScreen(self._desk.casework.guide, self.look, edit is not None)
        )
        screen.left.connect(self._leave_help)
        if edit is not None:
            screen.edit_wanted.connect(lambda: edit(self.look))
        screen.rebuild()
        self._show(screen)

    def show_crash(self) -> None:
        """Say that the program failed, and offer to start again."""
        from desktop.ui.screens.crash_screen import CrashScreen  # late, as every screen but one

        if isinstance(self.screen_shown, CrashScreen):
            return
        screen = self._stack.adopt(CrashScreen(self.look))
        screen.restart_wanted.connect(partial(self._leave_crash, screen))
        screen.rebuild()
        self._show(screen)

    def show_look(self, look: Look) -> None:
        """Show everything in another theme, size or language; nothing else changes."""
        if look == self.look:
            return
        name = self.focus_name()
        before, self.look = self.look, look
        QApplication.setPalette(palette(look))
        self._replace_chrome()
        if self._interview is not None:
            self._interview.interview = self._interview.interview.in_language(look.language)
        for screen in self._stack.screens():
            self._show_look_on(screen, look)
        self._show_actions()
        self._restore_focus(name)
        if before.choices != look.choices:
            self._desk.keep_look(look)

    def showEvent(self, event: QShowEvent) -> None:
        """Start at the page, not at the first button of the header."""
        super().showEvent(event)
        self.screen_shown.take_focus()

    def focus_name(self) -> str:
        """The name of what has the focus, "" for nothing."""
        focus: QWidget | None = self.focusWidget()
        return focus.objectName() if focus is not None else ""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A larger window is read from further away: everything grows with it, in steps."""
        super().resizeEvent(event)
        self.show_look(self._fitted())
        self._chrome.show_width(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back, and loses no answer; letters go to the page that waits for some."""
        footer = self._chrome.footer
        if event.key() == Qt.Key.Key_Escape and footer.is_asking:
            footer.keep()
            return
        if event.key() == Qt.Key.Key_Escape and footer.back.isVisible():
            self.screen_shown.go_back()
            return
        is_plain = event.modifiers() & ~_PLAIN == Qt.KeyboardModifier.NoModifier
        if is_plain and event.text().isalnum() and self.screen_shown.type_here(event.text()):
            return
        super().keyPressEvent(event)

    def _show_look_on(self, screen: Screen, look: Look) -> None:
        screen.show_look(look)

    def _offers(self, screen: Screen) -> Actions:
        """What the footer offers on this screen."""
        return screen.offers()

    def _open_desk(self) -> None:
        if self._desk.open_desk is not None:
            self._desk.open_desk(self.look)

    def _make_welcome(self) -> WelcomeScreen:
        return WelcomeScreen(self._desk, self.look)

    def _fitted(self) -> Look:
        """The look at the window's size."""
        return replace(self.look, fit=fit_for(self.width(), self.height()))

    def _show_interview(self, interview: Interview, left_out: tuple[Phrase, ...] = ()) -> None:
        from desktop.ui.screens.interview_screen import InterviewScreen  # late

        if self._interview is None:
            screen = InterviewScreen(interview, self._hearing(), self.look)
            screen.finished.connect(self.conclude)
            screen.left.connect(self._show_welcome)
            self._interview = self._stack.adopt(screen)
        self._stack.bring(self._interview)
        self._interview.show_state(interview, left_out)
        self._show(self._interview)

    def _hearing(self) -> Listener:
        """What hears needs in words: one for all visits, as it keeps nothing of them."""
        from desktop.ui.listening import Listener  # late, with the interview

        if self._listener is None:
            casework, keep = self._desk.casework, self._desk.keep_saying
            self._listener = Listener(casework.guide, casework.communes, keep)
        return self._listener

    def _show_welcome(self) -> None:
        """Back before the first question: the visit waits."""
        self._show(self._welcome)

    def _make_results(self) -> ResultsScreen:
        from desktop.ui.papers import Papers  # late, as every screen but one
        from desktop.ui.screens.results_screen import ResultsScreen

        screen = ResultsScreen(
            Papers(self._desk.casework.on_trial),
            self._background,
            self._desk.ask_path,
            QApplication.clipboard().setText,
            self.look,
        )
        screen.edit_wanted.connect(self._edit)
        screen.left.connect(self._show_review)
        return screen

    def _show_review(self) -> None:
        if self._interview is not None:
            self._stack.bring(self._interview)
            self._interview.show_state(replace(self._interview.interview, at=None))
            self._show(self._interview)

    def _edit(self, question_id: str) -> None:
        if self._interview is not None:
            self._stack.bring(self._interview)
            self._interview.show_state(self._interview.interview.edit(question_id))
            self._show(self._interview)

    def _leave_help(self) -> None:
        screen = self.screen_shown
        self._show(self._before_help or self._welcome)
        self._stack.drop(screen)

    def _leave_crash(self, screen: CrashScreen) -> None:
        self.restart()
        self._stack.drop(screen)

    def _show(self, screen: Screen) -> None:
        self._stack.setCurrentWidget(screen)
        self._show_actions()
        screen.take_focus()

    def _show_actions(self) -> None:
        """Footer and title follow the screen in front."""
        shown = self.screen_shown
        if not shown.is_ready:
            return
        self._chrome.footer.show_actions(self._offers(shown))
        page = stops(shown)
        if page:
            put_after(page[0], [*page[1:], *self._chrome.footer.buttons])
        product = self.look.say(phrase("ui.product"))
        self.setWindowTitle(
            self.look.say(phrase("ui.window", title=shown.title(), product=product))
        )

    def _make_chrome(self) -> Around:
        casework = self._desk.casework
        notices = self._desk.notices if casework.on_trial else ()
        return self._put(Chrome(self.look, casework.guide.title, casework.on_trial, notices))

    def _put(self, chrome: Around) -> Around:
        """Lay the bars around the screens, and listen to them."""
        self._down.addWidget(chrome.top)
        self._down.addWidget(self._stack, 1)
        self._down.addWidget(chrome.footer)
        chrome.look_wanted.connect(self.show_look)
        chrome.help_wanted.connect(self.show_help)
        chrome.footer.back_wanted.connect(lambda: self.screen_shown.go_back())
        chrome.footer.restart_touched.connect(self._ask_restart)
        chrome.footer.restart_wanted.connect(self.restart)
        chrome.footer.forward_wanted.connect(lambda: self.screen_shown.go_forward())
        return chrome

    def _replace_chrome(self) -> None:
        before, opened = self._chrome, self._chrome.opened
        for part in (before.top, before.footer):
            self._down.removeWidget(part)
            gone(part)
        self._down.removeWidget(self._stack)
        self._chrome = self._make_chrome()
        self._chrome.show_width(self.width())
        if opened:
            self._chrome.open_strip(opened)

    def _restore_focus(self, name: str) -> None:
        strip = self._chrome.strip
        if strip is not None and name.startswith(f"{self._chrome.opened}-"):
            strip.focus_current()
            return
        found = named(self, name) if name else None
        if found is not None and found.isEnabled():
            found.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.screen_shown.take_focus()
