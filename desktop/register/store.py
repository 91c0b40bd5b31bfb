"""The register as the rest of the program uses it: open it, save, find, follow up, forget."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from desktop import configuration
from desktop.register import finding, progress, reading, referring, reminding, saving
from desktop.register.engine import File
from desktop.register.model import (
    AdvisorId,
    Case,
    CaseDraft,
    CaseId,
    Event,
    Page,
    Query,
    ReferralId,
    Reminder,
    State,
)
from desktop.register.moment import Moment
from desktop.register.opening import open_file


def local_now() -> datetime:
    """Now, with this machine's time zone."""
    return datetime.now().astimezone()


def open_register(
    data: Path, settings: configuration.Register, clock: Callable[[], datetime] = local_now
) -> Register:
    """Opens the register of `data`, making it if there is none.

    Raises RegisterFault (see faults.py) and CannotWrite; the file is then as it was.
    """
    return Register(open_file(data), data, settings, clock)


class Register:
    """An open register. Any thread may call; what a call wrote is on the disk when it returns."""

    def __init__(
        self,
        file: File,
        data: Path,
        settings: configuration.Register,
        clock: Callable[[], datetime],
    ) -> None:
        self._file, self._data, self._settings, self._clock = file, data, settings, clock

    def close(self) -> None:
        """Gives the file back."""
        self._file.close()

    @contextmanager
    def _change(self, by: AdvisorId) -> Iterator[Moment]:
        with self._file.writing() as connection:
            yield Moment(connection, by, self._clock())

    # Cases

    def save_case(self, case: CaseDraft, by: AdvisorId) -> CaseId:
        """Saves a new or changed case; raises CaseChanged, CaseUnknown, RegisterFault."""
        with self._change(by) as moment:
            return saving.save(moment, case, self._settings.reminders_days)[0]

    def case(self, case: CaseId) -> Case:
        """The case; raises CaseUnknown."""
        with self._file.reading() as connection:
            return reading.read_case(connection, case)

    def events(self, case: CaseId) -> tuple[Event, ...]:
        """What happened to it, oldest first; raises CaseUnknown."""
        with self._file.reading() as connection:
            return reading.read_events(connection, case)

    def set_referral(
        self,
        referral: ReferralId,
        state: State,
        by: AdvisorId,
        reason: str = "",
        due: date | None = None,
    ) -> None:
        """Puts a referral in a state; `reason` is a code. Without `due`, the next reminder day."""
        with self._change(by) as moment:
            days = self._settings.reminders_days
            referring.set_state(moment, referral, state, reason, due, days)

    # The case in progress

    def keep_progress(self, draft: bytes | None, by: AdvisorId) -> None:
        """Keeps the case in progress, to its last answer; None once it is saved or left."""
        with self._change(by) as moment:
            progress.keep(moment, draft)

    def progress(self, by: AdvisorId) -> bytes | None:
        """What was in progress when the program ended."""
        with self._file.reading() as connection:
            return progress.read(connection, by)

    # Lists

    def find(self, query: Query) -> Page:
        """One page of cases."""
        with self._file.reading() as connection:
            return finding.find(connection, query, self._today())

    def due(self, today: date, limit: int = 200, advisor: str = "") -> tuple[Reminder, ...]:
        """The reminders of `today`, the longest overdue first."""
        with self._file.reading() as connection:
            return reminding.read_due(connection, today, limit, advisor)

    def _today(self) -> date:
        return self._clock().astimezone().date()
