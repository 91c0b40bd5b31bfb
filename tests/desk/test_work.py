"""The case under way: kept, opened from a code, taken back, one for each advisor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop import ticket
from desktop.configuration import Configuration, Loaded, Privacy
from desktop.desk import consent, example
from desktop.desk.draft import Advised, Draft, to_bytes
from desktop.desk.saving import save
from desktop.desk.session import Session
from desktop.desk.work import Work
from desktop.errors import AiguillageError, BadTicket
from desktop.guide.model import Verdict
from desktop.register.model import Company, Numbered, Query
from desktop.register.store import open_to_read

VISIT = {"territory": ("63",), "themes": ("funding",), "funding-kind": ("financing",)}


def saved(work: Work, session: Session) -> None:
    assert session.register is not None
    draft = work.draft
    work.end_saving(session.by, draft, *save(session.register, draft, work.live, "fr", session.by))


def test_a_saved_case_has_its_referrals_and_who_saved_it(session: Session) -> None:
    work = Work(session)
    work.change(Draft(VISIT, Company(name="Société d’essai")))
    saved(work, session)
    assert session.register is not None
    row = session.register.find(Query()).rows[0]
    assert [(need, member) for need, member, _ in row.referrals] == [("financing", "bpifrance")]
    assert {event.by for event in session.register.events(row.id)} == {"anna"}
    assert work.is_saved


def test_what_is_typed_while_a_case_is_saved_stays_to_be_saved(session: Session) -> None:
    work = Work(session)
    work.change(Draft(VISIT))
    before = work.draft
    assert session.register is not None
    done = save(session.register, before, work.live, "fr", session.by)
    work.answer("urgency", ("now",))
    work.end_saving(session.by, before, *done)
    assert not work.is_saved
    assert work.draft.id == done[0]
    assert work.draft.answers["urgency"] == ("now",)


def test_the_case_in_progress_outlives_the_program(session: Session) -> None:
    work = Work(session)
    work.change(Draft(VISIT, Company(name="Société d’essai")))
    assert session.register is not None
    session.register.keep_progress(work.to_keep(), session.by)
    session.close()
    session.open()
    assert Work(session).find_kept() == work.draft


def test_a_saved_case_is_not_offered_again(session: Session) -> None:
    work = Work(session)
    work.change(Draft(VISIT))
    saved(work, session)
    assert work.to_keep() is None


def test_each_advisor_has_their_own_case(session: Session) -> None:
    work = Work(session)
    work.change(Draft(VISIT))
    session.advisor = session.advisors[1]
    assert work.draft.is_empty
    session.advisor = session.advisors[0]
    assert work.draft == Draft(VISIT)


def test_a_code_opens_the_visit_and_keeps_the_company_typed(session: Session) -> None:
    work, guide = Work(session), session.casework.guide
    company = Company(name="Société d’essai")
    work.change(Draft({"themes": ("export",)}, company))
    work.open_code(ticket.encode(guide, VISIT))
    assert work.draft.answers == VISIT
    assert work.draft.company == company
    assert work.can_undo
    work.undo()
    assert work.draft == Draft({"themes": ("export",)}, company)


def test_a_sheet_scanned_twice_still_brings_back_what_was_before(session: Session) -> None:
    work, code = Work(session), ticket.encode(session.casework.guide, VISIT)
    before = Draft({"themes": ("export",)}, Company(name="Société d’essai"))
    work.change(before)
    work.open_code(code)
    work.open_code(code)
    work.undo()
    assert work.draft == before


def test_a_code_never_changes_a_case_that_is_saved(session: Session) -> None:
    work = Work(session)
    work.change(Draft({"themes": ("export",)}, Company(name="Société d’essai")))
    saved(work, session)
    work.open_code(ticket.encode(session.casework.guide, VISIT))
    assert work.draft.answers == VISIT
    assert work.draft.company == Company()
    assert work.draft.id is None


def test_a_code_that_does_not_open_changes_nothing(session: Session) -> None:
    work = Work(session)
    work.change(Draft(VISIT))
    with pytest.raises(BadTicket):
        work.open_code("0000-0000")
    assert work.draft == Draft(VISIT)
    assert not work.can_undo


def test_a_saved_case_is_taken_up_as_it_was(session: Session) -> None:
    work = Work(session)
    own = Advised(Verdict.RECOMMENDED, "said-aloud", ("talent",))
    work.change(Draft(VISIT, Company(name="Société d’essai")).advise("medef", own))
    saved(work, session)
    before = work.draft
    work.begin()
    assert before.id is not None
    work.take_up(before.id)
    assert work.draft.answers == VISIT
    assert work.draft.advised == (("medef", own),)
    assert work.draft.id == before.id
    assert work.is_saved


def test_an_example_is_proposed_once(session: Session) -> None:
    work = Work(session)
    work.change(Draft(VISIT).advise("medef", Advised(Verdict.RECOMMENDED, "guide-wrong")))
    judged = next(judged for judged in work.live.judged if judged.member.id == "medef")
    assert example.propose(session.data, work.live, judged)
    assert not example.propose(session.data, work.live, judged)
    kept = (session.data / example.PROPOSED).read_text(encoding="utf-8")
    assert kept.count("- answers:") == 1


def test_an_example_that_cannot_be_written_is_said(session: Session, tmp_path: Path) -> None:
    work = Work(session)
    work.change(Draft(VISIT).advise("medef", Advised(Verdict.RECOMMENDED, "guide-wrong")))
    judged = next(judged for judged in work.live.judged if judged.member.id == "medef")
    in_the_way = tmp_path / "file"
    in_the_way.write_text("", encoding="utf-8")
    with pytest.raises(AiguillageError):
        example.propose(in_the_way / "below", work.live, judged)


def test_without_a_controller_there_is_no_notice() -> None:
    assert consent.find_notice(Configuration(privacy=Privacy(controller="X")), "fr") is None


def test_the_deployments_own_notice_is_shown_with_its_version() -> None:
    privacy = Privacy("X", "x@exemple.invalid", (("fr", "Notre texte."),), "7")
    notice = consent.find_notice(Configuration(privacy=privacy), "en")
    assert notice == consent.Notice("Notre texte.", "7")


def test_what_needs_an_agreement_can_be_left_out() -> None:
    founder = Company(name="A. Exemple", numbered=Numbered.CREATOR, phone="00", notes="n")
    bare = consent.without_personal(founder)
    assert not consent.is_personal(bare)
    company = Company(name="Société d’essai", phone="00")
    assert consent.without_personal(company) == replace(company, phone="")


def test_on_trial_no_register_is_opened(session: Session, tmp_path: Path) -> None:
    on_trial = replace(session.casework, on_trial=True)
    trial = Session(on_trial, Loaded(Configuration(), {}, ()), tmp_path / "trial")
    trial.open()
    assert trial.register is None
    assert trial.unopened is not None
    assert trial.unopened.is_trial
    assert not (tmp_path / "trial").exists()


def test_a_register_that_cannot_be_opened_says_why(session: Session, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("no folder", encoding="utf-8")
    other = Session(session.casework, session.loaded, blocked)
    other.open()
    assert other.register is None
    assert other.unopened is not None
    assert other.unopened.fault is not None


def test_a_copy_is_put_back_while_the_desk_stays_open(session: Session) -> None:
    work = Work(session)
    work.change(Draft(VISIT))
    saved(work, session)
    assert session.register is not None
    copy = session.register.backup()
    work.begin()
    work.change(Draft({"themes": ("export",)}))
    saved(work, session)
    assert session.restore(copy.name) == 1
    assert session.register.find(Query()).matches == 1


def test_a_register_opened_anew_keeps_the_place_of_the_case_under_way(session: Session) -> None:
    work = Work(session)
    assert work.place(session.by) == "anna"
    session.reopen()
    other = Session(session.casework, session.loaded, session.data)
    other.advisor = session.advisor
    other.open()
    assert Work(other).place(session.by) == "anna/2"
    other.close()


def test_while_nothing_can_be_written_no_place_is_taken(session: Session) -> None:
    work, register = Work(session), session.register
    assert register is not None
    register.keep_progress(to_bytes(session.casework.guide, Draft(VISIT)), session.by)
    session.register = open_to_read(session.data, session.configuration.register)
    assert work.find_kept() is None
    session.register.close()
    session.register = register
    assert work.find_kept() == Draft(VISIT)
    assert work.place(session.by) == "anna/2"


def test_upkeep_reports_what_it_erased(session: Session) -> None:
    report = session.keep_up()
    assert report is not None
    assert report.cases == ()
    assert session.erased == report
