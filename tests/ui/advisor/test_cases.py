"""The pages of cases and of reminders, on a register with cases in it."""

from __future__ import annotations

import email
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QScrollArea, QScrollBar, QWidget

from desktop import app
from desktop.desk import filters
from desktop.desk.filters import Filter
from desktop.guide.model import Guide
from desktop.record import to_record
from desktop.register.model import (
    AdvisorId,
    CaseDraft,
    CaseId,
    Company,
    Consent,
    Override,
    Sent,
    Sort,
    State,
)
from desktop.routing import route
from desktop.ui.advisor.cases.hand_over import HandOvers
from desktop.ui.advisor.cases.model import COLUMNS
from desktop.ui.advisor.cases.page import CasesPage
from desktop.ui.advisor.reminders.page import BATCH, RemindersPage
from desktop.ui.theme import Look
from desktop.ui.widgets.rows import Panel
from tests.ui.advisor.conftest import ANNA, ENTER, TWO, Bench, MakeDesk

BY = AdvisorId(ANNA.id)
TALENT = {
    "situation": ("expanding",), "territory": ("69",), "themes": ("talent",),
    "talent-kind": ("recruit",), "urgency": ("now",),
}  # fmt: skip


def keep(bench: Bench, name: str, need: str = "talent", member: str = "medef") -> CaseId:
    """Save a case of a made-up company, sent to one member."""
    register = bench.session.register
    assert register is not None
    today = date.today()
    outcome = route(bench.session.casework.guide, TALENT, today)
    company = Company(name=name, place="Lyon", contact="Camille Exemple", phone="00 00 00 00 01")
    draft = CaseDraft(
        company=company, department="69", answers=TALENT, outcome=to_record(outcome),
        referrals=(Sent(need, member),),
    )  # fmt: skip
    return register.save_case(draft, BY)


def go(bench: Bench, name: str) -> QWidget:
    bench.window.go(name)
    bench.settle()
    return bench.window.page(name)


def cases(bench: Bench) -> CasesPage:
    page = go(bench, "cases")
    assert isinstance(page, CasesPage)
    return page


def names(page: CasesPage) -> list[str]:
    return [row.company for row in page.list.model.rows]


def history(bench: Bench) -> list[str]:
    """The lines of the history of the case that is read, without their days."""
    panel = bench.window.findChild(QWidget, "case-history")
    assert panel is not None
    return [label.text() for label in panel.findChildren(QLabel)][2::2]


def act(bench: Bench, button: str, *words: str) -> None:
    """Open the menu of a button and choose along these words."""
    bench.click(button)
    menu: QMenu | None = next(m for m in bench.window.findChildren(QMenu) if m.isVisible())
    last: QAction | None = None
    for word in words:
        assert menu is not None
        action = next(a for a in menu.actions() if word in a.text())
        menu, last = action.menu(), action  # type: ignore[assignment]
    assert last is not None
    last.trigger()
    bench.settle()
    for open_menu in bench.window.findChildren(QMenu):
        open_menu.close()
    bench.settle()


class Opened:
    """Stands in for the advisor's own programs: what they were given."""

    def __init__(self, page: CasesPage) -> None:
        self.paths: list[Path] = []
        hands = page.findChild(HandOvers)
        assert hands is not None
        hands.open_path = self._open

    def _open(self, path: Path) -> bool:
        self.paths.append(path)
        return True


def test_the_list_is_searched_as_one_types_accents_forgiven(desk: Bench) -> None:
    for name in ("Fromagerie Été", "Garage Dupré", "Garage Martin"):
        keep(desk, name)
    page = cases(desk)
    assert names(page) == ["Garage Martin", "Garage Dupré", "Fromagerie Été"]
    desk.type("gar dup")
    assert names(page) == ["Garage Dupré"]
    assert page.list.count.text() == "1 dossier"


def test_enter_goes_from_the_search_into_the_first_case(desk: Bench) -> None:
    keep(desk, "Garage Dupré")
    cases(desk)
    desk.press(ENTER)
    assert desk.has("case")
    assert desk.has("referral-talent-medef")


def test_filters_narrow_the_list_and_are_cleared_together(desk: Bench) -> None:
    keep(desk, "Un")
    keep(desk, "Deux", "export", "ccir")
    page = cases(desk)
    act(desk, "filter-member", "CCI")
    assert names(page) == ["Deux"]
    act(desk, "filter-need", "Financer")
    assert names(page) == []
    desk.click("filter-clear")
    assert len(names(page)) == 2


