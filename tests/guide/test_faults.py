"""Each fault that a guide may have: found, placed, and said in both languages."""

from __future__ import annotations

import ast
import json
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any, TypeGuard

import pytest

from desktop import paths
from desktop.checking import check_guide
from desktop.errors import Fault, GuideRefused
from desktop.guide import read_interview, read_routes
from desktop.guide.loader import load_guide
from desktop.territory import Communes
from desktop.text import LANGUAGES, load_catalogue
from tests import guides
from tests.guides import Plain

COMMUNES = Communes()
STORY: Plain = {
    "id": "s",
    "title": guides.text("s"),
    "answers": {"place": "38", "themes": ["cake"]},
    "expect": {"recommended": {"pastry": ["sweet"]}, "to-consider": {}, "uncovered": []},
}


def shop() -> Plain:
    """The small guide, with a story."""
    plain = guides.shop()
    plain["stories.yaml"] = {"format": "1", "stories": [deepcopy(STORY)]}
    return plain


def spoiled(path: str, value: Any) -> Plain:
    """The small guide with one value replaced; None takes it away."""
    plain = shop()
    file, *steps = path.split("/")
    node = plain[file]
    for step in steps[:-1]:
        node = node[int(step) if isinstance(node, list) else step]
    if isinstance(node, list):
        node[int(steps[-1])] = value
    else:
        node[steps[-1]] = value
    return plain


def faults_of(plain: Plain, folder: Path) -> list[Fault]:
    """Every fault that a check finds."""
    try:
        check_guide(guides.write(folder, plain), date(2026, 11, 24), COMMUNES)
    except GuideRefused as refused:
        return list(refused.faults)
    return []


ROUTE = "routes.yaml/routes/0"
QUESTION = "interview.yaml/questions/2"
MEMBER = "members.yaml/members/0"
OFFICE = f"{MEMBER}/offices/0"
TEXT = guides.text("x")

