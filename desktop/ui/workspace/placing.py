"""Which field of a form each fault is said at."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from desktop.ui.theme import Look
from desktop.ui.workspace.session import Located
from desktop.workspace.spans import Path


@dataclass(frozen=True, slots=True)
class Placed:
    """Sentences by the path of their field and, in it, by the part (a language); and the rest."""

    at: dict[Path, dict[str, str]] = field(default_factory=dict)
    loose: list[str] = field(default_factory=list)

    def of(self, path: Path) -> dict[str, str]:
        """What is said at one field."""
        return self.at.get(path, {})


def place(
    faults: Iterable[Located], folded: Collection[Path], fields: Collection[Path], look: Look
) -> Placed:
    """Each fault at its field, or at the part of the form that is folded around it."""
    placed = Placed()
    for found in faults:
        sentence, inside = look.say(found.fault.sentence), found.path
        path = inside
        while path and path not in folded and path not in fields:
            path = path[:-1]
        if path in folded:
            placed.at.setdefault(path, {})[str(inside)] = sentence
        elif path:
            part = str(inside[len(path)]) if len(inside) > len(path) else ""
            placed.at.setdefault(path, {})[part] = sentence
        else:
            # A place that has no field of its own is named.
            where = " › ".join(str(step) for step in inside)
            placed.loose.append(f"{where} : {sentence}" if where else sentence)
    return placed
