"""The colours of a figure in the theme shown."""

from __future__ import annotations

from desktop.figures.colours import Colours, mixed, ramp_between
from desktop.ui.theme import TOKENS, Look

_CONTRAST_TONES = ("#FFFFFF", "#9CD0FF", "#000000", "#5A5A00", "#B08A00", "#FFE94A")


def colours_of(look: Look) -> Colours:
    """What figures are drawn with in this look."""
    tokens = TOKENS[look.theme]
    tones: tuple[str, ...] = _CONTRAST_TONES
    if look.is_contrast:
        ramp: tuple[str, ...] = ("#000000", "#2B2B2B", "#6B6B6B", "#B5B5B5", "#FFE94A")
    else:
        middle = mixed(tokens.primary, tokens.card, 0.45)
        tones = (
            *(tokens.primary, middle, tokens.soft),
            *(tokens.accent_soft, mixed(tokens.accent, tokens.card, 0.45), tokens.accent),
        )
        ramp = ramp_between(tokens.soft, tokens.primary)
    return Colours(
        tokens.ink, tokens.ink2, tokens.line, tokens.card, tokens.primary, tokens.accent,
        tokens.edge, tones, ramp,
    )  # fmt: skip
