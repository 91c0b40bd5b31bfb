"""The code that holds a visit's answers: exact, self-checking, forgiving, safe with anything."""

from __future__ import annotations

import csv
import dataclasses
import itertools
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import paths, ticket
from desktop.errors import BadTicket
from desktop.guide.model import Choice, Guide, Kind, Question
from desktop.territory import Communes
from desktop.text import Text, say
from desktop.ticket import symbols

ALPHABET = symbols.ALPHABET
RULES = "c0ffee" + "0" * 58

# What an American keyboard's keys write on a French one, whose digits need Shift.
TO_AZERTY = str.maketrans("1234567890AQZWM-", "&é\"'(-è_çàQAWZ?)")
TO_ROW = str.maketrans("1234567890", "&é\"'(-è_çà")


def make_text(words: str) -> Text:
    return Text(words, words)


def make_question(
    question_id: str,
    number: int,
    room: int,
    kind: Kind,
    choices: str,
    exclusive: tuple[str, ...] = (),
) -> Question:
    offered = tuple(
        Choice(choice, place, make_text(choice), exclusive=choice in exclusive)
        for place, choice in enumerate(choices.split(), 1)
    )
    words = make_text(question_id)
    return Question(question_id, number, room, kind, words, words, None, offered)


PLACES = "01 03 07 15 26 38 42 43 63 69 73 74 undecided outside"
KINDS = "fundraising financing financial-management other unknown"
QUESTIONS = (
    make_question(
        "situation", 1, 8, Kind.ONE, "relocating expanding starting foreign intermediary other"
    ),
    make_question("territory", 2, 16, Kind.TERRITORY, PLACES),
    make_question(
        "themes", 3, 8, Kind.SEVERAL, "funding purchasing export talent support none", ("none",)
    ),
    make_question("funding-kind", 4, 8, Kind.SEVERAL, KINDS, ("unknown",)),
    make_question("purchasing-kind", 5, 8, Kind.SEVERAL, KINDS, ("unknown",)),
    make_question("export-kind", 6, 8, Kind.SEVERAL, KINDS, ("unknown",)),
    make_question("talent-kind", 7, 8, Kind.SEVERAL, KINDS, ("unknown",)),
    make_question("support-kind", 8, 5, Kind.SEVERAL, KINDS, ("unknown",)),
    make_question("urgency", 9, 6, Kind.ONE, "now months year unknown"),
)


def make_guide(questions: tuple[Question, ...] = QUESTIONS, rules: str = RULES) -> Guide:
    return Guide(
        id="test",
        version="1",
        title=make_text("Test"),
        sources=(),
        needs=(),
        questions=questions,
        members=(),
        routes=(),
        uncovered=(),
        pace=(),
        rules=rules,
        content="",
    )


GUIDE = make_guide()
VISIT = {
    "situation": ("relocating",),
    "territory": ("01283",),
    "themes": ("talent", "funding"),
    "funding-kind": ("financing",),
    "talent-kind": ("fundraising", "financing"),
    "urgency": ("months",),
}
CODE = ticket.encode(GUIDE, VISIT)
COMMUNES = Communes()


def any_values(question: Question) -> st.SearchStrategy[tuple[str, ...]]:
    """Every answer a question can have, in any order, unanswered included."""
    ids = [choice.id for choice in question.choices]
    if question.kind is Kind.TERRITORY:
        communes = st.tuples(st.sampled_from(ids[:12]), st.integers(0, 999))
        return st.one_of(
            st.just(()),
            st.sampled_from([(choice,) for choice in ids]),
            communes.map(lambda pair: (f"{pair[0]}{pair[1]:03}",)),
        )
    if question.kind is Kind.ONE:
        return st.sampled_from([(), *((choice,) for choice in ids)])
    free = [choice.id for choice in question.choices if not choice.exclusive]
    alone = [(choice.id,) for choice in question.choices if choice.exclusive]
    several = st.lists(st.sampled_from(free), unique=True).map(tuple)
    return st.one_of(several, st.sampled_from(alone))


