"""The results: whom to see and why, what to leave with; a fault is a sentence, no more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop import sheet, ticket
from desktop.guide.model import Guide
from desktop.text import phrase
from desktop.ui.screenshots import Stage
from desktop.ui.stage import OTHER_MATTER, OUTSIDE, VISIT
from desktop.ui.theme import Look
from desktop.ui.widgets.card import MemberCard
from desktop.ui.widgets.code import Code, Square
from desktop.ui.widgets.field import Line
from desktop.ui.widgets.words import Heading
from tests.ui.conftest import MakeStage

Answers = Mapping[str, tuple[str, ...]]


def conclude(stage: Stage, answers: Answers) -> None:
    """Answer, and go to the results."""
    stage.visit(answers, None)
    stage.press("forward")


def cards(stage: Stage) -> list[str]:
    """The members' cards, in the order shown."""
    return [card.accessibleName() for card in stage.window.findChildren(MemberCard)]


def texts(stage: Stage) -> list[str]:
    """Every line of words on the page."""
    return [label.text() for label in stage.window.findChildren(QLabel) if label.isVisible()]


def status(stage: Stage) -> str:
    """What the page says of the last request."""
    label = stage.get(QLabel, "status")
    return label.text() if label.isVisible() else ""


class Saving:
    """A person at the save dialog who always answers the same."""

    def __init__(self, path: Path | None) -> None:
        self.path = path

    def __call__(self, parent: QWidget, title: str, name: str, language: str) -> Path | None:
        return self.path


@pytest.fixture
def saving() -> Saving:
    """Somebody who saves nowhere until told otherwise."""
    return Saving(None)


@pytest.fixture
def saving_stage(make_stage: MakeStage, saving: Saving) -> Stage:
    """A stage on the results, with somebody at the save dialog."""
    stage = make_stage(ask_path=saving)
    conclude(stage, VISIT)
    return stage


def test_there_is_one_card_for_each_member_to_see(stage: Stage) -> None:
    conclude(stage, VISIT)

    assert cards(stage) == ["MEDEF Auvergne-Rhône-Alpes", "Bpifrance"]


def test_a_card_says_whom_why_how_and_what_first(stage: Stage) -> None:
    conclude(stage, VISIT)
    card = stage.window.findChildren(MemberCard)[0]
    parts = [heading.text() for heading in card.findChildren(Heading) if heading.level == 4]
    say = stage.window.look.say

    assert parts == [
        say(phrase(key))
        for key in ("ui.card.why", "ui.card.reach", "ui.card.step", "ui.card.bring")
    ]


def test_a_card_cites_the_clause_it_rests_on_with_its_date(stage: Stage) -> None:
    conclude(stage, VISIT)

    assert any("LyonMag, juin 2022, §4d" in text for text in texts(stage))


def legs(card: MemberCard) -> dict[str, list[str]]:
    """The words of each part of a card, by the part's heading."""
    found: dict[str, list[str]] = {}
    for heading in (h for h in card.findChildren(Heading) if h.level == 4):
        leg = heading.parentWidget()
        assert leg is not None
        found[heading.text()] = [w.text() for w in leg.findChildren(QLabel) if w is not heading]
    return found


def test_a_weaker_reason_stands_apart_with_the_clause_it_rests_on(stage: Stage) -> None:
    conclude(stage, {**VISIT, "funding-kind": ("unknown",), "talent-kind": ("recruit",)})
    card = next(
        card
        for card in stage.window.findChildren(MemberCard)
        if card.accessibleName().startswith("MEDEF")
    )
    say, parts = stage.window.look.say, legs(card)
    why, also = parts[say(phrase("ui.card.why"))], parts[say(phrase("ui.card.also"))]

    assert any("P1" in text for text in also)
    assert not any("P1" in text for text in why)
    assert any("P3" in text for text in why)


