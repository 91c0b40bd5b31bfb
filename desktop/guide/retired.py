"""Reads `retired`: permanent numbers no longer in use, named so that nothing else takes them."""

from __future__ import annotations

from collections.abc import Set

from desktop.guide.fields import Reader
from desktop.guide.nodes import Fields, Node


def read_retired(reader: Reader, fields: Fields, used: Set[int], most: int) -> tuple[int, ...]:
    """The numbers under `retired`, in order; each from 1 to `most`, once, and not among `used`."""
    node = fields.values.get("retired")
    seen: dict[int, Node] = {}
    for scalar in reader.words(node, "retired") if node is not None else ():
        is_number = scalar.value.isascii() and scalar.value.isdigit() and len(scalar.value) < 10
        number = int(scalar.value) if is_number else 0
        if not 1 <= number <= most:
            reader.fault(scalar, "bad-number", value=scalar.value, least=1, most=most)
        elif number in used:
            reader.fault(scalar, "retired-in-use", number=number)
        else:
            reader.once(seen, number, scalar, "number-used-twice")
    return tuple(sorted(seen))
