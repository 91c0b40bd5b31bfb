"""A visitor's own words: heard, marked, confirmed by a touch alone, and gone with the page."""

from __future__ import annotations

import gc
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop import suggest
from desktop.casework import Casework
from desktop.errors import CannotWrite
from desktop.guide.model import Guide
from desktop.suggest import THEMES, Ask, Heard, PlaceHeard, Suggestion
from desktop.text import Phrase, phrase
from desktop.ui.listening import Listener
from desktop.ui.screens.own_words import OwnWords
from desktop.ui.screenshots import Stage
from desktop.ui.stage import VISIT
from desktop.ui.theme import Look
from desktop.ui.widgets.field import Line
from desktop.ui.widgets.heard import MarkedWords
from desktop.ui.widgets.tile import Tile
from tests.ui.conftest import MakeStage

MONEY = Suggestion(needs=(Heard("talent", 0.9, ((3, 9),)), Heard("financing", 0.8, ((14, 20),))))


class Ears:
    """Somebody who hears the same in every text."""

    def __init__(self) -> None:
        self.hears = Suggestion(ask=THEMES)
        self.texts: list[str] = []
        self.asks = (Ask("funding-kind", ("fundraising", "financing", "financial-management")),)

    def suggest(self, text: str, language: str | None = None) -> Suggestion:
        self.texts.append(text)
        return self.hears


@pytest.fixture
def ears(monkeypatch: pytest.MonkeyPatch) -> Ears:
    """What hears, in the place of the real one."""
    made = Ears()
    monkeypatch.setattr(suggest, "load_suggester", lambda *_: made)
    return made


@pytest.fixture
def themes(ears: Ears, stage: Stage) -> Stage:
    """A visit on the page of the themes, in Isère."""
    stage.visit(VISIT, "themes")
    return stage


def say(stage: Stage, text: str) -> None:
    """Have a sentence typed and heard."""
    stage.get(OwnWords).say(text)
    stage.settle()


def answers(stage: Stage) -> dict[str, tuple[str, ...]]:
    """The answers of the visit under way."""
    return dict(stage.window.interview_shown().answers)


def checked(stage: Stage) -> list[str]:
    """The tiles that are chosen."""
    return [t.objectName() for t in stage.window.findChildren(Tile) if t.isChecked()]


def texts(stage: Stage) -> list[str]:
    """Every line of words on the page."""
    return [label.text() for label in stage.window.findChildren(QLabel) if label.isVisible()]


def says(stage: Stage, sentence: Phrase) -> bool:
    """Whether this sentence is on the page."""
    return stage.window.look.say(sentence) in texts(stage)


def test_words_are_heard_once_the_visitor_pauses(ears: Ears, themes: Stage, qtbot: QtBot) -> None:
    ears.hears = MONEY
    QTest.keyClicks(themes.get(Line, "own-words"), "un soudeur, un emprunt")
    at_once = list(ears.texts)
    qtbot.waitUntil(lambda: themes.window.findChild(QWidget, "heard") is not None)

    assert "un soudeur, un emprunt" not in at_once
    assert [text for text in ears.texts if text] == ["un soudeur, un emprunt"]


def test_nothing_is_chosen_by_what_is_heard(ears: Ears, themes: Stage) -> None:
    ears.hears = replace(MONEY, place=PlaceHeard("42187", (0, 1)))
    before = answers(themes)
    say(themes, "un soudeur et un prêt")

    assert checked(themes) == []
    assert answers(themes) == before
    assert themes.window.interview_shown().at == "themes"


def test_a_touch_confirms_one_thing_heard_and_ticks_its_tile(ears: Ears, themes: Stage) -> None:
    ears.hears = MONEY
    say(themes, "un soudeur et un prêt")
    themes.press("heard-financing")

    assert checked(themes) == ["choice-funding"]
    assert answers(themes)["themes"] == ("funding",)
    assert answers(themes)["funding-kind"] == ("financing",)
    assert "talent-kind" not in answers(themes)
    assert themes.window.interview_shown().at == "themes"


