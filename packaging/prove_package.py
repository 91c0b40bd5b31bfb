"""Proves the packages on bare Debian systems: they install, work offline, and leave no trace.

Builds them (compressed little), looks at them by lintian, and builds the program once more to see
the same bytes. What this machine does not allow is printed NOT RUN with its reason; a promise that
is not kept is FAILED, and the exit code 1. Names of releases as arguments choose among them; with
--set-up, the set-up is proved beside.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import prove_setup
from bare_system import PLACE, BareSystem, NotHere, folder_for_a_system, prepare
from package_files import look_at
from package_promises import CHECKS
from prove_setup import PROJECT, RELEASES, Check, PromiseBroken, timed
from release import build
from release.archives import QUICK
from release.bundle import freeze
from release.components import components
from release.debian import CannotBuild
from release.sbom import to_sbom
from release.staging import walk

WITH_SET_UP = "--set-up"


def prove(release: str, mirror: str, packages: list[Path]) -> bool:
    """Build a bare `release` and go through the checks; whether all promises were kept."""
    where = f"packages on {release}: "
    with folder_for_a_system() as folder:
        system = BareSystem(folder)
        try:
            timed(f"{where}built", lambda: system.build_bare(release, mirror, PROJECT))
        except NotHere as reason:
            print(f"NOT RUN: packages on bare {release}: {reason}", flush=True)
            return True
        for path in packages:
            shutil.copy(path, system.folder / PLACE.lstrip("/"))
        return all(_is_kept(where, partial(check, system), check) for check in CHECKS)


def _is_kept(where: str, work: partial[None], check: Check) -> bool:
    try:
        timed(f"{where}{check.__name__.replace('_', ' ')}", work)
    except (PromiseBroken, subprocess.TimeoutExpired) as broken:
        print(f"FAILED: {where}{check.__doc__}\n{broken}", flush=True)
        return False
    return True


def passes_lintian(packages: list[Path]) -> bool:
    """Debian's own checks of packages find neither error nor warning."""
    if shutil.which("lintian") is None:
        print("NOT RUN: lintian: it is not on this machine", flush=True)
        return True
    command = ["lintian", "--allow-root", "--fail-on", "error,warning", *map(str, packages)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        print(f"FAILED: lintian:\n{done.stdout}{done.stderr}", flush=True)
    return done.returncode == 0


def is_the_same_again(job: build.Job) -> bool:
    """A second build of the program gives the same files to the byte."""
    again = freeze(job.work / "again", job.epoch)
    first = job.work / "bundles"
    differing = [b.name for b in again if sums_of(b) != sums_of(first / b.name)]
    if differing:
        print(f"FAILED: built twice, two results: {', '.join(differing)}", flush=True)
    shutil.rmtree(job.work / "again")
    return not differing


def bill_is_the_same_again(job: build.Job) -> bool:
    """The bill of materials names all that is inside, the same bytes each time."""
    bill = to_sbom(job.parts)
    lacking = [part.name for part in job.parts if part.name.lower() not in bill]
    if lacking or bill != to_sbom(job.parts):
        print(f"FAILED: bill of materials: {lacking or 'two results'}", flush=True)
        return False
    return True


def sums_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file under `folder`."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in walk(folder)
        if path.is_file()
    }


def make_packages(job: build.Job) -> list[Path]:
    """Debian's two packages, compressed little."""
    bundle, _ = freeze(job.work / "bundles", job.epoch)
    return [build.make_program(job, bundle), build.make_kiosk(job)]


def main(arguments: list[str]) -> int:
    """Prove the packages on each release, or those named; returns the exit code."""
    releases = [word for word in arguments if word != WITH_SET_UP] or list(RELEASES)
    mirror = find_mirror_or_say()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        steps = []
        if mirror is not None and WITH_SET_UP in arguments:
            set_up = partial(prove_setup.prove, mirror=mirror, checks=prove_setup.CHECKS)
            steps += [pool.submit(set_up, release) for release in releases]
        steps += submit_packages(pool, releases, mirror)
        kept = [step.result() for step in steps]
    print("NOT RUN: Ubuntu 24.04: no such system here; Depends names its libraries (t64) first")
    return 0 if all(kept) else 1


def find_mirror_or_say() -> str | None:
    """Where bare systems are built from; None where this machine cannot build any."""
    try:
        return prepare()
    except NotHere as reason:
        print(f"NOT RUN: bare systems: {reason}", flush=True)
        return None


def submit_packages(
    pool: ThreadPoolExecutor, releases: list[str], mirror: str | None
) -> list[Future[bool]]:
    """Build the packages, here; everything to be seen of them is left to `pool`."""
    work = PROJECT / "build" / "package"
    results = PROJECT / "build" / "proof"
    results.mkdir(parents=True, exist_ok=True)
    try:
        job = build.Job(work, results, build.find_epoch(), QUICK, components())
        packages: list[Path] = []
        timed("packages: built", lambda: packages.extend(make_packages(job)))
    except CannotBuild as reason:
        print(f"NOT RUN: packages: {reason}", flush=True)
        return []
    on_bare = partial(prove, mirror=mirror or "", packages=packages)
    return [
        *(pool.submit(on_bare, release) for release in releases if mirror is not None),
        pool.submit(is_the_same_again, job),
        pool.submit(bill_is_the_same_again, job),
        pool.submit(passes_lintian, packages),
        pool.submit(look_at, work / "aiguillage", work / "aiguillage-kiosk"),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
