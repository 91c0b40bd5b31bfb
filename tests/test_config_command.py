"""config show, check and template: every setting, where it comes from, and files ready to use."""

from __future__ import annotations

import json
import re
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from shutil import copy

import pytest

from desktop import paths
from desktop.configuration import Configuration, load, machine_folder
from desktop.configuration.keys import KINDS, value_of
from desktop.configuration.reading import read_text
from desktop.configuration.template import about, template
from desktop.main import main
from desktop.settings import Settings, save_settings
from desktop.text import LANGUAGES, load_catalogue, say

READY = paths.resources() / "configuration"
Capture = pytest.CaptureFixture[str]

pytestmark = pytest.mark.usefixtures("machine")


def shown(capsys: Capture, *words: str) -> dict[str, dict[str, object]]:
    """What `config show --json` says, by setting."""
    main(["config", "show", "--json", *words])
    settings = json.loads(capsys.readouterr().out)["settings"]
    return {setting["name"]: setting for setting in settings}


def test_show_says_each_value_and_where_it_comes_from(
    capsys: Capture, machine: Path, data: Path
) -> None:
    (machine / "all.toml").write_text("[kiosk]\n\nidle_seconds = 60\n", encoding="utf-8")
    (data / "aiguillage.toml").write_text("[desk]\nlock_minutes = 5\n", encoding="utf-8")
    save_settings(data, Settings("en", "light", 100))

    said = shown(capsys, "--set", "kiosk.printer=hall")

    assert said.keys() == KINDS.keys()
    where = {name: (one["origin"], one["line"], one["value"]) for name, one in said.items()}
    assert where["kiosk.idle_seconds"] == ("machine", 3, "60")
    assert where["desk.lock_minutes"] == ("user", 2, "5")
    assert where["start.language"] == ("header", None, '"en"')
    assert where["kiosk.printer"] == ("command", None, '"hall"')
    assert where["start.mode"] == ("default", None, '"visit"')
    assert said["kiosk.idle_seconds"]["file"] == str(machine / "all.toml")


def test_what_show_says_can_be_pasted_into_a_file(capsys: Capture) -> None:
    said = shown(capsys)

    text = "\n".join(f"{name} = {one['value']}" for name, one in said.items())
    assert read_text(text, "pasted").faults == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_show_in_words_names_every_setting_with_its_origin(
    capsys: Capture, language: str, machine: Path
) -> None:
    (machine / "a.toml").write_text("[kiosk]\nspeech = false\n", encoding="utf-8")

    assert main(["config", "show", "--lang", language]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[::2][0] == 'start.mode = "visit"'
    assert len(lines) == 2 * len(KINDS)
    place = lines[lines.index("kiosk.speech = false") + 1]
    assert str(machine / "a.toml") in place
    assert "2" in place


def test_show_says_every_fault_and_exits_with_one(capsys: Capture, machine: Path) -> None:
    (machine / "a.toml").write_text("[kiosk]\nspeec = 1\nidle_seconds = 2\n", encoding="utf-8")

    code = main(["config", "show", "--lang", "en"])

    err = capsys.readouterr().err
    assert code == 1
    assert "2 faults" in err
    assert "a.toml, line 2: " in err
    assert "“kiosk.speech”" in err
    assert "a.toml, line 3: " in err


def test_check_refuses_a_faulty_file_with_line_and_remedy(
    capsys: Capture, tmp_path: Path, data: Path
) -> None:
    file = tmp_path / "x.toml"
    file.write_text('[start]\nmode = "kios"\n', encoding="utf-8")

    code = main(["config", "check", str(file), str(tmp_path / "none.toml"), "--lang", "en"])

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert "x.toml, line 2: " in said.err
    assert '"visit", "desk", "kiosk"' in said.err
    assert "none.toml" in said.err


def test_check_without_a_file_looks_at_those_in_use(
    capsys: Capture, machine: Path, data: Path
) -> None:
    (data / "aiguillage.toml").write_text("[kiosk]\nspeech = true\n", encoding="utf-8")
    assert main(["config", "check", "--lang", "en"]) == 0
    assert "1 settings file" in capsys.readouterr().out

    (machine / "a.toml").write_text("x\n", encoding="utf-8")
    assert main(["config", "check"]) == 2


def test_the_template_has_every_setting_at_its_default(capsys: Capture) -> None:
    assert main(["config", "template"]) == 0

    text = capsys.readouterr().out
    assert read_text(text, "as it is").given == ()
    everything = read_text(re.sub(r"(?m)^#(?=[a-z_]+ = )", "", text), "all")
    assert everything.faults == ()
    assert {one.name: one.value for one in everything.given} == {
        name: value_of(Configuration(), name) for name in KINDS
    }
    assert max(len(line) for line in text.splitlines() if line.startswith("# ")) <= 100


def test_every_setting_and_every_table_is_explained_in_both_languages() -> None:
    tables = [table.name for table in fields(Configuration())]
    names = [about(name).key for name in (*tables, *KINDS)]

    assert [key for key in names if key not in load_catalogue("fr")] == []
    lines = " ".join(template().replace("\n# ", " ").split())
    missing = [
        (language, name)
        for language in LANGUAGES
        for name in KINDS
        if " ".join(say(about(name), language).split()) not in lines
    ]
    assert missing == []


def test_no_explanation_outlives_its_setting() -> None:
    known = {about(name).key for name in KINDS} | {
        about(table.name).key for table in fields(Configuration())
    }

    explained = {key for key in load_catalogue("fr") if key.startswith("config.about.")}
    assert explained == known


@pytest.mark.parametrize("mode", ["kiosk", "desk"])
def test_the_ready_files_are_written_by_the_same_command(mode: str, capsys: Capture) -> None:
    assert main(["config", "template", mode]) == 0
    assert capsys.readouterr().out == (READY / f"{mode}.toml").read_text(encoding="utf-8")


def test_a_template_there_is_not_is_one_sentence(capsys: Capture) -> None:
    assert main(["config", "template", "museum", "--lang", "en"]) == 2
    assert "kiosk, desk" in capsys.readouterr().err


@pytest.mark.parametrize("mode", ["kiosk", "desk"])
def test_one_file_makes_a_kiosk_and_one_makes_a_desk(mode: str, machine: Path, data: Path) -> None:
    copy(READY / f"{mode}.toml", machine)

    loaded = load(data)

    assert loaded.faults == ()
    assert loaded.configuration.start.mode == mode
    assert loaded.origins["start.mode"].layer == "machine"


def test_the_block_of_an_advisor_in_the_ready_desk_is_right_once_uncommented() -> None:
    text = (READY / "desk.toml").read_text(encoding="utf-8")

    block = re.sub(r'(?m)^#(?=\[\[|(id|name|key) = ")', "", text)
    assert read_text(block, "desk").faults == ()
    assert len(tomllib.loads(block)["desk"]["advisors"]) == 1


def test_on_windows_the_machines_settings_are_where_programs_keep_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("AIGUILLAGE_MACHINE_SETTINGS")
    assert machine_folder() == Path("/etc/aiguillage")

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("PROGRAMDATA", "D:/Common")
    assert machine_folder() == Path("D:/Common/Aiguillage")
