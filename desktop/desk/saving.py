"""From a case being written to the case that the register keeps."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop import ticket
from desktop.desk.consent import is_personal
from desktop.desk.draft import Advised, Draft
from desktop.desk.live import Live, needs_of
from desktop.desk.numbers import check_number
from desktop.guide.masks import to_choices
from desktop.guide.model import Guide, Verdict
from desktop.record import to_record
from desktop.register.model import (
    AdvisorId,
    Case,
    CaseDraft,
    CaseId,
    Company,
    Override,
    Sent,
)
from desktop.territory import territory_question
from desktop.text import Phrase, phrase

if TYPE_CHECKING:  # its library is read after the first paint
    from desktop.register.store import Register


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a case cannot be saved as it is, and the field to mend it in."""

    field: str
    sentence: Phrase


def find_fault(draft: Draft) -> Refused | None:
    """What the advisor must mend before the case can be saved."""
    company = draft.company
    checked = check_number(company.number, company.numbered)
    if checked.fault is not None:
        return Refused("number", checked.fault)
    if is_personal(company) and company.consent is None:
        return Refused("consent", phrase("advisor.consent.missing"))
    return None


def save(
    register: Register,
    draft: Draft,
    live: Live,
    language: str,
    by: AdvisorId,
    *,
    made_up: bool = False,
) -> tuple[CaseId, int]:
    """Save the case; its id and revision. Raises RegisterFault; `find_fault` comes first."""
    kept = replace(to_case(draft, live, language), made_up=made_up)
    case = register.save_case(kept, by)
    return case, register.case(case).revision


def to_case(draft: Draft, live: Live, language: str) -> CaseDraft:
    """The case as the register takes it; a referral for each need of a recommended member."""
    guide, outcome = live.outcome.guide, live.outcome
    return CaseDraft(
        company=_clean(draft.company),
        department=_department(guide, draft),
        answers=draft.answers,
        outcome=to_record(outcome),
        referrals=referrals(live),
        uncovered=tuple(item.id for item in outcome.uncovered),
        overrides=overrides(live),
        language=language,
        ticket=ticket.encode(guide, draft.answers) if draft.answers else "",
        id=draft.id,
        revision=draft.revision,
    )


def referrals(live: Live) -> tuple[Sent, ...]:
    """Each need that is sent to a member."""
    return tuple(
        Sent(need, judged.member.id)
        for judged in live.judged
        if judged.stands is Verdict.RECOMMENDED
        for need in needs_of(live, judged)
    )


def overrides(live: Live) -> tuple[Override, ...]:
    """Where the advisor judges otherwise than the engine."""
    return tuple(
        Override(
            judged.member.id,
            judged.engine.verdict.value,
            judged.advised.verdict.value,
            judged.advised.reason,
        )
        for judged in live.judged
        if judged.advised is not None
    )


def from_case(guide: Guide, case: Case) -> Draft:
    """The draft that goes on with a saved case; what the guide no longer knows is left out."""
    questions = {question.id for question in guide.questions}
    members = {member.id for member in guide.members}
    advised = tuple(
        (kept.member, _advised(case, kept)) for kept in case.overrides if kept.member in members
    )
    return Draft(
        answers={q: tuple(values) for q, values in case.answers.items() if q in questions},
        company=case.company or Company(),
        advised=advised,
        ticket=case.ticket,
        id=case.id,
        revision=case.revision,
    )


def _advised(case: Case, kept: Override) -> Advised:
    needs = tuple(sent.need for sent in case.referrals if sent.member == kept.member)
    return Advised(Verdict(kept.verdict), kept.reason, needs)


def _department(guide: Guide, draft: Draft) -> str:
    question = territory_question(guide)
    values = draft.answers.get(question.id, ()) if question is not None else ()
    return to_choices(question, values)[0] if question is not None and values else ""


def _clean(company: Company) -> Company:
    texts = {
        name: getattr(company, name).strip()
        for name in ("name", "contact", "phone", "email", "notes", "on_behalf_of", "place")
    }
    number = check_number(company.number, company.numbered).number
    return replace(company, number=number, **texts)
