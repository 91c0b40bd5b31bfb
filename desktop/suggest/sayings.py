"""Reads `sayings.yaml`: what people say, and what they mean by it. Read by training and by check.

format: 1
asks:            # closed questions, and the needs each one offers
- {id: partner, needs: [fundraising, local-purchasing, export]}
uncovered: [tax] # what no member answers
sayings:         # labels: needs, ask:…, uncovered:…, off-topic or greeting
- {labels: [financing, talent], language: fr, batch: autumn, texts: ["…", "…"]}

Who writes sentences in one go writes alike: a batch is held out as a whole when training measures
itself. Sentences without a batch are learnt, not measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.errors import CannotRead, Fault, GuideRefused
from desktop.guide.fields import Reader
from desktop.guide.loader import read_limited
from desktop.guide.model import Guide
from desktop.guide.nodes import Fields, Node, Scalar, read_nodes
from desktop.suggest.labels import ASK, NOTHING, UNCOVERED
from desktop.suggest.model import Ask
from desktop.suggest.words import MAX_TEXT
from desktop.text import LANGUAGES

SAYINGS = "sayings.yaml"
FORMAT = "1"


@dataclass(frozen=True, slots=True)
class Saying:
    """One text as somebody types it, and its labels."""

    text: str
    labels: tuple[str, ...]
    language: str
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Sayings:
    """A guide's sayings, with the closed questions and the uncovered kinds they may name."""

    asks: tuple[Ask, ...]
    uncovered: tuple[str, ...]
    sayings: tuple[Saying, ...]


def load_sayings(file: Path, guide: Guide) -> Sayings:
    """The sayings in `file`, checked against the guide; raises CannotRead and GuideRefused."""
    faults: list[Fault] = []
    try:
        raw = read_limited(file)
    except OSError as error:
        raise CannotRead(file, error) from error
    root = read_nodes(raw, file.name, faults)
    read = None if root is None else _SayingsReader(Reader(file.name, faults), guide).read(root)
    if faults or read is None:
        raise GuideRefused(faults)
    return read


class _SayingsReader:
    def __init__(self, reader: Reader, guide: Guide) -> None:
        self._reader = reader
        self._needs = [need.id for need in guide.needs]
        self._known: frozenset[str] = frozenset()
        self._once: dict[str, Node] = {}

    def read(self, root: Node) -> Sayings:
        reader = self._reader
        fields = reader.fields(root, "format sayings", "asks uncovered")
        reader.known(fields, "format", (FORMAT,), "unknown-format")
        asks = reader.items(fields, "asks", self._ask)
        uncovered = tuple(word.value for word in self._words(fields, "uncovered"))
        self._known = NOTHING.union(
            self._needs,
            (f"{ASK}{ask.id}" for ask in asks),
            (f"{UNCOVERED}{kind}" for kind in uncovered),
        )
        groups = reader.items(fields, "sayings", self._group)
        return Sayings(asks, uncovered, tuple(saying for group in groups for saying in group))

    def _ask(self, node: Node) -> Ask:
        fields = self._reader.fields(node, "id needs")
        needs = self._words(fields, "needs")
        for need in needs:
            if need.value not in self._needs:
                self._reader.unknown(need, "unknown-need", self._needs)
        return Ask(self._reader.id(fields), tuple(need.value for need in needs))

    def _group(self, node: Node) -> tuple[Saying, ...]:
        reader = self._reader
        fields = reader.fields(node, "labels language texts", "batch")
        language = reader.known(fields, "language", LANGUAGES, "unknown-word")
        labels = self._words(fields, "labels")
        for label in labels:
            if label.value not in self._known:
                reader.unknown(label, "unknown-word", self._known)
        if len(labels) > 1 and any(label.value in NOTHING for label in labels):
            reader.fault(labels[0], "not-alone", value=", ".join(sorted(NOTHING)))
        meant = tuple(label.value for label in labels)
        batch = reader.id(fields, "batch")
        texts = self._words(fields, "texts")
        return tuple(Saying(self._text(text), meant, language, batch) for text in texts)

    def _text(self, text: Scalar) -> str:
        if not text.value.strip():
            self._reader.fault(text, "empty-text", key="texts")
        if len(text.value) > MAX_TEXT:
            self._reader.fault(text, "text-too-long", limit=MAX_TEXT, length=len(text.value))
        self._reader.once(self._once, text.value, text, "saying-twice")
        return text.value

    def _words(self, fields: Fields, key: str) -> tuple[Scalar, ...]:
        node = fields.values.get(key)
        return () if node is None else self._reader.words(node, key)
