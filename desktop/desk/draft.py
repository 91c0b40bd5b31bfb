"""A case being written: answers, company and overrides, in one frozen value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from desktop.answers import check_answers, to_json
from desktop.errors import BadAnswers
from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Verdict
from desktop.register.model import CaseId, Company, Consent, Numbered
from desktop.territory import Commune, Communes, territory_question

FORMAT = 1
MAX_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Advised:
    """An advisor's own verdict on a member, with the code of its reason.

    `needs`: what the member is then asked for, where the visit itself names none.
    """

    verdict: Verdict
    reason: str
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What was answered and typed so far. `id` and `revision`: the saved case that it changes."""

    answers: Answers = field(default_factory=dict)
    company: Company = field(default_factory=Company)
    advised: tuple[tuple[str, Advised], ...] = ()
    """By member id."""
    ticket: str = ""
    id: CaseId | None = None
    revision: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing would be lost without it."""
        return self == Draft()

    def advise(self, member: str, advised: Advised | None) -> Draft:
        """With this verdict of the advisor's on the member; None takes it back."""
        others = tuple(pair for pair in self.advised if pair[0] != member)
        return replace(self, advised=others if advised is None else (*others, (member, advised)))


def to_bytes(guide: Guide, draft: Draft) -> bytes:
    """The draft as the register keeps it while it is under way."""
    company = asdict(draft.company) | {"numbered": draft.company.numbered.value}
    consent = draft.company.consent
    company["consent"] = consent and [consent.notice_version, consent.at.isoformat()]
    kept = {
        "format": FORMAT,
        "answers": to_json(guide, draft.answers),
        "company": company,
        "advised": [[m, a.verdict.value, a.reason, list(a.needs)] for m, a in draft.advised],
        "ticket": draft.ticket,
        "case": [draft.id, draft.revision],
    }
    return json.dumps(kept, ensure_ascii=False).encode()


def from_bytes(guide: Guide, communes: Communes, raw: bytes) -> Draft | None:
    """The draft that was kept; what the guide in use no longer takes is left out.

    None where nothing of it can be read.
    """
    try:
        kept = json.loads(raw) if len(raw) <= MAX_BYTES else None
        if not isinstance(kept, dict) or kept.get("format") != FORMAT:
            return None
        case, revision = kept["case"]
        return Draft(
            known_answers(guide, communes, kept["answers"]),
            _company(kept["company"]),
            tuple(_advised(guide, item) for item in kept["advised"]),
            str(kept["ticket"]),
            CaseId(case) if case else None,
            revision,
        )
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def known_answers(guide: Guide, communes: Communes, kept: Mapping[str, Any]) -> Answers:
    """The answers of an earlier day that this guide still knows."""
    found: dict[str, tuple[str, ...]] = {}
    for question, value in kept.items():
        try:
            found |= check_answers(guide, communes, {question: value})
        except BadAnswers:
            continue  # of another version of the guide
    return found


def _company(kept: dict[str, Any]) -> Company:
    consent = kept.pop("consent", None)
    made = Company(**kept | {"numbered": Numbered(kept["numbered"])})
    if consent is None:
        return made
    version, at = consent
    return replace(made, consent=Consent(str(version), datetime.fromisoformat(at)))


def _advised(guide: Guide, item: list[Any]) -> tuple[str, Advised]:
    member, verdict, reason, needs = item
    guide.get_member(member)
    return member, Advised(Verdict(verdict), str(reason), tuple(needs))


def project_commune(guide: Guide, communes: Communes, answers: Answers) -> Commune | None:
    """The commune where the project will be; None where another place, or none, was answered."""
    question = territory_question(guide)
    values = answers.get(question.id, ()) if question is not None else ()
    return communes.find(values[0]) if values else None
