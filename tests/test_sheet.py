"""The sheet: its words, its fit to one page, its marks, and a file that is whole or not there."""

from __future__ import annotations

import dataclasses
import itertools
import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import sheet, ticket
from desktop.errors import CannotWrite
from desktop.guide.model import Kind, Question
from desktop.routing import route
from desktop.sheet import fitting, marks, paper, plain
from desktop.sheet.content import Card, Content
from desktop.sheet.dates import in_words, source_date
from desktop.sheet.letters import clean
from desktop.text import say
from tests.sheets import LANGUAGES, ON, VISITS, Answers, all_but, guide, outcome_of

ONE = outcome_of(VISITS["one member"])
MEMBERS = ("agence", "ccir", "cpme", "medef", "bpifrance")


def content_of(visit: str, language: str = "fr", trial: bool = False) -> Content:
    return sheet.to_content(outcome_of(VISITS[visit]), language, trial)


def count_pages(pdf: bytes) -> int:
    return paper._count_pages(pdf)


# Words


def test_the_sheet_says_what_the_visitor_said() -> None:
    said = {item.label: item.answer for item in content_of("two members").said}

    assert said == {
        "Votre situation": "Je crée mon entreprise",
        "Lieu du projet": "Roanne (Loire)",
        "Vos besoins": "Trouver et former du personnel, Trouver de l’argent ou mieux le gérer",
        "Votre calendrier": "Tout de suite",
    }


def test_answers_off_the_path_are_not_on_the_sheet() -> None:
    answers: Answers = {**VISITS["one member"], "territory": ("outside",)}

    said = sheet.to_content(outcome_of(answers), "fr").said

    assert [item.label for item in said] == ["Votre situation", "Lieu du projet"]


def test_cards_follow_the_visitors_own_order() -> None:
    cards = content_of("three members").cards

    assert [card.icon for card in cards] == ["agence", "ccir", "bpifrance"]


def test_a_card_names_its_source_with_its_date() -> None:
    (source,) = content_of("one member").cards[0].sources

    assert source.reference == "Article de LyonMag, juin 2022, §4e"
    assert source.gist


def test_a_choice_of_the_guide_is_called_so() -> None:
    (source,) = content_of("money of unknown kind", "en").cards[0].sources

    assert source.reference == "Choice of the guide, November 2026, P1"


def weaker_beside_its_own(language: str = "fr") -> Card:
    """MEDEF for talent; beside it, a weaker reason: nobody knows yet which money is needed."""
    answers: Answers = {
        "situation": ("relocating",),
        "territory": ("38",),
        "themes": ("funding", "talent"),
        "funding-kind": ("unknown",),
        "talent-kind": ("recruit",),
        "urgency": ("months",),
    }
    content = sheet.to_content(outcome_of(answers), language)
    return next(card for card in content.cards if card.icon == "medef")


def test_what_a_weaker_reason_rests_on_stands_with_it_and_not_with_the_verdict_s_own() -> None:
    card = weaker_beside_its_own()

    assert [source.reference for source in card.sources] == ["Choix du guide, novembre 2026, P3"]
    assert [source.reference for source in card.also_sources] == [
        "Choix du guide, novembre 2026, P1"
    ]


def test_the_copied_text_gives_a_weaker_reason_its_own_source() -> None:
    card = weaker_beside_its_own()
    lines = list(plain._Words("fr").card(card))
    after = lines[next(i for i, line in enumerate(lines) if line.startswith("À évoquer aussi")) :]

    assert any(card.also_sources[0].gist in line for line in after)
    assert not any(card.sources[0].gist in line for line in after)


def test_an_office_without_channels_says_so_plainly() -> None:
    notes = {
        entry.note
        for department in ("15", "38", "43", "69")
        for card in sheet.to_content(
            outcome_of(all_but("agence", "relocating", department)), "fr"
        ).cards
        for entry in card.entries
    }

    assert any(
        note and note.startswith("Nous n’avons pas encore ses coordonnées") for note in notes
    )


