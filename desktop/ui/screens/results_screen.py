"""The results: the orientation beside what the visitor leaves with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import AiguillageError
from desktop.routing import Outcome
from desktop.text import Phrase, phrase
from desktop.ui.accessibility import announce
from desktop.ui.background import Background
from desktop.ui.desk import AskPath
from desktop.ui.focus import named
from desktop.ui.papers import Papers
from desktop.ui.printing import print_pages
from desktop.ui.screens.results_page import ResultsPage, title
from desktop.ui.screens.screen import Screen
from desktop.ui.screens.take_away import TakeAway
from desktop.ui.theme import Look
from desktop.ui.widgets.footer import Actions
from desktop.ui.widgets.page import Page

WIDE = 1120
_SIDE = 372
_TALL = 900
"""A window of this height (units of the design) shows the beginning of a second card."""

_PAINTED = 60
"""Milliseconds after which the page is painted and read: until then, nothing takes its time."""

Copy = Callable[[str], None]


class ResultsScreen(Screen):
    """Shows an outcome; saves, prints and copies it."""

    edit_wanted = Signal(str)
    left = Signal()

    def __init__(
        self,
        papers: Papers,
        background: Background,
        ask_path: AskPath,
        copy: Copy,
        look: Look,
    ) -> None:
        super().__init__(look)
        self._papers, self._background = papers, background
        self._ask_path, self._copy = ask_path, copy
        self.outcome: Outcome | None = None
        self._shows_others = False
        self._is_wide = False
        self._square: tuple[str, tuple[tuple[bool, ...], ...]] | None = None
        self._panel: TakeAway | None = None
        self._results: ResultsPage | None = None

    def show_state(self, outcome: Outcome) -> None:
        """Show this outcome."""
        self.outcome = outcome
        self._shows_others, self._square = False, None
        self.build_in_two()

    def build_in_two(self) -> None:
        """Build what is seen at once, and what is below it once that is painted."""
        self._build(1 + self.height() // self.look.px(_TALL))
        self._lay_out()
        results = self._results
        self._background.later(lambda: self._finish(results), _PAINTED)

    def forget(self) -> None:
        """Leave nothing of the visit."""
        self.outcome, self._square, self._panel, self._results = None, None, None, None

    def show_look(self, look: Look) -> None:
        """The same outcome in another look."""
        self.look = look
        if self.outcome is not None:
            self.rebuild()

    def title(self) -> str:
        """The page's heading."""
        return self.look.say(title(self._shown()))

    def offers(self) -> Actions:
        """Back to the answers, start again, or leave with the sheet."""
        return Actions(
            back=True,
            restart=True,
            forward=phrase("ui.take.save"),
            forward_short=phrase("ui.take.save-short"),
            forward_icon="save",
        )

    def go_forward(self) -> None:
        """Save the sheet."""
        self.save()

    def go_back(self) -> None:
        """Back to the answers."""
        self.left.emit()

    def resizeEvent(self, event: object) -> None:
        """Move the panel beside the cards where there is room for it."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        if self.is_ready and self._is_wide != self._has_room():
            self.rebuild()

    def rebuild(self) -> None:
        """Build the page and the panel."""
        self._build(len(self._shown().verdicts))
        self._finish(self._results)

    def _finish(self, results: ResultsPage | None) -> None:
        """Make what is below the fold, if this page is still there."""
        if results is None or results is not self._results or results.is_whole:
            return
        results.finish()
        # Laid out now, as the first part was: nothing that is seen may be pressed for a moment.
        for part in results.children():
            if isinstance(part, QWidget):
                part.show()
        self._scroll.settle()
        self.changed.emit()

    def _build(self, at_once: int) -> None:
        from desktop import sheet  # late: only a visit that ends needs it

        outcome, look = self._shown(), self.look
        self._is_wide = self._has_room()
        content = sheet.to_content(outcome, look.language)
        self._scroll = Page(look, 820)
        self._scroll.expect(self.width() - (look.px(_SIDE) if self._is_wide else 0))
        self._scroll.setAccessibleName(self.title())
        results = ResultsPage(outcome, content, look, self._shows_others, at_once)
        self._results = results
        results.edit_wanted.connect(self.edit_wanted)
        results.others_opened.connect(self._open_others)
        self._scroll.first_wanted.connect(lambda: self._focus_on("print"))
        self._scroll.column.addWidget(results)
        panel = self._panel = self._make_panel(content.code)
        self.put(self._beside(panel) if self._is_wide else self._below(panel))
        self._ask_square()

    def _lay_out(self) -> None:
        """Lay the page out now: its first picture would show every card pressed flat."""
        page = self._page
        inside = page.layout() if page is not None else None
        if page is not None and inside is not None:
            page.show()
            self._whole.activate()
            inside.activate()
            self._scroll.settle()

    def take_focus(self) -> None:
        """Put the focus on the page."""
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)

    def _shown(self) -> Outcome:
        if self.outcome is None:
            raise RuntimeError("the results screen has no outcome to show")
        return self.outcome

    def _has_room(self) -> bool:
        return self.width() >= self.look.px(WIDE) * self.look.stretch

    def _make_panel(self, code: str) -> TakeAway:
        is_narrow = self._is_wide or self.width() < self.look.px(640)
        panel = TakeAway(code, self.look, is_narrow)
        panel.print_wanted.connect(self.print_sheet)
        panel.copy_wanted.connect(self.copy_text)
        return panel

    def _beside(self, panel: TakeAway) -> QWidget:
        look, whole = self.look, QWidget()
        across = QHBoxLayout(whole)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        self._scroll.column.addStretch(1)
        across.addWidget(self._scroll, 1)
        side = self._side = Page(look, 320, "side-page")
        side.setFixedWidth(look.px(_SIDE))
        side.set_margin(look.px(12), look.px(12))
        side.column.addWidget(panel)
        side.column.addStretch(1)
        across.addWidget(side)
        return whole

    def _below(self, panel: TakeAway) -> QWidget:
        whole = QWidget()
        down = QVBoxLayout(whole)
        down.setContentsMargins(0, 0, 0, 0)
        self._scroll.column.addWidget(panel)
        self._scroll.column.addStretch(1)
        down.addWidget(self._scroll)
        self._side = self._scroll
        return whole

    def _focus_on(self, name: str) -> None:
        button = named(self, name)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_others(self, is_open: bool) -> None:
        self._shows_others = is_open
        at = self._scroll.verticalScrollBar().value()
        self.rebuild()
        self._scroll.settle()
        self._scroll.verticalScrollBar().setValue(at)
        self._focus_on("others")

    def _ask_square(self) -> None:
        """Have the mark made beside the screen: its library takes long to load."""
        if self.outcome is None:
            return
        outcome, language = self.outcome, self.look.language
        if self._square is not None and self._square[0] == language:
            self._show_square()
            return
        self._background.run(
            lambda: (language, self._papers.to_square(outcome, language)),
            self._take_square,
            _PAINTED,
        )

    def _take_square(
        self,
        made: tuple[str, tuple[tuple[bool, ...], ...]] | None,
        error: BaseException | None,
    ) -> None:
        if error is not None:
            raise error
        self._square = made
        self._show_square()

    def _show_square(self) -> None:
        if self._panel is not None and self._square and self._square[0] == self.look.language:
            self._panel.square.show_rows(self._square[1])

    def save(self) -> None:
        """Ask where, then write the sheet; a fault is a sentence, and the visit goes on."""
        outcome, language = self._shown(), self.look.language
        name = self.look.say(phrase("ui.save.file"))
        path = self._ask_path(self, self.look.say(phrase("ui.save.title")), name, language)
        if path is None:
            return
        self._background.run(
            lambda: self._papers.write_pdf(outcome, language, path),
            lambda _, error: self._end(error, phrase("ui.save.done", path=str(path))),
        )

    def print_sheet(self) -> None:
        """Print on the printer in use."""
        outcome, language = self._shown(), self.look.language
        title_ = self.look.say(phrase("ui.save.file"))
        self._background.run(
            lambda: self._papers.to_pages(outcome, language),
            lambda pages, error: self._print(pages, error, title_),
        )

    def _print(self, pages: list[bytes] | None, error: BaseException | None, name: str) -> None:
        printer = ""
        if error is None:
            try:
                printer = print_pages(pages or [], name)
            except AiguillageError as refused:
                error = refused
        self._end(error, phrase("ui.print.done", printer=printer))

    def copy_text(self) -> None:
        """Put the sheet's text on the clipboard."""
        self._copy(self._papers.to_text(self._shown(), self.look.language))
        self._end(None, phrase("ui.copy.done"))

    def _end(self, error: BaseException | None, done: Phrase) -> None:
        """Say what came of it, if the visit is still there."""
        if error is not None and not isinstance(error, AiguillageError):
            raise error
        self.say_status(error.phrase if error is not None else done, error is not None)

    def say_status(self, sentence: Phrase, is_error: bool) -> None:
        """Say it on the panel, if the visit is still there."""
        if self._panel is None or self.outcome is None:
            return
        self._panel.show_status(sentence, is_error)
        self._side.settle()
        self._side.ensureWidgetVisible(self._panel.status, 0, self.look.px(40))
        announce(self._panel, self.look.say(sentence))
