"""Pieces of SVG: escaped text, lines of words, tracks, and the product's own icons."""

from __future__ import annotations

import re
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from desktop import paths
from desktop.graph.layout import Segment, Words

PAGE, CARD, INK, INK2, EDGE = "#F7F5F0", "#FFFFFF", "#15252B", "#46575E", "#66777E"
SOFT, PRIMARY, ACCENT, ACCENT_SOFT, LINE = "#DFF0ED", "#0A5A5C", "#A8430B", "#FCEBDD", "#DAD6CC"
MEMBERS = ("#7A4F00", PRIMARY, "#1C4C86", "#1C6636", "#6A1B9A", ACCENT, "#A3141B")
"""The colours of the lines, by the members' order."""

FONTS = (
    "'Sillage Sans', 'Atkinson Hyperlegible Next', 'Atkinson Hyperlegible', "
    "'Segoe UI', 'Noto Sans', Arial, 'DejaVu Sans', sans-serif"
)
THICK, THIN = 1.3, 0.55

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SHAPE = re.compile(r"<(path|circle|rect) ([^>]*)/>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_STYLES = {
    "both": (SOFT, PRIMARY),
    "line": ("none", PRIMARY),
    "spark": ("none", ACCENT),
    "ember": (ACCENT_SOFT, ACCENT),
    "dot": (ACCENT, "none"),
    "solid": (PRIMARY, "none"),
}


def clean(text: str) -> str:
    """A guide's text as XML takes it: what XML forbids replaced, the rest escaped."""
    return escape(_FORBIDDEN.sub("\ufffd", text))


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """An element; numbers are written short, an underscore stands for a hyphen."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(number(value))}"
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def number(value: object) -> str:
    """A number with as many decimals as the eye can see; anything else as it is."""
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def words(line: Words, colour: str | None = None) -> str:
    """One line of text."""
    return element(
        "text",
        clean(line.text),
        x=line.x,
        y=line.y,
        font_size=line.size,
        font_weight=line.weight,
        fill=colour or (INK2 if line.muted else INK),
    )


def dashes(thin: bool, dashed: bool) -> dict[str, str]:
    """The attribute that breaks a track into dashes, if it is to be broken."""
    return {"stroke_dasharray": "3 1.5" if thin else "4.2 1.7"} if dashed else {}


def track(segment: Segment, colour: str, name: str) -> str:
    """A track from one card to the next, set off from those it crosses, a stop at each end."""
    x0, y0 = segment.start.x + segment.start.width, segment.from_y
    x1, y1 = segment.end.x, segment.to_y
    middle = (x0 + x1) / 2
    begins = [number(v) for v in (x0, y0, middle, y0, middle, y1, x1, y1)]
    path = "M{} {}C{} {} {} {} {} {}".format(*begins)
    width = THIN if segment.thin else THICK
    dash = dashes(segment.thin, segment.dashed)
    under = element("path", d=path, fill="none", stroke=PAGE, stroke_width=width + 1.1)
    title = element("title", clean(name))
    over = element("path", title, d=path, fill="none", stroke=colour, stroke_width=width, **dash)
    return under + over


def stop(x: float, y: float, thin: bool, colour: str) -> str:
    """The ring where a track touches a card."""
    radius = 0.62 if thin else 0.95
    return element(
        "circle", cx=x, cy=y, r=radius, fill=CARD, stroke=colour, stroke_width=0.4 if thin else 0.55
    )


def sample(x: float, y: float, thin: bool, dashed: bool) -> str:
    """A short straight piece of track, for the legend."""
    dash = dashes(thin, dashed)
    width = THIN if thin else THICK
    path = f"M{number(x)} {number(y)}h16"
    line = element("path", d=path, fill="none", stroke=INK, stroke_width=width, **dash)
    return line + stop(x, y, thin, INK) + stop(x + 16, y, thin, INK)


@lru_cache(maxsize=128)
def _shapes(name: str) -> tuple[float, str]:
    """An icon's side and its shapes, in the colours of paper; nothing for an unknown one."""
    path = paths.resources() / "icons" / f"{name}.svg"
    if not re.fullmatch(r"[a-z0-9-]+", name) or not path.is_file():
        return 1.0, ""
    text = path.read_text(encoding="utf-8")
    side = re.search(r'viewBox="0 0 ([\d.]+)', text)
    found = []
    for kind, written in _SHAPE.findall(text):
        attributes = dict(_ATTRIBUTE.findall(written))
        fill, stroke = _STYLES[attributes.pop("class")]
        found.append(element(kind, **attributes, fill=fill, stroke=stroke))
    return float(side[1]) if side else 48.0, "".join(found)


def icon(name: str, x: float, y: float, size: float) -> str:
    """One of the product's drawings, in a square."""
    side, shapes = _shapes(name)
    if not shapes:
        return ""
    return element(
        "g",
        shapes,
        transform=f"translate({number(x)} {number(y)}) scale({size / side:.4f})",
        stroke_width=2.4,
        stroke_linecap="round",
        stroke_linejoin="round",
    )