SPOILED: dict[str, tuple[str, Any, str]] = {
    "a format of tomorrow": ("guide.yaml/format", "2", "unknown-format"),
    "stories of tomorrow": ("stories.yaml/format", "2", "unknown-format"),
    "a misspelt key": (f"{ROUTE}/wen", {"themes": "cake"}, "unknown-key"),
    "a key too many": ("guide.yaml/colour", "red", "unknown-key"),
    "a key missing": (f"{ROUTE}/when", None, "missing-key"),
    "one language missing": (f"{ROUTE}/because", {"fr": "x"}, "missing-key"),
    "a third language": (f"{ROUTE}/because", {**TEXT, "de": "x"}, "unknown-key"),
    "an empty text": (f"{ROUTE}/because", {"fr": "", "en": "x"}, "empty-text"),
    "a text of spaces": (f"{ROUTE}/because", {"fr": "  ", "en": "x"}, "empty-text"),
    "a text too long": (f"{ROUTE}/because", {"fr": "x" * 2001, "en": "x"}, "text-too-long"),
    "other braces": (f"{ROUTE}/because", {"fr": "{n}", "en": "{m}"}, "placeholders"),
    "a list for a text": (f"{ROUTE}/because", {"fr": ["x"], "en": "x"}, "not-a-text"),
    "a text for a map": (f"{ROUTE}/because", "x", "not-a-map"),
    "a text for a list": (f"{ROUTE}/prepare", "x", "not-a-list"),
    "a map for a list": ("routes.yaml/routes", {"a": "b"}, "not-a-list"),
    "a bad id": (f"{ROUTE}/id", "Loaf Of Bread", "bad-id"),
    "an id twice": (f"{ROUTE}/id", "sweet", "id-used-twice"),
    "an office id twice": (f"{MEMBER}/offices/0/id", "baker-38", ""),
    "a number twice": ("members.yaml/members/1/number", "1", "number-used-twice"),
    "a choice number twice": (f"{QUESTION}/choices/1/number", "1", "number-used-twice"),
    "a question number twice": (f"{QUESTION}/number", "1", "number-used-twice"),
    "a need number twice": ("interview.yaml/needs/1/number", "1", "number-used-twice"),
    "a number beyond the room": (f"{QUESTION}/choices/1/number", "33", "bad-number"),
    "a number of zero": (f"{QUESTION}/number", "0", "bad-number"),
    "a number with a sign": (f"{QUESTION}/number", "+3", "bad-number"),
    "a number in other digits": (f"{QUESTION}/number", "٣", "bad-number"),
    "a number in words": (f"{QUESTION}/number", "three", "bad-number"),
    "a huge number": (f"{QUESTION}/number", "9" * 5000, "bad-number"),
    "a huge room": (f"{QUESTION}/room", "65", "bad-number"),
    "a maybe": (f"{QUESTION}/choices/2/exclusive", "yes", "not-true-or-false"),
    "an unknown kind": (f"{QUESTION}/kind", "many", "unknown-word"),
    "an unknown decision": (f"{QUESTION}/decides", "all", "unknown-word"),
    "exclusive of one": (f"{QUESTION}/kind", "one", "exclusive-of-one"),
    "one choice only": (f"{QUESTION}/choices", guides.choices("bread"), "too-few-choices"),
    "words that end": ("interview.yaml/questions/0/choices/0/ends", "true", "words-end"),
    "a retired number in use": ("interview.yaml/retired", ["1"], "retired-in-use"),
    "an empty condition": (f"{ROUTE}/when", {}, "bad-condition"),
    "a text for a condition": (f"{ROUTE}/when", "always", "bad-condition"),
    "no alternative": (f"{ROUTE}/when", {"any": []}, "bad-condition"),
    "an empty alternative": (f"{ROUTE}/when", {"any": [{}]}, "bad-condition"),
    "any beside another": (
        f"{ROUTE}/when",
        {"any": [{"themes": "cake"}], "place": "38"},
        "any-not-alone",
    ),
    "any inside any": (
        f"{ROUTE}/when",
        {"any": [{"any": [{"themes": "cake"}]}]},
        "unknown-question",
    ),
    "no choice at all": (f"{ROUTE}/when", {"themes": []}, "bad-condition"),
    "not nothing": (f"{ROUTE}/when", {"themes": {"not": []}}, "bad-condition"),
    "not without not": (f"{ROUTE}/when", {"themes": {"nto": ["cake"]}}, "unknown-key"),
    "an unknown question": (f"{ROUTE}/when", {"theme": "cake"}, "unknown-question"),
    "a wording question that decides": (f"{ROUTE}/when", {"mood": "calm"}, "unknown-question"),
    "a wording question of the uncovered": (
        "routes.yaml/uncovered/0/when",
        {"mood": "calm"},
        "unknown-question",
    ),
    "a wording question on the path": (
        f"{QUESTION}/ask-when",
        {"mood": "calm"},
        "unknown-question",
    ),
    "a question asked by itself": (
        f"{QUESTION}/ask-when",
        {"themes": "cake"},
        "unknown-question",
    ),
    "a question asked by a later one": (
        f"{QUESTION}/ask-when",
        {"bread-kind": "rye"},
        "unknown-question",
    ),
    "an unknown choice": (f"{ROUTE}/when", {"themes": "cakes"}, "unknown-choice"),
    "an unknown choice among two": (
        f"{ROUTE}/when",
        {"themes": ["cake", "pie"]},
        "unknown-choice",
    ),
    "a theme that is no choice": ("interview.yaml/needs/0/theme", "pie", "unknown-choice"),
    "an unknown number of members": ("interview.yaml/needs/0/members", "some", "unknown-word"),
    "an unknown need": (f"{ROUTE}/need", "crumb", "unknown-need"),
    "an unknown member": (f"{ROUTE}/member", "backer", "unknown-member"),
    "an unknown member to consider": (
        "routes.yaml/uncovered/0/consider",
        "x",
        "unknown-member",
    ),
    "an unknown question to go back to": (
        "routes.yaml/uncovered/1/back-to",
        "x",
        "unknown-question",
    ),
    "an unknown verdict": (f"{ROUTE}/verdict", "maybe", "unknown-word"),
    "a route that leads nowhere": (f"{ROUTE}/verdict", "not-concerned", "route-to-nobody"),
    "an unknown basis": (f"{ROUTE}/basis", "habit", "unknown-word"),
    "an unknown document": (f"{ROUTE}/source/document", "bok", "unknown-document"),
    "an unknown place": (f"{ROUTE}/source/place", "p2", "unknown-place"),
    "a day that is none": (f"{ROUTE}/valid", {"from": "2026-02-30"}, "bad-date"),
    "a day in another order": (f"{ROUTE}/valid", {"from": "24/11/2026"}, "bad-date"),
    "an end before the start": (
        f"{ROUTE}/valid",
        {"from": "2026-02-02", "until": "2026-02-01"},
        "dates-reversed",
    ),
    "no step for the others": (
        f"{ROUTE}/first-step",
        [{"when": {"mood": "calm"}, **TEXT}],
        "no-default-step",
    ),
    "no step": (f"{ROUTE}/first-step", [], "no-default-step"),
    "no example": (f"{ROUTE}/examples", [], "no-example"),
    "an example of an unknown question": (
        f"{ROUTE}/examples",
        [{"answers": {"x": "y"}, "expect": {}}],
        "unknown-question",
    ),
    "an example of a map": (
        f"{ROUTE}/examples",
        [{"answers": {"mood": {"a": "b"}}, "expect": {}}],
        "not-a-text",
    ),
    "an example that cannot be": (
        f"{ROUTE}/examples",
        [{"answers": {"themes": ["none", "cake"]}, "expect": {}}],
        "bad-example",
    ),
    "an example that differs": (
        f"{ROUTE}/examples",
        [{"answers": {}, "expect": {"pastry": "recommended"}}],
        "example-differs",
    ),
    "an example of an unknown member": (
        f"{ROUTE}/examples",
        [{"answers": {}, "expect": {"x": "recommended"}}],
        "unknown-member",
    ),
    "an example that expects a list": (
        f"{ROUTE}/examples",
        [{"answers": {}, "expect": ["pastry"]}],
        "not-a-map",
    ),
    "a story that cannot be": (
        "stories.yaml/stories/0/answers",
        {"place": "99"},
        "bad-story",
    ),
    "a story that differs": (
        "stories.yaml/stories/0/expect/recommended",
        {"pastry": ["loaf"]},
        "story-differs",
    ),
    "a story of an unknown member": (
        "stories.yaml/stories/0/expect/recommended",
        {"x": ["sweet"]},
        "unknown-member",
    ),
    "a story of an unknown need": (
        "stories.yaml/stories/0/expect/recommended",
        {"pastry": ["x"]},
        "unknown-word",
    ),
    "a story of an unknown uncovered need": (
        "stories.yaml/stories/0/expect/uncovered",
        ["x"],
        "unknown-word",
    ),
    "an unknown department": (f"{OFFICE}/departments", ["39"], "unknown-department"),
    "a seat that is no commune": (f"{OFFICE}/seat", "3818", "bad-insee"),
    "an unknown confidence": (f"{OFFICE}/confidence", "sure", "unknown-word"),
    "a day of checking that is none": (f"{OFFICE}/checked", "soon", "bad-date"),
    "a script for a site": (
        f"{OFFICE}/website",
        guides.channel("javascript:alert(1)"),
        "bad-channel",
    ),
    "a mark-up for a telephone": (f"{OFFICE}/phone", guides.channel("<b>04"), "bad-channel"),
    "a telephone too short": (f"{OFFICE}/phone", guides.channel("04"), "bad-channel"),
    "an address of one sign": (f"{OFFICE}/address", guides.channel("x"), "bad-channel"),
    "an e-mail without its place": (f"{OFFICE}/email", guides.channel("a@b"), "bad-channel"),
    "a member without a door": (f"{MEMBER}/regional", None, "no-door"),
    "a region without a channel": (
        f"{MEMBER}/regional",
        {"name": TEXT},
        "regional-without-channel",
    ),
    "a relay that is nobody": (
        "members.yaml/members/2/relay",
        {"member": "x", "say": TEXT},
        "relay-without-channel",
    ),
    "a relay that has no channel": (
        "members.yaml/members/2/relay",
        {"member": "mill", "say": TEXT},
        "relay-without-channel",
    ),
}


