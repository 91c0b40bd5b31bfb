"""Where single keys are switched off, a digit or a letter acts with Alt alone, and hints say so."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from desktop import ticket
from desktop.answers import check_answers
from desktop.guide.model import Guide
from desktop.territory import Communes
from desktop.ui.advisor.choice import Choice
from desktop.ui.advisor.question_block import ChoiceBlock
from desktop.ui.theme import Look
from desktop.ui.widgets.tile import Tile
from tests.ui.advisor.conftest import ALONE, TWO, Bench, MakeDesk

OFF = replace(ALONE, desk=replace(ALONE.desk, single_keys=False))
TWO_OFF = replace(TWO, desk=replace(TWO.desk, single_keys=False))
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def with_alt(desk: Bench, sign: str, held: Qt.KeyboardModifier = ALT) -> None:
    focus: QWidget | None = QApplication.focusWidget()
    assert focus is not None
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(focus, QKeyEvent(kind, ord(sign.upper()), held, sign))
    desk.settle()


def answers(desk: Bench) -> dict[str, tuple[str, ...]]:
    return dict(desk.interview.work.draft.answers)


def test_a_digit_alone_answers_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk(OFF)
    desk.type("2é1b")

    assert answers(desk) == {}


def test_with_alt_it_answers_as_it_does_alone_elsewhere(make_desk: MakeDesk) -> None:
    desk = make_desk(OFF)
    with_alt(desk, "2")
    assert answers(desk) == {"situation": ("expanding",)}
    with_alt(desk, "é")  # the same key of a French keyboard, which takes it back
    assert answers(desk) == {}


def test_alt_with_control_is_another_key(make_desk: MakeDesk) -> None:
    desk = make_desk(OFF)
    with_alt(desk, "2", ALT | Qt.KeyboardModifier.ControlModifier)

    assert answers(desk) == {}


def test_a_name_is_chosen_with_alt_alone(make_desk: MakeDesk) -> None:
    desk = make_desk(TWO_OFF)
    desk.type("b")
    assert desk.session.advisor is None
    with_alt(desk, "b")

    assert desk.session.by == "bo"


def test_a_verdict_is_changed_with_alt_alone(make_desk: MakeDesk) -> None:
    desk = make_desk(OFF)
    verdicts = desk.interview.verdicts
    verdicts.open_override(desk.interview.work.live.judged[0].member.id)
    desk.settle()
    editor = verdicts.editor
    assert editor is not None
    desk.type("1")
    assert editor._verdict == ""
    with_alt(desk, "1")

    assert editor._verdict != ""


def test_fields_take_every_sign(make_desk: MakeDesk) -> None:
    desk = make_desk(OFF)
    desk.press(Qt.Key.Key_F3)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    desk.type("Abc 12")

    assert line.text() == "Abc 12"


def test_keys_that_write_nothing_go_on_working(make_desk: MakeDesk) -> None:
    desk = make_desk(OFF)
    block = desk.interview.needs.blocks["situation"]
    assert isinstance(block, ChoiceBlock)
    next(iter(block.choices.values())).setFocus()
    desk.press(Qt.Key.Key_Space)

    assert len(answers(desk)) == 1


def test_a_scanned_code_is_heard_all_the_same(make_desk: MakeDesk, guide: Guide) -> None:
    desk = make_desk(OFF)
    given = check_answers(guide, Communes(), {"situation": "expanding"})
    desk.scan(ticket.encode(guide, given))

    assert answers(desk) == {"situation": ("expanding",)}


def test_the_hints_say_alt(make_desk: MakeDesk) -> None:
    desk = make_desk(TWO_OFF)
    who = desk.window.findChild(Tile, "who-bo")
    assert who is not None
    assert "Alt+B" in f"{who.accessibleName()} {who.accessibleDescription()}"
    said = [label.text() for label in desk.window.findChildren(QLabel) if label.isVisible()]
    assert any("Tenez Alt" in text for text in said)


def test_the_key_beside_a_choice_takes_the_room_it_needs(make_desk: MakeDesk) -> None:
    def drawn(look: Look) -> int:
        return Choice("x", "Un choix", "", "1", look, True)._words_left()

    assert Look(keys_alone=False).key("a") == "Alt+A"
    assert Look().key("a") == "A"
    assert Look(keys_alone=False).key("") == ""
    assert drawn(Look(keys_alone=False)) > drawn(Look())


def test_another_look_keeps_the_hints(make_desk: MakeDesk) -> None:
    desk = make_desk(OFF)
    desk.window.show_look(replace(desk.window.look, language="en", theme="dark"))

    assert not desk.interview.look.keys_alone
