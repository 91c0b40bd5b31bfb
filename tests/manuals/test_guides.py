"""The help pages as papers: every one, in both languages, tagged, whole, and with its pictures."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import typst

from desktop import paths
from desktop.manuals import paper, shelf
from desktop.manuals.markdown import Block, Span
from desktop.manuals.paper import Press, TooLong, count_pages
from desktop.manuals.shelf import SHELF, Manual
from desktop.text import LANGUAGES

ON = date(2026, 11, 24)
PICTURES = {file.stem: file for file in (paths.resources() / "help" / "pictures").glob("*.png")}
EVERY = pytest.mark.parametrize(
    ("manual", "language"),
    [
        pytest.param(manual, language, id=f"{manual.id}-{language}")
        for manual in SHELF
        for language in LANGUAGES
    ],
)
QUICK = next(manual for manual in SHELF if manual.is_card)


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    """A press with the pictures that are kept for reading on a screen."""
    with Press(PICTURES, ON) as opened:
        yield opened


def set_on_paper(press: Press, manual: Manual, language: str) -> bytes:
    return press.to_pdf(shelf.blocks(manual, language), language, manual.is_card)


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def words(text: str) -> set[str]:
    """What is read, whatever breaks lines in it."""
    return set(re.findall(r"\w{3,}", re.sub(r"[-_/\u00ad]", "", text)))


def shape(block: Block) -> tuple[str, int, list[int], int]:
    return block.kind, block.level, [len(row) for row in block.rows], len(block.lines)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_help_page_becomes_a_guide(language: str) -> None:
    pages = {file.stem for file in (paths.resources() / "help" / language).glob("*.md")}

    assert {manual.files[language] for manual in SHELF} == pages
    assert len(SHELF) == len(pages)


@pytest.mark.parametrize("manual", SHELF, ids=lambda manual: manual.id)
def test_both_languages_have_the_same_structure(manual: Manual) -> None:
    french, english = (shelf.blocks(manual, language) for language in ("fr", "en"))

    assert [shape(block) for block in french] == [shape(block) for block in english]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_described_and_of_its_language(language: str) -> None:
    shown = [
        block
        for manual in SHELF
        for block in shelf.blocks(manual, language)
        if block.kind == "picture"
    ]

    assert [block.lines for block in shown if len(block.alt) < 40] == []
    assert [block.lines for block in shown if not block.lines[0].endswith(f"-{language}")] == []
    assert len(shown) > 5


@EVERY
def test_a_guide_is_tagged_sound_and_says_all_that_its_page_says(
    press: Press, tmp_path: Path, manual: Manual, language: str
) -> None:
    file = tmp_path / "guide.pdf"
    file.write_bytes(set_on_paper(press, manual, language))

    assert re.search(r"Tagged: +yes", run("pdfinfo", str(file)))
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(file))
    page = shelf.source(manual, language).read_text(encoding="utf-8")
    said = re.sub(r"(!?)\[([^]]*)\]\(\S+\)", lambda m: "" if m[1] else m[2], page)
    # A name at the end of a line may go on in the next, with or without its hyphen.
    read = run("pdftotext", str(file), "-")
    joined = re.sub(r"(?<=[-_/])\n", "", read)
    assert words(said) - words(read) - words(joined) == set()


@EVERY
def test_headings_are_read_in_the_order_of_the_page(
    press: Press, tmp_path: Path, manual: Manual, language: str
) -> None:
    file = tmp_path / "guide.pdf"
    file.write_bytes(set_on_paper(press, manual, language))
    # As the file has it, which is as a screen reader goes; not as columns seem to stand.
    read = "".join(run("pdftotext", "-raw", str(file), "-").split())

    blocks = [block for block in shelf.blocks(manual, language) if block.kind == "heading"]
    headings = ["".join("".join(s.text for s in b.rows[0][0]).split()) for b in blocks]
    in_order = ".*".join(re.escape(heading) for heading in headings)
    assert re.search(in_order, read)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_quick_guide_has_one_page_and_large_enough_letters(
    press: Press, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "CARD_SIZES", (8.6,))

    assert count_pages(set_on_paper(press, QUICK, language)) == 1


def test_a_card_that_is_too_long_is_refused_and_not_cut(press: Press) -> None:
    blocks = shelf.blocks(QUICK, "fr")

    with pytest.raises(TooLong):
        press.to_pdf((*blocks, *blocks[1:], *blocks[1:]), "fr", is_card=True)


def test_a_picture_without_words_is_refused(press: Press) -> None:
    title, _ = shelf.blocks(QUICK, "fr")[:2]
    picture = Block("picture", lines=("desk-quick-fr",))

    with pytest.raises(typst.TypstError, match="alt"):
        press.to_pdf((title, picture), "fr")


def test_words_of_a_page_are_never_markup(press: Press, tmp_path: Path) -> None:
    title = shelf.blocks(QUICK, "fr")[0]
    hostile = "#panic() $x$ <label> @ref \\ *not strong* [ ]"
    file = tmp_path / "guide.pdf"
    span = (Span("plain", hostile),)

    file.write_bytes(press.to_pdf((title, Block("paragraph", rows=((span,),))), "fr"))

    assert hostile.replace(" ", "") in "".join(run("pdftotext", str(file), "-").split())


def test_the_same_page_gives_the_same_bytes(press: Press) -> None:
    assert set_on_paper(press, QUICK, "en") == set_on_paper(press, QUICK, "en")
