"""The keyboard on the screen: its keys, accents, guard, and when it is there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.configuration import Kiosk
from desktop.ticket.symbols import ALPHABET
from desktop.ui.kiosk.attract_screen import AttractScreen
from desktop.ui.kiosk.key import Key
from desktop.ui.kiosk.keyboard import Keyboard
from desktop.ui.kiosk.look import kiosk_look
from desktop.ui.kiosk.pictures import Display, KioskStage
from desktop.ui.screens.heard_panel import HeardPanel
from desktop.ui.stage import VISIT
from tests.ui.kiosk.conftest import BY_NAME, LOW, MakeKiosk


def rows_of(stage: KioskStage) -> list[str]:
    """The letters of each row, from the top, read off where the keys are."""
    keyboard = stage.get(Keyboard)
    tops = sorted({key.y() for key in keyboard.keys})
    rows = [sorted((k for k in keyboard.keys if k.y() == top), key=Key.x) for top in tops]
    return ["".join(key.key for key in row if len(key.key) == 1) for row in rows]


def own_words(stage: KioskStage) -> QLineEdit:
    """The field for a sentence, touched."""
    stage.visit(VISIT, "themes")
    stage.focus("own-words")
    return stage.get(QLineEdit, "own-words")


def test_it_is_not_there_before_a_field_is_touched(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "themes")
    kiosk.window.typing.follow()

    assert not kiosk.get(Keyboard).isVisible()
    kiosk.focus("own-words")
    assert kiosk.get(Keyboard).isVisible()


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("fr", ["azertyuiop", "qsdfghjklm", "wxcvbn'-", ""]),
        ("en", ["qwertyuiop", "asdfghjkl'", "zxcvbnm-", ""]),
    ],
)
def test_letters_stand_as_each_language_has_them(
    make_kiosk: MakeKiosk, language: str, rows: list[str]
) -> None:
    stage = make_kiosk(language=language)
    own_words(stage)

    assert rows_of(stage) == rows


def test_a_place_is_written_with_digits_at_hand(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "territory")
    kiosk.focus("place")

    assert rows_of(kiosk)[0] == "1234567890"
    for digit in "38000":
        kiosk.strike(digit)
    assert kiosk.find(QWidget, "place-38185") is not None


def test_where_digits_alone_are_asked_there_are_digits_alone(qtbot: QtBot) -> None:
    keyboard, line = Keyboard(LOOK, False, lambda: 0.0), QLineEdit()
    qtbot.addWidget(keyboard)
    qtbot.addWidget(line)
    line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    keyboard.resize(900, 500)
    keyboard.write_into(line, 600)

    assert "".join(key.key for key in keyboard.keys if len(key.key) == 1) == "1234567890"
    keyboard.keys[3].click()
    assert line.text() == "4"


LOOK = kiosk_look(Kiosk(), "fr", "light").fitted(1920, 1080)


def test_what_is_struck_is_written_and_heard(kiosk: KioskStage) -> None:
    line = own_words(kiosk)
    words = ["je", "cherche", "un", "apprenti"]
    kiosk.strike("shift")
    for key in [key for word in words for key in [*word, "space"]]:
        kiosk.strike(key)
    assert line.text() == "Je cherche un apprenti "
    kiosk.strike("back")
    assert line.text() == "Je cherche un apprenti"
    kiosk.strike("done")

    assert kiosk.find(HeardPanel, "heard") is not None


def test_shift_holds_for_one_letter(kiosk: KioskStage) -> None:
    line = own_words(kiosk)
    kiosk.strike("shift")
    kiosk.get(Keyboard).keys[0].click()
    kiosk.get(Keyboard).keys[0].click()

    assert line.text() == "Aa"


def test_signs_come_and_go(kiosk: KioskStage) -> None:
    line = own_words(kiosk)
    kiosk.strike("signs")
    kiosk.strike("5")
    kiosk.strike("€")
    kiosk.strike("letters")
    kiosk.strike("k")

    assert line.text() == "5€k"


def test_a_key_held_down_offers_its_accents_until_one_is_struck(
    kiosk: KioskStage, qtbot: QtBot
) -> None:
    line = own_words(kiosk)
    key = kiosk.get(Key, "key-e")
    key._hold.setInterval(10)
    with qtbot.waitSignal(key.held, timeout=20_000):
        QTest.mousePress(key, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(key, Qt.MouseButton.LeftButton)
    kiosk.settle()
    assert line.text() == ""
    kiosk.strike("è")

    assert line.text() == "è"
    assert kiosk.find(Key, "key-è") is None


def test_accents_stand_over_whole_keys(kiosk: KioskStage) -> None:
    own_words(kiosk)
    kiosk.get(Key, "key-e").held.emit("e")
    places = {key.geometry().topLeft().toTuple() for key in kiosk.get(Keyboard).keys}
    offered = [kiosk.get(Key, f"key-{letter}") for letter in "éèêë"]

    assert all(key.geometry().topLeft().toTuple() in places for key in offered)


def test_with_the_guard_the_same_key_counts_once_in_half_a_second(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(kiosk=Kiosk(repeat_guard=True))
    line = own_words(stage)
    for pause, key in [(0, "t"), (0.1, "t"), (0.4, "t"), (0.6, "t"), (0.1, "o"), (0.1, "t")]:
        stage.seconds += pause
        stage.strike(key)

    assert line.text() == "ttot"


def test_without_the_guard_every_strike_counts(kiosk: KioskStage) -> None:
    line = own_words(kiosk)
    for _ in range(3):
        kiosk.strike("l")

    assert line.text() == "lll"


def test_keys_never_take_the_focus_from_the_field(kiosk: KioskStage) -> None:
    line = own_words(kiosk)
    QTest.mouseClick(kiosk.get(Key, "key-m"), Qt.MouseButton.LeftButton)

    assert kiosk.window.focusWidget() is line
    assert line.text() == "m"


def test_ok_takes_the_keyboard_away(kiosk: KioskStage) -> None:
    own_words(kiosk)
    kiosk.strike("done")
    kiosk.window.typing.follow()

    assert not kiosk.get(Keyboard).isVisible()


def test_a_place_taken_from_the_list_takes_the_keyboard_away(kiosk: KioskStage) -> None:
    kiosk.visit(VISIT, "territory")
    kiosk.focus("place")
    for letter in "grenoble":
        kiosk.strike(letter)
    kiosk.press("place-38185")
    kiosk.window.typing.follow()

    assert not kiosk.get(Keyboard).isVisible()
    assert kiosk.window.interview_shown().answers["territory"] == ("38185",)
    assert kiosk.get(QAbstractButton, "forward").isVisible()


def test_nothing_moves_while_a_finger_is_down(kiosk: KioskStage, qtbot: QtBot) -> None:
    own_words(kiosk)
    handle = kiosk.window.windowHandle()
    tile = kiosk.get(QWidget, "choice-funding")
    at = tile.mapTo(kiosk.window, QPoint(60, 30))
    assert handle is not None
    QTest.mousePress(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    qtbot.waitUntil(lambda: kiosk.window.focusWidget() is tile)
    kiosk.window.typing.follow()
    assert kiosk.get(Keyboard).isVisible()
    QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    kiosk.settle()
    kiosk.window.typing.follow()

    assert not kiosk.get(Keyboard).isVisible()
    assert kiosk.window.interview_shown().answers["themes"] == ("funding",)


def test_another_language_brings_its_own_keys_and_keeps_what_was_typed(kiosk: KioskStage) -> None:
    own_words(kiosk)
    kiosk.strike("k")
    kiosk.press("kiosk-language")
    kiosk.window.typing.follow()
    kiosk.settle()

    assert kiosk.get(QLineEdit, "own-words").text() == "k"
    assert rows_of(kiosk)[0] == "qwertyuiop"


def test_on_a_low_screen_the_bars_make_room_and_come_back(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(BY_NAME["15.6in"])
    own_words(stage)
    assert not stage.get(QAbstractButton, "forward").isVisible()
    stage.strike("done")
    stage.window.typing.follow()

    assert stage.get(QAbstractButton, "forward").isVisible()


@pytest.mark.parametrize("display", [BY_NAME["15.6in"], LOW], ids=lambda screen: screen.name)
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_where_the_keyboard_takes_the_bars_room_start_again_stays(
    make_kiosk: MakeKiosk, display: Display, large: bool
) -> None:
    stage = make_kiosk(display, Kiosk(large_text=large))
    own_words(stage)
    assert not stage.get(QAbstractButton, "restart").isVisible()
    restart = stage.get(QAbstractButton, "restart-low")
    assert in_sight(restart)
    restart.click()
    stage.settle()

    assert isinstance(stage.window.screen_shown, AttractScreen)


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_where_the_bar_goes_its_buttons_stay_without_their_words(
    make_kiosk: MakeKiosk, large: bool
) -> None:
    stage = make_kiosk(LOW, Kiosk(large_text=large))
    own_words(stage)
    stage.strike("k")
    assert not stage.get(QAbstractButton, "kiosk-contrast").isVisible()
    for name in ("large", "contrast", "language"):
        assert in_sight(stage.get(QAbstractButton, f"kiosk-{name}-low")), name
    stage.press("kiosk-contrast-low")
    assert stage.window.kiosk_look.is_contrast
    stage.window.typing.follow()
    stage.settle()

    assert stage.get(QAbstractButton, "kiosk-contrast-low").isChecked()
    assert stage.get(QLineEdit, "own-words").text() == "k"
    assert stage.get(Keyboard).isVisible()


def test_nothing_stands_twice_where_the_bars_stay(kiosk: KioskStage) -> None:
    own_words(kiosk)

    assert kiosk.find(QAbstractButton, "restart-low") is None
    assert kiosk.find(QAbstractButton, "kiosk-contrast-low") is None


def test_the_line_is_the_pages_own_again_once_nobody_types(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(LOW)
    own_words(stage)
    stage.strike("done")
    stage.window.typing.follow()
    stage.settle()

    assert stage.find(QAbstractButton, "restart-low") is None
    assert stage.get(QAbstractButton, "restart").isVisible()


def in_sight(widget: QWidget) -> bool:
    """Whether all of it lies inside the window, above the keyboard."""
    window, line = widget.window(), widget.parentWidget()
    keys = window.findChild(Keyboard)
    assert line is not None
    assert keys is not None
    at = QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
    is_whole = line.visibleRegion().boundingRect().contains(widget.geometry())
    return is_whole and window.rect().contains(at) and not keys.geometry().intersects(at)


def test_the_veil_takes_the_keyboard_away(kiosk: KioskStage) -> None:
    line = own_words(kiosk)
    kiosk.wait(95)
    kiosk.window.typing.follow()
    assert not kiosk.get(Keyboard).isVisible()
    line.setFocus()
    kiosk.window.typing.follow()

    assert not kiosk.get(Keyboard).isVisible()


def test_a_key_struck_when_its_page_has_just_gone_does_nothing(kiosk: KioskStage) -> None:
    own_words(kiosk)
    kiosk.get(QAbstractButton, "forward").click()
    kiosk.get(QAbstractButton, "back").click()
    kiosk.settle()
    for key in kiosk.get(Keyboard).keys:
        key.struck.emit(key.key)
    kiosk.window.typing.follow()

    assert not kiosk.get(Keyboard).isVisible()


@pytest.mark.parametrize(
    ("language", "rows"),
    [
        ("fr", ["azertyuiop", "qsdfghjklm", "wxcvbn'-"]),
        ("en", ["qwertyuiop", "asdfghjkl'", "zxcvbnm-"]),
    ],
)
def test_on_a_low_screen_three_rows_leave_more_of_the_page(
    make_kiosk: MakeKiosk, language: str, rows: list[str]
) -> None:
    stage = make_kiosk(LOW, language=language)
    line, keyboard = own_words(stage), stage.get(Keyboard)
    look = stage.window.kiosk_look

    assert rows_of(stage) == rows
    assert keyboard.y() >= look.mm(84)
    assert min(key.height() for key in keyboard.keys) >= look.mm(15)
    assert min(key.width() for key in keyboard.keys) >= look.mm(18) - 1
    for key in ("k", "e", "space", "signs", "3", "letters", "back", "z"):
        stage.strike(key)
    assert line.text() == "ke z"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_on_a_low_screen_a_code_is_typed_without_switching(
    make_kiosk: MakeKiosk, language: str
) -> None:
    stage = make_kiosk(LOW, language=language)
    stage.press("code-ask")
    stage.focus("code")
    there = {key.key for key in stage.get(Keyboard).keys}

    assert there >= set(ALPHABET.lower()) | {"back", "done", "-"}
    for key in "0vrh259p":
        stage.strike(key)
    assert stage.get(QLineEdit, "code").text() == "0vrh259p"


def test_accents_stand_over_keys_of_three_rows_too(make_kiosk: MakeKiosk) -> None:
    stage = make_kiosk(LOW)
    line, keyboard = own_words(stage), stage.get(Keyboard)
    for letter, accent in (("o", "ô"), ("e", "é"), ("c", "ç")):
        stage.get(Key, f"key-{letter}").held.emit(letter)
        offered = stage.get(Key, f"key-{accent}")
        assert any(offered.geometry() == key.geometry() for key in keyboard.keys), accent
        offered.click()

    assert line.text() == "ôéç"
