"""`aiguillage register advisors …`: who works at the desk, and passwords that nobody took."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from desktop import configuration
from desktop.configuration import Advisor
from desktop.desk.session import NOBODY
from desktop.log import NAME
from desktop.main import main
from desktop.register.advisors import Held, check_password, held_by, set_password
from desktop.register.model import AdvisorId
from desktop.register.places import register_file
from tests.register.registers import ANNA, NOON, register_in

Capture = pytest.CaptureFixture[str]
GOOD = "Quatre-vingt4"
SHARED = (
    '[desk]\nshared = true\n[[desk.advisors]]\nid = "anna"\nname = "Anna Inventée"\nkey = "a"\n'
)


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords at the smallest cost there is."""
    monkeypatch.setattr("desktop.register.advisors.MEMORY", 8192)


@pytest.fixture
def data(own_data_folder: Path) -> Path:
    """The data folder of a shared desk with one advisor."""
    own_data_folder.mkdir(parents=True, exist_ok=True)
    (own_data_folder / "aiguillage.toml").write_text(SHARED, encoding="utf-8")
    return own_data_folder


def run(*words: str) -> int:
    return main(["--lang", "en", "register", "advisors", *words])


def advisors(data: Path) -> tuple[Advisor, ...]:
    return configuration.load(data).configuration.desk.advisors


def given(capsys: Capture) -> str:
    """The first password that was shown."""
    found = re.search(r"\b[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}\b", capsys.readouterr().out)
    assert found is not None
    return found[0]


def test_a_forgotten_password_is_replaced_by_a_first_one(data: Path, capsys: Capture) -> None:
    set_password(data, ANNA, GOOD)

    assert run("reset-password", "anna") == 0

    first = given(capsys)
    assert held_by(data, ["anna"]) == {"anna": Held.FIRST}
    assert check_password(data, ANNA, first, NOON).is_first
    assert first not in (data / NAME).read_text()


def test_whoever_is_added_to_a_shared_desk_gets_a_first_password(
    data: Path, capsys: Capture
) -> None:
    assert run("add", "bo", "Bo Exemple") == 0

    assert advisors(data)[1:] == (Advisor("bo", "Bo Exemple", "b"),)
    assert held_by(data, ["bo"]) == {"bo": Held.FIRST}
    assert given(capsys)


def test_whoever_is_added_to_a_desk_of_ones_own_gets_none(data: Path) -> None:
    (data / "aiguillage.toml").unlink()

    assert run("add", "bo", "Bo", "--key", "7") == 0

    assert advisors(data) == (Advisor("bo", "Bo", "7"),)
    assert held_by(data, ["bo"]) == {"bo": Held.NONE}


def test_a_key_is_found_where_none_is_typed(data: Path) -> None:
    assert run("add", "ana", "Ana") == 0

    assert advisors(data)[1].key == "n"


def test_a_new_name_leaves_id_key_and_password(data: Path) -> None:
    set_password(data, ANNA, GOOD)

    assert run("rename", "anna", "Anne Inventée") == 0

    assert advisors(data) == (Advisor("anna", "Anne Inventée", "a"),)
    assert check_password(data, ANNA, GOOD, NOON).ok


def test_who_leaves_is_no_longer_on_the_list_and_has_no_password(data: Path) -> None:
    set_password(data, ANNA, GOOD)

    assert run("retire", "anna", "--yes") == 0

    assert advisors(data) == ()
    assert held_by(data, ["anna"]) == {"anna": Held.NONE}


def test_nobody_leaves_without_a_yes(data: Path) -> None:
    assert run("retire", "anna") == 2

    assert [one.id for one in advisors(data)] == ["anna"]


def test_the_list_says_who_has_which_password(data: Path, capsys: Capture) -> None:
    run("add", "bo", "Bo")
    set_password(data, ANNA, GOOD)
    capsys.readouterr()

    assert run("list", "--json") == 0
    told = json.loads(capsys.readouterr().out)

    assert [(one["id"], one["password"]) for one in told["advisors"]] == [
        ("anna", "own"),
        ("bo", "first"),
    ]
    assert run("list") == 0
    assert "anna  Anna Inventée  key A  has a password" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("add", "anna", "Another"),
        ("add", "Bo", "Bo"),
        ("add", "desk", "Bo"),
        ("add", "command-line", "Bo"),
        ("add", "bo", "Bo", "--key", "a"),
        ("add", "bo", ""),
        ("add", "bo", "Bo", "--by", "nobody"),
        ("rename", "zoe", "Zoe"),
        ("retire", "zoe", "--yes"),
        ("reset-password", "zoe"),
        ("reset-password", "anna", "--by", "nobody"),
    ],
)
def test_what_makes_no_sense_changes_nothing_and_is_one_sentence(
    words: tuple[str, ...], data: Path, capsys: Capture
) -> None:
    assert run(*words) == 2

    assert capsys.readouterr().err.count("\n") == 1
    assert (data / "aiguillage.toml").read_text(encoding="utf-8") == SHARED
    assert held_by(data, ["anna", "bo"]) == {"anna": Held.NONE, "bo": Held.NONE}
    assert not (data / NAME).exists()


def test_the_password_of_a_desk_that_names_nobody_is_given_anew_too(
    data: Path, capsys: Capture
) -> None:
    (data / "aiguillage.toml").write_text("[desk]\nshared = true\n")
    set_password(data, AdvisorId(NOBODY.id), GOOD)

    assert run("reset-password", NOBODY.id) == 0
    assert check_password(data, AdvisorId(NOBODY.id), given(capsys), NOON).is_first
    assert run("list") == 0
    assert f"{NOBODY.id}  " in capsys.readouterr().out
    assert run("retire", NOBODY.id, "--yes") == 2


def test_every_act_is_in_the_log_and_in_the_register_by_ids_alone(data: Path) -> None:
    register_in(data).close()

    assert run("add", "bo", "Bo Exemple", "--by", "anna") == 0
    assert run("rename", "bo", "Bo Nouveau", "--by", "anna") == 0
    assert run("reset-password", "bo") == 0
    assert run("retire", "bo", "--yes", "--by", "anna") == 0

    acts = [
        ("advisor-added:bo", "anna"),
        ("password-given:bo", "anna"),
        ("advisor-renamed:bo", "anna"),
        ("password-given:bo", "command-line"),
        ("advisor-retired:bo", "anna"),
    ]
    register = register_in(data)
    traces = [(trace.act, trace.by) for trace in reversed(register.audit())]
    register.close()
    assert traces == acts
    log = (data / NAME).read_text(encoding="utf-8")
    assert re.findall(r"INFO advisors: (.*)", log) == [
        f"{act.replace(':', ' ')}, by {by}" for act, by in acts
    ]
    assert "Exemple" not in log
    assert "Nouveau" not in log


def test_no_register_is_made_for_a_password(data: Path) -> None:
    assert run("reset-password", "anna") == 0

    assert not register_file(data).exists()
