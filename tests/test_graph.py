"""The guide as a picture: whole, readable, nothing on anything else, and safe with any text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF, QGuiApplication

from desktop import cli, graph, paths
from desktop.graph.flow import read_flow
from desktop.graph.measure import width_of, wrap
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from tests import guides
from tests.guides import Plain
from tests.random_guides import examples, random_guides

SVG = "{http://www.w3.org/2000/svg}"
NINE_POINTS = 9 * 25.4 / 72
SHIPPED = load_guide(paths.shipped_guide())


@dataclass(frozen=True)
class Rect:
    """A rectangle in millimetres, and what is in it."""

    left: float
    top: float
    right: float
    bottom: float
    name: str = ""

    def meets(self, other: Rect) -> bool:
        """Whether they overlap."""
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)

    def holds(self, other: Rect) -> bool:
        """Whether the other lies wholly inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


def parsed(guide: Guide, language: str = "fr") -> ET.Element:
    """The picture as XML."""
    return ET.fromstring(graph.draw(guide, language).svg.encode("utf-8"))


def texts(root: ET.Element) -> list[Rect]:
    """The box of each line of text, as wide as it may be drawn."""
    found = []
    for item in root.iter(f"{SVG}text"):
        size = float(item.attrib["font-size"])
        x, y = float(item.attrib["x"]), float(item.attrib["y"])
        words = item.text or ""
        right = x + width_of(words, size)
        found.append(Rect(x, y - 0.8 * size, right, y + 0.25 * size, words))
    return found


def cards(root: ET.Element) -> list[tuple[Rect, list[Rect]]]:
    """Each card with the lines of text in it."""
    found = []
    for group in root.iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        if rect is not None and "rx" in rect.attrib and group.find(f"{SVG}text") is not None:
            x, y, width, height = (float(rect.attrib[k]) for k in ("x", "y", "width", "height"))
            found.append((Rect(x, y, x + width, y + height), texts(group)))
    return found


def overlaps(rects: list[Rect]) -> list[tuple[str, str]]:
    """The names of the rectangles that overlap."""
    return [(a.name, b.name) for a, b in combinations(rects, 2) if a.meets(b)]


def assert_readable(root: ET.Element) -> None:
    """No text on another, none outside its card or the sheet, none under nine points."""
    lines, boxes = texts(root), cards(root)
    width, height = map(float, root.attrib["viewBox"].split()[2:])
    sheet = Rect(0, 0, width, height)
    assert overlaps(lines) == []
    assert overlaps([card for card, _ in boxes]) == []
    assert [line for card, inside in boxes for line in inside if not card.holds(line)] == []
    assert [line for line in lines if not sheet.holds(line)] == []
    assert [card for card, _ in boxes if not sheet.holds(card)] == []
    sizes = [float(item.attrib["font-size"]) for item in root.iter(f"{SVG}text")]
    assert min(sizes) >= NINE_POINTS


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_shipped_guide_fits_a3_with_no_label_on_another(language: str) -> None:
    picture = graph.draw(SHIPPED, language)

    root = parsed(SHIPPED, language)

    assert picture.paper == "A3"
    assert (root.attrib["width"], root.attrib["height"]) == ("420mm", "297mm")
    assert_readable(root)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_theme_need_and_member_is_named_in_full(language: str) -> None:
    written = " ".join(line.name for line in texts(parsed(SHIPPED, language)))

    themes = {need.theme for need in SHIPPED.needs}
    labels = [c.label for c in SHIPPED.get_question("themes").choices if c.id in themes]
    names = [n.name for n in SHIPPED.needs] + [m.name for m in SHIPPED.members] + labels
    names += [item.title for item in SHIPPED.uncovered]
    assert [name.in_(language) for name in names if name.in_(language) not in written] == []
    assert "…" not in written


def test_every_route_is_on_a_line_from_its_answers_to_its_member() -> None:
    flow = read_flow(SHIPPED)

    ends = {(name, line.stops[-1]) for line in flow.lines for name in line.routes}

    assert {(route.id, f"member:{route.member}") for route in SHIPPED.routes} <= ends
    assert {len(line.stops) for line in flow.lines if line.member} == {4}


