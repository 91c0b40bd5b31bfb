"""Edits of the shipped guide's text: each changes its own lines and nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.workspace import editing
from desktop.workspace.document import At, Document, from_text
from desktop.workspace.draft import Draft, load_draft
from desktop.workspace.editing import EditRefused
from desktop.workspace.spans import Node, parse, plain, word

ROUTE = At("routes.yaml", "routes", 0)
MEMBER = At("members.yaml", "members", 1)
QUESTION = At("interview.yaml", "questions", 3)
NEED = At("interview.yaml", "needs", 0)
SOURCE = At("guide.yaml", "sources", 0)
GUIDE = At("guide.yaml")
ROW = At("division.yaml", "clauses", 0)
STORY = At("stories.yaml", "stories", 0)

Edit = Callable[[Draft], Draft]


@pytest.fixture(autouse=True)
def forget_what_was_read() -> Iterator[None]:
    """Thousands of edits would be kept as read to the end of all tests."""
    yield
    parse.cache_clear()


@pytest.fixture(scope="module")
def shipped() -> Draft:
    """The shipped guide as text."""
    return load_draft(paths.shipped_guide())


def changed_lines(before: Draft, after: Draft) -> list[str]:
    """The lines taken away and added, in the file that differs."""
    found = []
    for name, document in after.documents.items():
        old, new = before.documents[name].text, document.text
        lines = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
        found += [line for line in lines if line[:3] not in ("---", "+++") and line[:2] != "@@"]
    return found


EDITS: dict[str, tuple[Edit, list[str]]] = {
    "a text on its line": (
        lambda d: d.set(GUIDE, ("title", "en"), "The G6"),
        [
            '-  en: "The G6 de la relocalisation in Auvergne-Rhône-Alpes"',
            '+  en: "The G6"',
        ],
    ),
    "a plain word": (
        lambda d: d.set(ROUTE, ("member",), "cpme"),
        ["-  member: medef", "+  member: cpme"],
    ),
    "a word in braces": (
        lambda d: d.set(ROUTE, ("source", "place"), "§4a"),
        [
            "-  source: {document: article-2022-06, place: §4d}",
            "+  source: {document: article-2022-06, place: §4a}",
        ],
    ),
    "a condition": (
        lambda d: d.set(
            ROUTE,
            ("when",),
            {"any": [{"funding-kind": {"not": ["financing"]}}, {"themes": ["export", "talent"]}]},
        ),
        [
            "-  when: {funding-kind: fundraising}",
            "+  when: {any: [{funding-kind: {not: [financing]}}, {themes: [export, talent]}]}",
        ],
    ),
    "a condition added to an item": (
        lambda d: d.set(ROUTE, ("prepare", 0, "when"), {"situation": "asked"}),
        [
            '-  - fr: "Une courte présentation de l’entreprise et du projet"',
            "+  - when: {situation: asked}",
            '+    fr: "Une courte présentation de l’entreprise et du projet"',
        ],
    ),
    "a condition taken from an item": (
        lambda d: d.remove(ROUTE, ("prepare", 3, "when")),
        [
            "-  - when: {situation: starting}",
            '-    fr: "Votre plan d’affaires, même provisoire"',
            '+  - fr: "Votre plan d’affaires, même provisoire"',
        ],
    ),
    "a date": (
        lambda d: d.set(MEMBER, ("offices", 0, "checked"), "2027-01-02"),
        ["-    checked: 2026-11-24", "+    checked: 2027-01-02"],
    ),
    "a contact in braces": (
        lambda d: d.set(At("members.yaml", "members", 0), ("regional", "phone", "value"), "04 1"),
        [
            '-    phone: {value: "04 26 73 40 00", confidence: two-plus, checked: 2026-11-24}',
            '+    phone: {value: "04 1", confidence: two-plus, checked: 2026-11-24}',
        ],
    ),
    "a channel added": (
        lambda d: d.set(
            MEMBER,
            ("offices", 1, "phone"),
            {"value": "04 71 00 00 00", "confidence": "one", "checked": "2026-11-24"},
        ),
        ['+    phone: {value: "04 71 00 00 00", confidence: one, checked: 2026-11-24}'],
    ),
    "a list of codes": (
        lambda d: d.set(MEMBER, ("offices", 1, "departments"), ["15", "43"]),
        ["-    departments: ['15']", "+    departments: ['15', '43']"],
    ),
    "an optional key added": (
        lambda d: d.set(ROUTE, ("valid", "from"), "2022-05-10"),
        ["+  valid: {from: 2022-05-10}"],
    ),
    "a word of a need in braces": (
        lambda d: d.set(NEED, ("name", "en"), "Finding money"),
        [
            "-- {id: fundraising, number: 1, theme: funding, members: exactly-one, name: "
            '{fr: "Trouver des investisseurs", en: "Finding investors"}}',
            "+- {id: fundraising, number: 1, theme: funding, members: exactly-one, name: "
            '{fr: "Trouver des investisseurs", en: "Finding money"}}',
        ],
    ),
    "a condition of a question": (
        lambda d: d.set(QUESTION, ("ask-when",), {"themes": ["funding", "talent"]}),
        ["-  ask-when: {themes: funding}", "+  ask-when: {themes: [funding, talent]}"],
    ),
    "an answer of an example": (
        lambda d: d.set(
            ROUTE, ("examples", 0, "answers"), {"territory": "38", "themes": ["export"]}
        ),
        [
            "-  - answers: {territory: '38', themes: [funding], funding-kind: [fundraising]}",
            "+  - answers: {territory: '38', themes: [export]}",
        ],
    ),
    "a verdict of an example": (
        lambda d: d.set(ROUTE, ("examples", 2, "expect", "medef"), "to-consider"),
        ["-    expect: {medef: not-concerned}", "+    expect: {medef: to-consider}"],
    ),
    "an example added": (
        lambda d: d.insert(
            ROUTE,
            ("examples", 3),
            {"answers": {"territory": "01"}, "expect": {"cpme": "not-concerned"}},
        ),
        ["+  - answers: {territory: '01'}", "+    expect: {cpme: not-concerned}"],
    ),
    "a paper to prepare added between others": (
        lambda d: d.insert(ROUTE, ("prepare", 1), {"fr": "Un plan", "en": "A plan"}),
        ['+  - fr: "Un plan"', '+    en: "A plan"'],
    ),
    "a paper to prepare removed": (
        lambda d: d.remove(ROUTE, ("prepare", 1)),
        [
            '-  - fr: "La somme recherchée, et ce qu’elle paiera"',
            '-    en: "The sum you are seeking, and what it will pay for"',
        ],
    ),
    "a clause of the source": (
        lambda d: d.set(SOURCE, ("places", 6, "gist", "fr"), "La CPME gère."),
        ['-      fr: "La CPME s’occupe de la gestion financière."', '+      fr: "La CPME gère."'],
    ),
    "a row of the division": (
        lambda d: d.set(ROW, ("members",), ["agence", "region"]),
        ["-  members: [agence]", "+  members: [agence, region]"],
    ),
    "a title of a story in braces": (
        lambda d: d.set(STORY, ("title", "en"), "Oyonnax"),
        [
            '-  title: {fr: "Oyonnax\u00a0: des bouchons à refaire ici, une banque qui hésite, pas '
            'de régleurs", en: "Oyonnax: caps to make here again, a hesitant bank, no machine '
            'setters"}',
            '+  title: {fr: "Oyonnax\u00a0: des bouchons à refaire ici, une banque qui hésite, pas '
            'de régleurs", en: "Oyonnax"}',
        ],
    ),
    "a number of the file itself": (
        lambda d: d.set(At("interview.yaml"), ("longest-visit",), "10"),
        ["-longest-visit: 9", "+longest-visit: 10"],
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_changes_exactly_its_own_lines(shipped: Draft, name: str) -> None:
    make, expected = EDITS[name]

    assert changed_lines(shipped, make(shipped)) == expected


def test_a_long_text_keeps_the_lines_that_say_the_same(shipped: Draft) -> None:
    path = ("first-step", 0, "fr")
    text = shipped.word(ROUTE, *path)

    after = shipped.set(ROUTE, path, text.replace("et quelle part", "et la part"))

    assert after.word(ROUTE, *path) == text.replace("et quelle part", "et la part")
    assert changed_lines(shipped, after) == [
        '-    fr: "Présentez au MEDEF votre groupe et le projet prévu ici. Dites ce que le groupe '
        "apporte lui-même et quelle part",
        '+    fr: "Présentez au MEDEF votre groupe et le projet prévu ici. Dites ce que le groupe '
        "apporte lui-même et la part",
    ]


def test_a_route_added_stands_after_the_others_and_before_what_is_not_covered(
    shipped: Draft,
) -> None:
    after, at = shipped.add_item("routes.yaml", "routes", {"id": "new", "need": "export"})

    assert changed_lines(shipped, after) == ["+- id: new", "+  need: export", "+"]
    assert after.word(at, "id") == "new"
    assert after.documents["routes.yaml"].count("uncovered") == 2


def test_a_route_removed_leaves_the_comments_around_it(shipped: Draft) -> None:
    after = shipped.drop_item(ROUTE)

    assert "# Money: three doors, and the way to choose between them.\n- id: financing" in (
        after.documents["routes.yaml"].text
    )
    assert after.documents["routes.yaml"].count("routes") == 14


def test_two_items_change_places_with_every_letter_of_theirs(shipped: Draft) -> None:
    after = shipped.move(ROUTE, ("first-step", 0), 1)
    back = after.move(ROUTE, ("first-step", 1), -1)

    assert after.word(ROUTE, "first-step", 0, "when", "situation") == "intermediary"
    assert back.documents["routes.yaml"].text == shipped.documents["routes.yaml"].text


def test_every_text_of_the_shipped_guide_can_be_edited_and_put_back(shipped: Draft) -> None:
    edited = shipped
    for document in shipped.documents.values():
        for list_ in ("routes", "uncovered", "members", "needs", "questions", "sources", "stories"):
            for at, node in document.items(list_):
                for path in text_paths(plain(node)):
                    before = edited.word(at, *path)
                    there = edited.set(at, path, "Un « mot »: #1").set(at, path, before)
                    edited = there

    assert {n: d.text.replace('"', "").split() for n, d in edited.documents.items()} == {
        n: d.text.replace('"', "").split() for n, d in shipped.documents.items()
    }


def text_paths(value: object) -> list[tuple[str | int, ...]]:
    """Where the texts in a language are, inside an item."""
    if isinstance(value, dict):
        items: list[tuple[str | int, object]] = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    else:
        return []
    return [
        (key, *rest)
        for key, inner in items
        for rest in ([()] if key in ("fr", "en") and isinstance(inner, str) else text_paths(inner))
    ]


LISTS: tuple[str, ...] = ("", "routes", "uncovered", "clauses", "members", "needs", "questions")
LISTS += ("sources", "stories")


def every_text(draft: Draft) -> list[tuple[At, tuple[str | int, ...]]]:
    """Where every text in a language stands in the guide."""
    return [
        (at, path)
        for document in draft.documents.values()
        for list_ in LISTS
        for at, node in (document.items(list_) if list_ else whole(document))
        for path in text_paths(plain(node))
    ]


def whole(document: Document) -> list[tuple[At, Node]]:
    """What stands around the lists of a file, where that can be read."""
    at = At(document.file)
    return [(at, document.node(at))] if document.is_readable else []


SHIPPED = load_draft(paths.shipped_guide())
PLACES = every_text(SHIPPED)

SPACED: dict[str, Callable[[str], str]] = {
    "one space after": lambda text: f"{text} ",
    "two spaces after": lambda text: f"{text}  ",
    "a no-break space after": lambda text: f"{text}\u00a0",
    "one space before": lambda text: f" {text}",
    "two spaces before": lambda text: f"  {text}",
    "every space doubled": lambda text: text.replace(" ", "  "),
    "one space doubled": lambda text: text.replace(" ", "  ", 1),
    "spaces all around": lambda text: f"  {text.replace(' ', '  ')}  ",
}


@pytest.mark.parametrize("name", SPACED)
def test_spaces_typed_into_any_text_of_the_guide_come_back(name: str) -> None:
    for at, path in PLACES:
        text = SPACED[name](SHIPPED.word(at, *path))

        after = SHIPPED.set(at, path, text)

        assert after.word(at, *path) == text, (at, path)


@settings(max_examples=150)
@given(st.data())
def test_any_typing_into_any_text_of_the_guide_comes_back_or_is_refused(
    data: st.DataObject,
) -> None:
    at, path = data.draw(st.sampled_from(PLACES))
    draft, text = SHIPPED, SHIPPED.word(at, *path)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 20)))
        signs = st.sampled_from(" \u00a0ab\\\"'#:-|>\n\t.")
        text = text[:start] + data.draw(st.text(signs, max_size=4)) + text[end:]
        try:
            draft = draft.set(at, path, text)
        except EditRefused:
            text = draft.word(at, *path)
        assert draft.word(at, *path) == text


WRITTEN = {
    "folded, in double quotes": '"un deux\n      trois\n      quatre"',
    "folded, in single quotes": "'un deux\n      trois\n      quatre'",
    "folded, plain": "un deux\n      trois\n      quatre",
    "folded, with a blank line": '"un\n\n      trois\n      quatre"',
    "folded, with a line held open": '"un deux\\\n      trois\n      quatre"',
    "in double quotes": '"un deux"',
    "in single quotes": "'un deux'",
    "plain": "un deux",
    "a block": "|\n      un\n      deux\u00a0",
    "a folded block": ">-\n      un\n      deux\n\n      trois",
    "a block of kept lines": "|+\n      un\n",
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
@given(st.data())
def test_spaces_come_back_however_the_text_was_written(written: str, data: st.DataObject) -> None:
    source = f"- id: a\n  because:\n    fr: {written}\n    en: two\n"
    text = word(parse(source), 0, "because", "fr")
    at = data.draw(st.one_of(st.sampled_from([0, len(text)]), st.integers(0, len(text))))
    spaces = data.draw(st.text(st.sampled_from(" \u00a0"), min_size=1, max_size=3))
    text = text[:at] + spaces + text[at:]

    found = parse(editing.set_value(source, (0, "because", "fr"), text))

    assert plain(found) == [{"id": "a", "because": {"fr": text, "en": "two"}}]


HOSTILE = [
    "« Quoi »: #1, \"deux\" et 'trois'",
    "  deux espaces devant et derrière  ",
    "- une liste ?",
    "{accolade, [crochet]: &ancre *renvoi !étiquette %",
    "fin d’une ligne\nune autre\n\n  en retrait",
    "\ttabulation",
    "C:\\chemin\\n\\\\",
    "ملاحظة بالعربية",
    "עברית",
    "🚀 une fusée",
    "yes",
    "012",
    "null",
    "~",
    "---",
    "...",
    "# tout un commentaire",
    "é" * 2500,
    "mot " * 700 + "fin",
    "a  b   c",
    "' \\\" '",
]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize(
    ("at", "path"),
    [
        (ROUTE, ("because", "fr")),
        (ROUTE, ("prepare", 0, "en")),
        (NEED, ("name", "fr")),
        (MEMBER, ("short",)),
        (At("members.yaml", "members", 0), ("regional", "phone", "value")),
        (GUIDE, ("title", "fr")),
    ],
)
def test_hostile_text_comes_back_as_it_was(
    shipped: Draft, text: str, at: At, path: tuple[str | int, ...]
) -> None:
    after = shipped.set(at, path, text)

    assert from_text("", after.documents[at.file].text).text == after.documents[at.file].text
    assert after.word(at, *path) == text
    assert after.set(at, path, "x").word(at, *path) == "x"


@pytest.mark.parametrize(
    "text", ["a\u200bb", "a\u202eb", "\x00", "a\x07", "\ufeff", "❤\ufe0f", "\ud800"]
)
def test_what_nobody_could_see_is_refused_with_the_sentence(shipped: Draft, text: str) -> None:
    with pytest.raises(EditRefused) as refused:
        shipped.set(ROUTE, ("because", "fr"), text)

    assert refused.value.say("fr")
    assert refused.value.say("en")


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_text_comes_back_or_is_refused(text: str) -> None:
    source = '- id: a\n  because:\n    fr: "un\n      deux"\n    en: {x: y}\n'

    found = plain(parse(written_or_kept(source, text)))

    kept = [{"id": "a", "because": {"fr": "un deux", "en": {"x": "y"}}}]
    assert found in ([{"id": "a", "because": {"fr": text, "en": {"x": "y"}}}], kept)


def written_or_kept(source: str, text: str) -> str:
    """The source with this text, or as it was where it is refused."""
    try:
        return editing.set_value(source, (0, "because", "fr"), text)
    except EditRefused:
        return source


@given(st.text(st.sampled_from(" ab\\\"'#:-{}[],&*!|>%@`?\n\té«»"), max_size=60), st.data())
def test_any_text_after_any_other_comes_back(text: str, data: st.DataObject) -> None:
    other = data.draw(st.text(st.sampled_from(' ab\\"\n'), max_size=200))
    source = "- fr: un\n  en: deux # dit\n"

    edited = editing.set_value(source, (0, "fr"), other)
    edited = editing.set_value(edited, (0, "fr"), text)

    assert plain(parse(edited)) == [{"fr": text, "en": "deux"}]
    assert edited.endswith("  en: deux # dit\n")


def test_a_file_with_windows_line_ends_keeps_them() -> None:
    text = "format: 1\r\nroutes:\r\n- id: a\r\n  need: x\r\n\r\n- id: b\r\n  need: y\r\n"
    document = from_text("routes.yaml", text)

    after = document.set(At("routes.yaml", "routes", 1), ("need",), "z")

    assert document.text == text
    assert after.text == text.replace("need: y", "need: z")


@pytest.mark.parametrize(
    "text",
    [
        "format: 1\nroutes: [{id: a}, {id: b}]\n",
        "routes:\n  - id: a\n    x: |\n      un\n      deux\n  - id: b\n",
        "\ufeffroutes:\n- id: a\n# fin",
        "routes:\n-\n  id: a\n- # rien\n  id: b\n",
        "routes:\n- &x {id: a}\n- *x\n",
        "routes: {",
        "- a\n- b\n",
        "",
        "routes:\n- id: a\n...\n",
        "routes:\n- id: 'a'\n- id: \"b - c\"\n",
    ],
)
def test_a_file_written_otherwise_is_kept_letter_by_letter(text: str) -> None:
    assert from_text("routes.yaml", text).text == text


def test_an_item_written_otherwise_can_still_be_edited() -> None:
    document = from_text(
        "routes.yaml", "routes:\n  - id: a\n    x: |\n      un\n      deux\n  - id: b\n"
    )

    after = document.set(At("routes.yaml", "routes", 0), ("x",), "trois")

    assert after.text == 'routes:\n  - id: a\n    x: "trois"\n  - id: b\n'


def test_the_text_of_an_item_may_be_written_by_hand(shipped: Draft) -> None:
    source = shipped.source(ROUTE).replace("member: medef", "member: cpme  # à revoir")

    after = shipped.with_source(ROUTE, source)

    assert after.word(ROUTE, "member") == "cpme"
    assert "member: cpme  # à revoir" in after.documents["routes.yaml"].text


@pytest.mark.parametrize(
    "text",
    ["", "id: a", "- id: a\n- id: b", "- id: [", "- id: a\nneed: b", "- id: a\nroutes:\n- id: b"],
)
def test_a_text_that_is_not_one_item_is_refused(shipped: Draft, text: str) -> None:
    with pytest.raises(EditRefused):
        shipped.with_source(ROUTE, text)


def test_a_place_of_the_file_leads_to_its_field(shipped: Draft) -> None:
    document = shipped.documents["routes.yaml"]
    lines = document.text.splitlines()
    line = next(i for i, text in enumerate(lines, 1) if "need: export" in text)

    at, path = document.locate(line, lines[line - 1].index("export") + 1)

    assert shipped.word(at, "id") == "export"
    assert path == ("need",)


def test_the_edited_guide_is_one_that_loads(shipped: Draft, tmp_path: object) -> None:
    after = shipped.set(ROUTE, ("because", "fr"), 'Un "autre" texte : #1')
    document: Document = after.documents["routes.yaml"]

    from pathlib import Path

    folder = Path(str(tmp_path))
    for name, content in after.to_files().items():
        (folder / name).write_bytes(content)

    assert load_guide(folder).get_route("fundraising").because.fr == 'Un "autre" texte : #1'
    assert document.is_readable


def test_an_edit_that_would_touch_something_else_is_refused() -> None:
    source = "- id: a\n-\n  # un - deux\n  id: b\n"

    with pytest.raises(EditRefused) as refused:
        editing.remove(source, (1,))

    assert refused.value.phrase.key == "workspace.refused.unwritable"


def test_lines_folded_by_hand_stay_as_they_were() -> None:
    source = '- fr: "un\n    deux trois\n    quatre\n    cinq"\n  en: x\n'

    edited = editing.set_value(source, (0, "fr"), "un deux trois 4 cinq")

    assert edited == '- fr: "un\n    deux trois\n    4\n    cinq"\n  en: x\n'