def test_a_relay_is_shown_as_a_relay() -> None:
    *_, entry = content_of("two members").cards[0].entries

    assert entry.capacity == "Par un relais"
    assert entry.say
    assert entry.say.startswith("Demandez à être mis en relation avec le MEDEF")
    assert entry.ways[0].link == "tel:0426734000"


def test_what_one_source_alone_says_is_to_be_checked() -> None:
    ccir = content_of("three members").cards[1]

    notes = {way.kind: way.note for way in ccir.entries[0].ways}

    assert notes["phone"] == "à vérifier, vu le 24 novembre 2026"
    assert notes["website"] is None


def test_the_pace_is_said_once_above_the_cards() -> None:
    content = content_of("two members")

    assert content.pace
    assert all(content.pace not in card.steps for card in content.cards)


def test_what_every_meeting_needs_is_said_once() -> None:
    answers = all_but("agence", "intermediary", "38")
    content = sheet.to_content(outcome_of(answers), "fr")

    assert content.prepare == ("L’accord de l’entreprise que vous représentez",)
    assert all(content.prepare[0] not in card.prepare for card in content.cards)


def test_an_unfinished_visit_is_called_provisional() -> None:
    content = content_of("unfinished")

    assert content.open == "Fiche provisoire. Il reste 2 questions\u00a0: L’argent, L’étranger."
    assert content.consider


def test_something_uncovered_is_said_with_what_to_do() -> None:
    content = content_of("none of these")

    assert [bool(notice.step) for notice in content.notices] == [True]
    assert content.cards == ()
    assert [card.icon for card in content.consider] == ["agence"]


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (date(2026, 11, 24), "24 novembre 2026", "24 November 2026"),
        (date(2027, 1, 1), "1er janvier 2027", "1 January 2027"),
        (date(2027, 8, 31), "31 août 2027", "31 August 2027"),
    ],
)
def test_days_are_written_as_people_write_them(day: date, french: str, english: str) -> None:
    assert say(in_words(day), "fr") == french
    assert say(in_words(day), "en") == english


@pytest.mark.parametrize(
    ("written", "said"),
    [("2022", "2022"), ("2022-06", "juin 2022"), ("2022-05-10", "10 mai 2022")],
)
def test_a_source_is_dated_as_far_as_is_known(written: str, said: str) -> None:
    assert say(source_date(written), "fr") == said


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Élevé à l’œuf\u00a0: «\u00a0oui\u00a0» – 5\u00a0€", None),
        ("a\u202eb\u2066c\u200b\u0000d", "abcd"),
        ("1\u202f000", "1\u00a0000"),
        ("e\u0301te\u0301", "été"),
        ("deux\nlignes", "deux lignes"),
        ("<b>#let x = 1</b> $y$", None),
    ],
)
def test_what_nobody_sees_is_left_out_and_the_rest_is_kept(written: str, shown: str | None) -> None:
    assert clean(written) == (shown or written)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("visit", VISITS)
def test_the_text_to_copy_has_every_fact(visit: str, language: str) -> None:
    content = content_of(visit, language)

    copied = sheet.to_text(outcome_of(VISITS[visit]), language)

    assert [fact for fact in facts(content) if fact not in copied] == []


def facts(content: Content) -> list[str]:
    """Every sentence and contact of a sheet."""
    found = [content.made, content.guide, content.code, *content.prepare]
    found += [text for said in content.said for text in (said.label, said.answer)]
    found += [text for text in (content.pace, content.open) if text]
    found += [text for card in (*content.cards, *content.consider) for text in card_facts(card)]
    for notice in content.notices:
        found += [notice.title, notice.because, notice.step, notice.source.gist]
    return found


def card_facts(card: Card) -> Iterator[str]:
    yield from (card.name, card.role, *card.needs, *card.why, *card.also)
    yield from (*card.steps, *card.prepare)
    for source in (*card.sources, *card.also_sources):
        yield from (source.reference, source.gist)
    for entry in card.entries:
        yield from (entry.capacity, entry.name)
        yield from (text for text in (entry.detail, entry.say, entry.note) if text)
        for way in entry.ways:
            yield from (way.label, way.value, way.note or "")