def test_cards_follow_the_visitor_s_own_order(make_stage: MakeStage) -> None:
    stage = make_stage()
    conclude(stage, {**VISIT, "themes": ("talent", "funding"), "funding-kind": ("financing",)})
    first = cards(stage)
    stage.press("restart")
    stage.press("restart-erase")
    conclude(stage, {**VISIT, "themes": ("funding", "talent"), "funding-kind": ("financing",)})

    assert first == list(reversed(cards(stage)))


def conclude_unsettled(stage: Stage) -> None:
    """Go to the results, and stop at the first picture."""
    stage.visit(VISIT, None)
    stage.get(QPushButton, "forward").click()


def test_what_is_below_the_fold_comes_with_the_next_picture(stage: Stage) -> None:
    conclude_unsettled(stage)
    at_first = cards(stage)
    stage.settle()

    assert at_first == ["MEDEF Auvergne-Rhône-Alpes"]
    assert cards(stage) == ["MEDEF Auvergne-Rhône-Alpes", "Bpifrance"]
    assert stage.get(QWidget, "others").isVisible()


def test_a_change_of_look_before_the_next_picture_makes_each_card_once(stage: Stage) -> None:
    conclude_unsettled(stage)
    stage.window.show_look(replace(stage.window.look, theme="dark"))
    # The page that was begun is gone by then.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    stage.settle()

    assert cards(stage) == ["MEDEF Auvergne-Rhône-Alpes", "Bpifrance"]


def test_starting_again_before_the_next_picture_leaves_nothing(stage: Stage) -> None:
    conclude_unsettled(stage)
    stage.window.restart()
    stage.settle()

    assert cards(stage) == []
    assert stage.get(QWidget, "start-fr").isVisible()


def test_no_card_is_numbered(stage: Stage) -> None:
    conclude(stage, VISIT)
    headings = [h.text() for h in stage.window.findChildren(Heading) if h.level == 3]

    assert not any(character.isdigit() for heading in headings for character in heading)


def test_the_others_are_folded_until_asked_for(stage: Stage) -> None:
    conclude(stage, VISIT)
    before = stage.window.findChildren(QWidget, "other")
    stage.press("others")

    assert before == []
    assert len(stage.window.findChildren(QWidget, "other")) == 4
    assert stage.window.focus_name() == "others"


def test_the_others_say_what_answer_would_bring_them_in(stage: Stage) -> None:
    conclude(stage, VISIT)
    stage.press("others")
    said = " ".join(texts(stage)).replace("\u00a0", " ")

    assert "De quoi avez-vous besoin ? « Acheter local » en plus de votre réponse." in said


def test_outside_the_region_nobody_is_recommended_and_the_way_back_is_there(stage: Stage) -> None:
    conclude(stage, OUTSIDE)
    nobody = cards(stage)
    stage.press("back-to")

    assert nobody == []
    assert stage.window.interview_shown().at == "territory"


def test_an_uncovered_need_is_said_with_whom_to_ask(stage: Stage) -> None:
    conclude(stage, OTHER_MATTER)

    assert stage.window.findChild(QWidget, "notice") is not None
    assert cards(stage) == ["Auvergne-Rhône-Alpes Entreprises"]
    assert "À envisager" in texts(stage)


def test_the_code_shown_holds_the_answers(stage: Stage, guide: Guide) -> None:
    conclude(stage, VISIT)

    assert dict(ticket.decode(guide, stage.get(Code).code).answers) == VISIT


def test_a_code_reopens_the_visit_where_it_was_left(stage: Stage, guide: Guide) -> None:
    stage.press("code-ask")
    QTest.keyClicks(stage.get(Line, "code"), ticket.encode(guide, VISIT))
    stage.press("code-open")

    assert dict(stage.window.interview_shown().answers) == VISIT
    assert stage.window.interview_shown().at is None


