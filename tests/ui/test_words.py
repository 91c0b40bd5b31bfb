"""Words on the screen: plain, whole, and heard by screen readers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Look
from desktop.ui.widgets.words import Heading, Value, Words

CANARY = "<img src='/dev/zero'><b>&amp;</b>"


def test_words_are_never_taken_for_html(qtbot: QtBot) -> None:
    words = Words(CANARY, Look())
    qtbot.addWidget(words)

    assert words.textFormat() is Qt.TextFormat.PlainText
    assert words.text() == CANARY


def test_a_value_can_be_selected_and_is_never_html(qtbot: QtBot) -> None:
    value = Value(CANARY, Look())
    qtbot.addWidget(value)

    assert value.textFormat() is Qt.TextFormat.PlainText
    assert value.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_long_words_wrap_and_keep_their_line_height(qtbot: QtBot) -> None:
    look = Look()
    words = Words("mot " * 60, look)
    qtbot.addWidget(words)

    lines = words.heightForWidth(400) / look.line_height("body")

    assert lines == int(lines)
    assert words.heightForWidth(200) > words.heightForWidth(400) > look.line_height("body")


def test_a_word_wider_than_its_column_is_broken_and_not_cut(qtbot: QtBot) -> None:
    words = Words("x" * 200, Look())
    qtbot.addWidget(words)

    assert words.heightForWidth(100) > words.heightForWidth(2000)


def test_the_narrow_space_the_font_lacks_is_replaced(qtbot: QtBot) -> None:
    words = Words("30\u202f000", Look())
    qtbot.addWidget(words)

    assert words.text() == "30\u00a0000"


def test_a_heading_is_heard_as_a_heading(qtbot: QtBot) -> None:
    heading = Heading("Où ?", Look())
    qtbot.addWidget(heading)

    heard = QAccessible.queryAccessibleInterface(heading)

    assert heard.role() == QAccessible.Role.Heading
    assert heard.text(QAccessible.Text.Name) == "Où ?"


def test_words_measured_at_many_widths_wrap_as_at_each_alone(qtbot: QtBot) -> None:
    text = "Une phrase assez longue, avec des mots de longueurs diverses et inégales. " * 2
    measured = Words(text, Look())
    qtbot.addWidget(measured)

    def alone(width: int) -> int:
        words = Words(text, Look())
        qtbot.addWidget(words)
        return words.heightForWidth(width)

    widths = [1000, 760, 640, 633, 500, 499, 320, 321, 97, 700, 755]
    assert [measured.heightForWidth(w) for w in widths] == [alone(w) for w in widths]


def test_each_line_of_centred_words_stands_in_the_middle(qtbot: QtBot) -> None:
    words = Words("un deux trois quatre\nfin", Look())
    qtbot.addWidget(words)
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    words.resize(400, words.heightForWidth(400))
    picture = words.grab().toImage()
    low = range(picture.height() // 2, picture.height())
    paper = picture.pixel(0, 0)
    inked = [x for x in range(400) if any(picture.pixel(x, y) != paper for y in low)]

    assert abs((inked[0] + inked[-1]) / 2 - 200) < 4