def test_the_code_is_found_again_in_the_copied_text() -> None:
    copied = sheet.to_text(ONE, "fr")

    assert ticket.decode(guide(), copied).answers == VISITS["one member"]


def test_a_guide_on_trial_is_said_so() -> None:
    sentence = "Guide à l’essai"

    assert sentence in sheet.to_text(ONE, "fr", trial=True)
    assert sentence not in sheet.to_text(ONE, "fr")


# Paper


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("situation", "territory"), [("intermediary", "38185"), ("starting", "42")]
)
@pytest.mark.parametrize(
    "members", [*itertools.combinations(MEMBERS, 4)], ids=lambda four: "-".join(four)
)
def test_any_four_members_fit_on_one_page(
    members: tuple[str, ...], situation: str, territory: str, language: str
) -> None:
    (missing,) = set(MEMBERS) - set(members)
    outcome = outcome_of(all_but(missing, situation, territory))

    pdf = sheet.to_pdf(outcome, language)

    assert {verdict.member.id for verdict in outcome.recommended} == set(members)
    assert count_pages(pdf) == 1


def any_values(question: Question) -> st.SearchStrategy[tuple[str, ...]]:
    ids = [choice.id for choice in question.choices if not choice.exclusive]
    if question.kind is Kind.SEVERAL:
        alone = [(choice.id,) for choice in question.choices if choice.exclusive]
        several = st.lists(st.sampled_from(ids), unique=True).map(tuple)
        return st.one_of(several, st.sampled_from(alone))
    return st.sampled_from([(), *((choice,) for choice in ids)])


ANY_VISIT = st.fixed_dictionaries(
    {question.id: any_values(question) for question in guide().questions}
)


@settings(max_examples=60)
@given(ANY_VISIT, st.sampled_from(LANGUAGES), st.booleans())
def test_any_visit_of_up_to_four_members_has_one_page(
    answers: Answers, language: str, trial: bool
) -> None:
    outcome = outcome_of(answers)

    pages = count_pages(sheet.to_pdf(outcome, language, trial))

    assert pages == 1 or len(outcome.recommended) > 4 or len(outcome.to_consider) > 2


def test_more_than_a_page_holds_goes_on_to_the_next() -> None:
    content = content_of("one member")
    many = dataclasses.replace(content, cards=content.cards * 12)

    assert count_pages(paper.to_pdf(many)) > 1


def test_the_first_mode_tried_is_roomy_for_one_member_and_closer_for_four() -> None:
    four = sheet.to_content(outcome_of(all_but("agence", "intermediary", "38")), "fr")

    assert next(iter(fitting.modes(content_of("one member")))).arrangement == "roomy"
    assert next(iter(fitting.modes(four))).arrangement != "roomy"


def test_the_same_outcome_gives_the_same_bytes() -> None:
    assert sheet.to_pdf(ONE, "fr") == sheet.to_pdf(ONE, "fr")


def test_another_day_gives_another_sheet() -> None:
    tomorrow = route(guide(), VISITS["one member"], date(2026, 11, 25))

    assert sheet.to_pdf(tomorrow, "fr") != sheet.to_pdf(ONE, "fr")


def test_pages_come_as_pictures_of_a4_at_the_asked_size() -> None:
    (page,) = sheet.to_png_pages(ONE, "fr", ppi=300)

    width, height = (int.from_bytes(page[start : start + 4], "big") for start in (16, 20))
    assert page.startswith(b"\x89PNG")
    assert (abs(width - 2480), abs(height - 3508)) <= (2, 2)


def test_signs_that_no_font_has_give_way_instead_of_the_sheet_failing() -> None:
    content = content_of("one member")
    strange = dataclasses.replace(content.cards[0], name="日本語 😀", why=("한국어",))

    pdf = paper.to_pdf(dataclasses.replace(content, cards=(strange,)))

    assert pdf.startswith(b"%PDF")


