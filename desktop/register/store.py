"""The register as the rest of the program uses it: open it, save, find, follow up, forget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop import configuration
from desktop.register import (
    access,
    audit,
    backups,
    bulk,
    derived,
    finding,
    limits,
    opening,
    places,
    progress,
    reading,
    rectifying,
    referring,
    reminding,
    restoring,
    saving,
    soundness,
    taking_in,
    tallies,
    upkeep,
)
from desktop.register.engine import File, never
from desktop.register.faults import RegisterFault
from desktop.register.made_up import MadeUp
from desktop.register.model import (
    AdvisorId,
    Backup,
    Case,
    CaseDraft,
    CaseId,
    Company,
    Event,
    Page,
    Query,
    ReferralId,
    Reminder,
    Report,
    Sent,
    Soundness,
    State,
    Statistics,
    Trace,
)
from desktop.register.moment import Moment

Stop = Callable[[], bool]


def local_now() -> datetime:
    """Now, with this machine's time zone."""
    return datetime.now().astimezone()


def ignore(done: int) -> None:
    """Tells nobody."""


def open_register(
    data: Path, settings: configuration.Register, clock: Callable[[], datetime] = local_now
) -> Register:
    """Opens the register of `data`, making it if there is none.

    Raises RegisterFault (see faults.py) and CannotWrite; the file is then as it was.
    """
    return Register(opening.open_file(data, settings, clock()), data, settings, clock)


def open_to_read(
    data: Path, settings: configuration.Register, clock: Callable[[], datetime] = local_now
) -> Register:
    """Opens the register of `data` where nothing can be written; every write is then refused.

    Raises RegisterFault.
    """
    return Register(opening.open_to_read(data), data, settings, clock)


def list_backups(data: Path) -> tuple[Backup, ...]:
    """The copies of the register of `data`, newest first; it need not be open."""
    return backups.list_backups(data)


def restore(
    data: Path, backup: str | Path, by: AdvisorId, clock: Callable[[], datetime] = local_now
) -> int:
    """Puts a copy (a name of `list_backups`, or any file) in the register's place.

    Gives how many cases it has. What was erased since stays erased; what stood there is kept.
    Raises RegisterLocked while anybody has it open, RegisterDamaged, RegisterTooNew.
    """
    path = backup if isinstance(backup, Path) else places.copies_folder(data) / backup
    return restoring.restore(data, path, by, clock())


