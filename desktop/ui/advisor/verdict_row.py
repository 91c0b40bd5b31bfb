"""One member beside the questions: its verdict, its reason, and the advisor's own verdict."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from desktop.desk.live import Judged, Live
from desktop.guide.model import Verdict
from desktop.text import phrase
from desktop.ui.advisor import verdict_words
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


class VerdictRow(QWidget):
    """Shows what stands; its button opens the advisor's own verdict."""

    override_wanted = Signal(str)

    def __init__(self, judged: Judged, look: Look) -> None:
        super().__init__()
        self._look, self._judged = look, judged
        member = judged.member
        self.setObjectName(f"verdict-{member.id}")
        across = QHBoxLayout(self)
        across.setContentsMargins(look.px(10 + _SIDE + 8), look.px(5), look.px(2), look.px(5))
        across.setSpacing(0)
        down = QVBoxLayout()
        down.setSpacing(look.px(1))
        across.addLayout(down, 1)
        # Large text leaves no room for both beside each other.
        beside = QBoxLayout.Direction.LeftToRight
        head = QBoxLayout(QBoxLayout.Direction.TopToBottom if look.is_folded else beside)
        head.setSpacing(look.px(0 if look.is_folded else 8))
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
        self.needs = Words("", look, "label", "ink")
        self.reason = Words("", look, "caption", "ink2")
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
        _write(self.reason, verdict_words.reason(judged, live, look))
        # The whole of what the rules say: for a pointer at rest, and for screen readers.
        whole = " ".join(verdict_words.because(judged, look))
        set_tip(self.reason, whole)
        self.setAccessibleDescription(whole)
        own = verdict_words.overridden(judged)
        _write(self.own, look.say(own) if own is not None else "")
        said = " ".join(
            words.text()
            for words in (self.stand, self.needs, self.reason, self.own)
            if words.text()
        )
        self.setAccessibleName(f"{judged.member.short} : {said}")
        if is_new:
            self.update()

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
        top = look.px(5)
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
