"""The ways out: after each, the kiosk fills the screen as before, and holds what it held."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.guide.model import Guide
from tests.journeys.robot import start_process
from tests.kiosk_journeys import neighbour
from tests.kiosk_journeys.conftest import hall_or_reason
from tests.kiosk_journeys.hall import HIGH, PIN, WIDE, Hall
from tests.kiosk_journeys.test_whole_visits import TWO_DOORS

KEYS = (
    "alt+F4", "alt+Tab", "alt+shift+Tab", "alt+space", "alt+Escape", "ctrl+Escape",
    "ctrl+shift+Escape", "ctrl+alt+Delete", "ctrl+alt+BackSpace", "ctrl+alt+t", "ctrl+alt+F2",
    "ctrl+F4", "ctrl+q", "ctrl+w", "ctrl+p", "ctrl+o", "ctrl+s", "ctrl+n", "ctrl+t", "ctrl+l",
    "ctrl+c", "ctrl+x", "ctrl+v", "ctrl+a", "ctrl+z", "ctrl+shift+z", "shift+Insert", "Delete",
    "Super_L", "super+d", "super+l", "super+Tab", "Menu", "shift+F10", "Print", "alt+Print",
    "F1", "F5", "F10", "F11", "F12", "Pause", "XF86Back", "XF86HomePage", "XF86PowerOff",
)  # fmt: skip
BUTTONS = ("2", "3", "8", "9")
"""Middle, right, back, forward, as X counts them."""

HELD = "ro"
CANARY = "zqxcanari"


class Standing:
    """A visitor in the middle of a visit, in front of a field in which something is typed."""

    def __init__(self, hall: Hall, guide: Guide) -> None:
        self.hall, self.guest, self._guide = hall, hall.guest, guide
        self._title = ""

    def is_as_before(self) -> bool:
        """Whether one window fills the screen, and field and page are what they were."""
        windows = [(window.name, window.box) for window in self.guest.windows()]
        is_one = windows == [(self._title, (0, 0, WIDE, HIGH))]
        return is_one and self.guest.field().text == HELD and self.starts() == []

    def starts(self) -> list[str]:
        """Other programs that the kiosk started."""
        pid = self.guest.pid
        return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()

    def take_place(self) -> None:
        """Go there, unless that is where the visit still is."""
        if self._title and self.is_as_before():
            return
        guest = self.guest
        guest.starts_again()
        guest.clicks(guest.says("kiosk.attract.start"), "push button")
        guest.clicks(self._guide.get_question("situation").choices[0].label.fr)
        guest.clicks(guest.says("ui.continue"))
        guest.clicks(guest.says("ui.place.label"), "text")
        guest.types(HELD)
        self._title = guest.windows()[0].name


@pytest.fixture(scope="module")
def caged(hall: Hall, guide: Guide) -> Standing:
    """In cage, as in the shipped session."""
    return Standing(hall, guide)


@pytest.fixture(scope="module")
def beside_another(guide: Guide) -> Iterator[Standing]:
    """Without cage, on a screen that another program uses too."""
    with hall_or_reason(is_caged=False) as opened:
        yield Standing(opened, guide)


@pytest.fixture
def visit(caged: Standing) -> Standing:
    """The visit in its place, whatever a test before did."""
    caged.take_place()
    return caged


@pytest.mark.parametrize("keys", KEYS)
def test_no_key_leads_out(visit: Standing, keys: str) -> None:
    visit.guest.presses(keys)

    assert visit.is_as_before()


@pytest.mark.parametrize("button", BUTTONS)
def test_no_button_of_a_mouse_opens_a_menu_or_pastes(visit: Standing, button: str) -> None:
    guest = visit.guest
    x, y = guest.field().middle
    guest.touches(x, y, "click", button, "mousemove", "30", str(HIGH // 2), "click", button)

    assert visit.is_as_before()


def test_what_is_selected_cannot_be_dropped_or_pasted(visit: Standing) -> None:
    guest = visit.guest
    x, y, wide, high = guest.field().box
    ends = (x + 10, y + high // 2), (x + wide - 20, y + high // 2)
    guest.drags(*ends)
    guest.touches(*ends[1], "click", "2")
    guest.drags(ends[0], (WIDE // 2, HIGH - 60))

    assert visit.is_as_before()


def test_a_long_press_opens_nothing(visit: Standing) -> None:
    guest = visit.guest
    x, y = guest.field().middle
    guest.touches(x, y, "mousedown", "1", "sleep", "1.2", "mouseup", "1")

    assert visit.is_as_before()


def test_a_pointer_that_rests_opens_no_tip(visit: Standing) -> None:
    guest = visit.guest
    guest.touches(*guest.sees(guest.says("kiosk.bar.help-spoken")).middle, "sleep", "1")

    assert visit.is_as_before()


def test_a_swipe_from_each_edge_leads_nowhere(visit: Standing) -> None:
    guest, middle = visit.guest, (WIDE // 2, HIGH // 3)
    guest.drags((0, HIGH // 3), middle)
    guest.drags((WIDE - 1, HIGH // 3), middle)
    guest.drags((WIDE // 2, 0), (WIDE // 2, 60))
    guest.drags((WIDE // 2, HIGH - 1), (WIDE // 2, HIGH - 90))

    assert visit.is_as_before()


def test_escape_goes_back_one_page_and_no_further_than_the_first(fresh: Hall) -> None:
    guest = fresh.guest
    guest.clicks(guest.says("kiosk.attract.start"), "push button")
    guest.sees(guest.says("kiosk.restart"))
    guest.presses("Escape", "Escape", "Escape")
    guest.sees(guest.says("kiosk.attract.start"))

    assert [window.box for window in guest.windows()] == [(0, 0, WIDE, HIGH)]


def test_addresses_among_the_results_open_nothing(fresh: Hall, guide: Guide) -> None:
    guest = fresh.guest
    guest.visits(guide, TWO_DOORS)
    addresses = [node for node in guest.looks() if "medef" in node.name and "." in node.name]
    for address in addresses:
        guest.touches(*address.middle, "click", "--repeat", "2", "1")

    assert len(addresses) > 0
    assert [window.box for window in guest.windows()] == [(0, 0, WIDE, HIGH)]
    assert Standing(fresh, guide).starts() == []


@contextlib.contextmanager
def another_program(hall: Hall) -> Iterator[subprocess.Popen[str]]:
    """It holds the canary in both clipboards, and offers it to be dragged."""
    command = [sys.executable, neighbour.__file__, CANARY]
    environment = hall.environment | {"QT_QPA_PLATFORM": "xcb"}
    with contextlib.ExitStack() as stack:
        process = start_process(stack, command, environment)
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process


def asked(process: subprocess.Popen[str]) -> list[str]:
    """What both clipboards hold."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("both?\n")
    process.stdin.flush()
    return list(json.loads(process.stdout.readline()))


