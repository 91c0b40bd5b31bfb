"""A file to be routed, looked over once before its rows are read: its signs, its separator."""

from __future__ import annotations

import codecs
import csv
import io
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any, BinaryIO

from desktop.errors import BadRequest, CannotRead
from desktop.text import phrase

ENCODINGS = ("utf-8", "latin-1", "cp1252", "utf-16")
MAX_BYTES = 2 * 1024**3
MAX_LINE = 8 * 1024**2
"""Characters of a line: the longest row of a spreadsheet is far shorter."""
SEPARATORS = (";", ",", "\t")
_PART = 64 * 1024
_HEAD = 64 * 1024
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file whose every byte is known to be text; `content` stands at its beginning."""

    content: BinaryIO
    size: int
    encoding: str
    separator: str
    newline: str
    has_mark: bool
    """Whether it begins with the mark that spreadsheets put before UTF-8."""
    has_nul: bool


@contextmanager
def open_source(name: str, standard_input: BinaryIO, encoding: str) -> Iterator[Source]:
    """Opens the file ("-": the standard input); raises CannotRead, BadRequest."""
    with ExitStack() as stack:
        try:
            content = stack.enter_context(_content(name, standard_input))
            source = _look(content, encoding)
        except OSError as error:
            raise CannotRead(name, error) from error
        yield source  # whatever is raised from here on is not of this file


class _Named(io.FileIO):
    """A file that says which it is when it can no longer be read (a stick pulled out)."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._shown = name

    def readinto(self, buffer: Any, /) -> int:
        """As `io.FileIO`; raises CannotRead."""
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise CannotRead(self._shown, error) from error


@contextmanager
def _content(name: str, standard_input: BinaryIO) -> Iterator[BinaryIO]:
    """The bytes in a file that can be read twice."""
    if name == "-":
        with _copied(standard_input) as copy:
            yield copy
        return
    with io.BufferedReader(_Named(name)) as file:
        if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            yield file
            return
        with _copied(file) as copy:
            yield copy


@contextmanager
def _copied(stream: BinaryIO) -> Iterator[BinaryIO]:
    with tempfile.TemporaryFile() as copy:  # private, and gone however this ends
        left = MAX_BYTES + 1
        while left > 0 and (part := stream.read(min(_PART, left))):
            copy.write(part)
            left -= len(part)
        copy.seek(0)
        yield copy


def _look(content: BinaryIO, encoding: str) -> Source:
    size = content.seek(0, os.SEEK_END)
    if size > MAX_BYTES:
        raise BadRequest(phrase("batch.too-large", gigabytes=MAX_BYTES // 1024**3))
    content.seek(0)
    begins = content.read(4)
    if encoding == "utf-8" and begins.startswith(_UTF16):
        raise BadRequest(phrase("batch.utf-16"))
    has_mark = begins.startswith(codecs.BOM_UTF8)
    content.seek(0)
    has_nul = _read_through(content, encoding)
    content.seek(0)
    head = content.read(_HEAD).decode("utf-8-sig" if has_mark else encoding, "ignore")
    content.seek(0)
    first = head.partition("\n")[0]
    newline = "\r\n" if first.endswith("\r") else "\n"
    named = "utf-8-sig" if encoding == "utf-8" else encoding
    return Source(content, size, named, _separator(head), newline, has_mark, has_nul)


def _read_through(content: BinaryIO, encoding: str) -> bool:
    """Whether there is a NUL in the text; raises BadRequest where it is no text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines, since, has_nul = 1, 0, False
    while True:
        part = content.read(_PART)
        try:
            text = decoder.decode(part, final=not part)
        except UnicodeError as error:  # of UTF-16 without its mark nothing else is said
            if isinstance(error, UnicodeDecodeError):
                lines += error.object[: error.start].count(b"\n")
            key = "batch.not-utf8" if encoding == "utf-8" else "batch.not-encoding"
            raise BadRequest(phrase(key, line=lines, encoding=encoding)) from None
        if not part:
            return has_nul
        lines += text.count("\n")
        end = max(text.rfind("\n"), text.rfind("\r"))
        since = since + len(text) if end < 0 else len(text) - end - 1
        if since > MAX_LINE:
            raise BadRequest(phrase("batch.long-line", line=lines, megabytes=MAX_LINE // 1024**2))
        has_nul = has_nul or "\0" in text


def _separator(head: str) -> str:
    """The one of the three that cuts the first line into the most cells."""
    return max(SEPARATORS, key=lambda each: len(_first_row(head, each)))


def _first_row(head: str, separator: str) -> list[str]:
    lines = head.splitlines(keepends=True)
    try:
        return next(csv.reader(lines, delimiter=separator), [])
    except csv.Error:
        return []
