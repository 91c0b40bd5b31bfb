"""Every sentence of the product: in both languages, used, and in real typography."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import Formatter

import pytest

from desktop import paths
from desktop.errors import reason_of
from desktop.text import LANGUAGES, Phrase, Text, load_catalogue, phrase, say

PACKAGE = Path(paths.__file__).parent
FRENCH, ENGLISH = load_catalogue("fr"), load_catalogue("en")

JOINED = ("cli.help.",)
"""Keys that the code joins from words in a way that cannot be read from it."""


OTHER_NAMES = {"sheet.first-of-month"}
"""Sentences that take other names in one language: French writes "1er" for the day."""

IN_FRENCH = {"ui.welcome.other"}
"""English sentences that quote a French button."""


def files(language: str) -> list[Path]:
    return sorted((paths.resources() / "texts" / language).glob("*.json"))


def placeholders(sentence: str) -> set[str]:
    """The names that a sentence takes."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@lru_cache
def nodes() -> tuple[ast.AST, ...]:
    """Every node of the product's code."""
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in PACKAGE.rglob("*.py")]
    return tuple(node for tree in trees for node in ast.walk(tree))


@lru_cache
def words() -> set[str]:
    """Every text written in the code."""
    return {n.value for n in nodes() if isinstance(n, ast.Constant) and isinstance(n.value, str)}


@lru_cache
def patterns() -> list[re.Pattern[str]]:
    """Every text that the code fills in, as a pattern; those that begin with an area only."""
    filled = ["".join(parts(n)) for n in nodes() if isinstance(n, ast.JoinedStr)]
    return [re.compile(pattern) for pattern in filled if re.match(r"[a-z\\-]+\\\.", pattern)]


def parts(node: ast.JoinedStr) -> Iterator[str]:
    for value in node.values:
        if isinstance(value, ast.Constant):
            yield re.escape(str(value.value))
        else:
            yield r"[\w.-]+"


def is_used(key: str) -> bool:
    """Whether the code says `key`, or fills it in."""
    stem = re.sub(r"\.(one|other)$", "", key)
    written = words()
    if key in written or stem in written or key.startswith(JOINED):
        return True
    return any(p.fullmatch(key) or p.fullmatch(stem) for p in patterns())


def keys_said() -> set[str]:
    """Every key written in the place where a sentence is made, as a pattern."""
    calls = [n for n in nodes() if isinstance(n, ast.Call) and n.args]
    made = [c for c in calls if getattr(c.func, "id", "") in ("phrase", "Phrase")]
    return {pattern for call in made for pattern in keys_in(call.args[0])}


def keys_in(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*keys_in(node.body), *keys_in(node.orelse))
    elif isinstance(node, ast.Constant):
        yield re.escape(str(node.value))
    elif isinstance(node, ast.JoinedStr):
        yield "".join(parts(node))


def test_both_languages_have_the_same_files() -> None:
    assert [file.name for file in files("fr")] == [file.name for file in files("en")]


def test_both_languages_say_the_same_things() -> None:
    assert FRENCH.keys() == ENGLISH.keys()


def test_both_languages_take_the_same_names() -> None:
    differing = [key for key in FRENCH if placeholders(FRENCH[key]) != placeholders(ENGLISH[key])]

    assert [key for key in differing if key not in OTHER_NAMES] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_in_two_files_or_twice_in_one(language: str) -> None:
    pairs = [
        key
        for file in files(language)
        for key, _ in json.loads(file.read_text(encoding="utf-8"), object_pairs_hook=list)
    ]

    assert [key for key, times in Counter(pairs).items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_sorted(language: str) -> None:
    read = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in files(language)}

    assert [name for name, said in read.items() if list(said) != sorted(said)] == []


def test_every_key_in_the_code_has_its_sentence() -> None:
    known = FRENCH.keys() | {re.sub(r"\.(one|other)$", "", key) for key in FRENCH}

    assert [k for k in keys_said() if not any(re.fullmatch(k, one) for one in known)] == []


def test_every_sentence_is_used() -> None:
    assert [key for key in FRENCH if not is_used(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_in_two_numbers_has_both(language: str) -> None:
    catalogue = load_catalogue(language)
    counted = [key for key, said in catalogue.items() if "n" in placeholders(said)]
    stems = {key.removesuffix(".one").removesuffix(".other") for key in counted}
    pairs = [stem for stem in stems if {f"{stem}.one", f"{stem}.other"} & catalogue.keys()]

    assert [s for s in pairs if not {f"{s}.one", f"{s}.other"} <= catalogue.keys()] == []
    assert [stem for stem in pairs if stem in catalogue] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_can_be_said(language: str) -> None:
    catalogue = load_catalogue(language)
    names = {key: dict.fromkeys(placeholders(said), "x") for key, said in catalogue.items()}

    assert [key for key in catalogue if not say(Phrase(key, names[key]), language)] == []


def test_french_keeps_its_signs_with_their_words() -> None:
    loose = re.compile(r"[ \t][:;?!»%€]|«[ \t]|(?<=\w)'(?=\w)|[^\s\u00a0\u202f:/\d\"(][;?!»]")

    assert {key: said for key, said in FRENCH.items() if loose.search(said)} == {}


def test_english_has_real_quotes_and_no_french_spaces() -> None:
    loose = re.compile(r"\w'\w|[ \u00a0][;?!]| :|[«»]")

    found = {key: said for key, said in ENGLISH.items() if loose.search(said)}
    assert found.keys() - IN_FRENCH == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_has_a_leftover(language: str) -> None:
    leftover = re.compile(r"TODO|XXX|lorem|FIXME|\bG6AURA\b|[<>]\w", re.IGNORECASE)

    catalogue = load_catalogue(language)
    assert [key for key, said in catalogue.items() if leftover.search(said)] == []


# How a sentence is said


def test_a_value_that_is_a_sentence_is_said_in_the_same_language() -> None:
    inside = Text("dedans", "inside")
    sentence = phrase("error.cannot-read", path=inside, reason=phrase("error.reason.full"))

    assert "dedans" in say(sentence, "fr")
    assert FRENCH["error.reason.full"] in say(sentence, "fr")
    assert "inside" in say(sentence, "en")


def test_zero_is_singular_in_french_and_plural_in_english() -> None:
    french = [say(phrase("error.guide-refused", n=n), "fr") for n in (0, 1, 2)]
    english = [say(phrase("error.guide-refused", n=n), "en") for n in (0, 1, 2)]

    assert french[0] == french[1] != french[2]
    assert english[0] != english[1]


def test_braces_in_a_value_are_only_signs() -> None:
    said = say(phrase("error.cannot-read", path="{reason} {0} {x!r:>9}", reason="r"), "en")

    assert "{reason} {0} {x!r:>9}" in said


@pytest.mark.parametrize("name", ["path", "file", "folder"])
@pytest.mark.parametrize("value", ["a\nb\tc\u2028d\x1be.pdf", Path("a\nb\tc\u2028d\x1be.pdf")])
def test_a_files_name_stands_on_one_line(name: str, value: object) -> None:
    key = {"path": "ui.save.done", "file": "config.advisors-by-hand", "folder": "library.not-empty"}

    assert "a·b·c·d·e.pdf" in say(phrase(key[name], **{name: value}), "en")


def test_an_unknown_key_is_our_own_fault() -> None:
    with pytest.raises(KeyError):
        say(phrase("no.such.key"), "fr")


def test_every_reason_of_the_system_has_its_sentence() -> None:
    reasons = {reason_of(OSError(number, "x")).key for number in range(140)}

    assert reasons <= FRENCH.keys()
    assert len(reasons) > 5
