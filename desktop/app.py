"""The composition root of the window: makes what it needs, hands it over, and runs it."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from desktop import casework, paths
from desktop.configuration import Loaded, Start
from desktop.errors import BadRequest, CannotWrite
from desktop.files import make_folder
from desktop.opened import NOTHING, Opened
from desktop.settings import Settings, load_settings, save_settings
from desktop.text import LANGUAGES, phrase
from desktop.ui import appearance, crash, fonts
from desktop.ui.desk import Desk
from desktop.ui.theme import Look, palette
from desktop.ui.window import Window

if TYPE_CHECKING:  # read once somebody asks for the workspace, or for the desk
    from desktop.desk.session import Session
    from desktop.ui.advisor.window import DeskWindow
    from desktop.ui.kiosk.place import Place
    from desktop.ui.kiosk.window import KioskWindow
    from desktop.ui.workspace.opening import Opener
    from desktop.ui.workspace.window import WorkspaceWindow


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
    cases = adopted.casework
    settings = loaded.configuration.start
    if language is not None:
        settings = replace(settings, language=language)
    application = make_application()
    appearance.set_motion(application, settings.motion)
    look = _look_of(settings)
    application.setPalette(palette(look))
    keep = _Keeper(folder, is_kept=not cases.on_trial)
    edit = _Workspace(guide_folder, folder, keep.keep)
    keep_saying = None if cases.on_trial else partial(_keep_saying, folder)
    notices = (*adopted.notices, *opened.notices)
    desk = Desk(cases, _ask_path, keep.keep, edit.open, notices, keep_saying)
    advisor = _AdvisorDesk(replace(desk, notices=()), loaded, folder)
    window = Window(replace(desk, open_desk=advisor.open), look)
    crash.install(window.show_crash)
    # What the first page does without comes once it is painted.
    _FirstPaint(window, lambda: _finish_start(window, folder, adopted, loaded))
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
    settings = loaded.configuration.start
    if language is not None:
        settings = replace(settings, language=language)
    application = make_application()
    appearance.set_motion(application, settings.motion)
    look = _look_of(settings)
    application.setPalette(palette(look))
    is_kept = not adopted.casework.on_trial
    keep = _Keeper(folder, is_kept=is_kept).keep
    edit = _Workspace(guide_folder, folder, keep)
    keep_saying = partial(_keep_saying, folder) if is_kept else None
    desk = Desk(adopted.casework, _ask_path, keep, edit.open, adopted.notices, keep_saying)
    advisor = _AdvisorDesk(desk, loaded, folder)
    window = advisor.make(look)
    crash.install(window.show_crash)
    _FirstPaint(window, lambda: _finish_desk(window, folder, adopted, loaded))
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
    place = Place(
        adopted.casework,
        settings,
        folder,
        datetime.now,
        time.monotonic,
        partial(application.exit, 0),
    )
    window = KioskWindow(place)
    crash.install(window.show_crash)
    _FirstPaint(window, lambda: _finish_kiosk_start(window, place, adopted, loaded))
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
    settings = load_settings(folder)
    if language is not None:
        settings = replace(settings, language=language)
    application = make_application()
    log.open_log(folder)
    accessibility.install()
    look = _look_of(settings)
    application.setPalette(palette(look))
    workspace = _Workspace(guide_folder, folder, _Keeper(folder, is_kept=True).keep)
    crash.install(workspace.open(look).show_crash)
    return application.exec()


def take_screenshots(folder: Path, guide_folder: Path | None) -> int:
    """Write a picture of every screen in every theme, size and language; how many there are."""
    cases = casework.adopt(guide_folder, paths.data_folder()).casework
    make_folder(folder)
    from desktop.ui import screenshots  # late: the window has no use for it
    from desktop.ui.advisor import pictures as desk_pictures
    from desktop.ui.kiosk import pictures as kiosk_pictures
    from desktop.ui.workspace import pictures

    make_application()
    count = screenshots.take(folder, cases) + kiosk_pictures.take(folder, cases)
    count += desk_pictures.take(folder, cases)
    source = guide_folder or paths.shipped_guide()
    return count + pictures.take(folder, source, pictures.looks(), pictures.SIZES)


def write_guides(folder: Path, guide_folder: Path | None) -> int:
    """Write the guides for people into `folder`, a folder for each language; how many."""
    from desktop.files import write_atomically  # late, with the next: no window writes guides
    from desktop.manuals import shelf
    from desktop.manuals.paper import Press
    from desktop.ui import manual_pictures

    cases = casework.adopt(guide_folder, paths.data_folder()).casework
    make_application()
    for language in LANGUAGES:
        place = folder / language
        make_folder(place)
        names = shelf.pictures(language)
        with (
            manual_pictures.taken(cases, names, language) as pictures,
            Press(pictures, date.today()) as press,
        ):
            for manual in shelf.SHELF:
                pdf = press.to_pdf(shelf.blocks(manual, language), language, manual.is_card)
                write_atomically(place / f"{manual.files[language]}.pdf", pdf)
    return len(LANGUAGES) * len(shelf.SHELF)


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


def _look_of(settings: Settings | Start) -> Look:
    """The look to open with, in the system's theme where that is chosen."""
    look = Look(text_size=settings.text_size, language=settings.language)
    return appearance.themed(look, settings.theme)


