"""Which papers there are: a help page each, in both languages, and how it is laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop import paths
from desktop.manuals.markdown import Block, read


@dataclass(frozen=True, slots=True)
class Manual:
    """One paper. `is_card`: it must fit on one page, to be pinned up beside the screen."""

    id: str
    files: Mapping[str, str]
    """Language → the name of its page, without the ending."""
    is_card: bool = False


SHELF = (
    Manual("quick", {"fr": "en-bref", "en": "quick"}, is_card=True),
    Manual("advisor", {"fr": "conseiller", "en": "advisor"}),
    Manual("kiosk", {"fr": "borne", "en": "kiosk"}),
    Manual("coordinator", {"fr": "coordinateur", "en": "coordinator"}),
    Manual("it", {"fr": "informatique", "en": "it"}),
    Manual("numbers", {"fr": "en-nombre", "en": "in-numbers"}),
    Manual("privacy", {"fr": "donnees-personnelles", "en": "privacy"}),
    Manual("accessibility", {"fr": "accessibilite", "en": "accessibility"}),
)


def source(manual: Manual, language: str) -> Path:
    """The page that is read on screen, of which the paper is made."""
    return paths.resources() / "help" / language / f"{manual.files[language]}.md"


def blocks(manual: Manual, language: str) -> tuple[Block, ...]:
    """What the page says; raises NotOurs for a form of Markdown that is not ours."""
    return read(source(manual, language).read_text(encoding="utf-8"))


def pictures(language: str) -> tuple[str, ...]:
    """The names of all pictures that the pages of a language show, each once."""
    found = (
        block.lines[0]
        for manual in SHELF
        for block in blocks(manual, language)
        if block.kind == "picture"
    )
    return tuple(dict.fromkeys(found))
