"""The register's file as SQLAlchemy reaches it: every connection durable, every write alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlite
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from desktop.errors import shown
from desktop.register.faults import (
    RegisterDamaged,
    RegisterGone,
    RegisterReadOnly,
    RegisterStopped,
    fault_of,
)
from desktop.sources import is_there
from desktop.text import phrase

APPLICATION_ID = 0x41494755
"""What says that a file is one of ours: "AIGU" in letters."""
BUSY_SECONDS = 10.0
BUSY = 5
_PRAGMAS = (
    # secure_delete first: the journal that is made when WAL is chosen obeys it already.
    "PRAGMA secure_delete = ON",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    "PRAGMA cache_size = -4000",
    "PRAGMA journal_size_limit = 4194304",
)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Turns what SQLite says about `path` into a RegisterFault; our own faults fly on."""
    try:
        yield
    except (DBAPIError, sqlite.Error) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        found = fault_of(path, origin)
        if found is None:
            raise
        raise found from error


def never() -> bool:
    """Never stopped."""
    return False


class File:
    """One file of SQLite, open; several threads may use it.

    `is_read_only`: it lies where nothing can be written, and every write is refused.
    """

    def __init__(self, path: Path, *, is_read_only: bool = False) -> None:
        self.path, self.is_read_only = path, is_read_only
        self._engine = _reading_engine(path) if is_read_only else _engine(path)
        with named(path), self._engine.connect():
            self._identity = _identity(path)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the file."""
        with named(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection that alone may write, from the first; commits at the end, durably.

        Raises RegisterGone instead of committing into a file that is no longer there.
        """
        if self.is_read_only:
            raise RegisterReadOnly(phrase("register.only-read", path=shown(self.path.parent)))
        with (
            named(self.path),
            self._engine.connect() as connection,
            connection.execution_options(writes=True).begin(),
        ):
            yield connection
            self.check_place()

    def check_place(self) -> None:
        """Raises RegisterGone if another file, or none, stands where this one was opened."""
        if _identity(self.path) != self._identity:
            raise RegisterGone(phrase("register.gone", path=shown(self.path)))

    def size(self) -> int:
        """Bytes of the file, without its journal."""
        return self.path.stat().st_size

    def check_quickly(self, is_stopped: Callable[[], bool] = never) -> None:
        """Reads the structure of every table; raises RegisterDamaged at the first fault."""
        found = self.ask("PRAGMA quick_check(1)", is_stopped)
        if found != "ok":
            raise RegisterDamaged(phrase("register.damaged", path=shown(self.path)))

    def copy_into(self, target: Path, is_stopped: Callable[[], bool] = never) -> None:
        """Writes the file anew at `target`, as it is at one moment; others may write meanwhile."""
        self.ask("VACUUM INTO ?", is_stopped, str(target))

    def empty_journal(self) -> bool:
        """Takes the journal into the file and cuts it to nothing; False if somebody is reading."""
        return bool(self.ask("PRAGMA wal_checkpoint(TRUNCATE)") == 0)

    def ask(self, statement: str, is_stopped: Callable[[], bool] = never, *values: object) -> Any:
        """The first value that a long statement gives, on a connection of its own.

        Raises RegisterStopped once `is_stopped` says so.
        """
        self.check_place()
        if is_stopped():
            raise RegisterStopped(phrase("register.stopped"))
        mode = _reading_mode(self.path) if self.is_read_only else "rwc"
        with named(self.path), closing(connect(self.path, mode)) as connection:
            connection.set_progress_handler(lambda: int(is_stopped()), 5_000)
            row = connection.execute(statement, values).fetchone()
        return row[0] if row else None

    def close(self) -> None:
        """Gives the file back; the last to close it leaves it in one piece, without a journal."""
        self._engine.dispose()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _engine(path: Path) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlite,
        creator=lambda: connect(path),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=6,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _reading_engine(path: Path) -> Engine:
    """Opens the file anew each time: a writer may have come, or gone, in between."""
    engine = create_engine(
        "sqlite://",
        module=sqlite,
        creator=lambda: connect(path, _reading_mode(path)),
        poolclass=NullPool,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _reading_mode(path: Path) -> str:
    """While nobody writes there is no journal, and no place is needed beside the file."""
    return "ro" if is_there(path.with_name(f"{path.name}-wal")) else "copy"


def connect(path: Path, mode: str = "rwc") -> Any:
    """A bare connection to `path`, as durable as all others.

    Mode "ro" touches nothing; "copy" is for a file that nobody has open.
    """
    query = "mode=ro&immutable=1" if mode == "copy" else f"mode={mode}"
    connection = sqlite.connect(
        f"{path.absolute().as_uri()}?{query}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,  # transactions begin where `_begin` says
        check_same_thread=False,
    )
    try:
        if mode == "rwc":
            for pragma in _PRAGMAS:
                _patiently(connection, pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _patiently(connection: Any, pragma: str) -> None:
    """Two that make the same file at once: SQLite does not wait there by itself."""
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute(pragma).close()
        except sqlite.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != BUSY or time.monotonic() > until:
                raise
            time.sleep(0.01)
        else:
            return


def _begin(connection: Connection) -> None:
    # IMMEDIATE: a write that began by reading would be refused once another process has written.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
