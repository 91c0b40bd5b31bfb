"""A folder as a Debian package: its control files, what it depends on, the archive."""

from __future__ import annotations

import hashlib
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from release.archives import compress, to_ar, to_tar
from release.staging import FILE, PROGRAM, Staging

RENAMED = ("libglib2.0-0", "libcups2", "libssl3")
"""Libraries that Debian 13 and Ubuntu 24.04 call by the same name followed by t64."""


class CannotBuild(Exception):
    """A package cannot be made on this machine; the reason is its text."""


@dataclass(frozen=True)
class Package:
    """One package: what it is called and says of itself, and what runs when it comes and goes."""

    name: str
    version: str
    architecture: str
    control: str
    """The fields but for Package, Version, Architecture, Installed-Size and Depends."""

    depends: tuple[str, ...]
    scripts: dict[str, str]

    @property
    def file_name(self) -> str:
        """What its file is called."""
        return f"{self.name}_{self.version}_{self.architecture}.deb"


def build(package: Package, staging: Staging, epoch: int, how: tuple[str, ...]) -> bytes:
    """The bytes of the package."""
    control = Staging(staging.root.with_name(f"{staging.root.name}-control"))
    control.write("control", _control(package, staging))
    control.write("md5sums", _sums(staging))
    conffiles = [f"/{path.relative_to(staging.root)}" for path in _conffiles(staging)]
    if conffiles:
        control.write("conffiles", "\n".join(conffiles) + "\n")
    for name, text in package.scripts.items():
        control.write(name, text, PROGRAM if name != "triggers" else FILE)
    members = {
        "debian-binary": b"2.0\n",
        "control.tar.xz": compress(to_tar(control.root, epoch), ("xz", "-9", "--check=crc32")),
        "data.tar.xz": compress(to_tar(staging.root, epoch), how),
    }
    return to_ar(members, epoch)


def _control(package: Package, staging: Staging) -> str:
    # Debian counts each file in whole KiB, and each folder or link as one.
    kib = sum(-(-path.stat().st_size // 1024) for path in staging.files())
    kib += sum(1 for path in staging.root.rglob("*") if path.is_dir() or path.is_symlink())
    first = f"Package: {package.name}\nVersion: {package.version}\n"
    middle = f"Architecture: {package.architecture}\nInstalled-Size: {kib}\n"
    return f"{first}{middle}Depends: {', '.join(package.depends)}\n{package.control.strip()}\n"


def _sums(staging: Staging) -> str:
    lines, settings = [], _conffiles(staging)
    for path in staging.files():
        if path not in settings:
            digest = hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()
            lines.append(f"{digest}  {path.relative_to(staging.root)}\n")
    return "".join(lines)


def _conffiles(staging: Staging) -> list[Path]:
    return [path for path in staging.files() if path.relative_to(staging.root).parts[0] == "etc"]


def find_depends(libraries: list[Path], private: list[Path], work: Path) -> tuple[str, ...]:
    """What `libraries` need of Debian, by dpkg-shlibdeps; raises CannotBuild."""
    (work / "debian").mkdir(parents=True, exist_ok=True)
    (work / "debian" / "control").write_text(
        "Source: aiguillage\n\nPackage: aiguillage\nArchitecture: any\n"
    )
    command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info"]
    command += [f"-l{folder}" for folder in private]
    command += [f"-e{path}" for path in libraries]
    try:
        done = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise CannotBuild("dpkg-shlibdeps is not there (package dpkg-dev)") from error
    found = re.search(r"shlibs:Depends=(.+)", done.stdout)
    if done.returncode != 0 or found is None:
        raise CannotBuild(f"dpkg-shlibdeps: {done.stderr.strip()[-600:]}")
    return tuple(sorted(_with_other_name(each) for each in found[1].split(", ")))


def _with_other_name(dependency: str) -> str:
    name, space, rest = dependency.partition(" ")
    return f"{name}t64{space}{rest} | {dependency}" if name in RENAMED else dependency
