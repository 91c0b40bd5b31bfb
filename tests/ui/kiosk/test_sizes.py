"""Sizes in millimetres, measured on the widgets themselves, from 10 to 55 inches."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from desktop.configuration import Kiosk
from desktop.kiosk import pin
from desktop.ui.kiosk.bar_button import BarButton
from desktop.ui.kiosk.key import Key
from desktop.ui.kiosk.look import kiosk_look
from desktop.ui.kiosk.pictures import Display, KioskStage
from desktop.ui.stage import VISIT
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.department import DepartmentButton
from desktop.ui.widgets.field import Box
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.paint import frame_rect, ring_room
from desktop.ui.widgets.tile import Tile
from desktop.ui.widgets.words import Words
from tests.ui.kiosk.conftest import SCREENS, MakeKiosk

HALF_PIXEL = 0.5
LOOKS = [("fr", False), ("en", True)]
ALL_LOOKS = [(language, large) for language in ("fr", "en") for large in (False, True)]
PAGES = ("attract", "situation", "territory", "themes", "review", "results", "veil", "help")


def millimetres(display: Display, pixels: float) -> float:
    """So many pixels on this screen."""
    return pixels / hypot(display.width, display.height) * display.inches * 25.4


def go_to(stage: KioskStage, page: str) -> None:
    """Show this page."""
    if page == "veil":
        stage.visit(VISIT, "situation")
        stage.wait(100)
    elif page == "help":
        stage.press("kiosk-help")
    elif page == "results":
        stage.visit(VISIT, None)
        stage.press("forward")
    elif page == "review":
        stage.visit(VISIT, None)
    elif page != "attract":
        stage.visit(VISIT, page)


def shown(stage: KioskStage, kind: type[QWidget]) -> list[QWidget]:
    """Every widget of this kind that a visitor can come to on this page."""
    covering = stage.window.veil or stage.window
    return [w for w in covering.findChildren(kind) if w.isVisibleTo(stage.window)]


def too_low(stage: KioskStage, display: Display) -> list[tuple[str, float]]:
    """The controls that are lower or narrower than a finger needs, with their height."""
    controls = [
        control
        for control in shown(stage, QAbstractButton)
        if not isinstance(control, DepartmentButton | Key)
    ]
    assert len(controls) > 1
    frames = [(control, frame_rect(control, stage.window.look)) for control in controls]
    shorter = [(control, min(frame.height(), frame.width())) for control, frame in frames]
    return [
        (control.objectName(), millimetres(display, side))
        for control, side in shorter
        if millimetres(display, side + HALF_PIXEL) < least_of(control)
    ]


def least_of(control: QWidget) -> int:
    """How large this control must be, in millimetres."""
    is_main = isinstance(control, Tile) or control.objectName() in MAIN or is_primary(control)
    return 20 if is_main else 12


MAIN = {"start-fr", "start-en", "forward", "kiosk-more-time", "kiosk-end"}


def is_primary(control: QWidget) -> bool:
    return isinstance(control, Button) and control._kind == "primary"


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("display", SCREENS, ids=lambda screen: screen.name)
def test_every_control_is_large_enough_for_a_finger(
    make_kiosk: MakeKiosk, display: Display, page: str
) -> None:
    low = {}
    for language, large in ALL_LOOKS:
        stage = make_kiosk(display, Kiosk(large_text=large), language)
        go_to(stage, page)
        low[language, large] = too_low(stage, display)
        stage.close()

    assert low == {key: [] for key in ALL_LOOKS}


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
@pytest.mark.parametrize("display", SCREENS, ids=lambda screen: screen.name)
def test_keys_are_15_mm_high_and_20_wide_where_ten_fit(
    make_kiosk: MakeKiosk, display: Display, large: bool
) -> None:
    stage = make_kiosk(display, Kiosk(large_text=large))
    stage.visit(VISIT, "territory")
    stage.focus("place")
    keys = [key for key in shown(stage, Key) if key.objectName() != "key-space"]
    wide = min(millimetres(display, key.width() + 1) for key in keys)
    whole = millimetres(display, display.width)

    assert len(keys) > 30
    assert min(millimetres(display, key.height() + HALF_PIXEL) for key in keys) >= 15
    assert wide >= (20 if whole >= 10 * 20 + 11 * 4 else 11)


@pytest.mark.parametrize("display", SCREENS, ids=lambda screen: screen.name)
def test_the_keyboard_never_hides_the_field_it_writes_into(
    make_kiosk: MakeKiosk, display: Display
) -> None:
    hidden = []
    for language, large in LOOKS:
        stage = make_kiosk(display, Kiosk(large_text=large), language)
        stage.visit(VISIT, "territory")
        put_at_the_lower_edge(stage, "place")
        stage.focus("place")
        line, keys = stage.get(QLineEdit, "place"), stage.get(QWidget, "keyboard")
        assert keys.isVisible()
        at = QRect(line.mapTo(stage.window, QPoint(0, 0)), line.size())
        if at.intersected(visible_in(line)) != at or keys.geometry().intersects(at):
            hidden.append((language, large))
        stage.close()

    assert hidden == []


def put_at_the_lower_edge(stage: KioskStage, name: str) -> None:
    """Scroll so far that this field is the last thing seen, where it is touched."""
    line = stage.get(QLineEdit, name)
    line.setFocus()
    stage.settle()
    page = next(p for p in stage.window.findChildren(Page) if p.isAncestorOf(line))
    below = line.mapTo(page.viewport(), QPoint(0, line.height())).y() - page.viewport().height()
    page.verticalScrollBar().setValue(page.verticalScrollBar().value() + below)


def visible_in(widget: QWidget) -> QRect:
    """What of the window can be seen through the parts that `widget` stands in."""
    window = widget.window()
    seen, part = window.rect(), widget.parentWidget()
    while part is not None and part is not window:
        seen = seen.intersected(QRect(part.mapTo(window, QPoint(0, 0)), part.size()))
        part = part.parentWidget()
    return seen


@pytest.mark.parametrize("page", ["situation", "territory", "themes", "review"])
@pytest.mark.parametrize("display", SCREENS, ids=lambda screen: screen.name)
def test_choices_stand_at_least_8_pixels_apart(
    make_kiosk: MakeKiosk, display: Display, page: str
) -> None:
    stage = make_kiosk(display)
    go_to(stage, page)
    look, near = stage.window.kiosk_look, []
    tiles = [t for t in shown(stage, QAbstractButton) if isinstance(t, Tile | Button | BarButton)]
    seen = [(t.objectName(), in_window(t).adjusted(*inset(look)) & visible_in(t)) for t in tiles]
    frames = [(name, frame) for name, frame in seen if not frame.isEmpty()]
    for index, (name, frame) in enumerate(frames):
        for other, beside in frames[index + 1 :]:
            if frame.adjusted(-3, -3, 4, 4).intersects(beside.adjusted(-3, -3, 4, 4)):
                near.append((name, other))

    assert [pair for pair in near if not {"page-up", "page-down"} & set(pair)] == []
    assert len(frames) > 5


def in_window(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def inset(look: Look) -> tuple[int, int, int, int]:
    """What stands around a control's frame for its focus ring."""
    room = ring_room(look)
    return room, room, -room, -room


