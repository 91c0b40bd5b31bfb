"""The virtual environment in `.venv`: made from the lock, and trusted only when it was finished."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from speech import say, sentence

WINDOWS = os.name == "nt"
LAYOUT = "1"  # raised when an environment made by an older dev.py must be made again
LOCKS = {
    "run": "requirements.txt",
    "dev": "requirements-dev.txt",
    "package": "requirements-package.txt",
}
LAUNCHER = """\
import sys

from desktop.main import main

sys.exit(main())
"""


class Environment:
    """The environment of one checkout.

    `run`, or `dev` which adds the tools for tests; `package` adds those that build packages to
    either.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.programs = self.folder / ("Scripts" if WINDOWS else "bin")
        self.python = self.programs / ("python.exe" if WINDOWS else "python")
        self.launcher = self.programs / ("aiguillage.cmd" if WINDOWS else "aiguillage")

    def is_ready(self, level: str) -> bool:
        """Whether it was finished from the present lock, for this place and this Python."""
        levels = ("run", "dev") if level == "run" else (level,)
        return self.python.exists() and any(self._is_stamped(each) for each in levels)

    def make_ready(self, level: str) -> None:
        """Make the environment unless it is ready; one process at a time."""
        if self.is_ready(level):
            return
        if level == "package":
            self.make_ready("run")
        with self._alone():
            if self.is_ready(level):
                return
            say(sentence("installing"))
            if level == "package":
                self._add(level)
            else:
                self._make(level)

    def _add(self, level: str) -> None:
        self._install(self._lock_of(level))
        self._write_stamp(level)

    def _make(self, level: str) -> None:
        has_the_rest = level == "dev" and self._is_stamped("run") and self.python.exists()
        if has_the_rest:
            self._stamp_of("run").unlink()  # until the end, an interruption leaves nothing to trust
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
            self._do(sys.executable, "-I", "-m", "venv", self.folder)
        self._install(self._lock_of(level))
        self._write_launcher()
        self._compile()
        self._write_stamp(level)

    def _install(self, lock: Path) -> None:
        options = ["--require-hashes", "--only-binary", ":all:", "--no-compile", "--no-input"]
        options += ["--disable-pip-version-check"]
        if not sys.stderr.isatty():
            options += ["-qq"]  # errors only
        self._do(self.python, "-I", "-m", "pip", "install", *options, "-r", lock)

    def _write_launcher(self) -> None:
        # A path file and a script of three lines start sooner than an installed entry point,
        # and need neither a build tool nor the network.
        (self._site_packages() / "aiguillage.pth").write_text(f"{self.root}\n", encoding="utf-8")
        if WINDOWS:
            script = self.programs / "aiguillage-script.py"
            script.write_text(LAUNCHER, encoding="utf-8")
            text = f'@"%~dp0python.exe" "%~dp0{script.name}" %*\n'
        else:
            text = f"{_first_lines(self.python)}{LAUNCHER}"
        self.launcher.write_text(text, encoding="utf-8")
        self.launcher.chmod(0o755)

    def _compile(self) -> None:
        # Only speed depends on it, and a package may carry a file of another Python: no check.
        places = [str(self._site_packages()), str(self.root / "desktop")]
        command = [str(self.python), "-I", "-m", "compileall", "-q", "-j", "0", *places]
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL)

    def _site_packages(self) -> Path:
        if WINDOWS:
            return self.folder / "Lib" / "site-packages"
        major, minor = sys.version_info[:2]
        return self.folder / "lib" / f"python{major}.{minor}" / "site-packages"

    def _lock_of(self, level: str) -> Path:
        return self.root / "packaging" / LOCKS[level]

    def _stamp_of(self, level: str) -> Path:
        return self.folder / f"aiguillage-{level}.stamp"

    def _is_stamped(self, level: str) -> bool:
        try:
            return self._stamp_of(level).read_text(encoding="utf-8") == self._seal(level)
        except OSError:
            return False

    def _write_stamp(self, level: str) -> None:
        unfinished = self.folder / "aiguillage.stamp"
        unfinished.write_text(self._seal(level), encoding="utf-8")
        unfinished.replace(self._stamp_of(level))

    def _seal(self, level: str) -> str:
        version = ".".join(map(str, sys.version_info[:2]))
        known = f"{LAYOUT}\n{version}\n{self.root}\n".encode()
        return hashlib.sha256(known + self._lock_of(level).read_bytes()).hexdigest()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if WINDOWS:
            yield
            return
        import fcntl  # Unix only

        with self._lock_of("run").open("rb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def _do(self, *command: object) -> None:
        words = [str(word) for word in command]
        if subprocess.run(words, check=False, stdout=sys.stderr).returncode != 0:
            say(sentence("install-failed", command=" ".join(words)))
            raise SystemExit(1)


def _first_lines(python: Path) -> str:
    """The lines by which the system finds `python`, whatever its path."""
    if " " not in str(python) and len(str(python)) < 120:
        return f"#!{python}\n"
    return f"#!/bin/sh\n'''exec' \"{python}\" \"$0\" \"$@\"\n' '''\n"
