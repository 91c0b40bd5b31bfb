"""What a guide's items are made of: which keys, in which order, edited how, and what is new."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.guide.loader import DIVISION
from desktop.guide.read_stories import STORIES
from desktop.workspace.document import At
from desktop.workspace.spans import Path

GUIDE, INTERVIEW, MEMBERS, ROUTES = "guide.yaml", "interview.yaml", "members.yaml", "routes.yaml"

MOST_LETTERS = 20_000
"""More than this is never a text of a guide: it is not taken."""


class Form(Enum):
    """How a field is edited."""

    FIXED = "fixed"
    """Shown, never changed: ids in use and permanent numbers."""
    LINE = "line"
    PAIR = "pair"
    """A text in both languages."""
    KNOWN = "known"
    """A word among those the guide knows, with completion."""
    KNOWN_LIST = "known-list"
    """Several such words."""
    DATE = "date"
    YES = "yes"
    WHEN = "when"
    ANSWERS = "answers"
    EXPECT = "expect"
    """Members, each with a verdict."""
    OUTCOME = "outcome"
    """Members, each with needs."""
    PARTS = "parts"
    """A group of fields under one key."""
    LIST = "list"
    """Parts that can be added, removed and moved."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its key ("" for the item's own two texts), its form, what it may name.

    `parts`: the fields of a group or of each item of a list; `new`: what a new item begins as.
    """

    key: str
    form: Form
    known: str = ""
    is_optional: bool = False
    parts: tuple[Field, ...] = ()
    is_ordered: bool = False


def _pair(key: str, is_optional: bool = False) -> Field:
    return Field(key, Form.PAIR, is_optional=is_optional)


def _known(key: str, known: str, is_optional: bool = False) -> Field:
    return Field(key, Form.KNOWN, known, is_optional)


_ID = Field("id", Form.FIXED)
_NUMBER = Field("number", Form.FIXED)
_WHEN = Field("when", Form.WHEN, "deciding")
_SAID_WHEN = Field("when", Form.WHEN, "questions", is_optional=True)
_SOURCE = Field("source", Form.PARTS, parts=(
    _known("document", "documents"), _known("place", "places")))  # fmt: skip
_VARIANT = (_SAID_WHEN, _pair(""))
_CONFIDENCE = (_known("confidence", "confidences"), Field("checked", Form.DATE))


def _channel(key: str) -> Field:
    parts = (Field("value", Form.LINE), *_CONFIDENCE)
    return Field(key, Form.PARTS, is_optional=True, parts=parts)


CHANNELS = tuple(_channel(key) for key in ("address", "phone", "website", "email"))
_CHOICE = (
    _ID, _NUMBER, _pair("label"), _pair("hint", True), _known("icon", "icons", True),
    Field("exclusive", Form.YES, is_optional=True), Field("ends", Form.YES, is_optional=True),
)  # fmt: skip
_OFFICE = (
    _ID, Field("departments", Form.KNOWN_LIST, "departments"), _pair("name"),
    Field("city", Form.LINE, is_optional=True), Field("seat", Form.LINE, is_optional=True),
    _pair("area", True), *_CONFIDENCE, *CHANNELS,
)  # fmt: skip
_EXAMPLE = (Field("answers", Form.ANSWERS), Field("expect", Form.EXPECT))

FORMS: dict[tuple[str, str], tuple[Field, ...]] = {
    (ROUTES, "routes"): (
        _ID, _known("need", "needs"), _known("member", "members"),
        _known("verdict", "verdicts"), _WHEN, _known("basis", "bases"), _SOURCE,
        _pair("because"),
        Field("first-step", Form.LIST, parts=_VARIANT, is_ordered=True),
        Field("prepare", Form.LIST, parts=_VARIANT, is_ordered=True),
        Field("valid", Form.PARTS, is_optional=True, parts=(
            Field("from", Form.DATE, is_optional=True),
            Field("until", Form.DATE, is_optional=True))),
        Field("examples", Form.LIST, parts=_EXAMPLE),
    ),
    (ROUTES, "uncovered"): (
        _ID, _WHEN, _known("consider", "members", True), _known("back-to", "questions", True),
        _SOURCE, _pair("title"), _pair("because"), _pair("first-step"),
    ),
    (MEMBERS, "members"): (
        _ID, _NUMBER, _pair("name"), Field("short", Form.LINE), _pair("role"),
        Field("role-source", Form.PARTS, is_optional=True, parts=_SOURCE.parts),
        Field("leads", Form.YES, is_optional=True), _known("icon", "icons"),
        Field("regional", Form.PARTS, is_optional=True, parts=(
            _pair("name"), Field("city", Form.LINE, is_optional=True), *CHANNELS)),
        Field("relay", Form.PARTS, is_optional=True, parts=(
            _known("member", "members"), _pair("say"))),
        Field("offices", Form.LIST, is_optional=True, parts=_OFFICE),
    ),
    (INTERVIEW, "needs"): (
        _ID, _NUMBER, _known("theme", "choices"), _known("members", "counts"), _pair("name"),
    ),
    (INTERVIEW, "questions"): (
        _ID, _NUMBER, Field("room", Form.FIXED), Field("kind", Form.FIXED),
        Field("decides", Form.FIXED, is_optional=True), _pair("short"), _pair("ask"),
        _pair("hint", True), Field("ask-when", Form.WHEN, "deciding", is_optional=True),
        Field("choices", Form.LIST, parts=_CHOICE),
    ),
    (GUIDE, "sources"): (
        _ID, _pair("title"), Field("publisher", Form.LINE), Field("date", Form.LINE),
        Field("places", Form.LIST, parts=(
            _ID, Field("clause", Form.YES, is_optional=True), _pair("gist"))),
    ),
    (GUIDE, "pace"): (Field("when", Form.WHEN, "questions"), _pair("")),
    (GUIDE, ""): (_ID, Field("version", Form.LINE), _pair("title")),
    (DIVISION, "clauses"): (
        _SOURCE, _known("need", "needs"), _WHEN,
        Field("members", Form.KNOWN_LIST, "members"),
    ),
    (STORIES, "stories"): (
        _ID, _pair("title"), Field("answers", Form.ANSWERS), Field("expect", Form.PARTS, parts=(
            Field("recommended", Form.OUTCOME, "needs"),
            Field("to-consider", Form.OUTCOME, "needs"),
            Field("uncovered", Form.KNOWN_LIST, "uncovered"))),
    ),
}  # fmt: skip
FORMS[DIVISION, "policies"] = FORMS[DIVISION, "clauses"]


def order(at: At, path: Path) -> tuple[str, ...]:
    """The order of the keys in the map that the last step of `path` is in."""
    fields = FORMS.get((at.file, at.list), ())
    for step in path[:-1]:
        if isinstance(step, int):
            continue
        fields = next((field.parts for field in fields if field.key == step), ())
    return _keys(fields)


def _keys(fields: tuple[Field, ...]) -> tuple[str, ...]:
    if not fields:
        return ("when", "fr", "en")
    return tuple(key for field in fields for key in ((field.key,) if field.key else ("fr", "en")))