def test_an_icon_that_was_not_drawn_is_left_out() -> None:
    content = content_of("one member")
    card = dataclasses.replace(content.cards[0], icon="../fonts/OFL.txt")

    assert paper.to_pdf(dataclasses.replace(content, cards=(card,))).startswith(b"%PDF")


def test_what_draws_the_sheet_is_not_read_before_it_is_wanted() -> None:
    check = "import sys, desktop.sheet; print({'typst', 'segno', 'barcode'} & sys.modules.keys())"

    said = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=True
    ).stdout

    assert said.strip() == "set()"


# Marks


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("missing", MEMBERS)
def test_the_square_mark_stays_small_enough_for_telephones(missing: str, language: str) -> None:
    matrix = sheet.qr_matrix(outcome_of(all_but(missing, "intermediary", "42")), language)

    version = (len(matrix) - 17) // 4
    assert version <= 15
    assert {len(row) for row in matrix} == {len(matrix)}


@pytest.mark.parametrize("visit", VISITS)
def test_the_square_mark_ends_with_the_code(visit: str) -> None:
    text = plain.to_mark(content_of(visit))

    answers = {key: values for key, values in VISITS[visit].items() if values}
    assert ticket.decode(guide(), text).answers == answers
    assert ticket.decode(guide(), text.splitlines()[-1]).answers == answers


def test_the_square_mark_says_whom_to_see_and_how() -> None:
    lines = plain.to_mark(content_of("two members")).splitlines()

    assert "MEDEF : Trouver et former du personnel" in lines
    assert "Par un relais : 04 26 73 40 00 · www.auvergnerhonealpes.fr" in lines


def test_a_mark_without_room_keeps_the_code() -> None:
    content = content_of("one member")
    endless = dataclasses.replace(content.cards[0], short="x" * 500)

    assert plain.to_mark(dataclasses.replace(content, cards=(endless,))) == content.code


def test_a_mark_is_drawn_module_for_module() -> None:
    svg = marks.to_svg(((True, False, True, True), (False, False, False, True)), quiet=1)

    assert 'viewBox="0 0 6 4"' in svg
    assert "M1 1h1v1h-1z" in svg
    assert "M3 1h2v1h-2z" in svg
    assert "M4 2h1v1h-1z" in svg


# Files


def test_a_sheet_is_written_to_a_file(tmp_path: Path) -> None:
    sheet.write_pdf(ONE, "fr", tmp_path / "fiche.pdf")

    assert (tmp_path / "fiche.pdf").read_bytes() == sheet.to_pdf(ONE, "fr")
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["fiche.pdf"]


def test_a_full_disk_is_one_sentence_and_leaves_what_was_there(tmp_path: Path) -> None:
    target = tmp_path / "fiche.pdf"
    target.write_text("yesterday's")
    sheet.to_pdf(ONE, "fr")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8192, before[1]))

    try:
        with pytest.raises(CannotWrite) as refused:
            sheet.write_pdf(ONE, "fr", target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert target.read_text() == "yesterday's"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["fiche.pdf"]
    assert "\n" not in refused.value.say("fr")


@pytest.mark.parametrize("place", ["missing/fiche.pdf", "file/fiche.pdf", "folder"])
def test_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()

    with pytest.raises(CannotWrite) as refused:
        sheet.write_pdf(ONE, "en", tmp_path / place)

    assert "\n" not in refused.value.say("en")
    assert not list(tmp_path.rglob("*.part"))


def test_every_date_of_a_content_is_its_outcomes() -> None:
    assert content_of("one member").date == (ON.year, ON.month, ON.day)


def test_an_unfinished_visit_is_told_nothing_that_nobody_said() -> None:
    text = sheet.to_text(route(guide(), {"territory": ("38",)}, ON), "fr")
    assert "Vous voulez vendre à l’étranger" not in text
    assert "Selon la suite de vos réponses, pour ce besoin\u00a0: Vendre à l’étranger." in text
    assert "Dites à la CCI" not in text
