"""A visit in the real window: each page, back and forth, nothing lost, nothing chosen unasked."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.text import Phrase, phrase
from desktop.ui.screenshots import Stage
from desktop.ui.stage import OUTSIDE, VISIT
from desktop.ui.theme import Look
from desktop.ui.widgets.department import DepartmentButton
from desktop.ui.widgets.field import Line
from desktop.ui.widgets.summary import ErrorSummary
from desktop.ui.widgets.tile import Tile
from tests.ui.conftest import MakeStage


def texts(stage: Stage) -> list[str]:
    """Every line of words on the page."""
    return [label.text() for label in stage.window.findChildren(QLabel) if label.isVisible()]


def says(stage: Stage, sentence: Phrase) -> bool:
    """Whether this sentence is on the page."""
    return stage.window.look.say(sentence) in texts(stage)


def answers(stage: Stage) -> dict[str, tuple[str, ...]]:
    """The answers of the visit under way."""
    return dict(stage.window.interview_shown().answers)


def checked(stage: Stage) -> list[str]:
    """The tiles and departments that are chosen."""
    return [
        button.objectName()
        for kind in (Tile, DepartmentButton)
        for button in stage.window.findChildren(kind)
        if button.isChecked()
    ]


def find(stage: Stage, name: str) -> QWidget:
    """The widget of this name."""
    return stage.get(QWidget, name)


def focused(stage: Stage) -> str:
    """The name of what has the focus."""
    return stage.window.focus_name()


def type_place(stage: Stage, qtbot: QtBot, text: str) -> Line:
    """Type into the field of the territory page."""
    line = stage.get(Line, "place")
    QTest.keyClicks(line, text)
    stage.settle()
    return line


@pytest.mark.parametrize("until", list(VISIT))
def test_nothing_is_chosen_before_it_is_asked(stage: Stage, until: str) -> None:
    stage.visit(VISIT, until)

    assert checked(stage) == []


def test_the_heading_and_the_window_s_title_are_the_question(stage: Stage) -> None:
    stage.visit(VISIT, "themes")

    ask = stage.cases.guide.get_question("themes").ask
    assert says(stage, phrase("ui.window", title=ask, product="")) is False
    assert ask.fr in texts(stage)
    assert stage.window.windowTitle() == f"{ask.fr} · Aiguillage"


def test_nothing_is_said_of_what_is_left_before_the_themes_are_known(stage: Stage) -> None:
    stage.visit(VISIT, "themes")

    assert not find(stage, "left").isVisible()


def test_what_is_left_follows_each_touch(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    stage.press("choice-funding")
    one = says(stage, phrase("ui.left", n=3))
    stage.press("choice-talent")

    assert one
    assert says(stage, phrase("ui.left", n=4))


def test_the_last_question_says_so(stage: Stage) -> None:
    stage.visit(VISIT, "urgency")

    assert says(stage, phrase("ui.left", n=1))


def test_going_on_without_an_answer_says_what_is_missing(stage: Stage) -> None:
    stage.visit(VISIT, "situation")
    stage.press("forward")
    words = stage.window.look.say(phrase("ui.error.one"))

    assert isinstance(stage.window.focusWidget(), ErrorSummary)
    assert words in texts(stage)
    assert find(stage, "error-0").property("text") == words
    assert stage.window.interview_shown().at == "situation"


def test_the_summary_leads_to_the_answers(stage: Stage) -> None:
    stage.visit(VISIT, "situation")
    stage.press("forward")
    stage.press("error-0")

    assert focused(stage) == "choice-relocating"


def test_the_place_s_error_stands_at_its_field_in_the_same_words(stage: Stage) -> None:
    stage.visit(VISIT, "territory")
    stage.press("forward")
    words = stage.window.look.say(phrase("ui.error.territory"))
    stage.press("error-0")

    assert texts(stage).count(words) == 1
    assert find(stage, "error-0").property("text") == words
    assert focused(stage) == "place"


def test_back_never_loses_an_answer(stage: Stage, qtbot: QtBot) -> None:
    stage.visit(VISIT, "funding-kind")
    stage.press("back")
    QTest.keyClick(stage.window, Qt.Key.Key_Escape)
    stage.settle()

    assert stage.window.interview_shown().at == "territory"
    assert answers(stage).keys() == {"situation", "territory", "themes"}
    assert checked(stage) == ["choice-38"]


def test_exclusive_answers_push_the_others_out(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    stage.press("choice-funding")
    stage.press("choice-none-of-these")

    assert checked(stage) == ["choice-none-of-these"]


def test_modifier_comes_straight_back_to_the_review(stage: Stage) -> None:
    stage.visit(VISIT, None)
    stage.press("edit-situation")
    stage.press("choice-starting")
    stage.press("forward")

    assert stage.window.interview_shown().at is None
    assert answers(stage)["situation"] == ("starting",)


def test_modifier_asks_only_what_the_change_opens(stage: Stage) -> None:
    stage.visit(VISIT, None)
    stage.press("edit-themes")
    stage.press("choice-export")
    stage.press("forward")
    opened = stage.window.interview_shown().at
    stage.press("choice-customs")
    stage.press("forward")

    assert opened == "export-kind"
    assert stage.window.interview_shown().at is None


def test_an_answer_set_aside_is_shown_apart_and_comes_back(stage: Stage) -> None:
    stage.visit(VISIT, None)
    for name in ("edit-themes", "choice-talent", "forward"):
        stage.press(name)
    aside = [label.text() for label in find(stage, "set-aside").findChildren(QLabel)]
    for name in ("edit-themes", "choice-talent", "forward"):
        stage.press(name)

    assert "Recruter\nPrendre un apprenti ou un alternant" in aside
    assert stage.window.findChild(QWidget, "set-aside") is None
    assert answers(stage)["talent-kind"] == ("recruit", "apprentice")


@pytest.mark.parametrize("typed", ["vienne", "VIENNE", "38200"])
def test_a_commune_typed_lights_its_department(stage: Stage, qtbot: QtBot, typed: str) -> None:
    stage.visit(VISIT, "territory")
    type_place(stage, qtbot, typed)
    stage.press("place-38544")

    assert answers(stage)["territory"] == ("38544",)
    assert checked(stage) == ["choice-38"]
    assert "Lieu choisi : Vienne (Isère)" in "".join(texts(stage)).replace("\u00a0", " ")


def test_a_postal_code_elsewhere_offers_outside_the_region(stage: Stage, qtbot: QtBot) -> None:
    stage.visit(VISIT, "territory")
    type_place(stage, qtbot, "75001")
    stage.press("place-outside")

    assert answers(stage)["territory"] == ("outside",)
    assert checked(stage) == ["choice-outside"]


def test_a_commune_that_is_not_listed_leads_to_the_map(stage: Stage, qtbot: QtBot) -> None:
    stage.visit(VISIT, "territory")
    type_place(stage, qtbot, "xyzzy")
    stage.press("place-missing")

    assert focused(stage) == "choice-01"


def test_typing_lets_go_of_the_place_chosen_before(stage: Stage, qtbot: QtBot) -> None:
    stage.visit(VISIT, "territory")
    stage.press("choice-38")
    type_place(stage, qtbot, "roa")

    assert "territory" not in answers(stage)
    assert checked(stage) == []


@pytest.mark.parametrize("where", ["page", "choice-69", "choice-undecided", "header-help"])
def test_letters_typed_anywhere_look_for_a_place(stage: Stage, where: str) -> None:
    stage.visit(VISIT, "territory")
    find(stage, where).setFocus()
    for letter in "Éto":
        QTest.sendKeyEvent(
            QTest.KeyAction.Click,
            stage.window.focusWidget(),
            Qt.Key.Key_unknown,
            letter,
            Qt.KeyboardModifier.NoModifier,
        )
    stage.settle()

    assert find(stage, "place").property("text") == "Éto"
    assert focused(stage) == "place"
    assert find(stage, "place-26124").isVisible()


def test_letters_typed_where_no_place_is_asked_change_nothing(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    QTest.keyClicks(stage.window.focusWidget(), "roanne")

    assert stage.window.interview_shown().at == "themes"
    assert checked(stage) == []


def test_a_commune_chosen_stands_in_the_field_ready_to_be_replaced(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.visit(VISIT, "territory")
    type_place(stage, qtbot, "roann")
    QTest.mouseClick(find(stage, "place-42187"), Qt.MouseButton.LeftButton)
    stage.settle()
    shown, where, lit = find(stage, "place").property("text"), focused(stage), checked(stage)
    type_place(stage, qtbot, "vien")

    assert (shown, where, lit) == ("Roanne", "place", ["choice-42"])
    assert find(stage, "place").property("text") == "vien"
    assert "territory" not in answers(stage)


def test_a_commune_chosen_is_still_there_on_coming_back(stage: Stage, qtbot: QtBot) -> None:
    stage.visit(VISIT, "territory")
    type_place(stage, qtbot, "roanne")
    for name in ("place-42187", "forward", "back"):
        stage.press(name)

    assert find(stage, "place").property("text") == "Roanne"
    assert checked(stage) == ["choice-42"]
    stage.press("choice-69")
    assert find(stage, "place").property("text") == ""


def test_the_keyboard_alone_finds_a_commune_and_goes_on(stage: Stage, qtbot: QtBot) -> None:
    stage.visit(VISIT, "territory")
    line = type_place(stage, qtbot, "roanne")
    QTest.keyClick(line, Qt.Key.Key_Down)
    first = stage.window.focusWidget()
    QTest.keyClick(first, Qt.Key.Key_Return)
    stage.settle()
    where = focused(stage)
    QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Return)
    stage.settle()

    assert where == "place"
    assert answers(stage)["territory"] == ("42187",)
    assert stage.window.interview_shown().at == "themes"


def test_outside_the_region_leads_to_the_review_at_once(stage: Stage) -> None:
    stage.visit(OUTSIDE, None)

    assert stage.window.interview_shown().is_finished


@pytest.mark.parametrize("until", [*VISIT, None])
def test_a_change_of_language_keeps_page_and_answers(stage: Stage, until: str | None) -> None:
    stage.visit(VISIT, until)
    before = answers(stage)
    stage.press("header-language")

    assert stage.window.look.language == "en"
    assert stage.window.interview_shown().at == until
    assert answers(stage) == before


def test_a_change_of_look_keeps_what_was_touched_typed_and_focused(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.visit(VISIT, "territory")
    line = type_place(stage, qtbot, "roan")
    line.setFocus()
    stage.window.show_look(replace(stage.window.look, theme="dark", text_size=150, language="en"))
    stage.settle()

    assert find(stage, "place").property("text") == "roan"
    assert focused(stage) == "place"
    assert find(stage, "place-42187").isVisible()


def test_a_tile_keeps_the_focus_through_a_change_of_look(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    find(stage, "choice-export").setFocus()
    stage.window.show_look(replace(stage.window.look, theme="contrast"))
    stage.settle()

    assert focused(stage) == "choice-export"


def test_start_again_leaves_nothing_of_the_visit(stage: Stage) -> None:
    stage.visit(VISIT, None)
    stage.press("forward")
    stage.press("restart")
    stage.press("restart-erase")

    assert says(stage, phrase("ui.welcome.title"))
    stage.press("start-fr")
    assert answers(stage) == {}


def test_one_touch_on_start_again_loses_nothing(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    before = answers(stage)
    stage.press("restart")

    assert says(stage, phrase("ui.erase.question"))
    assert focused(stage) == "restart-keep"
    assert not find(stage, "forward").isVisible()
    assert (stage.window.interview_shown().at, answers(stage)) == ("themes", before)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_hasty_key_keeps_the_answers(stage: Stage, key: Qt.Key) -> None:
    stage.visit(VISIT, "themes")
    before = answers(stage)
    stage.press("restart")
    QTest.keyClick(stage.window.focusWidget(), key)
    stage.settle()

    assert not says(stage, phrase("ui.erase.question"))
    assert focused(stage) == "restart"
    assert find(stage, "forward").isVisible()
    assert (stage.window.interview_shown().at, answers(stage)) == ("themes", before)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("text_size", "size"),
    [(100, (800, 600)), (125, (800, 600)), (200, (800, 600)), (100, (1366, 768)),
     (200, (1366, 768)), (200, (1080, 1920))],
)  # fmt: skip
def test_a_second_touch_in_the_same_place_does_not_erase(
    make_stage: MakeStage, text_size: int, size: tuple[int, int], language: str
) -> None:
    stage = make_stage(Look(text_size=text_size, language=language), size)
    stage.visit(VISIT, "themes")
    first = find(stage, "restart")
    touched = first.rect().translated(first.mapTo(stage.window, QPoint()))
    stage.press("restart")
    erase = find(stage, "restart-erase")

    assert not touched.intersects(erase.rect().translated(erase.mapTo(stage.window, QPoint())))


def test_going_on_takes_the_question_away(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    stage.press("choice-talent")
    stage.press("restart")
    QTest.keyClick(find(stage, "choice-talent"), Qt.Key.Key_Return)
    stage.settle()

    assert stage.window.interview_shown().at == "talent-kind"
    assert stage.window.findChild(QWidget, "restart-question") is None
    assert find(stage, "restart").isVisible()


def test_a_visit_without_answers_starts_again_at_once(stage: Stage) -> None:
    stage.press("start-fr")
    stage.press("restart")

    assert says(stage, phrase("ui.welcome.title"))


def test_the_tab_key_goes_between_the_two_answers_of_the_question(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    stage.press("restart")
    QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)

    assert focused(stage) == "restart-erase"


def test_leaving_the_first_question_keeps_the_window_usable(stage: Stage) -> None:
    stage.press("start-fr")
    stage.press("back")

    assert says(stage, phrase("ui.welcome.title"))


def test_starting_in_the_other_language_changes_everything(stage: Stage) -> None:
    stage.press("start-en")

    assert stage.window.look.language == "en"
    assert stage.cases.guide.questions[0].ask.en in texts(stage)


def test_help_opens_over_the_visit_and_gives_it_back(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    stage.press("choice-funding")
    stage.press("header-help")
    shown = says(stage, phrase("ui.help.title"))
    stage.press("back")

    assert shown
    assert checked(stage) == ["choice-funding"]


def test_a_size_is_picked_where_it_is_shown(stage: Stage, qtbot: QtBot) -> None:
    stage.press("header-size")
    stage.press("size-200")

    assert stage.window.look.text_size == 200
    assert focused(stage) == "size-200"
    QTest.keyClick(find(stage, "size-200"), Qt.Key.Key_Escape)
    stage.settle()
    assert stage.window.findChild(QWidget, "strip") is None
    assert focused(stage) == "header-size"


def test_the_look_chosen_is_handed_on_to_be_kept(stage: Stage) -> None:
    stage.press("header-theme")
    stage.press("theme-contrast")

    assert stage.window.look == replace(Look(), theme="contrast", fit=stage.window.look.fit)


def test_a_large_window_enlarges_everything(make_stage: MakeStage) -> None:
    stage = make_stage(size=(1920, 1080))

    assert stage.window.look.fit == 1.375


def test_large_text_folds_the_header_to_icons_with_names(make_stage: MakeStage) -> None:
    stage = make_stage(Look(text_size=200))
    button = stage.window.findChild(QPushButton, "header-help")

    assert button is not None
    assert button.width() == button.height()
    assert button.accessibleName() == "Aide"


def test_every_button_works_without_a_pointer(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    unreachable = [
        button.objectName()
        for button in stage.window.findChildren(QAbstractButton)
        if button.isVisible() and not button.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]

    assert unreachable == []


def test_the_keyboard_alone_makes_a_whole_visit(stage: Stage, qtbot: QtBot) -> None:
    stage.press("start-fr")
    for name in ("choice-relocating", "choice-undecided", "choice-export", "choice-customs"):
        for _ in range(2):  # Enter chooses, Enter again goes on
            find(stage, name).setFocus()
            QTest.keyClick(find(stage, name), Qt.Key.Key_Return)
            stage.settle()
    QTest.keyClick(find(stage, "choice-now"), Qt.Key.Key_Space)
    QTest.keyClick(find(stage, "forward"), Qt.Key.Key_Return)
    stage.settle()

    assert stage.window.interview_shown().at is None
    assert answers(stage)["export-kind"] == ("customs",)


def tabbed(stage: Stage) -> list[str]:
    """What the Tab key stops at, from the page once around."""
    passed: list[str] = []
    while stage.window.focus_name() not in passed[:1] and len(passed) < 60:
        passed.append(stage.window.focus_name())
        QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Tab)
    return passed[1:]


HEADER = ["header-size", "header-theme", "header-language", "header-help"]
FOOTER = ["back", "restart", "forward"]


def start_tabbing(stage: Stage) -> list[str]:
    """The same from the first control of the page."""
    stage.window.activateWindow()
    QTest.keyClick(stage.window.focusWidget(), Qt.Key.Key_Tab)
    first = stage.window.focus_name()
    return [first, *tabbed(stage)]


def test_the_tab_key_goes_down_the_page(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    choices = [f"choice-{c.id}" for c in stage.cases.guide.get_question("themes").choices]

    assert start_tabbing(stage) == ["own-words", *choices, *FOOTER, *HEADER]


def test_the_tab_key_comes_to_what_was_made_below_the_fold_before_the_footer(
    stage: Stage,
) -> None:
    stage.visit(VISIT, None)
    stage.press("forward")
    order = [name for name in start_tabbing(stage) if name]

    assert order.index("others") < order.index("print") < order.index("back")


def test_the_tab_key_goes_down_the_page_after_a_change_of_look(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    stage.window.show_look(replace(stage.window.look, theme="dark", language="en"))
    stage.settle()
    choices = [f"choice-{c.id}" for c in stage.cases.guide.get_question("themes").choices]

    assert start_tabbing(stage) == ["own-words", *choices, *FOOTER, *HEADER]


def test_the_tab_key_comes_to_suggestions_after_the_field_and_to_the_map_last(
    stage: Stage, qtbot: QtBot
) -> None:
    stage.visit(VISIT, "territory")
    type_place(stage, qtbot, "roanne")
    order = start_tabbing(stage)

    at = order.index("place-missing")
    assert order[:2] == ["place", "place-42187"]
    assert order[at + 1 : at + 3] == ["choice-undecided", "choice-outside"]
    assert order[at + 3 : at + 15] == [f"choice-{code}" for code in sorted(order_of_map(stage))]
    assert order[at + 15 :] == [*FOOTER, *HEADER]


def order_of_map(stage: Stage) -> list[str]:
    """The departments of the map."""
    return [button.department.code for button in stage.window.findChildren(DepartmentButton)]


def test_an_open_strip_is_reached_after_its_button(stage: Stage) -> None:
    stage.press("start-fr")
    stage.press("header-size")
    order = tabbed(stage)

    assert order[:4] == ["size-125", "size-150", "size-200", "header-theme"]
    assert order[-1] == "header-size"
