"""The log: decisions and faults by id, never an answer, never a name. Small, and rotated."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

NAME = "aiguillage.log"
MAX_BYTES = 512 * 1024
KEPT = 3

logger = logging.getLogger("aiguillage")


def open_log(folder: Path) -> None:
    """Writes the log to `folder`/aiguillage.log; where that cannot be, there is no log."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / NAME, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8"
        )
    except OSError:
        return  # a read-only folder must not keep a visitor from being served
    _close_log()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


def read_logs(folder: Path) -> Iterator[str]:
    """The text of the log and of those before it, the oldest first; what cannot be read is not."""
    for number in (*range(KEPT, 0, -1), 0):
        name = f"{NAME}.{number}" if number else NAME
        try:
            with (folder / name).open("rb") as file:
                yield file.read(2 * MAX_BYTES).decode("utf-8", "replace")
        except OSError:
            continue


def _close_log() -> None:
    for handler in list(logger.handlers):
        if isinstance(handler, RotatingFileHandler):
            logger.removeHandler(handler)
            handler.close()


def log_crash(error: BaseException) -> None:
    """Notes where the program failed: types, files and lines, without any value."""
    import traceback  # late: only a crash needs it

    for frame in traceback.extract_tb(error.__traceback__):
        logger.error("  %s:%s in %s", Path(frame.filename).name, frame.lineno, frame.name)
    logger.error("crash: %s", type(error).__name__)
