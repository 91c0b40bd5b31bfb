"""Proves on bare Debian systems that `sh dev.sh setup` makes all that the program needs.

Prints NOT RUN and the reason where this machine cannot build such a system; exits 1 where it
can and a promise is not kept. The systems are proved beside each other; with --test, which passes
all tests there too (some ten minutes each), one after the other.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bare_system import BareSystem, NotHere, folder_for_a_system, prepare

PROJECT = Path(__file__).resolve().parent.parent
RELEASES = ("bookworm", "trixie")
SECOND_RUN = 1.0  # seconds; half of it on a machine that does nothing else
ANSWERS = {"territory": "38", "themes": ["funding"], "funding-kind": ["fundraising"]}
PLUGINS = ".venv/lib/python3*/site-packages/PySide6/Qt/plugins/platforms/libq{xcb,wayland}.so"


Check = Callable[[BareSystem], None]


class PromiseBroken(Exception):
    """A check failed; its text is what was seen."""


def says_what_to_type_without_rights(system: BareSystem) -> None:
    """Somebody who is not root and has no sudo gets the line to type."""
    done = system.run("setpriv --reuid=65534 --regid=65534 --clear-groups sh dev.sh setup")
    expect(done.returncode == 1 and "apt-get install" in done.stderr, done)
    expect("python3-venv" in done.stderr and "libgl1" in done.stderr, done)


def sets_up(system: BareSystem) -> None:
    """`sh dev.sh setup` brings Python, the system's libraries and the environment."""
    done = system.run("sh dev.sh setup && test -x .venv/bin/aiguillage")
    expect(done.returncode == 0, done)


def starts_again_at_once(system: BareSystem) -> None:
    """A second set-up does nothing: the quickest of three tells, for much runs beside."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        done = system.run("sh dev.sh setup")
        taken.append(time.perf_counter() - start)
        expect(done.returncode == 0 and (len(taken) < 3 or min(taken) < SECOND_RUN), done)


def finds_every_library(system: BareSystem) -> None:
    """Qt's plugins for X11 and Wayland lack no library of the system's."""
    plugins = " ".join(PLUGINS.replace("{xcb,wayland}", name) for name in ("xcb", "wayland"))
    done = system.run(f"ldd {plugins} >/tmp/ldd && ! grep 'not found' /tmp/ldd")
    expect(done.returncode == 0, done)


def tells_its_version(system: BareSystem) -> None:
    """`aiguillage version` answers."""
    done = system.run(".venv/bin/aiguillage version")
    expect(done.returncode == 0 and "0.1.0" in done.stdout, done)


def routes(system: BareSystem) -> None:
    """`aiguillage route` sends somebody who raises funds to the one member who sees to it."""
    done = system.run(".venv/bin/aiguillage route --answers - --json", given=json.dumps(ANSWERS))
    expect(done.returncode == 0, done)
    verdicts = json.loads(done.stdout)["verdicts"]
    recommended = [each["member"] for each in verdicts if each["verdict"] == "recommended"]
    expect(len(verdicts) == 6 and recommended == ["medef"], done)


def paints_its_first_page(system: BareSystem) -> None:
    """The wizard opens and paints, on nothing but the libraries that were installed."""
    done = system.run(".venv/bin/python packaging/first_paint.py")
    expect(done.returncode == 0, done)


def says_that_there_is_no_screen(system: BareSystem) -> None:
    """`sh dev.sh run` without a display shows the way to go on."""
    done = system.run("sh dev.sh run")
    expect(done.returncode == 1 and ".venv/bin/aiguillage route --answers" in done.stderr, done)
    expect("Traceback" not in done.stderr, done)


def finds_what_tests_need(system: BareSystem) -> None:
    """`sh dev.sh setup --dev` brings the screens, readers and tools of the tests."""
    done = system.run("sh dev.sh setup --dev && command -v Xvfb pdftotext zbarimg xdotool")
    expect(done.returncode == 0, done)


def passes_every_test(system: BareSystem) -> None:
    """`sh dev.sh test` is green."""
    done = system.run("sh dev.sh test")
    print(done.stdout[-600:])
    expect(done.returncode == 0, done)


CHECKS: tuple[Check, ...] = (
    says_what_to_type_without_rights,
    sets_up,
    starts_again_at_once,
    finds_every_library,
    tells_its_version,
    routes,
    paints_its_first_page,
    says_that_there_is_no_screen,
    finds_what_tests_need,
)


def expect(kept: bool, seen: subprocess.CompletedProcess[str]) -> None:
    """Raise PromiseBroken with what was seen, unless the promise was kept."""
    if not kept:
        raise PromiseBroken(f"exit {seen.returncode}\n{seen.stdout}\n{seen.stderr}")


def prove(release: str, mirror: str, checks: Sequence[Check]) -> bool:
    """Build a bare `release` and go through the checks; whether all promises were kept."""
    with folder_for_a_system() as folder:
        system = BareSystem(folder)
        try:
            timed(f"set-up on {release}: built", lambda: system.build(release, mirror, PROJECT))
        except NotHere as reason:
            print(f"NOT RUN: set-up on bare {release}: {reason}", flush=True)
            return True
        return all(_is_kept(check, system, release) for check in checks)


def _is_kept(check: Check, system: BareSystem, release: str) -> bool:
    try:
        name = check.__name__.replace("_", " ")
        timed(f"set-up on {release}: {name}", lambda: check(system))
    except (PromiseBroken, subprocess.TimeoutExpired) as broken:
        print(f"FAILED: set-up on {release}: {check.__doc__}\n{broken}", flush=True)
        return False
    return True


def timed(name: str, work: Callable[[], None]) -> None:
    """Do `work`, and print how long it took."""
    start = time.perf_counter()
    work()
    print(f"  {name} ({time.perf_counter() - start:.2f} s)", flush=True)


def main(arguments: list[str]) -> int:
    """Prove the set-up on each release, or those named; returns the exit code."""
    try:
        mirror = prepare()
    except NotHere as reason:
        print(f"NOT RUN: set-up on bare systems: {reason}", flush=True)
        return 0
    has_tests = "--test" in arguments
    checks = (*CHECKS, passes_every_test) if has_tests else CHECKS
    releases = [word for word in arguments if not word.startswith("-")] or RELEASES
    # Bare systems share the network, and with it the names of the tests' screens.
    with ThreadPoolExecutor(1 if has_tests else len(releases)) as pool:
        kept = list(pool.map(lambda release: prove(release, mirror, checks), releases))
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
