"""The colours of a drawing: those of paper, and how one colour becomes another."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """What a drawing is coloured with, as #RRGGBB.

    `tones`: six fills for parts of a bar. `ramp`: from few to many. `edge`: the border of fills
    that must not be told by their colour alone.
    """

    ink: str
    ink2: str
    line: str
    card: str
    primary: str
    accent: str
    edge: str
    tones: tuple[str, ...]
    ramp: tuple[str, ...]

    def on(self, fill: str) -> str:
        """The colour that words on `fill` are read best in."""
        return max((self.ink, self.card), key=lambda colour: contrast(colour, fill))


def mixed(first: str, second: str, part: float) -> str:
    """`first` with `part` (0 to 1) of `second` in it."""
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02X}" for a, b in pairs)


def contrast(first: str, second: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ramp_between(few: str, many: str, steps: int = 5) -> tuple[str, ...]:
    """Colours from `few` to `many`."""
    return tuple(mixed(few, many, step / (steps - 1)) for step in range(steps))


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    parts = [channel / 255 for channel in _channels(colour)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


PAPER = Colours(
    ink="#15252B", ink2="#46575E", line="#DAD6CC", card="#FFFFFF", primary="#0A5A5C",
    accent="#A8430B", edge="#66777E",
    tones=("#0A5A5C", "#5A9A97", "#DFF0ED", "#FCEBDD", "#D9926B", "#A8430B"),
    ramp=ramp_between("#EAF3F1", "#0A5A5C"),
)  # fmt: skip
