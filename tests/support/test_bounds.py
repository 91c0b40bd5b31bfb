"""Logs at their real size: however often something fails, they take no more than their bound."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from desktop import log
from desktop.kiosk import faults
from desktop.kiosk.faults import note_fault

BOUND = 2 * 2**20


@pytest.fixture(autouse=True)
def quiet_after() -> Iterator[None]:
    """Takes away what a test opened."""
    yield
    for handler in [h for h in log.logger.handlers if isinstance(h, logging.FileHandler)]:
        log.logger.removeHandler(handler)
        handler.close()


def octets(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def test_the_log_takes_two_megabytes_however_often_the_program_fails(tmp_path: Path) -> None:
    error = _deep_error()
    for _ in range(3):
        log.open_log(tmp_path)  # as after each start
        for _ in range(20):
            log.log_crash(error)

    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["aiguillage.log", *(f"aiguillage.log.{n}" for n in range(1, log.KEPT + 1))]
    assert BOUND // 2 < octets(tmp_path) <= BOUND


def _deep_error() -> RecursionError:
    """An error with some hundreds of lines to tell."""

    def fall() -> None:
        fall()

    try:
        fall()
    except RecursionError as error:
        return error
    raise AssertionError


def test_the_kiosks_faults_take_half_a_megabyte_at_most(tmp_path: Path) -> None:
    now = datetime(2026, 11, 24, 9)
    each = len('{"at": "2026-11-24T09:00:00", "code": "printer-refused"}\n')
    for _ in range(3 * faults.MAX_LOG_BYTES // each):
        note_fault(tmp_path, "printer-refused", now)

    assert faults.MAX_LOG_BYTES < octets(tmp_path) <= 2 * faults.MAX_LOG_BYTES