def test_a_filter_is_kept_under_a_name_and_comes_back(desk: Bench, make_desk: MakeDesk) -> None:
    keep(desk, "Un")
    keep(desk, "Deux", "export", "ccir")
    cases(desk)
    act(desk, "filter-member", "CCI")
    act(desk, "filter-kept", "Garder")
    desk.type("Export")
    desk.press(ENTER)
    desk.close()
    again = make_desk()
    page = cases(again)
    act(again, "filter-kept", "Export")
    assert names(page) == ["Deux"]
    act(again, "filter-kept", "Oublier", "Export")
    assert filters.load_kept(again.session.data) == {}


def test_columns_sort_both_ways(desk: Bench) -> None:
    for name in ("Bêta", "Alpha", "Gamma"):
        keep(desk, name)
    page = cases(desk)
    header = page.list.table.horizontalHeader()
    header.sectionClicked.emit(1)
    desk.settle()
    assert names(page) == ["Alpha", "Bêta", "Gamma"]
    header.sectionClicked.emit(1)
    desk.settle()
    assert names(page) == ["Gamma", "Bêta", "Alpha"]


def test_a_long_list_is_read_page_after_page(desk: Bench) -> None:
    for number in range(70):
        keep(desk, f"Entreprise {number:02}")
    page = cases(desk)
    assert len(names(page)) == 50
    page.list.model.fetchMore(page.list.table.rootIndex())
    desk.settle()
    assert len(names(page)) == 70
    assert len(set(names(page))) == 70


def test_what_came_of_a_referral_is_noted_with_who_and_why(desk: Bench) -> None:
    case = keep(desk, "Un")
    page = cases(desk)
    desk.press(ENTER)
    register = desk.session.register
    assert register is not None
    referral = register.case(case).referrals[0].id
    act(desk, f"state-{referral}", "Prise en charge", "Par téléphone")
    assert register.case(case).referrals[0].state is State.TAKEN_UP
    event = register.events(case)[-1]
    assert (event.by, event.reason, event.state) == (BY, "called", State.TAKEN_UP)
    history = page.findChild(QWidget, "case-history")
    assert history is not None
    assert any("Par téléphone" in label.text() for label in history.findChildren(QLabel))


def test_a_reminder_is_put_off(desk: Bench) -> None:
    case = keep(desk, "Un")
    cases(desk)
    desk.press(ENTER)
    register = desk.session.register
    assert register is not None
    referral = register.case(case).referrals[0]
    act(desk, f"due-{referral.id}", "45 jours")
    changed = register.case(case).referrals[0]
    assert changed.due == date.today() + timedelta(days=45)
    assert changed.state is referral.state


@pytest.mark.parametrize(
    ("kind", "words", "ending"),
    [("email", "Brouillon", "eml"), ("calendar", "agenda", "ics")],
)
def test_a_hand_over_opens_in_the_advisors_own_program(
    desk: Bench, kind: str, words: str, ending: str
) -> None:
    case = keep(desk, "Xylographie & fils")
    page = cases(desk)
    opened = Opened(page)
    desk.press(ENTER)
    register = desk.session.register
    assert register is not None
    referral = register.case(case).referrals[0].id
    act(desk, f"hand-{referral}", words)
    assert [path.suffix for path in opened.paths] == [f".{ending}"]
    if kind == "email":
        message = email.message_from_bytes(opened.paths[0].read_bytes())
        kinds = [part.get_content_type() for part in message.walk()]
        assert "application/pdf" in kinds
        assert "application/json" in kinds
        # No consent was noted: nothing names the company.
        told = [part.get_payload(decode=True) for part in message.walk()]
        assert not any("Xylographie" in str(content) for content in told)
    assert any(trace.act == f"handed-over-{kind}" for trace in register.audit(case))


def test_erasing_is_asked_twice_and_reaches_list_search_and_history(desk: Bench) -> None:
    case = keep(desk, "Fromagerie Secrète")
    page = cases(desk)
    desk.press(ENTER)
    desk.click("case-erase")
    register = desk.session.register
    assert register is not None
    assert register.case(case).company is not None
    desk.click("case-erase")
    assert register.case(case).company is None
    assert "effacées" in desk.said
    assert names(page) == []
    page._focus_search()
    desk.type("secrete")
    assert names(page) == []


