"""Answers of other programs: checked whole at the edge, each fault a sentence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.answers import MAX_BYTES, check_answers, parse_answers, to_json
from desktop.errors import BadAnswers
from desktop.guide.loader import load_guide
from desktop.guide.masks import Answers
from desktop.paths import shipped_guide
from desktop.territory import Communes
from desktop.text import LANGUAGES
from tests.random_guides import examples

GUIDE = load_guide(shipped_guide())
COMMUNES = Communes()


def check(data: object) -> Answers:
    return check_answers(GUIDE, COMMUNES, data)


def faults(data: object) -> list[str]:
    """The keys of the sentences that refuse `data`."""
    with pytest.raises(BadAnswers) as refused:
        check(data)
    assert all("{" not in refused.value.say(language)[:20] for language in LANGUAGES)
    return [sentence.key for sentence in refused.value.sentences]


def refusal(raw: bytes) -> str:
    """The key of the first sentence that refuses a file."""
    with pytest.raises(BadAnswers) as refused:
        parse_answers(GUIDE, COMMUNES, raw)
    assert refused.value.say("fr") != refused.value.say("en")
    return refused.value.phrase.key


def test_values_may_be_texts_or_lists() -> None:
    data = {"themes": ["export", "talent"], "territory": "38", "export-kind": "customs"}

    assert check(data) == {
        "territory": ("38",),
        "themes": ("export", "talent"),
        "export-kind": ("customs",),
    }


def test_answers_come_in_path_order_and_choices_in_the_visitors() -> None:
    found = check({"urgency": "now", "themes": ["talent", "export"], "situation": "other"})

    assert list(found) == ["situation", "themes", "urgency"]
    assert found["themes"] == ("talent", "export")


@pytest.mark.parametrize("value", [[], None, ()])
def test_nothing_is_unanswered(value: object) -> None:
    assert check({"themes": value, "territory": value}) == {}


def test_the_same_choice_twice_is_once() -> None:
    assert check({"themes": ["export", "export"]}) == {"themes": ("export",)}


@pytest.mark.parametrize("place", ["38", "38185", "01283", "undecided", "outside"])
def test_a_place_is_a_department_a_commune_or_one_of_the_two_choices(place: str) -> None:
    assert check({"territory": place}) == {"territory": (place,)}


ELSEWHERE = ["39", "75", "75056", "38000", "3", "380", "Isère", "lyon", "", "38 ", " 38", "2A"]
NO_PLACE = ["38999", "３８", "48250", "outside ", "UNDECIDED", "1"]


@pytest.mark.parametrize("place", [*ELSEWHERE, *NO_PLACE])
def test_another_place_is_refused_with_the_way_out(place: str) -> None:
    with pytest.raises(BadAnswers) as refused:
        check({"territory": place})

    assert "outside" in refused.value.say("fr")
    assert "hors de la région" in refused.value.say("fr")
    assert "undecided" in refused.value.say("en")


@pytest.mark.parametrize(
    ("data", "key"),
    [
        ({"theme": "export"}, "answers.unknown-question"),
        ({"": "export"}, "answers.unknown-question"),
        ({"Themes": ["export"]}, "answers.unknown-question"),
        ({"themes": ["exports"]}, "answers.unknown-value"),
        ({"themes": ["38"]}, "answers.unknown-value"),
        ({"situation": "38185"}, "answers.unknown-value"),
        ({"themes": ["none-of-these", "export"]}, "answers.excludes"),
        ({"funding-kind": ["financing", "unknown"]}, "answers.excludes"),
        ({"support-kind": ["unknown", "site"]}, "answers.excludes"),
        ({"territory": ["38", "42"]}, "answers.one-only"),
        ({"situation": ["other", "starting"]}, "answers.one-only"),
        ({"themes": 3}, "answers.not-a-value"),
        ({"themes": True}, "answers.not-a-value"),
        ({"themes": {"export": True}}, "answers.not-a-value"),
        ({"themes": [["export"]]}, "answers.not-a-value"),
        ({"themes": ["export", None]}, "answers.not-a-value"),
        ({"territory": 38}, "answers.not-a-value"),
        ({"territory": 1.0}, "answers.not-a-value"),
        ([], "answers.not-an-object"),
        ("themes", "answers.not-an-object"),
        (None, "answers.not-an-object"),
        (7, "answers.not-an-object"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_a_sentence(data: object, key: str) -> None:
    assert faults(data) == [key]


def test_every_fault_is_said_at_once() -> None:
    assert faults({"theme": "x", "territory": "75", "themes": ["x", "y"]}) == [
        "answers.unknown-question",
        "answers.unknown-place",
        "answers.unknown-value",
        "answers.unknown-value",
    ]


def test_an_answer_off_the_path_is_checked_too() -> None:
    assert faults({"themes": ["export"], "funding-kind": ["x"]}) == ["answers.unknown-value"]


def test_a_long_or_invisible_value_is_shown_short_and_visible() -> None:
    with pytest.raises(BadAnswers) as refused:
        check({"themes": ["\u202e" + "x" * 10_000 + "\ud800\x1b"]})

    said = refused.value.say("fr")
    assert len(said) < 400
    assert "\u202e" not in said
    assert said.encode("utf-8")


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        (b"", "answers.not-json"),
        (b"{", "answers.not-json"),
        (b"nonsense", "answers.not-json"),
        (b"{'themes': 'export'}", "answers.not-json"),
        (b'{"themes": ["export"],}', "answers.not-json"),
        (b"[" * 60_000, "answers.not-json"),
        (b'{"a":' * 10_000, "answers.not-json"),
        (b"1" * 60_000, "answers.not-json"),
        (b"\xff\xfe{\0}\0", "answers.not-utf8"),
        (b'{"themes": "\xe9"}', "answers.not-utf8"),
        (b" " * (MAX_BYTES + 1), "answers.too-large"),
        (b'{"themes": ["export"], "themes": ["talent"]}', "answers.twice"),
        (b'{"themes": NaN}', "answers.not-a-value"),
        (b'{"themes": 1e999}', "answers.not-a-value"),
        (b'{"\\ud800": "x"}', "answers.unknown-question"),
        (b'{"territory": "\\u0000"}', "answers.unknown-place"),
        (b"null", "answers.not-an-object"),
    ],
)
def test_a_file_that_is_no_answers_file_is_refused(raw: bytes, key: str) -> None:
    assert refusal(raw) == key


def test_a_fault_of_json_says_its_line_and_column() -> None:
    with pytest.raises(BadAnswers) as refused:
        parse_answers(GUIDE, COMMUNES, b'{\n "themes": export}')

    assert "ligne 2, colonne 12" in refused.value.say("fr")


def test_a_byte_order_mark_is_no_fault() -> None:
    raw = b'\xef\xbb\xbf{"territory": "38"}'

    assert parse_answers(GUIDE, COMMUNES, raw) == {"territory": ("38",)}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=10,
)
NAMED = st.dictionaries(
    st.sampled_from([q.id for q in GUIDE.questions]) | st.text(max_size=4),
    st.sampled_from(["38", "outside", "export", "unknown", ["export"], ["unknown", "x"]]) | JSON,
    max_size=5,
)


def taken_or_refused(raw: bytes) -> bool:
    """Takes the file, or refuses it in both languages; anything else fails."""
    try:
        answers = parse_answers(GUIDE, COMMUNES, raw)
    except BadAnswers as error:
        return all(error.say(language) for language in LANGUAGES)
    return check(to_json(GUIDE, answers)) == answers


@examples(300)
@given(NAMED | JSON)
def test_any_json_is_taken_or_refused(data: Any) -> None:
    assert taken_or_refused(json.dumps(data).encode("utf-8"))


@examples(300)
@given(st.binary(max_size=80))
def test_any_bytes_are_taken_or_refused(raw: bytes) -> None:
    assert taken_or_refused(raw)


def test_what_was_taken_is_written_as_it_is_taken() -> None:
    data = {"situation": "other", "territory": "38185", "themes": ["talent", "export"]}

    assert to_json(GUIDE, check(data)) == data
