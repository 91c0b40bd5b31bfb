"""What of others is inside a package: each distribution that is locked to run, and its licences."""

from __future__ import annotations

import importlib.metadata
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement

from release.debian import CannotBuild

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "packaging" / "requirements.txt"
COMMON = Path("/usr/share/common-licenses")
_LICENCE_FILE = re.compile(r"(licen[cs]e|copying|notice|authors)", re.IGNORECASE)
_NAMED = re.compile(r"LGPL-3|GPL-3|Apache-2|GPL-2|LGPL-2\.1")

KNOWN = {
    "pyside6-essentials": "LGPL-3.0-only",
    "shiboken6": "LGPL-3.0-only",
    "pynacl": "Apache-2.0",
    "python-barcode": "MIT",
    "python-stdnum": "LGPL-2.1-or-later",
    "pyyaml": "MIT",
    "segno": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
    "tzdata": "Apache-2.0",
}
"""Licences of distributions whose own description names none in a settled form."""


@dataclass(frozen=True)
class Component:
    """Something of others: what it is, under which licence, and that licence's words."""

    name: str
    version: str
    licence: str
    texts: dict[str, str]


def components() -> list[Component]:
    """Everything of others, Python first. Raises CannotBuild where a licence cannot be found."""
    return [_python(), *(_distribution(name) for name in locked())]


def locked() -> list[str]:
    """The names of the distributions that run here, from the lock."""
    text = LOCK.read_text(encoding="utf-8")
    lines = re.findall(r"^([\w.-]+==[^\\\n]+)", text, re.MULTILINE)
    asked = [Requirement(line.strip()) for line in lines]
    return sorted(each.name for each in asked if each.marker is None or each.marker.evaluate())


def _python() -> Component:
    version = ".".join(map(str, sys.version_info[:3]))
    name = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    for path in (
        Path(sys.base_prefix, "lib", name, "LICENSE.txt"),
        Path(sys.base_prefix, "LICENSE.txt"),
        Path("/usr/share/doc", name, "copyright"),
    ):
        if path.is_file():
            words = path.read_text(encoding="utf-8")
            return Component("CPython", version, "PSF-2.0", {"LICENSE": words})
    raise CannotBuild("the licence of Python is not on this machine")


def _distribution(name: str) -> Component:
    found = importlib.metadata.distribution(name)
    texts: dict[str, str] = {}
    for file in found.files or []:
        inside = ".dist-info" in file.parts[0]
        if inside and (_LICENCE_FILE.search(file.name) or "licenses" in file.parts[1:-1]):
            texts[file.name] = Path(str(found.locate_file(file))).read_text(encoding="utf-8")
    stated = found.metadata.get_all("License-Expression") or [KNOWN.get(name, "")]
    licence = stated[0]
    if not texts:
        texts = _common(licence)
    if not licence or not texts:
        raise CannotBuild(f"{name}: its licence is not known; say it in release/components.py")
    return Component(name, found.version, licence, texts)


def _common(licence: str) -> dict[str, str]:
    """The words of a licence that the system keeps; the LGPL 3 rests on the GPL 3."""
    names = _NAMED.findall(licence)
    if "LGPL-3" in names:
        names.append("GPL-3")
    paths = [COMMON / name for name in names]
    return {path.name: path.read_text(encoding="utf-8") for path in paths if path.is_file()}
