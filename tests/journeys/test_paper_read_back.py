"""The sheet as others see it: poppler reads its text and tags, zbar its two marks."""

from __future__ import annotations

import dataclasses
import itertools
import re
import subprocess
from pathlib import Path

import pytest

from desktop import sheet, ticket
from desktop.sheet import paper
from desktop.sheet.content import Card, Content
from desktop.sheet.letters import clean
from tests.sheets import LANGUAGES, VISITS, Answers, all_but, guide, outcome_of

WORDY = all_but("agence", "intermediary", "38185")
SHEETS: dict[str, Answers] = {**VISITS, "four members": WORDY}

HOSTILE = [
    '#image("/etc/passwd") #panic("x") $x^2$ *b* _i_ `c` <label> @ref // end',
    "= Not a heading",
    "<img src=x onerror=alert(1)>&amp;<b>bold</b>",
    "\\u{202e} \\ { } [ ] # ~ --- ... {sheet} {0}",
    "before\u202eoverride\u2066isolate\u2069after",
    "antidisestablishmentarianism" * 20,
]


def run(*words: str | Path) -> str:
    done = subprocess.run([str(word) for word in words], capture_output=True, check=True)
    # A heading's name may come in UTF-16 between lines of UTF-8.
    return done.stdout.decode(errors="replace")


def squash(text: str) -> str:
    # Lines end anywhere on paper, also after a hyphen, which a reader of text may drop.
    return "".join(text.replace("-", "").split())


def read_text(pdf: bytes, folder: Path) -> str:
    (folder / "fiche.pdf").write_bytes(pdf)
    return run("pdftotext", "-raw", folder / "fiche.pdf", "-")


def printed_facts(content: Content) -> list[str]:
    """What must be on the paper however closely it is set."""
    found = [content.made, content.guide, content.code, content.heading, *content.prepare]
    found = [fact for fact in found if content.cards or fact != content.heading]
    found += [text for said in content.said for text in (said.label, said.answer)]
    found += [text for text in (content.pace, content.open) if text]
    for notice in content.notices:
        found += [notice.title, notice.because, notice.step, notice.source.reference]
    for card in content.cards:
        found += [*card.main_why, *card.steps, *card.prepare, *contacts(card)]
        found += [source.reference for source in card.sources]
    for card in content.consider:
        found += [*card.why, *contacts(card)]
    return found


def contacts(card: Card) -> list[str]:
    found = [card.name, *card.needs]
    for entry in card.entries:
        found += [entry.capacity, entry.name]
        found += [text for text in (entry.detail, entry.say, entry.note) if text]
        for way in entry.ways:
            found += [way.value] if way.kind != "address" else []
            found += [way.note] if way.note and way.kind != "address" else []
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("visit", SHEETS)
def test_every_fact_can_be_read_from_the_pdf(visit: str, language: str, tmp_path: Path) -> None:
    outcome = outcome_of(SHEETS[visit])

    text = squash(read_text(sheet.to_pdf(outcome, language), tmp_path))

    facts = printed_facts(sheet.to_content(outcome, language))
    assert [fact for fact in facts if squash(fact) not in text] == []


def test_a_sheet_with_room_has_every_reason_address_and_source(tmp_path: Path) -> None:
    outcome = outcome_of(VISITS["one member"])
    (card,) = sheet.to_content(outcome, "fr").cards

    text = squash(read_text(sheet.to_pdf(outcome, "fr"), tmp_path))

    assert [why for why in card.why if squash(why) not in text] == []
    assert [source for source in card.sources if squash(source.gist) not in text] == []


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_guides_text_is_printed_as_it_is_written(hostile: str, tmp_path: Path) -> None:
    content = sheet.to_content(outcome_of(VISITS["one member"]), "fr")
    words = clean(hostile)
    card = dataclasses.replace(content.cards[0], name=words, why=(words,), prepare=(words,))

    text = squash(read_text(paper.to_pdf(dataclasses.replace(content, cards=(card,))), tmp_path))

    assert text.count(squash(words)) == 3


