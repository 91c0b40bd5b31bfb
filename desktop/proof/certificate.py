"""The certificate of a proof: one page to file or to show, of a guide that was proved."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from desktop import __version__, paths
from desktop.files import write_atomically
from desktop.guide.model import ALWAYS, Box, Condition, Guide, Literal, Share
from desktop.proof.findings import Property
from desktop.proof.prove import Proof
from desktop.proof.report import grouped
from desktop.sheet.dates import in_words
from desktop.sheet.paper import STANDARDS
from desktop.text import Phrase, Text, phrase, say

_WORDS = (
    "title", "subtitle", "visits", "proved", "division", "need", "members", "source", "identity",
    "rules", "content", "limits", "redo", "state",
)  # fmt: skip

_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed')


def certify(proof: Proof, language: str, path: Path) -> Phrase:
    """Writes the certificate of a proved guide, whole or not at all; says what became of it.

    A refuted guide has none, and nothing is written. Raises CannotWrite.
    """
    if not proof.holds:
        return phrase("proof.certificate.refused")
    write_atomically(path, to_pdf(proof, language))
    return phrase("proof.certificate.written", path=path)


def to_pdf(proof: Proof, language: str) -> bytes:
    """The certificate as PDF/UA-1 and PDF/A-2a; the same proof gives the same bytes."""
    import typst  # late: it is loaded for a certificate alone

    said = json.dumps(to_inputs(proof, language), ensure_ascii=False)
    missing: dict[int, str] = {}
    while True:
        try:
            return _compile(said.translate(missing), proof, format="pdf", pdf_standards=STANDARDS)
        except typst.TypstError as error:
            # No archive of an unreadable sign: it gives way to the sign for one.
            found = {ord(sign) for text in _NO_GLYPH.findall(str(error)) for sign in text}
            if found <= missing.keys():
                raise
            missing |= dict.fromkeys(found, "\ufffd")


def to_png(proof: Proof, language: str, ppi: float) -> bytes:
    """The first page as a picture."""
    said = json.dumps(to_inputs(proof, language), ensure_ascii=False)
    return _compile(said, proof, format="png", ppi=ppi)


def _compile(said: str, proof: Proof, **options: Any) -> bytes:
    import typst  # late: see to_pdf

    root = paths.resources()
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(root / "fonts")])
    template = str(root / "sheet" / "certificate.typ")
    compiler = typst.Compiler(template, root=str(root), font_paths=fonts)
    day = datetime(proof.on.year, proof.on.month, proof.on.day, tzinfo=UTC)
    made: Any = compiler.compile(sys_inputs={"certificate": said}, timestamp=day, **options)
    return bytes(made[0] if isinstance(made, list) else made)


def to_inputs(proof: Proof, language: str) -> dict[str, Any]:
    """All that the certificate says, in words."""
    guide = proof.guide
    visits = grouped(proof.visits, language)
    days = [in_words(day) for day in proof.days]
    made = phrase("proof.certificate.made", day=in_words(proof.on), version=__version__)
    return {
        "language": language,
        "date": [proof.on.year, proof.on.month, proof.on.day],
        "guide": guide.title.in_(language),
        "version": say(phrase("proof.certificate.version", version=guide.version), language),
        "visits": visits,
        "days": say(_days(days), language),
        "made": say(made, language),
        "properties": [say(phrase(f"proof.property.{p.value}"), language) for p in Property],
        "rows": [_row(guide, share, language) for share in guide.division],
        "hashes": {"rules": guide.rules, "content": guide.content},
        "words": {key: say(phrase(f"proof.certificate.{key}"), language) for key in _WORDS},
        "page": say(phrase("sheet.page", page="{page}", pages="{pages}"), language),
    }


def _days(days: list[Phrase]) -> Phrase:
    """The days looked at: the one, or that and each side of every dated change."""
    if len(days) == 1:
        return phrase("proof.certificate.one-day", day=days[0])
    return phrase("proof.certificate.days", days=_joined("listed", days))


def _joined(key: str, items: Iterable[Phrase | Text]) -> Phrase | Text:
    """Several of them as one: two at a time."""
    first, *rest = items
    found: Phrase | Text = first
    for item in rest:
        found = phrase(f"proof.certificate.{key}", before=found, last=item)
    return found


def _row(guide: Guide, share: Share, language: str) -> dict[str, Any]:
    source = guide.get_source(share.source.document)
    cited = phrase(
        f"proof.certificate.{share.basis.value}",
        publisher=source.publisher,
        place=share.source.place,
    )
    members = [guide.get_member(member).name for member in share.members]
    return {
        "need": guide.get_need(share.need).name.in_(language),
        "when": "" if share.when == ALWAYS else say(_when(guide, share.when), language),
        "members": [member.in_(language) for member in members],
        "source": say(cited, language),
    }


def _when(guide: Guide, condition: Condition) -> Phrase | Text:
    """A condition as a person reads it."""
    return _joined("or", [_box(guide, box) for box in condition])


def _box(guide: Guide, box: Box) -> Phrase:
    tests = _joined("and", [_test(guide, literal) for literal in box])
    return phrase("proof.certificate.when", tests=tests)


def _test(guide: Guide, literal: Literal) -> Phrase:
    question = guide.get_question(literal.question)
    named = literal.any_of or literal.none_of
    labels = [choice.label for choice in question.choices if choice.id in named]
    if not labels:
        return phrase("proof.certificate.asked", question=question.short)
    key = "answer" if literal.any_of else "other-answer"
    answers = _joined("or", labels)
    return phrase(f"proof.certificate.{key}", question=question.short, answer=answers)