ANY_ANSWERS: Any = st.fixed_dictionaries({q.id: any_values(q) for q in QUESTIONS})


def answered(answers: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {question: values for question, values in answers.items() if values}


def refusal(typed: str, language: str = "fr") -> str:
    with pytest.raises(BadTicket) as refused:
        ticket.decode(GUIDE, typed)
    return refused.value.say(language)


# Exact


@settings(max_examples=1500, deadline=None)
@given(ANY_ANSWERS)
def test_any_answers_come_back_exactly(answers: dict[str, tuple[str, ...]]) -> None:
    opened = ticket.decode(GUIDE, ticket.encode(GUIDE, answers))

    assert opened == ticket.Opened(answered(answers))


@pytest.mark.parametrize("question", QUESTIONS[2:4])
def test_every_choice_in_every_order_comes_back(question: Question) -> None:
    free = [choice.id for choice in question.choices if not choice.exclusive]
    orders = [
        order for count in range(len(free) + 1) for order in itertools.permutations(free, count)
    ]

    back = [
        ticket.decode(GUIDE, ticket.encode(GUIDE, {question.id: order})).answers.get(
            question.id, ()
        )
        for order in orders
    ]

    assert back == orders


def test_every_commune_comes_back() -> None:
    table = (paths.resources() / "territory" / "communes_aura.csv").read_text(encoding="utf-8")
    communes = [row["insee"] for row in csv.DictReader(table.splitlines())]

    back = [
        ticket.decode(GUIDE, ticket.encode(GUIDE, {"territory": (insee,)})).answers
        for insee in communes
    ]

    assert len(communes) > 4000
    assert back == [{"territory": (insee,)} for insee in communes]


def test_a_choice_that_fills_its_whole_room_comes_back() -> None:
    everything = ("financial-management", "other", "fundraising", "unknown", "financing")
    code = ticket.encode(GUIDE, {"support-kind": everything, "urgency": ("now",)})

    opened = ticket.decode(make_guide(without_exclusive()), code)

    assert opened.answers == {"support-kind": everything, "urgency": ("now",)}


def without_exclusive() -> tuple[Question, ...]:
    return tuple(
        dataclasses.replace(
            question,
            choices=tuple(dataclasses.replace(c, exclusive=False) for c in question.choices),
        )
        for question in QUESTIONS
    )


def test_an_unknown_choice_is_our_own_fault() -> None:
    with pytest.raises(KeyError):
        ticket.encode(GUIDE, {"urgency": ("yesterday",)})


@pytest.mark.parametrize("place", ["75056", "3818", "381850", "38abc", "undecided123", "38²85"])
def test_a_place_that_the_guide_does_not_have_is_our_own_fault(place: str) -> None:
    with pytest.raises(KeyError):
        ticket.encode(GUIDE, {"territory": (place,)})


def test_an_unknown_question_is_our_own_fault() -> None:
    with pytest.raises(KeyError):
        ticket.encode(GUIDE, {"colour": ("blue",)})


def test_a_code_once_printed_opens_for_good() -> None:
    assert ticket.decode(GUIDE, "0R32-89QE-R50V-HXZ").answers == VISIT
    assert CODE == "0R32-89QE-R50V-HXZ"


# Short


def test_a_usual_visit_fits_in_seventeen_characters() -> None:
    assert len(CODE.replace("-", "")) <= 17


def test_a_visit_that_wants_everything_stays_within_one_checked_block() -> None:
    everything = {
        question.id: tuple(c.id for c in question.choices if not c.exclusive)
        for question in QUESTIONS
        if question.kind is Kind.SEVERAL
    }
    code = ticket.encode(GUIDE, {**VISIT, **everything})

    assert len(code.replace("-", "")) <= 31


def test_a_code_is_printed_in_groups_of_four() -> None:
    groups = CODE.split("-")

    assert {len(group) for group in groups[:-1]} == {4}
    assert set("".join(groups)) <= set(ALPHABET)


# Self-checking


@settings(max_examples=40, deadline=None)
@given(ANY_ANSWERS)
def test_every_single_wrong_character_is_noticed(answers: dict[str, tuple[str, ...]]) -> None:
    code = ticket.encode(GUIDE, answers).replace("-", "")
    wrong = [
        code[:place] + other + code[place + 1 :]
        for place in range(len(code))
        for other in ALPHABET
        if other != code[place]
    ]

    assert [typed for typed in wrong if is_taken(typed)] == []


@settings(max_examples=100, deadline=None)
@given(ANY_ANSWERS)
def test_every_swap_of_two_characters_is_noticed(answers: dict[str, tuple[str, ...]]) -> None:
    code = ticket.encode(GUIDE, answers).replace("-", "")
    swapped = {swap(code, a, b) for a, b in itertools.combinations(range(len(code)), 2)} - {code}

    assert [typed for typed in swapped if is_taken(typed)] == []


@settings(max_examples=100, deadline=None)
@given(ANY_ANSWERS)
def test_every_lost_or_doubled_character_is_noticed(answers: dict[str, tuple[str, ...]]) -> None:
    code = ticket.encode(GUIDE, answers).replace("-", "")
    places = range(1, len(code))
    lost = [code[:place] + code[place + 1 :] for place in places]
    doubled = [code[:place] + code[place] + code[place:] for place in places]

    assert [typed for typed in lost + doubled if is_taken(typed)] == []


def test_no_two_wrong_characters_of_a_whole_block_hide_each_other() -> None:
    # The check is linear: were two errors to cancel out, they would leave the same trace alone.
    traces = [
        trace_of(changed([0] * 31, {place: error})) for place in range(31) for error in range(1, 32)
    ]

    assert (0, 0) not in traces
    assert len(set(traces)) == 31 * 31


def trace_of(word: list[int]) -> tuple[int, int]:
    high, low = symbols._remainder(word[:-2])
    return high ^ word[-2], low ^ word[-1]


def test_every_two_wrong_characters_are_noticed_in_one_whole_code() -> None:
    values = [ALPHABET.index(sign) for sign in CODE.replace("-", "")]
    survivors = [
        (a, b)
        for a, b in itertools.combinations(range(len(values)), 2)
        for first in range(1, 32)
        for second in range(1, 32)
        if symbols.without_checks(changed(values, {a: first, b: second})) is not None
    ]

    assert survivors == []


@given(st.lists(st.integers(0, 31), min_size=1, max_size=70), st.data())
def test_checks_hold_for_codes_of_every_length(body: list[int], data: st.DataObject) -> None:
    whole = symbols.with_checks(body)
    place = data.draw(st.integers(0, len(whole) - 1))
    error = data.draw(st.integers(1, 31))

    assert symbols.without_checks(whole) == body
    assert len(whole) == len(body) + symbols.count_checks(len(whole))
    assert symbols.without_checks(changed(whole, {place: error})) is None


def changed(values: list[int], errors: dict[int, int]) -> list[int]:
    return [value ^ errors.get(place, 0) for place, value in enumerate(values)]


def swap(code: str, a: int, b: int) -> str:
    return code[:a] + code[b] + code[a + 1 : b] + code[a] + code[b + 1 :]


def is_taken(typed: str) -> bool:
    try:
        ticket.decode(GUIDE, typed)
    except BadTicket:
        return False
    return True


# Forgiving


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        f"  {CODE.replace('-', ' – ')}\t\r\n",
        "\u200b" + CODE.replace("-", "\u2011") + "\ufeff",
        "".join(chr(ord(sign) + 0xFEE0) for sign in CODE),
    ],
)
def test_case_spaces_and_dashes_do_not_matter(typed: str) -> None:
    assert ticket.decode(GUIDE, typed).answers == VISIT


