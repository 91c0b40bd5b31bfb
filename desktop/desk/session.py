"""What every page of the desk works with: the guide, the settings, who sits, the register."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.casework import Casework
from desktop.configuration import Advisor, Configuration, Loaded
from desktop.errors import AiguillageError, CannotWrite
from desktop.register.faults import RegisterReadOnly, RegisterStopped
from desktop.register.model import AdvisorId, Report
from desktop.register.places import register_folder
from desktop.register.seats import Seats

if TYPE_CHECKING:  # its library is read after the first paint
    from desktop.register.store import Register

NOBODY = Advisor("desk", "", "")
"""Whoever works at a desk whose settings name nobody."""


@dataclass(frozen=True, slots=True)
class Unopened:
    """Why there is no register: still opening, a fault, or a guide on trial that keeps nothing."""

    fault: AiguillageError | None = None
    is_trial: bool = False


class Session:
    """One desk from its start to its end. `register` is None while `unopened` says why."""

    def __init__(self, casework: Casework, loaded: Loaded, data: Path) -> None:
        self.casework, self.loaded, self.data = casework, loaded, data
        self.register: Register | None = None
        self.unopened: Unopened | None = Unopened(is_trial=casework.on_trial)
        self.erased: Report | None = None
        """What was past its time at this start."""
        self.seats = Seats(register_folder(data))
        """What this window alone holds of the register."""
        self._is_closing = False
        named = self.configuration.desk.advisors
        self.advisor: Advisor | None = None if self.configuration.desk.shared else _only(named)

    @property
    def configuration(self) -> Configuration:
        """The settings of this start."""
        return self.loaded.configuration

    @property
    def advisors(self) -> tuple[Advisor, ...]:
        """Who may sit here."""
        return self.configuration.desk.advisors or (NOBODY,)

    @property
    def by(self) -> AdvisorId:
        """Who does what is done now. Raises RuntimeError while nobody sits."""
        if self.advisor is None:
            raise RuntimeError("nobody sits at the desk")
        return AdvisorId(self.advisor.id)

    def name_of(self, advisor: str) -> str:
        """The name of one of this desk's advisors; of another, their id."""
        return next((known.name for known in self.advisors if known.id == advisor), advisor)

    def begin_opening(self) -> None:
        """Forget an earlier fault: the register is about to be opened."""
        self.unopened = Unopened(is_trial=self.casework.on_trial)

    def open(self) -> None:
        """Open the register, away from the screen; a fault stays in `unopened`."""
        from desktop.register.store import open_register  # late: reads SQLAlchemy

        if self.casework.on_trial:
            return
        try:
            register = open_register(self.data, self.configuration.register)
        except (CannotWrite, RegisterReadOnly) as fault:
            self._open_to_read(fault)
            return
        except AiguillageError as fault:
            self.unopened = Unopened(fault)
            return
        self.register, self.unopened = register, None

    def _open_to_read(self, fault: AiguillageError) -> None:
        """Nothing can be written there: the cases of before can still be read, if there are any."""
        from desktop.register.store import open_to_read  # late, as above

        try:
            register = open_to_read(self.data, self.configuration.register)
        except AiguillageError:
            self.unopened = Unopened(fault)
            return
        self.register, self.unopened = register, None

    def keep_up(self) -> Report | None:
        """What a register needs once a day: looked at, purged, copied; what was erased.

        Long on a large one: call it away from the screen. Raises RegisterFault, CannotWrite.
        """
        register = self.register
        if register is None or register.is_read_only:
            return None
        try:
            register.check(lambda: self._is_closing)
            self.erased = register.daily(AdvisorId(NOBODY.id), lambda: self._is_closing)
        except RegisterStopped:
            return None  # the program is being closed: the next start goes on
        return self.erased

    def restore(self, backup: str) -> int:
        """Put a copy in the register's place, and open it; how many cases it holds.

        Raises RegisterFault: then the register is as it was.
        """
        from desktop.register.store import restore  # late: seldom is a copy put back

        by = self.by
        self._close_register()
        try:
            return restore(self.data, backup, by)
        finally:
            self.open()

    def reopen(self) -> None:
        """Open the register anew, after it was lost or could not be written; not for the screen.

        What this window holds of it stays held.
        """
        self._close_register()
        self.open()

    def stop(self) -> None:
        """The program is being closed: what takes long may end."""
        self._is_closing = True

    def close(self) -> None:
        """Give the register back, and all that this window held of it."""
        self._close_register()
        self.seats.close()

    def _close_register(self) -> None:
        register, self.register = self.register, None
        self.begin_opening()
        if register is not None:
            register.close()


def _only(named: tuple[Advisor, ...]) -> Advisor | None:
    """The one who sits there without being asked; None where there is a choice."""
    if not named:
        return NOBODY
    return named[0] if len(named) == 1 else None
