"""The six verdicts as answers come, and the advisor's own beside them."""

from __future__ import annotations

from datetime import date

import yaml

from desktop import sheet
from desktop.desk.draft import Advised, Draft
from desktop.desk.example import to_yaml
from desktop.desk.live import Judged, Live, as_advised, judge, needs_of, possible_needs
from desktop.desk.saving import find_fault, overrides, referrals, to_case
from desktop.guide.model import Guide, Verdict
from desktop.register.model import Company, Numbered, Override, Sent

TODAY = date(2026, 11, 24)
LOAN = {
    "situation": ("expanding",),
    "territory": ("63178",),
    "themes": ("funding",),
    "funding-kind": ("financing",),
    "urgency": ("now",),
}


def of(live: Live, member: str) -> Judged:
    return next(judged for judged in live.judged if judged.member.id == member)


def test_before_any_answer_every_member_may_still_change(guide: Guide) -> None:
    live = judge(guide, Draft(), TODAY)
    assert [judged.may_change for judged in live.judged] == [True] * 6


def test_a_finished_visit_says_for_the_others_what_would_bring_them_in(guide: Guide) -> None:
    live = judge(guide, Draft(LOAN), TODAY)
    assert of(live, "bpifrance").stands is Verdict.RECOMMENDED
    assert of(live, "medef").stands is Verdict.NOT_CONCERNED
    assert of(live, "medef").missing
    assert not any(judged.may_change for judged in live.judged)


def test_the_engines_verdict_stays_beside_the_advisors(guide: Guide) -> None:
    draft = Draft(LOAN).advise("bpifrance", Advised(Verdict.TO_CONSIDER, "already-tried"))
    live = judge(guide, draft, TODAY)
    assert of(live, "bpifrance").engine.verdict is Verdict.RECOMMENDED
    assert of(live, "bpifrance").stands is Verdict.TO_CONSIDER
    assert referrals(live) == ()
    assert overrides(live) == (
        Override("bpifrance", "recommended", "to-consider", "already-tried"),
    )


def test_an_advisors_verdict_that_the_engine_comes_to_share_is_no_override(guide: Guide) -> None:
    draft = Draft(LOAN).advise("bpifrance", Advised(Verdict.RECOMMENDED, "said-aloud"))
    assert overrides(judge(guide, draft, TODAY)) == ()


def test_a_member_brought_in_by_the_advisor_gets_the_need_they_chose(guide: Guide) -> None:
    own = Advised(Verdict.RECOMMENDED, "said-aloud", ("talent",))
    live = judge(guide, Draft(LOAN).advise("medef", own), TODAY)
    assert set(referrals(live)) == {Sent("financing", "bpifrance"), Sent("talent", "medef")}
    assert needs_of(live, of(live, "medef")) == ("talent",)


def test_the_needs_of_the_visits_own_themes_are_offered_first(guide: Guide) -> None:
    live = judge(guide, Draft(LOAN), TODAY)
    assert possible_needs(live.outcome, of(live, "medef").member) == ("fundraising", "talent")


def test_the_sheet_follows_the_advisor(guide: Guide) -> None:
    own = Advised(Verdict.RECOMMENDED, "said-aloud", ("talent",))
    draft = Draft(LOAN).advise("medef", own)
    draft = draft.advise("bpifrance", Advised(Verdict.NOT_CONCERNED, "already-tried"))
    outcome = as_advised(judge(guide, draft, TODAY))
    assert [verdict.member.id for verdict in outcome.recommended] == ["medef"]
    text = sheet.to_text(outcome, "fr", False)
    assert "Trouver et former du personnel" in text
    assert "Au sein du G6, le MEDEF" in text
    assert outcome.recommended[0].first_steps
    assert sheet.to_pdf(outcome, "fr", False).startswith(b"%PDF")


def test_every_member_can_be_brought_in_and_put_on_paper(guide: Guide) -> None:
    draft = Draft(LOAN)
    for member in guide.members:
        draft = draft.advise(member.id, Advised(Verdict.RECOMMENDED, "guide-incomplete"))
    live = judge(guide, draft, TODAY)
    outcome = as_advised(live)
    assert {verdict.member.id for verdict in outcome.recommended} == {m.id for m in guide.members}
    assert {sent.member for sent in referrals(live)} == {m.id for m in guide.members}
    assert all(verdict.doors for verdict in outcome.recommended)
    assert sheet.to_text(outcome, "en", False)


def test_the_case_holds_the_engines_outcome_whatever_the_advisor_says(guide: Guide) -> None:
    plain, own = (
        Draft(LOAN),
        Draft(LOAN).advise("medef", Advised(Verdict.RECOMMENDED, "said-aloud")),
    )
    kept = [to_case(draft, judge(guide, draft, TODAY), "fr") for draft in (plain, own)]
    assert kept[0].outcome == kept[1].outcome
    assert kept[0].department == "63"
    assert kept[0].ticket


def test_a_proposed_example_is_written_as_a_route_writes_its_own(guide: Guide) -> None:
    own = Advised(Verdict.RECOMMENDED, "guide-wrong", ("talent",))
    live = judge(guide, Draft(LOAN).advise("medef", own), TODAY)
    written = to_yaml(live, of(live, "medef"))
    assert written.startswith("# medef: not-concerned")
    assert "guide-wrong" in written.splitlines()[0]
    assert yaml.safe_load(written) == [
        {
            "answers": {
                "situation": "expanding",
                "territory": "63",
                "themes": ["funding"],
                "funding-kind": ["financing"],
                "urgency": "now",
            },
            "expect": {"medef": "recommended"},
        }
    ]


def test_a_company_may_be_saved_with_nothing_personal() -> None:
    assert find_fault(Draft(LOAN, Company(name="Société d’essai"))) is None


def test_contact_details_wait_for_an_agreement() -> None:
    refused = find_fault(Draft(LOAN, Company(phone="00 00")))
    assert refused is not None
    assert refused.field == "consent"


def test_the_name_of_a_founder_is_a_persons() -> None:
    founder = Company(name="A. Exemple", numbered=Numbered.CREATOR)
    refused = find_fault(Draft(LOAN, founder))
    assert refused is not None
    assert refused.field == "consent"
