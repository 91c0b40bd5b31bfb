"""The bar at the top: which guide, undo and redo, export, and how everything looks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.header import Mark
from desktop.ui.widgets.paint import paint_bar
from desktop.ui.widgets.words import Words

ACTS = (
    ("undo", "undo"), ("redo", "redo"), ("discard", "restart"), ("size", "text-size"),
    ("theme", "contrast"), ("language", ""), ("export", "save"),
)  # fmt: skip


class Tool(Button):
    """A button that fades when there is nothing for it to do."""

    def _colors(self) -> tuple[QColor | None, QColor | None, QColor]:
        if self.isEnabled():
            return super()._colors()
        faded = QColor(self._look.color("line"))
        if self._look.is_contrast:
            faded.setAlpha(90)  # its lines are as bright as its words
        return None, None, faded


class TopBar(QWidget):
    """Title and actions."""

    wanted = Signal(str)

    def __init__(self, look: Look, is_wide: bool) -> None:
        super().__init__()
        self._look = look
        across = QHBoxLayout(self)
        across.setContentsMargins(look.px(14), look.px(4), look.px(8), look.px(4))
        across.setSpacing(0)
        across.addWidget(Mark(look, 32))
        across.addSpacing(look.px(10))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(Words(phrase("workspace.title"), look, "strong"))
        self.caption = Words("", look, "caption", "ink2")
        self.caption.setVisible(is_wide)
        words.addWidget(self.caption)
        words.addStretch(1)
        across.addLayout(words, 1)
        self.buttons: dict[str, Button] = {}
        for act, icon in ACTS:
            across.addWidget(self._button(act, icon, is_wide), 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_wide(self, is_wide: bool) -> None:
        """Name the guide where there is room."""
        self.caption.setVisible(is_wide)

    def show_state(self, caption: Phrase, can_undo: bool, can_redo: bool) -> None:
        """Which guide, and what can be taken back."""
        self.caption.setText(self._look.say(caption))
        for act, can in (("undo", can_undo), ("redo", can_redo)):
            self.buttons[act].setEnabled(can)

    def show_opened(self, kind: str) -> None:
        """Mark the button whose samples are open."""
        for act in ("size", "theme"):
            self.buttons[act].setChecked(act == kind)

    def _button(self, act: str, icon: str, is_wide: bool) -> Button:
        look = self._look
        sentence = phrase(f"workspace.top.{act}")
        if act == "language":
            button = Button(f"top-{act}", sentence, look, "quiet", height=36, role="label")
            button.setAccessibleName(look.say(phrase("workspace.top.language-spoken")))
        elif act == "export":
            button = Button(
                f"top-{act}", sentence, look, "primary", icon if is_wide else None, height=38
            )
        else:
            button = Tool(f"top-{act}", sentence, look, "quiet", icon, icon_only=True, height=36)
            button.setAccessibleName(button.words)
            button.setToolTip(button.words)
        if act in ("size", "theme"):
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, b=button: b.setChecked(not b.isChecked()))
        button.clicked.connect(lambda: self.wanted.emit(act))
        self.buttons[act] = button
        return button

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its lower edge."""
        paint_bar(self, self._look)
