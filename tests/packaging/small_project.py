"""A small project of its own, whose environment tests may make and spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

from environment import Environment

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
STAND_IN = "import sys\n\n\ndef main() -> int:\n    print(*sys.argv[1:])\n    return 3\n"


def make_project(folder: Path, lock: str = "") -> Environment:
    """A project that needs no package (making its environment asks no index), not yet set up."""
    shutil.copytree(PACKAGING, folder / "packaging", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-package.txt"):
        (folder / "packaging" / name).write_text(lock, encoding="utf-8")
    (folder / "desktop").mkdir()
    (folder / "desktop" / "main.py").write_text(STAND_IN, encoding="utf-8")
    return Environment(folder)
