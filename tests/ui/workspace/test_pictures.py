"""Pictures of the workspace: one for each page asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop import paths
from desktop.ui.theme import Look
from desktop.ui.workspace import pictures


def test_each_page_is_pictured(qapp: QApplication, tmp_path: Path) -> None:
    looks = (Look("dark", 200, "en"),)

    count = pictures.take(tmp_path, paths.shipped_guide(), looks, ((1366, 768),))

    assert count == len(pictures.SCENES)
    assert len(list(tmp_path.glob("workspace-*--1366--dark--200--en.png"))) == count


def test_every_theme_and_language_is_among_the_looks() -> None:
    looks = pictures.looks()

    assert {(look.theme, look.language) for look in looks} == {
        (theme, language) for theme in ("light", "dark", "contrast") for language in ("fr", "en")
    }
