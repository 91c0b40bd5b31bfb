"""Memory given back between two visitors, seen from the system."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop.kiosk import spare

_HOLDS_AND_FREES = """
import ctypes
from pathlib import Path
from desktop.kiosk import spare

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
blocks = [libc.malloc(4000) for _ in range(10000)]
for block in blocks:
    ctypes.memset(block, 1, 4000)
for block in blocks[:-1]:  # the last one keeps the heap's end in use
    libc.free(block)
before = resident()
spare.give_back()
print((before - resident()) // 2**20)
"""


def test_what_lies_free_below_a_block_in_use_goes_back_to_the_machine() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _HOLDS_AND_FREES], capture_output=True, text=True, check=True
    )

    assert int(done.stdout) >= 30


def test_where_there_is_no_such_call_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")

    spare.give_back()