def _ask_path(parent: QWidget, title: str, name: str, language: str) -> Path | None:
    from desktop.ui import saving  # late: the dialog's library is read when a sheet is saved

    return saving.ask_path(parent, title, name, language)


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
    if (folder / "handover").exists():
        from desktop.handover.outbox import Outbox  # late: seldom is anything left there

        Outbox(folder).empty()


class _FirstPaint(QObject):
    """Waits until `window` has been painted once, then calls `then`, and is gone."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let every event through; after the first paint, there is nothing left to watch."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self._call)
        return False

    def _call(self) -> None:
        self._then()
        self.deleteLater()


class _AdvisorDesk:
    """Opens the advisor's desk: at once, or when its door in the visit is touched."""

    def __init__(self, desk: Desk, loaded: Loaded, folder: Path) -> None:
        self._desk, self._loaded, self._folder = desk, loaded, folder
        self._session: Session | None = None
        self._window: DeskWindow | None = None

    def make(self, look: Look) -> DeskWindow:
        """Its window, not shown yet."""
        from desktop.desk.session import Session  # late: no visit needs the desk
        from desktop.ui.advisor.window import DeskWindow

        self._session = Session(self._desk.casework, self._loaded, self._folder)
        self._window = DeskWindow(self._desk, self._session, replace(look, fit=1.0))
        return self._window

    def open(self, look: Look) -> DeskWindow:
        """Its window in front, made at the first call."""
        if self._window is None:
            window = self.make(look)
            crash.keep_apart("desktop.ui.advisor", lambda _: window.show_crash())
            _FirstPaint(window, window.open_register)
        shown = self._window
        if shown is None:
            raise RuntimeError("the desk was not made")
        shown.open()
        shown.raise_()
        shown.activateWindow()
        return shown

    def close(self) -> None:
        """Let what is under way end, then give the register back."""
        if self._window is not None:
            self._window.background.wait()
        if self._session is not None:
            self._session.close()


class _Workspace:
    """Opens the Guide workspace, once it is asked for."""

    def __init__(self, source: Path | None, data: Path, keep_look: Callable[[Look], None]) -> None:
        self._source, self._data, self._keep_look = source, data, keep_look
        self._opener: Opener | None = None

    def open(self, look: Look) -> WorkspaceWindow:
        """The workspace on the guide on trial, or on the one in use. Raises CannotRead."""
        from desktop.library.adoption import find_in_use  # late: no visit needs the workspace
        from desktop.ui.workspace.opening import Opener
        from desktop.workspace.store import in_use_folder

        if self._opener is None:
            self._opener = Opener(self._data, self._keep_look)
        in_use = in_use_folder(self._data, find_in_use(self._data, date.today()))
        return self._opener.open(self._source or in_use, in_use, look)


class _Keeper:
    """Keeps the look for the next start, except while a guide is on trial."""

    def __init__(self, folder: Path, is_kept: bool) -> None:
        self._folder, self._is_kept = folder, is_kept

    def keep(self, look: Look) -> None:
        """Write the settings; a folder that cannot be written costs a preference, not a visit."""
        if not self._is_kept:
            return
        from desktop import log  # late, with the log itself

        try:
            save_settings(self._folder, Settings(look.language, look.chosen_theme, look.text_size))
        except CannotWrite as error:
            log.logger.warning("settings not kept: %s", error.phrase.key)