def test_what_was_confirmed_is_shown_ticked_when_its_page_opens(ears: Ears, themes: Stage) -> None:
    ears.hears = MONEY
    say(themes, "un soudeur et un prêt")
    for name in ("heard-financing", "forward"):
        themes.press(name)

    assert themes.window.interview_shown().at == "funding-kind"
    assert checked(themes) == ["choice-financing"]


def test_what_was_confirmed_is_said_so_and_taken_back_by_a_second_touch(
    ears: Ears, themes: Stage
) -> None:
    ears.hears = MONEY
    before = answers(themes)
    say(themes, "un soudeur et un prêt")
    themes.press("heard-financing")
    noted = themes.get(QWidget, "heard-financing").property("text")
    themes.press("heard-financing")

    assert noted == themes.window.look.say(phrase("ui.own-words.given"))
    assert answers(themes) == before
    assert checked(themes) == []


def test_a_theme_stays_while_another_of_its_kinds_is_confirmed(ears: Ears, themes: Stage) -> None:
    ears.hears = Suggestion(needs=(Heard("fundraising", 0.9, ()), Heard("financing", 0.8, ())))
    say(themes, "un associé ou un prêt")
    for name in ("heard-fundraising", "heard-financing", "heard-fundraising"):
        themes.press(name)

    assert answers(themes)["themes"] == ("funding",)
    assert answers(themes)["funding-kind"] == ("financing",)


def test_a_tile_let_go_of_below_is_no_longer_confirmed_above(ears: Ears, themes: Stage) -> None:
    ears.hears = MONEY
    say(themes, "un soudeur et un prêt")
    themes.press("heard-talent")
    themes.press("choice-talent")

    yes = themes.window.look.say(phrase("ui.own-words.yes"))
    assert themes.get(QWidget, "heard-talent").property("text") == yes


def test_the_words_that_made_it_think_so_are_marked_in_the_sentence(
    ears: Ears, themes: Stage
) -> None:
    ears.hears = MONEY
    say(themes, "un soudeur et un prêt ici")
    marked = themes.get(MarkedWords)

    assert marked.text() == "un soudeur et un prêt ici"
    assert [(m.start, m.length) for m in marked.formats] == [(3, 6), (14, 6)]


def test_marks_stand_right_after_signs_that_qt_counts_twice(ears: Ears, themes: Stage) -> None:
    ears.hears = Suggestion(needs=(Heard("talent", 0.9, ((3, 10),)),))
    say(themes, "😀😀 soudeur")

    assert [(m.start, m.length) for m in themes.get(MarkedWords).formats] == [(5, 7)]


def test_what_is_typed_is_never_taken_for_html(ears: Ears, themes: Stage) -> None:
    ears.hears = Suggestion(needs=(Heard("talent", 0.9, ((0, 3),)),))
    say(themes, "<b>un soudeur</b> <img src='/dev/zero'>")
    marked = themes.get(MarkedWords)

    assert marked.textFormat() is Qt.TextFormat.PlainText
    assert marked.text() == "<b>un soudeur</b> <img src='/dev/zero'>"


def test_a_closed_question_is_answered_by_touching_a_tile(ears: Ears, themes: Stage) -> None:
    ears.hears = Suggestion(ask="funding-kind")
    say(themes, "j’ai besoin d’argent")
    asked = says(themes, phrase("suggest.ask.funding-kind"))
    themes.press("heard-fundraising")

    assert asked
    assert answers(themes)["funding-kind"] == ("fundraising",)
    assert checked(themes) == ["heard-fundraising", "choice-funding"]


def test_words_not_understood_are_no_error_and_lead_to_the_themes(
    ears: Ears, themes: Stage
) -> None:
    say(themes, "mon voisin fait du bruit")
    said = says(themes, phrase("suggest.not-understood"))
    QTest.keyClick(themes.get(Line, "own-words"), Qt.Key.Key_Return)

    assert said
    assert themes.window.focus_name() == "choice-funding"
    assert themes.window.findChild(QWidget, "error-summary") is None


def test_somebody_still_typing_is_not_told_that_nothing_is_understood(
    ears: Ears, themes: Stage
) -> None:
    say(themes, "mon voi")

    assert themes.window.findChild(QWidget, "heard") is None


