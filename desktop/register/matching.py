"""What the full-text index is asked, and what it answers: row numbers, which follow the time."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection

LOWEST, HIGHEST = -(2**62), 2**62


@dataclass(frozen=True, slots=True)
class Match:
    """What the full-text index is asked, and between which rows."""

    words: str
    low: int
    high: int

    def within(self, facet: str) -> Match:
        """Only those that have this facet too."""
        return Match(f'{self.words} AND "{facet}"', self.low, self.high)

    def below(self, row: int) -> Match:
        """Only those of older cases."""
        return Match(self.words, self.low, min(self.high, row - 1))

    def above(self, row: int) -> Match:
        """Only those of newer cases."""
        return Match(self.words, max(self.low, row + 1), self.high)


_WHERE = "FROM search WHERE search MATCH ? AND search.rowid BETWEEN ? AND ?"


def by_row(connection: Connection, match: Match, descending: bool, limit: int) -> list[int]:
    """The first rows that match, by the time they were opened."""
    way = "DESC" if descending else "ASC"
    statement = f"SELECT search.rowid {_WHERE} ORDER BY search.rowid {way} LIMIT ?"
    values = (match.words, match.low, match.high, limit)
    return [row for (row,) in connection.exec_driver_sql(statement, values)]


def count(connection: Connection, match: Match, limit: int) -> int:
    """How many match, `limit` at most."""
    statement = f"SELECT count(*) FROM (SELECT 1 {_WHERE} LIMIT ?)"
    values = (match.words, match.low, match.high, limit)
    return int(connection.exec_driver_sql(statement, values).scalar_one())
