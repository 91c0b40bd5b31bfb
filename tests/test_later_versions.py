"""What a later version wrote: refused in one sentence, and not touched."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from desktop import casework, paths
from desktop.configuration import load
from desktop.errors import AiguillageError, NewerData
from desktop.guide.loader import load_guide
from desktop.kiosk.counts import CountedVisit, Counts, read_counts
from desktop.kiosk.faults import faults_today
from desktop.kiosk.pin import check_pin, set_pin
from desktop.library import keys, trust, updates
from desktop.library.adoption import find_in_use
from desktop.library.kept_json import write_json
from desktop.main import main
from desktop.record import read_record
from desktop.settings import Settings, load_settings, save_settings
from desktop.suggest import keep_saying
from desktop.text import LANGUAGES, say
from tests import released
from tests.proved_guides import DAY, KEY, OTHER_KEY, Installation
from tests.register.registers import register_in

NOW = datetime(2026, 11, 24, 9)
VISIT = CountedVisit("1.0 (0)", "fr", "finished")
LATER = {"fr": "version plus récente", "en": "later version"}


@pytest.fixture(params=released.versions())
def here(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Installation:
    """An installation with the data of a released version."""
    monkeypatch.setenv("AIGUILLAGE_MACHINE_SETTINGS", str(tmp_path / "machine"))
    here = Installation(tmp_path, monkeypatch)
    shutil.rmtree(here.data)
    shutil.copytree(released.FOLDER / request.param / "data", here.data)
    shutil.rmtree(here.data / "last-good")
    return here


def raise_format(path: Path) -> bytes:
    """Makes the file one of a later version; its bytes."""
    raw = path.read_bytes()
    later = re.sub(rb'(format"?\s*[:=]\s*"?)1\b', rb"\g<1>2", raw, count=1)
    assert later != raw
    path.write_bytes(later)
    return later


def raise_version(path: Path) -> bytes:
    """The same for a database."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 9999")
    return path.read_bytes()


def is_one_sentence(error: AiguillageError) -> bool:
    """Whether it says, in one sentence of each language, that a later version is needed."""
    return all(
        LATER[language] in error.say(language) and "\n" not in error.say(language)
        for language in LANGUAGES
    )


def file_again(here: Installation) -> Path:
    return here.file("1.3")


CHANGES: dict[str, tuple[str, Callable[[Installation], object]]] = {
    "choices": ("settings.json", lambda here: save_settings(here.data, Settings())),
    "install": (
        "guides/current.json",
        lambda here: updates.install(here.data, file_again(here), False, DAY),
    ),
    "rollback": ("guides/current.json", lambda here: updates.roll_back(here.data, DAY)),
    "use": ("guides/current.json", lambda here: updates.use(here.data, "1.0", DAY)),
    "trust": (
        "trusted-keys.json",
        lambda here: trust.trust(here.data, OTHER_KEY.public, "Other", DAY),
    ),
    "proofs": ("guides/proved.json", lambda here: write_json(here.data / "guides/proved.json", {})),
    "sayings": (
        "proposed_sayings.yaml",
        lambda here: keep_saying(here.data, "Un autre four", ["bread"], "fr"),
    ),
    "pin": ("kiosk/pin.json", lambda here: set_pin(here.data, "9371")),
}


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_is_written_over_what_a_later_version_wrote(
    change: str, here: Installation
) -> None:
    name, act = CHANGES[change]
    later = raise_format(here.data / name)
    copies = sorted(path.name for path in (here.data / "guides").iterdir())

    with pytest.raises(AiguillageError) as raised:
        act(here)

    assert is_one_sentence(raised.value)
    assert (here.data / name).read_bytes() == later
    assert sorted(path.name for path in (here.data / "guides").iterdir()) == copies


def test_a_start_goes_on_with_the_shipped_guide_and_says_so(here: Installation) -> None:
    later = raise_format(here.data / "guides" / "current.json")

    adopted = casework.adopt(None, here.data)
    adopted.keep_guide(here.data)

    assert adopted.casework.guide.version == "1.0"
    (notice,) = adopted.notices
    assert LATER["en"] in say(notice, "en")
    assert (here.data / "guides" / "current.json").read_bytes() == later


