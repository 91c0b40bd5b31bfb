"""The shipped guide as read beforehand: a start takes it as it is, without reading the YAML again.

Like Python's own compiled files it says what it was made from: one byte changed in the guide's
folder, and it is not used. It is never looked for in anybody else's folder.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from desktop.guide import model
from desktop.guide.model import Guide
from desktop.text import Text

FILE = "compiled.json"
MADE_FROM = ("division.yaml", "guide.yaml", "interview.yaml", "members.yaml", "routes.yaml")
"""What a guide says; stories and sayings are beside it, and no start reads them."""
_VALUES: tuple[type, ...] = (
    Text,
    model.Place,
    model.Source,
    model.Citation,
    model.Literal,
    model.Choice,
    model.Question,
    model.Need,
    model.Channel,
    model.Office,
    model.Relay,
    model.Member,
    model.Variant,
    model.Example,
    model.Route,
    model.Uncovered,
    model.Share,
    Guide,
)
_WORDS = (model.Kind, model.Verdict, model.Basis, model.Confidence)
_TUPLE, _SET, _DATE = 0, 1, 2
_FIRST_VALUE = 3
_FIRST_WORD = _FIRST_VALUE + len(_VALUES)


def source_of(folder: Path) -> str:
    """SHA-256 of the files that make the guide in `folder`, names included; raises OSError."""
    digest = hashlib.sha256()
    for name in MADE_FROM:
        raw = (folder / name).read_bytes()
        digest.update(f"{name} {len(raw)}\n".encode())
        digest.update(raw)
    return digest.hexdigest()


def to_compiled(guide: Guide, folder: Path) -> bytes:
    """The guide that `folder` holds, as the file that stands for it."""
    made = {"source": source_of(folder), "shape": _shape(), "guide": _plain(guide)}
    text = json.dumps(made, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def find_compiled(folder: Path) -> Guide | None:
    """The guide in `folder` from the file beside it; None unless made from this very guide."""
    try:
        made = json.loads((folder.parent / FILE).read_bytes())
        if made["source"] == source_of(folder) and made["shape"] == _shape():
            found = _value(made["guide"])
            return found if isinstance(found, Guide) else None
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        pass  # whatever is wrong with it, the YAML says the same
    return None


def _shape() -> list[str]:
    """The classes and their fields, as this program knows them."""
    return [f"{kind.__name__} {' '.join(_fields(kind))}" for kind in _VALUES]


def _fields(kind: type) -> list[str]:
    names: Any = kind.__match_args__  # type: ignore[attr-defined]
    return [name for name in names if not name.startswith("_")]


def _plain(value: object) -> Any:
    if isinstance(value, tuple):
        return [_TUPLE, *map(_plain, value)]
    if isinstance(value, frozenset):
        return [_SET, *sorted(value)]
    if isinstance(value, date):
        return [_DATE, value.isoformat()]
    if isinstance(value, _WORDS):
        return [_FIRST_WORD + _WORDS.index(type(value)), value.value]
    if type(value) in _VALUES:
        kind = type(value)
        fields = [_plain(getattr(value, name)) for name in _fields(kind)]
        return [_FIRST_VALUE + _VALUES.index(kind), *fields]
    return value


def _tuple(*items: object) -> tuple[object, ...]:
    return items


def _set(*items: object) -> frozenset[object]:
    return frozenset(items)


_MAKERS: tuple[Callable[..., object], ...] = (_tuple, _set, date.fromisoformat, *_VALUES, *_WORDS)


def _value(node: Any) -> object:
    if type(node) is not list:
        return node
    return _MAKERS[node[0]](*[_value(item) if type(item) is list else item for item in node[1:]])
