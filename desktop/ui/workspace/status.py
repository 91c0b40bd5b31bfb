"""The strip at the foot: the nine lights, faults, what changes, sign-offs, whether it is kept."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.paint import (
    CORNER_TAG,
    frame_rect,
    paint_bar,
    paint_focus,
    paint_frame,
    ring_room,
)
from desktop.ui.widgets.words import Words
from desktop.ui.workspace.session import Seen, Session
from desktop.workspace.signoffs import State


class Lights(QPushButton):
    """The nine lines of the proof at a glance: a check, an error, or not known yet."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setObjectName("status-proof")
        self._look = look
        self._states: tuple[bool | None, ...] = (None,) * 9
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_states(self, states: tuple[bool | None, ...], spoken: str) -> None:
        """Show whether each holds; None: not known."""
        self._states = states
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Nine squares."""
        room, side, gap = ring_room(self._look), self._look.px(20), self._look.px(4)
        return QSize(2 * room + 9 * side + 8 * gap, 2 * room + side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the squares."""
        look, painter = self._look, QPainter(self)
        rect = frame_rect(self, look)
        side, gap = look.px(20), look.px(4)
        for index, state in enumerate(self._states):
            at = QRectF(rect.left() + index * (side + gap), rect.top(), side, side)
            self._square(painter, at, state, index + 1)
        if self.hasFocus():
            paint_focus(painter, rect, look.px(CORNER_TAG), look)

    def _square(self, painter: QPainter, at: QRectF, state: bool | None, number: int) -> None:
        look, radius = self._look, self._look.px(CORNER_TAG)
        if state is None:
            paint_frame(painter, at, radius, None, look.color("edge"), look.thin(1), dashed=True)
            painter.setPen(QPen(look.color("ink2")))
            painter.setFont(look.font("caption"))
            painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), str(number))
            return
        color = look.color("ok" if state else "error")
        fill = look.color("card" if state else "error_soft")
        paint_frame(painter, at, radius, fill, color, look.thin(1.5))
        inset = at.width() * 0.14
        inner = QRectF(
            at.topLeft() + QPointF(inset, inset), at.bottomRight() - QPointF(inset, inset)
        )
        paint_icon(painter, "check" if state else "cross", inner, look, color)


class Status(QWidget):
    """What is known of the draft, each part a way to its page."""

    pane_wanted = Signal(str)

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self.setObjectName("status")
        across = QHBoxLayout(self)
        side = look.px(10)
        across.setContentsMargins(side, 0, side, 0)
        across.setSpacing(look.px(6))
        self.lights = Lights(look)
        self.lights.clicked.connect(lambda: self.pane_wanted.emit("proof"))
        across.addWidget(self.lights)
        self.faults = self._button("faults")
        self.diff = self._button("diff")
        self.signed = Words("", look, "caption", "ink2")
        self.busy = Words("", look, "caption", "ink2")
        self.kept = Words("", look, "caption", "ink2")
        across.addWidget(self.faults)
        across.addWidget(self.diff)
        middle = Qt.AlignmentFlag.AlignVCenter
        across.addWidget(self.signed, 0, middle)
        across.addStretch(1)
        across.addWidget(self.busy, 0, middle)
        across.addWidget(self.kept, 0, middle)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_width(self, width: int) -> None:
        """Leave out what does not fit."""
        self.signed.setVisible(width >= self._look.px(1080))
        self.busy.setVisible(width >= self._look.px(940))
        self.diff.setVisible(width >= self._look.px(700))

    def show_seen(self) -> None:
        """Show what is known now."""
        seen, look = self._session.seen, self._look
        proof = seen.proof
        known = proof is not None and proof.refused is None
        states = tuple(line.holds for line in proof.lines) if proof and known else (None,) * 9
        self.lights.show_states(states, look.say(_proof_said(states)))
        self._show(self.faults, _faults_said(seen), bool(seen.located))
        self._show(self.diff, _diff_said(seen), False)
        standings = seen.faults.standings if seen.faults else ()
        valid = sum(standing.state is State.VALID for standing in standings)
        said = phrase("workspace.status.signed", n=valid, members=len(standings))
        self.signed.setText(look.say(said) if standings else "")
        stage = seen.under_way
        self.busy.setText(look.say(phrase(f"workspace.stage.{stage}")) if stage else "")

    def show_kept(self, sentence: Phrase) -> None:
        """Whether the draft is on the disk."""
        self.kept.setText(self._look.say(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its upper edge."""
        paint_bar(self, self._look, at=Qt.Edge.TopEdge)

    def _button(self, pane: str) -> Button:
        button = Button(f"status-{pane}", "", self._look, "quiet", height=32, role="label")
        button.clicked.connect(lambda: self.pane_wanted.emit(pane))
        return button

    def _show(self, button: Button, sentence: Phrase, is_bad: bool) -> None:
        said = self._look.say(sentence)
        if button.words != said:
            button.show_words(said.replace("&", "&&"), "error" if is_bad else "")
            button.setAccessibleName(said)


def _proof_said(states: tuple[bool | None, ...]) -> Phrase:
    if None in states:
        return phrase("workspace.status.proof-unknown")
    return phrase("workspace.status.proof", n=sum(bool(state) for state in states))


def _faults_said(seen: Seen) -> Phrase:
    if seen.faults is None:
        return phrase("workspace.status.faults-unknown")
    return phrase("workspace.status.faults", n=len(seen.faults.faults))


def _diff_said(seen: Seen) -> Phrase:
    if seen.diff is None or seen.diff.refused is not None:
        return phrase("workspace.status.diff-unknown")
    if not seen.diff.changed:
        return phrase("workspace.status.diff-none")
    return phrase("workspace.status.diff", n=len(seen.diff.changes))
