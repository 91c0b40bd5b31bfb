"""Leaves out of Qt's copy of ICU the data of languages and scripts the program does not speak.

The library keeps its size: what is left out is taken off its table of contents and blanked, so
that it takes no room once compressed. Sorting, time zones and letters work as before.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

MAGIC = b"\xda\x27"
NAMES = b"CmnD"

KEPT_LOCALES = re.compile(r"(root|en|fr|pool|res_index|tzdbNames)(_\w+)?\.res")
DROPPED = re.compile(r".*\.(cnv|dict|cfu)|translit/.*|rbnf/.*|unames\.icu")
ALWAYS = re.compile(
    r"(brkitr/.*\.brk|coll/ucadata\.icu|.*\.(nrm|spp|icu)"
    r"|(supplementalData|likelySubtags|langInfo|zoneinfo64|timezoneTypes|windowsZones|metaZones"
    r"|metadata|numberingSystems|pluralRanges|plurals|dayPeriods|currencyNumericCodes|genderList"
    r"|grammaticalFeatures|icustd|icuver|keyTypeData|units)\.res)"
)


class NotIcu(ValueError):
    """The file is not ICU's data library, or one of another form."""


@dataclass(frozen=True)
class Item:
    """One file of data inside the library: its name, and what the table says of it."""

    name: str
    name_offset: int
    start: int


def is_kept(name: str) -> bool:
    """Whether the program has a use for the data `name`, such as "coll/fr.res"."""
    if DROPPED.fullmatch(name):
        return False
    return bool(ALWAYS.fullmatch(name) or KEPT_LOCALES.fullmatch(name.split("/")[-1]))


def lighten(library: bytes) -> bytes:
    """The library with only the data that is kept; raises NotIcu."""
    start = library.find(NAMES) - 12
    if start < 0 or library[start + 2 : start + 4] != MAGIC:
        raise NotIcu("no table of ICU's data in this file")
    table = start + struct.unpack_from("<H", library, start)[0]
    items = _items(library, table)
    lighter = bytearray(library)
    for item, after in zip(items, [*items[1:], None], strict=True):
        # The last one's end is written nowhere: it stays.
        if after is not None and not is_kept(item.name):
            size = after.start - item.start
            lighter[table + item.start : table + item.start + size] = bytes(size)
    kept = [item for item in items[:-1] if is_kept(item.name)] + items[-1:]
    struct.pack_into("<I", lighter, table, len(kept))
    for number, item in enumerate(kept):
        struct.pack_into("<II", lighter, table + 4 + 8 * number, item.name_offset, item.start)
    return bytes(lighter)


def names(library: bytes) -> list[str]:
    """The names of the data in the library; raises NotIcu."""
    start = library.find(NAMES) - 12
    if start < 0 or library[start + 2 : start + 4] != MAGIC:
        raise NotIcu("no table of ICU's data in this file")
    table = start + struct.unpack_from("<H", library, start)[0]
    return [item.name for item in _items(library, table)]


def _items(library: bytes, table: int) -> list[Item]:
    (count,) = struct.unpack_from("<I", library, table)
    if not 0 < count < 100_000:
        raise NotIcu("the table of ICU's data makes no sense")
    items = []
    for number in range(count):
        name_offset, start = struct.unpack_from("<II", library, table + 4 + 8 * number)
        end = library.index(b"\0", table + name_offset)
        path = library[table + name_offset : end].decode("ascii")
        items.append(Item(path.partition("/")[2], name_offset, start))
    return items
