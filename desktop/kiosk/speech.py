"""Reads a text aloud through espeak-ng: at once, and silent again at once.

The text goes in by the standard input: what stands among a process's arguments, anybody can read.
"""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import threading
from collections.abc import Sequence

PROGRAM = "espeak-ng"
MAX_CHARACTERS = 8_000
"""About eight minutes of speech, and less than a pipe holds: writing never blocks."""

WORDS_A_MINUTE = 150
_VOICES = {"fr": "fr", "en": "en"}


def is_available(program: str = PROGRAM) -> bool:
    """Whether this machine can speak."""
    return shutil.which(program) is not None


class Speaker:
    """One voice in one language; says one text at a time."""

    def __init__(self, language: str, program: Sequence[str] = (PROGRAM,)) -> None:
        voice = _VOICES.get(language, "fr")
        self._command = [*program, "-v", voice, "-s", str(WORDS_A_MINUTE), "-b", "1", "--stdin"]
        self._speaking: subprocess.Popen[bytes] | None = None

    def is_speaking(self) -> bool:
        """Whether a text is being said."""
        return self._speaking is not None and self._speaking.poll() is None

    def say(self, text: str) -> bool:
        """Begins to say `text`, in place of what was being said; whether it could.

        Only the first MAX_CHARACTERS are said.
        """
        self.stop()
        spoken = text[:MAX_CHARACTERS].replace("\0", " ").encode("utf-8", "replace")
        try:
            process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:
            return False
        self._speaking = process
        # Whoever has finished speaking is taken leave of at once: no dead process stays behind.
        threading.Thread(target=process.wait, name="speech", daemon=True).start()
        with contextlib.suppress(OSError):  # it may have ended already: no sound card
            _give(process, spoken)
        return True

    def stop(self) -> None:
        """Silence, and the text forgotten with the process that knew it."""
        process, self._speaking = self._speaking, None
        if process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()


def _give(process: subprocess.Popen[bytes], spoken: bytes) -> None:
    if process.stdin is not None:
        with process.stdin as pipe:
            pipe.write(spoken)