class Register:
    """An open register. Any thread may call; what a call wrote is on the disk when it returns.

    After a RegisterFault it can be used again; after RegisterGone, close it and open it anew.
    """

    def __init__(
        self,
        opened: opening.Opened,
        data: Path,
        settings: configuration.Register,
        clock: Callable[[], datetime],
    ) -> None:
        self._file: File = opened.file
        self._opened, self._data, self._settings, self._clock = opened, data, settings, clock
        self.notices = opened.notices
        self.ended_well = opened.ended_well
        self.is_encrypted = False

    @property
    def is_read_only(self) -> bool:
        """Whether it lies where nothing can be written."""
        return self._file.is_read_only

    def close(self) -> None:
        """Gives the file back."""
        self._file.close()
        self._opened.presence.close()

    def _today(self) -> date:
        return self._clock().astimezone().date()

    @contextmanager
    def _moment(self, by: AdvisorId) -> Iterator[Moment]:
        with self._file.writing() as connection:
            yield Moment(connection, by, self._clock())

    # Cases

    def save_case(self, case: CaseDraft, by: AdvisorId) -> CaseId:
        """Saves a new or changed case; raises CaseChanged, CaseUnknown, CaseTooLong."""
        limits.check_draft(case)
        with self._moment(by) as moment:
            return saving.save(moment, case, self._settings.reminders_days)

    def case(self, case: CaseId) -> Case:
        """The case; raises CaseUnknown."""
        with self._file.reading() as connection:
            return reading.read_case(connection, case)

    def events(self, case: CaseId) -> tuple[Event, ...]:
        """What happened to it, oldest first; raises CaseUnknown."""
        with self._file.reading() as connection:
            return reading.read_events(connection, case)

    def sent(self, case: CaseId) -> dict[ReferralId, Sent]:
        """What each referral of its history sent to whom, also those withdrawn since."""
        with self._file.reading() as connection:
            return reading.read_sent(connection, case)

    def set_referral(
        self,
        referral: ReferralId,
        state: State,
        by: AdvisorId,
        reason: str = "",
        due: date | None = None,
    ) -> None:
        """Puts a referral in a state; `reason` is a code. Without `due`, the next reminder day."""
        with self._moment(by) as moment:
            days = self._settings.reminders_days
            referring.set_state(moment, referral, state, reason, due, days)

    def note_opened(self, case: CaseId, by: AdvisorId) -> None:
        """Keeps that somebody looked at a case, for the audit, where anything can be kept."""
        if not self.is_read_only:
            self.note("looked-at", by, case)

    def note(self, act: str, by: AdvisorId, case: CaseId | None = None, count: int = 1) -> None:
        """Keeps who did what (an export, a print), for the audit; `act` is a code."""
        limits.check_code(act)
        with self._moment(by) as moment:
            moment.trace(act, case, count)

    def take_in(self, whole: Mapping[str, Any], by: AdvisorId) -> str:
        """Adds a case of another register, as one of `access()["cases"]`.

        Gives "taken", "known" or "erased"; raises BadCase, CaseTooLong, and then takes nothing.
        """
        with self._moment(by) as moment:
            return taking_in.take_in(moment, whole)

    def whole(self, case: CaseId) -> dict[str, Any]:
        """One case with its history, in JSON's own types, as `take_in` takes it."""
        with self._file.reading() as connection:
            return access.whole(connection, case)

    def add_made_up(
        self, made_up: Iterable[MadeUp], by: AdvisorId, tell: Callable[[int], None] = ignore
    ) -> int:
        """Adds made-up cases (made_up.py), thousands at a time; gives how many."""
        upkeep.mark_overdue(self._file, self._today())
        days = self._settings.reminders_days
        return bulk.add(self._file, made_up, by, self._clock(), days, tell)

    # The case in progress

    def keep_progress(self, draft: bytes | None, by: AdvisorId) -> None:
        """Keeps the case in progress, to its last answer; None once it is saved or left."""
        with self._moment(by) as moment:
            progress.keep(moment, draft)

    def progress(self, by: AdvisorId) -> bytes | None:
        """What was in progress when the program ended."""
        with self._file.reading() as connection:
            return progress.read(connection, by)

    # Lists and counts

    def find(self, query: Query) -> Page:
        """One page of cases."""
        today = self._today()
        if query.overdue:
            self.mark_overdue()
        with self._file.reading() as connection:
            return finding.find(connection, query, today)

    def mark_overdue(self) -> None:
        """Brings the mark of overdue cases to this day; `find` does it by itself when asked."""
        try:
            upkeep.mark_overdue(self._file, self._today())
        except RegisterFault:
            return  # nobody can write just now: the list of yesterday is still worth showing

    def due(self, today: date, limit: int = 200, advisor: str = "") -> tuple[Reminder, ...]:
        """The reminders of `today`, the longest overdue first."""
        with self._file.reading() as connection:
            return reminding.read_due(connection, today, limit, advisor)

    def statistics(self, since: date, until: date) -> Statistics:
        """Counts of the cases opened on those days, both included."""
        with self._file.reading() as connection:
            return tallies.read(connection, since, until)

    # The law

    def cases_of(self, who: str) -> tuple[CaseId, ...]:
        """The cases of a company or person, by id, name, contact, number, e-mail, telephone."""
        with self._file.reading() as connection:
            return access.cases_of(connection, who)

    def access(self, who: str, by: AdvisorId) -> dict[str, Any]:
        """All that is held on a case, company or person, in JSON's own types; and notes it."""
        chosen = self.cases_of(who)
        with self._file.reading() as connection:
            found = access.access(connection, chosen, self._clock())
        for case in chosen:
            self.note("access", by, case)
        return found

    def rectify(self, case: CaseId, company: Company, by: AdvisorId) -> Report:
        """Puts right what is held on a company; raises CaseUnknown, CaseTooLong."""
        limits.check_company(company)
        with self._moment(by) as moment:
            rectifying.rectify(moment, case, company)
        return Report("rectified", (case,))

    def erase(self, chosen: Sequence[CaseId], by: AdvisorId) -> Report:
        """Erases all that is personal of these cases, for good; counts stay."""
        return upkeep.erase(self._file, self._data, chosen, by, self._clock(), "erased")

    def purge(self, today: date, retention_years: int, by: AdvisorId) -> Report:
        """Erases what is past its time."""
        now = self._clock()
        return upkeep.purge(self._file, self._data, retention_years, by, now, today)

    def audit(
        self, case: CaseId | None = None, since: datetime | None = None, limit: int = 1000
    ) -> tuple[Trace, ...]:
        """Who did what, newest first."""
        with self._file.reading() as connection:
            return audit.read(connection, case, since, limit)

    # Upkeep: long, for another thread than the window's

    def backup(self, is_stopped: Stop = never) -> Backup:
        """Makes a copy now."""
        copy = backups.make(self._file, self._data, "asked", self._clock(), is_stopped)
        backups.forget_old(self._data, self._settings)
        return copy

    def daily(self, by: AdvisorId, is_stopped: Stop = never) -> Report:
        """What is due once a day: the purge, the copy, the marks, the sweep; does no more."""
        report = self.purge(self._today(), self._settings.retention_years, by)
        self.mark_overdue()
        upkeep.tidy(self._file, is_stopped)
        backups.daily(self._file, self._data, self._settings, self._clock(), is_stopped)
        return report

    def tidy(self, is_stopped: Stop = never) -> bool:
        """Sweeps what erasures left in a large file; whether nothing of it remains."""
        return upkeep.tidy(self._file, is_stopped)

    def check(self, is_stopped: Stop = never) -> None:
        """A quick look at the file, after the first paint; raises RegisterDamaged."""
        self._file.check_quickly(is_stopped)

    def verify(
        self, tell: soundness.Tell = soundness.silent, is_stopped: Stop = never
    ) -> Soundness:
        """Reads everything and says what does not hold."""
        return soundness.verify(self._file, tell, is_stopped)

    def mend(self, tell: soundness.Tell = soundness.silent) -> None:
        """Makes the search index, the orders, the counts and the seals anew from the cases."""
        with self._file.writing() as connection:
            derived.rebuild(connection, self._today(), tell)
