"""What the interface looks like: colours, type and space, at every theme and text size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette

from desktop.settings import SYSTEM
from desktop.text import Phrase, Text, say

FAMILY = "Sillage Sans"
"""The private name of the shipped font: an installed font of another version cannot stand in."""

THEMES = ("light", "dark", "contrast")
TEXT_SIZES = (100, 125, 150, 200)
FOLD_FROM = 150
"""From this text size on, the header folds to icons and the footer shrinks."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, each named after what it is for."""

    page: str
    card: str
    ink: str
    ink2: str
    edge: str
    line: str
    primary: str
    primary_hover: str
    primary_down: str
    on_primary: str
    soft: str
    accent: str
    accent_soft: str
    focus: str
    error: str
    error_soft: str
    ok: str
    warn: str
    info: str
    land: str
    land_over: str


TOKENS = MappingProxyType(
    {
        "light": Tokens(
            page="#F7F5F0", card="#FFFFFF", ink="#15252B", ink2="#46575E",
            edge="#66777E", line="#DAD6CC",
            primary="#0A5A5C", primary_hover="#08484A", primary_down="#053435",
            on_primary="#FFFFFF", soft="#DFF0ED", accent="#A8430B", accent_soft="#FCEBDD",
            focus="#6A1B9A", error="#A3141B", error_soft="#FBE8E7",
            ok="#1C6636", warn="#7A4F00", info="#1C4C86", land="#D3E4E0",
            land_over="#B3D3CC",
        ),
        "dark": Tokens(
            page="#0F181B", card="#18252A", ink="#EEF4F3", ink2="#B7C6C8",
            edge="#8399A0", line="#31434A",
            primary="#72D3C6", primary_hover="#92DFD5", primary_down="#B5EBE4",
            on_primary="#04211F", soft="#123B3B", accent="#FFB27A", accent_soft="#3D2614",
            focus="#FFD45C", error="#FFA59E", error_soft="#431A1B",
            ok="#8FDBA5", warn="#FFD27A", info="#A5C8F7", land="#24393E",
            land_over="#33555A",
        ),
        "contrast": Tokens(
            page="#000000", card="#000000", ink="#FFFFFF", ink2="#FFFFFF",
            edge="#FFFFFF", line="#FFFFFF",
            primary="#FFE94A", primary_hover="#FFFFFF", primary_down="#FFFFFF",
            on_primary="#000000", soft="#000000", accent="#FFE94A", accent_soft="#000000",
            focus="#35E0FF", error="#FF9D96", error_soft="#000000",
            ok="#86F0A4", warn="#FFE94A", info="#9CD0FF", land="#000000",
            land_over="#000000",
        ),
    }
)  # fmt: skip

# role: (size in units of the body text, weight, line height)
_TYPE = MappingProxyType(
    {
        "caption": (0.875, 400, 1.4),
        "label": (0.875, 600, 1.3),
        "body": (1.0, 400, 1.4),
        "strong": (1.0, 600, 1.35),
        "lead": (1.125, 400, 1.45),
        "h3": (1.125, 600, 1.3),
        "h2": (1.375, 600, 1.3),
        "h1": (1.75, 700, 1.25),
        "display": (2.75, 700, 1.12),
        "code": (1.75, 700, 1.3),
    }
)

BODY = 16


