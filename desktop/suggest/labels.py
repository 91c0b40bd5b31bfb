"""What a saying may be labelled with, beside the needs, and what is learnt over all labels."""

from __future__ import annotations

from collections.abc import Iterable

OFF_TOPIC = "off-topic"
GREETING = "greeting"
NOTHING = frozenset((OFF_TOPIC, GREETING))
"""Texts in which no need is to be heard."""

ASK = "ask:"
UNCOVERED = "uncovered:"

NO_MATTER = "@no-matter"
"""Learnt beside the labels: is it about nothing, greeting or not."""


def ask_of(label: str) -> str | None:
    """The closed question a label stands for, None for any other label."""
    return label.removeprefix(ASK) if label.startswith(ASK) else None


def uncovered_of(label: str) -> str | None:
    """What no member answers that a label stands for, None for any other label."""
    return label.removeprefix(UNCOVERED) if label.startswith(UNCOVERED) else None


def is_need(label: str) -> bool:
    """Whether a label is a need of the guide."""
    return label not in NOTHING and ":" not in label and not label.startswith("@")


def learnt_of(labels: Iterable[str]) -> frozenset[str]:
    """What is learnt of a saying with these labels: they, or that it is about nothing."""
    labels = frozenset(labels)
    return labels - NOTHING | {NO_MATTER} if labels & NOTHING else labels
