"""Memory that nobody needs any more, given back to the machine between two visitors."""

from __future__ import annotations

import ctypes
import sys


def give_back() -> None:
    """Hand freed pages back, the last visitor's with them; does nothing where there is no way.

    glibc keeps what lies free between blocks in use: a program that draws and forgets all day would
    hold the most it ever needed. `malloc_trim(3)`; a few milliseconds.
    """
    if not sys.platform.startswith("linux"):
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:  # None without glibc
        trim(ctypes.c_size_t(0))
