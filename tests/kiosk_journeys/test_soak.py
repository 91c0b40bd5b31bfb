"""A kiosk open to everybody for a long time: no exception, no growth, no page that lets wait."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.robot import ROOT
from tests.kiosk_journeys.crowd import SCREEN

SOAK = bool(os.environ.get("AIGUILLAGE_SOAK"))
SECONDS = 20 * 60 if SOAK else 2 * 60
MOST_GROWTH = 0.05
MOST_MS = 50.0


def visit_without_end(folder: Path) -> dict[str, Any]:
    """What came of visits without end, in a process of their own; printed, to be read."""
    sizes = {"width": SCREEN.width, "height": SCREEN.height}
    screen = {"name": "hall", "x": 0, "y": 0, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    (folder / "screen.json").write_text(json.dumps({"screens": [screen | sizes]}), "utf-8")
    words = ["tests.kiosk_journeys.crowd", str(SECONDS), "7", str(folder / "data")]
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={folder / 'screen.json'}"},
        capture_output=True,
        text=True,
        check=False,
        timeout=SECONDS + 120,
    )
    assert done.stdout, done.stderr
    figures: dict[str, Any] = json.loads(done.stdout)
    print(figures)  # noqa: T201 - the figures are what a long run is for
    return figures


@pytest.mark.soak
def test_visits_without_end_bring_no_fault_no_growth_and_no_slow_page(tmp_path: Path) -> None:
    """By the clock where nothing else runs; beside other tests, by this program's own work."""
    seen = visit_without_end(tmp_path)

    assert seen["faults"] == []
    assert seen["visits"] >= SECONDS / 6
    assert seen["changes"] > SECONDS
    assert seen["widgets"][0] == seen["widgets"][-1]
    assert seen["growth"] <= MOST_GROWTH
    assert seen["p99" if SOAK else "work_p99"] <= MOST_MS
