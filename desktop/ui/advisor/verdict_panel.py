"""The column beside the questions: every member's verdict as the answers make it, and saving."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.desk.live import Live
from desktop.guide.model import Verdict
from desktop.text import Phrase, phrase
from desktop.ui.advisor.override_editor import OverrideEditor
from desktop.ui.advisor.uncovered_card import UncoveredCard
from desktop.ui.advisor.verdict_row import DENSITIES, SCROLLED, Density, VerdictRow
from desktop.ui.gone import gone
from desktop.ui.soon import make_timer
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.paint import ring_room
from desktop.ui.widgets.words import Heading, Words

_AROUND, _FOOT = 8, 4
_LOW = 100
_NARROW = 300
"""Narrower than this, a member's name and verdict do not stand beside each other."""


class Saving(NamedTuple):
    """What the button that saves says now; `key` is empty where there is nothing to press."""

    sentence: Phrase
    key: str
    is_possible: bool


class VerdictPanel(QWidget):
    """Rows in the guide's order: none moves while the visitor speaks."""

    advised = Signal(str, object)
    proposed = Signal(str)
    save_wanted = Signal()

    def __init__(self, live: Live, look: Look) -> None:
        super().__init__()
        self._look, self._live = look, live
        self._saving: Saving | None = None
        self.setObjectName("verdicts")
        self.setAccessibleName(look.say(phrase("advisor.verdicts.title")))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, look.px(8))
        down.setSpacing(look.px(4))
        self._scroll = Page(look, 900, "verdict-page")
        self._scroll.set_margin(look.px(_AROUND), look.px(_AROUND))
        self._scroll.column.setSpacing(look.px(6))
        self.heading = Heading("", look, "strong", 2)
        self._scroll.column.addWidget(self.heading)
        self._uncovered = QVBoxLayout()
        self._cards: list[UncoveredCard] = []
        self._scroll.column.addLayout(self._uncovered)
        self._shown_uncovered: tuple[str, ...] = ()
        self.rows = {judged.member.id: VerdictRow(judged, look) for judged in live.judged}
        for row in self.rows.values():
            row.override_wanted.connect(self.open_override)
            self._scroll.column.addWidget(row)
        self._scroll.column.addStretch(1)
        down.addWidget(self._scroll, 1)
        self.save = Button(
            "save-case", phrase("advisor.save.new"), look, "primary", "save", height=42
        )
        self.save.clicked.connect(self.save_wanted)
        self.save.widen()
        foot = QVBoxLayout()
        foot.setContentsMargins(look.px(8), 0, look.px(8), 0)
        foot.setSpacing(look.px(_FOOT))
        self.below = Words("", look, "caption", "ink2")
        self.below.setObjectName("verdicts-below")
        self.below.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.below.hide()
        foot.addWidget(self.below)
        foot.addWidget(self.save)
        down.addLayout(foot)
        self.editor: OverrideEditor | None = None
        # Once the rows are where they shall stand: a moment ago they stood elsewhere.
        self._told = make_timer(self, 0, self._tell_below)
        self._scroll.viewport().installEventFilter(self)
        self._scroll.verticalScrollBar().valueChanged.connect(lambda _: self._tell_below())
        self._scroll.verticalScrollBar().rangeChanged.connect(lambda *_: self._told.start())
        self.show_state(live)

    def show_state(self, live: Live) -> None:
        """Show what the answers come to now."""
        self._live = live
        for judged in live.judged:
            self.rows[judged.member.id].show_state(judged, live)
        number = sum(judged.stands is Verdict.RECOMMENDED for judged in live.judged)
        said = self._look.say(_heading(live, number))
        if self.heading.text() != said:
            self.heading.setText(said)
        self._show_uncovered(live)
        self.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """There is more room now, or less."""
        if event.type() == QEvent.Type.Resize:
            self.fit()
        return False

    def fit(self) -> None:
        """Say as much of each member as lets all six be seen at once."""
        page = self._scroll
        width = page.viewport().width() - 2 * self._look.px(_AROUND)
        hint = self.below.height() + self._look.px(_FOOT) if not self.below.isHidden() else 0
        room = page.viewport().height() + hint
        fitting = (d for d in DENSITIES if self._height_at(width, d) <= room)
        found = next(fitting, None)
        self._show_density(found or SCROLLED)
        # On a very low screen the line itself would take the room of what it tells of.
        self.below.setVisible(found is None and room > self._look.px(_LOW))
        self._told.start()

    def _height_at(self, width: int, density: Density) -> int:
        heights = [
            self.heading.heightForWidth(width),
            *(card.height_at(width, density.uncovered) for card in self._cards),
            *(row.height_at(width, density) for row in self.rows.values()),
        ]
        gaps = (len(heights) - 1) * self._look.px(density.gap)
        return sum(heights) + gaps + 2 * self._look.px(_AROUND)

    def _show_density(self, density: Density) -> None:
        self._scroll.column.setSpacing(self._look.px(density.gap))
        for card in self._cards:
            card.step.show_lines(density.uncovered)
        for row in self.rows.values():
            row.show_density(density)

    def _tell_below(self) -> None:
        """How many members are further down, where not even the fewest words let all be seen."""
        if not self.below.isHidden():
            foot = self._scroll.verticalScrollBar().value() + self._scroll.viewport().height()
            n = sum(row.geometry().center().y() > foot for row in self.rows.values())
            said = phrase("advisor.verdicts.below", n=n) if n else ""
            self.below.setText(self._look.say(said))

    def show_saving(self, saving: Saving) -> None:
        """What the button that saves says, and whether it may be pressed."""
        self._saving = saving
        self._write_saving()
        self.save.setEnabled(saving.is_possible)

    def _write_saving(self) -> None:
        """With its key, or without where that leaves no room for the words."""
        if self._saving is None:
            return
        words = self._look.say(self._saving.sentence)
        keyed = f"{words} ({self._saving.key})" if self._saving.key else words
        self.save.setToolTip(keyed)
        self.save.show_words(keyed, "save")
        if self.save.is_written_small:
            self.save.show_words(words, "save")

    def show_width(self, width: int) -> None:
        """Be this wide; what the button says is written smaller where it would not fit."""
        self.setFixedWidth(width)
        self.save.most = width - self._look.px(16) - 2 * ring_room(self._look)
        self._write_saving()
        for row in self.rows.values():
            row.show_narrow(width < self._look.px(_NARROW))

    def focus_rows(self) -> None:
        """Put the focus on the first member."""
        next(iter(self.rows.values())).edit.setFocus(Qt.FocusReason.TabFocusReason)

    def open_override(self, member: str) -> None:
        """Open the advisor's own verdict on this member, or close it."""
        was = self.editor
        self.close_override()
        if was is not None and was.member == member:
            return
        judged = next(j for j in self._live.judged if j.member.id == member)
        editor = self.editor = OverrideEditor(judged, self._live, self._look)
        editor.decided.connect(self._decide)
        editor.proposed.connect(self.proposed)
        editor.left.connect(self._leave)
        column = self._scroll.column
        column.insertWidget(column.indexOf(self.rows[member]) + 1, editor)
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_override(self) -> None:
        """Take the editor away."""
        if self.editor is not None:
            self._scroll.column.removeWidget(self.editor)
            gone(self.editor)
            self.editor = None

    def _leave(self) -> None:
        member = self.editor.member if self.editor is not None else None
        self.close_override()
        if member is not None:
            self.rows[member].edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self, member: str, advised: object) -> None:
        self._leave()
        self.advised.emit(member, advised)

    def _show_uncovered(self, live: Live) -> None:
        ids = tuple(item.id for item in live.outcome.uncovered)
        if ids == self._shown_uncovered:
            return
        self._shown_uncovered = ids
        for card in self._cards:
            self._uncovered.removeWidget(card)
            gone(card)
        self._cards = [UncoveredCard(thing, self._look) for thing in live.outcome.uncovered]
        for card in self._cards:
            self._uncovered.addWidget(card)


def _heading(live: Live, number: int) -> Phrase:
    if live.outcome.open:
        return phrase("advisor.verdicts.open", n=len(live.outcome.open))
    return phrase("advisor.verdicts.done", n=number)