def test_a_choice_of_the_guide_is_dashed_and_to_consider_is_thin() -> None:
    root = parsed(SHIPPED)
    paths_of = {
        title.text: path.attrib
        for path in root.iter(f"{SVG}path")
        if (title := path.find(f"{SVG}title")) is not None
    }

    article, policy = paths_of["fundraising"], paths_of["talent-skills"]
    maybe = paths_of["funding-maybe-cpme"]

    assert "stroke-dasharray" not in article
    assert "stroke-dasharray" in policy
    assert float(maybe["stroke-width"]) < float(policy["stroke-width"]) / 2


def test_tracks_start_and_end_on_the_edges_of_cards_and_each_at_its_own_place() -> None:
    root = parsed(SHIPPED)
    ends = sorted(_ends(root))

    apart = [(x, b - a) for (x, a), (other, b) in pairwise(ends) if x == other and b - a < 1.9]

    edges = [edge for card, _ in cards(root) for edge in (card.left, card.right)]
    assert apart == []
    assert [x for x, _ in ends if min(abs(x - edge) for edge in edges) > 0.02] == []


def test_a_card_is_tall_enough_for_all_the_tracks_that_touch_it() -> None:
    root = parsed(_star())

    outside = [
        (card, y)
        for group, card in _drawn_cards(root)
        for ring in group.findall(f"{SVG}circle")
        if not card.top <= (y := float(ring.attrib["cy"])) <= card.bottom
    ]

    assert outside == []


def test_cards_stay_between_the_heading_and_the_legend_however_lopsided_the_guide() -> None:
    root = parsed(_star())

    height = float(root.attrib["height"].removesuffix("mm"))
    assert min(card.top for card, _ in cards(root)) >= 40
    assert max(card.bottom for card, _ in cards(root)) <= height - 24
    assert_readable(root)


def _star() -> Guide:
    """One answer that leads to twenty-four needs and as many members; five that lead to one."""
    many = range(1, 25)
    themes = guides.question("themes", 1, "several", "all a b c d e")
    needs = [guides.need(f"n{i}", i, "all") for i in many]
    routes = [guides.route(f"r{i}", f"n{i}", f"m{i}", {"themes": "all"}) for i in many]
    routes += [guides.route(f"s{t}", "n24", "m24", {"themes": t}) for t in "abcde"]
    members = [guides.member(f"m{i}", i) for i in many]
    return guides.load(guides.guide([themes], needs, members, routes))


def test_a_line_keeps_its_colour_where_it_goes_straight_through() -> None:
    root = parsed(_star())

    tracks = [p for p in root.iter(f"{SVG}path") if p.find(f"{SVG}title") is not None]
    straight = [p for p in root.iter(f"{SVG}path") if "L" in p.attrib["d"]]

    ends = {(*_numbers(p)[-2:], p.attrib["stroke"]) for p in tracks}
    starts = {(*_numbers(p)[:2], p.attrib["stroke"]) for p in tracks}
    assert len(straight) == 29
    assert {(*_numbers(p)[:2], p.attrib["stroke"]) for p in straight} <= ends
    assert {(*_numbers(p)[-2:], p.attrib["stroke"]) for p in straight} <= starts


def _numbers(path: ET.Element) -> list[float]:
    return [float(found) for found in re.findall(r"-?[\d.]+", path.attrib["d"])]


def _drawn_cards(root: ET.Element) -> Iterator[tuple[ET.Element, Rect]]:
    """The group of each card, and its rectangle."""
    for group in root.iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        if rect is not None and "transform" not in group.attrib:
            x, y, width, height = (float(rect.attrib[k]) for k in ("x", "y", "width", "height"))
            yield group, Rect(x, y, x + width, y + height)


def _ends(root: ET.Element) -> Iterator[tuple[float, float]]:
    """Where the rings of the cards stand."""
    for group in root.iter(f"{SVG}g"):
        if "transform" not in group.attrib and group.find(f"{SVG}rect") is not None:
            for ring in group.findall(f"{SVG}circle"):
                yield float(ring.attrib["cx"]), float(ring.attrib["cy"])


