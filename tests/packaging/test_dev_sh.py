"""dev.sh on systems that lack this or that, with stand-ins for the system's own programs."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
LIST = PROJECT / "packaging" / "system-packages.txt"
LIBRARIES = [
    words[2] for words in map(str.split, LIST.read_text().splitlines()) if "library" in words
]


@dataclass
class System:
    """A system whose only programs are those put into one folder; what they were asked is kept."""

    folder: Path

    def has(self, program: str, does: str) -> None:
        path = self.folder / "bin" / program
        path.write_text(f'#!/bin/sh\necho "{program} $*" >>"{self.folder}/asked"\n{does}\n')
        path.chmod(0o755)

    def dev_sh(self, *arguments: str, locale: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", self.folder / "dev.sh", *arguments],
            env={"PATH": str(self.folder / "bin"), "LANG": locale},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def asked(self, program: str) -> list[list[str]]:
        kept = self.folder / "asked"
        lines = kept.read_text().splitlines() if kept.exists() else []
        return [line.split()[1:] for line in lines if line.split()[0] == program]

    def installed(self) -> set[str]:
        return {word for words in self.asked("apt-get") if "install" in words for word in words}


@pytest.fixture
def bare(tmp_path: Path) -> System:
    """Debian's root without Python and without one library; its apt offers the older names."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "packaging").mkdir()
    shutil.copy(PROJECT / "dev.sh", tmp_path)
    shutil.copy(LIST, tmp_path / "packaging")
    system = System(tmp_path)
    for program in ("dirname", "env"):
        (tmp_path / "bin" / program).symlink_to(str(shutil.which(program)))
    system.has("uname", "echo Linux")
    system.has("id", "echo 0")
    system.has("ldconfig", ":")
    system.has("apt-get", ":")
    system.has("apt-cache", "case $2 in *t64) exit 100 ;; esac")
    return system


def with_everything(system: System) -> System:
    """Python and all libraries to run, as on a machine that was set up before."""
    known = "\n".join(f"\t{library} (libc6,x86-64) => /lib/{library}" for library in LIBRARIES)
    system.has("ldconfig", f"echo '{known}'")
    system.has("python3", ":")
    return system


def test_a_bare_system_gets_python_and_every_library(bare: System) -> None:
    bare.dev_sh("setup")
    assert {"python3", "python3-venv", "libgl1", "libegl1", "libxcb-cursor0"} <= bare.installed()


def test_the_name_that_apt_offers_is_taken(bare: System) -> None:
    bare.dev_sh("setup")
    assert "libglib2.0-0" in bare.installed()
    assert "libglib2.0-0t64" not in bare.installed()


def test_the_newer_name_is_taken_where_apt_offers_it(bare: System) -> None:
    bare.has("apt-cache", ":")
    bare.dev_sh("setup")
    assert "libglib2.0-0t64" in bare.installed()
    assert "libglib2.0-0" not in bare.installed()


def test_only_what_is_missing_is_installed(bare: System) -> None:
    left_out = "libEGL.so.1"
    system = with_everything(bare)
    rest = " ".join(f"'\t{name} ('" for name in LIBRARIES if name != left_out)
    system.has("ldconfig", f"printf '%s\\n' {rest}")
    system.dev_sh("setup")
    assert {word for word in system.installed() if word.startswith("lib")} == {"libegl1"}


def test_a_second_run_asks_apt_nothing_and_hands_its_words_over(bare: System) -> None:
    system = with_everything(bare)
    done = system.dev_sh("run", "--lang", "en")
    assert done.returncode == 0
    assert system.asked("apt-get") == []
    expected = [str(system.folder / "packaging" / "dev.py"), "run", "--lang", "en"]
    assert system.asked("python3")[-1] == expected


def test_running_asks_for_nothing_that_only_tests_need(bare: System) -> None:
    bare.dev_sh("run")
    assert "xvfb" not in bare.installed()


@pytest.mark.parametrize("arguments", [["test", "-k", "x"], ["bench"], ["setup", "--dev"]])
def test_testing_asks_for_the_screens_and_readers_of_tests(
    bare: System, arguments: list[str]
) -> None:
    bare.dev_sh(*arguments)
    assert {"xvfb", "xdotool", "openbox", "poppler-utils", "zbar-tools"} <= bare.installed()


def test_packaging_asks_for_the_tools_of_packages_and_tests_do_not(bare: System) -> None:
    bare.dev_sh("test")
    assert "lintian" not in bare.installed()
    bare.dev_sh("package")
    assert {"lintian", "dpkg-dev", "appstream", "desktop-file-utils"} <= bare.installed()


def test_without_rights_the_line_to_type_is_shown_and_nothing_is_done(bare: System) -> None:
    bare.has("id", "echo 1000")
    done = bare.dev_sh("setup")
    assert done.returncode == 1
    assert "sudo apt-get update && sudo apt-get install --no-install-recommends -y" in done.stderr
    assert " python3 python3-venv libgl1 " in done.stderr
    assert "Il manque des paquets du système" in done.stderr
    assert bare.asked("apt-get") == []


def test_the_line_to_type_is_introduced_in_english_on_an_english_system(bare: System) -> None:
    bare.has("id", "echo 1000")
    assert "System packages are missing" in bare.dev_sh("setup", locale="en_GB.UTF-8").stderr


def test_sudo_without_a_password_is_used(bare: System) -> None:
    bare.has("id", "echo 1000")
    bare.has("sudo", '[ "$1" = -n ] || "$@"')
    bare.dev_sh("setup")
    assert "libgl1" in bare.installed()


def test_a_failed_installation_stops_there(bare: System) -> None:
    system = with_everything(bare)
    system.has("ldconfig", ":")
    system.has("apt-get", "exit 100")
    done = system.dev_sh("run")
    assert done.returncode != 0
    assert not any("dev.py" in word for words in system.asked("python3") for word in words)
