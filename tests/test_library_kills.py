"""A change of guide that dies at any moment leaves a working guide: the one before, or the new."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SOAK = os.environ.get("AIGUILLAGE_SOAK") == "1"
ROUNDS, EVERY = (3000, 1) if SOAK else (60, 4)


@pytest.mark.soak
@pytest.mark.skipif(os.name == "nt", reason="that system has no fork")
def test_a_change_killed_at_any_moment_leaves_a_whole_guide_in_use(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.library_killer", str(tmp_path), str(ROUNDS), str(EVERY)]
    environment = {**os.environ, "PYTHONPATH": str(PROJECT)}
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    seen = json.loads(done.stdout)
    print(seen)  # noqa: T201
    assert seen["steps"] > 200 / EVERY
    assert sum(count for what, count in seen.items() if what != "steps") == ROUNDS
    assert seen["killed before"] > ROUNDS // 20
    assert seen["done"] > 0