def test_a_list_of_proofs_of_a_later_version_costs_a_proof_made_again(here: Installation) -> None:
    later = raise_format(here.data / "guides" / "proved.json")

    assert find_in_use(here.data, DAY).guide.version == "1.2"
    assert (here.data / "guides" / "proved.json").read_bytes() == later


def test_choices_of_a_later_version_give_the_defaults(here: Installation) -> None:
    raise_format(here.data / "settings.json")

    assert load_settings(here.data) == Settings()


def test_a_settings_file_of_a_later_version_gives_nothing_but_its_fault(
    here: Installation,
) -> None:
    later = raise_format(here.data / "aiguillage.toml")

    loaded = load(here.data)

    assert [say(fault.phrase, "en") for fault in loaded.faults] == [
        f"{here.data / 'aiguillage.toml'}, line 1: this file is for a later version of Aiguillage."
        " Install it, or write the file again for format = 1."
    ]
    assert loaded.configuration.desk.lock_minutes == 10
    assert (here.data / "aiguillage.toml").read_bytes() == later


def test_counters_of_a_later_version_are_left_alone_and_the_fault_is_noted(
    here: Installation,
) -> None:
    path = here.data / "kiosk" / "counts.db"
    later = raise_version(path)

    assert not Counts(here.data).add(NOW, VISIT)
    with pytest.raises(AiguillageError) as raised:
        read_counts(here.data)

    assert is_one_sentence(raised.value)
    assert path.read_bytes() == later
    assert sorted(file.name for file in path.parent.glob("*.db")) == ["counts.db"]
    (seen,) = [fault for fault in faults_today(here.data, NOW) if fault.code == "counts-newer"]
    assert LATER["fr"] in say(seen.phrase, "fr")


def test_a_pin_of_a_later_version_lets_nobody_out(here: Installation) -> None:
    assert check_pin(here.data, released.PIN, NOW).ok
    later = raise_format(here.data / "kiosk" / "pin.json")

    assert not check_pin(here.data, released.PIN, NOW).ok
    assert (here.data / "kiosk" / "pin.json").read_bytes() == later


def test_a_register_of_a_later_version_is_left_alone(here: Installation) -> None:
    path = here.data / "register" / "cases.db"
    later = raise_version(path)

    with pytest.raises(AiguillageError) as raised:
        register_in(here.data)

    assert all("\n" not in raised.value.say(language) for language in LANGUAGES)
    assert type(raised.value).__name__ == "RegisterTooNew"
    assert path.read_bytes() == later


def test_a_receipt_of_a_later_version_says_which_format_it_has() -> None:
    with pytest.raises(AiguillageError) as raised:
        read_record(json.dumps({"format": 2, "guide": {}, "new": 1}).encode())

    assert "format 2" in raised.value.say("en") or "format 2" in raised.value.__str__()


def test_a_code_of_a_later_version_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    from desktop.ticket import symbols

    code = symbols.write(symbols.with_checks([10, 0, 0, 1, 2]))

    assert main(["ticket", "decode", code, "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert "newer version" in said
    assert said.count("\n") == 1


def test_a_key_of_a_later_version_signs_nothing(here: Installation) -> None:
    file = here.folder / "key"
    KEY.save(file)
    raise_format(file)

    with pytest.raises(AiguillageError) as raised:
        keys.load_key(file, lambda: "")

    assert is_one_sentence(raised.value)


def test_a_guide_written_for_a_later_version_is_one_fault_at_its_place(
    here: Installation,
) -> None:
    file = paths.shipped_guide() / "guide.yaml"
    raise_format(file)

    with pytest.raises(AiguillageError) as raised:
        load_guide(paths.shipped_guide())

    assert raised.value.say("en").count("guide.yaml:") == 1


def test_the_error_is_one_that_a_window_already_knows_how_to_say() -> None:
    assert is_one_sentence(NewerData("x"))
