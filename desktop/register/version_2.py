"""The second layout: the search index, orders, counts by day, and a seal for each case.

Released: never edited. What it makes is derived, and filled by derived.py.
"""

from __future__ import annotations

STATEMENTS = (
    "ALTER TABLE cases ADD COLUMN seal BLOB",
    "ALTER TABLE cases ADD COLUMN overdue INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE referrals ADD COLUMN day TEXT NOT NULL DEFAULT ''",
    "UPDATE referrals SET day = date(opened, 'unixepoch', 'localtime')",
    # Keeps neither the words nor their places: the smallest index that can intersect words.
    """CREATE VIRTUAL TABLE search USING fts5(
        words, content = '', detail = none, columnsize = 0, prefix = '1 2 3 4',
        tokenize = "ascii tokenchars '=-/.:_~$+'"
    )""",
    "CREATE VIRTUAL TABLE terms USING fts5vocab('search', 'instance')",
    """CREATE TABLE sorting (
        id INTEGER PRIMARY KEY,
        company TEXT NOT NULL,
        place TEXT NOT NULL,
        department TEXT NOT NULL,
        need TEXT NOT NULL,
        member TEXT NOT NULL,
        state TEXT NOT NULL,
        advisor TEXT NOT NULL,
        due TEXT NOT NULL,
        changed TEXT NOT NULL
    )""",
    """CREATE TABLE sort_values (
        sort TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (sort, value)
    ) WITHOUT ROWID""",
    """CREATE TABLE tally (
        day TEXT NOT NULL,
        counted TEXT NOT NULL,
        key TEXT NOT NULL,
        other TEXT NOT NULL,
        n INTEGER NOT NULL,
        PRIMARY KEY (day, counted, key, other)
    ) WITHOUT ROWID""",
    "CREATE INDEX cases_changed ON cases (changed) WHERE erased IS NULL",
    "CREATE INDEX audit_case ON audit (case_uuid, id)",
)
