"""What the buttons of a form ask for, carried out on a draft: add, remove, move up or down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop.workspace import new
from desktop.workspace.changes import take_away
from desktop.workspace.document import At
from desktop.workspace.draft import Draft
from desktop.workspace.spans import Path, Plain

NEEDS_ID = frozenset(("choices", "offices", "places"))
"""Lists whose new items are asked an id for."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Add, remove or move ("up", "down") what stands at a path, or is to stand there."""

    act: str
    path: Path

    @property
    def needs_id(self) -> bool:
        """Whether the id of what is new must be asked first."""
        return self.act == "add" and isinstance(self.path[-1], int) and self.path[-2] in NEEDS_ID


@dataclass(frozen=True, slots=True)
class Granted:
    """The draft as it was wished; what to look at then, and which parts stand open."""

    draft: Draft
    focus: Path
    opened: frozenset[Path]


def grant(
    draft: Draft, at: At, wish: Wish, opened: frozenset[Path], typed: str, on: date
) -> Granted:
    """Carry out a wish of an item's form whose parts `opened` stand open.

    `typed` is the id of what is new, where one is needed. Raises AiguillageError.
    """
    path = wish.path
    last = path[-1]
    if wish.act == "add":
        if isinstance(last, str):
            parts = dict(new.new_parts(last, on))
            return Granted(draft.set(at, path, parts), path, opened | {path})
        return _inserted(draft, at, path, typed, on)
    if wish.act in ("up", "down"):
        by = -1 if wish.act == "up" else 1
        moved = (*path[:-1], int(last) + by)
        return Granted(draft.move(at, path, by), moved, frozenset((moved,)))
    if "choices" in path and isinstance(last, int):
        return Granted(new.retire(draft, at, path), (), frozenset())
    # The items after the one that goes are called otherwise: none of them stays open.
    kept = frozenset(one for one in opened if one[: len(path) - 1] != path[:-1])
    return Granted(take_away(draft, at, path), path if isinstance(last, str) else path[:-1], kept)


def _inserted(draft: Draft, at: At, path: Path, typed: str, on: date) -> Granted:
    key, index = str(path[-2]), int(path[-1])
    needs_id = key in NEEDS_ID
    item_id = new.check_id(draft, typed, new.taken_ids(draft, key, at)) if needs_id else ""
    item: dict[str, Plain] = dict(new.new_item(draft, at, path[:-1], item_id, on))
    if key == "first-step" and index:
        # The last one holds for everybody else: a new one comes before it.
        index, item = index - 1, {"when": {}, **item}
    inside = (*path[:-1], index)
    return Granted(draft.insert(at, inside, item), inside, frozenset((inside,)))
