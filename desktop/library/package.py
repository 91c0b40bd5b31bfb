"""A guide as one file: a manifest, its signatures, then the guide's own files as they are.

    aiguillage-guide-1                        what it is, and its format
    {"content":"…","date":"…","files":[…],…}  the manifest: one line of JSON, written one way only
    7KQ2-M4TX-…  9f3c…                        signatures of these two lines, any number up to 16
                                              an empty line
    format: 1 …                               the files, one after the other, sizes in the manifest

Nothing is compressed, no name is a path, and every byte has its place: reading a file and writing
it again gives the same bytes, or it is refused.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from desktop.errors import AiguillageError, CannotRead
from desktop.guide.loader import DIVISION, FILES, read_limited
from desktop.guide.model import Guide
from desktop.guide.read_stories import STORIES
from desktop.library.keys import SIGNATURE_BYTES, BadKey, PrivateKey, PublicKey, parse_public
from desktop.library.versions import is_version
from desktop.sources import check_file
from desktop.text import phrase

MAGIC = b"aiguillage-guide-1\n"
SUFFIX = ".aiguillage"
SAYINGS = "sayings.yaml"
"""How people say what they look for: nothing that decides, but it travels with the guide."""

SIGNOFFS = "signoffs.yaml"
"""Who vouches for which member's part: information, which travels with the guide too."""

NAMES = (*FILES, DIVISION, STORIES, SAYINGS, SIGNOFFS)
"""Every file a guide may have, in the order in which they are written."""

MAX_BYTES = 32 * 2**20
MAX_HEADER = 64 * 1024
MAX_SIGNATURES = 16
_FAMILY = b"aiguillage-guide-"
_ID = re.compile(r"[a-z0-9][A-Za-z0-9-]{0,79}")
_HASH = re.compile(r"[0-9a-f]{64}")
_SIGNATURE = re.compile(rf"[0-9a-f]{{{2 * SIGNATURE_BYTES}}}")


class BadPackage(AiguillageError):
    """A file that is not a guide in one file, or a folder that cannot become one."""


@dataclass(frozen=True, slots=True)
class FileEntry:
    """One of the guide's files, as the manifest names it."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is signed: which guide, which version, which bytes."""

    guide: str
    version: str
    rules: str
    content: str
    date: str
    files: tuple[FileEntry, ...]

    @property
    def signed(self) -> bytes:
        """The bytes that a signature signs: format and manifest, as in the file."""
        value = {
            "content": self.content,
            "date": self.date,
            "files": [{"name": f.name, "sha256": f.sha256, "size": f.size} for f in self.files],
            "guide": self.guide,
            "rules": self.rules,
            "version": self.version,
        }
        line = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
        return MAGIC + line.encode("ascii") + b"\n"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a manifest, and whose it says it is."""

    key: PublicKey
    value: bytes


@dataclass(frozen=True)
class Package:
    """A guide in one file. Nothing of it is believed yet but its form."""

    manifest: Manifest
    signatures: tuple[Signature, ...]
    files: Mapping[str, bytes]

    @property
    def header(self) -> bytes:
        """Manifest and signatures, as in the file."""
        lines = [f"{s.key.text} {s.value.hex()}\n".encode("ascii") for s in self.signatures]
        return self.manifest.signed + b"".join(lines) + b"\n"

    def to_bytes(self) -> bytes:
        """The whole file; the same bytes each time."""
        return self.header + b"".join(self.files[entry.name] for entry in self.manifest.files)

    def signed_by(self, key: PrivateKey) -> Package:
        """The same with this key's signature, in the order of the keys, each once."""
        signature = Signature(key.public, key.sign(self.manifest.signed))
        others = [known for known in self.signatures if known.key != key.public]
        if len(others) >= MAX_SIGNATURES:
            raise BadPackage(phrase("library.too-many-signatures", limit=MAX_SIGNATURES))
        signatures = sorted([*others, signature], key=lambda known: known.key.text)
        return replace(self, signatures=tuple(signatures))

    def altered(self) -> tuple[str, ...]:
        """The files that are not those of the manifest."""
        return tuple(
            entry.name
            for entry in self.manifest.files
            if hashlib.sha256(self.files[entry.name]).hexdigest() != entry.sha256
        )


