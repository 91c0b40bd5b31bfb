"""Programs that stand in for the machine's own: a voice and a printer that write down all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot


def install(folder: Path, name: str, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a program of this name before all others."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    file.chmod(0o755)
    if str(folder) not in os.environ["PATH"]:
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


def wait_for(qtbot: QtBot, said: Path, words: str) -> str:
    """What was said, once these words are among it."""
    qtbot.waitUntil(lambda: said.is_file() and words in said.read_text("utf-8"))
    return said.read_text("utf-8")
