"""Letters that paper can show: a guide's text is data, whatever it contains."""

from __future__ import annotations

import re
import unicodedata

_SPACES = {0x202F: "\u00a0", 0x2007: "\u00a0", 0x2028: " ", 0x2029: " ", 0x0009: " ", 0x000A: " "}


def clean(text: str) -> str:
    """The text without what nobody sees: direction overrides, control and formatting signs.

    An override would show a text in another order than it is written. Rare spaces become the ones
    the shipped font has.
    """
    if not _UNUSUAL.search(text):
        return text
    kept = (sign for sign in text.translate(_SPACES) if unicodedata.category(sign) not in _UNSEEN)
    return unicodedata.normalize("NFC", "".join(kept))


# Everything but printable Latin letters, their punctuation and the euro sign.
_UNUSUAL = re.compile("[^ -~\u00a0-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u203a\u20ac]")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")
