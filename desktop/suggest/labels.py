"""What a saying may be labelled with, beside the needs: nothing to route, a closed question, …"""

from __future__ import annotations

OFF_TOPIC = "off-topic"
GREETING = "greeting"
NOTHING = frozenset((OFF_TOPIC, GREETING))
"""Texts in which no need is to be heard."""

ASK = "ask:"
UNCOVERED = "uncovered:"


def ask_of(label: str) -> str | None:
    """The closed question a label stands for, None for any other label."""
    return label.removeprefix(ASK) if label.startswith(ASK) else None


def uncovered_of(label: str) -> str | None:
    """What no member answers that a label stands for, None for any other label."""
    return label.removeprefix(UNCOVERED) if label.startswith(UNCOVERED) else None
