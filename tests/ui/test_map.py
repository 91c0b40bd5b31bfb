"""The map: every department answers to the pointer, to the keys and to screen readers."""

from __future__ import annotations

import itertools

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.ui.theme import Look
from desktop.ui.widgets.department import Department
from desktop.ui.widgets.map import DepartmentMap, load_outlines

CODES = ("01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74")


@pytest.fixture
def department_map(qtbot: QtBot) -> DepartmentMap:
    offered = tuple(Department(code, f"Nom {code}", f"Nom {code} dit") for code in CODES)
    made = DepartmentMap(offered, Look())
    qtbot.addWidget(made)
    made.resize(560, made.heightForWidth(560))
    made.show()
    return made


@pytest.mark.parametrize("code", CODES)
def test_a_touch_on_a_department_picks_it(
    qtbot: QtBot, department_map: DepartmentMap, code: str
) -> None:
    with qtbot.waitSignal(department_map.picked) as picked:
        QTest.mouseClick(
            department_map, Qt.MouseButton.LeftButton, pos=department_map.centre_of(code)
        )

    assert picked.args == [code]


@pytest.mark.parametrize("code", CODES)
def test_the_middle_of_what_a_screen_reader_points_at_is_the_department(
    department_map: DepartmentMap, code: str
) -> None:
    middle = department_map.buttons[code].geometry().center()

    assert department_map.department_at(middle.toPointF()) == code


def test_a_touch_outside_every_department_picks_nothing(
    qtbot: QtBot, department_map: DepartmentMap
) -> None:
    with qtbot.assertNotEmitted(department_map.picked):
        QTest.mouseClick(department_map, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keys_pick_the_department_that_has_the_focus(
    qtbot: QtBot, department_map: DepartmentMap, key: Qt.Key
) -> None:
    with qtbot.waitSignal(department_map.picked) as picked:
        QTest.keyClick(department_map.buttons["38"], key)

    assert picked.args == ["38"]


def test_enter_on_the_department_chosen_goes_on(
    qtbot: QtBot, department_map: DepartmentMap
) -> None:
    department_map.show_chosen("38")

    with qtbot.waitSignal(department_map.confirmed):
        QTest.keyClick(department_map.buttons["38"], Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        ("38", Qt.Key.Key_Up, "01"),
        ("38", Qt.Key.Key_Right, "73"),
        ("73", Qt.Key.Key_Up, "74"),
        ("63", Qt.Key.Key_Up, "03"),
        ("07", Qt.Key.Key_Right, "26"),
    ],
)
def test_arrows_go_to_the_neighbour_on_that_side(
    qtbot: QtBot, department_map: DepartmentMap, start: str, key: Qt.Key, end: str
) -> None:
    department_map.buttons[start].setFocus()
    QTest.keyClick(department_map.buttons[start], key)

    qtbot.waitUntil(department_map.buttons[end].hasFocus)


def reached(qtbot: QtBot, department_map: DepartmentMap) -> set[str]:
    """Every department that arrows lead to from the first one."""
    keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
    found, ahead = {"01"}, ["01"]
    while ahead:
        code = ahead.pop()
        for key in keys:
            department_map.buttons[code].setFocus()
            QTest.keyClick(department_map.buttons[code], key)
            new = {own for own, button in department_map.buttons.items() if button.hasFocus()}
            ahead += sorted(new - found)
            found |= new
    return found


def test_arrows_alone_reach_every_department(qtbot: QtBot, department_map: DepartmentMap) -> None:
    qtbot.waitExposed(department_map)

    assert reached(qtbot, department_map) == set(CODES)


def test_each_department_is_heard_with_its_name_and_place(department_map: DepartmentMap) -> None:
    button = department_map.buttons["38"]
    heard = QAccessible.queryAccessibleInterface(button)

    assert heard.role() == QAccessible.Role.RadioButton
    assert heard.text(QAccessible.Text.Name) == "Nom 38 dit"
    assert heard.rect() == QRect(button.mapToGlobal(QPoint(0, 0)), button.size())


def test_only_the_department_chosen_is_heard_as_checked(department_map: DepartmentMap) -> None:
    department_map.show_chosen("38")
    department_map.show_chosen("69")

    assert [code for code, button in department_map.buttons.items() if button.isChecked()] == ["69"]


def test_nothing_is_chosen_again_once_let_go(department_map: DepartmentMap) -> None:
    department_map.show_chosen("38")
    department_map.show_chosen(None)

    assert not any(button.isChecked() for button in department_map.buttons.values())


def test_what_is_pointed_at_chosen_or_focused_shows(
    qtbot: QtBot, department_map: DepartmentMap
) -> None:
    pictures = [department_map.grab().toImage()]
    QTest.mouseMove(department_map, department_map.centre_of("63"))
    pictures.append(department_map.grab().toImage())
    department_map.show_chosen("38")
    pictures.append(department_map.grab().toImage())
    department_map.buttons["26"].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(department_map.buttons["26"].hasFocus)
    pictures.append(department_map.grab().toImage())

    assert all(one != other for one, other in itertools.pairwise(pictures))


def test_the_map_keeps_its_proportions(department_map: DepartmentMap) -> None:
    outlines = load_outlines()
    one = outlines["38"].boundingRect()
    drawn = department_map.buttons["38"].geometry()

    assert drawn.width() / drawn.height() == pytest.approx(one.width() / one.height(), rel=0.02)
