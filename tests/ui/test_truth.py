"""What a page says of itself is true at that moment: what is missing, and how much is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from desktop.ui.screenshots import Stage
from desktop.ui.stage import VISIT
from desktop.ui.theme import Look
from desktop.ui.widgets.field import ErrorWords
from desktop.ui.widgets.summary import ErrorSummary
from desktop.ui.widgets.words import Words
from tests.ui.conftest import MakeStage


def left(stage: Stage) -> str:
    """What is said of the questions left."""
    words = stage.get(Words, "left")
    return words.text() if words.isVisible() else ""


@pytest.mark.parametrize(
    ("question", "touched"),
    [("situation", "choice-starting"), ("territory", "choice-38"), ("themes", "choice-talent"),
     ("funding-kind", "choice-financing"), ("urgency", "choice-months")],
)  # fmt: skip
def test_what_is_missing_is_said_no_longer_once_it_is_answered(
    stage: Stage, question: str, touched: str
) -> None:
    stage.visit(VISIT, question)
    stage.press("forward")
    said = stage.get(ErrorSummary).isVisible()
    stage.press(touched)
    kinds = (ErrorSummary, ErrorWords)
    shown = [w for kind in kinds for w in stage.window.findChildren(kind) if w.isVisible()]

    assert said
    assert shown == []


def test_what_is_missing_stays_said_while_nothing_is_answered(stage: Stage) -> None:
    stage.visit(VISIT, "themes")
    stage.press("forward")
    stage.press("error-0")

    assert stage.get(ErrorSummary).isVisible()


def test_an_answer_changed_from_the_review_is_no_last_question(stage: Stage) -> None:
    stage.visit(VISIT, None)
    stage.press("edit-themes")
    before = left(stage)
    stage.press("choice-export")
    opening = left(stage)
    stage.press("forward")

    assert before == ""
    assert opening == "Encore 2\u00a0questions au plus" or opening == "Encore 2 questions au plus"
    assert stage.window.interview_shown().at == "export-kind"
    assert left(stage) == "Dernière question"


def test_nothing_is_said_while_the_questions_to_come_are_not_known(stage: Stage) -> None:
    stage.visit(VISIT, None)
    stage.press("edit-themes")
    stage.press("choice-funding")
    stage.press("choice-talent")

    assert left(stage) == ""


@pytest.mark.parametrize("text_size", [100, 200])
@pytest.mark.parametrize("size", [(1366, 768), (800, 600)])
def test_saying_what_is_left_moves_no_tile(
    make_stage: MakeStage, text_size: int, size: tuple[int, int]
) -> None:
    stage = make_stage(Look(text_size=text_size), size)
    stage.visit(VISIT, "themes")
    tile = stage.get(QWidget, "choice-export")
    before = tile.mapTo(stage.window, QPoint())
    unsaid = left(stage)
    stage.press("choice-funding")

    assert (unsaid, bool(left(stage))) == ("", True)
    assert tile.mapTo(stage.window, QPoint()) == before
