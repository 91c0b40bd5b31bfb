"""The classifier's weights, as one file: made by training, read here without any library.

The file, little-endian: 8 bytes of mark and version · length of the header · header (JSON) · for
each of 2^15 buckets the rank of its first feature · for each feature its check of 16 bits, then
its share in a text's length, then one weight a label · CRC-32 of all that comes before. A feature
is found by the upper bits of its number (the bucket) and confirmed by the lower ones.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from zlib import crc32

from desktop.suggest.choosing import Thresholds
from desktop.suggest.kinds import Kinds
from desktop.suggest.model import Ask
from desktop.suggest.spelling import Spelling

MARK = b"aigsay\x00\x02"
BUCKET_BITS = 15
ZERO = 128
"""A weight is a byte: this one is no weight at all."""

SHARE_STEP = 0.5
"""Squares of a feature's weight in a text are kept in such steps."""

_SHIFT = 32 - BUCKET_BITS
_CHECK = 0xFFFF


class BadWeights(Exception):
    """A file that is not, or no longer, a file of weights."""


@dataclass(frozen=True, slots=True)
class Header:
    """What is known of the labels and of the choice between them.

    `needs`: from hash_needs. A likelihood is 1 / (1 + exp(-(slope * score + offset))).
    `unknown_share`: what a feature that training never met adds to a text's length. `kinds`: the
    words of each kind. `often` and `seldom`: the words that training met, as Spelling takes them.
    """

    needs: str
    labels: tuple[str, ...]
    asks: tuple[Ask, ...]
    scale: tuple[float, ...]
    bias: tuple[float, ...]
    slope: tuple[float, ...]
    offset: tuple[float, ...]
    unknown_share: float
    kinds: dict[str, str]
    often: str
    seldom: str
    limits: Thresholds


class Weights:
    """Weights that can be asked."""

    def __init__(self, raw: bytes) -> None:
        """Reads the file's bytes; raises BadWeights."""
        if raw[: len(MARK)] != MARK or len(raw) < 64:
            raise BadWeights("mark")
        if struct.unpack_from("<I", raw, len(raw) - 4)[0] != crc32(memoryview(raw)[:-4]):
            raise BadWeights("sum")
        (size,) = struct.unpack_from("<I", raw, len(MARK))
        at = len(MARK) + 4 + size
        self.header = _to_header(raw[len(MARK) + 4 : at])
        self.kinds = Kinds(self.header.kinds)
        self.spelling = Spelling(self.header.often, self.header.seldom, self.kinds)
        starts_size = 2 * ((1 << BUCKET_BITS) + 1)
        self._starts = _to_numbers(raw[at : at + starts_size])
        at += starts_size
        count = self._starts[-1]
        self._checks = _to_numbers(raw[at : at + 2 * count])
        at += 2 * count
        self.shares = raw[at : at + count]
        at += count
        self.columns = [
            raw[at + count * rank : at + count * (rank + 1)]
            for rank in range(len(self.header.labels))
        ]

    def find(self, feature: int) -> int | None:
        """The row of a feature, None when training never met it."""
        bucket = feature >> _SHIFT
        check = feature & _CHECK
        checks = self._checks
        for row in range(self._starts[bucket], self._starts[bucket + 1]):
            if checks[row] == check:
                return row
        return None


def hash_needs(needs: Iterable[str]) -> str:
    """What tells whether weights were made for these needs, whatever their order."""
    return hashlib.sha256("\n".join(sorted(needs)).encode()).hexdigest()


def sort_features(features: Iterable[int]) -> list[int]:
    """Features in the order of the file, one for each place and check."""
    unique = {(feature >> _SHIFT, feature & _CHECK): feature for feature in sorted(features)}
    return [unique[key] for key in sorted(unique)]


def to_bytes(
    header: Header, features: Sequence[int], shares: bytes, columns: Sequence[bytes]
) -> bytes:
    """The file's bytes; `features` come from sort_features, `columns` in the order of labels."""
    coded = json.dumps(asdict(header), sort_keys=True, separators=(",", ":")).encode()
    starts = array("H", [0]) * ((1 << BUCKET_BITS) + 1)
    for feature in features:
        starts[(feature >> _SHIFT) + 1] += 1
    for bucket in range(1 << BUCKET_BITS):
        starts[bucket + 1] += starts[bucket]
    checks = array("H", [feature & _CHECK for feature in features])
    if sys.byteorder == "big":
        starts.byteswap()
        checks.byteswap()
    parts = [MARK, struct.pack("<I", len(coded)), coded, starts.tobytes(), checks.tobytes(), shares]
    body = b"".join([*parts, *columns])
    return body + struct.pack("<I", crc32(body))


def _to_header(coded: bytes) -> Header:
    read = json.loads(coded)
    return Header(
        needs=read["needs"],
        labels=tuple(read["labels"]),
        asks=tuple(Ask(ask["id"], tuple(ask["needs"])) for ask in read["asks"]),
        scale=tuple(read["scale"]),
        bias=tuple(read["bias"]),
        slope=tuple(read["slope"]),
        offset=tuple(read["offset"]),
        unknown_share=read["unknown_share"],
        kinds=read["kinds"],
        often=read["often"],
        seldom=read["seldom"],
        limits=Thresholds(**read["limits"]),
    )


def _to_numbers(raw: bytes) -> array[int]:
    numbers = array("H", raw)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
