"""One member beside the questions: its verdict, its reason, and the advisor's own verdict."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.desk.live import Judged, Live
from desktop.guide.model import Verdict
from desktop.text import phrase
from desktop.ui.advisor import verdict_words
from desktop.ui.advisor.brief import Brief, height_of
from desktop.ui.advisor.tips import set_tip
from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.paint import CORNER_CONTROL, paint_frame
from desktop.ui.widgets.words import Heading, Words

_ICONS = {
    Verdict.RECOMMENDED: ("check", "ok"),
    Verdict.TO_CONSIDER: ("unknown", "warn"),
    Verdict.NOT_CONCERNED: ("cross", "ink2"),
}
_SIDE = 22


@dataclass(frozen=True, slots=True)
class Density:
    """How many lines each text of the column may take, 0 for all of them, and the room around."""

    needs: int
    reason: int
    others: int
    """The reason of a member that is not concerned."""
    uncovered: int
    pad: int
    gap: int
    is_joined: bool = False
    """Needs and reason share a line."""


ROOMY = Density(0, 0, 0, 0, 5, 6)
DENSITIES = (
    ROOMY,
    Density(0, 0, 4, 0, 5, 5),
    Density(0, 0, 2, 0, 4, 5),
    Density(2, 3, 2, 0, 4, 4),
    Density(2, 3, 1, 0, 4, 4),
    Density(2, 2, 1, 2, 3, 4),
    Density(1, 2, 1, 1, 3, 4),
    Density(1, 1, 1, 1, 2, 3),
    Density(1, 1, 1, 1, 2, 3, is_joined=True),
)
"""The first in which all six members can be seen at once is shown."""
SCROLLED = DENSITIES[4]
"""Where none lets all be seen: whoever must scroll may as well read."""


class VerdictRow(QWidget):
    """Shows what stands; its button opens the advisor's own verdict."""

    override_wanted = Signal(str)

    def __init__(self, judged: Judged, look: Look) -> None:
        super().__init__()
        self._look, self._judged = look, judged
        member = judged.member
        self.setObjectName(f"verdict-{member.id}")
        self._said = ("", "")
        self._density = ROOMY
        self._is_narrow: bool | None = None
        across = self._across = QHBoxLayout(self)
        across.setContentsMargins(look.px(10 + _SIDE + 8), look.px(5), look.px(2), look.px(5))
        across.setSpacing(0)
        down = self._down = QVBoxLayout()
        down.setSpacing(look.px(1))
        across.addLayout(down, 1)
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.addWidget(Heading(member.short, look, "strong", 3))
        self.stand = Words("", look, "label", "ink2")
        head.addWidget(self.stand, 1, Qt.AlignmentFlag.AlignVCenter)
        self.edit = Button(
            f"override-{member.id}",
            phrase("advisor.override.open", member=member.short),
            look,
            "quiet",
            "edit",
            icon_only=True,
            height=26,
        )
        self.edit.setAccessibleName(self.edit.words)
        set_tip(self.edit, self.edit.words)
        self.edit.clicked.connect(lambda: self.override_wanted.emit(member.id))
        across.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        down.addLayout(head)
        self.show_narrow(False)
        self.needs = Brief("", look, "label", "ink")
        self.reason = Brief("", look, "caption", "ink2")
        self.own = Words("", look, "label", "accent")
        for words in (self.needs, self.reason, self.own):
            down.addWidget(words)

    def show_state(self, judged: Judged, live: Live) -> None:
        """Show this verdict; only what differs is laid out anew."""
        look = self._look
        is_new = judged.stands is not self._judged.stands
        self._judged = judged
        stand = look.say(verdict_words.stand(judged))
        color = "ink2" if judged.may_change else _ICONS[judged.stands][1]
        _write(self.stand, stand, color)
        _write(self.needs, verdict_words.needs(judged, live, look))
        reason, brief = verdict_words.reason(judged, live, look), ""
        if judged.stands is Verdict.NOT_CONCERNED:
            brief = verdict_words.brief(judged, live, look)
        self._said = (reason, brief or reason)
        self._write_reason()
        # The whole of what the rules say: for a pointer at rest, and for screen readers.
        whole = " ".join(verdict_words.because(judged, look))
        set_tip(self.reason, whole or reason)
        self.setAccessibleDescription(whole)
        own = verdict_words.overridden(judged)
        _write(self.own, look.say(own) if own is not None else "")
        said = " ".join(
            words
            for words in (self.stand.text(), self.needs.text(), reason, self.own.text())
            if words
        )
        self.setAccessibleName(f"{judged.member.short} : {said}")
        if is_new:
            self.update()

    def show_narrow(self, is_narrow: bool) -> None:
        """The verdict under the member's name, as always in large text, or beside it."""
        is_narrow = is_narrow or self._look.is_folded
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            ways = QBoxLayout.Direction
            self._head.setDirection(ways.TopToBottom if is_narrow else ways.LeftToRight)
            self._head.setSpacing(self._look.px(0 if is_narrow else 8))

    def show_density(self, density: Density) -> None:
        """Say as much as there is room for; the rest is in the hint of the reason."""
        look, self._density = self._look, density
        above = look.px(density.pad)
        side = look.px(10 + _SIDE + 8)
        self._across.setContentsMargins(side, above, look.px(2), above)
        self.needs.show_lines(density.needs)
        self.needs.setVisible(bool(self._needs_in(density)))
        self._write_reason()

    def height_at(self, width: int, density: Density) -> int:
        """How high it is at this width and density; nothing is laid out for the answer."""
        look, edit = self._look, self.edit.sizeHint()
        inner = width - look.px(10 + _SIDE + 8) - look.px(2) - edit.width()
        self._head.invalidate()  # its words may be others now
        heights = [
            self._head.heightForWidth(inner),
            height_of(self._needs_in(density), "label", look, inner, density.needs),
            height_of(self._reason_in(density), "caption", look, inner, self._lines_in(density)),
            height_of(self.own.text(), "label", look, inner, 0),
        ]
        filled = [height for height in heights if height]
        column = sum(filled) + (len(filled) - 1) * self._down.spacing()
        return max(column, edit.height()) + 2 * look.px(density.pad)

    def _needs_in(self, density: Density) -> str:
        return "" if density.is_joined else self.needs.text()

    def _reason_in(self, density: Density) -> str:
        whole, brief = self._said
        needs = self.needs.text() if density.is_joined else ""
        return " · ".join(filter(None, (needs, whole if density is ROOMY else brief)))

    def _lines_in(self, density: Density) -> int:
        is_met = self._judged.stands is not Verdict.NOT_CONCERNED
        return density.reason if is_met else density.others

    def _write_reason(self) -> None:
        self.reason.show_lines(self._lines_in(self._density))
        _write(self.reason, self._reason_in(self._density))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a card, stronger for who is to be seen, with its sign."""
        look, painter = self._look, QPainter(self)
        icon, token = _ICONS[self._judged.stands]
        is_seen = self._judged.stands is Verdict.RECOMMENDED
        edge = look.color("primary" if is_seen else "line")
        fill = look.color("soft" if is_seen else "card")
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        dashed = self._judged.may_change
        thick = look.thin(2 if is_seen else 1)
        paint_frame(painter, rect, look.px(CORNER_CONTROL), fill, edge, thick, dashed)
        side = look.px(_SIDE)
        top = look.px(self._density.pad)
        at = QRectF(look.px(10), top, side, side)
        paint_icon(painter, icon, at, look, look.color(token))


def _write(words: Words, text: str, color: str | None = None) -> None:
    if words.text() == text and text:
        return
    if color is not None:
        words.show_in(color, text)
    else:
        words.setText(text)
    words.setVisible(bool(text))
