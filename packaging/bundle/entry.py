"""Where the frozen program starts."""

from __future__ import annotations

import sys
import sysconfig
import types

if sys.platform != "win32":
    # What the building machine's Python was made of stays out of the bundle; whoever asks, as
    # SQLAlchemy does at its import, finds nothing said instead of nothing there.
    _build = types.ModuleType(getattr(sysconfig, "_get_sysconfigdata_name")())  # noqa: B009
    _build.__dict__["build_time_vars"] = {}
    sys.modules.setdefault(_build.__name__, _build)

from desktop.main import main

if __name__ == "__main__":
    sys.exit(main())