@pytest.mark.parametrize("display", SCREENS, ids=lambda screen: screen.name)
def test_a_capital_in_large_text_is_seen_under_seven_tenths_of_a_degree(display: Display) -> None:
    settings = Kiosk(
        screen_diagonal_inches=display.inches, viewing_distance_mm=600, large_text=True
    )
    look = kiosk_look(settings, "fr", "light").fitted(display.width, display.height)
    roles = ("caption", "label", "body", "strong", "lead", "h1", "h2", "h3")
    capitals = [QFontMetricsF(look.font(role)).capHeight() for role in roles]

    # EN 301 549, 5.1.4: 7.3 mm at 600 mm; the font's size is a whole number of pixels.
    assert millimetres(display, min(capitals) + 1) >= 7.33


def test_text_grows_with_the_distance_it_is_read_from() -> None:
    near, far = (
        kiosk_look(Kiosk(viewing_distance_mm=distance), "fr", "light").fitted(1920, 1080)
        for distance in (600, 900)
    )

    assert near.font("body").pixelSize() == 24
    assert far.font("body").pixelSize() == 36
    assert near.mm(20) == far.mm(20) == 73


@pytest.mark.parametrize("page", ["attract", "themes", "results", "veil"])
@pytest.mark.parametrize("display", SCREENS, ids=lambda screen: screen.name)
def test_nothing_reaches_beyond_the_edge_of_the_screen(
    make_kiosk: MakeKiosk, display: Display, page: str
) -> None:
    beyond = []
    for language, large in LOOKS:
        stage = make_kiosk(display, Kiosk(large_text=large), language)
        go_to(stage, page)
        for widget in [*shown(stage, QAbstractButton), *shown(stage, Words)]:
            place = in_window(widget)
            if place.left() < 0 or place.right() > display.width:
                beyond.append((language, large, widget.objectName(), place.right()))
        stage.close()

    assert beyond == []


def test_the_sizes_follow_the_diagonal_said_in_the_settings() -> None:
    sizes = [
        kiosk_look(Kiosk(screen_diagonal_inches=inches), "fr", "light").fitted(1920, 1080).mm(20)
        for inches in (10, 15.6, 24, 32, 55)
    ]

    assert all(smaller > larger for smaller, larger in pairwise(sizes))


def test_the_digits_of_the_pin_are_as_large_as_keys(make_kiosk: MakeKiosk) -> None:
    display = SCREENS[0]
    stage = make_kiosk(display)
    pin.set_pin(stage.place.data, "2749")
    stage.window.open_staff()
    stage.settle()
    keys = [key for key in stage.window.findChildren(Key) if key.objectName().startswith("pin-")]

    assert len(keys) == 12
    assert min(millimetres(display, key.height() + HALF_PIXEL) for key in keys) >= 15
    assert min(millimetres(display, key.width() + HALF_PIXEL) for key in keys) >= 20


def test_a_field_is_as_high_as_a_choice(make_kiosk: MakeKiosk) -> None:
    display = SCREENS[0]
    stage = make_kiosk(display)
    stage.visit(VISIT, "themes")
    box = stage.get(Box)

    assert millimetres(display, frame_rect(box, stage.window.look).height() + HALF_PIXEL) >= 20
