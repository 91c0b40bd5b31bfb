"""SIREN and SIRET as an advisor types them: spaces forgiven, the check digits held."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.register.model import Numbered
from desktop.text import Phrase, phrase

SIREN, SIRET = 9, 14
_FILLING = " \u00a0\u202f.-/"


@dataclass(frozen=True, slots=True)
class Checked:
    """The digits alone, or what is wrong with them."""

    number: str
    fault: Phrase | None = None


def check_number(typed: str, numbered: Numbered) -> Checked:
    """The number to keep; "" where none is given, or where there is none yet."""
    if numbered is not Numbered.GIVEN:
        return Checked("")
    digits = "".join(sign for sign in typed if sign not in _FILLING)
    if digits.upper().startswith("FR") and len(digits) == SIREN + 4:
        digits = digits[4:]  # a VAT number holds the SIREN
    if not digits:
        return Checked("", phrase("advisor.number.empty"))
    if not digits.isascii() or not digits.isdigit():
        return Checked("", phrase("advisor.number.signs"))
    if len(digits) not in (SIREN, SIRET):
        return Checked("", phrase("advisor.number.length", n=len(digits)))
    if not _is_sound(digits):
        return Checked("", phrase("advisor.number.mistyped"))
    return Checked(digits)


def shown(number: str) -> str:
    """The digits in groups, as they are printed: 732 829 320 00074."""
    groups = [number[at : at + 3] for at in range(0, SIREN, 3)]
    return "\u00a0".join(part for part in (*groups, number[SIREN:]) if part)


def _is_sound(digits: str) -> bool:
    from stdnum.fr import siren, siret  # late: no start checks a number

    kind = siren if len(digits) == SIREN else siret
    return bool(kind.is_valid(digits))
