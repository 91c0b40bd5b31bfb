"""Where a guide's copy is, by its two hashes, and the guide in it. All that a start needs."""

from __future__ import annotations

from pathlib import Path

from desktop.errors import AiguillageError
from desktop.guide.model import Guide
from desktop.library.kept_json import Damaged


def library_folder(data: Path) -> Path:
    """Where the guides of an installation are kept."""
    return data / "guides"


def name_of(rules: str, content: str) -> str:
    """The folder's name for a guide with these hashes."""
    return f"{rules[:16]}-{content[:16]}"


def load_copy(library: Path, rules: str, content: str) -> Guide:
    """The guide with these hashes, from its copy; raises Damaged.

    The hashes are worked out anew from what was read, so that a copy that rotted is noticed.
    """
    from desktop.guide.loader import load_guide  # late: few installations have another guide

    folder = library / name_of(rules, content)
    try:
        guide = load_guide(folder)
    except (AiguillageError, OSError) as error:
        raise Damaged(folder.name) from error
    if (guide.rules, guide.content) != (rules, content):
        raise Damaged(folder.name)
    return guide
