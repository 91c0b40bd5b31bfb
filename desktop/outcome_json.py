"""An outcome as other programs read it: the exact keys of `aiguillage route --json`."""

from __future__ import annotations

from typing import Any

from desktop.doors import Door, DoorKind
from desktop.guide.model import Channel, Confidence, Guide
from desktop.routing import MemberVerdict, Outcome, Reason


def to_json(outcome: Outcome, language: str) -> dict[str, Any]:
    """The outcome with ids for what other programs act on and texts in `language`."""
    return {
        "guide": guide_identity(outcome.guide),
        "on": outcome.on.isoformat(),
        "territory": outcome.territory,
        "verdicts": [_verdict(verdict, language) for verdict in outcome.verdicts],
        "uncovered": [item.id for item in outcome.uncovered],
        "open": list(outcome.open),
        "set_aside": [{"question": q, "value": value} for q, value in outcome.set_aside],
    }


def guide_identity(guide: Guide) -> dict[str, str]:
    """Which guide, with its two hashes."""
    return {
        "id": guide.id,
        "version": guide.version,
        "rules": guide.rules,
        "content": guide.content,
    }


def _verdict(verdict: MemberVerdict, language: str) -> dict[str, Any]:
    return {
        "member": verdict.member.id,
        "verdict": verdict.verdict.value,
        "needs": [_reason(reason, language) for reason in verdict.reasons],
        "also": [_reason(reason, language) for reason in verdict.also],
        "offices": [_office(door, language) for door in verdict.doors],
    }


def _reason(reason: Reason, language: str) -> dict[str, Any]:
    """One need; `routes` stands there only while several candidates could lead to it."""
    found: dict[str, Any] = {"need": reason.need.id}
    if reason.route is None:
        return found | {
            "route": None,
            "routes": [candidate.id for candidate in reason.candidates],
            "basis": None,
            "source": None,
            "because": None,
        }
    source = reason.route.source
    return found | {
        "route": reason.route.id,
        "basis": reason.route.basis.value,
        "source": {"document": source.document, "place": source.place},
        "because": reason.route.because.in_(language),
    }


def _office(door: Door, language: str) -> dict[str, Any]:
    office = door.office
    channels = [office.address, office.phone, office.website, office.email]
    known = [channel for channel in channels if channel is not None]
    return {
        "name": office.name.in_(language),
        "city": office.city,
        "address": _value(office.address),
        "phone": _value(office.phone),
        "website": _value(office.website),
        "email": _value(office.email),
        "checked": min((c.checked for c in known), default=office.checked).isoformat(),
        "to_check": _to_check(door, known),
        "relay": door.kind is DoorKind.RELAY,
    }


def _value(channel: Channel | None) -> str | None:
    return channel.value if channel else None


def _to_check(door: Door, known: list[Channel]) -> bool:
    """Whether anything shown was seen in one source only."""
    return door.office.confidence is Confidence.ONE or any(
        channel.confidence is Confidence.ONE for channel in known
    )
