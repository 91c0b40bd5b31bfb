"""Where the frozen program starts."""

from __future__ import annotations

import sys

from desktop.main import main

sys.exit(main())
