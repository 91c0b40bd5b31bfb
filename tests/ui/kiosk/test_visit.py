"""A visitor alone with the kiosk: whole visits, what is not there, and what is left behind."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

from desktop import app, configuration
from desktop.configuration import Kiosk
from desktop.errors import BadRequest
from desktop.ui.kiosk import window
from desktop.ui.kiosk.attract_screen import AttractScreen
from desktop.ui.kiosk.pictures import DISPLAYS, HOUSE, Display, KioskStage
from desktop.ui.kiosk.results_screen import KioskResults
from desktop.ui.screens.help_screen import HelpScreen
from desktop.ui.screens.interview_screen import InterviewScreen
from desktop.ui.screens.own_words import OwnWords
from desktop.ui.screens.results_screen import ResultsScreen
from desktop.ui.screens.screen import Screen
from desktop.ui.stage import OUTSIDE, VISIT
from desktop.ui.widgets.code import Code, Square
from tests.ui.kiosk.conftest import BY_NAME, LOW, MakeKiosk

SELECTABLE = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
MARK = "soudeur introuvable zqx"


def texts(stage: KioskStage) -> str:
    """Every word that any widget of the window holds."""
    labels = [label.text() for label in stage.window.findChildren(QLabel)]
    lines = [line.text() for line in stage.window.findChildren(QLineEdit)]
    buttons = [button.text() for button in stage.window.findChildren(QAbstractButton)]
    names = [widget.accessibleName() for widget in stage.window.findChildren(QWidget)]
    return "\n".join([*labels, *lines, *buttons, *names])


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("answers", [VISIT, OUTSIDE], ids=["two-doors", "outside"])
def test_a_visit_goes_from_the_first_page_to_the_code_and_back(
    make_kiosk: MakeKiosk, language: str, answers: dict[str, tuple[str, ...]]
) -> None:
    stage = make_kiosk(language=language)
    stage.visit(answers, None)
    stage.press("forward")
    square, code = stage.get(Square), stage.get(Code)

    assert square.has_rows
    assert "-" in code.code
    stage.press("forward")
    assert isinstance(stage.window.screen_shown, AttractScreen)
    assert stage.find(Code, "code") is None


def test_either_language_starts_a_visit_in_itself(kiosk: KioskStage) -> None:
    kiosk.press("start-en")

    assert kiosk.window.look.language == "en"
    assert kiosk.window.interview_shown().language == "en"


def test_the_first_page_says_in_both_languages_what_it_does_and_how_long_it_takes(
    kiosk: KioskStage,
) -> None:
    said = texts(kiosk)

    for words in (
        "Qui peut aider votre entreprise",
        "Who can help your company?",
        "2 minutes, sans donnée personnelle",
        "2 minutes, no personal data",
    ):
        assert words in said


@pytest.mark.parametrize("page", ["situation", "themes", None, "results", "help"])
def test_start_again_is_on_every_page_and_erases_at_once(
    kiosk: KioskStage, page: str | None
) -> None:
    kiosk.visit(VISIT, None if page in ("results", "help") else page)
    if page == "results":
        kiosk.press("forward")
    if page == "help":
        kiosk.press("kiosk-help")
    restart = kiosk.get(QAbstractButton, "restart")

    assert restart.isVisible()
    restart.click()
    kiosk.settle()
    assert isinstance(kiosk.window.screen_shown, AttractScreen)


def test_nothing_can_be_saved_copied_mailed_or_selected(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, None)
    kiosk.press("forward")
    labels = kiosk.window.findChildren(QLabel)

    assert isinstance(kiosk.window.screen_shown, KioskResults)
    assert kiosk.find(QAbstractButton, "copy") is None
    assert kiosk.find(QAbstractButton, "print") is None
    assert len(labels) > 20
    assert [x for x in labels if x.textInteractionFlags() & SELECTABLE] == []
    assert [x for x in labels if x.openExternalLinks()] == []


def test_no_meaning_waits_for_a_pointer_to_hover(kiosk: KioskStage) -> None:
    found = []
    for page in ("situation", "territory", "themes", None):
        kiosk.visit(VISIT, page)
        found += [w.objectName() for w in kiosk.window.findChildren(QWidget) if w.toolTip()]
        kiosk.press("restart")

    assert found == []


def test_every_button_says_its_name(kiosk: KioskStage) -> None:
    unnamed = []
    for page in ("situation", "territory", "themes", None):
        kiosk.visit(VISIT, page)
        unnamed += [
            button
            for button in kiosk.window.findChildren(QAbstractButton)
            if not (button.accessibleName() or button.text()) or not button.objectName()
        ]
        kiosk.press("restart")

    assert unnamed == []


def test_no_letter_of_a_button_is_underlined_for_keys_that_do_nothing(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, None)
    buttons = kiosk.window.findChildren(QAbstractButton)

    assert [b.text() for b in buttons if "&" in b.text().replace("&&", "")] == []


def test_help_has_no_door_to_the_workspace_and_no_keys(kiosk: KioskStage) -> None:
    kiosk.press("kiosk-help")

    assert isinstance(kiosk.window.screen_shown, HelpScreen)
    assert kiosk.find(QAbstractButton, "edit-guide") is None
    assert "Tab" not in texts(kiosk)


def test_nobody_alone_with_it_can_keep_a_sentence(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "themes")
    kiosk.get(OwnWords).say("je cherche un apprenti")
    kiosk.settle()

    assert kiosk.find(QWidget, "heard") is not None
    assert kiosk.find(QAbstractButton, "own-words-keep") is None


def test_the_next_visitor_finds_nothing_of_the_last(make_kiosk: MakeKiosk, tmp_path: Path) -> None:
    stage = make_kiosk(BY_NAME["10in-portrait"])
    clipboard = QGuiApplication.clipboard()
    stage.press("kiosk-large")
    stage.press("kiosk-contrast")
    stage.visit(VISIT, "themes")
    stage.focus("own-words")
    stage.get(OwnWords).say(MARK)
    line = stage.get(QLineEdit, "own-words")
    stage.press("choice-funding")
    stage.press("forward")
    clipboard.setText(MARK, QClipboard.Mode.Clipboard)
    widgets = {id(w) for w in stage.window.findChildren(QWidget) if w.objectName()}
    before = [w for w in stage.window.findChildren(QWidget) if w.objectName() == "page-body"]
    stage.window.restart()
    del line
    stage.settle()
    stage.window.background.wait()
    gc.collect()

    assert len(widgets) > 20
    assert MARK not in texts(stage)
    assert all(not page.isVisible() for page in before if is_alive(page))
    assert clipboard.text(QClipboard.Mode.Clipboard) == ""
    assert stage.window.look == stage.window.first_look.fitted(800, 1280)
    assert [x for x in everything_in(tmp_path) if MARK.encode() in x or b"Grenoble" in x] == []


def is_alive(widget: QWidget) -> bool:
    """Whether the widget is still there at all."""
    try:
        widget.objectName()
    except RuntimeError:
        return False
    return True


def everything_in(folder: Path) -> list[bytes]:
    """What is in each file below a folder."""
    return [file.read_bytes() for file in folder.rglob("*") if file.is_file()]


def test_a_reset_makes_every_bar_and_page_anew(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "themes")
    gone: list[str] = []
    names = ("kiosk-bar", "keyboard", "own-words", "footer", "choice-funding")
    for name in names:
        widget = kiosk.find(QWidget, name)
        if widget is not None:
            widget.destroyed.connect(lambda _=None, name=name: gone.append(name))
    kiosk.window.restart()
    kiosk.settle()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    assert set(gone) == {"kiosk-bar", "keyboard", "own-words", "choice-funding"}


def test_a_page_behind_another_takes_a_new_look_when_it_comes_forward(
    kiosk: KioskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    kiosk.visit(VISIT, None)
    kiosk.press("forward")
    made: list[str] = []
    for screen in (InterviewScreen, AttractScreen):
        rebuild = screen.rebuild

        def count(self: Screen, rebuild: Callable[..., None] = rebuild) -> None:
            made.append(type(self).__name__)
            rebuild(self)

        monkeypatch.setattr(screen, "rebuild", count)
    kiosk.press("kiosk-language")
    assert made == []
    kiosk.press("back")
    assert "Check your answers" in texts(kiosk)
    assert made == ["InterviewScreen"]
    kiosk.press("restart")

    assert "Qui peut aider votre entreprise\u00a0?" in texts(kiosk)


def test_what_was_typed_cannot_be_undone_into_sight(kiosk: KioskStage) -> None:
    kiosk.press("code-ask")
    kiosk.get(QLineEdit, "code").setText("ABCD")
    kiosk.window.restart()
    kiosk.settle()
    kiosk.press("code-ask")
    line = kiosk.get(QLineEdit, "code")

    assert line.text() == ""
    assert not line.isUndoAvailable()


def test_the_look_of_a_visitor_lasts_as_long_as_the_visit(kiosk: KioskStage) -> None:
    kiosk.press("kiosk-contrast")
    kiosk.press("kiosk-language")
    kiosk.visit(VISIT, "themes")

    assert (kiosk.window.look.theme, kiosk.window.look.language) == ("contrast", "en")
    kiosk.press("restart")
    assert (kiosk.window.look.theme, kiosk.window.look.language) == ("light", "fr")


def test_the_settings_say_what_each_visit_begins_with(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(kiosk=Kiosk(large_text=True), language="en")
    stage.press("kiosk-large")
    stage.visit(VISIT, "situation")
    stage.press("restart")

    assert stage.window.kiosk_look.is_large
    assert stage.window.look.language == "en"


def test_contrast_gives_way_to_the_theme_of_the_settings_again(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(theme="dark")
    stage.press("kiosk-contrast")
    assert stage.window.look.theme == "contrast"
    stage.press("kiosk-contrast")

    assert stage.window.look.theme == "dark"


def test_a_code_brought_along_opens_its_visit(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, None)
    kiosk.press("forward")
    code = kiosk.get(Code).code
    kiosk.press("forward")
    kiosk.press("code-ask")
    line = kiosk.get(QLineEdit, "code")
    line.setText(code)
    line.textEdited.emit(code)
    kiosk.press("code-open")

    assert kiosk.window.interview_shown().answers["talent-kind"] == ("recruit", "apprentice")


def test_whoever_began_to_type_a_code_can_start_again(make_kiosk: MakeKiosk) -> None:
    for display, name in ((BY_NAME["24in"], "restart"), (LOW, "restart-low")):
        stage = make_kiosk(display)
        assert not stage.get(QAbstractButton, "restart").isVisible()
        stage.press("code-ask")
        stage.focus("code")
        stage.get(QLineEdit, "code").setText("7VRB")
        assert stage.get(QAbstractButton, name).isVisible()
        stage.press(name)

        assert stage.find(QLineEdit, "code") is None
        assert not stage.get(QAbstractButton, "restart").isVisible()
        stage.window.hide()


def test_the_message_of_the_day_is_said_until_its_last_day(make_kiosk: MakeKiosk) -> None:
    today = make_kiosk(kiosk=Kiosk()).hour.date()
    stage = make_kiosk(kiosk=replace(HOUSE, message_until=today))

    for _ in ("fr", "en"):
        # Nobody has chosen a language yet: both are read, whichever is shown.
        assert "Permanence du jour" in texts(stage)
        assert "Today: setting up a company" in texts(stage)
        stage.press("kiosk-language")
    stage.hour = stage.hour.replace(day=today.day + 1)
    stage.window.tick()
    stage.settle()
    assert "Today: setting up a company" not in texts(stage)


@pytest.mark.parametrize("display", DISPLAYS, ids=lambda screen: screen.name)
def test_in_large_text_the_message_pushes_no_start_out_of_sight(
    make_kiosk: MakeKiosk, display: Display
) -> None:
    stage = make_kiosk(display, replace(HOUSE, large_text=True))
    start = stage.get(QAbstractButton, "start-fr")

    assert start.visibleRegion().boundingRect() == start.rect()
    assert "Permanence du jour" in texts(stage)


def test_a_guide_on_trial_is_refused_in_one_sentence(tmp_path: Path) -> None:
    loaded = configuration.load(tmp_path, {"start.mode": "kiosk"})

    with pytest.raises(BadRequest) as refused:
        app.run_kiosk(loaded, tmp_path, "fr", tmp_path)
    assert "--guide" in refused.value.say("fr")


def test_the_kiosk_uses_the_same_results_as_every_window(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, None)
    kiosk.press("forward")
    shown = kiosk.window.screen_shown

    assert isinstance(shown, ResultsScreen)
    assert shown.outcome is not None
    assert [v.member.id for v in shown.outcome.recommended] == ["medef", "bpifrance"]


def test_after_each_visit_freed_memory_goes_back_to_the_machine(
    kiosk: KioskStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[None] = []
    monkeypatch.setattr(window, "give_back", lambda: given.append(None))
    for _ in range(2):
        kiosk.press("start-fr")
        kiosk.press("restart")
        kiosk.settle()

    assert len(given) == 2
