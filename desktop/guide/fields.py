"""Reads the fields of one node, gathering every fault with its place instead of stopping at one."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from enum import Enum
from typing import TypeVar

from desktop.errors import Fault
from desktop.guide.nodes import Fields, Items, Node, Scalar
from desktop.text import Phrase, Text

MAX_TEXT = 2000
"""Longest text shown to a visitor, in characters."""

NO_TEXT = Text("", "")
_ID = re.compile(r"[a-z0-9§][A-Za-z0-9]*(-[a-z0-9]+)*")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")

_Result = TypeVar("_Result")
_Member = TypeVar("_Member", bound=Enum)


class Reader:
    """One file being read: turns nodes into values, and what is wrong into faults."""

    def __init__(self, file: str, faults: list[Fault]) -> None:
        self.file = file
        self._faults = faults

    def fault(self, node: Node, code: str, **values: object) -> None:
        """Notes a fault at `node`; its sentence is `fault.<code>` in the catalogue."""
        sentence = Phrase(f"fault.{code}", values)
        self._faults.append(Fault(self.file, node.line, node.column, code, sentence))

    def unknown(self, node: Scalar, code: str, known: Iterable[str]) -> None:
        """Notes an id nobody knows, with the closest that is known."""
        choices = sorted(known)
        hint = _suggestion(node.value, choices)
        self.fault(node, code, value=node.value[:80], hint=hint, known=", ".join(choices))

    def fields(self, node: Node, required: str, optional: str = "") -> Fields:
        """`node` as a map with these keys (space-separated) and no other."""
        if not isinstance(node, Fields):
            self.fault(node, "not-a-map", keys=required)
            return Fields(node.line, node.column)
        allowed = required.split() + optional.split()
        for key in node.values.keys() - set(allowed):
            self.unknown(node.keys[key], "unknown-key", allowed)
        for key in required.split():
            if key not in node.values:
                self.fault(node, "missing-key", key=key)
        return node

    def format(self, root: Node, known: str) -> None:
        """Refuses a file of another format than `known`, whose keys may mean something else."""
        found = self.scalar(root, "format") if isinstance(root, Fields) else None
        if found is not None and found.value != known:
            self.fault(found, "unknown-format", value=found.value[:80], known=known)

    def scalar(self, fields: Fields, key: str) -> Scalar | None:
        """The text under `key` with its place; None if absent or not a text."""
        node = fields.values.get(key)
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.fault(node, "not-a-text", key=key)
            return None
        if not node.value:
            self.fault(node, "empty-text", key=key)
            return None
        return node

    def word(self, fields: Fields, key: str) -> str:
        """The text under `key`, "" when it is missing (which is noted elsewhere)."""
        scalar = self.scalar(fields, key)
        return scalar.value if scalar else ""

    def id(self, fields: Fields, key: str = "id") -> str:
        """The id under `key`: lower case, digits and hyphens."""
        scalar = self.scalar(fields, key)
        if scalar is None:
            return ""
        if not _ID.fullmatch(scalar.value):
            self.fault(scalar, "bad-id", value=scalar.value[:80])
        return scalar.value

    def text(self, fields: Fields, key: str) -> Text:
        """The text under `key` in both languages."""
        return self.find_text(fields, key) or NO_TEXT

    def find_text(self, fields: Fields, key: str) -> Text | None:
        """The text under `key` in both languages, None where there is none."""
        node = fields.values.get(key)
        return None if node is None else self.text_of(self.fields(node, "fr en"))

    def text_of(self, fields: Fields) -> Text:
        """A text whose languages stand in `fields`, among other keys perhaps."""
        for language in ("fr", "en"):
            scalar = self.scalar(fields, language)
            if scalar is not None:
                self._check_text(scalar)
        text = Text(self._plain(fields, "fr"), self._plain(fields, "en"))
        french, english = (
            " ".join(sorted(_PLACEHOLDER.findall(said))) or "–" for said in (text.fr, text.en)
        )
        if french != english:
            self.fault(fields, "placeholders", french=french, english=english)
        return text

    def _check_text(self, scalar: Scalar) -> None:
        if len(scalar.value) > MAX_TEXT:
            self.fault(scalar, "text-too-long", limit=MAX_TEXT, length=len(scalar.value))
        if not scalar.value.strip():
            self.fault(scalar, "empty-text", key="fr, en")

    def _plain(self, fields: Fields, key: str) -> str:
        node = fields.values.get(key)
        return node.value.strip() if isinstance(node, Scalar) else ""

    def number(self, fields: Fields, key: str, least: int = 1, most: int = 999) -> int:
        """The whole number under `key`; `least` when it is missing or wrong (noted)."""
        scalar = self.scalar(fields, key)
        if scalar is None:
            return least
        if scalar.value.isascii() and scalar.value.isdigit() and len(scalar.value) < 10:
            number = int(scalar.value)
            if least <= number <= most:
                return number
        self.fault(scalar, "bad-number", value=scalar.value[:80], least=least, most=most)
        return least

    def yes(self, fields: Fields, key: str) -> bool:
        """Whether `key` says true; absent is false."""
        scalar = self.scalar(fields, key)
        if scalar is None or scalar.value == "false":
            return False
        if scalar.value != "true":
            self.fault(scalar, "not-true-or-false", value=scalar.value[:80])
        return True

    def date(self, fields: Fields, key: str) -> date | None:
        """The ISO date under `key`, None where there is none."""
        scalar = self.scalar(fields, key)
        if scalar is None:
            return None
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", scalar.value, re.ASCII):
            try:
                return date.fromisoformat(scalar.value)
            except ValueError:
                pass  # right shape, no such day: the same fault as a wrong shape
        self.fault(scalar, "bad-date", value=scalar.value[:80])
        return None

    def one_of(self, fields: Fields, key: str, members: type[_Member], default: _Member) -> _Member:
        """The value under `key` among an Enum's; `default` when it is missing or wrong (noted)."""
        scalar = self.scalar(fields, key)
        if scalar is None:
            return default
        try:
            return members(scalar.value)
        except ValueError:
            self.unknown(scalar, "unknown-word", [str(member.value) for member in members])
            return default

    def known(self, fields: Fields, key: str, known: Iterable[str], code: str) -> str:
        """The id under `key`, which must be among `known`."""
        scalar = self.scalar(fields, key)
        if scalar is None:
            return ""
        if scalar.value not in known:
            self.unknown(scalar, code, known)
        # The same few ids come back on every route: one copy of each is enough.
        return sys.intern(scalar.value)

    def items(
        self, fields: Fields, key: str, read: Callable[[Node], _Result]
    ) -> tuple[_Result, ...]:
        """Every item of the list under `key`, each read by `read`."""
        node = fields.values.get(key)
        return () if node is None else tuple(read(item) for item in self.list_of(node, key))

    def list_of(self, node: Node, key: str) -> list[Node]:
        """`node` as a list."""
        if isinstance(node, Items):
            return node.items
        self.fault(node, "not-a-list", key=key)
        return []

    def words(self, node: Node, key: str) -> tuple[Scalar, ...]:
        """`node` as a list of texts, or as a single one."""
        if isinstance(node, Scalar):
            return (node,)
        found = []
        for item in self.list_of(node, key):
            if isinstance(item, Scalar):
                found.append(item)
            else:
                self.fault(item, "not-a-text", key=key)
        return tuple(found)

    def once(self, seen: dict[_Result, Node], value: _Result, node: Node, code: str) -> None:
        """Notes a second use of an id or number that must be used once."""
        if value in seen:
            self.fault(node, code, value=value, line=seen[value].line)
        seen.setdefault(value, node)


def _suggestion(word: str, known: list[str]) -> Phrase | str:
    import difflib  # late: only a faulty guide needs it

    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return Phrase("fault.did-you-mean", {"word": close[0]}) if close else ""
