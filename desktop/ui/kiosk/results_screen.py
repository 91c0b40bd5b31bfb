"""The results at a kiosk: printed on a named queue without a dialog, or taken along by phone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal

from desktop.kiosk.paper import Printed, PrintFault
from desktop.routing import Outcome
from desktop.text import Phrase, phrase
from desktop.ui.background import Background
from desktop.ui.papers import Papers
from desktop.ui.screens.results_screen import ResultsScreen
from desktop.ui.theme import Look
from desktop.ui.widgets.footer import Actions

Print = Callable[[bytes], Printed | PrintFault]
"""Prints a sheet and notes what went wrong; not on the window's thread."""


class KioskResults(ResultsScreen):
    """Nothing is saved or copied. Without a printer, the code and its mark are what is taken."""

    ended = Signal()
    """The visitor has what they came for."""
    printed = Signal()
    told = Signal(str)
    """Something is said of printing that was not on the page before."""

    def __init__(
        self, papers: Papers, background: Background, print_: Print | None, look: Look
    ) -> None:
        super().__init__(papers, background, lambda *_: None, lambda _: None, look)
        self._print_pdf = print_
        self._is_printing = self._is_printed = False
        self._has_seen_code = False
        self._said: tuple[Phrase, bool] | None = None

    def show_state(self, outcome: Outcome) -> None:
        """Show this outcome."""
        self._is_printing = self._is_printed = self._has_seen_code = False
        self._said = None
        super().show_state(outcome)

    def forget(self) -> None:
        """Leave nothing of the visit."""
        super().forget()
        self._said = None

    def offers(self) -> Actions:
        """Print while that can be done, then end the visit."""
        if self._is_printing:
            return Actions(back=True, restart=True)
        if self._must_see_code():
            return Actions(True, True, phrase("kiosk.results.take"), forward_icon="ticket")
        if self._print_pdf is None or self._is_printed:
            return Actions(True, True, phrase("kiosk.results.end"), forward_icon="check")
        words = phrase("kiosk.results.print")
        short = phrase("kiosk.results.print-short")
        return Actions(True, True, words, short, "print")

    def go_forward(self) -> None:
        """The footer's main button."""
        if self._must_see_code():
            self._show_code()
        elif self._print_pdf is None or self._is_printed:
            self.ended.emit()
        elif not self._is_printing:
            self.print_sheet()

    def _must_see_code(self) -> bool:
        """Whether what is taken away stands below the cards, and was not looked at yet."""
        return self._print_pdf is None and not self._is_wide and not self._has_seen_code

    def _show_code(self) -> None:
        self._has_seen_code = True
        if self._panel is not None:
            self._scroll.settle()
            self._scroll.verticalScrollBar().setValue(self._panel.pos().y() - self.look.px(12))
        self.changed.emit()

    def print_sheet(self) -> None:
        """Print on the queue of the settings; what comes of it is said here, in a sentence."""
        print_ = self._print_pdf
        if print_ is None:
            return
        outcome, language = self._shown(), self.look.language
        self._is_printing = True
        # Its button goes: the focus would pass to the bar, as if that had been touched.
        self.take_focus()
        self._say(phrase("kiosk.print.under-way"), is_error=False)
        self._background.run(
            lambda: print_(self._papers.to_pdf(outcome, language)),
            lambda came, error: self._take(outcome, came, error),
        )

    def show_look(self, look: Look) -> None:
        """The same outcome in another look; on a large screen, a whole page takes too long."""
        self.look = look
        if self.outcome is not None:
            self.build_in_two()

    def _build(self, at_once: int) -> None:
        """Build the page and the panel, with what was said on it."""
        super()._build(at_once)
        if self._said is not None and self._panel is not None:
            self._panel.show_status(*self._said)

    def _take(
        self, outcome: Outcome, came: Printed | PrintFault | None, error: BaseException | None
    ) -> None:
        if error is not None:
            raise error
        if self.outcome is not outcome:
            return  # the next visitor is there
        self._is_printing = False
        self._is_printed = isinstance(came, Printed)
        key = "kiosk.print.done" if self._is_printed else "kiosk.print.failed"
        self._say(phrase(key), is_error=not self._is_printed)
        if self._is_printed:
            self.printed.emit()

    def _say(self, sentence: Phrase, is_error: bool) -> None:
        self._said = (sentence, is_error)
        self.say_status(sentence, is_error)
        self.told.emit(self.look.say(sentence))
        self.changed.emit()
