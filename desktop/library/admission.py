"""What a guide must be before an installation takes it; every reason against it is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from desktop.checking import check_guide
from desktop.errors import CannotRead, Fault, GuideRefused
from desktop.guide.model import Guide
from desktop.library.adoption import prove_once
from desktop.library.copies import library_folder
from desktop.library.numbers import renumbered
from desktop.library.package import Manifest, Package
from desktop.library.trust import load_trusted, reasons_against
from desktop.library.versions import rank
from desktop.territory import Communes
from desktop.text import Phrase, phrase

MAX_TOLD = 10


def against_manifest(data: Path, package: Package, used: Guide, older: bool) -> list[Phrase]:
    """Before any of the guide's files is opened: who signed, what it is, what the bytes are."""
    manifest = package.manifest
    reasons = reasons_against(package, load_trusted(data))
    if manifest.guide != used.id:
        reasons.append(phrase("library.reason.other-guide", found=manifest.guide, used=used.id))
    elif rank(manifest.version) <= rank(used.version) and not older:
        versions = {"found": manifest.version, "used": used.version}
        reasons.append(phrase("library.reason.not-newer", **versions))
    altered = package.altered()
    if altered:
        reasons.append(phrase("library.reason.altered", files=", ".join(altered)))
    return reasons


def against_guide(
    data: Path, folder: Path, manifest: Manifest, used: Guide, on: date
) -> list[Phrase]:
    """Then the guide itself, from its folder: its faults, its numbers, its proof."""
    try:
        guide = check_guide(folder, on, Communes()).guide
    except GuideRefused as refused:
        return told(refused.faults)
    except CannotRead as error:
        return [error.phrase]
    found = (guide.id, guide.version, guide.rules, guide.content)
    if found != (manifest.guide, manifest.version, manifest.rules, manifest.content):
        return [phrase("library.reason.other-hashes")]
    reasons = told(_renumbered(used, guide, folder))
    return reasons + prove_once(library_folder(data), guide, on)


def _renumbered(used: Guide, guide: Guide, folder: Path) -> list[Fault]:
    """An older guide is looked at the other way round: what came later cannot be in it."""
    older, newer = sorted((used, guide), key=lambda known: rank(known.version))
    return renumbered(older, newer, folder)


def told(faults: list[Fault] | tuple[Fault, ...]) -> list[Phrase]:
    """One reason for each of the first faults, and how many more there are."""
    reasons = [
        phrase("library.reason.fault", place=_place(fault), sentence=fault.sentence)
        for fault in faults[:MAX_TOLD]
    ]
    more = len(faults) - MAX_TOLD
    return [*reasons, phrase("library.reason.more", n=more)] if more > 0 else reasons


def _place(fault: Fault) -> str:
    return f"{fault.file}:{fault.line}:{fault.column}"
