"""What may leave a machine: numbers, dates, versions, and words that are the program's own."""

from __future__ import annotations

import builtins
import os
import pkgutil
import re
from collections.abc import Iterator
from functools import cache

import desktop
from desktop.errors import AiguillageError
from desktop.register.acts import Act
from desktop.text import load_catalogue

OTHER = "(other)"
"""Stands for a word that is not the program's own."""

VERSION = re.compile(r"\d{1,5}(\.\d{1,9}){0,7}((a|b|rc|\.dev|\.post)\d{1,4})?")
_PLACE = re.compile(r"(\w+\.py):(\d{1,5})")
_ELSEWHERE = {
    *("BadZipFile", "DatabaseError", "IntegrityError", "OperationalError", "ParserError"),
    *("CompileError", "JSONDecodeError", "TimeoutExpired", "TOMLDecodeError", "TypstError"),
    *("Damaged", "Newer"),
    *("YAMLError", "CryptoError", "InvalidkeyError", "SQLAlchemyError"),
}
"""Errors of the libraries and of Python's own modules."""


def version(text: str) -> str:
    """The text if it is a version."""
    return text if VERSION.fullmatch(text) else OTHER


def error(name: str) -> str:
    """The name if it is that of an error of the program, of Python or of a library."""
    return name if name in _errors() else OTHER


def key(name: str) -> str:
    """The key if one of the product's sentences has it."""
    keys = load_catalogue("fr")
    return name if {name, f"{name}.one"} & keys.keys() else OTHER


def act(name: str) -> str:
    """The name if it is that of something done about the advisors of a desk."""
    return name if name in {each.value for each in Act} else OTHER


def place(text: str) -> str:
    """`file.py:line` if the file is one of the program's."""
    found = _PLACE.fullmatch(text)
    return text if found and found[1] in _files() else OTHER


@cache
def _errors() -> frozenset[str]:
    of_python = {
        name
        for name, value in vars(builtins).items()
        if isinstance(value, type) and issubclass(value, BaseException)
    }
    return frozenset({*of_python, *_ELSEWHERE, *(kind.__name__ for kind in _ours())})


def _ours(above: type[AiguillageError] = AiguillageError) -> Iterator[type[AiguillageError]]:
    yield above
    for kind in above.__subclasses__():
        yield from _ours(kind)


@cache
def _files() -> frozenset[str]:
    """The names of the program's files; a packed program knows its modules, and has no files."""
    return frozenset(_names(list(desktop.__path__)))


def _names(folders: list[str]) -> Iterator[str]:
    yield "__init__.py"
    for module in pkgutil.iter_modules(folders):
        yield f"{module.name}.py"
        if module.ispkg:
            yield from _names([os.path.join(folder, module.name) for folder in folders])  # noqa: PTH118
