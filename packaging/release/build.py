"""Makes everything that is given to people, in `dist/`: `sh dev.sh package`."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from release import contents, icons, kiosk, portable
from release.archives import QUICK, SMALL, compress, to_tar
from release.bundle import ROOT, find_libraries, freeze
from release.components import Component, components
from release.debian import CannotBuild, build, find_depends
from release.notices import to_notices
from release.sbom import to_sbom
from release.staging import Staging

LARGEST = 45_000_000
"""Bytes of Debian's package: more is refused."""


@dataclass(frozen=True)
class Job:
    """One build: where it works, where results go, its one date, and how hard it compresses."""

    work: Path
    results: Path
    epoch: int
    how: tuple[str, ...]
    parts: list[Component]

    def keep(self, name: str, content: bytes) -> Path:
        """Write the result `name`."""
        path = self.results / name
        path.write_bytes(content)
        return path


def find_epoch() -> int:
    """The one date of everything: SOURCE_DATE_EPOCH, else that of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    command = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise CannotBuild("no git history here: set SOURCE_DATE_EPOCH to the date to write")
    return int(done.stdout)


def make_program(job: Job, bundle: Path) -> Path:
    """Debian's package of the program. Raises CannotBuild."""
    staging = Staging(job.work / "aiguillage")
    contents.lay_out(staging, bundle, job.parts, job.epoch)
    libraries = find_libraries(staging.root / contents.PLACE)
    private = sorted({path.parent for path in libraries})
    depends = find_depends(libraries, private, job.work / "shlibs")
    package = contents.package(depends, _architecture())
    content = build(package, staging, job.epoch, job.how)
    if job.how == SMALL and len(content) >= LARGEST:
        raise CannotBuild(f"{package.file_name} has {len(content):,} bytes: {LARGEST:,} at most")
    return job.keep(package.file_name, content)


def make_kiosk(job: Job) -> Path:
    """Debian's package that makes a kiosk of the program."""
    staging = Staging(job.work / "aiguillage-kiosk")
    kiosk.lay_out(staging, job.epoch)
    package = kiosk.package()
    return job.keep(package.file_name, build(package, staging, job.epoch, job.how))


def make_portable(job: Job, bundle: Path) -> Path:
    """The archive for a stick."""
    staging = Staging(job.work / "portable")
    portable.lay_out(staging, bundle, job.parts, platform.machine())
    name = f"{portable.folder_name(platform.machine())}.tar.xz"
    return job.keep(name, compress(to_tar(staging.root, job.epoch, prefix=""), job.how))


def make_wheels(job: Job) -> list[Path]:
    """The wheel and the source archive, for pip and pipx."""
    place = job.work / "wheels"
    shutil.rmtree(place, ignore_errors=True)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist"]
    settled = {**os.environ, "SOURCE_DATE_EPOCH": str(job.epoch)}
    subprocess.run(
        [*command, "-d", str(place)], cwd=ROOT, env=settled, capture_output=True, check=True
    )
    return [job.keep(path.name, path.read_bytes()) for path in sorted(place.iterdir())]


def make_papers(job: Job) -> list[Path]:
    """What goes with every package: licences and the bill of materials."""
    return [
        job.keep("NOTICES.txt", to_notices(job.parts).encode("utf-8")),
        job.keep("sbom.cdx.json", to_sbom(job.parts).encode("utf-8")),
    ]


def make_all(job: Job) -> list[Path]:
    """Everything, and last the sums of everything. Raises CannotBuild."""
    write_icon(ROOT / "build" / "icons" / "aiguillage.ico")
    bundle, *carried = freeze(job.work / "bundles", job.epoch)
    made = [*make_wheels(job), *make_papers(job)]
    if carried:  # on Windows, Inno Setup goes on from here
        made += _make_packages(job, bundle, carried[0])
    sums = (f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in made)
    return [*made, job.keep("SHA256SUMS", "".join(sorted(sums)).encode("ascii"))]


def _make_packages(job: Job, bundle: Path, carried: Path) -> list[Path]:
    # Compressing takes most of the time, and one processor each.
    steps: list[Callable[[], Path]] = [
        lambda: make_program(job, bundle),
        lambda: make_portable(job, carried),
    ]
    with ThreadPoolExecutor(len(steps)) as pool:
        return [make_kiosk(job), *pool.map(lambda step: step(), steps)]


def write_icon(path: Path) -> None:
    """The icon of Windows' programs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(icons.to_ico(icons.to_pngs()))


def _architecture() -> str:
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main(arguments: list[str]) -> int:
    """Build; `--quick` compresses little, for trials. Returns the exit code."""
    start = time.perf_counter()
    results = ROOT / "dist"
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir()
    try:
        how = QUICK if "--quick" in arguments else SMALL
        job = Job(ROOT / "build" / "package", results, find_epoch(), how, components())
        for path in make_all(job):
            print(f"{path.stat().st_size / 1e6:7.2f} MB  {path.relative_to(ROOT)}")
    except CannotBuild as reason:
        print(f"✗ {reason}", file=sys.stderr)
        return 1
    print(f"{time.perf_counter() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
