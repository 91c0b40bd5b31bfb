"""Draws a row of small columns for each label, all on one scale, months below."""

from __future__ import annotations

from desktop.figures.canvas import Canvas
from desktop.figures.model import Strip, Strips
from desktop.figures.scene import Box, Label

ROW = 48.0
HIGH = 28.0
_LEAST_STEP = 40.0


def draw_strips(canvas: Canvas, strips: Strips) -> None:
    """Each row's label, its columns and its total; the highest of each row is told."""
    column = canvas.column((row.label for row in strips.rows), 0.32)
    room = canvas.width - column - 56
    step = room / max(1, len(strips.columns))
    most = max((value for row in strips.rows for value in row.values), default=0) or 1
    canvas.y += 8  # the first row's highest number stands above it
    for row in strips.rows:
        height = canvas.row_label(row.label, column, ROW)
        base = canvas.y + height - 6
        canvas.add(Box(column, base, room, 1, canvas.colours.line))
        _columns(canvas, row, column, base, step, HIGH / most)
        total = str(sum(row.values))
        end = canvas.width
        canvas.add(Label(end, base - 10, total, "strong", canvas.colours.ink, "end"))
        canvas.y += height
    every = max(1, -(-round(_LEAST_STEP) // max(1, int(step))))
    for number, month in enumerate(strips.columns):
        if number % every == 0:
            x = column + step * (number + 0.5)
            fill = canvas.colours.ink2
            canvas.add(Label(x, canvas.y + 14, month, "caption", fill, "middle"))
    canvas.y += 22


def _columns(canvas: Canvas, row: Strip, x: float, base: float, step: float, unit: float) -> None:
    highest = max(row.values, default=0)
    is_told = False
    for number, value in enumerate(row.values):
        if not value:
            continue
        left, height = x + step * number, max(2.0, value * unit)
        width = max(2.0, step - max(3.0, step * 0.25))
        inset = (step - width) / 2
        canvas.add(Box(left + inset, base - height, width, height, canvas.colours.primary, 2))
        if value == highest and not is_told:
            is_told = True
            at = base - height - 4
            ink = canvas.colours.ink2
            canvas.add(Label(left + step / 2, at, str(value), "caption", ink, "middle"))
