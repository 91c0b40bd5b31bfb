"""What is listed, found, linked, known and new in a guide being written."""

from __future__ import annotations

from datetime import date

import pytest

from desktop import paths
from desktop.errors import BadRequest
from desktop.text import Text, say
from desktop.workspace import browse, known, new
from desktop.workspace.conditions import Mode, Test, Tests, read_tests, to_condition
from desktop.workspace.document import At
from desktop.workspace.draft import Draft, load_draft
from desktop.workspace.links import links_of
from desktop.workspace.spans import Path, parse, plain
from desktop.workspace.summaries import summary, told

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def shipped() -> Draft:
    """The shipped guide as text."""
    return load_draft(paths.shipped_guide())


def ids_found(draft: Draft, area: str, typed: str) -> list[str]:
    """The ids of the items and parts that a search finds."""
    rows = browse.search(draft, area, typed)
    return [draft.word(row.at, *row.path, "id") for row in rows if row.at is not None]


def linked(draft: Draft, at: At, path: Path = ()) -> dict[str, list[str]]:
    """What is linked to an item: ids by kind."""
    return {
        group.title.key.rpartition(".")[2]: [
            draft.word(link.at, *link.path[:2], "id")
            or draft.word(link.at, "id")
            or draft.word(link.at, "need")
            for link in group.links
        ]
        for group in links_of(draft, at, path)
    }


@pytest.mark.parametrize("area", browse.AREAS)
def test_every_item_of_the_guide_is_listed(shipped: Draft, area: str) -> None:
    rows = browse.rows(shipped, area)

    assert all(say(row.title, "fr") and say(row.title, "en") for row in rows)
    assert all(shipped.node(row.at, row.path) is not None for row in rows if row.at is not None)


def test_routes_are_listed_by_need(shipped: Draft) -> None:
    rows = browse.rows(shipped, "routes")
    headings = [say(row.title, "en") for row in rows if row.at is None]

    assert headings[:2] == ["Finding investors", "Financing a project"]
    assert headings[-1] == "Not covered by the network"
    assert sum(row.at is not None for row in rows) == 17


def test_a_route_for_a_need_nobody_knows_is_listed_still(shipped: Draft) -> None:
    draft = shipped.set(At("routes.yaml", "routes", 0), ("need",), "argent")

    assert "fundraising" in ids_found(draft, "routes", "")


@pytest.mark.parametrize(
    "typed", ["levee de fonds", "LEVÉE  fonds", "fundraising", "way in capital"]
)
def test_search_forgives_accents_and_looks_in_both_languages(shipped: Draft, typed: str) -> None:
    assert "fundraising" in ids_found(shipped, "routes", typed)


def test_search_finds_a_choice_by_its_own_words(shipped: Draft) -> None:
    assert "relocating" in ids_found(shipped, "questions", "fabriquer loin")
    assert "situation" in ids_found(shipped, "questions", "relocating")


def test_search_finds_nothing_that_is_not_there(shipped: Draft) -> None:
    assert ids_found(shipped, "routes", "zzzz") == []
    assert browse.search(shipped, "routes", "zzzz") == ()


def test_a_route_is_linked_to_its_clause_its_question_and_its_member(shipped: Draft) -> None:
    found = linked(shipped, At("routes.yaml", "routes", 0))

    assert found["source"] == ["§4d"]
    assert found["depends"] == ["funding-kind"]
    assert found["member"] == ["medef"]
    assert "oyonnax-plastics" not in found["stories"]
    assert "ardeche-shoes" in found["stories"]


def test_the_clause_of_a_route_is_told_beside_it(shipped: Draft) -> None:
    groups = links_of(shipped, At("routes.yaml", "routes", 0))
    body = groups[0].links[0].body

    assert isinstance(body, Text)
    assert body.fr == "Le MEDEF s’occupe de la levée de fonds et du repérage de nouveaux talents."


def test_a_clause_leads_to_the_routes_that_cite_it(shipped: Draft) -> None:
    source = At("guide.yaml", "sources", 0)
    index = next(i for i in range(10) if shipped.word(source, "places", i, "id") == "§4c")

    found = linked(shipped, source, ("places", index))

    assert found["citing"] == ["financial-management"]
    assert found["roles"] == ["cpme"]


def test_a_choice_leads_to_the_routes_and_questions_that_depend_on_it(shipped: Draft) -> None:
    themes = shipped.find("interview.yaml", "questions", "themes")
    assert themes is not None

    found = linked(shipped, themes, ("choices", 0))

    assert found["opens"] == ["funding-kind"]
    assert "routes" not in found


def test_a_member_leads_to_its_routes(shipped: Draft) -> None:
    cpme = shipped.find("members.yaml", "members", "cpme")
    assert cpme is not None

    assert "financial-management" in linked(shipped, cpme)["routes"]


def test_every_item_can_be_asked_for_its_links(shipped: Draft) -> None:
    for area in browse.AREAS:
        for row in browse.rows(shipped, area):
            groups = links_of(shipped, row.at, row.path) if row.at is not None else ()
            assert all(
                say(g.title, "fr") and say(link.title, "fr") for g in groups for link in g.links
            )


