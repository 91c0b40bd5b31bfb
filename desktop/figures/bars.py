"""Draws lying bars, whole or in parts, and pairs of bars held against each other."""

from __future__ import annotations

from desktop.figures.canvas import Canvas
from desktop.figures.model import Bar, Bars, Pairs
from desktop.figures.scene import Box, Label

ROW = 36.0
BAR = 22.0
THIN = 14.0
PAIR = 42.0
_GAP = 2.0


def draw_bars(canvas: Canvas, bars: Bars) -> None:
    """One bar for each label, as long as its number; in parts, each as long as its own."""
    if bars.legend:
        canvas.legend(bars.legend, canvas.colours.tones)
    column = canvas.column((row.label for row in bars.rows), 0.45)
    room = canvas.width - column - 64
    most = max((_sum(row) for row in bars.rows), default=0) or 1
    for row in bars.rows:
        height = canvas.row_label(row.label, column, ROW)
        top = canvas.y + (height - BAR) / 2
        end = column
        if bars.legend:
            end = _parts(canvas, row, (column, top), room / most)
        elif row.parts[0]:
            length = max(3.0, room * _sum(row) / most)
            canvas.add(Box(column, top, length, BAR, canvas.colours.primary, 3))
            end = column + length
        told = "< 5" if None in row.parts else str(_sum(row))
        canvas.add(Label(end + 8, top + 16.5, told, "strong", canvas.colours.ink))
        canvas.y += height


def _parts(canvas: Canvas, row: Bar, at: tuple[float, float], unit: float) -> float:
    x, top = at
    for part, fill in zip(row.parts, canvas.colours.tones, strict=True):
        if not part:
            continue
        length = max(3.0, part * unit)
        canvas.add(Box(x, top, length - _GAP, BAR, fill, 3, canvas.colours.edge))
        if canvas.measure(str(part), "caption") + 6 <= length:
            middle = x + (length - _GAP) / 2
            ink = canvas.colours.on(fill)
            canvas.add(Label(middle, top + 16, str(part), "caption", ink, "middle"))
        x += length
    return x


def draw_pairs(canvas: Canvas, pairs: Pairs) -> None:
    """Two bars for each label, on one scale."""
    colours = canvas.colours
    fills = (colours.primary, colours.card)
    canvas.legend(pairs.legend, fills)
    column = canvas.column((row.label for row in pairs.rows), 0.45)
    room = canvas.width - column - 64
    most = max((share or 0.0 for row in pairs.rows for share in (row.first, row.second)), default=0)
    for row in pairs.rows:
        height = canvas.row_label(row.label, column, PAIR)
        for number, share in enumerate((row.first, row.second)):
            top = canvas.y + height / 2 - THIN - 1.5 + number * (THIN + 3)
            length = room * (share or 0.0) / (most or 1.0)
            if share:
                edge = colours.edge if number == 0 else colours.accent
                canvas.add(Box(column, top, max(3.0, length), THIN, fills[number], 3, edge))
            told = row.told[number]
            canvas.add(Label(column + length + 8, top + 12, told, "caption", colours.ink))
        canvas.y += height


def _sum(row: Bar) -> int:
    return sum(part or 0 for part in row.parts)
