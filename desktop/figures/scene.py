"""A drawing as a list of shapes and words, so that screen, picture and paper show the same one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

SIZES = {"caption": 14.0, "label": 14.0, "body": 16.0, "strong": 16.0, "h2": 22.0}
"""How large the words of a role are, in units of the drawing."""
BOLD = ("label", "strong", "h2")
FAMILY = "Sillage Sans"

Measure = Callable[[str, str], float]
"""How wide a text is in a role."""


def estimate(text: str, role: str) -> float:
    """How wide a text is at most, where nothing can measure it."""
    return len(text) * SIZES[role] * 0.56


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `edge` is the colour of its border, "" for none."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    radius: float = 0
    edge: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """Words on one line. `x` is their start, middle or end, `y` their baseline."""

    x: float
    y: float
    text: str
    role: str
    fill: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Outline:
    """A path of an SVG drawing, enlarged by `factor` and moved to (x, y)."""

    path: str
    x: float
    y: float
    factor: float
    fill: str
    edge: str


Item = Box | Label | Outline


@dataclass(frozen=True, slots=True)
class Scene:
    """A drawing of a size, painted in the order of its items."""

    width: float
    height: float
    items: tuple[Item, ...]


def to_svg(scene: Scene, language: str) -> str:
    """The drawing as SVG."""
    inside = "".join(map(_written, scene.items))
    size = f"{scene.width:g} {scene.height:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" xml:lang="{language}" '
        f'width="{scene.width:g}" height="{scene.height:g}">{inside}</svg>'
    )


def _written(item: Item) -> str:
    if isinstance(item, Box):
        edge = f' stroke="{item.edge}"' if item.edge else ""
        return (
            f'<rect x="{item.x:.2f}" y="{item.y:.2f}" width="{max(0.0, item.width):.2f}" '
            f'height="{max(0.0, item.height):.2f}" rx="{item.radius:g}" fill="{item.fill}"{edge}/>'
        )
    if isinstance(item, Outline):
        return (
            f'<path transform="translate({item.x:.2f} {item.y:.2f}) scale({item.factor:.4f})" '
            f'd="{escape(item.path)}" fill="{item.fill}" stroke="{item.edge}" '
            f'stroke-width="{1.5 / item.factor:.3f}"/>'
        )
    weight = 600 if item.role in BOLD else 400
    return (
        f'<text x="{item.x:.2f}" y="{item.y:.2f}" font-family="{FAMILY}" font-weight="{weight}" '
        f'font-size="{SIZES[item.role]:g}" text-anchor="{item.anchor}" '
        f'fill="{item.fill}">{escape(item.text)}</text>'
    )
