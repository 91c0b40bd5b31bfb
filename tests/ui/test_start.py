"""Around the visit: the settings kept, the crash page, work beside the screen, the pictures."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import app, casework, configuration, paths
from desktop.casework import Casework
from desktop.errors import CannotWrite
from desktop.guide.model import Guide
from desktop.text import LANGUAGES, phrase
from desktop.ui import crash, saving, screenshots
from desktop.ui.background import Background
from desktop.ui.desk import Desk, fit_for
from desktop.ui.screenshots import SCENES, Stage
from desktop.ui.stage import VISIT
from desktop.ui.theme import TEXT_SIZES, THEMES, Look
from desktop.ui.window import Window
from tests.ui.conftest import MakeStage


def test_work_is_done_beside_the_screen_and_comes_back_to_it(qtbot: QtBot) -> None:
    background, seen = Background(), []
    background.run(threading.current_thread, lambda *ends: seen.append((ends, _here())))
    qtbot.waitUntil(lambda: not background.is_busy)
    (thread, error), back = seen[0]

    assert thread is not threading.main_thread()
    assert error is None
    assert back is threading.main_thread()


def _here() -> threading.Thread:
    return threading.current_thread()


def test_work_that_waits_for_the_screen_is_under_way_from_the_start(qtbot: QtBot) -> None:
    background, seen = Background(), []
    background.run(lambda: 1, lambda *ends: seen.append(ends), after=30)
    background.wait()

    assert background.is_busy
    assert seen == []
    qtbot.waitUntil(lambda: not background.is_busy)
    assert seen == [(1, None)]


def test_a_fault_beside_the_screen_is_handed_over(qtbot: QtBot) -> None:
    background, seen = Background(), []
    background.run(lambda: 1 // 0, lambda *ends: seen.append(ends))
    qtbot.waitUntil(lambda: not background.is_busy)

    assert isinstance(seen[0][1], ZeroDivisionError)


@pytest.fixture
def own_hook() -> Iterator[None]:
    """The interpreter's own hook, put back after the test."""
    before = sys.excepthook
    yield
    sys.excepthook = before


def raise_of_ours() -> None:
    """A fault of our own, with an answer in its words."""
    raise RuntimeError("territory 38185")


def test_a_fault_of_ours_shows_the_calm_page(stage: Stage, own_hook: None) -> None:
    stage.visit(VISIT, "themes")
    crash.install(stage.window.show_crash)
    with pytest.raises(RuntimeError) as raised:
        raise_of_ours()
    sys.excepthook(raised.type, raised.value, raised.tb)
    stage.settle()

    assert stage.get(QWidget, "crash-restart").isVisible()


def test_a_desk_that_does_not_ask_erases_at_once(qtbot: QtBot, guide: Guide) -> None:
    desk = Desk(Casework(guide, False), lambda *_: None, lambda _: None, asks_before_erasing=False)
    window = Window(desk, Look())
    qtbot.addWidget(window)
    window.start("fr")
    window.interview_shown()
    tile, restart = (window.findChild(QPushButton, n) for n in ("choice-starting", "restart"))
    assert tile is not None
    assert restart is not None
    tile.click()
    restart.click()

    with pytest.raises(RuntimeError, match="no visit"):
        window.interview_shown()