def test_what_the_network_does_not_answer_is_offered_as_such(ears: Ears, themes: Stage) -> None:
    ears.hears = Suggestion(ask=THEMES, uncovered="litigation")
    say(themes, "un litige avec mon voisin")
    said = says(themes, phrase("suggest.uncovered"))
    themes.press("heard-none-of-these")

    assert said
    assert answers(themes)["themes"] == ("none-of-these",)


def test_another_place_than_the_one_answered_is_offered_beside_it(
    ears: Ears, themes: Stage
) -> None:
    ears.hears = Suggestion(needs=MONEY.needs, place=PlaceHeard("42187", (0, 2)))
    say(themes, "un soudeur et un prêt")
    button = themes.get(QWidget, "heard-place-42187")
    words, before = button.property("text"), answers(themes)["territory"]
    themes.press("heard-place-42187")
    changed = answers(themes)["territory"]
    themes.press("heard-place-42187")

    assert words == themes.window.look.say(phrase("ui.review.edit"))
    assert (before, changed) == (("38",), ("42187",))
    assert answers(themes)["territory"] == ("38",)


def test_a_place_said_already_is_not_offered_again(ears: Ears, themes: Stage) -> None:
    ears.hears = Suggestion(needs=MONEY.needs, place=PlaceHeard("38", (0, 2)))
    say(themes, "un soudeur et un prêt")

    assert themes.window.findChild(QWidget, "heard-place-38") is None