def test_it_is_described_for_whoever_cannot_see_it() -> None:
    root = parsed(SHIPPED, "en")

    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert (root.attrib["role"], root.attrib["lang"]) == ("img", "en")
    assert root.attrib["aria-labelledby"].split() == ["title", "desc"]
    assert title is not None
    assert title.text == "Who answers what"
    assert description is not None
    assert "Bpifrance is recommended for: Financing a project." in (description.text or "")


def test_the_same_guide_gives_the_same_bytes() -> None:
    assert graph.draw(SHIPPED, "fr") == graph.draw(load_guide(paths.shipped_guide()), "fr")


HOSTILE = [
    "</text><script>alert(1)</script>",
    "a & b < c > d \"e\" 'f'",
    "\u05e9\u05dc\u05d5\u05dd right to left",
    "x" * 400,
    "mot " * 120,
    "\u4e2d\u6587" * 60,
    "]]>",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_any_text_of_a_guide_stays_text_and_stays_in_its_card(words: str) -> None:
    plain = guides.shop()
    plain["interview.yaml"]["needs"][0]["name"] = guides.text(words)
    plain["members.yaml"]["members"][0]["name"] = guides.text(words)
    plain["members.yaml"]["members"][0]["icon"] = "mark"
    plain["interview.yaml"]["questions"][2]["choices"][0]["label"] = guides.text(words)
    plain["guide.yaml"]["title"] = guides.text(words)

    root = parsed(guides.load(plain))

    assert list(root.iter(f"{SVG}script")) == []
    assert_readable(root)


@examples(60)
@given(random_guides())
def test_every_guide_that_loads_can_be_drawn_readably(plain: Plain) -> None:
    assert_readable(parsed(guides.load(plain)))


@pytest.mark.parametrize(("questions", "papers"), [(1, {"A1"}), (6, {""})])
def test_a_larger_guide_gets_a_larger_paper_never_a_smaller_text(
    questions: int, papers: set[str]
) -> None:
    plain = guides.shop()
    names = [[f"kind-{q}-{n}" for n in range(1, 51)] for q in range(1, questions + 1)]
    plain["interview.yaml"]["questions"] += [
        guides.question(f"more-{q}", 10 + q, "several", " ".join(kinds), room=64)
        for q, kinds in enumerate(names, 1)
    ]
    plain["routes.yaml"]["routes"] += [
        guides.route(f"r-{kind}", "loaf", "baker", {"themes": "bread", f"more-{q}": kind})
        for q, kinds in enumerate(names, 1)
        for kind in kinds
    ]
    loaded = guides.load(plain)

    root = parsed(loaded)

    assert graph.draw(loaded, "fr").paper in papers
    assert_readable(root)


@pytest.fixture
def real_font(qapp: QGuiApplication) -> QFont:
    """The product's own font, as screens draw it."""
    for weight in ("Regular", "SemiBold", "Bold"):
        file = paths.resources() / "fonts" / f"SillageSans-{weight}.ttf"
        assert QFontDatabase.addApplicationFont(str(file)) >= 0
    font = QFont("Sillage Sans")
    font.setPixelSize(100)
    return font


def test_texts_are_never_wider_than_reckoned(real_font: QFont) -> None:
    real_font.setWeight(QFont.Weight.Bold)
    metrics = QFontMetricsF(real_font)
    words = [t.name for lang in ("fr", "en") for t in texts(parsed(SHIPPED, lang))]

    wider = [word for word in words if metrics.horizontalAdvance(word) > width_of(word, 100)]

    assert wider == []


def test_lines_break_between_words_and_what_is_cut_says_so() -> None:
    lines = wrap("un deux\u00a0: trois quatre cinq", 1.0, 6.0, 2)

    assert lines == ("un deux\u00a0:", "trois…")
    assert all(width_of(line, 1.0) <= 6.0 for line in lines)


def test_the_command_writes_the_file_and_says_the_paper(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "picture.svg"

    code = cli.run(["graph", str(paths.shipped_guide()), "-o", str(path)], "fr", None)

    assert code == 0
    assert "A3" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == graph.draw(SHIPPED, "fr").svg