def make_package(folder: Path, guide: Guide, on: date) -> Package:
    """The guide in `folder` (loaded as `guide`) as one file, not signed yet; raises BadPackage."""
    strangers = sorted(p.name for p in folder.glob("*.yaml") if p.name not in NAMES)
    if strangers:
        raise BadPackage(phrase("library.unknown-file", files=", ".join(strangers)[:200]))
    if not _ID.fullmatch(guide.id):
        raise BadPackage(phrase("library.bad-id", id=guide.id[:80]))
    if not is_version(guide.version):
        raise BadPackage(phrase("library.bad-version", version=guide.version[:40]))
    files = {name: _read(folder / name) for name in NAMES if (folder / name).exists()}
    entries = tuple(
        FileEntry(name, len(content), hashlib.sha256(content).hexdigest())
        for name, content in files.items()
    )
    manifest = Manifest(
        guide.id, guide.version, guide.rules, guide.content, on.isoformat(), entries
    )
    package = Package(manifest, (), files)
    if len(package.to_bytes()) > MAX_BYTES:
        raise BadPackage(phrase("library.too-large", megabytes=MAX_BYTES // 2**20))
    return package


def _read(path: Path) -> bytes:
    try:
        return read_limited(path)
    except OSError as error:
        raise CannotRead(path, error) from error


def load_package(path: Path) -> Package:
    """The guide in the file at `path`; raises CannotRead or BadPackage."""
    try:
        check_file(path)
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CannotRead(path, error) from error
    return read_package(raw)


def read_package(raw: bytes) -> Package:
    """The guide in these bytes; raises BadPackage unless they are exactly one."""
    if len(raw) > MAX_BYTES:
        raise BadPackage(phrase("library.too-large", megabytes=MAX_BYTES // 2**20))
    if not raw.startswith(MAGIC):
        known = raw.startswith(_FAMILY) and raw[len(_FAMILY) : len(_FAMILY) + 1].isdigit()
        raise BadPackage(phrase("library.newer-format" if known else "library.not-a-package"))
    end = raw.find(b"\n\n", 0, MAX_HEADER)
    if end < 0:
        raise _damaged()
    manifest, signatures = read_header(raw[: end + 2])
    files, start = {}, end + 2
    for entry in manifest.files:
        files[entry.name] = raw[start : start + entry.size]
        start += entry.size
    if start != len(raw):
        raise _damaged()
    return Package(manifest, signatures, files)


def read_header(raw: bytes) -> tuple[Manifest, tuple[Signature, ...]]:
    """Manifest and signatures from the first lines of a file; raises BadPackage.

    Written again they give these very bytes: there is no second way to say the same.
    """
    try:
        lines = raw.decode("ascii").split("\n")
        manifest = _manifest(json.loads(lines[1]))
        signatures = tuple(_signature(line) for line in lines[2:-2])
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, BadKey):
        raise _damaged() from None
    keys = [signature.key.text for signature in signatures]
    if (
        len(keys) > MAX_SIGNATURES
        or keys != sorted(set(keys))
        or Package(manifest, signatures, {}).header != raw
    ):
        raise _damaged()
    return manifest, signatures


def _damaged() -> BadPackage:
    return BadPackage(phrase("library.damaged"))


def _manifest(data: Any) -> Manifest:
    files = tuple(
        FileEntry(_text(f["name"]), _size(f["size"]), _text(f["sha256"], _HASH))
        for f in data["files"]
    )
    names = [entry.name for entry in files]
    if names != [name for name in NAMES if name in names] or not set(FILES) <= set(names):
        raise ValueError("names")
    return Manifest(
        guide=_text(data["guide"], _ID),
        version=_version(data["version"]),
        rules=_text(data["rules"], _HASH),
        content=_text(data["content"], _HASH),
        date=date.fromisoformat(_text(data["date"])).isoformat(),
        files=files,
    )


def _text(value: Any, form: re.Pattern[str] | None = None) -> str:
    if not isinstance(value, str) or (form and not form.fullmatch(value)):
        raise ValueError("form")
    return value


def _version(value: Any) -> str:
    if not is_version(_text(value)):
        raise ValueError("version")
    return str(value)


def _size(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= MAX_BYTES:
        raise ValueError("size")
    return value


def _signature(line: str) -> Signature:
    key, _, value = line.partition(" ")
    return Signature(parse_public(key), bytes.fromhex(_text(value, _SIGNATURE)))
