"""Takes the search paths of the building machine off libraries: none of its folders is shipped."""

from __future__ import annotations

import struct

MAGIC = b"\x7fELF\x02\x01"  # 64 bits, little-endian
DYNAMIC, STRINGS, RPATH, RUNPATH = 2, 5, 15, 29
_HEADER, _ENTRY = 56, 16


def without_search_paths(library: bytes) -> bytes:
    """The library without any search path that is not relative to itself."""
    if not library.startswith(MAGIC):
        return library
    table = _dynamic_table(library)
    if table is None:
        return library
    start, entries = table
    kept = [entry for entry in entries if not _is_foreign(library, entry, entries)]
    if kept == entries:
        return library
    cleaned = bytearray(library)
    for number in range(len(entries)):
        tag, value = kept[number] if number < len(kept) else (0, 0)
        struct.pack_into("<QQ", cleaned, start + number * _ENTRY, tag, value)
    for tag, value in entries:
        if (tag, value) not in kept:
            where = _to_offset(library, dict(entries)[STRINGS]) + value
            end = cleaned.index(b"\0", where)
            cleaned[where:end] = bytes(end - where)
    return bytes(cleaned)


def _is_foreign(library: bytes, entry: tuple[int, int], entries: list[tuple[int, int]]) -> bool:
    if entry[0] not in (RPATH, RUNPATH):
        return False
    start = _to_offset(library, dict(entries)[STRINGS]) + entry[1]
    paths = library[start : library.index(b"\0", start)].split(b":")
    return not all(path.startswith(b"$ORIGIN") for path in paths)


def _headers(library: bytes) -> list[tuple[int, int, int, int]]:
    """Each part of the library: its kind, place in the file, address and size in the file."""
    (start,) = struct.unpack_from("<Q", library, 32)
    (count,) = struct.unpack_from("<H", library, 56)
    parts = []
    for number in range(count):
        kind, _, place, address, _, size = struct.unpack_from(
            "<IIQQQQ", library, start + number * _HEADER
        )
        parts.append((kind, place, address, size))
    return parts


def _dynamic_table(library: bytes) -> tuple[int, list[tuple[int, int]]] | None:
    for kind, place, _, size in _headers(library):
        if kind == DYNAMIC:
            count = size // _ENTRY
            entries = [struct.unpack_from("<QQ", library, place + n * _ENTRY) for n in range(count)]
            return place, [(tag, value) for tag, value in entries]
    return None


def _to_offset(library: bytes, address: int) -> int:
    for kind, place, start, size in _headers(library):
        if kind == 1 and start <= address < start + size:
            return address - start + place
    raise ValueError("an address outside of the library")
