"""The workspace's sentences: each used, each there in both languages, in real typography."""

from __future__ import annotations

import json
import re
from pathlib import Path
from string import Formatter

import pytest

from desktop import paths
from desktop.text import LANGUAGES
from desktop.workspace import browse, schema
from desktop.workspace.schema import Field

CODE = Path(__file__).parents[2] / "desktop"


def load(language: str) -> dict[str, str]:
    """The workspace's own sentences."""
    file = paths.resources() / "texts" / language / "workspace.json"
    sentences: dict[str, str] = json.loads(file.read_text(encoding="utf-8"))
    return sentences


def used() -> list[re.Pattern[str]]:
    """Every key written in the code; a part filled in later may be anything."""
    found = set()
    for file in CODE.rglob("*.py"):
        for key in re.findall(r"[\"'](workspace\.[^\"\s]+?)[\"'][,):\s]", file.read_text("utf-8")):
            parts = re.split(r"\{[^}]*\}", key)
            found.add(r"[\w-]+".join(re.escape(part) for part in parts))
    return [re.compile(f"{pattern}(\\.one|\\.other)?$") for pattern in sorted(found)]


def placeholders(sentence: str) -> set[str]:
    """The names a sentence takes."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things_with_the_same_names() -> None:
    french, english = load("fr"), load("en")

    assert {key: placeholders(said) for key, said in french.items()} == {
        key: placeholders(said) for key, said in english.items()
    }


def test_no_sentence_is_left_unused() -> None:
    patterns = used()

    assert [key for key in load("fr") if not any(p.match(key) for p in patterns)] == []


def test_every_key_in_the_code_has_its_sentence() -> None:
    keys = load("fr").keys()

    assert [p.pattern for p in used() if not any(p.match(key) for key in keys)] == []


def fields_in(fields: tuple[Field, ...]) -> set[str]:
    """The keys of fields and of those inside them."""
    return {f.key or "said" for f in fields} | {k for f in fields for k in fields_in(f.parts)}


def test_every_field_and_area_has_its_name() -> None:
    keys = load("fr").keys()
    fields = {key for form in schema.FORMS.values() for key in fields_in(form)}

    assert {f"workspace.field.{key}" for key in fields} <= keys
    assert {f"workspace.area.{area}" for area in browse.AREAS} <= keys
    assert {f"workspace.kind.{list_ or 'guide'}" for _, list_ in schema.FORMS} <= keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_sorted_by_key(language: str) -> None:
    assert list(load(language)) == sorted(load(language))


def test_french_keeps_its_signs_with_their_words() -> None:
    loose = re.compile(r" [:;?!»%]|« |'")

    assert [key for key, said in load("fr").items() if loose.search(said)] == []


def test_english_has_real_quotes() -> None:
    assert [key for key, said in load("en").items() if "'" in said or '"' in said] == []
