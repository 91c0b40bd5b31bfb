"""The pages for people: every command and every setting stands in them, and what they say is so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
import typst

from desktop import cli, paths
from desktop.cli.session import Session
from desktop.configuration.keys import KINDS, value_of
from desktop.configuration.model import Configuration
from desktop.configuration.template import about
from desktop.support.machine import FILES
from desktop.text import LANGUAGES, say

ROOT = Path(__file__).parent.parent
HELP = paths.resources() / "help"
FOR_IT = {"fr": HELP / "fr" / "informatique.md", "en": HELP / "en" / "it.md"}

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

WITH_A_WINDOW = ("guide edit", "screenshots", "guides", "--kiosk", "--desk", "--set")
"""What the program's door reads itself, and the command line does not know."""


def commands(group: click.Group | None = None, before: tuple[str, ...] = ()) -> Iterator[str]:
    """Every command that can be typed, with its group."""
    group = group or cli._program(Session("fr", None))
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*before, name))
        else:
            yield " ".join((*before, name))


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


def pages(language: str) -> str:
    """Every page of a language, one after the other."""
    return "\n".join(page.read_text(encoding="utf-8") for page in (HELP / language).glob("*.md"))


def table(language: str) -> dict[str, tuple[str, str]]:
    """The settings as the page lists them: shipped value and what each does."""
    rows = re.findall(
        r"^\| `(\w+\.\w+)` \| (.+?) \| (.+) \|$", FOR_IT[language].read_text("utf-8"), re.MULTILINE
    )
    return {name: (value, sentence) for name, value, sentence in rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_stands_in_a_page(language: str) -> None:
    text = pages(language)

    written = [f"aiguillage {command}" for command in commands()]
    assert [command for command in written if not re.search(rf"{command}\b", text)] == []
    assert [word for word in WITH_A_WINDOW if word not in text] == []
    assert len(written) > 25


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_a_page_names_is_one(language: str) -> None:
    known = {*commands(), *WITH_A_WINDOW}
    groups = {command.split()[0] for command in known}

    named = re.findall(r"aiguillage ((?:[a-z][\w-]*)(?: [a-z][\w-]*)?)", _typed(pages(language)))
    wrong = [
        words for words in named if words not in known and words.split()[0] not in known | groups
    ]
    assert wrong == []
    assert len(named) > 20


def _typed(text: str) -> str:
    """What a page shows as typed: in backquotes, or indented."""
    return "\n".join(re.findall(r"`[^`\n]+`|^    .+$", text, re.MULTILINE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_it_page_lists_every_setting_as_it_is(language: str) -> None:
    listed = table(language)

    assert tuple(listed) == tuple(KINDS)
    assert {name: sentence for name, (_, sentence) in listed.items()} == {
        name: say(about(name), language) for name in KINDS
    }
    shipped = {
        name: f"`{kind.write(value_of(Configuration(), name))}`" for name, kind in KINDS.items()
    }
    shown = {name: value for name, (value, _) in listed.items()}
    assert [name for name in KINDS if shown[name] != shipped[name]] == ["kiosk.hours"]


def test_both_languages_have_the_same_parts() -> None:
    shapes = {
        each: re.findall(r"^(#+|\||    )", FOR_IT[each].read_text("utf-8"), re.MULTILINE)
        for each in LANGUAGES
    }

    assert shapes["fr"] == shapes["en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_it_page_names_every_folder_and_file_of_the_data(language: str) -> None:
    text = FOR_IT[language].read_text(encoding="utf-8")

    tops = {f"{name.split('/')[0]}{'/' if '/' in name else ''}" for name in FILES}
    logs = {"aiguillage.log.1", "aiguillage.log.2", "aiguillage.log.3"}
    assert [name for name in tops - logs if f"`{name}`" not in text] == []


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
