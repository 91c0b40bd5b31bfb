"""Writes the advisors of a desk into a settings file; all else in it stays as somebody wrote it."""

from __future__ import annotations

import os
from collections.abc import MutableMapping, MutableSequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from desktop import files
from desktop.configuration.keys import Given
from desktop.configuration.layers import USER_FILE, Loaded
from desktop.configuration.model import Advisor
from desktop.configuration.reading import FORMAT, read_file, read_text
from desktop.errors import BadRequest, CannotRead, CannotWrite
from desktop.text import phrase

ADVISORS = "desk.advisors"


def file_of_advisors(loaded: Loaded, data: Path) -> Path:
    """The settings file that names the advisors, or the one in `data` that may name them.

    Raises BadRequest where they come from the command line, or where the file has a fault.
    """
    origin = loaded.origins[ADVISORS]
    if origin.layer == "command":
        raise BadRequest(phrase("config.advisors-typed"))
    file = Path(origin.file) if origin.file else data / USER_FILE
    if loaded.faults:  # what is in use is then an older copy, or a part
        raise BadRequest(phrase("config.advisors-fault"))
    return file


def write_advisors(file: Path, advisors: tuple[Advisor, ...]) -> None:
    """Writes the list into `file`, whole or not at all; raises CannotRead, CannotWrite, BadRequest.

    Comments, order and every other setting stay; a file that is not there yet is made.
    """
    before = read_file(file) if file.exists() else read_text("", str(file))
    text = _edited(_text_of(file), advisors)
    after = read_text(text, str(file))
    others = tuple(each for each in before.given if each.name != ADVISORS)
    kept = tuple(each for each in after.given if each.name != ADVISORS)
    if after.faults or kept != others or Given(ADVISORS, advisors) not in after.given:
        raise BadRequest(phrase("config.advisors-by-hand", file=str(file)))
    _write(file, text)


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return f"format = {FORMAT}\n"
    except OSError as error:
        raise CannotRead(file, error) from error


def _edited(text: str, advisors: tuple[Advisor, ...]) -> str:
    import tomlkit  # late: no start writes settings

    document = tomlkit.parse(text)
    if "desk" not in document:
        document["desk"] = tomlkit.table(is_super_table=True)
    desk: Any = document["desk"]
    if "advisors" not in desk:
        in_line = isinstance(desk, tomlkit.items.InlineTable)
        desk["advisors"] = tomlkit.array() if in_line else tomlkit.aot()
    listed: MutableSequence[Any] = desk["advisors"]
    is_inline = isinstance(listed, tomlkit.items.Array)
    _show_in(listed, advisors, tomlkit.inline_table if is_inline else tomlkit.table)
    if not is_inline and advisors:
        last: Any = listed[-1]
        if not last.as_string().endswith("\n\n"):
            last.add(tomlkit.nl())  # what follows stands apart
    return tomlkit.dumps(document)


def _show_in(listed: MutableSequence[Any], advisors: tuple[Advisor, ...], make: Any) -> None:
    """Change only the entries that say something else."""
    wanted = {one.id: one for one in advisors}
    for index in reversed(range(len(listed))):
        if listed[index]["id"] not in wanted:
            del listed[index]
    known = {entry["id"]: entry for entry in listed}
    for id_, one in wanted.items():
        entry: MutableMapping[str, Any] = known[id_] if id_ in known else make()
        for name, value in asdict(one).items():
            if entry.get(name) != value:
                entry[name] = value
        if id_ not in known:
            listed.append(entry)


def _write(file: Path, text: str) -> None:
    """Puts the text in place; whoever could read the file before still can.

    Where the file is a link, what it leads to is written.
    """
    file, mode = file.resolve(), None
    with suppress(OSError):
        mode = file.stat().st_mode & 0o777
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        files.write_atomically(file, text.encode("utf-8"))
        if mode is not None and os.name != "nt":
            file.chmod(mode)
    except OSError as error:
        raise CannotWrite(file, error) from error
