"""The keys whose guides this installation takes: a list that a person keeps by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desktop.library.kept_json import Damaged, Newer, read_json, write_json
from desktop.library.keys import BadKey, PublicKey, parse_public
from desktop.library.package import Package
from desktop.text import Phrase, phrase

FILE = "trusted-keys.json"
MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class Trusted:
    """A key, whose it is said to be, and since when it is trusted."""

    key: PublicKey
    name: str
    since: str


def load_trusted(data: Path) -> tuple[Trusted, ...]:
    """The trusted keys of the data folder; raises BadKey if their file is damaged."""
    try:
        kept = read_json(data / FILE) or {"keys": []}
        return tuple(
            Trusted(
                parse_public(item["key"]), str(item["name"])[:MAX_NAME], str(item["since"])[:10]
            )
            for item in kept["keys"]
        )
    except Newer:
        raise BadKey(phrase("library.trust-newer", path=str(data / FILE))) from None
    except (Damaged, KeyError, TypeError, AttributeError, BadKey):
        raise BadKey(phrase("library.trust-damaged", path=str(data / FILE))) from None


def trust(data: Path, key: PublicKey, name: str, on: date) -> bool:
    """Adds a key, or gives it another name; whether it was new. Raises BadKey, CannotWrite."""
    known = load_trusted(data)
    others = [item for item in known if item.key != key]
    is_new = len(others) == len(known)
    since = on.isoformat() if is_new else next(i.since for i in known if i.key == key)
    _save(data, [*others, Trusted(key, name[:MAX_NAME], since)])
    return is_new


def distrust(data: Path, named: str) -> tuple[Trusted, ...]:
    """Removes the keys that begin with this text or have this name; which. Raises BadKey."""
    known = load_trusted(data)
    start = named.upper()
    gone = tuple(i for i in known if i.name == named or (start and i.key.text.startswith(start)))
    if len(gone) > 1 and named not in {item.name for item in gone}:
        raise BadKey(phrase("library.several-keys", named=named[:80]))
    if gone:
        _save(data, [item for item in known if item not in gone])
    return gone


def _save(data: Path, keys: Iterable[Trusted]) -> None:
    listed = [{"key": k.key.text, "name": k.name, "since": k.since} for k in keys]
    write_json(data / FILE, {"keys": listed})


def signers(package: Package, trusted: Iterable[Trusted]) -> tuple[Trusted, ...]:
    """The trusted keys that have signed this package, verified."""
    by_key = {item.key: item for item in trusted}
    return tuple(
        by_key[signature.key]
        for signature in package.signatures
        if signature.key in by_key
        and signature.key.has_signed(package.manifest.signed, signature.value)
    )


def reasons_against(package: Package, trusted: tuple[Trusted, ...]) -> list[Phrase]:
    """Why its signatures are not enough; nothing when one trusted key has signed it."""
    if signers(package, trusted):
        return []
    if not package.signatures:
        return [phrase("library.reason.not-signed")]
    known = {item.key: item for item in trusted}
    reasons = [
        phrase("library.reason.false-signature", name=known[signature.key].name)
        for signature in package.signatures
        if signature.key in known
    ]
    if reasons:
        return reasons
    keys = ", ".join(signature.key.short for signature in package.signatures)
    return [phrase("library.reason.unknown-key", keys=keys)]
