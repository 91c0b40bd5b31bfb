"""A real CUPS of one's own, in a folder, with one printer that puts its sheets in that folder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

QUEUE = "Hall"

_RULES = """
Listen {here}/cups.sock
LogLevel warn
WebInterface No
Browsing No
DefaultAuthType None
PreserveJobHistory No
PreserveJobFiles No
ErrorPolicy stop-printer
<Policy default>
<Limit All>
Order deny,allow
</Limit>
</Policy>
<Location />
Order allow,deny
Allow all
</Location>
"""
_PLACES = """
ServerRoot {here}/etc
RequestRoot {here}/spool
TempDir {here}/spool
CacheDir {here}/cache
StateDir {here}/state
ServerBin {here}/bin
AccessLog {here}/log/access
ErrorLog {here}/log/error
PageLog {here}/log/page
Sandboxing relaxed
"""
_PRINTER = """#!/bin/sh
[ $# -eq 0 ] && {{ echo 'direct hall "Hall" "Hall"'; exit 0; }}
[ -e {here}/broken ] && exit 1
if [ -e {here}/no-paper ]; then
    echo "STATE: +media-empty-error" >&2
    while [ -e {here}/no-paper ]; do sleep 0.1; done
fi
echo "STATE: -media-empty-error" >&2
while [ -e {here}/slow ]; do sleep 0.1; done
cat ${{6:+"$6"}} > {here}/sheets/$1.pdf
"""


class HallPrinter:
    """Starts with the block and ends with it."""

    def __init__(self) -> None:
        # Short: the path of a socket may have some hundred characters.
        self.here = Path(tempfile.mkdtemp(prefix="hall"))
        self.environment = {"CUPS_SERVER": str(self.here / "cups.sock")}

    def __enter__(self) -> HallPrinter:
        for name in ("etc/ppd", "spool", "cache", "state", "log", "bin/backend", "sheets"):
            (self.here / name).mkdir(parents=True)
        shutil.copytree("/usr/lib/cups/daemon", self.here / "bin/daemon")
        rules, places = self.here / "etc/cupsd.conf", self.here / "etc/cups-files.conf"
        rules.write_text(_RULES.format(here=self.here))
        places.write_text(_PLACES.format(here=self.here))
        backend = self.here / "bin/backend/hall"
        backend.write_text(_PRINTER.format(here=self.here))
        backend.chmod(0o700)  # run as whoever started the service
        command = [_find("cupsd") or "cupsd", "-f", "-c", str(rules), "-s", str(places)]
        with (self.here / "log/out").open("wb") as out:
            self._service = subprocess.Popen(command, stdout=out, stderr=out)
        self._wait_for_socket()
        self.tell("lpadmin", "-p", QUEUE, "-E", "-v", f"hall:{self.here}", "-m", "raw")
        return self

    def __exit__(self, *_: object) -> None:
        for name in ("no-paper", "slow"):
            (self.here / name).unlink(missing_ok=True)
        self._service.send_signal(signal.SIGTERM)
        self._service.wait(timeout=10)
        shutil.rmtree(self.here)

    def tell(self, command: str, *words: str) -> str:
        """What one of the printing system's commands says."""
        program = _find(command) or command
        environment = {**os.environ, **self.environment, "LC_ALL": "C"}
        done = subprocess.run(
            [program, *words],
            capture_output=True,
            encoding="utf-8",
            timeout=10,
            check=True,
            env=environment,
        )
        return done.stdout

    def sheets(self) -> list[bytes]:
        """What came out of the printer."""
        return [file.read_bytes() for file in sorted((self.here / "sheets").iterdir())]

    def left_over(self) -> list[str]:
        """The data that the service still holds."""
        return sorted(file.name for file in (self.here / "spool").glob("d*"))

    def waiting(self) -> str:
        """The jobs that could still come out."""
        return self.tell("lpstat", "-W", "not-completed", "-o", QUEUE)

    def _wait_for_socket(self) -> None:
        until = time.monotonic() + 15
        while not (self.here / "cups.sock").exists():
            if self._service.poll() is not None or time.monotonic() > until:
                said = (self.here / "log/out").read_text() + (self.here / "log/error").read_text()
                raise RuntimeError(f"cupsd did not start: {said[-800:]}")
            os.sched_yield()


def _find(command: str) -> str | None:
    return shutil.which(command, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
