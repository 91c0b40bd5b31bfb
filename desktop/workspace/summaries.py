"""Parts of an item told in plain words, in both languages, as they are read before being edited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.text import LANGUAGES, Phrase, Text, phrase, say
from desktop.workspace.browse import area_of, rows
from desktop.workspace.conditions import Mode, Test, read_tests
from desktop.workspace.document import At
from desktop.workspace.draft import Draft
from desktop.workspace.known import choice_label, communes, label, question_label, text_at
from desktop.workspace.schema import CHANNELS
from desktop.workspace.spans import ListNode, MapNode, Node, Path, TextNode, find, word

CHANNEL_KEYS = frozenset(field.key for field in CHANNELS)
"""Ways to reach somebody: read as one line each."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What one part says, and a line about when or for whom."""

    text: Text
    caption: Text


def title_of(draft: Draft, at: At) -> Phrase | Text | str:
    """What an item is called above its fields: a route by its need too."""
    row = next((row for row in rows(draft, area_of(at)) if row.at == at and not row.path), None)
    if row is None:
        return draft.word(at, "id")
    if at.list != "routes":
        return row.title
    need_id = draft.word(at, "need")
    need = label(draft, "needs", need_id) or need_id
    return phrase("workspace.item.route", need=need, route=row.title)


def summary(draft: Draft, at: At, path: Path) -> Summary:
    """The part of an item at `path`, in plain words."""
    node, key = draft.node(at, path), path[-2] if len(path) > 1 else ""
    if path[-1] in CHANNEL_KEYS:
        return _channel(node, str(path[-1]))
    if key in ("first-step", "prepare"):
        return Summary(text_at(node), told(draft, find(node, ("when",))))
    if key == "examples":
        return Summary(_answers(draft, node), _expected(draft, node))
    if key == "choices":
        return Summary(
            text_at(node, "label"), _plain(f"{word(node, 'number')} · {word(node, 'id')}")
        )
    if key == "offices":
        return Summary(text_at(node, "name"), _plain(_office(node)))
    if key == "places":
        kind = phrase("workspace.say.clause") if word(node, "clause") == "true" else ""
        return Summary(
            text_at(node, "gist"), _both("workspace.say.place", id=word(node, "id"), kind=kind)
        )
    return Summary(text_at(node), _plain(""))


def _channel(node: Node | None, key: str) -> Summary:
    confidence = word(node, "confidence")
    seen: Phrase | str = confidence
    if confidence in ("two-plus", "one"):
        seen = phrase(f"workspace.word.{confidence}")
    name = phrase(f"workspace.field.{key}")
    caption = _both("workspace.say.channel", name=name, seen=seen, checked=word(node, "checked"))
    return Summary(_plain(word(node, "value")), caption)


def told(draft: Draft, node: Node | None) -> Text:
    """A condition in words."""
    tests = read_tests(node)
    if tests is None:
        return _both("workspace.when.by-hand")
    if not any(tests):
        return _both("workspace.say.always")
    groups = [_joined([_test(draft, test) for test in group], "and") for group in tests]
    return _both("workspace.say.if", what=_joined(groups, "or"))


def _test(draft: Draft, test: Test) -> Text:
    question = question_label(draft, test.question)
    if test.mode is Mode.ASKED:
        return _both("workspace.say.asked", question=question)
    labels = [choice_label(draft, test.question, choice) for choice in test.choices]
    key = "workspace.say.not" if test.mode is Mode.NOT else "workspace.say.any"
    return _both(key, question=question, choices=_joined(labels, "or"))


def _joined(texts: Sequence[Text], key: str) -> Text:
    words = {
        language: f" {say(phrase(f'workspace.say.{key}'), language)} " for language in LANGUAGES
    }
    return Text(
        words["fr"].join(text.fr for text in texts), words["en"].join(text.en for text in texts)
    )


def _both(key: str, **values: object) -> Text:
    sentence = phrase(key, **values)
    return Text(say(sentence, "fr"), say(sentence, "en"))


def _plain(said: str) -> Text:
    return Text(said, said)


def _office(node: Node | None) -> str:
    departments = ", ".join(_words(find(node, ("departments",))))
    contacts = [word(node, key, "value") for key in ("phone", "email", "website", "address")]
    return " · ".join(part for part in (departments, word(node, "city"), *contacts) if part)


def _words(node: Node | None) -> list[str]:
    if isinstance(node, TextNode):
        return [node.value]
    return (
        [i.value for i in node.items if isinstance(i, TextNode)]
        if isinstance(node, ListNode)
        else []
    )


def _answers(draft: Draft, node: Node | None) -> Text:
    answers = find(node, ("answers",))
    told_: list[Text] = []
    for key, value in answers.fields if isinstance(answers, MapNode) else ():
        names = {name.id: name.label for name in communes(_words(value))}
        for answer in _words(value):
            commune = names.get(answer)
            told_.append(
                commune if isinstance(commune, Text) else choice_label(draft, key.value, answer)
            )
    return Text(" · ".join(t.fr for t in told_), " · ".join(t.en for t in told_))


def _expected(draft: Draft, node: Node | None) -> Text:
    expect = find(node, ("expect",))
    told_: list[Text] = []
    for key, value in expect.fields if isinstance(expect, MapNode) else ():
        verdict = value.value if isinstance(value, TextNode) else ""
        said: Phrase | str = (
            phrase(f"workspace.word.{verdict}") if verdict in _VERDICTS else verdict
        )
        member = label(draft, "shorts", key.value) or key.value
        told_.append(_both("workspace.say.verdict", member=member, verdict=said))
    return Text(" · ".join(t.fr for t in told_), " · ".join(t.en for t in told_))


_VERDICTS = ("recommended", "to-consider", "not-concerned")