def test_a_guide_on_trial_is_printed_across_the_sheet(tmp_path: Path) -> None:
    pdf = sheet.to_pdf(outcome_of(VISITS["one member"]), "fr", trial=True)

    assert "Guide à l’essai" in read_text(pdf, tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("visit", SHEETS)
def test_both_marks_open_the_same_answers(visit: str, language: str, tmp_path: Path) -> None:
    outcome = outcome_of(SHEETS[visit])
    seen = read_marks(sheet.to_pdf(outcome, language), tmp_path, dots=300)

    code = ticket.encode(guide(), SHEETS[visit])
    assert seen["QR-Code"].splitlines()[-1] == code
    assert seen["CODE-128"] == code.replace("-", "")
    assert ticket.decode(guide(), seen["QR-Code"]).answers == SHEETS[visit]
    assert ticket.decode(guide(), seen["CODE-128"]).answers == SHEETS[visit]


def read_marks(pdf: bytes, folder: Path, dots: int) -> dict[str, str]:
    """The marks at the foot of the page printed with `dots` an inch, by kind."""
    (folder / "fiche.pdf").write_bytes(pdf)
    foot = ("-x", "0", "-y", str(9 * dots), "-W", str(9 * dots), "-H", str(3 * dots))
    options = ("-r", str(dots), *foot, "-gray", "-singlefile")
    run("pdftoppm", *options, folder / "fiche.pdf", folder / "page")
    seen = run("zbarimg", "-q", folder / "page.pgm")
    found = re.split(r"^(QR-Code|CODE-128):", seen, flags=re.MULTILINE)
    return dict(zip(found[1::2], (text.strip() for text in found[2::2]), strict=True))


def test_the_mark_is_read_with_its_accents(tmp_path: Path) -> None:
    seen = read_marks(sheet.to_pdf(outcome_of(VISITS["two members"]), "fr"), tmp_path, dots=300)

    assert seen["QR-Code"].startswith(
        "Votre fiche d’orientation\nPréparée le 24 novembre 2026\nMEDEF : Trouver"
    )


def test_the_pictures_for_the_printer_have_the_same_marks(tmp_path: Path) -> None:
    (page,) = sheet.to_png_pages(outcome_of(VISITS["one member"]), "fr", ppi=300)
    (tmp_path / "page.png").write_bytes(page)

    seen = run("zbarimg", "-q", "--raw", "-S*.enable=0", "-Sqrcode.enable=1", tmp_path / "page.png")

    assert ticket.decode(guide(), seen).answers == VISITS["one member"]


def test_the_marks_are_still_read_from_a_coarse_printer(tmp_path: Path) -> None:
    seen = read_marks(sheet.to_pdf(outcome_of(WORDY), "fr"), tmp_path, dots=200)

    assert ticket.decode(guide(), seen["QR-Code"]).answers == WORDY
    assert ticket.decode(guide(), seen["CODE-128"]).answers == WORDY


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("visit", SHEETS)
def test_the_pdf_is_tagged_for_screen_readers_and_archives(
    visit: str, language: str, tmp_path: Path
) -> None:
    file = tmp_path / "fiche.pdf"
    sheet.write_pdf(outcome_of(SHEETS[visit]), language, file)

    facts = run("pdfinfo", file)
    meta = run("pdfinfo", "-meta", file)

    assert re.search(r"^Tagged: +yes$", facts, re.MULTILINE)
    assert re.search(r"^Page size: .*\(A4\)$", facts, re.MULTILINE)
    assert "<pdfuaid:part>1</pdfuaid:part>" in meta
    assert "<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in meta
    assert f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li>" in meta
    assert "<xmp:CreateDate>2026-11-24T" in meta


@pytest.mark.parametrize("visit", SHEETS)
def test_headings_go_down_one_level_at_a_time(visit: str, tmp_path: Path) -> None:
    file = tmp_path / "fiche.pdf"
    sheet.write_pdf(outcome_of(SHEETS[visit]), "fr", file)

    levels = [int(level) for level in re.findall(r"\bH(\d)\b", run("pdfinfo", "-struct", file))]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_both_marks_have_words_for_those_who_do_not_see_them() -> None:
    outcome = outcome_of(VISITS["one member"])
    code = ticket.encode(guide(), VISITS["one member"])

    pdf = sheet.to_pdf(outcome, "fr")

    written = re.findall(rb"/Alt ?<([0-9A-F]+)>", pdf)
    assert {bytes.fromhex(text.decode()).decode("utf-16") for text in written} == {
        f"Code QR\u00a0: l’essentiel de cette fiche et le code d’orientation {code}",
        f"Code-barres pour le guichet\u00a0: code d’orientation {code}",
    }


def test_every_font_is_inside_the_file(tmp_path: Path) -> None:
    sheet.write_pdf(outcome_of(WORDY), "fr", tmp_path / "fiche.pdf")

    rows = run("pdffonts", tmp_path / "fiche.pdf").splitlines()[2:]

    assert {row.split("+")[1].split("-")[0] for row in rows} == {"SillageSans"}
    assert {row.split()[-5:-2] == ["yes", "yes", "yes"] for row in rows} == {True}
