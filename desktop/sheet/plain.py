"""The sheet without its paper: as text to copy, and as the few lines a telephone reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.sheet.content import Basis, Card, Content, Entry, Notice, Way
from desktop.text import Phrase, phrase, say

LONGEST_MARK = 400
"""Bytes of the square mark's text: version 15 at most, readable by any telephone on paper."""


def to_lines(content: Content) -> Iterator[str]:
    """The whole sheet, line by line."""
    words = _Words(content.language)
    yield words.say("sheet.title")
    yield content.made
    if content.trial:
        yield words.say("sheet.trial")
    yield ""
    for said in content.said:
        yield words.pair(said.label, said.answer)
    yield from _optional(content.open)
    for notice in content.notices:
        yield from words.notice(notice)
    if content.cards:
        yield from ("", content.heading, *_optional(content.pace))
        yield from words.check_list("sheet.prepare-all", content.prepare)
        for card in content.cards:
            yield from words.card(card)
    if content.consider:
        yield from ("", words.say("sheet.consider-also" if content.cards else "sheet.consider"))
        for card in content.consider:
            yield from words.card(card)
    yield from ("", words.pair(words.say("sheet.code"), content.code))
    yield from (words.say("sheet.code-use"), "", content.guide, words.say("sheet.privacy"))


def to_mark(content: Content) -> str:
    """What the square mark holds: whom to see and how, then the code, alone on the last line."""
    words = _Words(content.language)
    for detail in range(4):
        text = "\n".join((*words.mark(content, detail), content.code)).replace("\u00a0", " ")
        if len(text.encode()) <= LONGEST_MARK:
            return text
    return content.code


def _optional(line: str | None) -> tuple[str, ...]:
    return (line,) if line else ()


class _Words:
    def __init__(self, language: str) -> None:
        self._language = language

    def say(self, sentence: str | Phrase) -> str:
        return say(phrase(sentence) if isinstance(sentence, str) else sentence, self._language)

    def pair(self, label: str, text: str) -> str:
        return self.say(phrase("sheet.pair", label=label, text=text))

    def notice(self, notice: Notice) -> Iterator[str]:
        yield from ("", notice.title, notice.because, notice.step, self._basis(notice.source))

    def _basis(self, basis: Basis) -> str:
        return self.pair(basis.reference, basis.gist)

    def card(self, card: Card) -> Iterator[str]:
        yield ""
        yield self.pair(card.name, ", ".join(card.needs)) if card.needs else card.name
        yield card.role
        yield from self._labelled("sheet.why", (*card.why, *map(self._basis, card.sources)))
        yield from self._labelled("sheet.also", (*card.also, *map(self._basis, card.also_sources)))
        for entry in card.entries:
            yield from self._entry(entry)
        yield from self._labelled("sheet.first-step", card.steps)
        yield from self.check_list("sheet.prepare", card.prepare)

    def check_list(self, key: str, items: Iterable[str]) -> Iterator[str]:
        return self._labelled(key, (f"[ ] {item}" for item in items))

    def _labelled(self, key: str, lines: Iterable[str]) -> Iterator[str]:
        lines = tuple(lines)
        if lines:
            yield from (self.pair(self.say(key), "").rstrip(), *(f"  {line}" for line in lines))

    def _entry(self, entry: Entry) -> Iterator[str]:
        yield self.pair(entry.capacity, entry.name)
        for line in (entry.detail, entry.say, entry.note):
            yield from (f"  {part}" for part in _optional(line))
        for way in entry.ways:
            yield f"  {self._way(way)}"

    def _way(self, way: Way) -> str:
        pair = self.pair(way.label, way.value)
        return f"{pair} ({way.note})" if way.note else pair

    def mark(self, content: Content, detail: int) -> Iterator[str]:
        """The square mark's lines, with less of them at each `detail` from 0 to 3."""
        yield self.say("sheet.title")
        yield content.made
        for notice in content.notices:
            yield notice.title
        for card in content.cards or content.consider:
            needs = ", ".join(card.needs) if detail < 2 else ""
            yield self.pair(card.short, needs) if needs else card.short
            if detail < 3:
                yield from self._short_ways(card, 2 if detail == 0 else 1)

    def _short_ways(self, card: Card, most: int) -> Iterator[str]:
        entry = next((entry for entry in card.entries if entry.ways), None)
        if entry is not None:
            values = (way.value for way in entry.ways if way.kind != "address")
            ways = tuple(values)[:most] or tuple(way.value for way in entry.ways)[:1]
            line = " · ".join(ways)
            yield self.pair(entry.capacity, line) if entry.say else line
