"""Who vouches for a member's part, and since when; a way to say so."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop.text import Phrase, phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words
from desktop.workspace.signoffs import MONTHS, SignOff, Standing, State, months_later

_COLORS = {State.VALID: "ok", State.STALE: "warn", State.EXPIRED: "warn", State.NONE: "ink2"}


class SignOffPanel(Panel):
    """How the member's part stands, and the fields to vouch for it."""

    signed = Signal(object)

    def __init__(
        self, member: str, standing: Standing | None, part: str | None, look: Look
    ) -> None:
        super().__init__(look, pad=14)
        self.setObjectName("signoff")
        self._member, self._part, self._look = member, part, look
        self.column.setSpacing(look.px(6))
        self.column.addWidget(Heading(phrase("workspace.signoff.title"), look, "strong", 2))
        color = _COLORS[standing.state] if standing else "ink2"
        self.column.addWidget(Words(_sentence(standing), look, "body", color))
        if part is None:
            self.column.addWidget(
                Words(phrase("workspace.signoff.not-now"), look, "caption", "ink2")
            )
            return
        self._add_fields()

    def _add_fields(self) -> None:
        look, across = self._look, QHBoxLayout()
        across.setSpacing(look.px(8))
        self.by = Field("signoff-by", phrase("workspace.signoff.by"), look)
        self.until = Field("signoff-until", phrase("workspace.signoff.until"), look)
        self.until.line.setText(months_later(date.today(), MONTHS).isoformat())
        across.addWidget(self.by, 3)
        across.addWidget(self.until, 2)
        self.column.addLayout(across)
        sign = Button(
            "signoff-sign", phrase("workspace.signoff.sign"), look, "secondary", "seal", height=36
        )
        sign.clicked.connect(self._sign)
        self.by.entered.connect(self._sign)
        row = QHBoxLayout()
        row.addWidget(sign)
        row.addStretch(1)
        self.column.addLayout(row)

    def _sign(self) -> None:
        by, today = " ".join(self.by.line.text().split()), date.today()
        self.by.show_error(None if by else phrase("workspace.signoff.who"))
        try:
            until = date.fromisoformat(self.until.line.text().strip())
        except ValueError:
            until = date.min
        is_good = until >= today
        self.until.show_error(None if is_good else phrase("workspace.signoff.bad-date"))
        if by and is_good and self._part is not None:
            self.signed.emit(SignOff(self._member, by, today, until, self._part))


def _sentence(standing: Standing | None) -> Phrase:
    if standing is None:
        return phrase("workspace.live.under-way")
    kept = standing.sign_off
    if kept is None:
        return phrase("workspace.signoff.none")
    key = f"workspace.signoff.{standing.state.value}"
    return phrase(key, by=kept.by, on=kept.on.isoformat(), until=kept.until.isoformat())
