"""The few forms of Markdown that the help pages use."""

from __future__ import annotations

import pytest

from desktop.manuals.markdown import Block, NotOurs, Span, read, spans


def kinds(text: str) -> list[str]:
    return [block.kind for block in read(text)]


def test_each_form_is_one_block() -> None:
    text = (
        "# One\n\nTwo\nlines.\n\n- a\n  goes on\n- b\n\n1. x\n2. y\n\n    code\n    more\n\n"
        "| A | B |\n|---|---|\n| c | |\n\n![What it shows](../pictures/desk-fr.png)\n\n### Four\n"
    )

    assert kinds(text) == [
        "heading", "paragraph", "bullets", "numbers", "code", "table", "picture", "heading",
    ]  # fmt: skip


def test_lines_of_a_paragraph_and_of_an_item_are_one_text() -> None:
    paragraph, bullets = read("Two\nlines.\n\n- a\n  goes on\n- b")

    assert paragraph.rows == (((Span("plain", "Two lines."),),),)
    assert [item[0][0].text for item in bullets.rows] == ["a goes on", "b"]


def test_a_table_has_its_head_first_and_may_have_empty_cells() -> None:
    (table,) = read("| A | B |\n|---|---|\n| `c` | |")

    assert table.rows == (
        ((Span("plain", "A"),), (Span("plain", "B"),)),
        ((Span("code", "c"),), ()),
    )


def test_a_picture_is_known_by_its_name_without_place_and_ending() -> None:
    assert read("![What it shows](../pictures/desk-fr.png)") == (
        Block("picture", lines=("desk-fr",), alt="What it shows"),
    )


def test_runs_inside_a_line_are_told_apart() -> None:
    assert spans("a **b** *c* `**d**` [e](f.md)!") == (
        Span("plain", "a "), Span("strong", "b"), Span("plain", " "), Span("emph", "c"),
        Span("plain", " "), Span("code", "**d**"), Span("plain", " "),
        Span("link", "e", "f.md"), Span("plain", "!"),
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "#### Too deep",
        "> quoted",
        "```\nfenced\n```",
        "<b>html</b>",
        "* another bullet",
        "text\n- list without a gap",
        "- item\n    deeper",
        "a **never closed",
        "a `never closed",
        "a [never closed](there",
        "| A | B |\n| c | d |",
        "| A | B |\n|---|---|\n| c |",
        "| A | B |\n|---|---|",
        "![no place]()",
        "---",
    ],
)
def test_any_other_form_is_refused_and_not_shown_wrongly(text: str) -> None:
    with pytest.raises(NotOurs):
        read(text)
