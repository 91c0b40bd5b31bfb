"""What somebody types, as the full-text index is asked for it: the beginnings of words."""

from __future__ import annotations

from sqlalchemy import Connection

from desktop.register.document import NUMBER, NUMBER_STEPS
from desktop.register.words import runs_of_digits, words

MAX_WORDS = 8
INDEXED = 4
"""Beginnings of this many letters are in the index; longer ones are looked up in its words."""
MAX_ENDINGS = 200
_NEXT = "SELECT term FROM terms WHERE term >= ? LIMIT 1"


def typed_words(connection: Connection, text: str) -> list[str] | None:
    """A part of the question for each word of `text`; None when one of them begins no word."""
    parts = []
    for run in runs_of_digits(words(text)[:MAX_WORDS]):
        part = _run(connection, run)
        if part is None:
            return None
        parts.append(part)
    return parts


def _run(connection: Connection, run: tuple[str, ...]) -> str | None:
    """One word; or digits typed with spaces between, which may be one number or several."""
    apart = [_beginning(connection, word) for word in run]
    found = None if None in apart else " AND ".join(part for part in apart if part)
    if len(run) == 1:
        return found
    together = _beginning(connection, "".join(run))
    either = [f"({part})" for part in (together, found) if part]
    return f"({' OR '.join(either)})" if either else None


def _beginning(connection: Connection, word: str) -> str | None:
    """All words that begin so.

    The index has the first letters of each word; for a longer beginning it would put together the
    rows of all the words that have it, which is slow where one of them is in half of the cases.
    The words themselves are few, and each is read from where the page begins; of numbers there are
    many, and more of their digits are in the index.
    """
    if len(word) <= INDEXED:
        return f'"{word}" *'
    if word.isascii() and word.isdigit() and len(word) in NUMBER_STEPS:
        return f'"{NUMBER}{word}"'
    endings = _endings(connection, word)
    if not endings:
        return None
    if len(endings) == MAX_ENDINGS:
        return f'"{word}" *'  # so many different words are names, each in few cases
    return f"({' OR '.join(f'{chr(34)}{each}{chr(34)}' for each in endings)})"


def _endings(connection: Connection, word: str) -> list[str]:
    found: list[str] = []
    start = word
    while len(found) < MAX_ENDINGS:
        row = connection.exec_driver_sql(_NEXT, (start,)).first()
        if row is None or not row[0].startswith(word):
            break
        found.append(row[0])
        start = f"{row[0]}\x01"  # the first text after this word: on to the next one
    return found
