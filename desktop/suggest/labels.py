"""What a saying may be labelled with, beside the needs, and what is learnt over all labels."""

from __future__ import annotations

from collections.abc import Iterable

OFF_TOPIC = "off-topic"
GREETING = "greeting"
NOTHING = frozenset((OFF_TOPIC, GREETING))
"""Texts in which no need is to be heard."""

ASK = "ask:"
UNCOVERED = "uncovered:"

ANY_NEED = "@any-need"
SEVERAL = "@several"
NO_MATTER = "@no-matter"
OVERALL = (ANY_NEED, SEVERAL, NO_MATTER)
"""Learnt beside the labels: is there a need at all, are there several, is it about nothing."""


def ask_of(label: str) -> str | None:
    """The closed question a label stands for, None for any other label."""
    return label.removeprefix(ASK) if label.startswith(ASK) else None


def uncovered_of(label: str) -> str | None:
    """What no member answers that a label stands for, None for any other label."""
    return label.removeprefix(UNCOVERED) if label.startswith(UNCOVERED) else None


def is_need(label: str) -> bool:
    """Whether a label is a need of the guide."""
    return label not in NOTHING and ":" not in label and not label.startswith("@")


def with_overall(labels: Iterable[str]) -> frozenset[str]:
    """A saying's labels, and those of OVERALL that follow from them."""
    labels = frozenset(labels)
    needs = sum(map(is_need, labels))
    follows = ((ANY_NEED, needs > 0), (SEVERAL, needs > 1), (NO_MATTER, bool(labels & NOTHING)))
    return labels | {label for label, is_so in follows if is_so}
