"""A whole settings file with every setting explained and commented out, ready to be filled in."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from desktop.configuration.keys import KINDS, value_of
from desktop.configuration.kinds import Kind, WrongValue
from desktop.configuration.model import Configuration
from desktop.configuration.reading import FORMAT
from desktop.text import LANGUAGES, Phrase, phrase, say

_WIDTH = 98


def template() -> str:
    """The text of the file: taking away a `#` before a key gives the value it has anyway."""
    return "\n".join(_lines()) + "\n"


def about(name: str) -> Phrase:
    """What a setting, or a table of settings, is for."""
    return phrase(f"config.about.{name}")


def what_it_takes(kind: Kind) -> Phrase:
    """What may be written for a setting of this kind."""
    try:
        kind.read(object())
    except WrongValue as wrong:
        return wrong.remedy
    raise AssertionError("a kind that takes anything")


def _lines() -> Iterator[str]:
    for language in LANGUAGES:
        yield from _comment(say(phrase("config.template.head"), language))
        yield "#"
    yield f"format = {FORMAT}"
    table = ""
    for name, kind in KINDS.items():
        if name.split(".")[0] != table:
            table = name.split(".")[0]
            yield from ("", "", *_explained(about(table)), f"[{table}]")
        takes = phrase("config.template.takes", kind=what_it_takes(kind))
        yield from ("", *_explained(about(name), takes))
        yield f"#{name.split('.')[1]} = {kind.write(value_of(Configuration(), name))}"


def _explained(*sentences: Phrase) -> Iterator[str]:
    for language in LANGUAGES:
        yield from _comment(" ".join(say(sentence, language) for sentence in sentences))


def _comment(text: str) -> Iterator[str]:
    """The text as comments; a no-break space stays with its word, whatever the width."""
    for line in text.split("\n"):
        for part in wrap(line, _WIDTH, break_long_words=False, break_on_hyphens=False):
            yield f"# {part}"
