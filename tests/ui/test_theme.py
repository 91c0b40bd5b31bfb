"""Colours that everybody can tell apart, computed from the tokens themselves."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QRawFont

from desktop.settings import SYSTEM
from desktop.settings import TEXT_SIZES as KEPT_SIZES
from desktop.settings import THEMES as KEPT_THEMES
from desktop.text import LANGUAGES, load_catalogue
from desktop.ui.theme import TEXT_SIZES, THEMES, TOKENS, Look

TEXT_PAIRS = [
    (ink, ground)
    for ink in ("ink", "ink2", "primary", "accent", "error", "ok", "warn", "info")
    for ground in ("page", "card")
] + [
    ("on_primary", "primary"),
    ("on_primary", "primary_hover"),
    ("on_primary", "primary_down"),
    ("ink", "soft"),
    ("ink2", "soft"),
    ("primary", "soft"),
    ("ink", "accent_soft"),
    ("ink2", "accent_soft"),
    ("accent", "accent_soft"),
    ("error", "error_soft"),
    ("primary", "error_soft"),
    ("ink", "land"),
    ("ink", "land_over"),
]

EDGE_PAIRS = [
    (edge, ground) for edge in ("edge", "focus", "primary", "error") for ground in ("page", "card")
] + [("accent", "accent_soft"), ("focus", "soft"), ("edge", "soft")]


def luminance(color: str) -> float:
    """Relative luminance, as WCAG defines it."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ratio(theme: str, one: str, other: str) -> float:
    """The contrast of two tokens of a theme."""
    return contrast(getattr(TOKENS[theme], one), getattr(TOKENS[theme], other))


def test_the_measure_of_contrast_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT_PAIRS)
def test_words_stand_out_from_their_ground(theme: str, ink: str, ground: str) -> None:
    assert ratio(theme, ink, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_and_focus_stand_out(theme: str, edge: str, ground: str) -> None:
    assert ratio(theme, edge, ground) >= 3


@pytest.mark.parametrize("role", ["caption", "body", "h1", "display", "code"])
def test_the_shipped_font_is_the_one_shown(qapp: object, role: str) -> None:
    assert QFontInfo(Look().font(role)).family() == "Sillage Sans"


@pytest.mark.parametrize(("role", "weight"), [("body", 400), ("strong", 600), ("h1", 700)])
def test_each_weight_has_its_own_file(qapp: object, role: str, weight: int) -> None:
    assert QFontInfo(Look().font(role)).weight() == weight


def test_text_grows_with_the_size_chosen() -> None:
    heights = [Look(text_size=size).line_height("body") for size in TEXT_SIZES]

    assert heights == sorted(set(heights))
    assert heights[-1] == pytest.approx(2 * heights[0], abs=1)


def test_settings_keep_every_theme_and_size_there_is() -> None:
    assert (SYSTEM, *THEMES) == KEPT_THEMES
    assert KEPT_SIZES == TEXT_SIZES


def test_the_font_has_every_letter_the_interface_says(qapp: object) -> None:
    font = QRawFont.fromFont(Look().font("body"))
    said = {
        letter
        for language in LANGUAGES
        for sentence in load_catalogue(language).values()
        for letter in Look(language=language).say(sentence)
    }

    assert [
        letter for letter in sorted(said - {"\n"}) if not font.supportsCharacter(ord(letter))
    ] == []
