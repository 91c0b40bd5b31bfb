"""Is the program whole: its version, Python, Qt, and the libraries it stands on."""

from __future__ import annotations

import platform
import sys
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from desktop import __version__
from desktop.doctor.finding import Finding, fault, well
from desktop.doctor.patient import Patient
from desktop.doctor.window import look

PARTS = (
    *("PySide6", "barcode", "click", "icalendar", "nacl", "platformdirs", "segno"),
    *("sqlalchemy", "sqlcipher3", "stdnum", "tomlkit", "typst", "xlsxwriter", "yaml"),
)
"""The libraries without which something does not work, by the name they are imported under."""

_WITHIN = {"nacl": "nacl.signing", "sqlcipher3": "sqlcipher3.dbapi2"}
"""Where only a part of a library brings what it is made of."""

_FIRST, _AFTER = (3, 11), (3, 14)
_QT_THAT_ABORTS = (6, 12)
_SAFE_PYTHON = (3, 12)


def check_version(patient: Patient) -> Finding:
    """Which version this is."""
    return well("version.is", version=__version__)


def check_runtime(patient: Patient) -> Finding:
    """Python, Qt and the other libraries."""
    python, qt = platform.python_version(), qt_version()
    missing = [name for name in PARTS if not is_whole(name)]
    if missing:
        return fault("runtime.missing", names=", ".join(missing))
    if not _FIRST <= sys.version_info[:2] < _AFTER:
        return fault("runtime.python", python=python)
    if aborts(sys.version_info[:2], qt):
        return fault("runtime.qt", python=python, qt=qt)
    return well("runtime.is", python=python, qt=qt or "?")


def is_whole(name: str) -> bool:
    """Whether a library is there with all that its first import brings; Qt is only looked for."""
    try:
        if name == "PySide6":
            return find_spec(name) is not None
        import_module(_WITHIN.get(name, name))
    except (ImportError, OSError):
        return False
    return True


def qt_version() -> str:
    """Qt's version, from its package or, in a packed program, from Qt itself; "" for none."""
    try:
        return version("PySide6_Essentials")
    except PackageNotFoundError:
        return str(look("offscreen").told.get("qt", ""))


def aborts(python: tuple[int, ...], qt: str) -> bool:
    """Whether this Qt takes references off None under this Python, and dies after an hour."""
    numbers = tuple(int(part) for part in qt.split(".")[:2] if part.isdigit())
    return len(numbers) == 2 and numbers >= _QT_THAT_ABORTS and python < _SAFE_PYTHON