@settings(max_examples=200, deadline=None)
@given(ANY_ANSWERS, st.sampled_from("Oo"), st.sampled_from("IiLl"))
def test_letters_that_look_like_digits_are_read_as_digits(
    answers: dict[str, tuple[str, ...]], zero: str, one: str
) -> None:
    typed = ticket.encode(GUIDE, answers).replace("0", zero).replace("1", one)

    assert ticket.decode(GUIDE, typed).answers == answered(answers)


@settings(max_examples=500, deadline=None)
@given(ANY_ANSWERS)
def test_an_american_scanner_on_a_french_keyboard_is_understood(
    answers: dict[str, tuple[str, ...]],
) -> None:
    code = ticket.encode(GUIDE, answers)

    scanned = ticket.decode(GUIDE, code.replace("-", "").translate(TO_AZERTY))
    with_hyphens = ticket.decode(GUIDE, code.translate(TO_AZERTY))

    assert scanned.answers == with_hyphens.answers == answered(answers)


def test_a_scanner_that_writes_small_letters_is_understood() -> None:
    typed = CODE.replace("-", "").translate(TO_AZERTY).replace("?", ",").lower()

    assert ticket.decode(GUIDE, typed).answers == VISIT


def test_digits_typed_without_shift_are_understood() -> None:
    typed = CODE.replace("-", " ").translate(TO_ROW)

    assert ticket.decode(GUIDE, typed).answers == VISIT


