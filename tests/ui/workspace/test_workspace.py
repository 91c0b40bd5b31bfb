"""The Guide workspace as its coordinator meets it."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import weakref
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget

from desktop import paths, record
from desktop.guide.loader import load_guide
from desktop.routing import route
from desktop.ui.theme import TEXT_SIZES, THEMES, Look
from desktop.ui.workspace.rail import RailButton
from desktop.workspace.document import At
from desktop.workspace.draft import load_draft
from desktop.workspace.signoffs import read_signoffs
from desktop.workspace.store import Shelf, export_folder
from tests.ui.workspace.conftest import ROUTE, Arrive, Coordinator

MEMBER = At("members.yaml", "members", 2)


def test_it_opens_on_the_first_route_with_its_clause_beside_it(coordinator: Coordinator) -> None:
    said = coordinator.said()

    assert "Trouver des investisseurs" in said
    assert "Article de presse" in said
    assert "0 défaut" in said
    assert "Aucune visite ne change" in said
    assert coordinator.find("status-proof").accessibleName() == "Preuve\u00a0: 9 propriétés sur 9"


def test_typing_a_text_changes_the_draft_and_keeps_it(coordinator: Coordinator) -> None:
    coordinator.write("field-because-fr", "Une autre raison, plus simple.")

    assert coordinator.draft.word(ROUTE, "because", "fr") == "Une autre raison, plus simple."
    kept, is_kept = coordinator.desk.shelf.open()
    assert is_kept
    assert kept.word(ROUTE, "because", "fr") == "Une autre raison, plus simple."
    assert "Brouillon enregistré" in coordinator.said()


def test_a_look_taken_before_a_field_was_reached_breaks_nothing(coordinator: Coordinator) -> None:
    coordinator.window.item.show_item(ROUTE, ("because",), has_focus=True)
    coordinator.window.show_look(replace(coordinator.window.look, theme="dark"))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    coordinator.settle()

    assert coordinator.window.item.at == ROUTE


def test_a_space_typed_at_the_end_of_a_folded_text_keeps_every_other_sign(
    coordinator: Coordinator,
) -> None:
    before = coordinator.draft.word(ROUTE, "because", "fr")
    field = coordinator.find("field-because-fr")
    assert isinstance(field, QPlainTextEdit)
    assert "\u00a0" in before

    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Space)

    assert coordinator.draft.word(ROUTE, "because", "fr") == f"{before} "


def test_an_item_written_by_hand_keeps_its_no_break_spaces(coordinator: Coordinator) -> None:
    before = coordinator.draft.documents["routes.yaml"].text
    coordinator.press("item-raw")
    coordinator.press("raw-apply")

    assert coordinator.draft.documents["routes.yaml"].text == before


def test_a_word_nobody_knows_is_said_at_its_field(coordinator: Coordinator) -> None:
    coordinator.write("field-need", "fundrasing")

    cell = coordinator.find("cell-field-need")
    said = "\n".join(label.text() for label in cell.findChildren(QLabel) if label.isVisible())
    assert "vouliez-vous dire « fundraising »" in said.replace("\u00a0", " ")
    assert "1 défaut" in coordinator.said()


def test_a_fault_leads_to_its_field(coordinator: Coordinator) -> None:
    coordinator.write("field-need", "fundrasing")
    coordinator.go(MEMBER)
    coordinator.press("side-faults")
    coordinator.press("fault-0")

    assert coordinator.window.item.at == ROUTE
    assert coordinator.focused().objectName() == "field-need"


def test_completion_finds_an_id_by_its_words_without_accents(coordinator: Coordinator) -> None:
    coordinator.choose("field-need", "etranger")

    assert coordinator.draft.word(ROUTE, "need") == "export"


def test_a_condition_is_edited_with_chips(coordinator: Coordinator) -> None:
    coordinator.press("field-when-0-0-mode-not")
    coordinator.choose("field-when-0-0-choices-add", "financing")
    coordinator.choose("field-when-or", "themes")
    coordinator.choose("field-when-1-0-choices-add", "export")

    assert coordinator.draft.plain(ROUTE, ("when",)) == {
        "any": [
            {"funding-kind": {"not": ["fundraising", "financing"]}},
            {"themes": "export"},
        ]
    }


def test_a_chip_is_taken_away_and_the_test_with_it(coordinator: Coordinator) -> None:
    coordinator.press("field-when-0-0-drop")

    assert coordinator.draft.plain(ROUTE, ("when",)) == {}
    assert "1 défaut" in coordinator.said()


def test_a_wrong_door_is_red_and_its_visit_opens_in_the_wizard(coordinator: Coordinator) -> None:
    coordinator.choose("field-member", "cpme")
    coordinator.press("status-proof")
    said = coordinator.said()
    coordinator.press("visit-2-0")

    assert "que la division des rôles ne désigne pas" in said
    assert "Preuve\u00a0: 7 propriétés sur 9" in coordinator.find("status-proof").accessibleName()
    folder, code = coordinator.visits[0]
    assert folder == coordinator.desk.shelf.folder
    assert len(code) >= 9
    assert load_guide(folder).get_route("fundraising").member == "cpme"


def test_what_changes_for_visitors_is_told(coordinator: Coordinator) -> None:
    coordinator.choose("field-member", "cpme")
    coordinator.press("side-diff")

    assert "Le membre recommandé n’est plus MEDEF" in coordinator.said()


def test_past_cases_are_compared(coordinator: Coordinator, tmp_path: Path) -> None:
    answers = {"territory": ("38",), "themes": ("funding",), "funding-kind": ("fundraising",)}
    outcome = route(load_guide(paths.shipped_guide()), answers, date(2026, 11, 24))
    coordinator.chosen = tmp_path / "cases.jsonl"
    coordinator.chosen.write_text(json.dumps(record.to_record(outcome)), encoding="utf-8")
    coordinator.press("side-cases")
    coordinator.press("choose-records")
    before = coordinator.said()
    coordinator.choose("field-member", "cpme")

    assert "1 cas ne change pas" in before
    assert "1 cas change" in coordinator.said()


def test_what_was_known_is_not_shown_once_the_draft_is_another(coordinator: Coordinator) -> None:
    coordinator.press("side-proof")
    known = coordinator.window.session.seen.proof

    coordinator.window.session.change(lambda draft: draft.set(ROUTE, ("member",), "cpme"))
    coordinator.turn()

    assert known is not None
    assert coordinator.window.session.seen.proof is None
    assert coordinator.window.session.seen.diff is None
    assert "Calcul en cours" in coordinator.said()


def test_undo_and_redo_by_keys(coordinator: Coordinator) -> None:
    before = coordinator.draft
    coordinator.write("field-because-en", "Another reason.")
    field = coordinator.find("field-because-en")
    assert isinstance(field, QPlainTextEdit)
    coordinator.window.browse.view.setFocus()

    QTest.keyClick(coordinator.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    coordinator.settle()
    undone = coordinator.draft
    coordinator.press("top-redo")

    assert undone == before
    assert coordinator.draft.word(ROUTE, "because", "en") == "Another reason."


def test_a_paper_to_prepare_is_added_written_and_removed(coordinator: Coordinator) -> None:
    coordinator.press("add-field-prepare-6")
    coordinator.write("field-prepare-6-fr", "Un plan")
    coordinator.write("field-prepare-6-en", "A plan")
    added = coordinator.draft.plain(ROUTE, ("prepare", 6))
    coordinator.press("remove-field-prepare-6")

    assert added == {"fr": "Un plan", "en": "A plan"}
    assert coordinator.draft.node(ROUTE, ("prepare", 6)) is None


def test_a_first_step_is_added_before_the_one_for_everybody_else(coordinator: Coordinator) -> None:
    coordinator.press("add-field-first-step-4")

    assert coordinator.draft.plain(ROUTE, ("first-step", 3)) == {"when": {}, "fr": "", "en": ""}
    assert coordinator.draft.word(ROUTE, "first-step", 4, "fr").startswith("Présentez au MEDEF")


def test_first_steps_change_places(coordinator: Coordinator) -> None:
    coordinator.press("fold-field-first-step-0")
    coordinator.press("down-field-first-step-0")

    assert coordinator.draft.word(ROUTE, "first-step", 1, "when", "situation") == "foreign-investor"


def test_an_office_is_added_with_an_id_of_its_own_and_a_channel(coordinator: Coordinator) -> None:
    coordinator.go(MEMBER)
    count = len(coordinator.draft.plain(MEMBER, ("offices",)))
    coordinator.press(f"add-field-offices-{count}")
    coordinator.write("new-id", "ccir-03")
    coordinator.press("new-add")
    refused = coordinator.said()
    coordinator.write("new-id", "CCI de Vichy")
    coordinator.press("new-add")
    coordinator.choose(f"field-offices-{count}-departments-add", "allier")
    coordinator.press(f"add-field-offices-{count}-phone")
    coordinator.write(f"field-offices-{count}-phone-value", "04 70 00 00 00")

    assert "est déjà pris" in refused
    assert coordinator.draft.plain(MEMBER, ("offices", count)) == {
        "id": "cci-de-vichy",
        "departments": ["03"],
        "name": {"fr": "", "en": ""},
        "confidence": "one",
        "checked": date.today().isoformat(),
        "phone": {
            "value": "04 70 00 00 00",
            "confidence": "one",
            "checked": date.today().isoformat(),
        },
    }


def test_a_route_is_added_and_removed(coordinator: Coordinator) -> None:
    coordinator.press("add-routes")
    coordinator.write("new-id", "Réseau d’été")
    coordinator.press("new-add")
    at = coordinator.window.item.at
    assert at is not None
    name = coordinator.draft.word(at, "id")
    coordinator.press("item-drop")

    assert name == "reseau-d-ete"
    assert coordinator.draft.find("routes.yaml", "routes", name) is None
    assert coordinator.window.item.at is not None


def test_permanent_numbers_cannot_be_typed_in(coordinator: Coordinator) -> None:
    coordinator.go(At("interview.yaml", "questions", 3))

    for name in ("field-number", "field-room", "field-id"):
        assert coordinator.window.findChildren(QWidget, name) == []
    assert "Numéro permanent" in coordinator.said()


def test_the_text_of_an_item_is_edited_by_hand(coordinator: Coordinator) -> None:
    coordinator.press("item-raw")
    field = coordinator.find("raw-text")
    assert isinstance(field, QPlainTextEdit)
    text = field.toPlainText()
    field.setPlainText("n’importe quoi: [")
    coordinator.press("raw-apply")
    refused = coordinator.draft
    field.setPlainText(text.replace("member: medef", "member: cpme # vu"))
    coordinator.press("raw-apply")

    assert refused.word(ROUTE, "member") == "medef"
    assert coordinator.draft.word(ROUTE, "member") == "cpme"
    assert "# vu" in coordinator.draft.source(ROUTE)


def test_search_lists_what_it_finds_here_and_says_how_much_elsewhere(
    coordinator: Coordinator,
) -> None:
    coordinator.write("browse-search", "etranger")

    titles = [row.at for row in coordinator.window.browse.model.rows if row.at is not None]
    assert len(titles) == 2
    assert "2 trouvés ici" in coordinator.window.browse.found.text()
    assert "Questions" in coordinator.window.browse.found.text()


def test_the_arrow_down_leads_from_the_search_to_what_it_found(coordinator: Coordinator) -> None:
    coordinator.write("browse-search", "etranger")
    QTest.keyClick(coordinator.find("browse-search"), Qt.Key.Key_Down)
    coordinator.settle()

    assert coordinator.focused() is coordinator.window.browse.view
    first = coordinator.window.browse.first()
    assert first is not None
    assert coordinator.window.item.at == first.at


def test_a_question_in_place_of_the_samples_leaves_no_button_marked(
    coordinator: Coordinator,
) -> None:
    coordinator.press("top-theme")
    assert coordinator.find("top-theme").isChecked()  # type: ignore[attr-defined]
    coordinator.press("top-discard")

    assert not coordinator.find("top-theme").isChecked()  # type: ignore[attr-defined]
    assert coordinator.notice()


def test_a_link_leads_to_the_item_and_back(coordinator: Coordinator) -> None:
    coordinator.press("link-0-0")
    clause = coordinator.window.item.at
    coordinator.press("link-0-0")

    assert clause == At("guide.yaml", "sources", 0)
    assert coordinator.window.item.at == ROUTE


def test_a_member_signs_off_and_an_edit_makes_it_stale(coordinator: Coordinator) -> None:
    coordinator.go(MEMBER)
    coordinator.press("signoff-sign")
    empty = coordinator.said()
    coordinator.write("signoff-by", "CCIR, direction (AB)")
    coordinator.press("signoff-sign")
    signed = coordinator.said()
    coordinator.write("field-role-en", "Something else")
    coordinator.window.browse.view.setFocus()
    coordinator.settle()

    kept = read_signoffs(coordinator.draft.to_files()["signoffs.yaml"])
    assert "Écrivez qui a vérifié" in empty
    assert [(k.member, k.by) for k in kept] == [("ccir", "CCIR, direction (AB)")]
    assert "Vérifiés\u00a0: 1 sur 6" in signed
    assert "mais modifié depuis" in coordinator.said()


def test_a_draft_with_faults_is_not_exported_and_the_reason_is_said(
    coordinator: Coordinator, tmp_path: Path
) -> None:
    coordinator.chosen = tmp_path / "out"
    coordinator.write("field-need", "argent")
    coordinator.press("top-export")
    coordinator.press("export-folder")

    assert "Rien n’a été exporté" in coordinator.notice()
    assert "routes.yaml, ligne 7" in coordinator.notice()


def test_a_ready_draft_is_exported(coordinator: Coordinator, tmp_path: Path) -> None:
    coordinator.chosen = tmp_path / "out.aiguillage"
    coordinator.write("field-because-fr", "Une autre raison.")
    coordinator.press("top-export")
    coordinator.press("export-file")

    assert "Exporté" in coordinator.notice()
    assert "Une autre raison." in coordinator.chosen.read_text(encoding="utf-8")


def test_a_version_that_no_desk_would_take_is_said_before_export(coordinator: Coordinator) -> None:
    coordinator.press("top-export")
    same = coordinator.notice()
    coordinator.press("notice-close")
    coordinator.go(At("guide.yaml"))
    coordinator.write("field-version", "2026.12.1")
    coordinator.press("top-export")

    assert "est celle du guide en service" in same
    assert "est celle du guide en service" not in coordinator.notice()
    assert "vérifié et prouvé" in coordinator.notice()


def test_a_draft_thrown_away_can_be_had_back(coordinator: Coordinator) -> None:
    coordinator.write("field-because-fr", "Une autre raison.")
    coordinator.press("top-discard")
    coordinator.press("discard-yes")
    gone = coordinator.draft.word(ROUTE, "because", "fr")
    is_kept = coordinator.desk.shelf.is_kept
    coordinator.press("top-undo")

    assert gone.startswith("Vous cherchez un associé")
    assert not is_kept
    assert coordinator.draft.word(ROUTE, "because", "fr") == "Une autre raison."
    assert coordinator.desk.shelf.is_kept


def test_a_draft_is_taken_up_at_the_next_start(arrive: Arrive) -> None:
    first = arrive()
    first.write("field-because-fr", "Une autre raison.")
    first.close()

    second = arrive()

    assert second.draft.word(ROUTE, "because", "fr") == "Une autre raison."
    assert "repris" in second.notice()


def test_a_guide_that_cannot_be_read_is_shown_with_its_faults(
    arrive: Arrive, tmp_path: Path
) -> None:
    export_folder(load_draft(paths.shipped_guide()), tmp_path / "guide")
    (tmp_path / "guide" / "routes.yaml").write_text("routes: [{", encoding="utf-8")

    coordinator = arrive(source=tmp_path / "guide")
    coordinator.press("side-faults")

    assert "ne sait pas modifier champ par champ" in coordinator.notice()
    assert "routes.yaml:" in coordinator.said()


def test_a_guide_of_garbage_opens_without_a_trace(arrive: Arrive, tmp_path: Path) -> None:
    folder = tmp_path / "guide"
    folder.mkdir()
    for name in ("guide.yaml", "interview.yaml", "members.yaml", "routes.yaml"):
        (folder / name).write_bytes(b"\xff\xfe\x00- - - [")

    coordinator = arrive(source=folder)

    assert coordinator.window.session.seen.located


def test_items_of_the_wrong_shape_open_without_a_trace(arrive: Arrive, tmp_path: Path) -> None:
    export_folder(load_draft(paths.shipped_guide()), tmp_path / "guide")
    (tmp_path / "guide" / "routes.yaml").write_text(
        "format: 1\nroutes:\n- mot\n- [a, b]\n- {id: x, when: mot, first-step: {a: b}, need: []}\n"
        "- prepare: [mot, {fr: [a]}]\n  examples: [mot, {answers: mot, expect: [a]}]\n",
        encoding="utf-8",
    )

    coordinator = arrive(source=tmp_path / "guide")
    for index in range(4):
        coordinator.go(At("routes.yaml", "routes", index))
        for button in coordinator.window.item.findChildren(QPushButton):
            if button.objectName().startswith("fold-"):
                button.click()
        coordinator.settle()

    assert coordinator.window.item.at == At("routes.yaml", "routes", 3)


def test_the_process_that_dies_is_started_again(coordinator: Coordinator) -> None:
    process = coordinator.window.session.live._process
    assert process is not None
    process.kill()
    coordinator.write("field-because-en", "Another reason.")

    assert coordinator.window.session.seen.proof is not None


HOSTILE = "<img src='/dev/zero'><b>&amp; \"x\": #1 {y} [z] *a &b 🚀 ملاحظة"


def test_hostile_text_is_shown_as_it_is(coordinator: Coordinator) -> None:
    field = coordinator.find("field-because-fr")
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText(HOSTILE)
    coordinator.settle()
    coordinator.go(At("guide.yaml"))
    title = coordinator.find("field-title-fr")
    assert isinstance(title, QPlainTextEdit)
    title.setPlainText(HOSTILE)
    coordinator.settle()

    assert coordinator.draft.word(ROUTE, "because", "fr") == HOSTILE
    labels = coordinator.window.findChildren(QLabel)
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
    assert HOSTILE[:30] in coordinator.window.windowTitle()


def test_an_invisible_sign_is_refused_with_the_sentence(coordinator: Coordinator) -> None:
    field = coordinator.find("field-because-fr")
    assert isinstance(field, QPlainTextEdit)
    field.setPlainText("a\u200bb")
    coordinator.settle()

    assert "caractère invisible" in coordinator.said()
    assert "\u200b" not in coordinator.draft.word(ROUTE, "because", "fr")


def test_everything_is_reached_by_tab_alone(coordinator: Coordinator) -> None:
    coordinator.window.browse.view.setFocus()
    seen = set()
    for _ in range(400):
        QTest.keyClick(coordinator.focused(), Qt.Key.Key_Tab)
        seen.add(coordinator.focused().objectName())

    for name in ("browse-search", "top-export", "field-because-fr", "area-members", "side-proof",
                 "status-proof", "item-raw", "fold-field-prepare-0", "link-0-0"):  # fmt: skip
        assert name in seen


def test_everything_that_takes_the_focus_has_a_name(coordinator: Coordinator) -> None:
    nameless = []
    for at in (ROUTE, MEMBER, At("stories.yaml", "stories", 0)):
        coordinator.go(at)
        for widget in coordinator.window.findChildren(QWidget):
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and widget.isVisible() and widget.focusProxy() is None:
                interface = QAccessible.queryAccessibleInterface(widget)
                if not interface.text(QAccessible.Text.Name):
                    nameless.append((type(widget).__name__, widget.objectName()))

    assert nameless == []


SIZES = [((1366, 768), text_size) for text_size in TEXT_SIZES]
SIZES += [(size, text_size) for size in ((1920, 1080), (800, 600)) for text_size in (100, 200)]


@pytest.mark.parametrize(("size", "text_size"), SIZES)
def test_every_pane_can_be_had_at_every_size(
    arrive: Arrive, size: tuple[int, int], text_size: int
) -> None:
    coordinator = arrive(Look(text_size=text_size), size)
    window = coordinator.window
    for view in ("browse", "edit", "side"):
        button = window.parts.views.buttons[view]
        if button.isVisible():
            button.click()
            coordinator.settle()
        pane = {"browse": window.browse, "edit": window.item, "side": window.side}[view]
        assert pane.isVisible()
        assert pane.width() >= 200
    assert window.width() == size[0]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_area_is_shown_in_every_theme_and_language(
    arrive: Arrive, theme: str, language: str
) -> None:
    coordinator = arrive(Look(theme, 100, language))
    for area in ("questions", "members", "sources", "division", "stories", "routes"):
        coordinator.press(f"area-{area}")
        for pane in ("links", "faults", "proof", "diff", "cases"):
            coordinator.press(f"side-{pane}")
            assert coordinator.said()


def test_theme_size_and_language_are_changed_where_one_is(coordinator: Coordinator) -> None:
    coordinator.go(MEMBER)
    coordinator.press("top-language")
    coordinator.press("top-theme")
    said = coordinator.said()

    assert coordinator.window.item.at == MEMBER
    assert "Guide workspace" in said
    assert coordinator.looks[-1].language == "en"


def test_the_rail_is_walked_with_arrows(coordinator: Coordinator) -> None:
    first = coordinator.find("area-routes")
    first.setFocus()

    QTest.keyClick(first, Qt.Key.Key_Down)

    focus = QApplication.focusWidget()
    assert isinstance(focus, RailButton)
    assert focus.objectName() == "area-questions"


def test_a_start_of_the_wizard_reads_nothing_of_the_workspace() -> None:
    code = (
        "import sys\n"
        "import desktop.app, desktop.ui.window, desktop.ui.screens.help_screen\n"
        "print([name for name in sys.modules if 'workspace' in name])\n"
    )
    root = str(Path(__file__).parents[3])
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True
    )

    assert said.stdout.strip() == "[]"


def test_the_drafts_folder_is_not_the_guide(coordinator: Coordinator) -> None:
    assert isinstance(coordinator.desk.shelf, Shelf)
    assert not coordinator.desk.shelf.folder.is_relative_to(paths.shipped_guide())


def test_of_items_that_were_shown_nothing_is_kept(coordinator: Coordinator) -> None:
    def go_round() -> tuple[int, int]:
        """How many parts of Qt and how many watched references there are, after five items."""
        for index in range(5):
            coordinator.go(At("routes.yaml", "routes", index), "when")
        gc.collect()
        living = gc.get_objects()
        references = sum(type(one) is weakref.ref for one in living)
        return sum(isinstance(one, QObject) for one in living), references

    go_round()
    parts, references = go_round()
    parts_later, references_later = go_round()

    assert parts_later == parts
    assert references_later < references + 5
