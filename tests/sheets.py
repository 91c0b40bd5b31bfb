"""Visits whose sheets the tests look at, on the shipped guide."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.routing import Outcome, route

ON = date(2026, 11, 24)
LANGUAGES = ("fr", "en")

Answers = dict[str, tuple[str, ...]]

VISITS: dict[str, Answers] = {
    "one member": {
        "situation": ("relocating",),
        "territory": ("01283",),
        "themes": ("funding",),
        "funding-kind": ("financing",),
        "urgency": ("months",),
    },
    "two members": {
        "situation": ("starting",),
        "territory": ("42187",),
        "themes": ("talent", "funding"),
        "talent-kind": ("recruit", "apprentice"),
        "funding-kind": ("financing",),
        "urgency": ("now",),
    },
    "three members": {
        "situation": ("foreign-investor",),
        "territory": ("74",),
        "themes": ("daily-support", "export", "funding"),
        "support-kind": ("site",),
        "export-kind": ("prospecting",),
        "funding-kind": ("financing",),
        "urgency": ("year",),
    },
    "money of unknown kind": {
        "situation": ("expanding",),
        "territory": ("73011",),
        "themes": ("funding",),
        "funding-kind": ("unknown",),
        "urgency": ("unknown",),
    },
    "none of these": {
        "situation": ("other",),
        "territory": ("69",),
        "themes": ("none-of-these",),
        "urgency": ("now",),
    },
    "outside": {"situation": ("relocating",), "territory": ("outside",)},
    "undecided": {
        "situation": ("relocating",),
        "territory": ("undecided",),
        "themes": ("daily-support",),
        "support-kind": ("regional-aid",),
        "urgency": ("months",),
    },
    "unfinished": {"territory": ("38",), "themes": ("funding", "export")},
    "nothing said": {},
}

_FUNDING = {"fundraising": "medef", "financing": "bpifrance", "financial-management": "cpme"}
_OTHERS = {
    "local-purchasing": ("ccir", "purchasing-kind"),
    "export": ("ccir", "export-kind"),
    "talent": ("medef", "talent-kind"),
    "daily-support": ("agence", "support-kind"),
}


@lru_cache(maxsize=1)
def guide() -> Guide:
    """The shipped guide."""
    return load_guide(paths.shipped_guide())


def outcome_of(answers: Answers) -> Outcome:
    """What the shipped guide says on the tests' day."""
    return route(guide(), answers, ON)


def all_but(member: str, situation: str, territory: str) -> Answers:
    """The wordiest visit with four members: every need and every kind, except this member's."""
    kinds = tuple(kind for kind, answering in _FUNDING.items() if answering != member)
    asked = {theme: kind for theme, (answering, kind) in _OTHERS.items() if answering != member}
    return {
        "situation": (situation,),
        "territory": (territory,),
        "themes": ("funding", *asked),
        "funding-kind": kinds,
        **{kind: _every_kind(kind) for kind in asked.values()},
        "urgency": ("months",),
    }


def _every_kind(question: str) -> tuple[str, ...]:
    choices = guide().get_question(question).choices
    return tuple(choice.id for choice in choices if not choice.exclusive)