def test_all_that_is_kept_goes_into_one_file(
    desk: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = keep(desk, "Fromagerie Secrète")
    page = cases(desk)
    path = tmp_path / "kept.json"
    tools = replace(page.tools, ask_path=lambda *_: path)
    monkeypatch.setattr(page._acts, "_tools", tools)
    desk.press(ENTER)
    desk.click("case-access")
    held = json.loads(path.read_text(encoding="utf-8"))
    assert "Fromagerie Secrète" in path.read_text(encoding="utf-8")
    assert held["cases"]
    register = desk.session.register
    assert register is not None
    assert any(trace.act == "access" for trace in register.audit(case))


def test_looking_at_a_case_is_noted(desk: Bench) -> None:
    case = keep(desk, "Un")
    cases(desk)
    desk.press(ENTER)
    register = desk.session.register
    assert register is not None
    assert any(trace.act == "looked-at" for trace in register.audit(case))


def test_on_a_narrow_window_the_list_is_walked_before_a_case_is_opened(
    make_desk: MakeDesk,
) -> None:
    bench = make_desk(size=(900, 700))
    keep(bench, "Un")
    keep(bench, "Deux")
    page = cases(bench)
    bench.press(ENTER)
    bench.press(Qt.Key.Key_Down)
    assert not bench.has("case")
    bench.press(ENTER)
    assert bench.has("case")
    assert not page.list.isVisible()
    bench.press(Qt.Key.Key_Escape)
    assert page.list.isVisible()


def test_a_hostile_name_is_shown_as_it_is(desk: Bench) -> None:
    name = "<img src='/dev/zero'> & <b>gras</b>"
    keep(desk, name)
    page = cases(desk)
    desk.press(ENTER)
    assert names(page) == [name]
    assert any(label.text() == name for label in page.findChildren(QLabel))


def test_reminders_come_with_the_longest_overdue_first_and_are_worked_off(desk: Bench) -> None:
    first, second = keep(desk, "Un"), keep(desk, "Deux")
    register = desk.session.register
    assert register is not None
    for case, days in ((first, 2), (second, 9)):
        referral = register.case(case).referrals[0]
        due = date.today() - timedelta(days=days)
        register.set_referral(referral.id, referral.state, BY, due=due)
    page = go(desk, "reminders")
    assert isinstance(page, RemindersPage)
    cards = [panel.objectName() for panel in page.findChildren(Panel)]
    shown = [name for name in cards if name.startswith("reminder-")]
    late = register.case(second).referrals[0].id
    assert shown[0] == f"reminder-{late}"
    assert len(shown) == 2
    act(desk, f"result-{late}", "Refus", "Ce n’est pas")
    assert not desk.has(f"reminder-{late}")
    assert register.case(second).referrals[0].state is State.REFUSED


def test_a_reminder_leads_to_its_case(desk: Bench) -> None:
    case = keep(desk, "Un")
    register = desk.session.register
    assert register is not None
    referral = register.case(case).referrals[0]
    register.set_referral(referral.id, referral.state, BY, due=date.today())
    go(desk, "reminders")
    desk.click(f"see-{referral.id}")
    assert desk.has("case")


def test_an_advisor_may_look_at_their_own_reminders_only(make_desk: MakeDesk) -> None:
    bench = make_desk(TWO)
    bench.type("b")
    case = keep(bench, "Un")
    register = bench.session.register
    assert register is not None
    referral = register.case(case).referrals[0]
    register.set_referral(referral.id, referral.state, BY, due=date.today())
    go(bench, "reminders")
    assert bench.has(f"reminder-{referral.id}")
    bench.click("reminders-mine")
    assert not bench.has(f"reminder-{referral.id}")


@pytest.mark.parametrize(
    "content",
    [
        b"{",
        b'{"format": 9, "filters": {"a": {}}}',
        b'{"format": 1, "filters": {"a": {"sort": "x"}, "b": 3}}',
        b'{"format": 1, "filters": {"a": {"text": 1}}}',
        b"\xff" * 10,
    ],
)
def test_damaged_filters_cost_a_convenience_only(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "filters.json").write_bytes(content)
    assert filters.load_kept(tmp_path) == {}


def test_filters_come_back_as_they_were_kept(tmp_path: Path) -> None:
    kept = {"Été": Filter(text="a", state="waiting", period="week", sort="company")}
    filters.keep(tmp_path, kept)
    assert filters.load_kept(tmp_path) == kept
    assert kept["Été"].to_query(date(2026, 11, 24)).since == date(2026, 11, 17)


def test_consent_names_the_company_in_what_is_sent(guide: Guide, desk: Bench) -> None:
    register = desk.session.register
    assert register is not None
    outcome = route(guide, TALENT, date.today())
    now = register.case(keep(desk, "Autre")).opened
    company = Company(name="Atelier Exemple", consent=Consent("1", now))
    case = register.save_case(
        CaseDraft(
            company=company, department="69", answers=TALENT, outcome=to_record(outcome),
            referrals=(Sent("talent", "medef"),),
        ),
        BY,
    )  # fmt: skip
    page = cases(desk)
    opened = Opened(page)
    page.show_case(case)
    desk.settle()
    act(desk, f"hand-{register.case(case).referrals[0].id}", "Brouillon")
    told = email.message_from_bytes(opened.paths[0].read_bytes())
    body = next(part for part in told.walk() if part.get_content_type() == "text/plain")
    assert "Atelier Exemple" in str(body.get_payload(decode=True))


def test_a_draft_left_by_a_fall_is_gone_after_the_next_start(tmp_path: Path) -> None:
    left = tmp_path / "handover" / "x" / "draft.eml"
    left.parent.mkdir(parents=True)
    left.write_text("To: somebody")
    app._empty_outbox(tmp_path)
    assert not left.exists()


def test_the_list_stays_in_another_language_or_size(desk: Bench) -> None:
    keep(desk, "Garage Dupré")
    page = cases(desk)
    desk.type("gar")
    page.show_look(Look(language="en", text_size=150))
    desk.settle()
    assert names(page) == ["Garage Dupré"]
    assert page.list.count.text() == "1 case"


def test_what_was_done_to_a_case_leaves_focus_and_place_where_they_were(desk: Bench) -> None:
    case = keep(desk, "Un")
    page = cases(desk)
    desk.press(ENTER)
    register = desk.session.register
    assert register is not None
    button = f"due-{register.case(case).referrals[0].id}"
    pane = page._pane
    assert pane is not None
    bar = pane.page.verticalScrollBar()
    assert bar.maximum() >= 40
    found = pane.findChild(QWidget, button)
    assert found is not None
    found.setFocus()
    desk.settle()
    bar.setValue(40)
    act(desk, button, "45 jours")
    assert page._pane is not pane
    focus: QWidget | None = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == button
    assert page._pane is not None
    assert page._pane.page.verticalScrollBar().value() == 40


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
def test_days_and_states_of_the_list_are_never_cut(
    make_desk: MakeDesk, language: str, size: tuple[int, int]
) -> None:
    desk = make_desk(look=Look(language=language), size=size)
    register = desk.session.register
    assert register is not None
    referral = register.case(keep(desk, "Garage Dupré")).referrals[0]
    register.set_referral(referral.id, State.NO_HELP, BY)
    page = cases(desk)
    table = page.list.table
    shown = COLUMNS.index(Sort.STATE)
    assert table.sizeHintForColumn(shown) <= table.columnWidth(shown)
    needed = {
        Sort.OPENED: page.list.says.day(date(2026, 10, 28)),
        Sort.DUE: page.list.says.due(date(2026, 10, 28), True),
        Sort.STATE: max((page.list.says.state(state) for state in State), key=len),
    }
    for column, words in needed.items():
        room = table.columnWidth(COLUMNS.index(column))
        assert table.fontMetrics().horizontalAdvance(words) + 2 * (page.look.px(8) + 2) <= room


def test_a_cell_too_long_for_its_column_is_said_in_full_by_its_hint(desk: Bench) -> None:
    keep(desk, "Garage <b>Dupré</b>")
    model = cases(desk).list.model
    place = model.index(0, COLUMNS.index(Sort.COMPANY))
    hint = model.data(place, Qt.ItemDataRole.ToolTipRole)
    assert hint == "<qt>Garage &lt;b&gt;Dupré&lt;/b&gt;</qt>"


def test_erasing_reaches_the_drafts_on_their_way_to_other_programs(desk: Bench) -> None:
    case = keep(desk, "Fromagerie Secrète")
    opened = Opened(cases(desk))
    desk.press(ENTER)
    register = desk.session.register
    assert register is not None
    act(desk, f"hand-{register.case(case).referrals[0].id}", "Brouillon")
    assert opened.paths[0].exists()
    desk.click("case-erase")
    desk.click("case-erase")
    assert not opened.paths[0].exists()


def test_arrow_down_goes_from_the_search_into_the_list(desk: Bench) -> None:
    keep(desk, "Garage Dupré")
    page = cases(desk)
    desk.type("gar")
    desk.press(Qt.Key.Key_Down)
    assert page.list.table.hasFocus()
    assert desk.has("case")


def test_the_history_says_whose_verdict_was_changed_and_why(desk: Bench) -> None:
    register = desk.session.register
    assert register is not None
    case = keep(desk, "Un")
    held = register.case(case)
    changed = CaseDraft(
        company=Company(name="Un"), department="69", answers=TALENT, outcome=held.outcome,
        overrides=(Override("cpme", "not-concerned", "to-consider", "company-wish"),),
        id=case, revision=held.revision,
    )  # fmt: skip
    register.save_case(changed, BY)
    page = cases(desk)
    desk.press(ENTER)
    history = page.findChild(QWidget, "case-history")
    assert history is not None
    told = [label.text() for label in history.findChildren(QLabel)]
    assert "Avis du conseiller sur CPME\u00a0: souhait de l’entreprise" in told


def test_a_long_list_of_reminders_is_shown_part_by_part(desk: Bench) -> None:
    register = desk.session.register
    assert register is not None
    for number in range(BATCH + 3):
        referral = register.case(keep(desk, f"Garage {number}")).referrals[0]
        register.set_referral(referral.id, State.WAITING, BY, due=date.today())
    page = go(desk, "reminders")
    assert len(cards(page)) == BATCH
    desk.click("reminders-more")
    assert len(cards(page)) == BATCH + 3
    assert not desk.has("reminders-more")
    focus: QWidget | None = QApplication.focusWidget()
    assert focus is not None
    assert cards(page)[BATCH].isAncestorOf(focus)


def test_after_a_reminder_comes_the_next_one_at_the_same_height(desk: Bench) -> None:
    register = desk.session.register
    assert register is not None
    for number in range(8):
        referral = register.case(keep(desk, f"Garage {number}")).referrals[0]
        register.set_referral(
            referral.id, State.WAITING, BY, due=date.today() - timedelta(days=number)
        )
    page = go(desk, "reminders")
    height = scroll(page).maximum()
    assert height > 0
    before = [card.objectName().removeprefix("reminder-") for card in cards(page)]
    button = page.findChild(QWidget, f"later-{before[3]}")
    assert button is not None
    button.setFocus()
    desk.settle()
    scroll(page).setValue(height // 2)
    act(desk, f"later-{before[3]}", "45 jours")
    assert [card.objectName().removeprefix("reminder-") for card in cards(page)] == [
        *before[:3], *before[4:],
    ]  # fmt: skip
    focus: QWidget | None = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == f"later-{before[4]}"
    assert scroll(page).value() == height // 2


def cards(page: QWidget) -> list[Panel]:
    return [card for card in page.findChildren(Panel) if card.objectName().startswith("reminder-")]


def scroll(page: QWidget) -> QScrollBar:
    found = page.findChild(QScrollArea, "reminders")
    assert found is not None
    return found.verticalScrollBar()


def test_reminders_are_paged_through_by_keys(desk: Bench) -> None:
    register = desk.session.register
    assert register is not None
    for number in range(8):
        referral = register.case(keep(desk, f"Garage {number}")).referrals[0]
        register.set_referral(referral.id, State.WAITING, BY, due=date.today())
    page = go(desk, "reminders")
    desk.press(Qt.Key.Key_PageDown)
    assert scroll(page).value() > 0


def test_the_history_names_what_was_withdrawn(desk: Bench) -> None:
    case = keep(desk, "Alpha d’essai")
    register = desk.session.register
    assert register is not None
    register.set_referral(register.case(case).referrals[0].id, State.TAKEN_UP, BY, "called")
    now = CaseDraft(
        company=Company(name="Alpha d’essai"), department="69", answers=TALENT,
        outcome=register.case(case).outcome, referrals=(Sent("export", "ccir"),), id=case,
    )  # fmt: skip
    register.save_case(now, BY)
    cases(desk).show_case(case)
    said = history(desk)
    assert "Mise en relation retirée\u00a0: Trouver et former du personnel, vers MEDEF" in said
    assert any(line.startswith("Trouver et former du personnel") for line in said)
