"""What each of the developer's commands does, once Python is known to be right."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from environment import WINDOWS, Environment
from speech import say, sentence

TAKES_A_VALUE = ("--guide", "--lang", "--data")
WORKERS = "3"  # on two cores: many tests wait, for a person's pace or for another program
WINDOWLESS_PLATFORMS = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs")


def setup(environment: Environment, arguments: list[str]) -> int:
    """Make the environment; `--dev` with the tools for tests."""
    environment.make_ready("dev" if "--dev" in arguments else "run")
    say(sentence("ready", launcher=_launcher(environment)))
    return 0


def run(environment: Environment, arguments: list[str]) -> int:
    """Start aiguillage with `arguments`; without a screen, say so when a window is wanted."""
    environment.make_ready("run")
    if wants_a_window(arguments) and not has_a_screen(os.environ, sys.platform):
        say(sentence("no-display", launcher=_launcher(environment)))
        return 1
    command = [str(environment.launcher), *arguments]
    if not WINDOWS:
        os.execv(command[0], command)
    return subprocess.call(command)


def wants_a_window(arguments: Sequence[str]) -> bool:
    """Whether aiguillage would open its window: it does when no command of its own is named."""
    words = iter(arguments)
    for word in words:
        if word in TAKES_A_VALUE:
            next(words, None)
        elif word == "--help" or not word.startswith("-"):
            return False
    return True


def has_a_screen(variables: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be shown; only Linux starts without a screen."""
    if platform != "linux":
        return True
    if variables.get("QT_QPA_PLATFORM", "").partition(":")[0] in WINDOWLESS_PLATFORMS:
        return True
    return bool(variables.get("DISPLAY") or variables.get("WAYLAND_DISPLAY"))


def test(environment: Environment, arguments: list[str]) -> int:
    """Run each check, then the tests with `arguments` for pytest; stops at the first that fails."""
    environment.make_ready("dev")
    steps: dict[str, list[object]] = {
        "ruff check": [environment.programs / "ruff", "check", "--quiet"],
        "ruff format": [environment.programs / "ruff", "format", "--check", "--quiet"],
        "mypy": [environment.programs / "mypy", "--no-error-summary"],
        "import-linter": [environment.programs / "lint-imports", "--no-logo"],
    }
    for name, command in steps.items():
        code = _step(environment, name, command)
        if code != 0:
            return code
    return _pytest(environment, ["-n", WORKERS, *arguments])


def soak(environment: Environment, arguments: list[str]) -> int:
    """Run the endurance tests at full size."""
    environment.make_ready("dev")
    return _pytest(environment, ["-m", "soak", *arguments], AIGUILLAGE_SOAK="1")


def bench(environment: Environment, arguments: list[str]) -> int:
    """Print the measurements."""
    environment.make_ready("dev")
    return _call(environment, [environment.python, "-m", "tests.bench", *arguments])


def train(environment: Environment, arguments: list[str]) -> int:
    """Make the weights that hear a visitor's own words again from the guide's sayings."""
    environment.make_ready("dev")
    return _call(environment, [environment.python, "packaging/train.py", *arguments])


def package(environment: Environment, arguments: list[str]) -> int:
    """Make everything that is given to people; with --prove, install it on bare systems instead."""
    environment.make_ready("package")
    if "--prove" in arguments:
        rest = [word for word in arguments if word != "--prove"]
        return _call(environment, [environment.python, "packaging/prove_package.py", *rest])
    here = str(environment.root / "packaging")
    command = [environment.python, "-m", "release.build", *arguments]
    return _call(environment, command, PYTHONPATH=here)


def lock(environment: Environment, arguments: list[str]) -> int:
    """Make both lock files again from pyproject.toml; no address is written in them."""
    environment.make_ready("dev")
    for extra, name in (
        ([], "requirements.txt"),
        (["--group", "dev", "-c", "packaging/requirements.txt"], "requirements-dev.txt"),
        (
            ["--group", "package", "-c", "packaging/requirements-dev.txt"],
            "requirements-package.txt",
        ),
    ):
        command: list[object] = [environment.programs / "uv", "pip", "compile", "pyproject.toml"]
        command += ["--universal", "--python-version", "3.11", "--generate-hashes", "--quiet"]
        command += ["--only-binary", ":all:", "--no-header", "--no-annotate"]
        command += ["--no-emit-index-url", "-o", f"packaging/{name}", *extra, *arguments]
        code = _call(environment, command)
        if code != 0:
            return code
    return 0


def _step(environment: Environment, name: str, command: Sequence[object]) -> int:
    start = time.perf_counter()
    code = _call(environment, command)
    key = "step-passed" if code == 0 else "step-failed"
    print(sentence(key, step=name, seconds=time.perf_counter() - start), flush=True)
    return code


def _pytest(environment: Environment, arguments: Sequence[str], **variables: str) -> int:
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    command = [environment.python, "-m", "pytest", *arguments]
    return _call(environment, command, QT_QPA_PLATFORM=platform, **variables)


def _call(environment: Environment, command: Sequence[object], **variables: str) -> int:
    words = [str(word) for word in command]
    return subprocess.call(words, cwd=environment.root, env={**os.environ, **variables})


def _launcher(environment: Environment) -> str:
    return str(environment.launcher.relative_to(environment.root))


COMMANDS: Mapping[str, Callable[[Environment, list[str]], int]] = {
    "setup": setup,
    "run": run,
    "test": test,
    "soak": soak,
    "bench": bench,
    "train": train,
    "package": package,
    "lock": lock,
}
