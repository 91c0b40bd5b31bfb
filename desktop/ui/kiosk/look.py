"""How a kiosk looks: sizes in millimetres, whatever the screen and the distance it is read from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, hypot, radians, tan

from desktop.configuration import Kiosk
from desktop.ui.theme import BODY, THEMES, Look, size_of

MAIN_MM, SECOND_MM = 20, 12
"""How high choices and main buttons, and all other controls, are at least."""

KEY_HIGH_MM, KEY_WIDE_MM, KEY_WIDEST_MM = 15, 20, 26
"""How high a key is at least, how wide where there is room for ten, and how wide at most."""

LOW_MM = 150
"""A screen less high than this has no room for bars, page and keyboard at once."""

_MAP_MM = 215
"""From this width of the map on, a circle of 20 mm lies inside every department."""

_MAP_ALONE_MM, _MAP_BESIDE_MM = 230, 330
"""From this width of the screen on, the map has its width: alone, or beside a field."""

_KEY_HIGH, _KEY_WIDEST = 38, 62

NORMAL, LARGE = 100, 150
"""The two sizes of text a kiosk has: usual, and "Grand texte"."""

_INCH = 25.4
_BODY_SHARE = 0.01107
"""The body text's size as a share of the distance it is read from: 24 px of a 24-inch screen."""

_CAPITAL = 0.668
"""How high a capital of our font is, as a share of the font's size."""

_LARGE_ANGLE = radians(0.7)
"""How high a capital must look in large text (EN 301 549, 5.1.4)."""

_LEAST_LONG, _LEAST_WIDE, _LEAST_HIGH = 1440, 400, 480
_MOST_SHORT = 810
"""A page has no fewer units than the least, and no more than the most: it fills its screen."""

_FOLD_WIDE, _FOLD_HIGH = 640, 520
_FLAT = 0.3
"""How much of the differences between sizes is left in large text."""


@dataclass(frozen=True, slots=True)
class KioskLook(Look):
    """A look in which a control is as large as a finger needs, and a text as its reader needs."""

    diagonal_mm: float = 24 * _INCH
    distance_mm: int = 600
    width: int = 1920
    height: int = 1080

    @property
    def per_mm(self) -> float:
        """How many pixels a millimetre of the screen takes."""
        return _length(self.width, self.height) / self.diagonal_mm

    @property
    def is_large(self) -> bool:
        """Whether the visitor asked for large text."""
        return self.text_size >= LARGE

    @property
    def is_public(self) -> bool:
        """Visitors are alone with it."""
        return True

    @property
    def is_folded(self) -> bool:
        """Whether pages do with less room around things."""
        wide, high = self.width / self.space, self.height / self.space
        return self.is_large or wide < _FOLD_WIDE or high < _FOLD_HIGH

    @property
    def space(self) -> float:
        """Large enough for a finger, and for the screen to be filled."""
        return _space(self.width, self.height, self.per_mm)

    @property
    def scale(self) -> float:
        """Large enough to be read from the distance said in the settings."""
        return _scale(self.width, self.height, self.per_mm * self.distance_mm, self.is_large)

    @property
    def stretch(self) -> float:
        """Large text needs more width before two things can stand side by side."""
        return max(1.0, self.scale / self.space)

    @property
    def has_icons(self) -> bool:
        """In large text on a narrow screen, the words need all the room."""
        return not self.is_large or self.width >= self.space * _FOLD_WIDE

    @property
    def widest(self) -> int:
        """A button's words are written smaller rather than beyond the edge of the screen."""
        return self.width - 4 * Look.px(self, 24)

    @property
    def map_least(self) -> int:
        """So wide that a finger finds room in its smallest department."""
        return self.mm(_MAP_MM)

    def shows_map(self, is_beside: bool) -> bool:
        """Whether the screen is wide enough for it; where it is not, tiles stand in."""
        return self.width >= self.mm(_MAP_BESIDE_MM if is_beside else _MAP_ALONE_MM)

    def control(self, units: float, is_main: bool = False) -> int:
        """No lower than a finger needs."""
        # A method of the class below cannot be called by super() here: slots make another class.
        return max(Look.px(self, units), self.mm(MAIN_MM if is_main else SECOND_MM))

    @property
    def key_high(self) -> int:
        """How high a key is, in pixels."""
        return max(self.mm(KEY_HIGH_MM), Look.px(self, _KEY_HIGH))

    @property
    def key_widest(self) -> int:
        """How wide a key may be, in pixels: ten of them, and no more than hands can span."""
        return max(self.mm(KEY_WIDEST_MM), Look.px(self, _KEY_WIDEST))

    def mm(self, millimetres: float) -> int:
        """So many millimetres in whole pixels, no less."""
        return ceil(millimetres * self.per_mm - 1e-6)

    def scale_of(self, role: str) -> float:
        """In large text, no role is smaller than the body, and headings are little larger."""
        if not self.is_large:
            return self.scale
        size = size_of(role)
        return self.scale * max(1.0, 1 + (size - 1) * _FLAT) / size

    def fitted(self, width: int, height: int) -> KioskLook:
        """The same look on a window of this size, which fills the screen."""
        return replace(self, width=max(1, width), height=max(1, height))


# Kept: every word and every control asks for them, a thousand times for one page.
@lru_cache(maxsize=16)
def _length(width: int, height: int) -> float:
    return hypot(width, height)


@lru_cache(maxsize=16)
def _space(width: int, height: int, per_mm: float) -> float:
    return _held(per_mm * MAIN_MM / 48, width, height)


@lru_cache(maxsize=32)
def _scale(width: int, height: int, distance: float, is_large: bool) -> float:
    """`distance`: how many pixels away the reader stands."""
    usual = _held(distance * _BODY_SHARE / BODY, width, height)
    if not is_large:
        return usual
    needed = distance * tan(_LARGE_ANGLE) / _CAPITAL / BODY
    return max(needed, usual * LARGE / NORMAL)


def _held(scale: float, width: int, height: int) -> float:
    long, short = max(width, height), min(width, height)
    most = min(width / _LEAST_WIDE, height / _LEAST_HIGH)
    least = min(long / _LEAST_LONG, short / _MOST_SHORT)
    return max(least, min(scale, most))


def kiosk_look(kiosk: Kiosk, language: str, theme: str) -> KioskLook:
    """The look each visit begins with; alone in a hall, no system's theme is followed."""
    return KioskLook(
        theme if theme in THEMES else THEMES[0],
        LARGE if kiosk.large_text else NORMAL,
        language,
        diagonal_mm=kiosk.screen_diagonal_inches * _INCH,
        distance_mm=kiosk.viewing_distance_mm,
    )
