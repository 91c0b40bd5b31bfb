"""Reading aloud through the real espeak-ng: at once, silent at once, and nobody can listen in."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.kiosk import speech
from desktop.kiosk.speech import MAX_CHARACTERS, Speaker, is_available

SENTENCE = "Quel est votre projet ? Mark of this visit. "


@pytest.fixture
def sound(tmp_path: Path) -> Iterator[Path]:
    """A pipe in the place of the loudspeaker: while nobody listens, the voice goes on and on."""
    pipe = tmp_path / "sound.wav"
    os.mkfifo(pipe)
    handle = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    yield pipe
    os.close(handle)


@pytest.fixture
def speaker(sound: Path) -> Iterator[Speaker]:
    """A voice that speaks into the pipe."""
    voice = Speaker("fr", ("espeak-ng", "-w", str(sound)))
    yield voice
    voice.stop()


OTHERS: set[int] = set()
"""What other tests of this process started and still use: screens, buses."""


@pytest.fixture(autouse=True)
def others() -> Iterator[None]:
    """Of the processes that are there before a test, none is a voice of it."""
    OTHERS.update(children())
    yield
    OTHERS.clear()


def children() -> dict[int, str]:
    """The voices this process started, and the state of each; a dead one not waited for is Z."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state, parent = (folder / "stat").read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue  # gone meanwhile
        if int(parent) == os.getpid() and int(folder.name) not in OTHERS:
            found[int(folder.name)] = state
    return found


def wait_for(is_so: Callable[[], bool]) -> bool:
    """Whether it is so within ten seconds."""
    until = time.monotonic() + 10
    while time.monotonic() < until:
        if is_so():
            return True
        os.sched_yield()
    return False


def test_espeak_is_there_for_these_tests() -> None:
    assert is_available()


def test_a_text_becomes_sound(sound: Path, speaker: Speaker) -> None:
    handle = os.open(sound, os.O_RDONLY | os.O_NONBLOCK)
    assert speaker.say(SENTENCE)
    heard: list[bytes] = []

    def is_heard() -> bool:
        try:
            heard.append(os.read(handle, 65536))
        except BlockingIOError:
            return False
        return len(b"".join(heard)) > 20_000

    assert wait_for(is_heard)
    os.close(handle)
    assert b"".join(heard).startswith(b"RIFF")


def test_it_is_silent_within_two_tenths_of_a_second(speaker: Speaker) -> None:
    # The quickest of three: what else runs here is not ours.
    assert min(time_to_silence(speaker) for _ in range(3)) < 0.2


def time_to_silence(speaker: Speaker) -> float:
    """Seconds from asking for silence, in the middle of a sentence, until there is."""
    speaker.say(SENTENCE * 100)
    assert wait_for(lambda: "R" not in children().values())  # it speaks, and waits for the pipe
    assert speaker.is_speaking()

    asked = time.monotonic()
    speaker.stop()
    taken = time.monotonic() - asked
    assert not speaker.is_speaking()
    assert children() == {}
    return taken


def test_a_new_text_silences_the_one_before(speaker: Speaker) -> None:
    speaker.say(SENTENCE * 100)
    before = set(children())
    speaker.say(SENTENCE * 100)

    assert len(children()) == 1
    assert not before & set(children())


def test_a_voice_that_has_finished_leaves_no_dead_process(tmp_path: Path) -> None:
    voice = Speaker("en", ("espeak-ng", "-w", str(tmp_path / "sound.wav")))
    voice.say("Good morning.")

    assert wait_for(lambda: children() == {})
    assert not voice.is_speaking()
    assert (tmp_path / "sound.wav").stat().st_size > 10_000


def test_the_text_is_never_among_the_arguments_nor_in_the_environment(speaker: Speaker) -> None:
    speaker.say(SENTENCE * 100)
    [number] = children()
    seen = [Path(f"/proc/{number}/{name}").read_bytes() for name in ("cmdline", "environ")]

    assert b"espeak-ng" in seen[0]
    assert [text for text in seen if b"Mark of this visit" in text] == []


def test_a_text_too_long_never_blocks_the_window(speaker: Speaker) -> None:
    asked = time.monotonic()
    speaker.say("é" * 10 * MAX_CHARACTERS)

    assert time.monotonic() - asked < 1


def test_stopping_what_never_spoke_is_nothing(speaker: Speaker) -> None:
    speaker.stop()
    speaker.stop()

    assert not speaker.is_speaking()


def test_a_machine_without_a_voice_says_so(tmp_path: Path) -> None:
    missing = str(tmp_path / "espeak-ng")

    assert not is_available(missing)
    assert not Speaker("fr", (missing,)).say(SENTENCE)


def test_a_voice_that_fails_at_once_stops_nobody() -> None:
    voice = Speaker("fr", ("false",))
    voice.say(SENTENCE * 100)

    assert wait_for(lambda: not voice.is_speaking())
    assert wait_for(lambda: children() == {})


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_language_has_its_voice(language: str, tmp_path: Path) -> None:
    voice = Speaker(language, ("espeak-ng", "-w", str(tmp_path / "sound.wav")))
    voice.say("1")
    assert wait_for(lambda: children() == {})

    assert (tmp_path / "sound.wav").stat().st_size > 5_000
    assert speech.PROGRAM == "espeak-ng"
