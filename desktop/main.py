"""The program's door: reads what was typed, and wakes either the window or the command line.

Neither Qt nor the command line's library is imported before it is known which is wanted.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from desktop import terminal
from desktop.errors import AiguillageError, BadRequest, CannotWrite
from desktop.text import LANGUAGES, phrase, say

_VALUED = ("--guide", "--lang", "--data", "--set")
_WRITERS = {
    "screenshots": ("cli.screenshots", "cli.screenshots-done"),
    "guides": ("paper.usage", "paper.done"),
}
"""Commands that write into a folder: how they are used, and what is said once they are done."""
_MODES = {"--kiosk": "kiosk", "--desk": "desk"}


@dataclass(slots=True)
class Request:
    """What was typed: the options every command has, and the rest."""

    language: str | None = None
    guide: Path | None = None
    data: Path | None = None
    overrides: dict[str, str] = field(default_factory=dict)
    rest: list[str] = field(default_factory=list)

    @property
    def spoken(self) -> str:
        """The language to answer a terminal in: the one asked for, else the system's."""
        return self.language or system_language()


def system_language() -> str:
    """ "en" on a system that speaks English, "fr" on every other."""
    locale = next(
        (os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), ""
    )
    return "en" if locale.lower().startswith("en") else LANGUAGES[0]


def read_request(argv: list[str]) -> Request:
    """Takes the common options out of `argv`, wherever they stand; raises BadRequest."""
    request = Request()
    words = iter(argv)
    for word in words:
        if word == "--":
            request.rest += [word, *words]
            break
        if word in _MODES:
            request.overrides["start.mode"] = _MODES[word]
            continue
        name, equals, value = word.partition("=")
        if name not in _VALUED:
            request.rest.append(word)
            continue
        given = value if equals else next(words, "")
        if not given:
            raise BadRequest(phrase("cli.no-value", option=name))
        _keep(request, name, given)
    return request


def _keep(request: Request, option: str, value: str) -> None:
    if option == "--guide":
        request.guide = Path(value)
    elif option == "--data":
        request.data = Path(value)
    elif option == "--set":
        name, _, written = value.partition("=")
        request.overrides[name.strip()] = written.strip()
    elif value in LANGUAGES:
        request.language = value
    else:
        raise BadRequest(phrase("cli.unknown-language", value=value[:40]))


def main(argv: list[str] | None = None) -> int:
    """Runs the program; returns its exit code (0 well, 2 bad input, 1 our own fault)."""
    terminal.open_channels()
    sys.excepthook = _say_crash
    language = system_language()
    try:
        request = read_request(sys.argv[1:] if argv is None else argv)
        language = request.spoken
        code = _run(request)
        sys.stdout.flush()
        return code
    except AiguillageError as error:
        sys.stderr.write(error.say(language) + "\n")
        return 2
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader left (`aiguillage route … | head`): there is nobody to say anything to.
        terminal.let_go_of_stdout()
        return 0
    except OSError as error:
        if error.filename is not None:
            raise
        # Without a file's name it is the terminal's end that cannot be written: `> /dev/full`.
        terminal.let_go_of_stdout()
        sys.stderr.write(CannotWrite("stdout", error).say(language) + "\n")
        return 2


def _run(request: Request) -> int:
    if shell_asks := os.environ.get("_AIGUILLAGE_COMPLETE"):
        from desktop import cli  # late: the window has no use for it

        return cli.propose(shell_asks, request.spoken)
    if not request.rest:
        return _open_window(request)
    if len(request.rest) == 1 and request.rest[0].endswith((".aiguillage", ".orientation")):
        return _open_file(request)
    if request.rest[:2] == ["guide", "edit"]:
        return _edit_guide(request)
    if request.rest == ["guide", "look"]:
        from desktop.workspace import worker  # the workspace starts this beside its window

        worker.main()
        return 0
    if request.rest == ["doctor", "look"]:
        from desktop import app  # late: doctor starts this beside itself, to see what Qt can do

        return app.tell_display()
    with terminal.ended_cleanly():
        return _carry_out(request)


def _carry_out(request: Request) -> int:
    """A command that does its work and ends."""
    name, *words = request.rest
    if name in _WRITERS and words == ["--help"]:
        sys.stdout.write(say(phrase(f"cli.help.{name}"), request.spoken) + "\n")
        return 0
    if name in _WRITERS:
        return _write(request)
    from desktop import cli  # late: the window has no use for it

    return cli.run(request.rest, request.spoken, request.guide, request.data, request.overrides)


def _open_window(request: Request) -> int:
    if not _has_display():
        raise BadRequest(phrase("cli.no-display"))
    import desktop.casework  # noqa: F401 (before Qt, which looks into each module read after it)
    from desktop import configuration, paths

    loaded = configuration.load(paths.data_folder(request.data), request.overrides)
    from desktop import app  # late: the command line must not pay for Qt

    starts = {"kiosk": app.run_kiosk, "desk": app.run_desk}
    start = starts.get(loaded.configuration.start.mode, app.run)
    return start(loaded, request.guide, request.language, request.data)


def _open_file(request: Request) -> int:
    """The window on what a file manager hands over."""
    if not _has_display():
        raise BadRequest(phrase("cli.no-display"))
    from tempfile import TemporaryDirectory  # late: few starts are given a file

    from desktop import configuration, opened, paths

    with TemporaryDirectory(prefix="aiguillage-") as place:
        given = opened.open_file(Path(request.rest[0]), Path(place))
        loaded = configuration.load(paths.data_folder(request.data), request.overrides)
        from desktop import app  # late: the command line must not pay for Qt

        guide = given.guide or request.guide
        return app.run(loaded, guide, request.language, request.data, given)


def _edit_guide(request: Request) -> int:
    folders = request.rest[2:]
    if folders == ["--help"]:
        sys.stdout.write(say(phrase("workspace.help"), request.spoken) + "\n")
        return 0
    if len(folders) > 1 or any(word.startswith("-") for word in folders):
        raise BadRequest(phrase("workspace.usage"))
    if not _has_display():
        raise BadRequest(phrase("cli.no-display"))
    from desktop import app  # late: the command line must not pay for Qt

    folder = Path(folders[0]) if folders else request.guide
    return app.edit_guide(folder, request.language, request.data)


def _write(request: Request) -> int:
    """What Qt writes into a folder, without a screen."""
    name, *words = request.rest
    usage, key = _WRITERS[name]
    if len(words) != 1 or words[0].startswith("-"):
        raise BadRequest(phrase(usage))
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from desktop import app  # late: the command line must not pay for Qt

    write = app.take_screenshots if name == "screenshots" else app.write_guides
    done = phrase(key, n=write(Path(words[0]), request.guide), folder=words[0])
    sys.stdout.write(say(done, request.spoken) + "\n")
    return 0


def _say_crash(kind: type[BaseException], error: BaseException, trace: object) -> None:
    """Our own fault: one sentence, and where it happened; never the values that were at work."""
    import traceback  # late: only a crash needs it

    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(last.filename).name}:{last.lineno}"
    sentence = phrase("cli.crash", error=kind.__name__, place=place)
    sys.stderr.write(say(sentence, system_language()) + "\n")


def _has_display() -> bool:
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