def test_nothing_comes_in_from_another_program_and_a_reset_empties_both_clipboards(
    beside_another: Standing,
) -> None:
    beside_another.take_place()
    hall, guest = beside_another.hall, beside_another.guest
    x, y = guest.field().middle
    with another_program(hall) as other:
        held = asked(other)
        guest.touches(x, y, "click", "2", "key", "ctrl+v", "key", "shift+Insert")
        side = neighbour.SIDE // 2
        guest.drags((neighbour.AT[0] + side, neighbour.AT[1] + side), (x, y), "sleep", "0.3")
        is_as_before = beside_another.is_as_before()
        guest.clicks(guest.says("kiosk.restart"))
        guest.sees(guest.says("kiosk.attract.start"))

        assert held == [CANARY, CANARY]
        assert is_as_before
        assert asked(other) == ["", ""]


def test_only_the_pin_in_the_held_corner_leads_out(fresh: Hall) -> None:
    guest, corner = fresh.guest, ("mousemove", "12", "12")
    hold = (*corner, "mousedown", "1", "sleep", "3.3", "mouseup", "1")
    guest.touches(12, 12, *hold)
    for wrong in "0000":
        guest.clicks(wrong, "push button")
    guest.clicks(guest.says("kiosk.key.done"), "push button")
    said = guest.says("kiosk.pin.wrong", n=1)
    guest.sees(said)
    guest.no_longer_sees(said)
    for digit in PIN:
        guest.clicks(digit, "push button")
    guest.clicks(guest.says("kiosk.key.done"), "push button")
    guest.clicks(guest.says("kiosk.staff.quit"))

    assert guest.program.wait(timeout=20) == 0
