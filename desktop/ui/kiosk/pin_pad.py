"""The pad for the staff's PIN: digits as large as keys, dots for what is typed, waits said."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.kiosk.key import Key
from desktop.ui.kiosk.layouts import BACK, DONE, digits
from desktop.ui.kiosk.look import KEY_WIDE_MM, KioskLook
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.words import Heading, Words

LONGEST = 12

_HIGH_MM, _WIDE_MM = 210, 230
"""From this height of the screen on, the digits stand below what is asked; how wide all is if not.
"""


class Dots(QWidget):
    """One dot for each digit typed; never which."""

    def __init__(self, look: KioskLook) -> None:
        super().__init__()
        self.setObjectName("pin-dots")
        self._look, self.count = look, 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A line of dots."""
        return QSize(self._look.px(240), self._look.px(28))

    def show_count(self, count: int) -> None:
        """Show so many."""
        self.count = count
        self.setAccessibleName(self._look.say(phrase("kiosk.pin.typed", n=count)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw them in the middle."""
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, shown = look.px(14), max(4, self.count)
        whole = shown * side * 2 - side
        for index in range(shown):
            x = (self.width() - whole) / 2 + index * side * 2
            is_typed = index < self.count
            painter.setPen(QPen(look.color("edge"), look.thin(1.5)))
            painter.setBrush(look.color("ink" if is_typed else "card"))
            painter.drawEllipse(QRectF(x, (self.height() - side) / 2, side, side))


class PinPad(QWidget):
    """Asks for the PIN. `given`: it was typed and may be looked at."""

    given = Signal(str)
    left = Signal()

    def __init__(self, look: KioskLook) -> None:
        super().__init__()
        self.setObjectName("pin-pad")
        self._look, self._typed = look, ""
        self._said: tuple[Phrase, bool] = (phrase("kiosk.pin.hint"), False)
        self.is_waiting = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        title = Heading(phrase("kiosk.pin.title"), look, "h2")
        self.status = Words(phrase("kiosk.pin.hint"), look, "body", "ink2")
        self.status.setObjectName("pin-status")
        self._dots = Dots(look)
        for words in (title, self.status):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        said = QVBoxLayout()
        said.setSpacing(look.px(10))
        for widget in (title, self.status, self._dots):
            said.addWidget(widget)
        back = Button("pin-leave", phrase("kiosk.staff.back"), look, "secondary", "back")
        back.clicked.connect(self.left)
        if look.height < look.mm(_HIGH_MM):
            self._lay_beside(said, back)
        else:
            self._lay_below(said, back)
        self._show()

    def take_over(self, before: PinPad) -> None:
        """Go on where another pad was: what was typed, what was said, whether it waits."""
        self._typed = before._typed
        self.show_status(*before._said)
        self.hold(before.is_waiting)
        self._show()

    def show_status(self, sentence: Phrase, is_error: bool) -> None:
        """Say what came of a try, or how long to wait."""
        self._said = (sentence, is_error)
        self.status.show_in("error" if is_error else "ink2", self._look.say(sentence))

    def hold(self, is_waiting: bool) -> None:
        """Take no digit while a try is looked at, or has to wait."""
        self.is_waiting = is_waiting
        for key in self._keys.values():
            key.setEnabled(not is_waiting)

    def forget(self) -> None:
        """Nothing is typed any more."""
        self._typed = ""
        self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digits of a keyboard do, too."""
        key = {Qt.Key.Key_Backspace: BACK, Qt.Key.Key_Return: DONE, Qt.Key.Key_Enter: DONE}.get(
            Qt.Key(event.key()), event.text()
        )
        if key in self._keys:
            self._strike(key)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()

    def _lay_below(self, said: QVBoxLayout, back: Button) -> None:
        """The digits under what is asked, as on a phone."""
        down = QVBoxLayout(self)
        down.setSpacing(self._look.px(10))
        down.addLayout(said)
        down.addLayout(_centred(self._pad()))
        down.addLayout(_centred(back))

    def _lay_beside(self, said: QVBoxLayout, back: Button) -> None:
        """On a low screen the digits stand beside what is asked."""
        across = QHBoxLayout(self)
        side = max(0, (self._look.width - self._look.mm(_WIDE_MM)) // 2)
        across.setContentsMargins(side, 0, side, 0)
        across.setSpacing(self._look.px(24))
        said.insertStretch(0, 1)
        said.addLayout(_centred(back))
        said.addStretch(1)
        across.addLayout(said, 1)
        across.addLayout(self._pad())

    def _pad(self) -> QGridLayout:
        look, grid = self._look, QGridLayout()
        grid.setSpacing(max(8, look.px(6)))
        self._keys: dict[str, Key] = {}
        for row, names in enumerate(digits().rows):
            for column, name in enumerate(names):
                key = Key(name, look)
                key.setObjectName(f"pin-{name}")
                key.setFixedSize(max(look.mm(KEY_WIDE_MM), look.px(50)), look.key_high)
                key.struck.connect(self._strike)
                grid.addWidget(key, row, column)
                self._keys[name] = key
        return grid

    def _strike(self, key: str) -> None:
        if self.is_waiting:
            return
        if key == DONE:
            if self._typed:
                self.given.emit(self._typed)
            return
        self._typed = self._typed[:-1] if key == BACK else (self._typed + key)[:LONGEST]
        self._show()

    def _show(self) -> None:
        self._dots.show_count(len(self._typed))


def _centred(part: QLayout | QWidget) -> QHBoxLayout:
    """In the middle of its line."""
    across = QHBoxLayout()
    across.addStretch(1)
    if isinstance(part, QLayout):
        across.addLayout(part)
    else:
        across.addWidget(part)
    across.addStretch(1)
    return across
