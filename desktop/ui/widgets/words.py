"""Plain text on the screen: the one way the interface shows words, never guessed to be HTML."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.text import Phrase, Text
from desktop.ui.theme import Look, metrics

COLUMN = 760
"""The widest a column of text may be, in units of the design."""

_UNBOUNDED = 1_000_000
_NARROWEST = 0.3
"""No text is narrower than this share of a line's height for each of its letters."""


@lru_cache(maxsize=1)
def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _inked(look: Look, color: str) -> QPalette:
    return _palette(look.color(color).rgba())


@lru_cache(maxsize=64)
def _palette(ink: int) -> QPalette:
    """Only the ink: the rest is the application's."""
    made = QPalette()
    made.setColor(QPalette.ColorRole.WindowText, QColor.fromRgba(ink))
    return made


class Laid:
    """Words laid out in lines of one width; paints itself."""

    def __init__(
        self,
        text: str,
        role: str,
        look: Look,
        width: float,
        marks: Sequence[QTextLayout.FormatRange] = (),
    ) -> None:
        self._layout = QTextLayout(text.replace("\n", "\u2028"), look.font(role))
        self._layout.setTextOption(_wrapping())
        if marks:
            self._layout.setFormats(marks)
        step = look.line_height(role)
        above = (step - metrics(role, look.scale_of(role)).height()) / 2
        self.width, count = 0.0, 0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, width))
            line.setPosition(QPointF(0, count * step + above))
            self.width = max(self.width, line.naturalTextWidth())
            count += 1
        self._layout.endLayout()
        self.height = count * step
        self.lines = count

    def line_start(self, number: int) -> int:
        """Where in the text this line begins; the first is 0."""
        return self._layout.lineAt(number).textStart()

    def paint(self, painter: QPainter, at: QPointF) -> None:
        """Draw the lines with the painter's pen, their top left corner at `at`."""
        self._layout.draw(painter, at)

    def paint_centred(self, painter: QPainter, width: float) -> None:
        """Draw each line in the middle of this width."""
        for number in range(self.lines):
            line = self._layout.lineAt(number)
            line.draw(painter, QPointF((width - line.naturalTextWidth()) / 2, 0))


class Words(QLabel):
    """A paragraph in one role and one colour, wrapped with the design's own line height."""

    def __init__(
        self,
        sentence: Phrase | Text | str,
        look: Look,
        role: str = "body",
        color: str = "ink",
        column: int = COLUMN,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look, self._role = look, role
        self._column = look.px(column)
        self._laid: list[tuple[int, Laid]] = []
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role))
        self.setPalette(_inked(look, color))
        self.setWordWrap(True)
        self.setText(look.say(sentence))
        # Fixed would hold it to the height of its own width, and cut lines in a narrower column.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def setText(self, text: str) -> None:
        """Show other words."""
        self._laid = []
        super().setText(text)

    def show_in(self, color: str, text: str) -> None:
        """Show other words in another colour."""
        self.setPalette(_inked(self._look, color))
        self.setText(text)

    def heightForWidth(self, width: int) -> int:
        """The height of the lines at this width."""
        return round(self._at(width).height)

    def sizeHint(self) -> QSize:
        """One line if it fits the column, otherwise the whole column.

        The height is a guess: layouts ask for the height at the width they give.
        """
        step = self._look.line_height(self._role)
        letters = len(self.text()) * step * _NARROWEST
        if letters > self._column:
            return QSize(self._column, round(step * (1 + letters // self._column)))
        natural = self._at(_UNBOUNDED)
        width = min(int(natural.width) + 2, self._column)
        return QSize(width, round(natural.height))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters: words wrap, they are never cut."""
        height = round(self._look.line_height(self._role))
        return QSize(min(self.sizeHint().width(), self._look.px(96)), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        laid = self._at(self.width())
        if self.alignment() & Qt.AlignmentFlag.AlignHCenter:
            laid.paint_centred(painter, self.width())
            return
        is_right = bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        x = self.width() - laid.width if is_right else 0.0
        laid.paint(painter, QPointF(x, 0))

    def _at(self, width: int) -> Laid:
        width = width if width == _UNBOUNDED else min(width, self._column)
        for widest, laid in self._laid:
            # In any width down to that of its longest line, the words break at the same places.
            if width == widest or laid.width + 1 <= width <= widest:
                return laid
        laid = self._lay(width)
        self._laid.append((width, laid))
        return laid

    def _lay(self, width: float) -> Laid:
        return Laid(self.text(), self._role, self._look, width)


class Heading(Words):
    """Words that head a page or a part of it; screen readers hear a heading of `level`."""

    def __init__(
        self,
        sentence: Phrase | Text | str,
        look: Look,
        role: str = "h1",
        level: int = 1,
        color: str = "ink",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(sentence, look, role, color, parent=parent)
        self.level = level


class Value(QLabel):
    """A phone number, an address: plain words that can be selected and copied."""

    def __init__(self, text: str, look: Look, role: str = "body", color: str = "ink") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.font(role))
        self.setWordWrap(True)
        self.setPalette(_inked(look, color))
        self.setText(look.say(text))
        if not look.is_public:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        # Qt's own menu speaks one language only; Ctrl+C copies.
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
