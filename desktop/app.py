"""The composition root of the window: makes what it needs, hands it over, and runs it."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop import casework, configuration, paths
from desktop.configuration import Loaded, Start
from desktop.errors import BadRequest, CannotWrite
from desktop.opened import NOTHING, Opened
from desktop.settings import Settings, save_settings
from desktop.sources import is_there
from desktop.text import Phrase, phrase
from desktop.ui import appearance, crash, fonts
from desktop.ui.asked_for import AdvisorDesk, Workspace
from desktop.ui.desk import Desk
from desktop.ui.first_paint import FirstPaint
from desktop.ui.theme import Look, palette
from desktop.ui.window import Window

if TYPE_CHECKING:  # a visit has no use for the desk, nor for the kiosk
    from desktop.ui.advisor.window import DeskWindow
    from desktop.ui.kiosk.place import Place
    from desktop.ui.kiosk.window import KioskWindow


def run(
    loaded: Loaded,
    guide_folder: Path | None,
    language: str | None,
    data: Path | None,
    opened: Opened = NOTHING,
) -> int:
    """Open the wizard; its exit code. Raises GuideRefused for a guide that has faults."""
    folder = paths.data_folder(data)
    adopted = casework.adopt(guide_folder, folder)
    start = loaded.configuration.start
    application, look = _begin(start, language)
    desk = _make_desk(adopted, guide_folder, folder, opened.notices)
    advisor = AdvisorDesk(replace(desk, notices=()), loaded, folder)
    window = Window(replace(desk, open_desk=advisor.open), look)
    crash.install(window.show_crash)
    # What the first page does without comes once it is painted.
    FirstPaint(window, lambda: _finish_start(window, folder, adopted, loaded))
    if opened.code:
        window.open_code(opened.code)
    window.open()
    code = application.exec()
    window.background.wait()
    advisor.close()
    return code


def run_desk(
    loaded: Loaded, guide_folder: Path | None, language: str | None, data: Path | None
) -> int:
    """Open the advisor's desk; its exit code. Raises GuideRefused for a guide with faults."""
    folder = paths.data_folder(data)
    adopted = casework.adopt(guide_folder, folder)
    start = loaded.configuration.start
    application, look = _begin(start, language)
    advisor = AdvisorDesk(_make_desk(adopted, guide_folder, folder), loaded, folder)
    window = advisor.make(look)
    crash.install(window.show_crash)
    FirstPaint(window, lambda: _finish_desk(window, folder, adopted, loaded))
    window.open()
    code = application.exec()
    advisor.close()
    return code


def run_kiosk(
    loaded: Loaded, guide_folder: Path | None, language: str | None, data: Path | None
) -> int:
    """Open the kiosk; its exit code. Raises BadRequest for a guide on trial."""
    if guide_folder is not None:
        raise BadRequest(phrase("kiosk.no-trial"))
    from desktop.kiosk import core_files  # late, with the next: the wizard has no use for them
    from desktop.ui.kiosk.place import Place
    from desktop.ui.kiosk.start_language import load_language
    from desktop.ui.kiosk.window import KioskWindow

    core_files.forbid()
    folder = paths.data_folder(data)
    adopted = casework.adopt(None, folder)
    settings = loaded.configuration
    chosen = language or load_language(folder)
    if chosen is not None:
        settings = replace(settings, start=replace(settings.start, language=chosen))
    application = make_application()
    appearance.set_motion(application, settings.start.motion)
    leave = partial(application.exit, 0)
    place = Place(adopted.casework, settings, folder, datetime.now, time.monotonic, leave)
    window = KioskWindow(place)
    crash.install(window.show_crash)
    FirstPaint(window, lambda: _finish_kiosk_start(window, place, adopted, loaded))
    window.open()
    code = application.exec()
    window.leave()
    return code


def _finish_kiosk_start(
    window: KioskWindow, place: Place, adopted: casework.Adopted, loaded: Loaded
) -> None:
    """As every start; and the operator's log tells of settings that had a fault."""
    from desktop.kiosk.faults import note_fault  # late, with the log

    _finish_start(window, place.data, adopted, loaded)
    if loaded.faults:
        note_fault(place.data, "settings", place.now())


def edit_guide(guide_folder: Path | None, language: str | None, data: Path | None) -> int:
    """Open the Guide workspace alone; its exit code. Raises CannotRead if there is no guide."""
    from desktop import log  # late, with the workspace: no visit needs either
    from desktop.ui import accessibility

    folder = paths.data_folder(data)
    start = configuration.load(folder).configuration.start
    application, look = _begin(start, language)
    log.open_log(folder)
    accessibility.install()
    workspace = Workspace(guide_folder, folder, partial(_keep_look, folder))
    crash.install(workspace.open(look).show_crash)
    return application.exec()


