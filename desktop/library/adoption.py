"""Which guide an installation works with: the one chosen, and the shipped one whatever happens."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from desktop import paths
from desktop.errors import CannotWrite
from desktop.guide.compiled import find_compiled
from desktop.guide.model import Guide
from desktop.library import proofs
from desktop.library.chosen import Chosen, Entry, read_chosen
from desktop.library.copies import library_folder, load_copy
from desktop.library.kept_json import Damaged, Newer
from desktop.library.versions import rank
from desktop.text import Phrase, phrase

Prove = Callable[[Path, Guide, date], list[Phrase]]
"""Why a guide is not proved: `prove_once`, or `why_not_proved`, which writes nothing."""


class InUse(NamedTuple):
    """The guide in use; `before`: those that were, the last one last.

    `entry` is None for the shipped guide while nothing was chosen over it. `notices` say why it is
    not the one that was chosen, when it is not.
    """

    guide: Guide
    entry: Entry | None = None
    before: tuple[Entry, ...] = ()
    notices: tuple[Phrase, ...] = ()


def why_not_proved(library: Path, guide: Guide, on: date) -> list[Phrase]:
    """Why the guide is not proved; proves it unless that was done. Writes nothing."""
    return [] if proofs.is_proved(library, guide) else proofs.reasons_against(guide, on)


def prove_once(library: Path, guide: Guide, on: date) -> list[Phrase]:
    """Why the guide is not proved; proves it unless that was done, and keeps the stamp."""
    if proofs.is_proved(library, guide):
        return []
    reasons = proofs.reasons_against(guide, on)
    if not reasons:
        # A folder that cannot be written costs the same proof at the next start, no more.
        with contextlib.suppress(CannotWrite):
            proofs.keep_proof(library, guide)
    return reasons


def find_in_use(data: Path, on: date, prove: Prove = prove_once) -> InUse:
    """The guide that the data folder says, checked and proved; else the shipped one.

    Nothing in the data folder prevents it, and with `why_not_proved` nothing is written there.
    Raises GuideRefused or CannotRead if the program's own guide is broken.
    """
    library = library_folder(data)
    try:
        chosen = read_chosen(library)
    except Newer as newer:
        notice = phrase("library.notice.newer", file=str(newer))
        return _shipped(library, on, prove, (), (notice,))
    except Damaged as damaged:
        notice = phrase("library.notice.damaged", file=str(damaged))
        return _shipped(library, on, prove, (), (notice,))
    if chosen is None:
        return _shipped(library, on, prove, (), ())
    if _is_overtaken(chosen.current):
        return _shipped(library, on, prove, (*chosen.before, chosen.current), ())
    return _chosen(library, chosen, on, prove)


def _is_overtaken(entry: Entry) -> bool:
    """Whether a newer program brought a newer guide; one chosen against a newer one stays."""
    shipped = proofs.shipped()
    newer = shipped.guide == entry.guide and rank(shipped.version) > rank(entry.version)
    return newer and not entry.held


def _chosen(library: Path, chosen: Chosen, on: date, prove: Prove) -> InUse:
    entry = chosen.current
    try:
        guide = load_copy(library, entry.rules, entry.content)
    except Damaged:
        notice = phrase("library.notice.copy-damaged", version=entry.version)
        return _shipped(library, on, prove, chosen.before, (notice,))
    reasons = prove(library, guide, on)
    if reasons:
        notice = phrase("library.notice.not-proved", version=entry.version, reason=reasons[0])
        return _shipped(library, on, prove, chosen.before, (notice,))
    return InUse(guide, entry, chosen.before)


def _shipped(
    library: Path,
    on: date,
    prove: Prove,
    before: tuple[Entry, ...],
    notices: tuple[Phrase, ...],
) -> InUse:
    guide = load_shipped()
    reasons = prove(library, guide, on)
    if reasons:
        notices = (*notices, phrase("library.notice.shipped-not-proved", reason=reasons[0]))
    return InUse(guide, None, before, notices)


def load_shipped() -> Guide:
    """The program's own guide, as it was read beforehand if nothing in its folder has changed."""
    folder = paths.shipped_guide()
    compiled = find_compiled(folder)
    if compiled is not None:
        return compiled
    from desktop.guide.loader import load_guide  # late: it brings the reading of YAML

    return load_guide(folder)