def test_the_code_is_found_in_the_pasted_text_of_a_sheet() -> None:
    sheet = f"Votre fiche\nTéléphone : 04 26 73 40 00\nhttps://exemple.fr/2026-1234-5678\n{CODE}\n"

    assert ticket.decode(GUIDE, sheet * 3).answers == VISIT


def test_the_code_is_found_after_a_few_words() -> None:
    assert ticket.decode(GUIDE, f"Code\u00a0: {CODE}").answers == VISIT


# Refusals say what to do


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("", "Ce code est trop court"),
        ("7KQ2", "Ce code est trop court"),
        (CODE[:-1], "Il manque un caractère"),
        (CODE + "7", "Il manque un caractère"),
        (swap(CODE, 1, 2), "Un caractère au moins"),
        ("7KQ2-U4TX", "Le signe «\u00a0U\u00a0» n’existe pas"),
        ("7KQ2-é4TX", "Le signe «\u00a0é\u00a0» n’existe pas"),
        ("Bonjour, j’ai perdu ma fiche. " * 9, "Ce texte ne contient pas de code"),
    ],
)
def test_what_is_no_code_gets_one_sentence(typed: str, start: str) -> None:
    assert refusal(typed).startswith(start)


def test_a_hundred_million_digits_get_one_sentence() -> None:
    assert refusal("7" * 100_000_000).startswith("Ce texte ne contient pas de code")


def test_refusals_are_said_in_english_too() -> None:
    assert refusal("7KQ2", "en").startswith("This code is too short")


def test_a_code_of_a_later_format_asks_for_a_newer_program() -> None:
    later = symbols.write(symbols.with_checks([10, 0, 0, 5, 5]))

    assert "plus récente" in refusal(later)


@settings(max_examples=1000, deadline=None)
@given(st.text(max_size=200))
def test_any_text_at_all_is_opened_or_refused_in_a_sentence(typed: str) -> None:
    sentence = "opened"
    try:
        ticket.decode(GUIDE, typed)
    except BadTicket as refused:
        sentence = refused.say("fr")

    assert sentence
    assert "\n" not in sentence


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.integers(0, 31), max_size=60), st.integers(0, 31), st.integers(0, 31))
def test_a_forged_code_gives_answers_that_the_guide_has(
    body: list[int], high: int, low: int
) -> None:
    forged = symbols.write(symbols.with_checks([len(body) % 10, high, low, *body]))

    opened = ticket.decode(GUIDE, forged, COMMUNES)

    assert ticket.decode(GUIDE, ticket.encode(GUIDE, opened.answers)).answers == opened.answers
    assert all(say(sentence, "fr") for sentence in opened.left_out)


