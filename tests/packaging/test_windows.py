"""What can be said on Linux of the installer for Windows: its script, its paths, its kinds."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest

from release import desktop_files
from release.build import write_icon

PROJECT = Path(__file__).resolve().parents[2]
SCRIPT = PROJECT / "packaging" / "windows" / "aiguillage.iss"
SECTIONS = {"Setup", "Languages", "CustomMessages", "Files", "Dirs", "Icons", "Registry", "Run"}
FLAGS = {
    *("recursesubdirs", "ignoreversion", "uninsneveruninstall", "uninsdeletevalue"),
    *("uninsdeletekeyifempty", "uninsdeletekey", "nowait", "postinstall", "skipifsilent"),
}
MADE = ("build", "dist")  # folders that building makes


@pytest.fixture(scope="module")
def sections() -> dict[str, list[str]]:
    """The lines of each section, without comments and orders to the preprocessor."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in SCRIPT.read_text(encoding="utf-8").splitlines():
        if header := re.fullmatch(r"\[(\w+)\]", line):
            name = header[1]
            found[name] = []
        elif line.strip() and not line.lstrip().startswith((";", "#")):
            found[name].append(line)
    return found


def fields(line: str) -> dict[str, str]:
    """A line such as `Name: "x"; Flags: a b`, quotes doubled inside quotes."""
    pattern = r'(\w+): ("(?:[^"]|"")*"|[^;"]+)(?:; |$)'
    assert re.fullmatch(f"(?:{pattern})+", line), line
    return {name: value.strip('"') for name, value in re.findall(pattern, line)}


def test_every_section_is_one_of_inno_setup(sections: dict[str, list[str]]) -> None:
    assert set(sections) == SECTIONS


@pytest.mark.parametrize("section", ["Languages", "Files", "Dirs", "Icons", "Registry", "Run"])
def test_every_line_is_well_formed(sections: dict[str, list[str]], section: str) -> None:
    lines = [fields(line) for line in sections[section]]
    flags = {flag for line in lines for flag in line.get("Flags", "").split()}
    assert flags <= FLAGS
    assert [
        line for line in lines for value in line.values() if value.count("{") != value.count("}")
    ] == []


def test_every_file_it_takes_is_there_or_is_made(sections: dict[str, list[str]]) -> None:
    sources = [fields(line)["Source"].replace("\\", "/") for line in sections["Files"]]
    ours = [source for source in sources if not source.startswith(MADE)]
    assert len(ours) >= 2
    assert [source for source in ours if not list(PROJECT.glob(source))] == []


def test_it_installs_for_every_account_of_the_machine(sections: dict[str, list[str]]) -> None:
    setup = configparser.ConfigParser(interpolation=None)
    setup.read_string("\n".join(["[Setup]", *sections["Setup"]]))
    assert setup["Setup"]["PrivilegesRequired"] == "admin"
    assert setup["Setup"]["DefaultDirName"] == r"{autopf}\Aiguillage"
    assert re.fullmatch(r"\{\{[0-9A-F-]{36}\}", setup["Setup"]["AppId"])


def test_it_opens_the_same_kinds_of_files_as_on_linux(sections: dict[str, list[str]]) -> None:
    keys = [fields(line)["Subkey"] for line in sections["Registry"]]
    kinds = {key.removeprefix("Software\\Classes\\") for key in keys if "\\Classes\\." in key}
    assert kinds == {f".{suffix}" for suffix in desktop_files.SUFFIXES.values()}


def test_its_messages_are_in_both_languages(sections: dict[str, list[str]]) -> None:
    keys = [line.split("=")[0].split(".") for line in sections["CustomMessages"]]
    french, english = ({key for lang, key in keys if lang == each} for each in ("fr", "en"))
    assert french == english
    asked = set(re.findall(r"\{cm:(\w+)", SCRIPT.read_text(encoding="utf-8"))) - {"LaunchProgram"}
    assert asked == french


def test_the_icon_it_names_is_the_one_that_building_writes(
    sections: dict[str, list[str]], tmp_path: Path
) -> None:
    line = next(line for line in sections["Setup"] if line.startswith("SetupIconFile"))
    spec = (PROJECT / "packaging" / "bundle" / "aiguillage.spec").read_text(encoding="utf-8")
    assert line.endswith(r"build\icons\aiguillage.ico")
    assert '"build" / "icons" / "aiguillage.ico"' in spec
    write_icon(tmp_path / "icons" / "aiguillage.ico")
    assert (tmp_path / "icons" / "aiguillage.ico").read_bytes().startswith(b"\0\0\1\0")


def test_every_step_on_windows_says_whether_it_was_tried() -> None:
    page = (PROJECT / "packaging" / "windows" / "README.md").read_text(encoding="utf-8")
    steps = re.findall(r"^\| \d\. .*$", page, re.MULTILINE)
    assert len(steps) == 6
    assert [step for step in steps if "untried" not in step] == []


def test_the_spec_is_python() -> None:
    spec = PROJECT / "packaging" / "bundle" / "aiguillage.spec"
    compile(spec.read_text(encoding="utf-8"), str(spec), "exec")