def take_screenshots(folder: Path, guide_folder: Path | None) -> int:
    """Write a picture of every screen in every theme, size and language; how many there are."""
    from desktop.ui import written  # late: the window has no use for it

    cases = casework.adopt(guide_folder, paths.data_folder()).casework
    make_application()
    return written.write_pictures(folder, cases, guide_folder or paths.shipped_guide())


def write_guides(folder: Path, guide_folder: Path | None) -> int:
    """Write the guides for people into `folder`, a folder for each language; how many."""
    from desktop.ui import written  # late: the window has no use for it

    cases = casework.adopt(guide_folder, paths.data_folder()).casework
    make_application()
    return written.write_guides(folder, cases)


def tell_display() -> int:
    """Print what a window could do here, as JSON for `aiguillage doctor`; the exit code."""
    import json  # late, with the next: no window has a use for either

    from desktop.ui import looking

    application = QGuiApplication(sys.argv[:1])
    sys.stdout.write(json.dumps(looking.look(application)))
    return 0


def make_application() -> QApplication:
    """Qt's application with our font, style and headings; the one there is, if there is one."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
        # Before the application is made: afterwards, Qt would make one style to throw it away.
        QApplication.setStyle("Fusion")
        application = QApplication(sys.argv[:1])
    application.setApplicationName("Aiguillage")
    fonts.load_fonts()
    return application


def _begin(start: Start, language: str | None) -> tuple[QApplication, Look]:
    """Qt's application, and the look to open with: the system's theme where that is chosen."""
    application = make_application()
    appearance.set_motion(application, start.motion)
    look = Look(text_size=start.text_size, language=language or start.language)
    look = appearance.themed(look, start.theme)
    application.setPalette(palette(look))
    return application, look


def _make_desk(
    adopted: casework.Adopted, guide: Path | None, folder: Path, notices: tuple[Phrase, ...] = ()
) -> Desk:
    """What the windows work with; while a guide is on trial, nothing is kept."""
    cases = adopted.casework
    keep_look = _forget_look if cases.on_trial else partial(_keep_look, folder)
    keep_saying = None if cases.on_trial else partial(_keep_saying, folder)
    edit = Workspace(guide, folder, keep_look)
    told = (*adopted.notices, *notices)
    return Desk(cases, _ask_path, keep_look, edit.open, told, keep_saying)


def _forget_look(look: Look) -> None:
    """On trial, the next start looks as it would have."""


def _ask_path(parent: QWidget, title: str, name: str, language: str) -> Path | None:
    from desktop.ui import saving  # late: the dialog's library is read when a sheet is saved

    return saving.ask_path(parent, title, name, language)


def _keep_look(folder: Path, look: Look) -> None:
    """Write the settings; a folder that cannot be written costs a preference, not a visit."""
    from desktop import log  # late, with the log itself

    try:
        save_settings(folder, Settings(look.language, look.chosen_theme, look.text_size))
    except CannotWrite as error:
        log.logger.warning("settings not kept: %s", error.phrase.key)


def _keep_saying(folder: Path, text: str, labels: Sequence[str], language: str) -> bool:
    from desktop.suggest import keep_saying  # late: an advisor keeps a sentence now and then

    return keep_saying(folder, text, labels, language)


def _finish_start(
    window: Window | DeskWindow, folder: Path, adopted: casework.Adopted, loaded: Loaded
) -> None:
    """Open the log, teach screen readers our headings, read the next screens, keep the guide."""
    from desktop import log
    from desktop.ui import accessibility

    log.open_log(folder)
    accessibility.install()
    window.warm_up()
    for notice in adopted.notices:
        log.logger.warning("guide: %s", notice.key)
    for fault in loaded.faults:
        log.logger.warning("settings: line %d: %s", fault.line, fault.sentence.key)
    loaded.keep()
    adopted.keep_guide(folder)
    # What is there now stays: a later collection that went over it all would hold up a page.
    gc.collect()
    gc.freeze()


def _finish_desk(
    window: DeskWindow, folder: Path, adopted: casework.Adopted, loaded: Loaded
) -> None:
    """As at the start of a visit; and the register is opened, beside the screen."""
    window.open_register()
    _finish_start(window, folder, adopted, loaded)
    _empty_outbox(folder)


def _empty_outbox(folder: Path) -> None:
    """Leave nothing of what an earlier start, cut short, had on its way to other programs."""
    if is_there(folder / "handover"):
        from desktop.handover.outbox import Outbox  # late: seldom is anything left there

        Outbox(folder).empty()