def test_a_long_hostile_code_costs_no_time() -> None:
    began = time.thread_time()

    refusal("7-" * 60)
    refusal("7-" * 2000)

    assert time.thread_time() - began < 0.05


# Other versions of the guide


def test_other_rules_keep_what_still_applies() -> None:
    opened = ticket.decode(make_guide(rules="0123" + "0" * 60), CODE)

    assert opened == ticket.Opened(VISIT, from_other_rules=True)


def test_a_question_added_later_disturbs_no_older_code() -> None:
    newer = make_guide((*QUESTIONS, make_question("size", 10, 6, Kind.ONE, "small large")))

    assert ticket.decode(newer, CODE).answers == VISIT
    assert ticket.encode(newer, VISIT) == CODE


def test_answers_to_questions_that_an_older_desk_lacks_are_named_as_left() -> None:
    older = make_guide(QUESTIONS[:8])

    opened = ticket.decode(older, CODE)

    assert opened.answers == {key: value for key, value in VISIT.items() if key != "urgency"}
    assert [say(sentence, "en") for sentence in opened.left_out] == [
        "The code also holds answers to questions that this version of the guide does not ask;"
        " they were left out."
    ]


def test_a_question_that_is_no_longer_asked_does_not_spoil_what_came_before() -> None:
    without = make_guide(tuple(q for q in QUESTIONS if q.id != "funding-kind"))

    opened = ticket.decode(without, CODE)

    assert list(opened.answers) == ["situation", "territory", "themes"]
    assert "n’est plus posée" in say(opened.left_out[0], "fr")


def test_a_retired_question_that_was_not_answered_costs_nothing() -> None:
    without = make_guide(tuple(q for q in QUESTIONS if q.id != "export-kind"))

    assert ticket.decode(without, CODE) == ticket.Opened(VISIT)


def test_a_choice_that_is_gone_is_left_out_and_the_others_kept() -> None:
    gone = with_choices("talent-kind", lambda choice: choice.id != "fundraising")

    opened = ticket.decode(gone, CODE)

    assert opened.answers == {**VISIT, "talent-kind": ("financing",)}
    assert say(opened.left_out[0], "fr").startswith("talent-kind\u00a0: une réponse")


def test_a_single_choice_that_is_gone_leaves_its_question_unanswered() -> None:
    opened = ticket.decode(with_choices("urgency", lambda choice: choice.id == "now"), CODE)

    assert "urgency" not in opened.answers
    assert len(opened.left_out) == 1


def test_a_department_that_is_gone_takes_its_communes_along() -> None:
    opened = ticket.decode(with_choices("territory", lambda choice: choice.id != "01"), CODE)

    assert "territory" not in opened.answers
    assert len(opened.left_out) == 1


def test_choices_that_no_longer_go_together_are_left_out() -> None:
    code = ticket.encode(make_guide(without_exclusive()), {"themes": ("none", "talent")})

    opened = ticket.decode(GUIDE, code)

    assert opened.answers == {}
    assert "ne vont pas ensemble" in say(opened.left_out[0], "fr")


def test_a_commune_that_is_no_longer_listed_gives_way_to_its_department() -> None:
    code = ticket.encode(GUIDE, {**VISIT, "territory": ("01999",)})

    opened = ticket.decode(GUIDE, code, COMMUNES)

    assert opened.answers["territory"] == ("01",)
    assert "son département, 01, a été gardé" in say(opened.left_out[0], "fr")


def with_choices(question_id: str, is_kept: Any) -> Guide:
    return make_guide(
        tuple(
            dataclasses.replace(q, choices=tuple(c for c in q.choices if is_kept(c)))
            if q.id == question_id
            else q
            for q in QUESTIONS
        )
    )
