"""The desk in a small window and large text: narrower, but no word is cut or unreadable."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from desktop.ui.advisor.bar import Tab
from desktop.ui.advisor.keyed import Keyed
from desktop.ui.advisor.pages import ORDER
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.paint import frame_rect
from tests.ui.advisor.conftest import Bench, MakeDesk
from tests.ui.advisor.test_cases import cases, keep
from tests.ui.advisor.test_verdicts import PLAIN, verdicts

SMALL = [(800, 600, 100), (800, 600, 125), (800, 600, 200), (1024, 768, 150), (1366, 768, 200)]
BOTH = pytest.mark.parametrize("language", ["fr", "en"])
EACH = pytest.mark.parametrize(("width", "height", "text_size"), SMALL)


def written(button: Button) -> float:
    """How large its words are written, of how large they would be with room enough."""
    look = button._look
    inside = frame_rect(button, look).width() - 2 * look.px(8)
    icon = button._icon_side() + look.px(8) if button._icon else 0
    return button._fitting(inside - icon).pixelSize() / button.font().pixelSize()


def too_wide(desk: Bench) -> list[str]:
    """The pages of which a part is out of sight at the right."""
    pages = [page for page in desk.window.findChildren(Page) if page.isVisible()]
    return [p.objectName() for p in pages if p._body.width() > p.viewport().width()]


@BOTH
@EACH
def test_the_names_of_the_pages_can_be_read(
    make_desk: MakeDesk, width: int, height: int, text_size: int, language: str
) -> None:
    desk = make_desk(look=Look("light", text_size, language), size=(width, height))
    tabs = desk.window.findChildren(Tab)
    assert len(tabs) == len(ORDER)
    assert min(written(tab) for tab in tabs) >= 0.8
    assert max(tab.mapTo(desk.window, QPoint(tab.width(), 0)).x() for tab in tabs) <= width


@BOTH
@EACH
def test_no_part_of_the_interview_is_cut(
    make_desk: MakeDesk, width: int, height: int, text_size: int, language: str
) -> None:
    desk = make_desk(look=Look("light", text_size, language), size=(width, height))
    panel = verdicts(desk, PLAIN)
    keyed = [one for one in desk.window.findChildren(Keyed) if one.isVisible()]
    assert len(keyed) >= 6
    assert [one.words for one in keyed if one.width() < one.sizeHint().width()] == []
    assert too_wide(desk) == []
    assert written(panel.save) >= 0.8
    desk.click("step-company")
    assert too_wide(desk) == []
    desk.click("step-sheet")
    assert too_wide(desk) == []


@EACH
def test_no_other_page_is_wider_than_the_window(
    make_desk: MakeDesk, width: int, height: int, text_size: int
) -> None:
    desk = make_desk(look=Look("light", text_size), size=(width, height))
    for page in ORDER[1:]:
        desk.window.go(page)
        desk.settle()
        assert too_wide(desk) == [], page


def test_the_key_of_saving_is_said_where_there_is_room_and_always_in_the_hint(
    make_desk: MakeDesk,
) -> None:
    save = verdicts(make_desk(), PLAIN).save
    assert save.words.endswith("(Ctrl+S)")
    narrow = verdicts(make_desk(look=Look(text_size=200), size=(800, 600)), PLAIN).save
    assert "Ctrl" not in narrow.words
    assert narrow.toolTip() == save.words


def test_names_and_keys_come_back_with_the_room(make_desk: MakeDesk) -> None:
    desk = make_desk(look=Look(text_size=150), size=(800, 600))
    tab, step = desk.window.findChildren(Tab)[0], desk.interview.view.bar.steps["needs"]  # type: ignore[union-attr]
    below, narrow = tab.mapTo(desk.window, QPoint()).y(), step.width()
    desk.window.resize(1900, 1000)
    desk.settle()
    wide = desk.interview.view.bar.steps["needs"]  # type: ignore[union-attr]
    first = desk.window.findChildren(Tab)[0]
    assert first.mapTo(desk.window, QPoint()).y() < below
    assert wide.width() > narrow


def test_a_list_without_an_open_case_has_the_width(make_desk: MakeDesk) -> None:
    desk = make_desk(size=(1366, 768))
    case = keep(desk, "Alpha d’essai")
    page = cases(desk)
    assert page.list.width() > 1100
    assert page.list.table.horizontalScrollBar().maximum() == 0
    page.show_case(case)
    desk.settle()
    assert page.list.width() < 850


def test_the_window_fills_the_smallest_screen_and_leaves_room_for_its_title(desk: Bench) -> None:
    assert (desk.window.minimumWidth(), desk.window.minimumHeight()) == (800, 600 - 40)
