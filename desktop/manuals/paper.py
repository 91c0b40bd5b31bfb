"""A help page as typst lays it out: PDF/UA-1 and PDF/A-2a, with the pictures it is given."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from desktop import __version__, paths
from desktop.manuals.markdown import Block, Spans
from desktop.sheet.dates import in_words
from desktop.text import phrase, say

STANDARDS: Any = ["ua-1", "a-2a"]
CARD_SIZES = (9.8, 9.5, 9.2, 8.9, 8.6, 8.3, 8.0)
"""Sizes of text tried, in points, until a card fits on its page."""
_USUAL = 10.0
_WIDEST_WORDS, _WIDEST_CODE = 16, 34
"""In letters: columns up to these are as wide as what stands in them."""
_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")
_TWO_PARTS = re.compile(r"(\S.*?) {2,}(\S.*)")


class TooLong(ValueError):
    """A card that would need a second page."""


class Press:
    """Sets papers; `pictures` are PNG files by name. Use it in a `with` block."""

    def __init__(self, pictures: Mapping[str, Path], today: date) -> None:
        self._pictures, self._today = pictures, today
        self._folder = tempfile.TemporaryDirectory(prefix="aiguillage-")

    def __enter__(self) -> Press:
        root, resources = Path(self._folder.name), paths.resources()
        shutil.copyfile(resources / "sheet" / "guide.typ", root / "guide.typ")
        shutil.copyfile(resources / "icons" / "mark.svg", root / "mark.svg")
        for name, file in self._pictures.items():
            shutil.copyfile(file, root / f"{name}.png")
        return self

    def __exit__(self, *raised: object) -> None:
        self._folder.cleanup()

    def to_pdf(self, blocks: Sequence[Block], language: str, is_card: bool = False) -> bytes:
        """The paper; the same page, pictures and day give the same bytes.

        Raises TooLong for a card of more than a page, TypstError for a picture without words.
        """
        if not is_card:
            return self._compile(blocks, language, _USUAL, is_card)
        for size in CARD_SIZES:
            pdf = self._compile(blocks, language, size, is_card)
            if count_pages(pdf) == 1:
                return pdf
        raise TooLong(language)

    def _compile(self, blocks: Sequence[Block], language: str, size: float, is_card: bool) -> bytes:
        import typst  # late: 10 ms that only papers pay

        said = {
            "language": language,
            "size": size,
            "card": is_card,
            "date": [self._today.year, self._today.month, self._today.day],
            "blocks": [_to_data(block) for block in blocks],
            "words": _words(language, self._today),
        }
        root = self._folder.name
        fonts = typst.Fonts(
            include_system_fonts=False, font_paths=[str(paths.resources() / "fonts")]
        )
        compiler = typst.Compiler(str(Path(root, "guide.typ")), root=root, font_paths=fonts)
        page = json.dumps(said, ensure_ascii=False)
        made = compiler.compile(sys_inputs={"guide": page}, format="pdf", pdf_standards=STANDARDS)
        return bytes(made)  # type: ignore[arg-type]


def count_pages(pdf: bytes) -> int:
    """How many pages typst made."""
    found = _PAGES.search(pdf)
    if found is None:
        raise RuntimeError("typst writes its tree of pages in another way than it did")
    return int(found[1])


def _words(language: str, today: date) -> dict[str, str]:
    made = phrase("paper.made", version=__version__, day=in_words(today))
    page = phrase("paper.page", page="{page}", pages="{pages}")
    return {"made": say(made, language), "page": say(page, language)}


def _to_data(block: Block) -> dict[str, Any]:
    data = asdict(block)
    if block.kind == "table":
        data["columns"] = _columns(block.rows)
    if block.kind == "code":
        # What a command does stands in a column of its own: letters are not all of one width.
        data["lines"] = [_parted(line) for line in block.lines]
    return data


def _columns(rows: Sequence[Sequence[Spans]]) -> list[float]:
    """The width of each column: 0 for as wide as its words, else its share of what is left."""
    return [_share(column) for column in zip(*rows, strict=True)]


def _share(column: Sequence[Spans]) -> float:
    sizes = [sum(len(span.text) for span in cell) for cell in column]
    is_code = all(span.kind == "code" for cell in column[1:] for span in cell)
    if max(sizes) <= (_WIDEST_CODE if is_code else _WIDEST_WORDS):
        return 0
    return max(sum(sizes) / len(sizes), max(sizes) / 3)


def _parted(line: str) -> list[str]:
    found = _TWO_PARTS.fullmatch(line)
    return [found[1], found[2]] if found else [line, ""]
