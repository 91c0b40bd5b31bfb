"""A text field: its label above, an error between, the focus ring outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from desktop.text import Phrase
from desktop.ui.icons import paint_icon
from desktop.ui.theme import Look, palette
from desktop.ui.widgets.paint import CORNER_CONTROL, frame_rect, paint_focus, paint_frame, ring_room
from desktop.ui.widgets.words import Words

if TYPE_CHECKING:  # no page of a visit has a text in several lines
    from desktop.ui.widgets.prose import Lines


class Line(QLineEdit):
    """A line that is typed in, of no more than `most` letters; its box paints frame and ring."""

    down_wanted = Signal()
    focus_changed = Signal()
    left = Signal()
    """What is typed here is done with."""

    def __init__(
        self, name: str, look: Look, font: QFont, spoken: str = "", most: int = 80
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(spoken)
        self.setFrame(False)
        self.setFont(font)
        self.setMaxLength(most)
        self.setPalette(palette(look))
        # Qt's own menu speaks one language only; the keys still copy and paste.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow down leads to the suggestions."""
        if event.key() == Qt.Key.Key_Down:
            self.down_wanted.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Have the box paint its ring."""
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Have the box take it away."""
        super().focusOutEvent(event)
        self.focus_changed.emit()
        self.left.emit()


class Box(QWidget):
    """The frame around something that is typed in, as high as that, with its ring outside."""

    def __init__(
        self, inner: Line | Lines, look: Look, thick: float = 1.2, corner: int = CORNER_CONTROL
    ) -> None:
        super().__init__()
        self._inner, self._look, self._thick, self._corner = inner, look, thick, corner
        self.has_error = False
        self._down = QVBoxLayout(self)
        self._down.addWidget(inner)
        self._leave_room(look.px(10), look.px(10), look.px(6))
        # No method of Qt's own: PySide would keep the connection for ever.
        inner.focus_changed.connect(lambda: self.update())
        self.setFocusProxy(inner)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_error(self, has_error: bool) -> None:
        """Mark what is typed as wrong, or as right again."""
        if has_error != self.has_error:
            self.has_error = has_error
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frame and ring."""
        look, painter, rect = self._look, QPainter(self), frame_rect(self, self._look)
        radius, is_on = look.px(self._corner), self._inner.isEnabled()
        fill, edge = "card" if is_on else "page", "error" if self.has_error else "edge"
        width = look.thin(2.5 if self.has_error else self._thick)
        paint_frame(painter, rect, radius, look.color(fill), look.color(edge), width, not is_on)
        if self._inner.hasFocus():
            paint_focus(painter, rect, radius, look)

    def _leave_room(self, left: int, right: int, above: int) -> None:
        """How far inside the frame the text stands."""
        room = ring_room(self._look)
        self._down.setContentsMargins(room + left, room + above, room + right, room + above)


class TallBox(Box):
    """A box as high as a button, with an icon in front."""

    def __init__(self, line: Line, icon: str | None, look: Look) -> None:
        super().__init__(line, look, thick=1.5)
        self._icon = icon
        side = look.px(12)
        self._leave_room(side + (look.px(30) if icon else 0), side, look.px(2))

    def sizeHint(self) -> QSize:
        """As high as a button."""
        return QSize(self._look.px(320), self._look.control(50, True) + 2 * ring_room(self._look))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, then the icon."""
        super().paintEvent(event)
        if self._icon:
            look, rect, side = self._look, frame_rect(self, self._look), self._look.px(20)
            at = QRectF(rect.left() + look.px(12), rect.center().y() - side / 2, side, side)
            paint_icon(QPainter(self), self._icon, at, look, look.color("ink2"))


class Field(QWidget):
    """Label, error and line together."""

    changed = Signal(str)
    entered = Signal()

    def __init__(
        self,
        name: str,
        label: Phrase,
        look: Look,
        icon: str | None = None,
        hint: Phrase | None = None,
        role: str = "body",
    ) -> None:
        super().__init__()
        self._look = look
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(look.px(2))
        self.label = Words(label, look, "strong")
        self.line = Line(name, look, look.font(role), look.say(label))
        self.label.setBuddy(self.line)
        self.error = ErrorWords("", look)
        self.error.hide()
        self._box = TallBox(self.line, icon, look)
        above = QVBoxLayout()
        above.setContentsMargins(ring_room(look), 0, 0, 0)
        above.setSpacing(look.px(2))
        above.addWidget(self.label)
        if hint is not None:
            above.addWidget(Words(hint, look, "caption", "ink2"))
            self.line.setAccessibleDescription(look.say(hint))
        above.addWidget(self.error)
        down.addLayout(above)
        down.addWidget(self._box)
        self.line.textEdited.connect(self.changed)
        self.line.returnPressed.connect(self.entered)
        self.setFocusProxy(self.line)

    def show_error(self, sentence: Phrase | None) -> None:
        """Say what is wrong between label and line, or nothing."""
        self._box.show_error(sentence is not None)
        self.error.setText(self._look.say(sentence) if sentence else "")
        self.error.setVisible(sentence is not None)
        if sentence:
            self.line.setAccessibleDescription(self._look.say(sentence))


class ErrorWords(Words):
    """An error's words, with its sign in front: never colour alone."""

    def __init__(self, text: str, look: Look) -> None:
        self._indent = look.px(26)
        super().__init__(text, look, "strong", "error")

    def heightForWidth(self, width: int) -> int:
        """The lines beside the sign."""
        return super().heightForWidth(max(1, width - self._indent))

    def sizeHint(self) -> QSize:
        """The words and their sign."""
        hint = super().sizeHint()
        return QSize(hint.width() + self._indent, hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, then the words."""
        painter = QPainter(self)
        color = self.palette().color(QPalette.ColorRole.WindowText)
        side = self._look.px(18)
        top = (self._look.line_height("strong") - side) / 2
        paint_icon(painter, "error", QRectF(0, top, side, side), self._look, color)
        painter.setPen(color)
        laid = self._at(self.width() - self._indent)
        laid.paint(painter, QPointF(self._indent, 0))
