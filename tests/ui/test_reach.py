"""What keys do beyond the Tab key: nothing out of sight, nothing chosen or erased by accident."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.text import phrase
from desktop.ui.screenshots import SCENES, Stage
from desktop.ui.stage import VISIT
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import Line
from desktop.ui.widgets.page import Page
from tests.ui.conftest import MakeStage


def focus_of(stage: Stage) -> QWidget:
    """What has the focus."""
    focus: QWidget | None = stage.window.focusWidget()
    assert focus is not None
    return focus


def page(stage: Stage) -> Page:
    """The page in front: the others wait behind it."""
    return next(own for own in stage.window.findChildren(Page) if own.isVisible())


def is_seen(stage: Stage, widget: QWidget) -> bool:
    """Whether the whole of it is in the part of the page that is shown."""
    port = page(stage).viewport()
    return port.rect().contains(QRect(widget.mapTo(port, QPoint()), widget.size()))


@pytest.mark.parametrize(
    ("text_size", "size"), [(100, (800, 600)), (150, (1366, 768)), (200, (1366, 768))]
)
def test_arrows_scroll_to_the_tile_they_lead_to(
    make_stage: MakeStage, text_size: int, size: tuple[int, int]
) -> None:
    stage = make_stage(Look(text_size=text_size), size)
    stage.visit(VISIT, "themes")
    stage.get(
        QWidget, f"choice-{stage.cases.guide.get_question('themes').choices[0].id}"
    ).setFocus()
    stage.settle()
    passed = [focus_of(stage)]
    for key in [Qt.Key.Key_Down] * 12 + [Qt.Key.Key_Right] + [Qt.Key.Key_Up] * 12:
        QTest.keyClick(focus_of(stage), key)
        stage.settle()
        passed.append(focus_of(stage))
        assert is_seen(stage, passed[-1]), passed[-1].objectName()

    assert len(set(passed)) >= 4
    assert page(stage).verticalScrollBar().maximum() > 0


def test_arrows_on_the_map_scroll_to_the_department(make_stage: MakeStage) -> None:
    stage = make_stage(size=(800, 600))
    stage.visit(VISIT, "territory")
    for code in ("03", "26"):
        stage.get(QWidget, f"choice-{code}").setFocus()
        stage.settle()

        assert is_seen(stage, stage.get(QWidget, f"choice-{code}"))


def enter_place(stage: Stage, typed: str) -> None:
    """Type a place and press Enter."""
    stage.visit(VISIT, "territory")
    line = stage.get(Line, "place")
    line.setFocus()
    for letter in typed:
        # Not keyClicks: it aborts at a letter with an accent.
        press, plain = QTest.KeyAction.Click, Qt.KeyboardModifier.NoModifier
        QTest.sendKeyEvent(press, line, Qt.Key.Key_unknown, letter, plain)
    QTest.keyClick(line, Qt.Key.Key_Return)
    stage.settle()


def place(stage: Stage) -> tuple[str, ...]:
    """The place answered."""
    return stage.window.interview_shown().answers.get("territory", ())


@pytest.mark.parametrize("typed", ["paris", "seyssinet", "roan", "marseille", "Saint Etienne de"])
def test_enter_never_chooses_a_place_that_is_not_named_in_full(stage: Stage, typed: str) -> None:
    enter_place(stage, typed)

    assert place(stage) == ()
    assert stage.window.interview_shown().at == "territory"


def test_enter_leads_to_the_list_when_nothing_is_named_in_full(stage: Stage) -> None:
    enter_place(stage, "paris")

    assert focus_of(stage).objectName() == "place-38485"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("annonay", "07010"), ("roanne", "42187"), ("ROANNE ", "42187"), ("saint-etienne", "42218"),
     ("st étienne", "42218"), ("vienne", "38544"), ("loire", "42"), ("isere", "38")],
)  # fmt: skip
def test_enter_chooses_the_place_named_in_full(stage: Stage, typed: str, value: str) -> None:
    enter_place(stage, typed)

    assert place(stage) == (value,)
    assert focus_of(stage).objectName() == "place"


def test_enter_asks_which_of_two_places_of_one_name(stage: Stage) -> None:
    enter_place(stage, "saint-just")

    assert place(stage) == ()
    assert focus_of(stage).objectName().startswith("place-")


def test_a_department_typed_is_offered_first(stage: Stage) -> None:
    stage.visit(VISIT, "territory")
    QTest.keyClicks(stage.get(Line, "place"), "loire")
    stage.settle()
    stage.press("place-42")

    assert place(stage) == ("42",)


@pytest.mark.parametrize("where", ["choice-talent", "own-words", "header-help", "page"])
def test_escape_keeps_the_answers_wherever_the_focus_went(stage: Stage, where: str) -> None:
    stage.visit(VISIT, "themes")
    stage.press("restart")
    stage.get(QWidget, where).setFocus()
    QTest.keyClick(focus_of(stage), Qt.Key.Key_Escape)
    stage.settle()

    assert stage.window.findChild(QWidget, "restart-question") is None
    assert stage.get(QWidget, "restart").isVisible()
    assert stage.window.interview_shown().at == "themes"
    assert set(stage.window.interview_shown().answers) == {"situation", "territory"}


@pytest.mark.parametrize("scene", ["01-welcome", "03-situation", "18-crash", "19-erase"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("text_size", [100, 200])
def test_every_button_has_a_letter_of_its_own(
    make_stage: MakeStage, scene: str, language: str, text_size: int
) -> None:
    stage = make_stage(Look(language=language, text_size=text_size))
    SCENES[scene](stage)
    stage.settle()
    named = {
        button.objectName(): button.shortcut().toString()
        for button in stage.window.findChildren(Button)
        if button.isVisible()
    }

    assert [name for name, letter in named.items() if not letter] == []
    assert len(set(named.values())) == len(named)


@pytest.mark.parametrize(
    ("language", "letters"),
    [("fr", {"start-fr": "Alt+C", "forward": "Alt+C"}),
     ("en", {"start-en": "Alt+S", "forward": "Alt+C"})],
)  # fmt: skip
def test_the_main_button_is_where_help_says_it_is(
    make_stage: MakeStage, language: str, letters: dict[str, str]
) -> None:
    stage = make_stage(Look(language=language))
    first = f"start-{language}"
    found = {first: stage.get(Button, first).shortcut().toString()}
    stage.visit(VISIT, "themes")
    found["forward"] = stage.get(Button, "forward").shortcut().toString()

    assert found == letters
    assert "Alt+C" in stage.window.look.say(phrase("ui.help.keys-letters"))
