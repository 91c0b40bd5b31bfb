"""Asks the person at the desk where to save a sheet, a picture or a table."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QStandardPaths, QTranslator
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from desktop.text import LANGUAGES, phrase, say

_LABELS = {
    QFileDialog.DialogLabel.LookIn: "ui.save.folder",
    QFileDialog.DialogLabel.FileName: "ui.save.name",
    QFileDialog.DialogLabel.FileType: "ui.save.kind",
    QFileDialog.DialogLabel.Accept: "ui.save.yes",
    QFileDialog.DialogLabel.Reject: "ui.save.no",
}


def ask_path(parent: QWidget, title: str, name: str, language: str) -> Path | None:
    """The file to write, ending as `name` does; None if the person changed their mind."""
    speak(language)
    proposed = str(_documents() / name)
    dialog = make_dialog(parent, title, proposed, language)
    is_saved = dialog.exec()
    chosen = dialog.selectedFiles()
    dialog.deleteLater()
    if not is_saved or not chosen:
        return None
    path, ending = Path(chosen[0]), Path(name).suffix
    return path if path.suffix.lower() == ending else path.with_name(path.name + ending)


def make_dialog(parent: QWidget, title: str, proposed: str, language: str) -> QFileDialog:
    """The dialog, every label of it in the visit's language: Qt translates some of them only."""
    ending = Path(proposed).suffix
    dialog = QFileDialog(parent, title, proposed, f"{ending[1:].upper()} (*{ending})")
    dialog.setLocale(QLocale(language))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(proposed)
    for label, key in _LABELS.items():
        dialog.setLabelText(label, say(phrase(key), language))
    return dialog


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
