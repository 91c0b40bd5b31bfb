"""Makes everything that is given to people, in `dist/`: `sh dev.sh package`."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from release import contents
from release.archives import QUICK, SMALL
from release.bundle import ROOT, find_libraries, freeze
from release.components import components
from release.debian import CannotBuild, build, find_depends
from release.staging import Staging

BUILD = ROOT / "build" / "package"
DIST = ROOT / "dist"


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


def make_program(bundle: Path, epoch: int, how: tuple[str, ...]) -> Path:
    """Debian's package of the program."""
    staging = Staging(BUILD / "aiguillage")
    contents.lay_out(staging, bundle, components(), epoch)
    place = staging.root / contents.PLACE
    libraries = find_libraries(place)
    private = sorted({path.parent for path in libraries})
    depends = find_depends(libraries, private, BUILD / "shlibs")
    package = contents.package(depends, _architecture())
    path = DIST / package.file_name
    path.write_bytes(build(package, staging, epoch, how))
    return path


def _architecture() -> str:
    command = ["dpkg", "--print-architecture"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def main(arguments: list[str]) -> int:
    """Build; `--quick` compresses little, for trials."""
    how = QUICK if "--quick" in arguments else SMALL
    DIST.mkdir(exist_ok=True)
    epoch = find_epoch()
    start = time.perf_counter()
    bundle, _ = freeze(BUILD / "bundles", epoch)
    print(f"frozen ({time.perf_counter() - start:.1f} s)", flush=True)
    path = make_program(bundle, epoch, how)
    print(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB ({time.perf_counter() - start:.1f} s)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
