"""What puts the kiosk on a machine: looked at by the tools that will read it."""

from __future__ import annotations

import configparser
import grp
import os
import pwd
import re
import shutil
import subprocess
import tomllib
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pygments.lexers.shell import PowerShellLexer
from pygments.token import Comment, Error, String

from desktop import configuration
from desktop.configuration.keys import KINDS
from desktop.kiosk.hours import is_open, next_opening
from tests.kiosk.hall_printer import QUEUE, HallPrinter

FOLDER = Path(__file__).parents[2] / "packaging" / "kiosk"
UNIT = FOLDER / "aiguillage-kiosk.service"
SESSION, WRAPPER = FOLDER / "kiosk-session", FOLDER / "aiguillage-kiosk"
ACCOUNT = "aiguillage-kiosk"
ME = pwd.getpwuid(os.getuid()).pw_name


def run(*command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a command says, and how it ends."""
    return subprocess.run(
        [str(word) for word in command],
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**os.environ, "SYSTEMD_PAGER": "", "LC_ALL": "C", **environment},
    )


def put(folder: Path, name: str, script: str) -> None:
    """Makes a command of this shell script."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def service() -> configparser.SectionProxy:
    """The unit's service; of a word written several times, the last."""
    parser = configparser.RawConfigParser(strict=False, delimiters="=")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(UNIT)
    return parser["Service"]


# The unit


def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / UNIT.name
    unit.write_text(UNIT.read_text().replace("/usr/lib/aiguillage/kiosk-session", str(SESSION)))
    done = run("systemd-analyze", "verify", "--man=no", unit)

    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_would_find_a_word_it_does_not_know(tmp_path: Path) -> None:
    unit = tmp_path / UNIT.name
    text = UNIT.read_text().replace("/usr/lib/aiguillage/kiosk-session", str(SESSION))
    unit.write_text(text.replace("LimitCORE=0", "LimitCores=0"))

    assert "LimitCores" in run("systemd-analyze", "verify", "--man=no", unit).stderr


def exposure_is_under(threshold: int, unit: Path) -> bool:
    """Whether systemd counts less than so many tenths."""
    words = ("security", "--offline=true", f"--threshold={threshold}", unit)
    return run("systemd-analyze", *words).returncode == 0


def test_systemd_counts_the_kiosk_among_what_is_well_shut_in(tmp_path: Path) -> None:
    bare = tmp_path / UNIT.name
    kept = [line for line in UNIT.read_text().splitlines() if not line.startswith(SHUT_IN)]
    bare.write_text("\n".join(kept))

    assert exposure_is_under(20, UNIT)
    assert not exposure_is_under(30, bare)


SHUT_IN = ("Protect", "Restrict", "SystemCall", "Capability", "Private", "Device")


def test_the_unit_runs_under_an_account_of_its_own_without_core_files() -> None:
    found = service()

    assert (found["User"], found["Group"]) == (ACCOUNT, ACCOUNT)
    assert found["LimitCORE"] == "0"
    assert found["NoNewPrivileges"] == "yes"
    assert (found["StateDirectory"], found["StateDirectoryMode"]) == (ACCOUNT, "0700")


def test_the_unit_is_brought_up_again_however_often_it_falls() -> None:
    found = service()

    assert found["Restart"] == "on-failure"
    assert set(found["RestartForceExitStatus"].split()) == {
        "SIGHUP",
        "SIGINT",
        "SIGPIPE",
        "SIGTERM",
    }
    assert "StartLimitIntervalSec=0" in UNIT.read_text()


def test_the_account_has_no_shell(tmp_path: Path) -> None:
    (tmp_path / "etc").mkdir()
    done = run("systemd-sysusers", f"--root={tmp_path}", FOLDER / "sysusers.conf")
    made = {line.split(":")[0]: line.split(":") for line in read(tmp_path / "etc/passwd")}

    assert done.returncode == 0, done.stderr
    (tmp_path / "etc/shadow").chmod(0o600)  # for whoever is not the administrator
    assert made[ACCOUNT][5:] == ["/var/lib/aiguillage-kiosk", "/usr/sbin/nologin"]
    assert [
        line for line in read(tmp_path / "etc/shadow") if not line.split(":")[1].startswith("!")
    ] == []


def read(file: Path) -> list[str]:
    return file.read_text().splitlines()


def test_what_the_kiosk_keeps_is_its_own_alone() -> None:
    lines = [line.split() for line in read(FOLDER / "tmpfiles.conf") if not line.startswith("#")]

    assert ["d", "/var/lib/aiguillage-kiosk", "0700", ACCOUNT, ACCOUNT, "-"] in lines
    assert ["d", "/etc/aiguillage", "0755", "root", "root", "-"] in lines


def test_nobody_signs_in_with_the_kiosk_s_way_in() -> None:
    lines = [line.split() for line in read(FOLDER / "pam") if not line.startswith("#")]

    assert ["auth", "required", "pam_deny.so"] in lines
    assert ["session", "required", "pam_systemd.so"] in lines
    assert service()["PAMName"] == ACCOUNT


def test_each_rule_for_devices_is_well_formed() -> None:
    pair = r'[A-Z]+(\{\w+\})?(==|!=|\+=|=)"[^"]*"'
    lines = [line for line in read(FOLDER / "70-aiguillage-kiosk.rules") if line]
    rules = [line for line in lines if not line.startswith("#")]

    assert [line for line in rules if not re.fullmatch(rf"{pair}(, {pair})*", line)] == []
    assert len(rules) > 4


# The session


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder of commands that stand in, and the session's two folders."""
    for name in ("commands", "run", "state"):
        (tmp_path / name).mkdir()
    # As cage: shows the program, and says nothing of how it ended.
    put(tmp_path / "commands", "cage", f'echo "$@" >{tmp_path}/typed\nshift 2\n"$@"\nexit 0')
    return tmp_path


def session(place: Path, **environment: str) -> int:
    """How the session ends."""
    path = f"{place / 'commands'}:{os.environ['PATH']}"
    folders = {"RUNTIME_DIRECTORY": str(place / "run"), "STATE_DIRECTORY": str(place / "state")}
    return run(SESSION, PATH=path, DISPLAY=":7", **folders, **environment).returncode


@pytest.mark.parametrize("code", [0, 1, 7, 139])
def test_the_session_ends_as_the_program_did(code: int, place: Path) -> None:
    put(place / "commands", "aiguillage", f"exit {code}")

    assert session(place) == code
    assert list((place / "run").iterdir()) == []


def test_a_program_that_is_killed_is_a_failure(place: Path) -> None:
    put(place / "commands", "aiguillage", "kill -9 $$")

    assert session(place) == 137


def test_a_screen_that_fails_is_a_failure_even_after_a_good_end(place: Path) -> None:
    put(place / "commands", "aiguillage", "exit 0")
    session(place)
    put(place / "commands", "cage", "exit 0")  # the program was never shown

    assert session(place) == 1


def test_the_program_finds_its_folders_and_no_other_screen(place: Path) -> None:
    put(
        place / "commands",
        "aiguillage",
        f'echo "$@" >{place}/words\nenv >{place}/seen\nulimit -c >>{place}/seen',
    )
    session(place)
    seen = read(place / "seen")

    assert read(place / "words") == ["--kiosk"]
    assert f"AIGUILLAGE_DATA={place / 'state'}" in seen
    assert f"XDG_RUNTIME_DIR={place / 'run'}" in seen
    assert not any(line.startswith("DISPLAY=") for line in seen)
    assert seen[-1] == "0"


def test_nobody_changes_to_another_screen(place: Path) -> None:
    put(place / "commands", "aiguillage", "exit 0")
    session(place)
    words = (place / "typed").read_text().partition("--")[0].split()

    assert words == ["-d"]  # -s would allow it


def test_a_sheet_sent_before_a_fall_does_not_come_out_after_it(place: Path) -> None:
    put(place / "commands", "aiguillage", "exit 0")
    with HallPrinter() as hall:
        (hall.here / "slow").touch()
        (place / "sheet.pdf").write_bytes(b"%PDF-1.7 of the visitor before")
        hall.tell("lp", "-d", QUEUE, str(place / "sheet.pdf"))
        waiting = hall.waiting()
        code = session(place, **hall.environment)

        assert (QUEUE in waiting, code) == (True, 0)
        assert (hall.waiting(), hall.sheets()) == ("", [])


def test_whoever_looks_after_the_kiosk_acts_under_its_account(tmp_path: Path) -> None:
    put(tmp_path / "commands", "id", "case $1 in -un) echo root ;; *) echo 0 ;; esac")
    put(tmp_path / "commands", "runuser", 'echo "$AIGUILLAGE_DATA" "$@"')
    done = run(
        WRAPPER, "counts", "--csv", "-", PATH=f"{tmp_path / 'commands'}:{os.environ['PATH']}"
    )

    assert done.stdout.split() == [
        *("/var/lib/aiguillage-kiosk", "-u", ACCOUNT, "--"),
        *("aiguillage", "kiosk", "counts", "--csv", "-"),
    ]


def test_a_guide_is_taken_into_use_under_the_kiosks_account(tmp_path: Path) -> None:
    put(tmp_path / "commands", "id", "case $1 in -un) echo root ;; *) echo 0 ;; esac")
    put(tmp_path / "commands", "runuser", 'echo "$@"')
    done = run(WRAPPER, "guide", "status", PATH=f"{tmp_path / 'commands'}:{os.environ['PATH']}")

    assert done.stdout.split() == ["-u", ACCOUNT, "--", "aiguillage", "guide", "status"]


def test_whoever_may_not_is_told_what_to_type(tmp_path: Path) -> None:
    put(tmp_path / "commands", "id", "case $1 in -un) echo someone ;; *) echo 1000 ;; esac")
    done = run(WRAPPER, "status", PATH=f"{tmp_path / 'commands'}:{os.environ['PATH']}")

    assert (done.returncode, done.stdout) == (1, "")
    assert "sudo aiguillage-kiosk status" in done.stderr


@pytest.mark.parametrize("script", [SESSION, WRAPPER])
def test_the_scripts_can_be_run(script: Path) -> None:
    assert run("sh", "-n", script).stderr == ""
    assert os.access(script, os.X_OK)


# Logs


def test_logs_go_by_age_and_stay_in_place(tmp_path: Path) -> None:
    (tmp_path / "kiosk").mkdir()
    log, faults = tmp_path / "aiguillage.log", tmp_path / "kiosk" / "faults.jsonl"
    for file in (log, faults):
        file.write_text("a line\n")
    before = log.stat().st_ino
    text = (
        (FOLDER / "logrotate.conf").read_text().replace("/var/lib/aiguillage-kiosk", str(tmp_path))
    )
    rules = tmp_path / "rules"
    rules.write_text(text.replace(f"su {ACCOUNT} {ACCOUNT}", f"su {ME} {group_of_mine()}"))
    rules.chmod(0o644)
    words = ("--state", tmp_path / "state", "--force", rules)
    done = run(shutil.which("logrotate", path="/usr/sbin:/sbin") or "logrotate", *words)

    assert (done.returncode, done.stderr) == (0, "")
    assert (log.read_text(), log.stat().st_ino) == ("", before)
    assert {file.name for file in (tmp_path / "kiosk").iterdir()} == {
        "faults.jsonl",
        "faults.jsonl.1",
    }


def group_of_mine() -> str:

    return grp.getgrgid(os.getgid()).gr_name


# The settings


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The machine's settings, as shipped."""
    folder = tmp_path / "etc"
    folder.mkdir()
    shutil.copy(FOLDER / "kiosk.toml", folder)
    monkeypatch.setenv("AIGUILLAGE_MACHINE_SETTINGS", str(folder))
    return folder


def test_the_shipped_settings_have_no_fault(machine: Path, tmp_path: Path) -> None:
    loaded = configuration.load(tmp_path / "data")

    assert loaded.faults == ()
    assert loaded.configuration.start.mode == "kiosk"
    assert {origin.file for origin in loaded.origins.values()} == {"", str(machine / "kiosk.toml")}


def test_the_shipped_settings_name_every_one_of_the_kiosk(machine: Path) -> None:
    written = tomllib.loads((machine / "kiosk.toml").read_text(encoding="utf-8"))
    names = {name.removeprefix("kiosk.") for name in KINDS if name.startswith("kiosk.")}

    assert set(written["kiosk"]) == names
    assert len(names) > 10


def test_the_shipped_hours_are_those_of_an_office(machine: Path, tmp_path: Path) -> None:

    kiosk = configuration.load(tmp_path / "data").configuration.kiosk

    assert is_open(kiosk, datetime(2026, 11, 24, 9))
    assert next_opening(kiosk, datetime(2026, 12, 24, 20)) == datetime(2026, 12, 28, 8, 30)


# Windows: untried; what can be looked at without it

NAMES = {
    "launcher": "http://schemas.microsoft.com/ShellLauncher/2018/Configuration",
    "access": "http://schemas.microsoft.com/AssignedAccess/2017/config",
}
SCRIPT = FOLDER / "windows" / "install-kiosk.ps1"
CLOSING = {")": "(", "]": "[", "}": "{"}


def test_the_launcher_s_profile_is_the_account_s() -> None:
    root = ElementTree.parse(FOLDER / "windows" / "shell-launcher.xml").getroot()
    [profile] = root.iterfind("launcher:Profiles/launcher:Profile", NAMES)
    [account] = root.iterfind("launcher:Configs/launcher:Config/launcher:Account", NAMES)
    [used] = root.iterfind("launcher:Configs/launcher:Config/launcher:Profile", NAMES)
    [shell] = profile.iterfind("launcher:Shell", NAMES)

    assert profile.attrib["Id"] == used.attrib["Id"]
    assert account.attrib["Name"] == "AiguillageKiosk"
    assert shell.attrib["Shell"] == r'"%ProgramFiles%\Aiguillage\aiguillage.exe" --kiosk'


def test_the_restricted_desktop_s_profile_is_the_account_s() -> None:
    root = ElementTree.parse(FOLDER / "windows" / "assigned-access.xml").getroot()
    [profile] = root.iterfind("access:Profiles/access:Profile", NAMES)
    [used] = root.iterfind("access:Configs/access:Config/access:DefaultProfile", NAMES)
    [program] = profile.iterfind("access:AllAppsList/access:AllowedApps/access:App", NAMES)

    assert profile.attrib["Id"] == used.attrib["Id"]
    assert program.attrib["DesktopAppPath"] == r"%ProgramFiles%\Aiguillage\aiguillage.exe"


def unread_words(script: str) -> list[str]:
    """What is no word of PowerShell, and the brackets that have no partner."""
    left: list[str] = []
    odd: list[str] = []
    for token, text in PowerShellLexer().get_tokens(script):
        if token in Error:
            odd.append(text)
        if token in String or token in Comment:
            continue
        for sign in text:
            if sign in CLOSING.values():
                left.append(sign)
            elif sign in CLOSING and (not left or left.pop() != CLOSING[sign]):
                odd.append(sign)
    return odd + left


def test_the_script_is_made_of_powershell_s_words_and_its_brackets_close() -> None:
    text = SCRIPT.read_text(encoding="utf-8")

    assert text.isascii()  # older ones read it in the system's own encoding
    assert unread_words(text) == []
    assert unread_words(text.replace("return $user.Translate(", "return $user.Translate")) != []


def test_the_script_and_the_files_name_the_same_account_and_program() -> None:
    text = SCRIPT.read_text(encoding="utf-8")

    assert "'AiguillageKiosk'" in text
    assert r"'Aiguillage\aiguillage.exe'" in text


@pytest.mark.parametrize("name", ["shell-launcher.xml", "assigned-access.xml", "install-kiosk.ps1"])
def test_what_was_not_tried_says_so(name: str) -> None:
    assert "Untried" in (FOLDER / "windows" / name).read_text(encoding="utf-8")


def test_the_page_names_every_file() -> None:
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    files = [path for path in FOLDER.rglob("*") if path.is_file() and path.name != "README.md"]

    assert [path.name for path in files if path.name not in page] == []
    assert "**Untried.**" in page


def test_both_pages_for_the_operator_have_the_same_parts() -> None:
    folder = FOLDER.parents[1] / "resources" / "help"
    french, english = (
        re.findall(r"^(#+|\||    |- |\d\.)", (folder / page).read_text("utf-8"), re.MULTILINE)
        for page in ("fr/borne.md", "en/kiosk.md")
    )

    assert french == english
    assert len(french) > 20
