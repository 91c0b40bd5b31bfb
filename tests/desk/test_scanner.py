"""A scanner is told from a hand by its pace."""

from __future__ import annotations

from desktop.desk.scanner import Burst
from desktop.desk.shortcuts import digit_of, keys_for, place_of


def typed(text: str, pace: float, pause: float = 0.0) -> str | None:
    burst, at = Burst(), 100.0
    for sign in text:
        burst.take(sign, at)
        at += pace
    return burst.end(at + pause)


def test_a_code_typed_in_a_blink_is_a_scanners() -> None:
    assert typed("9VR5-EDKH-5HPH-DK", 0.01) == "9VR5-EDKH-5HPH-DK"


def test_a_code_typed_by_hand_is_not() -> None:
    assert typed("9VR5-EDKH-5HPH-DK", 0.12) is None


def test_a_hand_that_presses_enter_later_is_not() -> None:
    assert typed("9VR5-EDKH-5HPH-DK", 0.01, pause=0.5) is None


def test_a_few_quick_keys_are_a_hands() -> None:
    assert typed("14", 0.01) is None


def test_a_quick_name_is_no_code() -> None:
    assert typed("Dupont et fils", 0.01) is None


def test_an_american_scanner_on_a_french_keyboard_is_heard() -> None:
    assert typed("çVR(6EDKH6(HPH6DK", 0.01) == "çVR(6EDKH6(HPH6DK"


def test_only_the_last_burst_counts() -> None:
    burst = Burst()
    burst.take("1", 0.0)
    for index, sign in enumerate("9VR5-EDKH-5HPH-DK"):
        burst.take(sign, 1.0 + index * 0.01)
    assert burst.end(1.18) == "9VR5-EDKH-5HPH-DK"


def test_the_digit_row_of_a_french_keyboard_chooses_without_shift() -> None:
    assert [digit_of(sign) for sign in "&é\"'(-è_çà"] == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]
    assert [digit_of(ord(sign)) for sign in "&É"] == [1, 2]


def test_choices_beyond_nine_have_letters() -> None:
    keys = keys_for(12)
    assert keys[8:] == ("9", "a", "b", "c")
    assert place_of("B", keys) == 10
    assert place_of("é", keys) == 1
    assert place_of("z", keys) is None
