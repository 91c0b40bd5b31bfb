"""The table of measurements: what was measured, its bound beside it, and whether it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement. Without a bound it is told, and cannot fail."""

    name: str
    value: float
    unit: str = "×"
    at_least: float | None = None
    at_most: float | None = None
    note: str = ""

    @property
    def holds(self) -> bool:
        """Whether the value is within its bounds."""
        return (self.at_least is None or self.value >= self.at_least) and (
            self.at_most is None or self.value <= self.at_most
        )

    @property
    def bound(self) -> str:
        """The bound as it is shown; empty without one."""
        if self.at_least is not None:
            return f"≥ {_number(self.at_least)} {self.unit}"
        return "" if self.at_most is None else f"≤ {_number(self.at_most)} {self.unit}"

    @property
    def result(self) -> str:
        """One word: kept, or broken; empty without a bound."""
        if not self.bound:
            return ""
        return "pass" if self.holds else "FAIL"


def to_text(title: str, rows: Sequence[Row]) -> str:
    """The rows under their title, in columns."""
    cells = [(r.name, f"{_number(r.value)} {r.unit}", r.bound, r.result, r.note) for r in rows]
    widths = [max((len(cell[column]) for cell in cells), default=0) for column in range(4)]
    lines = [
        f"  {name:<{widths[0]}}  {value:>{widths[1]}}  {bound:>{widths[2]}}  "
        f"{result:<{widths[3]}}  {note}".rstrip()
        for name, value, bound, result, note in cells
    ]
    return "\n".join([title, *lines])


def _number(value: float) -> str:
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.1f}"
