"""An open file that one process holds at a time; given back when it is closed, however it is."""

from __future__ import annotations

import os


def take(handle: int) -> bool:
    """Hold the file, unless another does."""
    try:
        _lock(handle, is_patient=False)
    except OSError:
        return False
    return True


def wait_for(handle: int) -> None:
    """Hold the file once no other does; raises OSError (Windows gives up after ten seconds)."""
    _lock(handle, is_patient=True)


def _lock(handle: int, *, is_patient: bool) -> None:
    if os.name == "nt":
        import msvcrt  # that system's

        how = msvcrt.LK_LOCK if is_patient else msvcrt.LK_NBLCK  # type: ignore[attr-defined,unused-ignore]
        msvcrt.locking(handle, how, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl  # the other systems'

        fcntl.flock(handle, fcntl.LOCK_EX if is_patient else fcntl.LOCK_EX | fcntl.LOCK_NB)
