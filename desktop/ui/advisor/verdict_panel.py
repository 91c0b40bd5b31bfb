"""The column beside the questions: every member's verdict as the answers make it, and saving."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.desk.live import Live
from desktop.guide.model import Verdict
from desktop.text import Phrase, phrase
from desktop.ui.advisor.override_editor import OverrideEditor
from desktop.ui.advisor.verdict_row import VerdictRow
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.notice import Notice
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.words import Heading


class VerdictPanel(QWidget):
    """Rows in the guide's order: none moves while the visitor speaks."""

    advised = Signal(str, object)
    proposed = Signal(str)
    save_wanted = Signal()

    def __init__(self, live: Live, look: Look) -> None:
        super().__init__()
        self._look, self._live = look, live
        self.setObjectName("verdicts")
        self.setAccessibleName(look.say(phrase("advisor.verdicts.title")))
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, look.px(8))
        down.setSpacing(look.px(4))
        self._scroll = Page(look, 900, "verdict-page")
        self._scroll.set_margin(look.px(8), look.px(8))
        self._scroll.column.setSpacing(look.px(6))
        self.heading = Heading("", look, "strong", 2)
        self._scroll.column.addWidget(self.heading)
        self._uncovered = QVBoxLayout()
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
        foot.addWidget(self.save)
        down.addLayout(foot)
        self.editor: OverrideEditor | None = None
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

    def show_saving(self, sentence: Phrase, can_save: bool) -> None:
        """What the button that saves says, and whether it may be pressed."""
        self.save.show_words(self._look.say(sentence), "save")
        self.save.setEnabled(can_save)

    def show_width(self, width: int) -> None:
        """Be this wide; what the button says is written smaller where it would not fit."""
        self.setFixedWidth(width)
        self.save.most = width - self._look.px(16)

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
            self.editor.hide()
            self.editor.setParent(None)
            self.editor.deleteLater()
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
        while (item := self._uncovered.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for thing in live.outcome.uncovered:
            title = phrase("advisor.verdicts.uncovered", title=thing.title)
            step = phrase("advisor.verdicts.step", step=thing.first_step)
            self._uncovered.addWidget(Notice((step,), self._look, title))


def _heading(live: Live, number: int) -> Phrase:
    if live.outcome.open:
        return phrase("advisor.verdicts.open", n=len(live.outcome.open))
    return phrase("advisor.verdicts.done", n=number)
