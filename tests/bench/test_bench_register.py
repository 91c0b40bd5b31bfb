"""The register's benchmark in small: every figure is measured and shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import register
from tests.bench.table import to_text


def test_every_figure_of_the_register_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "SMALL", 50)
    monkeypatch.setenv("AIGUILLAGE_BENCH_REGISTER", str(tmp_path / "kept"))
    rows = register.measure_register(cases=300, searches=10, pairs=1)

    assert len(rows) == len(register.LISTS) + len(register.OTHERS) + 3
    assert min(row.value for row in rows) > 0
    assert "300 cases" in to_text("Register", rows)
    assert (tmp_path / "kept" / "register" / "cases.db").exists()