@pytest.mark.parametrize(("path", "value", "code"), SPOILED.values(), ids=SPOILED.keys())
def test_a_spoiled_guide_is_refused_with_the_place_and_a_sentence_in_both_languages(
    path: str, value: Any, code: str, tmp_path: Path
) -> None:
    faults = faults_of(spoiled(path, value), tmp_path)

    found = {fault.code for fault in faults}
    assert (code in found) if code else (found == set())
    assert {fault.line for fault in faults} & {0} == set()
    sentences = [fault.say(language) for fault in faults for language in LANGUAGES]
    assert [s for s in sentences if "['" in s or "{'" in s or "{value" in s or len(s) > 600] == []


def test_the_guide_that_these_spoil_has_no_fault(tmp_path: Path) -> None:
    assert faults_of(shop(), tmp_path) == []


def test_two_questions_cannot_ask_for_the_place(tmp_path: Path) -> None:
    plain = spoiled(f"{QUESTION}/kind", "territory")

    assert "two-territories" in {fault.code for fault in faults_of(plain, tmp_path)}


def test_a_check_needs_the_stories(tmp_path: Path) -> None:
    assert [(f.file, f.code) for f in faults_of(guides.shop(), tmp_path)] == [
        ("stories.yaml", "missing-file")
    ]


