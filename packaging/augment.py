"""Other ways to type a saying, for training to meet: accents left out, slips, text messages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from random import Random
from zlib import crc32

from desktop.suggest.labels import is_need
from desktop.suggest.noise import mistype, strip_accents
from desktop.suggest.sayings import Saying

_SHORT = {
    "fr": (
        (r"\bqu(?=e\b|i\b|')", "k"),
        (r"\bquel(?:que|qu)", "kelk"),
        (r"\bpour\b", "pr"),
        (r"\bc'est\b", "c"),
        (r"\bj'ai\b", "g"),
        (r"\bje\s+(?=[a-z])", "j"),
        (r"\bavec\b", "ac"),
        (r"\btout\b", "tt"),
        (r"\bnous\b", "ns"),
        (r"\bvous\b", "vs"),
        (r"\bdans\b", "ds"),
        (r"\bbeaucoup\b", "bcp"),
        (r"\bsouvent\b", "svt"),
        (r"\best-ce que\b", "esk"),
        (r"\bil faut\b", "fo"),
        (r"(?<=[a-z])er\b", "é"),
        (r"eau(?=x?\b)", "o"),
        (r"qu(?=[aeio])", "k"),
        (r"(?<=[a-z]{3})[st]\b", ""),
        (r"(?<=[a-z]{3})e\b", ""),
        ("'", ""),
    ),
    "en": (
        (r"\byou\b", "u"),
        (r"\byour\b", "ur"),
        (r"\bfor\b", "4"),
        (r"\bto\b", "2"),
        (r"\bare\b", "r"),
        (r"\bwith\b", "w"),
        (r"\bpeople\b", "ppl"),
        (r"\bplease\b", "pls"),
        (r"\bbecause\b", "cos"),
        (r"(?<=[a-z]{3})ing\b", "in"),
        (r"(?<=[a-z])ough\b", "o"),
        (r"(?<=[a-z]{3})e\b", ""),
        ("'", ""),
    ),
}
_COURTESIES = {
    "fr": (
        "bonjour, {}",
        "Bonjour {}",
        "bonsoir, {}",
        "bjr, {}",
        "{} svp",
        "{}, merci",
        "{} merci d’avance",
        "bonjour, voilà, {}, pouvez-vous m’aider ?",
        "bonjour madame, {}",
        "salut, {}",
    ),
    "en": (
        "hello, {}",
        "Hi, {}",
        "good morning, {}",
        "{}, thanks",
        "{} please",
        "hello, {}, can you help?",
    ),
}
_TAILS = {
    "fr": (
        " à côté de Roanne",
        " près de Valence",
        " à Lyon",
        " dans le Cantal",
        " en Haute-Savoie",
        " du côté de Saint-Étienne",
        " à Oyonnax",
        " vers Clermont-Ferrand",
        " dans la Drôme",
        " pour notre entreprise",
        " pour demain",
        " rapidement",
        " cette année",
        " pour la rentrée",
    ),
    "en": (
        " near Roanne",
        " in Lyon",
        " around Valence",
        " in the Ain",
        " close to Annecy",
        " for our company",
        " soon",
        " this year",
        " next month",
    ),
}
_COMPILED = {
    language: tuple((re.compile(pattern), short) for pattern, short in rules)
    for language, rules in _SHORT.items()
}


def other_ways(text: str, language: str) -> Iterator[str]:
    """Ways to type `text` that mean the same; always the same ones for the same text."""
    chance = Random(crc32(text.encode()))
    bare = strip_accents(text)
    if bare != text:
        yield bare
    yield mistype(text, chance)
    yield mistype(bare.lower(), chance, rate=0.1)
    yield to_message(text, language, chance)
    courteous = chance.choice(_COURTESIES[language]).format(text)
    yield chance.choice((courteous, text + chance.choice(_TAILS[language])))


def to_message(text: str, language: str, chance: Random) -> str:
    """The text as a hurried text message: half of the usual shortenings."""
    message = text.lower().replace("’", "'")
    for pattern, short in _COMPILED[language]:
        if chance.random() < 0.5:
            message = pattern.sub(short, message)
    return strip_accents(message) if chance.random() < 0.5 else message


_JOINS = {
    "fr": (" et ", ", ", " et aussi ", " puis ", ". ", " ; en plus ", ", sinon "),
    "en": (" and ", ", ", " and also ", " then ", ". ", "; "),
}
_LONGEST_PART = 90


def joined(sayings: Sequence[Saying], count: int, seed: int) -> list[Saying]:
    """Sayings of two needs made from sayings of one: people say several things in one breath."""
    chance = Random(seed)
    single: dict[tuple[str, str], list[str]] = {}
    for saying in sayings:
        label = saying.labels[0]
        if len(saying.labels) == 1 and is_need(label) and len(saying.text) <= _LONGEST_PART:
            single.setdefault((saying.language, label), []).append(saying.text)
    made: list[Saying] = []
    while len(made) < count and len(single) > 1:
        (language, one), (other_language, other) = chance.sample(sorted(single), 2)
        if language == other_language and one != other:
            first, second = (chance.choice(single[language, need]) for need in (one, other))
            text = f"{first}{chance.choice(_JOINS[language])}{second}"
            made.append(Saying(text, (one, other), language))
    return made
