"""Keeps a sentence that an advisor proposes for the next version of the guide.

The file has the form of `sayings.yaml`, so that it can be read and merged as it is. Called on an
advisor's click alone: a kiosk keeps nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from desktop.errors import NewerData
from desktop.files import make_folder, read_if_there, write_atomically
from desktop.suggest.words import MAX_TEXT

PROPOSED = "proposed_sayings.yaml"
MAX_BYTES = 4 * 2**20
"""A file of this size takes no more: some twenty thousand sentences."""

_HEAD = "format: 1\nsayings:\n"
_LATER = re.compile(rb"format: *([2-9]|[1-9][0-9]+) *$", re.MULTILINE)


def keep_saying(data_folder: Path, text: str, labels: Sequence[str], language: str) -> bool:
    """Adds a sentence with the needs an advisor gave it; raises CannotRead or CannotWrite.

    False, and nothing is added, where there is no text or no label, where the sentence is already
    there, or where the file is full. NewerData for a file that a later version wrote.
    """
    said = _cleaned(text)
    if not said or not labels:
        return False
    file = data_folder / PROPOSED
    before = read_if_there(file)
    if _LATER.match(before):
        raise NewerData(file)
    meant = ", ".join(json.dumps(label) for label in labels)
    quoted = json.dumps(said, ensure_ascii=False)
    texts = f"  texts: [{quoted}]\n".encode()
    entry = f"- labels: [{meant}]\n  language: {language}\n".encode() + texts
    if texts in before or len(before) + len(entry) > MAX_BYTES:
        return False
    make_folder(data_folder)
    write_atomically(file, (before or _HEAD.encode()) + entry)
    return True


def _cleaned(text: str) -> str:
    """The text on one line, without what a guide's files refuse."""
    kept = (letter if _is_plain(letter) else " " for letter in text[:MAX_TEXT])
    return " ".join("".join(kept).split())


def _is_plain(letter: str) -> bool:
    # Beyond these alphabets some letters are printable and yet invisible.
    return letter.isprintable() and (letter < "\u1100" or "\u1e00" <= letter < "\u2c00")