def test_a_guide_with_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_interview, "MAX_QUESTIONS", 3)
    monkeypatch.setattr(read_routes, "MAX_ROUTES", 2)

    codes = {fault.code for fault in faults_of(shop(), tmp_path)}

    assert {"too-many-questions", "too-many-routes"} <= codes


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "no", str(path))

    monkeypatch.setattr("desktop.guide.loader.read_limited", refuse)

    assert {fault.code for fault in faults_of(shop(), tmp_path)} == {"unreadable-file"}


def test_every_fault_is_listed_at_once_and_in_order(tmp_path: Path) -> None:
    plain = spoiled(f"{ROUTE}/when", {"theme": "cake"})
    plain["routes.yaml"]["routes"][1]["member"] = "x"
    plain["members.yaml"]["members"][0]["icon"] = ""
    plain["guide.yaml"]["format"] = "7"
    del plain["interview.yaml"]["questions"][0]["ask"]
    del plain["interview.yaml"]["questions"][0]["short"]

    faults = faults_of(plain, tmp_path)

    assert [(fault.file, fault.code) for fault in faults] == [
        ("guide.yaml", "unknown-format"),
        ("interview.yaml", "missing-key"),
        ("interview.yaml", "missing-key"),
        ("members.yaml", "empty-text"),
        ("routes.yaml", "unknown-question"),
        ("routes.yaml", "unknown-member"),
    ]


def test_a_fault_points_at_the_very_word(tmp_path: Path) -> None:
    plain = shop()
    plain["routes.yaml"] = (
        "format: 1\n"
        "routes:\n"
        "- id: loaf\n"
        "  need: loaf\n"
        "  member: baker\n"
        "  verdict: recommended\n"
        "  when: {bread-kind: [rye, weat]}\n"
        "  basis: policy\n"
        "  source: {document: book, place: p1}\n"
        "  because: {fr: x, en: x}\n"
        "  first-step: [{fr: x, en: x}]\n"
        "  prepare: []\n"
        "  examples: [{answers: {}, expect: {}}]\n"
        "  wen: {themes: cake}\n"
    )

    faults = faults_of(plain, tmp_path)

    assert [(fault.line, fault.column, fault.code) for fault in faults] == [
        (7, 28, "unknown-choice"),
        (14, 3, "unknown-key"),
    ]


