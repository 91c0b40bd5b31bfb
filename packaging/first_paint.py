"""Opens the wizard without a screen and sees that its first page is painted; the proof runs it."""

from __future__ import annotations

import os
import sys

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported

from desktop import app, casework, paths
from desktop.ui.screenshots import SIZE, Stage
from desktop.ui.theme import Look

ENOUGH = 16  # colours: text alone, smoothed, has more; an empty page has a few


def main() -> int:
    """Print how many colours the first page has; 1 when it looks unpainted."""
    application = app.make_application()
    stage = Stage(casework.adopt(None, paths.data_folder()).casework, Look(), SIZE)
    picture = stage.window.grab().toImage()
    width, height = picture.width(), picture.height()
    colours = {picture.pixel(x, y) for x in range(0, width, 3) for y in range(0, height, 3)}
    stage.close()
    application.quit()
    print(f"{width} x {height}, {len(colours)} colours")
    return 0 if len(colours) >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