CONDITIONS: list[tuple[str, Tests]] = [
    ("{q: a}", ((Test("q", Mode.ANY, ("a",)),),)),
    ("{q: [a, b]}", ((Test("q", Mode.ANY, ("a", "b")),),)),
    ("{q: {not: [a]}}", ((Test("q", Mode.NOT, ("a",)),),)),
    ("{q: asked, r: b}", ((Test("q", Mode.ASKED), Test("r", Mode.ANY, ("b",))),)),
    (
        "{any: [{q: a}, {r: {not: [b, c]}}]}",
        ((Test("q", Mode.ANY, ("a",)),), (Test("r", Mode.NOT, ("b", "c")),)),
    ),
]


@pytest.mark.parametrize(("text", "tests"), CONDITIONS)
def test_a_condition_is_read_and_written_the_same(text: str, tests: Tests) -> None:
    node = parse(text)

    assert read_tests(node) == tests
    assert to_condition(tests) == plain(node)


@pytest.mark.parametrize(
    "text", ["[a]", "word", "{any: {q: a}}", "{q: {q: a}}", "{any: [{q: a}], r: b}"]
)
def test_what_is_no_condition_is_left_to_its_text(text: str) -> None:
    assert read_tests(parse(text)) is None


def test_a_test_without_choices_yet_is_not_written() -> None:
    assert to_condition(((Test("q"),),)) == {}
    assert to_condition(((Test("q"), Test("r", Mode.ASKED)), (Test("s"),))) == {"r": "asked"}


def test_a_condition_is_told_in_words(shipped: Draft) -> None:
    node = parse("{any: [{situation: [starting, other]}, {themes: {not: [export]}}]}")

    said = told(shipped, node)

    assert said.fr.startswith(
        "Si Votre situation\u00a0: Je crée mon entreprise ou Une autre situation"
    )
    assert " or " in said.en


def test_every_part_of_the_guide_is_told_in_words(shipped: Draft) -> None:
    lists = {
        "routes": ("first-step", "prepare", "examples"),
        "questions": ("choices",),
        "members": ("offices",),
        "sources": ("places",),
    }
    for document in shipped.documents.values():
        for list_, keys in lists.items():
            for at, node in document.items(list_):
                for key in keys:
                    for index in range(len(known.listed(node, key))):
                        said = summary(shipped, at, (key, index))
                        assert said.text.fr
                        assert said.text.en


def test_places_are_those_of_the_document_named(shipped: Draft) -> None:
    found = known.names(shipped, "places", At("routes.yaml", "routes", 0), ("source", "place"))

    assert [name.id for name in found][:2] == ["§1", "§2"]


def test_conditions_that_decide_leave_out_what_changes_words(shipped: Draft) -> None:
    assert "situation" not in {name.id for name in known.names(shipped, "deciding")}
    assert "situation" in {name.id for name in known.names(shipped, "questions")}


def test_a_new_route_begins_with_its_need_and_a_free_id(shipped: Draft) -> None:
    draft, at = new.add(shipped, "routes", "Réseau d’été !", "export")

    assert draft.word(at, "id") == "reseau-d-ete"
    assert draft.word(at, "when", "themes") == "export"


@pytest.mark.parametrize("typed", ["", "   ", "!!!", "Fundraising", "outside region"])
def test_an_id_that_is_empty_or_taken_is_refused(shipped: Draft, typed: str) -> None:
    with pytest.raises(BadRequest):
        new.add(shipped, "routes", typed, "export")


def test_a_new_need_has_the_next_number(shipped: Draft) -> None:
    draft, at = new.add(shipped, "needs", "Énergie")

    assert (draft.word(at, "id"), draft.word(at, "number")) == ("energie", "8")


def test_a_choice_removed_leaves_its_number_to_nobody(shipped: Draft) -> None:
    question = At("interview.yaml", "questions", 0)

    without = new.retire(shipped, question, ("choices", 5))
    item = new.new_item(without, question, ("choices",), "new", TODAY)

    assert without.plain(question, ("retired",)) == ["6"]
    assert item["number"] == "7"


def test_a_question_whose_numbers_are_all_used_takes_no_more(shipped: Draft) -> None:
    question = At("interview.yaml", "questions", 0)
    full = shipped.set(question, ("retired",), ["7", "8"])

    with pytest.raises(BadRequest) as refused:
        new.new_item(full, question, ("choices",), "new", TODAY)

    assert "8" in refused.value.say("fr")


@pytest.mark.parametrize("kind", ["uncovered", "clauses", "policies", "stories", "needs", "routes"])
def test_each_kind_of_thing_can_be_added(shipped: Draft, kind: str) -> None:
    draft, at = new.add(shipped, kind, "tout nouveau", "export")

    assert draft.node(at) is not None
    assert draft.drop_item(at).documents[at.file].count(at.list) == at.row


def test_what_is_new_is_where_one_can_find_it(shipped: Draft) -> None:
    draft, _ = new.add(shipped, "stories", "tout nouveau")

    assert "tout-nouveau" in ids_found(draft, "stories", "tout-nouveau")
