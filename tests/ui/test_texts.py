"""The interface's sentences: each used, each there in both languages, in real typography."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter

import pytest

from desktop import paths
from desktop.text import LANGUAGES

UI = Path(__file__).parents[2] / "desktop" / "ui"
_KEY = re.compile(r'"(ui\.[\w.{}-]+)"')


def load(language: str) -> dict[str, str]:
    """The interface's own sentences."""
    file = paths.resources() / "texts" / language / "ui.json"
    sentences: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return sentences


def used() -> list[re.Pattern[str]]:
    """Every key written in the code; a part filled in later may be anything."""
    found = set()
    for file in UI.rglob("*.py"):
        for key in _KEY.findall(file.read_text(encoding="utf-8")):
            parts = re.split(r"\{[^}]*\}", key)
            found.add(r"[\w-]+".join(re.escape(part) for part in parts))
    return [re.compile(f"{pattern}(\\.one|\\.other)?$") for pattern in sorted(found)]


def placeholders(sentence: str) -> set[str]:
    """The names a sentence takes."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things() -> None:
    assert load("fr").keys() == load("en").keys()


def test_both_languages_take_the_same_names() -> None:
    french, english = load("fr"), load("en")

    assert {key: placeholders(french[key]) for key in french} == {
        key: placeholders(english[key]) for key in english
    }


def test_no_sentence_is_left_unused() -> None:
    patterns = used()

    assert [key for key in load("fr") if not any(p.match(key) for p in patterns)] == []


def test_every_key_in_the_code_has_its_sentence() -> None:
    keys = load("fr").keys()

    assert [p.pattern for p in used() if not any(p.match(key) for key in keys)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_sorted_by_key(language: str) -> None:
    assert list(load(language)) == sorted(load(language))


def test_french_keeps_its_signs_with_their_words() -> None:
    loose = re.compile(r" [:;?!»%]|« |'")

    assert [key for key, said in load("fr").items() if loose.search(said)] == []


def test_english_has_real_quotes() -> None:
    assert [key for key, said in load("en").items() if "'" in said or '"' in said] == []
