"""A sentence under the top bar, with what can be done about it; never a dialog in the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy

from desktop.text import Phrase, phrase
from desktop.ui.accessibility import announce
from desktop.ui.theme import Look
from desktop.ui.widgets.band import Band
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.words import Words

Act = tuple[str, Phrase, Callable[[], None]]

STACKED = 860
"""Below this width (in units of the design) the buttons stand under the sentence."""


class Notice(Band):
    """Stays until it is closed or something else is said."""

    def __init__(self, sentence: Phrase, acts: Sequence[Act], look: Look) -> None:
        super().__init__("notice", look, "accent_soft", "accent", 2)
        self.said = look.say(sentence)
        across = self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        across.setContentsMargins(look.px(16), look.px(4), look.px(10), look.px(4))
        across.setSpacing(look.px(6))
        words = Words(self.said, look, "body", column=2000)
        across.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._buttons: list[Button] = []
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        for name, label, act in acts:
            button = Button(name, label, look, "secondary", height=34, role="label")
            button.clicked.connect(act)
            row.addWidget(button)
            self._buttons.append(button)
        key = "workspace.notice.leave" if acts else "workspace.notice.close"
        close = Button("notice-close", phrase(key), look, "quiet", height=34, role="label")
        close.clicked.connect(self.closed)
        row.addWidget(close)
        row.addStretch(1)
        across.addLayout(row)
        self._buttons.append(close)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What can be done stands below the sentence where there is no room beside it."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        wanted = way.LeftToRight if self.width() >= self._look.px(STACKED) else way.TopToBottom
        if self._across.direction() is not wanted:
            self._across.setDirection(wanted)

    def take_focus(self, is_question: bool) -> None:
        """A question takes the focus; what is only said is only announced."""
        if is_question:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.said)
