"""Proves the guide that is shipped and reads it beforehand, so that no start has to do either."""

from __future__ import annotations

import sys
from datetime import date

from desktop import paths
from desktop.files import write_atomically
from desktop.guide.compiled import FILE as COMPILED
from desktop.guide.compiled import to_compiled
from desktop.guide.loader import load_guide
from desktop.library.kept_json import write_json
from desktop.library.proofs import FILE, reasons_against, shipped_stamp
from desktop.text import say


def main() -> int:
    """Write the stamp and the compiled guide; 1, and the reasons, when the guide is not proved."""
    guide = load_guide(paths.shipped_guide())
    reasons = reasons_against(guide, date.today())
    for reason in reasons:
        print(say(reason, "en"))
    if not reasons:
        folder = paths.shipped_guide()
        write_json(folder.parent / FILE, shipped_stamp(guide))
        write_atomically(folder.parent / COMPILED, to_compiled(guide, folder))
    return 1 if reasons else 0


if __name__ == "__main__":
    sys.exit(main())
