"""The copies of the register: the last one, one more, and putting one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from desktop import configuration
from desktop.desk.session import Session
from desktop.register.faults import RegisterFault
from desktop.register.model import Backup
from desktop.sheet.dates import in_words
from desktop.text import Phrase, phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button, flush
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words

SHOWN = 8
_MEGABYTE = 1_000_000


class Copies(Panel):
    """The newest copies; putting one back is asked twice."""

    copy_wanted = Signal()
    restore_wanted = Signal(str)

    def __init__(self, session: Session, settings: configuration.Register, look: Look) -> None:
        super().__init__(look, pad=16)
        self._asked: str | None = None
        column = self.column
        column.addWidget(Heading(phrase("advisor.copies.title"), look, "h3", 2))
        kept = phrase(
            "advisor.copies.kept", days=settings.backups_daily, weeks=settings.backups_weekly
        )
        column.addWidget(Words(kept, look, "caption", "ink2"))
        copies = self._list(session)
        if not copies:
            column.addWidget(Words(phrase("advisor.copies.none"), look, "body"))
        self._buttons: dict[str, Button] = {}
        for copy in copies[:SHOWN]:
            column.addLayout(self._row(copy, session.register is not None))
        make = Button(
            "copy-now", phrase("advisor.copies.make"), look, "secondary", "save", height=38
        )
        make.setEnabled(session.register is not None)
        make.clicked.connect(self.copy_wanted)
        column.addLayout(flush(make))
        column.addStretch(1)

    def _list(self, session: Session) -> Sequence[Backup]:
        unopened = session.unopened
        if unopened is not None and (unopened.is_trial or unopened.fault is None):
            return ()
        from desktop.register.store import list_backups  # late: SQLAlchemy is there by now

        try:
            return list_backups(session.data)
        except RegisterFault:
            return ()  # what keeps anybody from looking is said where the register is

    def _row(self, copy: Backup, is_open: bool) -> QHBoxLayout:
        look, across = self._look, QHBoxLayout()
        across.setSpacing(look.px(10))
        moment = copy.made.astimezone()
        said = phrase(
            "advisor.copies.one",
            day=in_words(moment.date()),
            hour=f"{moment:%H:%M}",
            kind=phrase(f"advisor.copies.kind-{copy.kind}"),
            size=QLocale(look.language).toString(max(0.1, copy.size / _MEGABYTE), "f", 1),
        )
        across.addWidget(Words(said, look, "caption"), 1, Qt.AlignmentFlag.AlignVCenter)
        sentence: Phrase = phrase("advisor.copies.restore")
        button = Button(f"restore-{copy.name}", sentence, look, "quiet", height=32, role="label")
        button.setAccessibleName(look.say(phrase("advisor.copies.restore-spoken", copy=said)))
        button.clicked.connect(lambda: self._ask(copy.name))
        self._buttons[copy.name] = button
        across.addWidget(button)
        return across

    def _ask(self, name: str) -> None:
        """The second press on the same button does it."""
        if self._asked == name:
            self._asked = None
            self.restore_wanted.emit(name)
            return
        look = self._look
        if self._asked is not None:
            self._buttons[self._asked].show_words(
                look.say(phrase("advisor.copies.restore")), "undo"
            )
        self._asked = name
        self._buttons[name].show_words(look.say(phrase("advisor.copies.sure")), "undo")
