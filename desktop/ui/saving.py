"""Asks the person at the desk where to save a sheet."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QStandardPaths, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop.text import LANGUAGES


def ask_pdf_path(parent: QWidget, title: str, name: str, language: str) -> Path | None:
    """The file to write, its name ending in .pdf; None if the person changed their mind."""
    speak(language)
    proposed = str(_documents() / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, proposed, "PDF (*.pdf)")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")


def _documents() -> Path:
    """Where a person looks for papers of their own; their home where there is no such folder."""
    folder = Path(
        QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    )
    return folder if folder.is_dir() else Path.home()


def speak(language: str) -> None:
    """Have Qt's own dialog speak the visit's language, where its translations are there."""
    application = QApplication.instance()
    if application is None:
        return
    for known in LANGUAGES:
        translator = application.findChild(QTranslator, known)
        if translator is None:
            translator = QTranslator(application)
            translator.setObjectName(known)
            folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            translator.load(f"qtbase_{known}", folder)
        application.removeTranslator(translator)
        if known == language:
            application.installTranslator(translator)
