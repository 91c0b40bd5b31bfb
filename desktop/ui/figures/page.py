"""The figures of a period: pictures first, each with its table, and files to take along."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.desk.session import Session
from desktop.errors import AiguillageError
from desktop.figures import files
from desktop.figures.gather import Counted, gather
from desktop.figures.model import Figures
from desktop.figures.periods import PERIODS, bounds
from desktop.figures.reading import count
from desktop.text import Phrase, phrase
from desktop.ui.advisor.page import Tools
from desktop.ui.advisor.read_page import ReadPage
from desktop.ui.figures.card import FigureCard
from desktop.ui.figures.picture import to_png
from desktop.ui.focus import named
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.flow import Flow
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words

_LEAST = 560
_WIDEST = 1480
_NARROW = 820


class FiguresPage(ReadPage):
    """Counts are read beside the screen; the page is built from them."""

    def __init__(self, name: str, session: Session, tools: Tools, look: Look) -> None:
        super().__init__(name, session, tools, look)
        self._period = PERIODS[0]
        self._counted: Counted | None = None
        self._error: Phrase | None = None
        self._tables: set[str] = set()
        self._asked = 0

    def rebuild(self) -> None:
        """Build the page from what was counted."""
        look = self.look
        page = Page(look, _WIDEST, "figures")
        page.set_margin(look.px(24), look.px(14))
        page.column.setSpacing(look.px(12))
        page.column.addLayout(self._head())
        if self._error is not None:
            page.column.addWidget(Words(self._error, look, "body", "error"))
        elif self._counted is None:
            page.column.addWidget(Words(phrase("figures.counting"), look, "body", "ink2"))
        else:
            self._add_figures(page, self._figures(self._counted))
        page.column.addStretch(1)
        self._scroll_on(page)

    def _scroll_on(self, page: Page) -> None:
        """A page built anew is read on from where it was."""
        before = self._page
        at = before.verticalScrollBar().value() if isinstance(before, Page) else 0
        self.put(page)
        if at:
            page.settle()
            page.verticalScrollBar().setValue(at)

    def _figures(self, counted: Counted) -> Figures:
        return gather(self.session.casework.guide, counted, self.look.language)

    def _add_figures(self, page: Page, figures: Figures) -> None:
        look = self.look
        if figures.made_up:
            page.column.addWidget(Words(phrase("figures.made-up"), look, "strong", "accent"))
        page.column.addWidget(_Keys(figures, look))
        grid = Grid(look.px(_LEAST), 2, look.px(14))
        for figure in figures.all:
            card = FigureCard(figure, figure.id in self._tables, look)
            card.turned.connect(self._turn)
            card.file_wanted.connect(self._save)
            grid.addWidget(card)
        page.column.addLayout(grid)

    def _head(self) -> QVBoxLayout:
        look, down = self.look, QVBoxLayout()
        down.setSpacing(look.px(4))
        ways = QBoxLayout.Direction
        # A narrow page leaves no room for the heading beside what can be done.
        is_narrow = look.is_folded or self.width() < look.px(_NARROW)
        across = QBoxLayout(ways.TopToBottom if is_narrow else ways.LeftToRight)
        across.addWidget(Heading(phrase("figures.title"), look, "h2"), 1)
        acts = Flow(look.px(6)) if is_narrow else QHBoxLayout()
        across.addLayout(acts)
        for name, kind, icon in (("report", "primary", "print"), ("all", "secondary", "save")):
            button = Button(
                f"figures-{name}", phrase(f"figures.{name}"), look, kind, icon, height=36,
                role="label",
            )  # fmt: skip
            button.setEnabled(self._counted is not None)
            button.clicked.connect(self._report if name == "report" else self._save_all)
            acts.addWidget(button)
        down.addLayout(across)
        choices = Flow(look.px(6))
        for period in PERIODS:
            choices.addWidget(self._period_button(period))
        down.addLayout(choices)
        return down

    def _period_button(self, period: str) -> Button:
        is_own = period == self._period
        button = Button(
            f"period-{period}", phrase(f"figures.period.{period}"), self.look,
            "secondary" if is_own else "quiet", "check" if is_own else None, height=32,
            role="label",
        )  # fmt: skip
        button.setCheckable(True)
        button.setChecked(is_own)
        button.clicked.connect(lambda: self._choose(period))
        return button

    def _choose(self, period: str) -> None:
        self._period, self._counted = period, None
        self.rebuild()
        self._focus(f"period-{period}")
        self.read()

    def _turn(self, figure: str, is_table: bool) -> None:
        self._tables = self._tables | {figure} if is_table else self._tables - {figure}
        self.rebuild()
        self._focus(f"turn-{figure}")

    def _focus(self, name: str) -> None:
        found = named(self, name)
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    # Counting

    def read(self) -> None:
        """Count beside the screen."""
        register = self.session.register
        if register is None:
            return
        self._asked += 1
        asked, period = self._asked, bounds(self._period, date.today())
        data, guide = self.session.data, self.session.casework.guide
        self.tools.background.run(
            lambda: count(register, data, guide, period),
            lambda counted, error: self._take(asked, counted, error),
        )

    def _take(self, asked: int, counted: Counted | None, error: BaseException | None) -> None:
        if asked != self._asked:
            return  # another period was chosen meanwhile
        if error is not None and not isinstance(error, AiguillageError):
            raise error
        if error is None and counted == self._counted:
            return
        self._error = error.phrase if error is not None else None
        self._counted = counted
        focus: QWidget | None = self.focusWidget()
        name = focus.objectName() if focus is not None else ""
        self.rebuild()
        if name:
            self._focus(name)

    # Files

    def _save(self, figure_id: str, kind: str) -> None:
        if self._counted is None:
            return
        figure = self._figures(self._counted).get(figure_id)
        path = self._ask(figure.title, f"{figure_id}.{kind}")
        if path is None:
            return
        language, look = self.look.language, self.look
        if kind == "png":
            content = to_png(figure, look)  # a picture is painted in this thread
            self._write(path, lambda: files.write(path, content))
        else:
            self._write(path, lambda: files.write_table(figure, kind, language, path))

    def _save_all(self) -> None:
        if self._counted is None:
            return
        figures = self._figures(self._counted)
        path = self._ask(figures.title, "aiguillage.xlsx")
        if path is not None:
            self._write(path, lambda: files.write_all(figures, path))

    def _report(self) -> None:
        if self._counted is None:
            return
        from desktop.figures.report import write_report  # late: few meetings a year

        figures, language = self._figures(self._counted), self.look.language
        name = self.look.say(phrase("figures.report.file"))
        path = self._ask(self.look.say(phrase("figures.report")), name)
        if path is not None:
            self._write(path, lambda: write_report(figures, language, date.today(), path))

    def _ask(self, title: str, name: str) -> Path | None:
        return self.tools.ask_path(self, title, name, self.look.language)

    def _write(self, path: Path, work: Callable[[], None]) -> None:
        self.tools.background.run(work, lambda _, error: self._end(path, error))

    def _end(self, path: Path, error: BaseException | None) -> None:
        if error is not None and not isinstance(error, AiguillageError):
            raise error
        done = phrase("figures.saved", path=path.name)
        self.said.emit(error.phrase if error is not None else done, error is not None)


class _Keys(Panel):
    """The few numbers that head the page."""

    def __init__(self, figures: Figures, look: Look) -> None:
        super().__init__(look, pad=16, edge="line")
        self.setObjectName("figures-keys")
        self.column.addWidget(Words(figures.period, look, "label", "ink2"))
        grid = Grid(look.px(220), 4, look.px(16))
        for number, counted in figures.keys:
            one = QWidget()
            down = QVBoxLayout(one)
            down.setContentsMargins(0, 0, 0, 0)
            down.setSpacing(0)
            down.addWidget(Words(number, look, "h1", "primary"))
            down.addWidget(Words(counted, look, "caption", "ink2"))
            grid.addWidget(one)
        self.column.addLayout(grid)
