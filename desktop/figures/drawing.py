"""Draws a figure at a width: the same drawing for the screen, for a picture and for paper."""

from __future__ import annotations

from desktop.figures.bars import draw_bars, draw_pairs
from desktop.figures.canvas import Canvas
from desktop.figures.colours import Colours
from desktop.figures.map import draw_map
from desktop.figures.model import Bars, Figure, Pairs, Shaded
from desktop.figures.scene import Measure, Scene, estimate
from desktop.figures.strips import draw_strips


def draw(figure: Figure, width: float, colours: Colours, measure: Measure = estimate) -> Scene:
    """The picture of a figure, `width` units wide and as high as it needs."""
    canvas = Canvas(width, colours, measure)
    drawn = figure.drawn
    if isinstance(drawn, Bars):
        draw_bars(canvas, drawn)
    elif isinstance(drawn, Pairs):
        draw_pairs(canvas, drawn)
    elif isinstance(drawn, Shaded):
        draw_map(canvas, drawn)
    else:
        draw_strips(canvas, drawn)
    return canvas.scene()
