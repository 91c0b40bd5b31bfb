"""Prepares what goes to a member's office, and has the advisor's own program open it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from desktop.desk.session import Session
from desktop.desk.that_day import find_decided
from desktop.errors import AiguillageError, BadRequest
from desktop.register.model import AdvisorId, Case
from desktop.text import Phrase, phrase
from desktop.ui.advisor.page import Tools

if TYPE_CHECKING:  # its libraries are read when something is handed over
    from desktop.handover import File, HandOver

Open = Callable[[Path], bool]


def open_file(path: Path) -> bool:
    """Have the system's own program open a file; whether one could be found."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class HandOvers(QObject):
    """Files are made beside the screen, in a folder emptied at the start and at the end."""

    said = Signal(object, bool)

    def __init__(
        self, session: Session, tools: Tools, parent: QObject, open_path: Open = open_file
    ) -> None:
        super().__init__(parent)
        self._session, self._tools = session, tools
        self.open_path = open_path
        self._has_begun = False

    def open(self, case: Case, referral: str, kind: str, language: str) -> None:
        """Make the e-mail, the card or the day of the calendar, and open it."""
        by = self._session.by
        if not self._has_begun:
            self._has_begun = True
            self.empty()
            QApplication.instance().aboutToQuit.connect(self.empty)  # type: ignore[union-attr]
        self._tools.background.run(
            partial(self._make, case, referral, kind, language, by), partial(self._end, kind)
        )

    def empty(self) -> None:
        """Leave nothing of an earlier case in the folder."""
        from desktop.handover.outbox import Outbox  # late: see below

        Outbox(self._session.data).empty()

    def _make(
        self, case: Case, referral: str, kind: str, language: str, by: AdvisorId
    ) -> Path | None:
        from desktop import handover  # late: a fifth of a second, and few cases are handed over

        casework = self._session.casework
        decided = find_decided(case, casework, self._session.data)
        sent = next(one for one in case.referrals if one.id == referral)
        handed = handover.HandOver(
            case,
            decided.outcome,
            sent.member,
            language,
            datetime.now().astimezone(),
            sender=self._session.name_of(by),
            is_todays=decided.is_todays,
        ).through(casework.guide)
        file = _file(handed, kind, referral)
        if file is None:
            return None
        path = handover.Outbox(self._session.data).put([file])[0]
        if self._session.register is not None:
            self._session.register.note(f"handed-over-{kind}", by, case.id)
        return path

    def _end(self, kind: str, path: Path | None, error: BaseException | None) -> None:
        sentence: Phrase
        if isinstance(error, AiguillageError):
            sentence, is_error = error.phrase, True
        elif error is not None:
            raise error
        elif path is None:
            sentence, is_error = phrase(f"cases.hand.none-{kind}"), True
        elif self.open_path(path):
            sentence, is_error = phrase(f"cases.hand.done-{kind}"), False
        else:
            sentence, is_error = phrase("cases.hand.no-program", path=str(path)), True
        self.said.emit(sentence, is_error)


def _file(handed: HandOver, kind: str, referral: str) -> File | None:
    from desktop import handover  # late, with the rest of it

    try:
        handed.member  # noqa: B018 (raises for a member that the guide in use does not have)
    except KeyError:
        raise BadRequest(phrase("cases.hand.no-member", member=handed.member_id)) from None
    if kind == "email":
        return handover.to_email(handed)
    if kind == "card":
        return handover.to_vcard(handed)
    sent = next(one for one in handed.case.referrals if one.id == referral)
    return handover.to_reminder(handed, sent)
