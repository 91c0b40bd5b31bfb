"""The idle veil: asks whether somebody is still there, counts down, and hides the answers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.accessibility import announce
from desktop.ui.kiosk.bar import Usual
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.kiosk.overlay import Overlay
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.words import Heading, Words

_FULL = 360 * 16
_TOP = 90 * 16
_RING = 12
"""How thick the ring is, in units."""


class Countdown(QWidget):
    """The seconds left, as a number in a ring that empties."""

    def __init__(self, whole: float, look: KioskLook, side: int) -> None:
        super().__init__()
        self.setObjectName("kiosk-countdown")
        self._whole, self._look, self._side = max(1.0, whole), look, side
        self.seconds = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    @staticmethod
    def least(look: KioskLook) -> int:
        """How large it is at least, in pixels: its number no smaller than the body of the text."""
        return round(2.4 * look.line_height("body")) + 2 * look.px(_RING)

    def show_seconds(self, seconds: int) -> None:
        """Show how many are left."""
        self.seconds = seconds
        self.setAccessibleName(self._look.say(phrase("kiosk.idle.seconds", n=seconds)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring and number."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = look.px(_RING)
        side = self.height() - width - 2
        ring = QRectF((self.width() - side) / 2, width / 2 + 1, side, side)
        painter.setPen(QPen(look.color("line"), look.thin(2)))
        painter.drawEllipse(ring)
        pen = QPen(look.color("accent"), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        share = min(1.0, self.seconds / self._whole)
        painter.drawArc(ring, _TOP, round(_FULL * share))
        painter.setPen(look.color("ink"))
        painter.setFont(self._font(side - 2 * width))
        painter.drawText(ring, int(Qt.AlignmentFlag.AlignCenter), str(self.seconds))

    def _font(self, room: float) -> QFont:
        # A copy: the fonts of a look are shared.
        font = QFont(self._look.font("display"))
        wide = QFontMetricsF(font).horizontalAdvance("000")
        font.setPixelSize(int(font.pixelSize() * min(1.0, room / wide)))
        return font


class Veil(Overlay):
    """Over the visit once nobody has touched it for a while; any touch takes it away.

    A touch on its bar shows or reads it otherwise, and it stays: it is there to be read.
    """

    extended = Signal()
    restart_wanted = Signal()

    def __init__(self, window: QWidget, whole: float, usual: Usual, look: KioskLook) -> None:
        super().__init__("kiosk-veil", window, usual, look)
        self._whole_seconds = whole
        self._seconds = 0
        self._is_said = False

    def fill(self, down: QVBoxLayout) -> None:
        """The question, the time left, and both answers; side by side where there is no height."""
        look = self.look
        question = Heading(phrase("kiosk.idle.question"), look)
        what = Words(phrase("kiosk.idle.what"), look, "lead", "ink2")
        for words in (question, what):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        answers = self._answers(phrase("kiosk.idle.more"))
        least, left = Countdown.least(look), self._height_left(down, question, what, answers)
        self.countdown = Countdown(self._whole_seconds, look, max(least, min(left, look.px(170))))
        self.countdown.show_seconds(self._seconds)
        down.addStretch(2)
        if left >= least:
            for widget in (question, self.countdown, what):
                down.addWidget(widget)
            down.addSpacing(look.px(8))
        else:
            down.setSpacing(look.px(8))
            down.addLayout(self._in_a_row(question, self.countdown))
            down.addWidget(what)
            answers = self._answers(phrase("kiosk.idle.more-short"))
        down.addWidget(answers, 0, Qt.AlignmentFlag.AlignHCenter)
        down.addStretch(3)

    def _height_left(self, down: QVBoxLayout, *parts: QWidget) -> int:
        """How much of the screen's height these leave, with the bar, margins and gaps."""
        margins = down.contentsMargins()
        wide = self.width() - margins.left() - margins.right()
        high = self.height() - self._bar.sizeHint().height() - margins.top() - margins.bottom()
        high -= len(parts) * down.spacing() + self.look.px(8)
        return high - sum(part.heightForWidth(min(wide, part.maximumWidth())) for part in parts)

    def _in_a_row(self, question: Heading, countdown: Countdown) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.look.px(16))
        row.addStretch(1)
        row.addWidget(question, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(countdown)
        row.addStretch(1)
        countdown.setFixedWidth(countdown.sizeHint().width())
        return row

    def _answers(self, words: Phrase) -> QWidget:
        look = self.look
        more = Button("kiosk-more-time", words, look, "primary", "clock", height=60)
        end = Button("kiosk-end", phrase("ui.restart"), look, "secondary", "restart", height=60)
        more.clicked.connect(self.extended)
        end.clicked.connect(self.restart_wanted)
        holder = QWidget()
        holder.setMaximumWidth(look.px(900))
        holder.setMinimumWidth(min(self.width() - 2 * look.px(18), look.px(900)))
        least = max(more.sizeHint().width(), end.sizeHint().width())
        grid = Grid(least, 2, look.px(12), holder)
        for button in (more, end):
            button.widen()
            grid.addWidget(button)
        return holder

    def spoken(self) -> str:
        """The question, with the time there is to answer it."""
        return self.look.say(phrase("kiosk.idle.spoken", n=self._seconds))

    def show_seconds(self, seconds: int) -> None:
        """Show how many are left; a screen reader hears it once."""
        self._seconds = seconds
        self.countdown.show_seconds(seconds)
        if not self._is_said:
            self._is_said = True
            announce(self, self.spoken())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A touch anywhere says that somebody is there."""
        self.extended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So does a key."""
        self.extended.emit()
