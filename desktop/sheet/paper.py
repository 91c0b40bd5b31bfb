"""The sheet as typst lays it out: a tagged PDF for print, screen and archive, or pictures of it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from functools import lru_cache
from threading import Lock
from typing import Any

from desktop import paths
from desktop.sheet import fitting, marks
from desktop.sheet.content import Content
from desktop.sheet.fitting import Mode
from desktop.sheet.plain import to_lines, to_mark
from desktop.text import phrase, say

STANDARDS: Any = ["ua-1", "a-2a"]
"""Readable by a screen reader (PDF/UA-1), and for good (PDF/A-2a)."""

_STRIPES_HEIGHT = 36
_LONG_WORD = re.compile(r"\S{40}")
_WORDS = (
    "title", "trial", "equals", "why", "also", "reach", "first-step", "prepare", "prepare-all",
    "consider", "consider-also", "notes", "code", "code-use", "mark-use", "privacy",
)  # fmt: skip

_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count\s+(\d+)")
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')

# Typst compiles one thing at a time; the preview and the printer may ask from two threads.
_ONE_AT_A_TIME = Lock()


def to_pdf(content: Content) -> bytes:
    """The sheet as PDF/UA-1 and PDF/A-2a in one; the same content gives the same bytes."""
    import typst  # late: see _compiler

    missing: dict[int, str] = {}
    while True:
        try:
            return _fit(_Paper(content, missing), STANDARDS)[1]
        except typst.TypstError as error:
            # No archive of an unreadable sign: it gives way to the sign for one.
            found = {ord(sign) for text in _NO_GLYPH.findall(str(error)) for sign in text}
            if found <= missing.keys():
                raise
            missing |= dict.fromkeys(found, "\ufffd")


def to_png_pages(content: Content, ppi: float) -> list[bytes]:
    """Each page as a picture."""
    paper = _Paper(content, {})
    mode, _ = _fit(paper, [])
    pages = paper.compile(mode, format="png", ppi=ppi)
    return [bytes(pages)] if isinstance(pages, bytes) else [bytes(page) for page in pages]


def _fit(paper: _Paper, standards: Any) -> tuple[Mode, bytes]:
    """The most comfortable mode that brings the sheet on one page, and the PDF."""
    for mode in fitting.modes(paper.content):
        pdf = bytes(paper.compile(mode, format="pdf", pdf_standards=standards))
        if _count_pages(pdf) == 1:
            return mode, pdf
    mode = fitting.SEVERAL_PAGES
    return mode, bytes(paper.compile(mode, format="pdf", pdf_standards=standards))


def _count_pages(pdf: bytes) -> int:
    found = _PAGES.search(pdf)
    if found is None:
        raise RuntimeError("typst writes its tree of pages in another way than it did")
    return int(found[1])


class _Paper:
    """A content ready for the template; `missing` signs are shown by others."""

    def __init__(self, content: Content, missing: dict[int, str]) -> None:
        self.content = content
        self._missing = missing
        self._inputs = _to_inputs(content)

    def compile(self, mode: Mode, **options: Any) -> Any:
        """What typst makes of it in this mode."""
        sheet = json.dumps({**self._inputs, "mode": asdict(mode)}, ensure_ascii=False)
        with _ONE_AT_A_TIME:
            return _compiler().compile(
                sys_inputs={"sheet": sheet.translate(self._missing)},
                **options,
            )


@lru_cache(maxsize=1)
def _compiler() -> Any:
    import typst  # late: 10 ms that only a first sheet pays

    root = paths.resources()
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(root / "fonts")])
    return typst.Compiler(str(root / "sheet" / "sheet.typ"), root=str(root), font_paths=fonts)


def _to_inputs(content: Content) -> dict[str, Any]:
    """What the template reads: the content, its own few words, and the marks drawn."""
    language, code = content.language, content.code
    inputs = asdict(content)
    for card in (*inputs["cards"], *inputs["consider"]):
        card["icon"] = _icon(card["icon"])
        card["main-why"] = card.pop("main_why")
        card["also-sources"] = card.pop("also_sources")
    inputs["words"] = {key: say(phrase(f"sheet.{key}"), language) for key in _WORDS}
    inputs["colon"] = say(phrase("sheet.pair", label="", text=""), language)
    # Looking for them costs typst half its time, so it is told whether there are any.
    inputs["has-long-words"] = any(_LONG_WORD.search(line) for line in to_lines(content))
    # Page numbers are known to the template alone.
    page = phrase("sheet.page", page="{page}", pages="{pages}")
    inputs["words"]["page"] = say(page, language)
    inputs["square"] = {
        "svg": marks.to_svg(marks.square(to_mark(content)), marks.QUIET_SQUARE),
        "alt": say(phrase("sheet.square-alt", code=code), language),
    }
    inputs["stripes"] = {
        "svg": marks.to_svg(marks.stripes(code), marks.QUIET_STRIPES, _STRIPES_HEIGHT),
        "alt": say(phrase("sheet.stripes-alt", code=code), language),
    }
    return inputs


def _icon(name: str) -> str | None:
    """Where the drawing is, from the template's root; None for one that was not drawn."""
    file = paths.resources() / "icons" / f"{name}.svg"
    return f"/icons/{name}.svg" if name.isascii() and "/" not in name and file.is_file() else None
