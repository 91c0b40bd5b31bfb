"""The column of verdicts: all six are seen at once, in as many words as there is room for."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.desk.draft import Draft
from desktop.guide.masks import Answers
from desktop.ui.advisor.brief import Brief
from desktop.ui.advisor.verdict_panel import VerdictPanel
from desktop.ui.theme import Look
from tests.ui.advisor.conftest import Bench, MakeDesk

HARDEST: Answers = {
    "situation": ("foreign-investor",), "territory": ("38",), "urgency": ("now",),
    "themes": ("talent", "daily-support", "funding", "local-purchasing", "none-of-these"),
    "funding-kind": ("unknown",),
    "purchasing-kind": ("unknown", "find-subcontractor", "find-supplier", "replace-import"),
    "talent-kind": ("recruit", "apprentice", "unknown"),
    "support-kind": ("single-contact", "regional-aid", "procedures", "unknown"),
}  # fmt: skip
"""Everything at once: six members to see or to consider, and what no member covers."""
PLAIN: Answers = {
    "situation": ("expanding",), "territory": ("69",), "themes": ("talent",),
    "talent-kind": ("recruit",), "urgency": ("now",),
}  # fmt: skip
LAPTOP, LARGE = (1366, 768), (1920, 1080)


def verdicts(desk: Bench, answers: Answers) -> VerdictPanel:
    desk.interview.work.change(Draft(answers))
    desk.interview.rebuild()
    desk.settle()
    return desk.interview.verdicts


def seen(panel: VerdictPanel) -> list[str]:
    """The members whose row is whole on the screen, with a reason."""
    page = panel._scroll
    foot = page.verticalScrollBar().value() + page.viewport().height()
    return [
        member
        for member, row in panel.rows.items()
        if row.geometry().bottom() <= foot and row.reason.isVisible() and row.reason.text()
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("answers", [HARDEST, PLAIN], ids=["hardest", "plain"])
def test_all_six_are_seen_with_their_reasons_on_a_laptop(
    make_desk: MakeDesk, answers: Answers, language: str
) -> None:
    panel = verdicts(make_desk(look=Look(language=language), size=LAPTOP), answers)
    assert seen(panel) == list(panel.rows)
    assert len(panel.rows) == 6
    assert panel._scroll.verticalScrollBar().maximum() == 0
    assert not panel.below.isVisible()


def test_with_room_everything_is_said(make_desk: MakeDesk) -> None:
    panel = verdicts(make_desk(size=LARGE), PLAIN)
    assert {row.reason.most for row in panel.rows.values()} == {0}
    assert "Vos besoins" in panel.rows["bpifrance"].reason.text()


def test_what_is_shortened_is_whole_in_its_hint_and_for_screen_readers(
    make_desk: MakeDesk,
) -> None:
    panel = verdicts(make_desk(size=LAPTOP), HARDEST)
    medef = panel.rows["medef"]
    assert medef.reason.most > 0
    assert medef.reason.text() in medef.accessibleName()
    assert medef.reason.toolTip()
    card = panel._cards[0]
    assert card.step.most > 0
    assert card.step.text() in card.accessibleName()


def test_what_would_bring_a_member_in_names_the_choices_alone(make_desk: MakeDesk) -> None:
    panel = verdicts(make_desk(size=(1366, 600)), PLAIN)
    bank = panel.rows["bpifrance"]
    assert "Un prêt" in bank.reason.text()
    assert "Vos besoins" not in bank.reason.text()
    assert "Vos besoins" in bank.reason.toolTip()
    assert "Vos besoins" in bank.accessibleName()


def test_where_not_even_the_fewest_words_fit_it_says_how_many_are_below(
    make_desk: MakeDesk,
) -> None:
    panel = verdicts(make_desk(look=Look(text_size=200), size=(1000, 640)), HARDEST)
    assert panel.below.isVisible()
    assert str(len(panel.rows) - len(seen(panel))) in panel.below.text()
    bar = panel._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert panel.below.isVisible()
    assert panel.below.text() == ""


def test_more_is_said_again_once_there_is_room(make_desk: MakeDesk) -> None:
    desk = make_desk(size=LAPTOP)
    panel = verdicts(desk, HARDEST)
    assert panel.rows["medef"].reason.most == 1
    desk.interview.work.change(Draft(PLAIN))
    desk.interview._show_all()
    desk.settle()
    assert panel.rows["medef"].reason.most != 1


def test_a_row_is_as_high_as_was_reckoned(make_desk: MakeDesk) -> None:
    panel = verdicts(make_desk(size=LAPTOP), HARDEST)
    medef = panel.rows["medef"]
    assert medef.height() == medef.height_at(medef.width(), medef._density)
    card = panel._cards[0]
    assert card.height() == card.height_at(card.width(), card.step.most)


def test_no_text_takes_more_lines_than_it_may(qapp: QApplication) -> None:
    look = Look()
    words = Brief(
        "À envisager si la bonne solution est un prêt, une garantie. " * 3, look, "caption"
    )
    words.show_lines(2)
    step = look.line_height("caption")
    assert [w for w in range(150, 450) if words.heightForWidth(w) != round(2 * step)] == []


def test_no_line_is_cut_in_the_middle(make_desk: MakeDesk) -> None:
    panel = verdicts(make_desk(size=LAPTOP), HARDEST)
    shown = [label for label in panel.findChildren(QLabel) if label.isVisible()]
    assert [w.text() for w in shown if w.height() < w.heightForWidth(w.width())] == []
