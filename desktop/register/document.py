"""What a case is found and sorted by: its words, its facets, and where it stands in each order.

Everything goes into one full-text index, so that words and filters are intersected there, however
many cases there are. A facet is a word that begins with "=", which nobody can type. A sort order is
a tree of such words (see orders.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import product
from typing import Any

from desktop.register.orders import ORDERS, coded
from desktop.register.snapshot import Snapshot
from desktop.register.words import digits, numbers, sort_key, words

ALL, OVERDUE = "=x", "=o"
NUMBER = "=n"
NUMBER_STEPS = range(5, 13)
"""Beginnings of numbers that are indexed: they are all different, so words do not help there."""
MAX_WORDS = 3000


def department_facet(department: str) -> str:
    """The facet of a department."""
    return f"=d{coded(department)}"


def advisor_facet(advisor: str) -> str:
    """The facet of an advisor."""
    return f"=a{coded(advisor)}"


def referral_facet(need: str, member: str, state: str) -> str:
    """The facet of a referral; an empty part stands for any."""
    return f"=r{coded(need)}/{coded(member)}/{coded(state)}"


def sort_row(taken: Snapshot) -> dict[str, Any]:
    """The row of `sorting`: a key for each order; "" where there is nothing to sort by."""
    held, sent = taken.held or {}, taken.standing
    first = sent[0] if sent else {}
    uncovered = taken.uncovered
    return {
        "id": taken.case["id"],
        "company": sort_key(held.get("name", "")),
        "place": sort_key(held.get("place", "")),
        "department": taken.case["department"],
        "need": first.get("need") or (uncovered[0] if uncovered else ""),
        "member": first.get("member", ""),
        "state": taken.state.value if taken.state else "",
        "advisor": taken.case["advisor"],
        "due": taken.due or "",
        "changed": datetime.fromtimestamp(taken.case["changed"], UTC).isoformat()[:19],
    }


def document(taken: Snapshot, keys: dict[str, Any]) -> str:
    """The text of the full-text index; empty once the case is erased.

    It depends on what the file holds and on nothing else, neither clock nor time zone: a text is
    taken out of the index by giving it once more.
    """
    if taken.held is None:
        return ""
    parts = dict.fromkeys(_words(taken))
    parts.update(dict.fromkeys(_numbers(tuple(parts))))
    parts.update(dict.fromkeys(_facets(taken)))
    parts.update(dict.fromkeys(_orders(keys)))
    return " ".join(parts)


def _words(taken: Snapshot) -> Iterator[str]:
    held = taken.held or {}
    found: set[str] = {digits(held["number"])} | numbers(held["phone"]) | {held["commune"].lower()}
    texts = [
        *(held[name] for name in ("name", "place", "contact", "email", "on_behalf_of", "notes")),
        *(taken.case[name] for name in ("department", "advisor")),
        *(f"{each['need']} {each['member']}" for each in taken.standing),
        *taken.uncovered,
    ]
    yield from (each for each in found if each)
    yield from words(" ".join(texts))[:MAX_WORDS]


def _facets(taken: Snapshot) -> Iterator[str]:
    yield ALL
    yield department_facet(taken.case["department"])
    yield advisor_facet(taken.case["advisor"])
    if taken.case["overdue"]:
        yield OVERDUE
    for each in taken.standing:
        named = ((each[name], "") for name in ("need", "member", "state"))
        yield from (referral_facet(*parts) for parts in product(*named) if any(parts))
    for need in taken.uncovered:
        yield referral_facet(need, "", "")


def _orders(keys: dict[str, Any]) -> Iterator[str]:
    for sort, order in ORDERS.items():
        yield from order.facets(keys[sort.value])


def _numbers(found: Iterable[str]) -> Iterator[str]:
    for word in found:
        if word.isascii() and word.isdigit():
            yield from (f"{NUMBER}{word[:step]}" for step in NUMBER_STEPS if step <= len(word))
