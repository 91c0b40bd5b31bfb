"""The picture itself: a sheet of plain SVG, text kept as text, to print for a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.graph import drawing
from desktop.graph.drawing import clean, element
from desktop.graph.flow import MEMBER, read_flow
from desktop.graph.layout import MARGIN, PAD, SMALL, Card, Segment, Sheet, Words, lay_out
from desktop.graph.measure import width_of, wrap
from desktop.guide.model import Guide, Verdict
from desktop.text import Phrase, phrase, say

_HEADINGS = {0: "themes", 1: "kinds", 2: "needs", 3: "members"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and the paper it is for; "" when it is larger than any."""

    svg: str
    paper: str


def draw(guide: Guide, language: str) -> Picture:
    """The guide as a picture, in one language."""
    sheet = lay_out(read_flow(guide), language)
    painter = _Painter(guide, language, sheet)
    return Picture(painter.paint(), sheet.paper)


def paper_phrase(paper: str) -> Phrase:
    """On what paper to print."""
    return phrase("graph.print-on", paper=paper) if paper else phrase("graph.print-large")


class _Painter:
    """Draws one sheet."""

    def __init__(self, guide: Guide, language: str, sheet: Sheet) -> None:
        self._guide = guide
        self._language = language
        self._sheet = sheet
        colours = drawing.MEMBERS
        self._colours = {m.id: colours[i % len(colours)] for i, m in enumerate(guide.members)}

    def paint(self) -> str:
        """The whole document."""
        sheet = self._sheet
        parts = [
            element("title", clean(self._say("graph.title")), id="title"),
            element("desc", clean("\n".join(self._description())), id="desc"),
            element("rect", width=sheet.width, height=sheet.height, fill=drawing.PAGE),
            *self._heading(),
            *(self._track(segment) for segment in self._from_thick_to_thin()),
            *(self._passage(card) for card in sheet.cards if card.is_passage),
            *(self._card(card) for card in sheet.cards if not card.is_passage),
            *self._legend(),
        ]
        width, height = drawing.number(sheet.width), drawing.number(sheet.height)
        root = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
            f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="title desc" '
            f'lang="{self._language}" xml:lang="{self._language}" '
            f'font-family="{drawing.FONTS}">'
        )
        return "\n".join(
            ['<?xml version="1.0" encoding="UTF-8"?>', root, *filter(None, parts), "</svg>\n"]
        )

    def _say(self, key: str, **values: object) -> str:
        return say(phrase(key, **values), self._language)

    def _description(self) -> Iterator[str]:
        """What the picture shows, in words: the needs of each member."""
        guide = self._guide
        yield self._say("graph.described", title=guide.title, version=guide.version)
        for member in guide.members:
            for verdict in (Verdict.RECOMMENDED, Verdict.TO_CONSIDER):
                needs = {
                    route.need
                    for route in guide.routes
                    if route.member == member.id and route.verdict is verdict
                }
                names = [need.name.in_(self._language) for need in guide.needs if need.id in needs]
                if names:
                    key = f"graph.described-{verdict.value}"
                    yield self._say(key, member=member.name, needs=", ".join(names))

    def _heading(self) -> Iterator[str]:
        x, room = MARGIN, self._sheet.width - 2 * MARGIN
        yield drawing.icon("mark", x, MARGIN - 1.5, 13.0)
        yield drawing.words(Words(self._say("graph.title"), x + 17, MARGIN + 6.2, 8.6, 700))
        guide = self._guide
        about = self._say("graph.about", title=guide.title, version=guide.version)
        (line,) = wrap(about, 4.0, room - 17, 1) or ("",)
        yield drawing.words(Words(line, x + 17, MARGIN + 12.8, 4.0, muted=True))
        # Where each column stands is the same for every guide: the first card of it tells.
        starts = {card.station.column: card.x for card in reversed(self._sheet.cards)}
        for column, start in sorted(starts.items()):
            heading = self._say(f"graph.column.{_HEADINGS[column]}")
            line_y = MARGIN + 24.0
            yield drawing.words(Words(heading, start, line_y, 4.2, 600), drawing.PRIMARY)
            yield element(
                "path",
                d=f"M{drawing.number(start)} {drawing.number(line_y + 2.2)}h12",
                stroke=drawing.ACCENT,
                stroke_width=0.8,
            )

    def _from_thick_to_thin(self) -> list[Segment]:
        return sorted(self._sheet.segments, key=lambda segment: segment.thin)

    def _colour(self, segment: Segment) -> str:
        return self._colours.get(segment.member or "", drawing.EDGE)

    def _track(self, segment: Segment) -> str:
        return drawing.track(segment, self._colour(segment), ", ".join(segment.routes))

    def _passage(self, card: Card) -> str:
        """A line that goes straight through a column."""
        parts = []
        arriving = {(s.member, s.thin, s.dashed): s for s in card.incoming}
        for after in card.outgoing:
            before = arriving[after.member, after.thin, after.dashed]
            path = f"M{drawing.number(card.x)} {drawing.number(before.to_y)}"
            path += f"L{drawing.number(card.x + card.width)} {drawing.number(after.from_y)}"
            width = drawing.THIN if before.thin else drawing.THICK
            dash = drawing.dashes(before.thin, before.dashed)
            parts.append(
                element("path", d=path, stroke=self._colour(before), stroke_width=width, **dash)
            )
        return "".join(parts)

    def _card(self, card: Card) -> str:
        station = card.station
        is_member = station.column == MEMBER
        colour = self._colours[station.key.partition(":")[2]] if is_member else drawing.EDGE
        shape = {"x": card.x, "y": card.top, "width": card.width, "height": card.height}
        style: dict[str, object] = {"fill": drawing.CARD, "stroke": colour, "stroke_width": 0.35}
        if station.is_uncovered:
            style |= {"fill": drawing.ACCENT_SOFT, "stroke": drawing.ACCENT}
            style |= {"stroke_dasharray": "1.6 1.1"}
        parts = [element("rect", **shape, rx=2.2, **style)]
        if is_member:
            # A band in the colour of its lines, so that each can be followed back from here.
            band = {**shape, "x": card.x + card.width - 2.0, "width": 2.0}
            parts.append(element("rect", **band, rx=1.0, fill=colour))
        side = card.icon_side
        if station.icon:
            parts.append(drawing.icon(station.icon, card.x + PAD + 0.6, card.y - side / 2, side))
        parts += [drawing.words(line) for line in card.words()]
        for segment in card.incoming:
            parts.append(drawing.stop(card.x, segment.to_y, segment.thin, self._colour(segment)))
        for segment in card.outgoing:
            x = card.x + card.width
            parts.append(drawing.stop(x, segment.from_y, segment.thin, self._colour(segment)))
        return element("g", "".join(parts))

    def _legend(self) -> Iterator[str]:
        y = self._sheet.height - MARGIN - 4.5
        x = MARGIN
        for key, thin, dashed in (
            ("article", False, False),
            ("policy", False, True),
            ("thin", True, True),
        ):
            yield drawing.sample(x + 1, y - 1.2, thin, dashed)
            text = self._say(f"graph.legend.{key}")
            yield drawing.words(Words(text, x + 20, y, 3.5))
            x += 20 + width_of(text, 3.5) + 6
        text = self._say("graph.legend.uncovered")
        box = {"x": x, "y": y - 4.0, "width": 8.0, "height": 5.0, "rx": 1.2}
        style = {"fill": drawing.ACCENT_SOFT, "stroke": drawing.ACCENT, "stroke_width": 0.35}
        yield element("rect", **box, **style, stroke_dasharray="1.6 1.1")
        yield drawing.words(Words(text, x + 10.5, y, 3.5))
        guide = self._guide
        paper = paper_phrase(self._sheet.paper)
        foot = self._say("graph.foot", id=guide.id, rules=guide.rules[:12], paper=paper)
        (line,) = wrap(foot, SMALL, self._sheet.width - 2 * MARGIN, 1) or ("",)
        yield drawing.words(Words(line, MARGIN, y + 7.0, SMALL, muted=True))
