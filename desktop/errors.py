"""The world's faults, said calmly in one sentence with a next step.

AiguillageError
├── GuideRefused      a guide has faults: file, line, column and what to write instead, for each
├── BadAnswers        answers that a guide cannot take: unknown question, choice or place
├── BadTicket         a code that is not, or is no longer, an orientation code
├── BadRequest        a command that cannot be carried out as typed
├── CannotRead        a file or folder that cannot be read
└── CannotWrite       a file that cannot be written; what was there before is still there
    └── NewerData     a file that a later version of the program wrote

Anything else that is raised is our own fault and goes to the crash screen.
"""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.text import Phrase, phrase, say

MAX_SHOWN = 200
"""Characters of a path repeated in a sentence."""


class AiguillageError(Exception):
    """A fault of the world, with the sentence that tells a person what to do."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(sentence.key)
        self.phrase = sentence

    def say(self, language: str) -> str:
        """The sentence in `language`."""
        return say(self.phrase, language)

    def __str__(self) -> str:
        return self.say("fr")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing to mend in a guide's file; line and column count from 1, 0 when it has no place."""

    file: str
    line: int
    column: int
    code: str
    sentence: Phrase

    def say(self, language: str) -> str:
        """As an editor shows it: `file:line:column: code: sentence`."""
        at = f"{shown(self.file)}:{self.line}:{self.column}"
        return f"{at}: {self.code}: {say(self.sentence, language)}"


class GuideRefused(AiguillageError):
    """A guide with faults; `faults` lists every one found, in file order."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(phrase("error.guide-refused", n=len(faults)))
        self.faults = tuple(faults)

    def say(self, language: str) -> str:
        lines = [super().say(language)]
        lines += [fault.say(language) for fault in self.faults]
        return "\n".join(lines)


class BadAnswers(AiguillageError):
    """Answers that the guide cannot take; `sentences` has one sentence for each."""

    def __init__(self, sentences: Sequence[Phrase]) -> None:
        super().__init__(sentences[0])
        self.sentences = tuple(sentences)

    def say(self, language: str) -> str:
        return "\n".join(say(sentence, language) for sentence in self.sentences)


class BadTicket(AiguillageError):
    """A code that cannot be opened."""


class BadRequest(AiguillageError):
    """A command that cannot be carried out as typed."""


class CannotRead(AiguillageError):
    """A file or folder that cannot be read."""

    def __init__(self, path: Path | str, error: OSError) -> None:
        super().__init__(phrase("error.cannot-read", path=shown(path), reason=reason_of(error)))


class CannotWrite(AiguillageError):
    """A file that cannot be written."""

    def __init__(self, path: Path | str, error: OSError) -> None:
        super().__init__(phrase("error.cannot-write", path=shown(path), reason=reason_of(error)))


class NewerData(CannotWrite):
    """A file that a later version of the program wrote: it is neither used nor written over."""

    def __init__(self, path: Path | str) -> None:
        AiguillageError.__init__(self, phrase("error.newer-data", path=shown(path)))


def is_newer(found: object, known: int) -> bool:
    """Whether a file's `format` is of a later version than the one that is known."""
    return isinstance(found, int) and not isinstance(found, bool) and found > known


def shown(path: Path | str) -> str:
    """The path on one line of a terminal; of a very long one, its end."""
    text = "".join(c if c.isprintable() else "·" for c in str(path))
    return text if len(text) <= MAX_SHOWN else "…" + text[-MAX_SHOWN:]


_REASONS = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EACCES: "forbidden",
    errno.EPERM: "forbidden",
    errno.EROFS: "read-only",
    errno.ENOENT: "missing",
    errno.ENOTDIR: "not-folder",
    errno.ENODEV: "not-file",
    errno.EISDIR: "folder",
    errno.ENAMETOOLONG: "name",
}


def reason_of(error: OSError) -> Phrase:
    """Why the system refused, in plain words."""
    return phrase(f"error.reason.{_REASONS.get(error.errno or 0, 'other')}")
