"""Layers of settings: who wins, where each value comes from, and what a fault costs."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.configuration import Advisor, Configuration, Loaded, load
from desktop.configuration.keys import KINDS, value_of
from desktop.configuration.reading import MAX_BYTES, find_lines, read_text
from desktop.errors import BadRequest
from desktop.settings import Settings, save_settings
from desktop.text import say

WHOLE = """\
format = 1
[start]
mode = "kiosk"
language = "en"
[kiosk]
screen_diagonal_inches = 10.1
idle_seconds = 120
printer = "hall"
closed_on = [2026-12-25, "2027-01-01"]
message_until = 2026-12-24
[kiosk.hours]
monday = "08:30-12:00, 13:30-17:30"
sunday = ""
[kiosk.message]
fr = "Fermé vendredi"
en = "Closed on Friday"
[[desk.advisors]]
id = "a-b"
name = "A. B."
key = "A"
[register]
reminders_days = [5, 10]
"""


def faults(loaded: Loaded, language: str = "en") -> list[str]:
    return [say(fault.phrase, language) for fault in loaded.faults]


def names_in_model() -> tuple[str, ...]:
    """The names of all settings the model has, in its order."""
    default = Configuration()
    return tuple(
        f"{table.name}.{key.name}"
        for table in fields(default)
        for key in fields(getattr(default, table.name))
    )


def test_without_any_file_everything_has_its_default(machine: Path, data: Path) -> None:
    loaded = load(data)
    assert loaded.configuration == Configuration()
    assert not loaded.faults
    assert {origin.layer for origin in loaded.origins.values()} == {"default"}


def test_every_setting_of_the_model_has_a_kind_and_its_default_can_be_written_and_read() -> None:
    assert tuple(KINDS) == names_in_model()
    written = "\n".join(
        f"{name} = {kind.write(value_of(Configuration(), name))}" for name, kind in KINDS.items()
    )
    read = read_text(written, "all.toml")
    assert not read.faults
    assert {one.name: one.value for one in read.given} == {
        name: value_of(Configuration(), name) for name in KINDS
    }


def test_a_file_gives_every_sort_of_value(machine: Path, data: Path) -> None:
    (data / "aiguillage.toml").write_text(WHOLE, encoding="utf-8")
    loaded = load(data)
    assert not faults(loaded)
    kiosk = loaded.configuration.kiosk
    assert kiosk.hours[0] == ((510, 720), (810, 1050))
    assert kiosk.hours[1] == ((0, 1440),)
    assert kiosk.hours[6] == ()
    assert kiosk.closed_on == (date(2026, 12, 25), date(2027, 1, 1))
    assert kiosk.message == (("fr", "Fermé vendredi"), ("en", "Closed on Friday"))
    assert kiosk.message_until == date(2026, 12, 24)
    assert loaded.configuration.desk.advisors == (Advisor("a-b", "A. B.", "a"),)
    assert loaded.configuration.register.reminders_days == (5, 10)


def test_user_wins_over_machine_header_over_user_and_command_over_all(
    machine: Path, data: Path
) -> None:
    (machine / "10-all.toml").write_text('[start]\nlanguage = "en"\ntheme = "dark"\n')
    (machine / "20-more.toml").write_text("[kiosk]\nidle_seconds = 60\n[start]\ntext_size = 200\n")
    (data / "aiguillage.toml").write_text('[start]\ntheme = "contrast"\ntext_size = 150\n')
    assert load(data).configuration.start.theme == "contrast"
    save_settings(data, Settings("fr", "light", 125))
    loaded = load(data, {"start.text_size": "100"})
    start = loaded.configuration.start
    assert (start.language, start.theme, start.text_size) == ("fr", "light", 100)
    layers = {name: origin.layer for name, origin in loaded.origins.items()}
    assert layers["kiosk.idle_seconds"] == "machine"
    assert layers["start.theme"] == "header"
    assert layers["start.text_size"] == "command"
    assert loaded.origins["kiosk.idle_seconds"].line == 2
    assert loaded.origins["kiosk.idle_seconds"].file.endswith("20-more.toml")


def test_a_kiosk_takes_nothing_from_the_header(machine: Path, data: Path) -> None:
    save_settings(data, Settings("en", "dark", 200))
    assert load(data, {"start.mode": "kiosk"}).configuration.start.theme == "system"
    assert load(data).configuration.start.theme == "dark"


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("[kiosk]\nidle_second = 60\n", 2, "Did you mean “kiosk.idle_seconds”"),
        ("[kiosk]\n\nidle_seconds = 20\n", 3, "a whole number from 45 to 300"),
        ("[kiosk]\nidle_seconds = true\n", 2, "a whole number"),
        ("[kiosk]\nspeech = 1\n", 2, "true or false"),
        ('[start]\nmode = "kios"\n', 2, '"visit", "desk", "kiosk"'),
        ("[start]\ntext_size = 110\n", 2, "100, 125, 150, 200"),
        ('[kiosk.hours]\nmonday = "8-12"\n', 1, "a table of days"),
        ('[kiosk.hours]\nmonday = "12:00-08:00"\n', 1, "a table of days"),
        ('[kiosk.hours]\nmonday = "08:00-12:00, 11:00-13:00"\n', 1, "a table of days"),
        ('[kiosk.hours]\nlundi = ""\n', 1, "a table of days"),
        ('[kiosk.message]\nfr = "seul"\n', 1, "a table with fr and en"),
        ('[kiosk]\nmessage_until = "demain"\n', 2, "a date"),
        ('[kiosk]\nprinter = "-o raw"\n', 2, "on one line"),
        ('[kiosk]\nprinter = "a\\u0007b"\n', 2, "on one line"),
        ('[[desk.advisors]]\nid = "A B"\nname = "x"\nkey = "a"\n', 1, "a list of tables"),
        ("[register]\nreminders_days = [0]\n", 2, "a whole number from 1 to 3650"),
        ("[kiosk]\nscreen_diagonal_inches = nan\n", 2, "a number from 7 to 110"),
        ("[kiosk\n", 1, "is not TOML"),
        ("strange = 1\n", 1, "is not a setting"),
        ("format = 2\n", 1, "format = 1"),
    ],
)
def test_a_fault_says_its_line_and_what_to_write(
    machine: Path, data: Path, text: str, line: int, part: str
) -> None:
    (data / "aiguillage.toml").write_text(text, encoding="utf-8")
    said = faults(load(data))
    assert len(said) == 1
    assert f"aiguillage.toml, line {line}: " in said[0]
    assert part in said[0]


def test_a_fault_costs_its_own_setting_where_there_is_no_good_copy(
    machine: Path, data: Path
) -> None:
    text = "[kiosk]\nidle_seconds = 5\nafter_sheet_seconds = 90\n"
    (data / "aiguillage.toml").write_text(text)
    kiosk = load(data).configuration.kiosk
    assert (kiosk.idle_seconds, kiosk.after_sheet_seconds) == (90, 90)


def test_the_last_good_file_is_used_where_the_present_one_has_a_fault(
    machine: Path, data: Path
) -> None:
    file = machine / "kiosk.toml"
    file.write_text("[kiosk]\nidle_seconds = 60\nafter_sheet_seconds = 90\n")
    load(data).keep()
    file.write_text("[kiosk]\nidle_seconds = 6O\nafter_sheet_seconds = 100\n")
    loaded = load(data)
    loaded.keep()
    assert len(loaded.faults) == 1
    kiosk = load(data).configuration.kiosk
    assert (kiosk.idle_seconds, kiosk.after_sheet_seconds) == (60, 90)
    file.write_text("[kiosk]\nidle_seconds = 70\n")
    assert load(data).configuration.kiosk.idle_seconds == 70


def test_a_spoilt_good_copy_is_not_used(machine: Path, data: Path) -> None:
    file = machine / "kiosk.toml"
    file.write_text("[kiosk]\nidle_seconds = 60\n")
    load(data).keep()
    next((data / "last-good").iterdir()).write_text("[kiosk]\nidle_seconds = 1\n")
    file.write_text("[kiosk]\nidle_seconds = 6\nafter_sheet_seconds = 100\n")
    assert load(data).configuration.kiosk.idle_seconds == 90


def test_good_copies_that_cannot_be_kept_stop_nobody(machine: Path, data: Path) -> None:
    (machine / "kiosk.toml").write_text("[kiosk]\nidle_seconds = 60\n")
    (data / "last-good").write_text("a file where the folder should be")
    loaded = load(data)
    loaded.keep()
    assert loaded.configuration.kiosk.idle_seconds == 60


def test_places_that_cannot_be_looked_into_are_faults_and_stop_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AIGUILLAGE_MACHINE_SETTINGS", str(tmp_path / ("m" * 300)))

    loaded = load(tmp_path / ("d" * 300))
    loaded.keep()

    assert loaded.configuration == Configuration()
    assert [said.endswith("Check who may read it.") for said in faults(loaded)] == [True, True]
    assert not any("line" in said for said in faults(loaded))


def test_a_folder_that_is_not_there_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("AIGUILLAGE_MACHINE_SETTINGS", str(tmp_path / "file" / "below"))

    assert load(tmp_path / "none").faults == ()


def test_a_file_too_long_or_not_text_is_one_fault(machine: Path, data: Path) -> None:
    (machine / "a.toml").write_bytes(b"#" * (MAX_BYTES + 1))
    (machine / "b.toml").write_bytes(b"\xff\xfe")
    (machine / "c.toml").mkdir()
    assert len(load(data).faults) == 3


@pytest.mark.parametrize("written", ["kiosk.idle_seconds=120", "kiosk.printer=hall", "x=1"])
def test_what_the_command_line_sets_is_read_as_in_a_file(
    machine: Path, data: Path, written: str
) -> None:
    name, _, value = written.partition("=")
    if name == "x":
        with pytest.raises(BadRequest):
            load(data, {name: value})
        return
    found = value_of(load(data, {name: value}).configuration, name)
    assert str(found) == value


def test_a_bad_value_on_the_command_line_says_what_to_type(machine: Path, data: Path) -> None:
    with pytest.raises(BadRequest) as caught:
        load(data, {"kiosk.idle_seconds": "3"})
    assert "from 45 to 300" in caught.value.say("en")


@given(st.text(max_size=300))
def test_no_text_whatever_is_more_than_faults(text: str) -> None:
    read = read_text(text, "any.toml")
    assert all(say(fault.phrase, "fr") for fault in read.faults)


@given(st.binary(max_size=200))
def test_lines_are_found_in_anything(raw: bytes) -> None:
    assert all(line > 0 for line in find_lines(raw.decode("latin-1")).values())
