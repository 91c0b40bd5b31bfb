"""The idle veil: asks whether somebody is still there, counts down, and hides the answers."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.text import phrase
from desktop.ui.accessibility import announce
from desktop.ui.kiosk.look import KioskLook
from desktop.ui.kiosk.overlay import Overlay
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.words import Heading, Words

_FULL = 360 * 16
_TOP = 90 * 16


class Countdown(QWidget):
    """The seconds left, as a number in a ring that empties."""

    def __init__(self, whole: float, look: KioskLook) -> None:
        super().__init__()
        self.setObjectName("kiosk-countdown")
        self._whole, self._look = max(1.0, whole), look
        self.seconds = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As large as there is room for."""
        side = self._look.px(170)
        return QSize(side, side)

    def show_seconds(self, seconds: int) -> None:
        """Show how many are left."""
        self.seconds = seconds
        self.setAccessibleName(self._look.say(phrase("kiosk.idle.seconds", n=seconds)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring and number."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = look.px(12)
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
        painter.setFont(look.font("display"))
        painter.drawText(ring, int(Qt.AlignmentFlag.AlignCenter), str(self.seconds))


class Veil(Overlay):
    """Over the visit once nobody has touched it for a while; any touch takes it away."""

    extended = Signal()
    restart_wanted = Signal()

    def __init__(self, window: QWidget, whole: float, look: KioskLook) -> None:
        super().__init__("kiosk-veil", window, look)
        self._is_said = False
        question = Heading(phrase("kiosk.idle.question"), look)
        what = Words(phrase("kiosk.idle.what"), look, "lead", "ink2")
        for words in (question, what):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.countdown = Countdown(whole, look)
        self._more = Button(
            "kiosk-more-time", phrase("kiosk.idle.more"), look, "primary", "clock", height=60
        )
        end = Button("kiosk-end", phrase("ui.restart"), look, "secondary", "restart", height=60)
        self._more.clicked.connect(self.extended)
        end.clicked.connect(self.restart_wanted)
        holder = QWidget()
        holder.setMaximumWidth(look.px(900))
        grid = Grid(
            max(self._more.sizeHint().width(), end.sizeHint().width()), 2, look.px(12), holder
        )
        for button in (self._more, end):
            button.widen()
            grid.addWidget(button)
        self.down.addStretch(2)
        for widget in (question, self.countdown, what):
            self.down.addWidget(widget)
        self.down.addSpacing(look.px(8))
        self.down.addWidget(holder)
        self.down.setAlignment(holder, Qt.AlignmentFlag.AlignHCenter)
        holder.setMinimumWidth(min(window.width() - 2 * look.px(40), look.px(900)))
        self.down.addStretch(3)

    def show_seconds(self, seconds: int) -> None:
        """Show how many are left; a screen reader hears it once."""
        self.countdown.show_seconds(seconds)
        if not self._is_said:
            self._is_said = True
            said = phrase("kiosk.idle.spoken", n=seconds)
            announce(self, self.look.say(said))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A touch anywhere says that somebody is there."""
        self.extended.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """So does a key."""
        self.extended.emit()
