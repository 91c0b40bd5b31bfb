"""The closed language of conditions: reading it, and its plain meaning on known answers.

`q: a` · `q: [a, b]` · `q: {not: [a]}` · `q: asked`; several questions in one map mean "and";
`any: [...]` at the top means "or". Nothing nests, nothing is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from desktop.guide.fields import Reader
from desktop.guide.model import ALWAYS, Box, Condition, Literal
from desktop.guide.nodes import Fields, Node, Scalar

Vocabulary = Mapping[str, frozenset[str]]
"""Question id → the choice ids it offers, for the questions a condition may name."""


def read_condition(reader: Reader, fields: Fields, key: str, vocabulary: Vocabulary) -> Condition:
    """The condition under `key`; ALWAYS where there is none."""
    node = fields.values.get(key)
    if node is None:
        return ALWAYS
    if not isinstance(node, Fields) or not node.values:
        reader.fault(node, "bad-condition")
        return ALWAYS
    if "any" not in node.values:
        return (_read_box(reader, node, vocabulary),)
    for other in node.values.keys() - {"any"}:
        reader.fault(node.keys[other], "any-not-alone", key=other)
    alternatives = reader.list_of(node.values["any"], "any")
    if not alternatives:
        reader.fault(node.values["any"], "bad-condition")
    return tuple(_read_box(reader, item, vocabulary) for item in alternatives)


def _read_box(reader: Reader, node: Node, vocabulary: Vocabulary) -> Box:
    if not isinstance(node, Fields) or not node.values:
        reader.fault(node, "bad-condition")
        return ()
    literals = []
    for question, value in node.values.items():
        if question in vocabulary:
            literals.append(_read_literal(reader, question, value, vocabulary[question]))
        else:
            reader.unknown(node.keys[question], "unknown-question", vocabulary)
    return tuple(literals)


def _read_literal(reader: Reader, question: str, node: Node, choices: frozenset[str]) -> Literal:
    if isinstance(node, Scalar) and node.value == "asked":
        return Literal(question)
    if isinstance(node, Fields):
        excluded = reader.fields(node, "not").values.get("not")
        found = _read_choices(reader, question, excluded, choices) if excluded else frozenset()
        return Literal(question, none_of=found)
    return Literal(question, any_of=_read_choices(reader, question, node, choices))


def _read_choices(
    reader: Reader, question: str, node: Node, choices: frozenset[str]
) -> frozenset[str]:
    words = reader.words(node, question)
    if not words:
        reader.fault(node, "bad-condition")
    for word in words:
        if word.value not in choices:
            reader.unknown(word, "unknown-choice", choices)
    return frozenset(word.value for word in words)


def holds(condition: Condition, chosen: Mapping[str, Iterable[str]]) -> bool:
    """Whether `condition` holds when `chosen` are all the answers there will be.

    `chosen` maps each question on the path to its choices; a question that is absent is not
    answered, and every test on it fails.
    """
    return any(all(literal_holds(literal, chosen) for literal in box) for box in condition)


def literal_holds(literal: Literal, chosen: Mapping[str, Iterable[str]]) -> bool:
    """Whether one test holds on `chosen` (see `holds`)."""
    answer = chosen.get(literal.question)
    if not answer:
        return False
    if literal.any_of:
        return not literal.any_of.isdisjoint(answer)
    return literal.none_of.isdisjoint(answer)
