"""What the guide being written knows: ids that a field may name, and what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from desktop import paths
from desktop.guide.model import Basis, Confidence, Verdict
from desktop.territory import Communes
from desktop.text import Phrase, Text, phrase
from desktop.workspace import schema
from desktop.workspace.document import At
from desktop.workspace.draft import Draft
from desktop.workspace.spans import ListNode, Node, Path, find, word


@dataclass(frozen=True, slots=True)
class Name:
    """An id and what it stands for."""

    id: str
    label: Text | Phrase


def text_at(node: Node | None, *path: str | int) -> Text:
    """The text of an item in both languages, "" where there is none."""
    return Text(word(node, *path, "fr"), word(node, *path, "en"))


def listed(node: Node | None, *path: str | int) -> tuple[Node, ...]:
    """The items of a list inside an item."""
    found = find(node, path)
    return found.items if isinstance(found, ListNode) else ()


def names(draft: Draft, kind: str, at: At | None = None, path: Path = ()) -> tuple[Name, ...]:
    """Every id of a kind; those of places hang on the document named beside the field."""
    if kind == "places":
        document = draft.word(at, *path[:-1], "document") if at is not None else ""
        return tuple(_places(draft, document))
    words = _WORDS.get(kind)
    if words is not None:
        return tuple(Name(word_, phrase(f"workspace.word.{word_}")) for word_ in words)
    find_names = _KINDS.get(kind)
    return tuple(find_names(draft)) if find_names is not None else ()


def choices(draft: Draft, question: str) -> tuple[Name, ...]:
    """What a question offers."""
    at = draft.find(schema.INTERVIEW, "questions", question)
    node = draft.node(at) if at is not None else None
    return tuple(Name(word(c, "id"), text_at(c, "label")) for c in listed(node, "choices"))


def communes(codes: Sequence[str]) -> Iterator[Name]:
    """The communes of our region among these codes."""
    for code in codes:
        found = _communes().find(code)
        if found is not None:
            yield Name(code, Text(found.name, found.name))


@lru_cache(maxsize=1)
def _communes() -> Communes:
    return Communes()


def label(draft: Draft, kind: str, item_id: str) -> Text | Phrase | None:
    """What an id stands for, None if nothing has it."""
    return next((n.label for n in names(draft, kind) if n.id == item_id), None)


def question_label(draft: Draft, question: str) -> Text:
    """A question's short name; its id where it has none."""
    found = label(draft, "questions", question)
    return found if isinstance(found, Text) and found.fr else Text(question, question)


def choice_label(draft: Draft, question: str, choice: str) -> Text:
    """What a choice says; its id where nothing offers it."""
    for name in choices(draft, question):
        if name.id == choice and isinstance(name.label, Text) and name.label.fr:
            return name.label
    return Text(choice, choice)


_WORDS = {
    "verdicts": (Verdict.RECOMMENDED.value, Verdict.TO_CONSIDER.value),
    "all-verdicts": tuple(verdict.value for verdict in Verdict),
    "bases": tuple(basis.value for basis in Basis),
    "confidences": tuple(confidence.value for confidence in Confidence),
    "counts": ("at-least-one", "exactly-one"),
}


def _places(draft: Draft, document: str) -> Iterator[Name]:
    for _, node in draft.items(schema.GUIDE, "sources"):
        if word(node, "id") == document:
            for place in listed(node, "places"):
                yield Name(word(place, "id"), text_at(place, "gist"))


def _named(file: str, list_: str, *path: str) -> Callable[[Draft], Iterator[Name]]:
    def read(draft: Draft) -> Iterator[Name]:
        for _, node in draft.items(file, list_):
            yield Name(word(node, "id"), text_at(node, *path))

    return read


def _deciding(draft: Draft) -> Iterator[Name]:
    for _, node in draft.items(schema.INTERVIEW, "questions"):
        if word(node, "decides") != "words":
            yield Name(word(node, "id"), text_at(node, "short"))


def _all_choices(draft: Draft) -> Iterator[Name]:
    """Choices of the questions that ask for themes: all that several kinds of needs may hang on."""
    for _, node in draft.items(schema.INTERVIEW, "questions"):
        if word(node, "kind") == "several":
            for choice in listed(node, "choices"):
                yield Name(word(choice, "id"), text_at(choice, "label"))


def _departments(draft: Draft) -> Iterator[Name]:
    for _, node in draft.items(schema.INTERVIEW, "questions"):
        if word(node, "kind") == "territory":
            for choice in listed(node, "choices"):
                if word(choice, "id")[:1].isdigit():
                    yield Name(word(choice, "id"), text_at(choice, "label"))


def _shorts(draft: Draft) -> Iterator[Name]:
    for _, node in draft.items(schema.MEMBERS, "members"):
        short = word(node, "short")
        yield Name(word(node, "id"), Text(short, short))


def _icons(draft: Draft) -> Iterator[Name]:
    for path in sorted((paths.resources() / "icons").glob("*.svg")):
        yield Name(path.stem, Text("", ""))


_KINDS: dict[str, Callable[[Draft], Iterator[Name]]] = {
    "needs": _named(schema.INTERVIEW, "needs", "name"),
    "members": _named(schema.MEMBERS, "members", "name"),
    "shorts": _shorts,
    "questions": _named(schema.INTERVIEW, "questions", "short"),
    "deciding": _deciding,
    "documents": _named(schema.GUIDE, "sources", "title"),
    "uncovered": _named(schema.ROUTES, "uncovered", "title"),
    "routes": _named(schema.ROUTES, "routes", "because"),
    "choices": _all_choices,
    "departments": _departments,
    "icons": _icons,
}
