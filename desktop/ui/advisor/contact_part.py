"""Whom to reach, and the agreement to keep that: the notice, its tick, the fields below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.desk.consent import Notice
from desktop.register.model import Company
from desktop.text import Phrase, phrase
from desktop.ui.advisor.choice import Choice
from desktop.ui.advisor.company_fields import CompanyFields, two_columns
from desktop.ui.advisor.line import DenseField, DenseText
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words

_NAMES = ("contact", "phone", "email")


class ContactPart(QWidget):
    """Without a notice to show nothing personal can be typed."""

    consent_wanted = Signal()
    """Give the agreement, or take it back."""
    bare_wanted = Signal()
    """Save without what needs an agreement."""

    def __init__(self, fields: CompanyFields, notice: Notice | None, look: Look) -> None:
        super().__init__()
        self._look = look
        down = self._down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(look.px(4))
        down.addWidget(Heading(phrase("advisor.company.contact-title"), look, "h3", 2))
        self.agree: Choice | None = None
        down.addWidget(self._panel(notice))
        self.order = tuple(fields.make(name) for name in _NAMES)
        grid = two_columns(look)
        for field in self.order:
            grid.addWidget(field)
        self._notes = DenseText("notes", phrase("advisor.company.notes"), look)
        self._notes.changed.connect(lambda text: fields.set("notes", text))
        down.addLayout(grid)
        down.addWidget(self._notes)
        inputs: tuple[DenseField | DenseText, ...] = (*self.order, self._notes)
        for one in inputs:
            one.setEnabled(notice is not None)

    def show_state(self, company: Company) -> None:
        """Show the notes and the agreement of this company."""
        if self._notes.text.toPlainText() != company.notes:
            self._notes.text.setPlainText(company.notes)
        if self.agree is not None:
            self.agree.show_state(company.consent is not None, False)
        self._bare.setVisible(False)

    def show_refusal(self, sentence: Phrase) -> QWidget:
        """Say that an agreement is missing; where to go and mend it."""
        self._error.setText(self._look.say(sentence))
        self._error.show()
        self._bare.show()
        return self.agree or self._bare

    def forget_refusal(self) -> None:
        """Something was changed: what was wrong may be no more."""
        self._error.hide()

    def _panel(self, notice: Notice | None) -> Panel:
        look = self._look
        panel = Panel(look, pad=10)
        panel.setObjectName("notice-shown")
        panel.column.setSpacing(look.px(4))
        said = notice.text if notice is not None else phrase("advisor.consent.nobody")
        panel.column.addWidget(Words(said, look, "caption", "ink", 960))
        if notice is not None:
            words = look.say(phrase("advisor.consent.agree", version=notice.version))
            self.agree = Choice("consent", words, "", "", look, False)
            self.agree.wanted.connect(self.consent_wanted)
            panel.column.addWidget(self.agree)
        self._error = Words("", look, "label", "error")
        self._error.hide()
        panel.column.addWidget(self._error)
        sentence = phrase("advisor.consent.without")
        self._bare = Button(
            "save-bare", sentence, look, "secondary", "save", height=32, role="label"
        )
        self._bare.clicked.connect(self.bare_wanted)
        self._bare.hide()
        panel.column.addWidget(self._bare, 0, Qt.AlignmentFlag.AlignLeft)
        return panel
