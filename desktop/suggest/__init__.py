"""Hears needs and places in a visitor's own words, offline, for a person to confirm.

It never routes, never fails on a text, and keeps nothing of it.
"""

from __future__ import annotations

from desktop.suggest.answering import to_answers
from desktop.suggest.model import THEMES, Ask, Heard, PlaceHeard, Suggestion
from desktop.suggest.proposed import keep_saying
from desktop.suggest.suggester import Suggester, load_suggester

__all__ = [
    "THEMES",
    "Ask",
    "Heard",
    "PlaceHeard",
    "Suggester",
    "Suggestion",
    "keep_saying",
    "load_suggester",
    "to_answers",
]
