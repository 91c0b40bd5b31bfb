"""The archive that runs where it lies, from a stick, with its data beside it."""

from __future__ import annotations

from pathlib import Path

from desktop.paths import PORTABLE
from release.components import ROOT, Component
from release.contents import version
from release.notices import to_notices
from release.sbom import to_sbom
from release.staging import Staging

TEXTS = ROOT / "packaging" / "portable"


def folder_name(machine: str) -> str:
    """What the folder in the archive is called."""
    return f"aiguillage-{version()}-linux-{machine}"


def lay_out(staging: Staging, bundle: Path, parts: list[Component], machine: str) -> None:
    """Put everything of the archive where it goes."""
    name = folder_name(machine)
    staging.copy_tree(bundle, name)
    staging.copy(TEXTS / "LISEZMOI.txt", f"{name}/LISEZMOI.txt")
    staging.copy(TEXTS / "data.txt", f"{name}/{PORTABLE}/LISEZMOI.txt")
    staging.write(f"{name}/NOTICES.txt", to_notices(parts))
    staging.write(f"{name}/sbom.cdx.json", to_sbom(parts))