def test_the_keyboard_alone_says_confirms_and_goes_on(ears: Ears, themes: Stage) -> None:
    ears.hears = MONEY
    line = themes.get(Line, "own-words")
    QTest.keyClicks(line, "un soudeur, un emprunt")
    QTest.keyClick(line, Qt.Key.Key_Return)
    themes.settle()
    where, given = themes.window.focus_name(), answers(themes)
    QTest.keyClick(themes.window.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(themes.window.focusWidget(), Qt.Key.Key_Tab)

    assert where == "heard-talent"
    assert "themes" not in given
    assert answers(themes)["themes"] == ("talent",)
    assert themes.window.focus_name() == "heard-financing"


def test_a_change_of_look_keeps_the_words_and_what_was_confirmed(ears: Ears, themes: Stage) -> None:
    ears.hears = MONEY
    say(themes, "un soudeur et un prêt")
    themes.press("heard-talent")
    themes.window.show_look(replace(themes.window.look, theme="dark", text_size=150, language="en"))
    themes.settle()

    assert themes.get(Line, "own-words").text() == "un soudeur et un prêt"
    assert checked(themes) == ["choice-talent"]
    assert themes.get(QWidget, "heard-talent").property("text") == "Noted"


def test_erasing_leaves_nothing_that_can_be_undone(ears: Ears, themes: Stage) -> None:
    ears.hears = MONEY
    line = themes.get(Line, "own-words")
    QTest.keyClicks(line, "un soudeur, un emprunt")
    themes.get(OwnWords).listen()
    themes.settle()
    themes.press("own-words-erase")
    line.undo()

    assert line.text() == ""
    assert themes.window.findChild(QWidget, "heard") is None
    assert themes.window.focus_name() == "own-words"


def test_leaving_the_page_erases_the_words(ears: Ears, themes: Stage) -> None:
    ears.hears = MONEY
    say(themes, "un soudeur et un prêt")
    for name in ("heard-talent", "forward", "back"):
        themes.press(name)

    assert themes.get(Line, "own-words").text() == ""


def found_in_memory(canary: str) -> list[str]:
    """What of Python's holds a text with the canary, beside the test itself."""
    gc.unfreeze()  # what was there before the first test may hold it too
    gc.collect()
    found: list[str] = []
    # Loops and no comprehension, whose cell would hold the canary and be found.
    for holder in gc.get_objects():
        for held in gc.get_referents(holder):
            if isinstance(held, str) and canary in held:
                found.append(repr(type(holder)))  # noqa: PERF401
    return found


def test_after_starting_again_the_words_are_nowhere(make_stage: MakeStage, tmp_path: Path) -> None:
    stage = make_stage()
    start, end = "zyx", "wvu"
    stage.visit(VISIT, "themes")
    line = stage.get(Line, "own-words")
    QTest.keyClicks(line, f"je cherche un soudeur {start}{end} vers Roanne")
    stage.get(OwnWords).listen()
    stage.settle()
    stage.press("heard-talent")
    was_there = found_in_memory(f"{start}{end}")
    del line
    for name in ("restart", "restart-erase"):
        stage.press(name)
    lines = [w.text() for w in QApplication.allWidgets() if isinstance(w, QLineEdit)]

    assert was_there
    assert found_in_memory(f"{start}{end}") == []
    assert not any(f"{start}{end}" in text for text in lines)
    assert f"{start}{end}" not in QApplication.clipboard().text()
    assert list(tmp_path.iterdir()) == []


class Keeping:
    """An advisor's machine that keeps sentences, or cannot."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, tuple[str, ...], str]] = []
        self.fault: CannotWrite | None = None

    def __call__(self, text: str, labels: Sequence[str], language: str) -> bool:
        if self.fault is not None:
            raise self.fault
        self.kept.append((text, tuple(labels), language))
        return len(self.kept) == 1


@pytest.fixture
def keeping() -> Keeping:
    """Where sentences are kept."""
    return Keeping()


@pytest.fixture
def desk_stage(ears: Ears, make_stage: MakeStage, guide: Guide, keeping: Keeping) -> Stage:
    """A visit on the themes at a desk where an advisor may keep a sentence."""
    stage = make_stage(keep_saying=keeping)
    stage.visit(VISIT, "themes")
    return stage


def test_an_advisor_keeps_a_sentence_with_the_needs_confirmed(
    ears: Ears, desk_stage: Stage, keeping: Keeping
) -> None:
    ears.hears = MONEY
    say(desk_stage, "un soudeur et un prêt")
    is_offered_before = desk_stage.get(QWidget, "own-words-keep").isVisible()
    desk_stage.press("heard-financing")
    desk_stage.press("own-words-keep")

    assert not is_offered_before
    assert keeping.kept == [("un soudeur et un prêt", ("financing",), "fr")]
    assert says(desk_stage, phrase("ui.own-words.kept"))
    desk_stage.press("own-words-keep")
    assert says(desk_stage, phrase("ui.own-words.kept-before"))


def test_a_sentence_that_cannot_be_kept_is_said_and_the_visit_goes_on(
    ears: Ears, desk_stage: Stage, keeping: Keeping
) -> None:
    keeping.fault = CannotWrite(Path("/nowhere"), OSError(28, "full"))
    ears.hears = MONEY
    say(desk_stage, "un soudeur et un prêt")
    for name in ("heard-talent", "own-words-keep"):
        desk_stage.press(name)
    said = desk_stage.get(QLabel, "own-words-status").text()
    desk_stage.press("forward")

    assert said == desk_stage.window.look.say(keeping.fault.phrase)
    assert desk_stage.window.interview_shown().at == "talent-kind"


def test_where_nothing_may_be_kept_nobody_is_asked(ears: Ears, themes: Stage) -> None:
    ears.hears = MONEY
    say(themes, "un soudeur et un prêt")
    themes.press("heard-talent")

    assert themes.window.findChild(QWidget, "own-words-keep") is None


@pytest.mark.parametrize(
    ("language", "text", "offer"),
    [("fr", "je ne trouve pas de soudeur", "heard-talent"),
     ("en", "I want to sell to customers in Germany", "heard-export")],
)  # fmt: skip
def test_the_shipped_weights_are_heard_in_both_languages(
    make_stage: MakeStage, language: str, text: str, offer: str
) -> None:
    stage = make_stage(Look(language=language))
    stage.visit(VISIT, "themes")
    say(stage, text)

    assert stage.get(QWidget, offer).isVisible()


def test_listening_takes_no_time_that_a_typist_would_notice(guide: Guide) -> None:
    cases = Casework(guide, on_trial=False)
    listener, visit = Listener(guide, cases.communes), cases.open("fr")
    text = "je ne trouve pas de soudeur près de Roanne, et ma banque hésite à me suivre"
    listener.listen(text, visit)
    taken = []
    for _ in range(30):
        start = time.process_time()
        listener.listen(text, visit)
        taken.append(time.process_time() - start)

    assert median(taken) < 0.008