def test_starting_again_after_a_crash_gives_a_fresh_visit(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    stage.window.show_crash()
    stage.settle()
    stage.press("crash-restart")
    stage.press("start-fr")

    assert dict(stage.window.interview_shown().answers) == {}


def test_a_look_chosen_is_kept_but_the_size_of_the_window_is_not(
    qtbot: QtBot, guide: Guide
) -> None:
    kept: list[Look] = []
    window = Window(Desk(Casework(guide, False), lambda *_: None, kept.append), Look())
    qtbot.addWidget(window)
    window.resize(1920, 1080)
    window.show()
    window.show_look(replace(window.look, theme="dark"))

    assert [look.theme for look in kept] == ["dark"]


@pytest.mark.parametrize(
    ("size", "fit"),
    [((800, 600), 1), ((1366, 768), 1), ((1600, 900), 1.125), ((1920, 1080), 1.375),
     ((1080, 1920), 1.375), ((2560, 1440), 1.75), ((3840, 2160), 2.5)],
)  # fmt: skip
def test_a_larger_window_enlarges_in_steps(size: tuple[int, int], fit: float) -> None:
    assert fit_for(*size) == fit


def test_the_window_fills_the_smallest_screen_and_leaves_room_for_its_title(stage: Stage) -> None:
    assert (stage.window.minimumWidth(), stage.window.minimumHeight()) == (800, 600 - 40)


NOTICE = phrase("library.notice.damaged", file="<b>used.json")


@pytest.fixture
def open_told(qtbot: QtBot, guide: Guide) -> Callable[[bool], Window]:
    """Opens a window on a guide of which there is something to know, on trial or not."""

    def make(on_trial: bool) -> Window:
        desk = Desk(Casework(guide, on_trial), lambda *_: None, lambda _: None, None, (NOTICE,))
        window = Window(desk, Look())
        qtbot.addWidget(window)
        window.resize(*screenshots.SIZE)
        window.show()
        return window

    return make


def heard_in(part: QWidget | None) -> list[str]:
    """The lines of words in this part of the window."""
    assert part is not None
    return [words.text() for words in part.findChildren(QLabel) if words.isVisible()]


def test_what_there_is_to_know_of_the_guide_is_said_on_the_welcome_page(
    open_told: Callable[[bool], Window],
) -> None:
    window = open_told(False)
    said = window.look.say(NOTICE)

    assert "<b>used.json" in said
    assert heard_in(window.findChild(QWidget, "notices")) == [said]
    assert window.findChild(QWidget, "banner") is None


def test_what_there_is_to_know_of_a_guide_on_trial_stands_in_its_banner(
    open_told: Callable[[bool], Window],
) -> None:
    window = open_told(True)
    window.start("en")
    QApplication.processEvents()

    assert window.look.say(NOTICE) in heard_in(window.findChild(QWidget, "banner"))
    assert window.findChild(QWidget, "notices") is None


def test_a_guide_of_which_there_is_nothing_to_know_has_no_strip(stage: Stage) -> None:
    assert stage.window.findChild(QWidget, "notices") is None


StartDesk = Callable[[Path | None], Desk]


@pytest.fixture
def start_desk(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_hook: None
) -> StartDesk:
    """Starts the program, on the guide of a folder or the one in use; what its window is given."""
    made: list[Desk] = []

    def make(desk: Desk, look: Look) -> Window:
        made.append(desk)
        return Window(desk, look)

    monkeypatch.setattr(app, "Window", make)
    monkeypatch.setattr(QApplication, "exec", lambda *_: 0)

    def start(guide_folder: Path | None) -> Desk:
        data = tmp_path / "data"
        app.run(configuration.load(data), guide_folder, "fr", data)
        return made[-1]

    return start


def test_a_start_shows_what_adoption_noticed(
    start_desk: StartDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adopted = casework.adopt(None, tmp_path)._replace(notices=(NOTICE,))
    monkeypatch.setattr(casework, "adopt", lambda *_: adopted)

    assert start_desk(None).notices == (NOTICE,)


def test_an_advisor_s_sentence_is_kept_in_the_data_folder(
    start_desk: StartDesk, tmp_path: Path
) -> None:
    keep = start_desk(None).keep_saying
    assert keep is not None
    before = list(tmp_path.rglob("*sayings*"))
    keep("je cherche un soudeur", ("talent",), "fr")

    assert before == []
    assert [path.name for path in tmp_path.rglob("*sayings*")] == ["proposed_sayings.yaml"]


def test_once_the_window_is_there_collections_pass_over_what_stays(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr("gc.collect", lambda: done.append("collect"))
    monkeypatch.setattr("gc.freeze", lambda: done.append("freeze"))
    adopted, loaded = casework.adopt(None, tmp_path), configuration.load(tmp_path)
    app._finish_start(stage.window, tmp_path, adopted, loaded)

    assert done == ["collect", "freeze"]


def test_on_trial_no_sentence_is_kept(start_desk: StartDesk) -> None:
    assert start_desk(paths.shipped_guide()).keep_saying is None


def test_nothing_heavy_is_read_before_the_first_page() -> None:
    import subprocess

    code = (
        "import sys, desktop.app\n"
        "heavy = {'PySide6.QtQml', 'PySide6.QtQuick', 'PySide6.QtSvg', 'PySide6.QtMultimedia',"
        " 'PySide6.QtPrintSupport', 'PySide6.QtNetwork', 'typst', 'segno', 'barcode', 'asyncio'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_a_picture_is_written_of_every_look(
    qapp: QApplication, guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screenshots, "SCENES", {"03-situation": SCENES["03-situation"]})
    count = screenshots.take(tmp_path, Casework(guide, on_trial=False))
    pictures = sorted(tmp_path.glob("*.png"))

    assert count == len(pictures) == len(THEMES) * len(TEXT_SIZES) * len(LANGUAGES)
    assert len({picture.read_bytes() for picture in pictures}) == count
    assert QImage(str(pictures[0])).size().toTuple() == screenshots.SIZE


def test_a_folder_that_takes_no_picture_is_said(
    qapp: QApplication, guide: Guide, tmp_path: Path
) -> None:
    with pytest.raises(CannotWrite):
        screenshots.take(tmp_path / "nowhere", Casework(guide, on_trial=False))


def test_the_same_page_is_always_the_same_picture(make_stage: MakeStage) -> None:
    one, two = make_stage(), make_stage()

    assert one.window.grab().toImage() == two.window.grab().toImage()


@pytest.mark.parametrize(("chosen", "end"), [("fiche", "fiche.pdf"), ("fiche.PDF", "fiche.PDF")])
def test_the_name_of_a_sheet_ends_as_it_should(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, chosen: str, end: str
) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda *_: 1)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda *_: [str(tmp_path / chosen)])

    assert saving.ask_path(stage.window, "", "fiche.pdf", "fr") == tmp_path / end


def test_a_closed_dialog_gives_no_path(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda *_: 0)

    assert saving.ask_path(stage.window, "", "fiche.pdf", "fr") is None


@pytest.mark.parametrize(("language", "word"), [("fr", "Annuler"), ("en", "Cancel")])
def test_qt_s_own_dialog_speaks_the_visit_s_language(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda *_: 0)
    saving.ask_path(stage.window, "", "fiche.pdf", language)

    assert QApplication.translate("QPlatformTheme", "Cancel") == word


@pytest.mark.parametrize(("language", "word"), [("fr", "Nom du fichier"), ("en", "File name")])
def test_the_labels_of_the_dialog_are_in_the_visit_s_language(
    stage: Stage, language: str, word: str
) -> None:
    dialog = saving.make_dialog(stage.window, "", "x.pdf", language)
    kinds = QFileDialog.DialogLabel

    assert dialog.labelText(kinds.FileName).startswith(word)
    assert dialog.labelText(kinds.Reject) == ("Annuler" if language == "fr" else "Cancel")


@pytest.mark.parametrize("is_there", [True, False])
def test_a_sheet_is_saved_among_one_s_documents_or_at_home(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, is_there: bool
) -> None:
    folder = tmp_path if is_there else tmp_path / "nowhere"
    opened: list[Path] = []
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(folder))

    def close(dialog: QFileDialog) -> int:
        opened.append(Path(dialog.directory().path()))
        return 0

    monkeypatch.setattr(QFileDialog, "exec", close)
    saving.ask_path(stage.window, "", "fiche.pdf", "fr")

    assert opened == [tmp_path if is_there else Path.home()]


def test_the_window_has_its_own_icon(stage: Stage) -> None:
    stage.window.warm_up()

    assert not stage.window.windowIcon().isNull()
