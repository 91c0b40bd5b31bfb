"""Ed25519 keys: made, kept in a private file, read over the telephone; signs and verifies."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.errors import AiguillageError, CannotRead, CannotWrite, is_newer
from desktop.files import sync_folder
from desktop.text import phrase
from desktop.ticket import symbols

FORMAT = 1
SIGNATURE_BYTES = 64
MEMORY = 64 * 2**20
"""What guessing a passphrase costs, in bytes of memory each time; and three passes over it."""

_PASSES = 3
_MOST_MEMORY, _MOST_PASSES = 2**30, 20
_KEY_BYTES = 32
_CHARACTERS = 52  # of five bits: 256 bits and four to spare
_LENGTH = len(symbols.with_checks([0] * _CHARACTERS))
_MAX_BYTES = 64 * 1024
_LOOKS_LIKE = str.maketrans("OIL", "011", "-_ \t\n\u00a0")

AskPassphrase = Callable[[], str]


class BadKey(AiguillageError):
    """A key that cannot be read, opened or recognised."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The public half: 32 bytes, and a text with check characters that a person can dictate."""

    raw: bytes

    @property
    def text(self) -> str:
        """Fourteen groups of four: two wrong or swapped characters never go unnoticed."""
        digits = symbols.from_number(int.from_bytes(self.raw, "big"))
        padded = [0] * (_CHARACTERS - len(digits)) + digits
        return symbols.write(symbols.with_checks(padded))

    @property
    def short(self) -> str:
        """The first two groups, to tell keys apart on a page."""
        return self.text[:9]

    def has_signed(self, message: bytes, signature: bytes) -> bool:
        """Whether `signature` is this key's, over exactly these bytes."""
        from nacl.exceptions import CryptoError  # late: only signatures need it
        from nacl.signing import VerifyKey

        try:
            VerifyKey(self.raw).verify(message, signature)
        except (CryptoError, ValueError):
            return False
        return True


def parse_public(typed: str) -> PublicKey:
    """The key in a typed text, whatever its case and spaces; raises BadKey."""
    if len(typed) > 400:
        raise BadKey(phrase("library.key-mistyped"))
    letters = typed.upper().translate(_LOOKS_LIKE)
    found = [symbols.ALPHABET.find(letter) for letter in letters]
    if len(found) != _LENGTH:
        raise BadKey(phrase("library.key-length", found=len(found), expected=_LENGTH))
    digits = symbols.without_checks(found) if min(found) >= 0 else None
    if digits is None or symbols.to_number(digits) >> (8 * _KEY_BYTES):
        raise BadKey(phrase("library.key-mistyped"))
    return PublicKey(symbols.to_number(digits).to_bytes(_KEY_BYTES, "big"))


class PrivateKey:
    """The secret half, in memory."""

    def __init__(self, seed: bytes) -> None:
        from nacl.signing import SigningKey  # late: only signatures need it

        self._key = SigningKey(seed)

    @property
    def public(self) -> PublicKey:
        """The half to give away."""
        return PublicKey(bytes(self._key.verify_key))

    def sign(self, message: bytes) -> bytes:
        """The signature of these bytes: the same each time."""
        return bytes(self._key.sign(message).signature)

    def save(self, path: Path, passphrase: str | None = None) -> None:
        """Writes the key at `path`, for its owner's eyes only; never over another file.

        Raises BadKey where there is a file, CannotWrite.
        """
        seed = bytes(self._key)
        secret = {"seed": seed.hex()} if passphrase is None else _closed(seed, passphrase)
        content = {"format": FORMAT, "public": self.public.text, **secret}
        _write_private(path, json.dumps(content, indent=1).encode("utf-8") + b"\n")


def make_key() -> PrivateKey:
    """A new key."""
    return PrivateKey(os.urandom(_KEY_BYTES))


def load_key(path: Path, ask: AskPassphrase) -> PrivateKey:
    """The private key in a file; `ask` is called when it is closed by a passphrase.

    Raises CannotRead, or BadKey.
    """
    try:
        with path.open("rb") as file:
            data = json.loads(file.read(_MAX_BYTES))
    except OSError as error:
        raise CannotRead(path, error) from error
    except (ValueError, RecursionError):
        raise BadKey(phrase("library.not-a-key", path=str(path))) from None
    if isinstance(data, dict) and is_newer(data.get("format"), FORMAT):
        raise BadKey(phrase("library.key-newer", path=str(path)))
    try:
        seed = bytes.fromhex(data["seed"]) if "seed" in data else _opened(data, ask)
        key = PrivateKey(seed)
    except (KeyError, TypeError, ValueError):
        raise BadKey(phrase("library.not-a-key", path=str(path))) from None
    return key


def _closed(seed: bytes, passphrase: str) -> dict[str, Any]:
    from nacl.pwhash import argon2id  # late: only a passphrase needs it
    from nacl.secret import SecretBox

    salt = os.urandom(argon2id.SALTBYTES)
    box = SecretBox(_stretched(passphrase, salt, _PASSES, MEMORY))
    return {
        "argon2id": {"salt": salt.hex(), "passes": _PASSES, "memory": MEMORY},
        "closed": bytes(box.encrypt(seed)).hex(),
    }


def _opened(data: dict[str, Any], ask: AskPassphrase) -> bytes:
    from nacl.exceptions import CryptoError  # late: only a passphrase needs it
    from nacl.secret import SecretBox

    cost = data["argon2id"]
    passes, memory = int(cost["passes"]), int(cost["memory"])
    if passes > _MOST_PASSES or memory > _MOST_MEMORY:
        raise ValueError("a key file must not be able to take all the memory")
    closed, salt = bytes.fromhex(data["closed"]), bytes.fromhex(cost["salt"])
    try:
        box = SecretBox(_stretched(ask(), salt, passes, memory))
        return bytes(box.decrypt(closed))
    except CryptoError:
        raise BadKey(phrase("library.wrong-passphrase")) from None


def _stretched(passphrase: str, salt: bytes, passes: int, memory: int) -> bytes:
    from nacl.pwhash import argon2id  # late: only a passphrase needs it

    typed = passphrase.encode("utf-8", "surrogateescape")  # the bytes, whatever they are
    return argon2id.kdf(_KEY_BYTES, typed, salt, passes, memory)


def _write_private(path: Path, content: bytes) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(path.parent)
    except FileExistsError:
        raise BadKey(phrase("library.key-exists", path=str(path))) from None
    except OSError as error:
        raise CannotWrite(path, error) from error