def test_a_code_that_is_none_is_said_at_its_field(stage: Stage, qtbot: QtBot) -> None:
    stage.press("code-ask")
    QTest.keyClicks(stage.get(Line, "code"), "bonjour")
    stage.press("code-open")

    assert any("n’existe pas dans un code" in text for text in texts(stage))
    assert stage.window.focus_name() == "code"


def test_an_empty_code_is_asked_for(stage: Stage) -> None:
    stage.press("code-ask")
    stage.press("code-open")

    assert stage.window.look.say(phrase("ui.code.empty")) in texts(stage)


def test_the_square_mark_is_painted_and_can_be_read_again(stage: Stage) -> None:
    conclude(stage, VISIT)
    square = stage.get(Square)

    assert square.has_rows
    assert square.grab().toImage().pixelColor(5, 5).lightness() > 250


def test_the_sheet_is_saved_where_asked(
    saving_stage: Stage, saving: Saving, tmp_path: Path
) -> None:
    saving.path = tmp_path / "fiche.pdf"
    saving_stage.press("forward")

    assert (tmp_path / "fiche.pdf").read_bytes().startswith(b"%PDF-")
    assert str(tmp_path / "fiche.pdf") in status(saving_stage)


def test_a_folder_that_is_not_there_is_said_and_the_visit_goes_on(
    saving_stage: Stage, saving: Saving, tmp_path: Path
) -> None:
    saving.path = tmp_path / "nowhere" / "fiche.pdf"
    saving_stage.press("forward")
    said = status(saving_stage)
    saving_stage.press("back")

    assert "nowhere" in said
    assert saving_stage.window.interview_shown().is_finished


def test_changing_one_s_mind_at_the_dialog_saves_nothing(saving_stage: Stage) -> None:
    saving_stage.press("forward")

    assert status(saving_stage) == ""


def test_the_text_is_copied_whole(stage: Stage) -> None:
    conclude(stage, VISIT)
    stage.press("copy")
    outcome = stage.cases.conclude(stage.window.interview_shown())

    assert QApplication.clipboard().text() == sheet.to_text(outcome, "fr")
    assert status(stage) == stage.window.look.say(phrase("ui.copy.done"))


def test_without_a_printer_the_page_says_what_else_to_do(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:9")
    conclude(stage, VISIT)
    stage.press("print")

    assert status(stage) == stage.window.look.say(phrase("ui.print.none"))


def test_results_change_language_in_place(stage: Stage) -> None:
    conclude(stage, VISIT)
    stage.press("header-language")

    assert "Two doors open for you" in texts(stage)
    assert stage.get(Square).has_rows


def test_the_panel_stands_beside_the_cards_only_where_there_is_room(
    make_stage: MakeStage,
) -> None:
    wide, narrow = make_stage(), make_stage(size=(800, 600))
    conclude(wide, VISIT)
    conclude(narrow, VISIT)

    assert wide.window.findChild(QWidget, "side-page") is not None
    assert narrow.window.findChild(QWidget, "side-page") is None


def test_a_change_of_theme_keeps_the_others_open(stage: Stage) -> None:
    conclude(stage, VISIT)
    stage.press("others")
    stage.window.show_look(replace(stage.window.look, theme="dark"))
    stage.settle()

    assert len(stage.window.findChildren(QWidget, "other")) == 4


def test_the_results_picture_differs_from_one_theme_to_the_other(make_stage: MakeStage) -> None:
    pictures: list[QImage] = []
    for theme in ("light", "dark", "contrast"):
        stage = make_stage(Look(theme))
        conclude(stage, VISIT)
        pictures.append(stage.window.grab().toImage())

    assert pictures[0] != pictures[1] != pictures[2]


@pytest.mark.parametrize("size", [(1366, 768), (800, 600)])
def test_what_came_of_a_request_is_seen_without_scrolling(
    make_stage: MakeStage, size: tuple[int, int]
) -> None:
    stage = make_stage(size=size)
    conclude(stage, VISIT)
    stage.press("copy")

    assert not stage.get(QLabel, "status").visibleRegion().isEmpty()
