"""A case being written, kept as bytes and read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desktop.desk.draft import Advised, Draft, from_bytes, to_bytes
from desktop.guide.model import Guide, Verdict
from desktop.register.model import CaseId, Company, Consent, Numbered
from desktop.territory import Communes

ANSWERS = {"territory": ("63178",), "themes": ("funding", "export"), "funding-kind": ("financing",)}
WHOLE = Draft(
    answers=ANSWERS,
    company=Company(
        name="Société d’essai <b>",
        number="732 829 320",
        numbered=Numbered.GIVEN,
        contact="A. Exemple",
        consent=Consent("2", datetime(2026, 11, 24, 9, 30, tzinfo=UTC)),
    ),
    advised=(("medef", Advised(Verdict.RECOMMENDED, "guide-wrong", ("talent",))),),
    ticket="0TH4-B0NN",
    id=CaseId("01a2"),
    revision=3,
)


def test_a_whole_draft_comes_back_as_it_was(guide: Guide) -> None:
    assert from_bytes(guide, Communes(), to_bytes(guide, WHOLE)) == WHOLE


def test_an_empty_draft_comes_back_empty(guide: Guide) -> None:
    found = from_bytes(guide, Communes(), to_bytes(guide, Draft()))
    assert found is not None
    assert found.is_empty


def test_answers_that_the_guide_no_longer_takes_are_left_out(guide: Guide) -> None:
    raw = to_bytes(guide, WHOLE).replace(b'"financing"', b'"lottery"')
    found = from_bytes(guide, Communes(), raw)
    assert found is not None
    assert found == replace(WHOLE, answers={k: ANSWERS[k] for k in ("territory", "themes")})


def test_what_is_no_draft_is_none(guide: Guide) -> None:
    spoilt = [b"", b"[]", b"\xff", b'{"format": 1}', b'{"format": 2}', b"[" * 90_000]
    spoilt.append(to_bytes(guide, WHOLE).replace(b'"medef"', b'"nobody"'))
    assert [from_bytes(guide, Communes(), raw) for raw in spoilt] == [None] * len(spoilt)


def test_an_advisors_verdict_is_taken_back_alone() -> None:
    own = Advised(Verdict.TO_CONSIDER, "company-wish")
    both = Draft().advise("cpme", own).advise("medef", own)
    assert both.advise("cpme", None).advised == (("medef", own),)
