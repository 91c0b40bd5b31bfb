"""The pages for people: every command and every setting stands in them, and what they say is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from desktop import cli, paths
from desktop.cli.session import Session
from desktop.configuration.keys import KINDS, value_of
from desktop.configuration.model import Configuration
from desktop.configuration.template import about
from desktop.support.machine import FILES
from desktop.text import LANGUAGES, load_catalogue, say

ROOT = Path(__file__).parent.parent
HELP = paths.resources() / "help"
FOR_IT = {"fr": HELP / "fr" / "informatique.md", "en": HELP / "en" / "it.md"}

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


SAID_OTHERWISE = {
    "fr": {"Pourquoi pas les autres ?", "et la Région ?", "votre porte d’entrée", "le seul"},
    "en": {"Why not the others?", "what about the Région?", "your way in", "the only one"},
}
"""What a page quotes from people, or shortens."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_page_quotes_is_a_word_of_the_screen(language: str) -> None:
    """So that a button that is renamed is renamed in the manuals."""
    guide = paths.shipped_guide()
    sources = [*load_catalogue(language).values()]
    sources += [read(guide / name) for name in ("interview.yaml", "members.yaml")]
    screen = plain(" ".join(sources)).casefold()

    prose = re.sub(r"^    .*$", "", pages(language), flags=re.MULTILINE).replace("\n", " ")
    quoted = re.findall({"fr": "«(.+?)»", "en": "“(.+?)”"}[language], prose)
    said = {plain(each).rstrip(".") for each in quoted} - SAID_OTHERWISE[language]
    assert [each for each in said if each.casefold() not in screen] == []
    assert len(said) > 30


def plain(text: str) -> str:
    """Without mnemonics, in plain spaces."""
    return re.sub(r"\s+", " ", text.replace("&", "")).strip()
