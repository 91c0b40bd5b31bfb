"""A short code that holds a visit's answers, so that any desk reopens it without a network.

A code is, in Crockford's 32 characters:

    one digit       how many payload characters follow, modulo 10; letters are for later formats
    two characters  ten bits of the guide's `rules` hash
    payload         the answers, by the permanent numbers of questions and choices
    two characters  the check (one pair after every 29 characters)

That first digit has two more uses: a character lost or added is noticed for certain, and a
scanner set for another keyboard gives itself away at once (see `reading`).
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.errors import BadTicket
from desktop.guide.model import Guide
from desktop.territory import Communes
from desktop.text import Phrase, phrase
from desktop.ticket import payload, reading, symbols
from desktop.ticket.payload import Answers

__all__ = ["Answers", "Opened", "decode", "encode"]

_LENGTHS = 10
_HEADER = 3
_SHORTEST = _HEADER + symbols.CHECKS


@dataclass(frozen=True, slots=True)
class Opened:
    """What a code gave back: the answers that apply here, and what had to be left, in sentences."""

    answers: Answers
    left_out: tuple[Phrase, ...] = ()
    from_other_rules: bool = False


def encode(guide: Guide, answers: Answers) -> str:
    """The code of these answers, in groups of four: "7KQ2-M4TX-9PZ3-A1B".

    Raises KeyError for a question or a choice the guide does not have.
    """
    body = symbols.from_number(payload.pack(guide, answers))
    header = [len(body) % _LENGTHS, *_rules_tag(guide)]
    return symbols.write(symbols.with_checks(header + body))


def decode(guide: Guide, typed: str, communes: Communes | None = None) -> Opened:
    """The answers in a typed or scanned code.

    With `communes`, a commune that is no longer listed gives way to its department.
    Raises BadTicket, whose sentence says what to do.
    """
    body = _open(reading.readings(typed))
    tag, rest = body[1:_HEADER], body[_HEADER:]
    answers, left_out = payload.unpack(guide, symbols.to_number(rest), communes)
    return Opened(answers, left_out, from_other_rules=tag != _rules_tag(guide))


def _open(candidates: list[list[int]]) -> list[int]:
    for candidate in candidates:
        body = symbols.without_checks(candidate)
        if body is not None and len(body) >= _HEADER:
            if body[0] >= _LENGTHS:
                raise BadTicket(phrase("ticket.newer"))
            if _has_right_length(body):
                return body
    raise BadTicket(_what_is_wrong(candidates[0]))


def _what_is_wrong(characters: list[int]) -> Phrase:
    if len(characters) < _SHORTEST:
        return phrase("ticket.too-short")
    checks = symbols.count_checks(len(characters))
    if characters[0] < _LENGTHS and not _has_right_length(characters[:-checks]):
        return phrase("ticket.wrong-length")
    return phrase("ticket.mistyped")


def _has_right_length(body: list[int]) -> bool:
    return body[0] == (len(body) - _HEADER) % _LENGTHS


def _rules_tag(guide: Guide) -> list[int]:
    ten_bits = int(guide.rules[:4], 16) >> 6
    return [ten_bits >> 5, ten_bits & 31]
