"""What the pages lead to and name is there: links, pictures, files, layers, typefaces."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import typst

from desktop import paths

ROOT = Path(__file__).parent.parent
HELP = paths.resources() / "help"

FOR_DEVELOPERS = [
    ROOT / "desktop" / "README.md",
    ROOT / "packaging" / "README.md",
    ROOT / "packaging" / "kiosk" / "README.md",
    ROOT / "packaging" / "windows" / "README.md",
    ROOT / "resources" / "guides" / "README.md",
    ROOT / "tests" / "bench" / "README.md",
]
FRENCH = [ROOT / "README.md", ROOT / "resources" / "guides" / "README.md", *HELP.glob("fr/*.md")]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *FOR_DEVELOPERS, *HELP.glob("??/*.md")]
PAGES.append(ROOT / "resources" / "NOTICES.md")


def read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def french_of(page: Path) -> str:
    """The French part of a page: the whole of it, or what stands before its English."""
    return re.split(r"^# .*(?:in English|go back)$", read(page), flags=re.MULTILINE)[0]


def anchor(heading: str) -> str:
    """What a heading is called in a link, as forges make it."""
    return re.sub(r"[^\w -]", "", heading.strip().lower()).replace(" ", "-")


def leads_somewhere(page: Path, target: str) -> bool:
    """Whether a link of `page` finds its file, and the part of it that it names."""
    if target.startswith("https://"):
        return True
    path, _, part = target.partition("#")
    file = page if not path else page.parent / path
    headings = re.findall(r"^#+ (.+)$", read(file), re.MULTILINE) if part and file.is_file() else []
    return file.exists() and (not part or part in map(anchor, headings))


def is_a_path(page: Path, name: str) -> bool:
    """Whether the project has the file or folder that a page names, from one of its own roots."""
    guide = HELP.parent / "guides" / "g6-relocalisation"
    roots = (ROOT, page.parent, ROOT / "desktop", ROOT / "packaging", HELP.parent, guide)
    return any((root / name).exists() for root in roots)


def test_a_page_is_linked_from_the_first_one() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    found = [page.relative_to(ROOT).as_posix() for page in HELP.glob("??/*.md")]
    assert [page for page in found if f"]({page})" not in readme] == []


def test_every_link_of_a_page_leads_somewhere() -> None:
    links = [
        (page, target) for page in PAGES for target in re.findall(r"\]\(([^)]+)\)", read(page))
    ]

    assert [link for link in links if not leads_somewhere(*link)] == []
    assert len(links) > 60


def test_a_link_that_leads_nowhere_is_noticed() -> None:
    assert not leads_somewhere(ROOT / "README.md", "no-such-page.md")
    assert not leads_somewhere(ROOT / "README.md", "desktop/README.md#no-such-part")
    assert leads_somewhere(ROOT / "README.md", "desktop/README.md#layers")


def test_every_picture_of_the_help_is_shown_by_a_page() -> None:
    written = "".join(read(page) for page in PAGES)

    pictures = [file.name for file in (HELP / "pictures").glob("*.png")]
    assert [name for name in pictures if f"/{name})" not in written] == []
    assert len(pictures) > 20


def test_every_file_the_developers_pages_name_is_there() -> None:
    """What stands in backquotes with a slash or an ending is a path of the project."""
    shape = re.compile(r"`([\w.-]+/[\w./-]*|[\w-]+\.(?:py|md|yaml|typ))`")
    named = [(page, name) for page in FOR_DEVELOPERS for name in shape.findall(read(page))]

    assert [each for each in named if not is_a_path(*each) and each[1] != "dist/"] == []
    assert len(named) > 60


def test_the_developers_page_has_every_layer_in_its_order() -> None:
    contracts = tomllib.loads(read(ROOT / "pyproject.toml"))["tool"]["importlinter"]["contracts"]
    layers = [re.findall(r"\w+", layer) for layer in contracts[0]["layers"]]
    part = read(ROOT / "desktop" / "README.md").split("## A guide, compiled")[0]
    rows = [
        re.findall(r"`(\w+)/?`", row) for row in re.findall(r"^\| (`.+?) \|", part, re.MULTILINE)
    ]

    height = {name: level for level, layer in enumerate(layers) for name in layer}
    named = [name for row in rows for name in row]
    assert sorted(named) == sorted(height)
    assert [height[name] for name in named] == sorted(height.values())


def test_every_call_in_one_interview_step_by_step_is_one_of_the_code() -> None:
    steps = read(ROOT / "desktop" / "README.md").split("## One interview")[1].split("\n## ")[0]
    called = re.findall(r"`(?:interview|casework|app|routing|sheet|ticket)\.(\w+)[`(]", steps)

    code = "\n".join(read(file) for file in (ROOT / "desktop").rglob("*.py"))
    assert [name for name in called if not re.search(rf"\bdef {name}\(", code)] == []
    assert len(called) > 8


@pytest.mark.parametrize("page", FRENCH, ids=lambda page: str(page.relative_to(ROOT)))
def test_french_pages_keep_their_signs_with_their_words(page: Path) -> None:
    prose = re.sub(
        r"```.*?```|`[^`]*`|^    .*$", "x", french_of(page), flags=re.MULTILINE | re.DOTALL
    )

    assert re.findall(r".{0,20}(?: [:;?!»%€](?=\s|$)|« |\w'\w).{0,20}", prose) == []


def test_the_notices_name_every_typeface_that_is_shipped() -> None:
    notices = read(ROOT / "resources" / "NOTICES.md")

    inside = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True).families()
    assert [family for family in inside if f"| {family} |" not in notices] == []
    assert len(inside) > 1
