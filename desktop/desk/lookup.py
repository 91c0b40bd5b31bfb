"""A company by its number, from the State's public search; only where the settings allow it.

Whatever goes wrong (no network, no answer in time, nonsense) is no obstacle: nothing is found.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from threading import Thread
from typing import Any

SERVICE = "https://recherche-entreprises.api.gouv.fr/search"
SECONDS = 3.0
MAX_BYTES = 512 * 1024
_PIECE = 16 * 1024
_SIREN = 9


@dataclass(frozen=True, slots=True)
class Found:
    """What the service knows of a company."""

    name: str
    commune: str
    """INSEE code, "" where it is not said."""
    place: str


def look_up(number: str, service: str = SERVICE, seconds: float = SECONDS) -> Found | None:
    """The company of this SIREN or SIRET (digits only); None if it is not found in time."""
    answers: list[Found | None] = []
    # In a thread that can be left behind: looking up a name on the network knows no time limit.
    worker = Thread(target=lambda: answers.append(_ask(number, service, seconds)), daemon=True)
    worker.start()
    worker.join(seconds)
    return answers[0] if answers else None


def _ask(number: str, service: str, seconds: float) -> Found | None:
    try:
        raw = _fetch(f"{service}?q={number}&page=1&per_page=1", seconds)
        return _read(json.loads(raw), number)
    except (OSError, ValueError, RecursionError):
        return None


def _fetch(address: str, seconds: float) -> bytes:
    """The answer; raises OSError once the time is over, however slowly it drips."""
    from urllib.request import Request, urlopen  # late: only a desk that may look up needs it

    end = time.monotonic() + seconds
    request = Request(address, headers={"Accept": "application/json", "User-Agent": "aiguillage"})
    with urlopen(request, timeout=seconds) as answer:
        pieces, size = [], 0
        while piece := answer.read1(_PIECE):
            size += len(piece)
            if size > MAX_BYTES or time.monotonic() > end:
                raise TimeoutError(address)
            pieces.append(piece)
    return b"".join(pieces)


def _read(data: Any, number: str) -> Found | None:
    results = data.get("results") if isinstance(data, dict) else None
    if not isinstance(results, list):
        return None
    for company in results:
        # The service searches texts: only the very number that was asked for is the company.
        if isinstance(company, dict) and str(company.get("siren")) == number[:_SIREN]:
            site = _site(company, number)
            name = _text(company, "nom_raison_sociale") or _text(company, "nom_complet")
            return Found(name, _text(site, "commune"), _text(site, "libelle_commune"))
    return None


def _site(company: dict[str, Any], number: str) -> dict[str, Any]:
    """The establishment asked for; the seat otherwise."""
    matching = company.get("matching_etablissements")
    for site in matching if isinstance(matching, list) else ():
        if isinstance(site, dict) and site.get("siret") == number:
            return site
    seat = company.get("siege")
    return seat if isinstance(seat, dict) else {}


def _text(fields: dict[str, Any], key: str) -> str:
    value = fields.get(key)
    if not isinstance(value, str):
        return ""
    return " ".join("".join(c if c.isprintable() else " " for c in value).split())[:120]
