"""Which guides are proved: a stamp for each, so that a start need not prove them again."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from desktop import __version__, paths
from desktop.guide.model import Guide
from desktop.library.kept_json import Damaged, read_json, write_json
from desktop.text import Phrase, phrase

FILE = "proved.json"
MAX_KEPT = 500


def stamp(guide: Guide, program: str = __version__) -> str:
    """What a proof holds for: everything that it looks at, and the program that made it."""
    looked_at = [program, guide.rules, guide.content, guide.longest_visit]
    return hashlib.sha256(json.dumps(looked_at).encode("ascii")).hexdigest()


class Shipped(NamedTuple):
    """The guide that comes with this program, and the stamp of its proof, made with the package."""

    guide: str = ""
    version: str = ""
    stamp: str = ""


def shipped() -> Shipped:
    """What the package says of its own guide; nothing when it says nothing readable."""
    try:
        kept = read_json(paths.shipped_guide().parent / FILE) or {}
        return Shipped(str(kept["guide"]), str(kept["version"]), str(kept["stamp"]))
    except (Damaged, KeyError):
        return Shipped()


def shipped_stamp(guide: Guide) -> dict[str, Any]:
    """What the package has to say of `guide`; the program's version is left out, being its own."""
    return {"guide": guide.id, "version": guide.version, "stamp": stamp(guide, "shipped")}


def is_proved(library: Path, guide: Guide) -> bool:
    """Whether a proof of exactly this guide was made, here or with the package."""
    return shipped().stamp == stamp(guide, "shipped") or stamp(guide) in _kept(library)


def _kept(library: Path) -> list[str]:
    try:
        kept = (read_json(library / FILE) or {}).get("proved")
    except Damaged:
        return []  # a damaged list costs a proof made again
    return [str(item) for item in kept] if isinstance(kept, list) else []


def keep_proof(library: Path, guide: Guide) -> None:
    """Notes that `guide` is proved; raises CannotWrite."""
    known = [item for item in _kept(library) if item != stamp(guide)]
    write_json(library / FILE, {"proved": [*known, stamp(guide)][-MAX_KEPT:]})


def reasons_against(guide: Guide, on: date) -> list[Phrase]:
    """Why the guide is not proved, after trying; nothing when it is."""
    # Late: a start with a stamped guide does without.
    from desktop.guide.space import TooLarge
    from desktop.proof.prove import prove

    try:
        proof = prove(guide, on)
    except TooLarge:
        return [phrase("library.reason.too-large-to-prove")]
    if proof.holds:
        return []
    first = proof.findings[0]
    return [phrase("library.reason.not-proved", n=len(proof.findings), first=first.sentence)]