@pytest.mark.parametrize(
    ("path", "value", "meant"),
    [
        (f"{ROUTE}/wen", {"themes": "cake"}, "when"),
        (f"{ROUTE}/when", {"theme": "cake"}, "themes"),
        (f"{ROUTE}/when", {"themes": "cakes"}, "cake"),
        (f"{ROUTE}/member", "backer", "baker"),
        (f"{ROUTE}/verdict", "recomended", "recommended"),
        (f"{ROUTE}/source/document", "bok", "book"),
    ],
)
def test_the_word_that_was_meant_is_suggested(
    path: str, value: Any, meant: str, tmp_path: Path
) -> None:
    sentences = [
        fault.say(language)
        for fault in faults_of(spoiled(path, value), tmp_path)
        for language in LANGUAGES
    ]

    assert any(f"vouliez-vous dire «\u00a0{meant}\u00a0»" in sentence for sentence in sentences)
    assert any(f"did you mean “{meant}”" in sentence for sentence in sentences)


def test_nothing_is_suggested_for_a_word_unlike_any(tmp_path: Path) -> None:
    fault = faults_of(spoiled(f"{ROUTE}/member", "zzz"), tmp_path)[0]

    assert "did you mean" not in fault.say("en")
    assert "baker, mill, pastry" in fault.say("en")


def test_a_guide_is_never_half_loaded(tmp_path: Path) -> None:
    folder = guides.write(tmp_path, spoiled("guide.yaml/colour", "red"))

    with pytest.raises(GuideRefused):
        load_guide(folder)


# The catalogue against the sources


CODED = {"fault", "unknown", "once", "known", "_fault", "_stop"}


def codes_in_sources() -> set[str]:
    """The last text given to each call that notes a fault, and the three that are computed."""
    package = Path(paths.__file__).parent
    files = [*package.glob("guide/*.py"), package / "checking.py"]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    calls = [n for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Call)]
    texts = [
        [str(a.value) for a in call.args if _is_text(a)] for call in calls if _name(call) in CODED
    ]
    computed = {"missing-file", "unreadable-file", "did-you-mean"}
    return {found[-1] for found in texts if found} | computed


def _is_text(argument: ast.expr) -> TypeGuard[ast.Constant]:
    return isinstance(argument, ast.Constant) and isinstance(argument.value, str)


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def codes_in_catalogue() -> set[str]:
    """The faults that guide.json has a sentence for."""
    file = paths.resources() / "texts" / "fr" / "guide.json"
    keys = json.loads(file.read_text(encoding="utf-8"))
    return {key.removeprefix("fault.") for key in keys if key.startswith("fault.")}


def codes_tried() -> set[str]:
    """The codes that the tests of this folder expect."""
    here = Path(__file__).parent
    files = [*here.glob("test_*.py"), *here.parent.glob("test_*numbers.py")]
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    return {
        node.value
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def test_every_fault_has_its_sentence_and_every_sentence_its_fault() -> None:
    assert codes_in_catalogue() - codes_in_sources() == set()
    assert {f"fault.{code}" for code in codes_in_sources()} - load_catalogue("fr").keys() == set()


def test_every_fault_is_triggered_by_a_test() -> None:
    assert codes_in_catalogue() - codes_tried() == set()


def test_sentences_of_faults_are_the_same_in_both_languages() -> None:
    files = [paths.resources() / "texts" / language / "guide.json" for language in LANGUAGES]
    keys = [set(json.loads(file.read_text(encoding="utf-8"))) for file in files]

    assert keys[0] == keys[1]
