"""Draws the departments, each the darker the more it has, with its number in it."""

from __future__ import annotations

import json
from functools import lru_cache

from desktop import paths
from desktop.figures.canvas import Canvas
from desktop.figures.model import Area, Shaded
from desktop.figures.scene import Box, Label, Outline

WIDEST = 560.0

BOX = (300.8, 270.6, 212.9, 158.7)
"""What the departments take of the drawing's own units: left, top, width, height."""

# Where the number stands, in the same units: the middle of a crescent lies outside it.
AT = {
    "01": (439.1, 310.5), "03": (345.7, 294.7), "07": (399.4, 389.8), "15": (329.1, 371.0),
    "26": (428.9, 390.6), "38": (449.3, 364.2), "42": (388.4, 328.3), "43": (373.5, 372.8),
    "63": (345.6, 332.4), "69": (407.4, 322.8), "73": (485.1, 351.8), "74": (485.1, 315.6),
}  # fmt: skip


def draw_map(canvas: Canvas, shaded: Shaded) -> None:
    """The map as wide as there is room, and what its shades mean."""
    outlines = load_outlines()
    width = min(canvas.width, WIDEST)
    factor, left = width / BOX[2], (canvas.width - width) / 2
    x, y = left - BOX[0] * factor, canvas.y - BOX[1] * factor
    colours, most = canvas.colours, max((area.value for area in shaded.areas), default=0)
    known = [area for area in shaded.areas if area.code in outlines]
    fills = [colours.ramp[_step(area.value, most, len(colours.ramp))] for area in known]
    for area, fill in zip(known, fills, strict=True):
        canvas.add(Outline(outlines[area.code], x, y, factor, fill, colours.edge))
    for area, fill in zip(known, fills, strict=True):
        across, down = AT.get(area.code, (0.0, 0.0))
        _number(canvas, area, x + across * factor, y + down * factor, colours.on(fill))
    canvas.y += BOX[3] * factor + 14
    _shades(canvas, most)


def _number(canvas: Canvas, area: Area, x: float, y: float, fill: str) -> None:
    role = "h2" if canvas.width >= WIDEST * 0.6 else "strong"
    canvas.add(Label(x, y + 2, str(area.value), role, fill, "middle"))
    canvas.add(Label(x, y + 17, area.code, "caption", fill, "middle"))


def _shades(canvas: Canvas, most: int) -> None:
    ramp, x = canvas.colours.ramp, 0.0
    if not most:
        return
    for number, fill in enumerate(ramp):
        least = min((n for n in range(most + 1) if _step(n, most, len(ramp)) == number), default=-1)
        if least < 0:
            continue
        told = str(least) if number == 0 else f"≥ {least}"
        width = 36 + canvas.measure(told, "caption")
        if x and x + width > canvas.width:
            x, canvas.y = 0.0, canvas.y + 22
        canvas.add(Box(x + 0.5, canvas.y + 2.5, 28, 14, fill, 3, canvas.colours.edge))
        canvas.add(Label(x + 36, canvas.y + 14.5, told, "caption", canvas.colours.ink2))
        x += width + 20
    canvas.y += 28


def _step(value: int, most: int, steps: int) -> int:
    """Which shade a number has: none for nought, the last for the most."""
    if not value or not most:
        return 0
    return min(steps - 1, 1 + (value - 1) * (steps - 1) // most)


@lru_cache(maxsize=1)
def load_outlines() -> dict[str, str]:
    """The outline of each department by code, as a path of the shipped drawing."""
    file = paths.resources() / "territory" / "departments_aura_paths.json"
    drawn = json.loads(file.read_text(encoding="utf-8"))["departments"]
    return {code: entry["d"] for code, entry in drawn.items()}
