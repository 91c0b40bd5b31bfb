"""Conditions as they are edited: tests on questions joined by "and", such groups joined by "or"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from desktop.workspace.spans import ListNode, MapNode, Node, Plain, TextNode, plain


class Mode(Enum):
    """What a test asks of a question."""

    ANY = "any"
    NOT = "not"
    ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Test:
    """One test: the answers are among these choices, are not, or the question is asked at all."""

    __test__ = False  # not one of pytest's

    question: str
    mode: Mode = Mode.ANY
    choices: tuple[str, ...] = ()

    def to_plain(self) -> Plain:
        """As it is written."""
        if self.mode is Mode.ASKED:
            return "asked"
        listed: list[Plain] = list(self.choices)
        if self.mode is Mode.NOT:
            return {"not": listed}
        return listed[0] if len(listed) == 1 else listed


Group = tuple[Test, ...]
Tests = tuple[Group, ...]
"""Groups of which one must hold; none at all: it always holds."""


def read_tests(node: Node | None) -> Tests | None:
    """The tests of a condition; None if it is written in a way that only its text can show."""
    if node is None:
        return ()
    if not isinstance(node, MapNode):
        return None
    any_of = node.find("any")
    if any_of is None:
        groups = [_read_group(node)]
    elif isinstance(any_of, ListNode) and len(node.fields) == 1:
        groups = [_read_group(item) for item in any_of.items]
    else:
        return None
    read = tuple(group for group in groups if group is not None)
    return read if len(read) == len(groups) else None


def _read_group(node: Node) -> Group | None:
    if not isinstance(node, MapNode):
        return None
    tests = [_read_test(key.value, value) for key, value in node.fields]
    read = tuple(test for test in tests if test is not None)
    return read if len(read) == len(tests) else None


def _read_test(question: str, node: Node) -> Test | None:
    if isinstance(node, TextNode):
        if node.value == "asked":
            return Test(question, Mode.ASKED)
        return Test(question, Mode.ANY, (node.value,))
    if isinstance(node, MapNode):
        excluded = node.find("not")
        if excluded is None or len(node.fields) != 1:
            return None
        chosen = _words(excluded)
        return Test(question, Mode.NOT, chosen) if chosen is not None else None
    listed = _words(node)
    return Test(question, Mode.ANY, listed) if listed is not None else None


def _words(node: Node) -> tuple[str, ...] | None:
    if isinstance(node, TextNode):
        return (node.value,)
    if not isinstance(node, ListNode):
        return None
    words = [item.value for item in node.items if isinstance(item, TextNode)]
    return tuple(words) if len(words) == len(node.items) else None


def to_condition(tests: Tests) -> Plain:
    """The condition as it is written; empty tests and groups are left out. {} for none."""
    groups = [_to_group(group) for group in tests]
    written: list[Plain] = [group for group in groups if group]
    if len(written) > 1:
        return {"any": written}
    return written[0] if written else {}


def _to_group(group: Group) -> dict[str, Plain]:
    return {
        test.question: test.to_plain()
        for test in group
        if test.question and (test.choices or test.mode is Mode.ASKED)
    }


def questions_in(node: Node | None) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each question that a condition names, with the choices it names."""
    for group in read_tests(node) or ():
        for test in group:
            yield test.question, test.choices


def says(node: Node | None) -> Plain:
    """A condition as values alone."""
    return plain(node)
