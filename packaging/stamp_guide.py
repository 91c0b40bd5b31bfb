"""Proves the guide that is shipped and notes it in the package, so that no start has to."""

from __future__ import annotations

import sys
from datetime import date

from desktop import paths
from desktop.guide.loader import load_guide
from desktop.library.kept_json import write_json
from desktop.library.proofs import FILE, reasons_against, shipped_stamp
from desktop.text import say


def main() -> int:
    """Write the stamp; 1, and the reasons, when the guide is not proved."""
    guide = load_guide(paths.shipped_guide())
    reasons = reasons_against(guide, date.today())
    for reason in reasons:
        print(say(reason, "en"))
    if not reasons:
        write_json(paths.shipped_guide().parent / FILE, shipped_stamp(guide))
    return 1 if reasons else 0


if __name__ == "__main__":
    sys.exit(main())
