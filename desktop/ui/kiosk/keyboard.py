"""The keyboard on the screen: there only while a field is being filled in, and never over it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QSizePolicy, QWidget
from shiboken6 import isValid

from desktop.text import phrase
from desktop.ui.gone import gone
from desktop.ui.kiosk.key import Key
from desktop.ui.kiosk.layouts import (
    ACROSS,
    BACK,
    DONE,
    LETTERS,
    SHIFT,
    SIGNS,
    SPACE,
    Layout,
    accents_of,
    digits,
    letters,
    low_letters,
    low_letters_and_digits,
    low_signs,
    signs,
    width_of,
)
from desktop.ui.kiosk.look import KEY_WIDE_MM, LOW_MM, KioskLook

GUARD_SECONDS = 0.5
"""With the guard on, the same key counts once in this time: for hands that tremble."""

CODE = "code"
_WITH_DIGITS = frozenset({"place", CODE})
"""Fields that take letters and digits alike."""

_ONLY_DIGITS = Qt.InputMethodHint.ImhDigitsOnly
_EVENTS = {
    BACK: (Qt.Key.Key_Backspace, ""),
    DONE: (Qt.Key.Key_Return, "\r"),
    SPACE: (Qt.Key.Key_Space, " "),
}


class Keyboard(QWidget):
    """Writes into one line. `done`: the visitor has finished with it."""

    done = Signal()
    written = Signal()

    def __init__(self, look: KioskLook, has_guard: bool, elapsed: Callable[[], float]) -> None:
        super().__init__()
        self.setObjectName("keyboard")
        self.setAccessibleName(look.say(phrase("kiosk.keyboard")))
        self.look, self._has_guard, self._elapsed = look, has_guard, elapsed
        self._line: QLineEdit | None = None
        self._layout = letters(look.language, False)
        self._rows: list[list[Key]] = []
        self._accents: list[Key] = []
        self._is_upper = False
        self._last = ("", float("-inf"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def line(self) -> QLineEdit | None:
        """The line that is written into; none once its page is gone."""
        if self._line is not None and not isValid(self._line):
            self._line = None
        return self._line

    @property
    def keys(self) -> list[Key]:
        """Every key there is, from the top."""
        return [key for row in self._rows for key in row]

    def write_into(self, line: QLineEdit | None, room: int) -> None:
        """Come up for this line, in no more than `room` pixels; None: go away."""
        if line is self.line and (line is not None or self.isHidden()):
            return
        self._line = line
        if line is None:
            self.hide()
            return
        self._is_upper = False
        self._put(self._layout_for(line, room))
        self.show()

    def _layout_for(self, line: QLineEdit, room: int) -> Layout:
        if line.inputMethodHints() & _ONLY_DIGITS:
            return digits()
        if self._is_low:
            return self._low_layout_for(line)
        with_digits = letters(self.look.language, line.objectName() in _WITH_DIGITS)
        if self._height_of(with_digits) <= room:
            return with_digits
        return letters(self.look.language, False)

    @property
    def _is_low(self) -> bool:
        """Whether the screen is so low that every row counts."""
        return self.look.height < self.look.mm(LOW_MM)

    def _low_layout_for(self, line: QLineEdit) -> Layout:
        language = self.look.language
        if line.objectName() == CODE:
            return low_letters_and_digits(language)
        return low_letters(language)

    def _signs(self) -> Layout:
        return low_signs() if self._is_low else signs()

    def sizeHint(self) -> QSize:
        """All rows."""
        return QSize(self.look.mm(KEY_WIDE_MM), self._height_of(self._layout))

    def minimumSizeHint(self) -> QSize:
        """All rows."""
        return self.sizeHint()

    def _height_of(self, layout: Layout) -> int:
        gap, count = self._gap(), len(layout.rows)
        return count * self.look.key_high + (count + 1) * gap

    def _gap(self) -> int:
        return max(8, self.look.px(4))

    def _put(self, layout: Layout) -> None:
        self._drop_accents()
        for key in self.keys:
            gone(key)
        self._layout = layout
        self._rows = [[self._make(name) for name in row] for row in layout.rows]
        self.updateGeometry()
        self._place()

    def _make(self, name: str) -> Key:
        key = Key(name, self.look, self)
        key.struck.connect(self._strike)
        key.held.connect(self._offer)
        key.setCheckable(name == SHIFT)
        key.show()
        return key

    def resizeEvent(self, event: object) -> None:
        """Place the keys."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._drop_accents()
        self._place()

    def _place(self) -> None:
        gap, across = self._gap(), self._layout.across
        wide = (self.width() - (across + 1) * gap) / across
        wide = min(wide, self.look.key_widest * ACROSS / across)
        high = self.look.key_high
        left = (self.width() - across * wide - (across - 1) * gap) / 2
        for number, row in enumerate(self._rows):
            x, y = left, gap + number * (high + gap)
            for key in row:
                count = width_of(key.key, self._layout)
                own = count * wide + (count - 1) * gap
                # From edge to edge, so that no two keys meet by rounding.
                key.setGeometry(QRect(round(x), y, int(own), high))
                x += own + gap

    def _strike(self, key: str) -> None:
        self._drop_accents()
        if self._is_repeated(key):
            self._show_shift()
            return
        if key == SHIFT:
            self._is_upper = not self._is_upper
            self._show_case()
        elif key in (SIGNS, LETTERS):
            self._is_upper = False
            self._put(self._signs() if key == SIGNS else self._back_to_letters())
        else:
            self._write(key)

    def _back_to_letters(self) -> Layout:
        line = self.line
        return self._layout_for(line, self.height()) if line is not None else self._layout

    def _is_repeated(self, key: str) -> bool:
        """Whether the same key was struck just before; a held tremble goes on being ignored."""
        now, (before, at) = self._elapsed(), self._last
        self._last = (key, now)
        return self._has_guard and key == before and now - at < GUARD_SECONDS

    def _write(self, key: str) -> None:
        line = self.line
        if line is None:
            return
        code, text = _EVENTS.get(key, (Qt.Key.Key_unknown, key))
        for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
            QApplication.sendEvent(line, QKeyEvent(kind, code, _PLAIN, text))
        self.written.emit()
        if key == DONE:
            self.done.emit()
        elif self._is_upper:
            # Large for one letter, as on every screen.
            self._is_upper = False
            self._show_case()

    def _show_case(self) -> None:
        for key in self.keys:
            key.show_case(self._is_upper)
        self._show_shift()

    def _show_shift(self) -> None:
        for key in self.keys:
            if key.key == SHIFT:
                key.setChecked(self._is_upper)

    def _offer(self, key: str) -> None:
        """Show the accents of a held key, over the row above it; they stay until one is struck."""
        self._drop_accents()
        held = next((own for own in self.keys if own.key == key), None)
        if held is None:
            return
        offered = accents_of(key)
        row = next(number for number, keys in enumerate(self._rows) if held in keys)
        # Exactly over keys of the next row: nothing is half covered.
        under = self._rows[row - 1 if row else 1]
        first = min(max(0, self._rows[row].index(held) - 1), self._layout.across - len(offered))
        for accent, covered in zip(offered, under[first:], strict=False):
            own = Key(accent, self.look, self, is_offered=True)
            own.setGeometry(covered.geometry())
            own.struck.connect(self._strike)
            own.show()
            own.raise_()
            self._accents.append(own)

    def _drop_accents(self) -> None:
        for key in self._accents:
            gone(key)
        self._accents = []

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground the keys stand on."""
        look, painter = self.look, QPainter(self)
        painter.fillRect(self.rect(), look.color("soft"))
        line = look.thin(1)
        painter.fillRect(0, 0, self.width(), line, look.color("edge"))


_PLAIN = Qt.KeyboardModifier.NoModifier
