"""Files of made-up companies, as people bring them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from desktop.guide.masks import Answers
from desktop.guide.model import Guide


def table(rows: Iterable[Sequence[str]], separator: str = ",") -> str:
    """Rows as CSV."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerows(rows)
    return text.getvalue()


def file_of(
    folder: Path, content: str | bytes, name: str = "companies.csv", encoding: str = "utf-8"
) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def visits_table(guide: Guide, visits: Sequence[Answers]) -> list[list[str]]:
    """Visits as rows, behind a number and a name."""
    ids = [question.id for question in guide.questions]
    rows = [["number", "name", *ids]]
    for number, visit in enumerate(visits):
        cells = ["|".join(visit.get(question, ())) for question in ids]
        rows.append([str(number), f"Exemple {number} (fictif)", *cells])
    return rows


def read_table(path: Path, separator: str = ",", encoding: str = "utf-8") -> list[dict[str, str]]:
    """The rows of a CSV file, by column."""
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=separator))
