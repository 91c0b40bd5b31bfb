"""The composition root of the window: makes what it needs, hands it over, and runs it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop import casework, log, paths
from desktop.errors import CannotWrite
from desktop.settings import Settings, load_settings, save_settings
from desktop.text import phrase
from desktop.ui import accessibility, crash, fonts, screenshots
from desktop.ui.theme import Look, palette
from desktop.ui.window import Desk, Window, ask_pdf_path


def run(guide_folder: Path | None, language: str | None, data: Path | None) -> int:
    """Open the wizard; its exit code. Raises GuideRefused for a guide that has faults."""
    folder = paths.data_folder(data)
    log.open_log(folder)
    cases = casework.adopt(guide_folder)
    settings = load_settings(folder)
    if language is not None:
        settings = replace(settings, language=language)
    application = make_application()
    look = Look(settings.theme, settings.text_size, settings.language)
    application.setPalette(palette(look))
    keep = _Keeper(folder, is_kept=not cases.on_trial)
    window = Window(Desk(cases, ask_pdf_path, keep.keep), look)
    crash.install(window.show_crash)
    window.show()
    code = application.exec()
    window.background.wait()
    return code


def take_screenshots(folder: Path, guide_folder: Path | None) -> int:
    """Write a picture of every screen in every theme, size and language; how many there are."""
    cases = casework.adopt(guide_folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(folder, error) from error
    make_application()
    return screenshots.take(folder, cases)


def make_application() -> QApplication:
    """Qt's application with our font, style and headings; the one there is, if there is one."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
        application = QApplication(sys.argv[:1])
    application.setApplicationName("Aiguillage")
    application.setStyle("Fusion")
    fonts.load_fonts()
    accessibility.install()
    return application


class _Keeper:
    """Keeps the look for the next start, except while a guide is on trial."""

    def __init__(self, folder: Path, is_kept: bool) -> None:
        self._folder, self._is_kept = folder, is_kept

    def keep(self, look: Look) -> None:
        """Write the settings; a folder that cannot be written costs a preference, not a visit."""
        if not self._is_kept:
            return
        try:
            save_settings(self._folder, Settings(look.language, look.theme, look.text_size))
        except CannotWrite as error:
            log.logger.warning("settings not kept: %s", phrase(error.phrase.key).key)
