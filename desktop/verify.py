"""A receipt re-derived years later: the guide it was made with is found, and the visit replayed."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.errors import AiguillageError, BadRequest, CannotRead
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.record import RecordDiffers, replay
from desktop.sources import check_folder
from desktop.territory import Communes
from desktop.text import Phrase, phrase, say

MAX_DEPTH = 6
"""How many folders deep guides are looked for."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What came of it. `differences` is empty when the receipt says exactly what the guide gives.

    `same_content`: texts and contacts are those shown at the time. `skipped`: folders that look
    like guides and cannot be used, each with its reason.
    """

    guide: Guide
    differences: tuple[Phrase, ...]
    same_content: bool
    skipped: tuple[Phrase, ...]


class NoSuchGuide(BadRequest):
    """No guide in the folder has the receipt's rules; `lines` say what was found instead."""

    def __init__(self, wanted: str, found: list[Guide], skipped: list[Phrase]) -> None:
        known = [phrase("verify.found", guide=identity(guide)) for guide in found]
        self.lines = (*(known or [phrase("verify.found-none")]), *skipped)
        super().__init__(phrase("verify.no-such-guide", guide=wanted))

    def say(self, language: str) -> str:
        return "\n".join([super().say(language), *(say(line, language) for line in self.lines)])


def verify(record: Mapping[str, Any], folder: Path) -> Verified:
    """Replays a record with the guide in `folder`, or below it, that has its rules.

    Raises NoSuchGuide, and CannotRead if the folder is not there.
    """
    kept = record["guide"]
    guides, skipped = _load_all(folder)
    same = [guide for guide in guides if guide.rules == kept.get("rules")]
    if not same:
        raise NoSuchGuide(_named(kept), guides, skipped)
    guide = next((g for g in same if g.content == kept.get("content")), same[0])
    differences: tuple[Phrase, ...] = ()
    try:
        replay(guide, Communes(), record)
    except RecordDiffers as error:
        differences = error.sentences
    return Verified(guide, differences, guide.content == kept.get("content"), tuple(skipped))


def _load_all(folder: Path) -> tuple[list[Guide], list[Phrase]]:
    try:
        check_folder(folder)
    except OSError as error:
        raise CannotRead(folder, error) from error
    guides, skipped = [], []
    for path in _guide_folders(folder):
        try:
            guides.append(load_guide(path))
        except AiguillageError as error:
            skipped.append(phrase("verify.skipped", folder=str(path), reason=error.phrase))
    return guides, skipped


def _guide_folders(folder: Path) -> Iterator[Path]:
    """Every folder with a guide's first file, in a fixed order; links are not followed."""
    for place, below, files in os.walk(folder):
        if len(Path(place).relative_to(folder).parts) >= MAX_DEPTH:
            below.clear()
        below.sort()
        if "guide.yaml" in files:
            yield Path(place)


def identity(guide: Guide) -> str:
    """A guide in one line: id, version, the start of its rules' hash."""
    return f"{guide.id} {guide.version} ({guide.rules[:12]})"


def _named(kept: Mapping[str, Any]) -> str:
    return f"{kept.get('id')} {kept.get('version')} ({str(kept.get('rules'))[:12]})"[:120]
