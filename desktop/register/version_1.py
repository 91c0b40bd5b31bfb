"""The register's first layout. Released: never edited."""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE cases (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        revision INTEGER NOT NULL,
        opened INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        day TEXT NOT NULL,
        advisor TEXT NOT NULL,
        department TEXT NOT NULL,
        language TEXT NOT NULL,
        made_up INTEGER NOT NULL,
        uncovered TEXT NOT NULL,
        overrides TEXT NOT NULL,
        erased TEXT
    )""",
    """CREATE TABLE personal (
        id INTEGER PRIMARY KEY REFERENCES cases (id),
        name TEXT NOT NULL,
        number TEXT NOT NULL,
        numbered TEXT NOT NULL,
        commune TEXT NOT NULL,
        place TEXT NOT NULL,
        contact TEXT NOT NULL,
        phone TEXT NOT NULL,
        email TEXT NOT NULL,
        notes TEXT NOT NULL,
        on_behalf_of TEXT NOT NULL,
        consent_version TEXT,
        consent_at INTEGER,
        answers TEXT NOT NULL,
        outcome TEXT NOT NULL,
        ticket TEXT NOT NULL
    )""",
    """CREATE TABLE referrals (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        case_id INTEGER NOT NULL REFERENCES cases (id),
        need TEXT NOT NULL,
        member TEXT NOT NULL,
        state TEXT NOT NULL,
        due TEXT,
        opened INTEGER NOT NULL,
        changed INTEGER NOT NULL,
        advisor TEXT NOT NULL,
        first_contact TEXT,
        withdrawn INTEGER NOT NULL DEFAULT 0,
        UNIQUE (case_id, need, member)
    )""",
    "CREATE INDEX referrals_due ON referrals (due, id) WHERE due IS NOT NULL",
    """CREATE TABLE events (
        id INTEGER PRIMARY KEY,
        uuid TEXT NOT NULL UNIQUE,
        case_id INTEGER NOT NULL REFERENCES cases (id),
        referral_id INTEGER REFERENCES referrals (id),
        at INTEGER NOT NULL,
        advisor TEXT NOT NULL,
        kind TEXT NOT NULL,
        state TEXT,
        reason TEXT NOT NULL,
        due TEXT
    )""",
    "CREATE INDEX events_case ON events (case_id, id)",
    """CREATE TRIGGER events_stay BEFORE UPDATE ON events
        BEGIN SELECT raise(ABORT, 'events are never changed'); END""",
    """CREATE TRIGGER events_remain BEFORE DELETE ON events
        BEGIN SELECT raise(ABORT, 'events are never taken away'); END""",
    "CREATE TABLE progress (advisor TEXT PRIMARY KEY, at INTEGER NOT NULL, draft BLOB NOT NULL)",
    """CREATE TABLE audit (
        id INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        advisor TEXT NOT NULL,
        act TEXT NOT NULL,
        case_uuid TEXT,
        count INTEGER NOT NULL
    )""",
    "CREATE TABLE tombstones (uuid TEXT PRIMARY KEY, day TEXT NOT NULL)",
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
)
