"""The third layout: an index for each key that lists are sorted by. Released: never edited."""

from __future__ import annotations

STATEMENTS = (
    "CREATE INDEX sorting_company ON sorting (company)",
    "CREATE INDEX sorting_place ON sorting (place)",
    "CREATE INDEX sorting_due ON sorting (due)",
    "CREATE INDEX sorting_changed ON sorting (changed)",
)
