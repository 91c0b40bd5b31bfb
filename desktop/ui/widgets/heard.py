"""What was heard: the visitor's own sentence with its telling words marked, and what to confirm."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from desktop.text import Phrase, Text, phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.pieces import Picture
from desktop.ui.widgets.words import Laid, Words


class MarkedWords(Words):
    """A text whose `spans` are marked as it is painted: no markup, whatever was typed."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]], look: Look) -> None:
        self.formats = [_mark(text, start, end, look) for start, end in spans]
        super().__init__(text, look, "lead")
        self.setObjectName("own-words-said")

    def _lay(self, width: float) -> Laid:
        return Laid(self.text(), self._role, self._look, width, self.formats)


def _mark(text: str, start: int, end: int, look: Look) -> QTextLayout.FormatRange:
    mark = QTextLayout.FormatRange()
    # Qt counts in units of UTF-16: a sign outside the first plane takes two.
    mark.start = _units(text[:start])
    mark.length = _units(text[start:end])
    style = QTextCharFormat()
    style.setBackground(look.color("soft"))
    style.setForeground(look.color("primary"))
    style.setFontWeight(QFont.Weight.DemiBold)
    style.setFontUnderline(True)
    style.setUnderlineColor(look.color("accent"))
    mark.format = style
    return mark


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


class OfferRow(QWidget):
    """One thing heard, and the button that confirms it; touched again, it is taken back."""

    touched = Signal()

    def __init__(
        self,
        name: str,
        icon: str,
        label: Phrase | Text,
        hint: Phrase | Text | None,
        yes: Phrase,
        look: Look,
        sign: str = "plus",
    ) -> None:
        super().__init__()
        self._look, self._yes, self._sign = look, yes, sign
        ways = QBoxLayout.Direction
        across = QBoxLayout(ways.TopToBottom if look.is_folded else ways.LeftToRight, self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(look.px(4 if look.is_folded else 14))
        if not look.is_folded:
            across.addWidget(Picture(icon, look, 36), 0, Qt.AlignmentFlag.AlignVCenter)
        down = QVBoxLayout()
        down.setSpacing(0)
        down.addStretch(1)
        down.addWidget(Words(label, look, "strong"))
        if hint is not None:
            down.addWidget(Words(hint, look, "caption", "ink2"))
        down.addStretch(1)
        across.addLayout(down, 1)
        self.button = Button(name, yes, look, "secondary", sign, height=44)
        self.button.setCheckable(True)
        self._label = look.say(label)
        self.button.clicked.connect(self.touched)
        side = Qt.AlignmentFlag.AlignLeft if look.is_folded else Qt.AlignmentFlag.AlignVCenter
        across.addWidget(self.button, 0, side)
        self.show_given(False)

    def show_given(self, is_given: bool) -> None:
        """Show whether the visit has this answer."""
        words = self._look.say(phrase("ui.own-words.given") if is_given else self._yes)
        self.button.setChecked(is_given)
        self.button.show_words(words, "check" if is_given else self._sign)
        said = phrase("ui.own-words.spoken", words=words, what=self._label)
        self.button.setAccessibleName(self._look.say(said))
