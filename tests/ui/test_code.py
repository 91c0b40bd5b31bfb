"""The code and its mark: copied by hand without a doubt, read by a phone."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from desktop.ui.stage import VISIT
from desktop.ui.theme import Look
from desktop.ui.widgets.code import Code, Square
from tests.ui.conftest import MakeStage


@pytest.mark.parametrize(
    ("text_size", "size"),
    [(100, (1366, 768)), (100, (1920, 1080)), (125, (1366, 768)), (200, (800, 600))],
)
def test_no_line_of_the_code_holds_a_torn_or_lonely_group(
    make_stage: MakeStage, text_size: int, size: tuple[int, int]
) -> None:
    stage = make_stage(Look(text_size=text_size), size)
    stage.visit(VISIT, None)
    stage.press("forward")
    shown = stage.get(Code)
    lines = Code("8VR4-9G36-BZQT-T", stage.window.look).lines(shown.width())
    own = shown.lines(shown.width())

    assert lines in (["8VR4-9G36-BZQT-T"], ["8VR4-9G36-", "BZQT-T"])
    assert "".join(own) == shown.code
    assert shown.height() >= shown.heightForWidth(shown.width())


def test_a_code_wraps_where_it_must_and_at_its_groups_alone(qapp: object) -> None:
    code = Code("8VR4-9G36-BZQT-T", Look())

    assert code.lines(1000) == ["8VR4-9G36-BZQT-T"]
    assert code.lines(270) == ["8VR4-9G36-BZQT-T"]
    assert code.lines(200) == ["8VR4-9G36-", "BZQT-T"]
    assert code.lines(10) == ["8VR4-", "9G36-", "BZQT-", "T"]


def dark_box(image: QImage) -> tuple[int, int]:
    """Where the mark begins and ends on the middle line of its finder patterns."""
    row = image.height() // 10
    dark = [x for x in range(4, image.width() - 4) if image.pixelColor(x, row).lightness() < 60]
    return dark[0], dark[-1]


@pytest.mark.parametrize("text_size", [100, 125])
def test_the_mark_fills_its_frame_but_for_its_quiet_zone(
    make_stage: MakeStage, text_size: int
) -> None:
    stage = make_stage(Look(text_size=text_size))
    stage.visit(VISIT, None)
    stage.press("forward")
    square = stage.get(Square)
    module = square.width() / (len(square._rows) + 8)
    first, last = dark_box(square.grab().toImage())

    assert first == pytest.approx(4 * module, abs=1)
    assert square.width() - 1 - last == pytest.approx(4 * module, abs=1)
    assert module >= 4
