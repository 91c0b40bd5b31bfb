"""Takes a guide into use, or goes back to the one before: whole or not at all, saying why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from desktop import paths
from desktop.errors import AiguillageError, BadRequest, CannotRead
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.library import shelf
from desktop.library.admission import against_guide, against_manifest
from desktop.library.adoption import InUse, find_in_use, prove_once
from desktop.library.chosen import FILE, Chosen, Entry, write_chosen
from desktop.library.copies import library_folder, load_copy, name_of
from desktop.library.kept_json import Damaged, refuse_newer
from desktop.library.lock import alone
from desktop.library.package import SUFFIX, BadPackage, Manifest, Package, load_package
from desktop.library.proofs import shipped
from desktop.library.trust import load_trusted, reasons_against
from desktop.library.versions import rank
from desktop.sources import is_folder
from desktop.text import Phrase, phrase, say

MAX_FILES = 100
"""How many guides are looked at in one folder or on one stick."""


class UpdateRefused(AiguillageError):
    """A guide that is not taken into use; the one in use stays. `reasons`: one sentence each."""

    def __init__(self, used: Guide, reasons: Iterable[Phrase]) -> None:
        super().__init__(phrase("library.refused", version=used.version))
        self.reasons = tuple(reasons)

    def say(self, language: str) -> str:
        lines = [super().say(language), *(f"· {say(reason, language)}" for reason in self.reasons)]
        return "\n".join(lines)


@dataclass(frozen=True)
class Change:
    """What came of it: the version in use before and now, and files that were passed over."""

    before: str
    now: str
    is_new: bool
    passed_over: tuple[Phrase, ...] = ()


def install(data: Path, source: Path, older: bool, on: date) -> Change:
    """Takes into use the guide in a file, or the newest that fits in a folder or on a stick.

    Raises UpdateRefused, CannotRead, BadPackage, BadRequest, CannotWrite.
    """
    library = library_folder(data)
    with alone(library):
        used = _begin(library, data, on)
        if not is_folder(source):
            return _install_file(data, load_package(source), used, older, on)
        return _install_newest(data, source, used, older, on)


def _begin(library: Path, data: Path, on: date) -> InUse:
    """The guide in use before a change; the library is held. Raises NewerData."""
    refuse_newer(library / FILE)
    shelf.sweep(library)
    return find_in_use(data, on)


def _install_newest(data: Path, source: Path, used: InUse, older: bool, on: date) -> Change:
    reasons: list[Phrase] = []
    for path in _newest_first(source, reasons):
        try:
            change = _install_file(data, load_package(path), used, older, on)
        except UpdateRefused as refused:
            reasons += [_of_file(path, reason) for reason in refused.reasons]
            continue
        return replace(change, passed_over=tuple(reasons))
    raise UpdateRefused(used.guide, reasons or [phrase("library.reason.no-file")])


def _newest_first(source: Path, reasons: list[Phrase]) -> list[Path]:
    try:
        found = sorted(p for p in source.iterdir() if p.suffix == SUFFIX and p.name[0] != ".")
    except OSError as error:
        raise CannotRead(source, error) from error
    if len(found) > MAX_FILES:
        raise BadRequest(phrase("library.too-many-files", limit=MAX_FILES))
    ranked: list[tuple[tuple[int, ...], str, str, Path]] = []
    for path in found:
        try:
            manifest = load_package(path).manifest
        except (BadPackage, CannotRead) as error:
            reasons.append(_of_file(path, error.phrase))
            continue
        ranked.append((rank(manifest.version), manifest.date, path.name, path))
    return [path for *_, path in sorted(ranked, reverse=True)]


def _of_file(path: Path, reason: Phrase) -> Phrase:
    return phrase("library.reason.of-file", file=path.name[:80], reason=reason)


def _install_file(data: Path, package: Package, used: InUse, older: bool, on: date) -> Change:
    guide, manifest = used.guide, package.manifest
    is_same = (manifest.rules, manifest.content) == (guide.rules, guide.content)
    reasons = against_manifest(data, package, guide, older or is_same)
    if reasons:
        raise UpdateRefused(guide, reasons)
    if is_same:
        return Change(guide.version, guide.version, is_new=False)
    library = library_folder(data)
    with shelf.staged(library, package) as folder:
        reasons = against_guide(data, folder, manifest, guide, on)
        if reasons:
            raise UpdateRefused(guide, reasons)
        shelf.put(library, package, folder)
    entry = _entry(manifest.guide, manifest.version, manifest.rules, manifest.content, on)
    return _choose(library, entry, used, on)


def _entry(guide: str, version: str, rules: str, content: str, on: date) -> Entry:
    return Entry(guide, version, rules, content, on.isoformat())


def _choose(library: Path, entry: Entry, used: InUse, on: date) -> Change:
    """Puts the guide in use among those before, and `entry` in its place: one write, the last."""
    before = used.entry
    if before is None:
        shelf.put_shipped(library, used.guide, on)
        before = _entry_of(used.guide, on)
    return _write(library, entry, (*used.before, before), used)


def _entry_of(guide: Guide, on: date) -> Entry:
    return _entry(guide.id, guide.version, guide.rules, guide.content, on)


def _write(library: Path, entry: Entry, before: tuple[Entry, ...], used: InUse) -> Change:
    newest = max(rank(used.guide.version), rank(shipped().version))
    current = entry._replace(held=rank(entry.version) < newest)
    write_chosen(library, Chosen(current, before))
    return Change(used.guide.version, entry.version, is_new=True)


def roll_back(data: Path, on: date) -> Change:
    """Back to the guide before this one; raises UpdateRefused if there is none that is whole."""
    library = library_folder(data)
    with alone(library):
        used = _begin(library, data, on)
        if not used.before:
            raise UpdateRefused(used.guide, [phrase("library.reason.none-before")])
        last = used.before[-1]
        _refuse_unfit(data, last.rules, last.content, used, on)
        return _write(library, last._replace(since=on.isoformat()), used.before[:-1], used)


def use(data: Path, named: str, on: date) -> Change:
    """Takes into use a guide that is kept here, by version or the beginning of its name.

    Raises UpdateRefused, or BadRequest when none or several are meant.
    """
    library = library_folder(data)
    with alone(library):
        used = _begin(library, data, on)
        entry = _find(library, named, used, on)
        if (entry.rules, entry.content) == (used.guide.rules, used.guide.content):
            return Change(entry.version, entry.version, is_new=False)
        _refuse_unfit(data, entry.rules, entry.content, used, on)
        return _choose(library, entry, used, on)


def _find(library: Path, named: str, used: InUse, on: date) -> Entry:
    own = load_guide(paths.shipped_guide())
    shelf.put_shipped(library, own, on)
    found = {}
    for name in shelf.kept(library):
        try:
            manifest = shelf.read_copy(library / name).manifest
        except Damaged:
            continue  # said by `list`
        if manifest.guide == used.guide.id and _is_meant(manifest, named):
            found[name] = _entry(
                manifest.guide, manifest.version, manifest.rules, manifest.content, on
            )
    if len(found) != 1:
        key = "library.several-found" if found else "library.none-found"
        raise BadRequest(phrase(key, named=named[:40], names=", ".join(found)))
    return next(iter(found.values()))


def _is_meant(manifest: Manifest, named: str) -> bool:
    """By its version, or by the beginning of its folder's name or of its second hash."""
    names = (name_of(manifest.rules, manifest.content), manifest.content)
    by_hash = len(named) >= 4 and any(name.startswith(named.lower()) for name in names)
    return manifest.version == named or by_hash


def _refuse_unfit(data: Path, rules: str, content: str, used: InUse, on: date) -> None:
    """A kept guide is looked at again: whole, still trusted, proved by this program."""
    library = library_folder(data)
    try:
        package = shelf.read_copy(library / name_of(rules, content))
        guide = load_copy(library, rules, content)
    except Damaged:
        raise UpdateRefused(used.guide, [phrase("library.reason.copy-damaged")]) from None
    # A copy that nobody signed came with the program itself.
    reasons = reasons_against(package, load_trusted(data)) if package.signatures else []
    reasons += prove_once(library, guide, on)
    if reasons:
        raise UpdateRefused(used.guide, reasons)
