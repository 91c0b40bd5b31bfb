"""What may be wrong with the register's file, each with the sentence that says the way on.

AiguillageError
└── RegisterFault       any of these; what was acknowledged is in the file, or in a copy
    ├── RegisterTooNew      written by a later version; not touched
    ├── RegisterDamaged     damaged, or not a register at all
    ├── RegisterLocked      another program keeps it busy
    ├── RegisterGone        deleted, moved or replaced while it was open
    ├── RegisterFull        no room left on the disk
    ├── RegisterReadOnly    the file or its folder cannot be written or opened
    ├── RegisterElsewhere   in a folder of another machine
    ├── BadCase             a case from elsewhere that makes no sense
    ├── BadPassword         a password that is too easy
    ├── RegisterStopped     a long work stopped on request
    ├── CaseTooLong         a text longer than the register takes
    ├── CaseChanged         somebody else saved the case meanwhile
    └── CaseUnknown         no such case, or erased
"""

from __future__ import annotations

from pathlib import Path

from desktop.errors import AiguillageError, shown
from desktop.text import phrase


class RegisterFault(AiguillageError):
    """Something about the register that a person can do something about."""


class RegisterTooNew(RegisterFault):
    """A file of a later version."""


class RegisterDamaged(RegisterFault):
    """A file that is damaged or not a register."""


class RegisterLocked(RegisterFault):
    """A file that another program keeps busy."""


class RegisterGone(RegisterFault):
    """A file that is no longer where it was opened."""


class RegisterFull(RegisterFault):
    """No room to write."""


class RegisterReadOnly(RegisterFault):
    """No permission to write, or to open."""


class RegisterElsewhere(RegisterFault):
    """A folder that several machines may write to at once."""


class CaseTooLong(RegisterFault):
    """A text that is longer than the register takes."""


class CaseChanged(RegisterFault):
    """Somebody else saved it meanwhile."""


class CaseUnknown(RegisterFault):
    """There is none, or it was erased."""


class BadCase(RegisterFault):
    """A case from elsewhere that makes no sense."""


class BadPassword(RegisterFault):
    """A password that is too easy to keep."""


class RegisterStopped(RegisterFault):
    """A long work that was stopped on request; nothing of it remains."""


_BY_CODE = {
    5: (RegisterLocked, "register.locked"),
    6: (RegisterLocked, "register.locked"),
    9: (RegisterStopped, "register.stopped"),
    8: (RegisterReadOnly, "register.read-only"),
    11: (RegisterDamaged, "register.damaged"),
    13: (RegisterFull, "register.full"),
    14: (RegisterReadOnly, "register.cannot-open"),
    26: (RegisterDamaged, "register.not-a-register"),
}
_ERROR, _IO_ERROR = 1, 10
_LACKING = ("no such table", "no such column", "no such fts5 table")
"""How SQLite says that another program took something out of the file."""


def fault_of(path: Path, error: BaseException | None) -> RegisterFault | None:
    """The fault behind an error of SQLite; None when it is our own."""
    code = int(getattr(error, "sqlite_errorcode", 0) or 0) & 0xFF
    if code == _IO_ERROR:
        return RegisterReadOnly(phrase("register.disk-error", path=shown(path)))
    if code == _ERROR and str(error).startswith(_LACKING):
        return RegisterDamaged(phrase("register.damaged", path=shown(path)))
    if code in _BY_CODE:
        kind, key = _BY_CODE[code]
        return kind(phrase(key, path=shown(path)))
    return None