@dataclass(frozen=True, slots=True)
class Look:
    """How everything is shown at this moment: theme, text size, language.

    `fit` is how far the window's own size enlarges the whole (1.0 for a laptop's screen).
    """

    theme: str = "light"
    text_size: int = 100
    language: str = "fr"
    fit: float = 1.0
    follows: bool = False
    """Whether this theme is the system's, and changes with it."""
    keys_alone: bool = True
    """Whether a digit or a letter chooses by itself, or only with Alt: what is said beside it."""

    @property
    def chosen_theme(self) -> str:
        """What the person chose: a theme, or to follow the system."""
        return SYSTEM if self.follows else self.theme

    @property
    def choices(self) -> tuple[str, str, int]:
        """What a person chose of it; the rest comes from the screen and the system."""
        return self.language, self.chosen_theme, self.text_size

    @property
    def scale(self) -> float:
        """How many pixels a unit of the design takes."""
        return self.fit * self.text_size / 100

    @property
    def space(self) -> float:
        """How many pixels a unit takes of what is no text: room, icons, controls."""
        return self.scale

    @property
    def is_public(self) -> bool:
        """Whether visitors are alone with it: nothing can be selected, copied or saved."""
        return False

    @property
    def is_folded(self) -> bool:
        """Whether the header shows icons alone and the footer shrinks."""
        return self.text_size >= FOLD_FROM

    @property
    def is_contrast(self) -> bool:
        """Whether this is the high contrast theme, where fills say nothing and borders all."""
        return self.theme == "contrast"

    def px(self, units: float) -> int:
        """`units` of the design in whole pixels."""
        return max(1, round(units * self.space))

    @property
    def stretch(self) -> float:
        """How much more width than room its text takes."""
        return 1.0

    @property
    def has_icons(self) -> bool:
        """Whether choices have room for their drawing beside their words."""
        return True

    @property
    def widest(self) -> int | None:
        """How wide a button may be, in pixels; None: as wide as its words."""
        return None

    @property
    def map_least(self) -> int:
        """How wide the map of the departments is at least beside something else, in pixels."""
        return 0

    def shows_map(self, is_beside: bool) -> bool:
        """Whether every department of the map can be touched; `is_beside`: beside the field."""
        return True

    def control(self, units: float, is_main: bool = False) -> int:
        """How high a control of `units` is, in pixels; `is_main`: a choice, or the main button."""
        return self.px(units)

    def scale_of(self, role: str) -> float:
        """How many pixels a unit of text in this role takes."""
        return self.scale

    def thin(self, units: float) -> int:
        """`units` of a line, which grows half as fast as the text."""
        return max(1, round(units * (1 + self.space) / 2))

    def color(self, token: str) -> QColor:
        """The colour named `token` in this theme."""
        return _color(self.theme, token)

    def font(self, role: str) -> QFont:
        """The font of `role` (caption, body, h1 …)."""
        return _font(role, self.scale_of(role))

    def line_height(self, role: str) -> float:
        """From one line of `role` to the next, in pixels."""
        size, _, height = _TYPE[role]
        return float(round(BODY * size * self.scale_of(role) * height))

    def key(self, sign: str) -> str:
        """What to press for a choice whose key is `sign`; "" for a choice without one."""
        return sign.upper() if self.keys_alone or not sign else f"Alt+{sign.upper()}"

    def say(self, sentence: Phrase | Text | str) -> str:
        """The sentence in the language shown, in characters that the font has."""
        return say(sentence, self.language).replace("\u202f", "\u00a0")


@lru_cache(maxsize=128)
def _color(theme: str, token: str) -> QColor:
    return QColor(getattr(TOKENS[theme], token))


@lru_cache(maxsize=256)
def _font(role: str, scale: float) -> QFont:
    size, weight, _ = _TYPE[role]
    font = QFont(FAMILY)
    font.setPixelSize(max(8, round(BODY * size * scale)))
    font.setWeight(QFont.Weight(weight))
    # The same pixels on every machine and platform: no hinting, no sub-pixel colours.
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(
        QFont.StyleStrategy.PreferAntialias | QFont.StyleStrategy.NoSubpixelAntialias
    )
    if role == "code":
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
    return font


def size_of(role: str) -> float:
    """How large text in `role` is, in units of the body text."""
    return _TYPE[role][0]


@lru_cache(maxsize=256)
def metrics(role: str, scale: float) -> QFontMetricsF:
    """The measures of the font of `role` at `scale`."""
    return QFontMetricsF(_font(role, scale))


def palette(look: Look) -> QPalette:
    """The palette Qt's own drawing (cursor, selection, scroll areas) takes from the theme."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, token in (
        (roles.Window, "page"), (roles.Base, "card"), (roles.AlternateBase, "page"),
        (roles.Button, "card"), (roles.WindowText, "ink"), (roles.Text, "ink"),
        (roles.ButtonText, "ink"), (roles.Highlight, "primary"),
        (roles.HighlightedText, "on_primary"), (roles.PlaceholderText, "ink2"),
        (roles.ToolTipBase, "card"), (roles.ToolTipText, "ink"), (roles.Accent, "primary"),
    ):  # fmt: skip
        made.setColor(role, look.color(token))
    return made
