"""`aiguillage guide …`: what a person types, what is answered, and the exit code."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from desktop.main import main
from desktop.text import load_catalogue
from tests.guides import Plain
from tests.proved_guides import Installation, write

COMMANDS = (
    "pack", "unpack", "sign", "keygen", "trust", "install", "list", "use", "rollback", "status",
)  # fmt: skip


class Desk:
    """A person at a terminal of an installation that trusts nobody yet."""

    def __init__(self, here: Installation, capture: pytest.CaptureFixture[str]) -> None:
        self.here, self._capture = here, capture

    def types(self, *words: object) -> tuple[int, str, str]:
        """Types a command; the exit code, and what was said on both outputs."""
        arguments = ["--lang", "en", "--data", str(self.here.folder / "desk"), "guide"]
        code = main([*arguments, *(str(word) for word in words)])
        said, warned = self._capture.readouterr()
        return code, said, warned

    def key(self, name: str) -> str:
        """Makes a key; its public half."""
        return self.types("keygen", "-o", self.here.folder / name)[1].splitlines()[-1]

    def packed(self, version: str, *signed_with: str) -> Path:
        """Packs a version and signs it."""
        folder = write(self.here.folder / f"guide-{version}", version)
        file = self.here.folder / f"{version}.aiguillage"
        assert self.types("pack", folder, "-o", file)[0] == 0
        for key in signed_with:
            assert self.types("sign", file, "--key", self.here.folder / key)[0] == 0
        return file


@pytest.fixture
def desk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    return Desk(Installation(tmp_path, monkeypatch), capsys)


def test_a_guide_travels_from_the_coordinator_to_a_desk_and_back(desk: Desk) -> None:
    public = desk.key("region")
    file = desk.packed("1.1", "region")
    code, _, warned = desk.types("install", file)
    assert (code, "not accepted" in warned) == (1, True)
    assert desk.types("trust", public, "--name", "Region")[0] == 0
    assert desk.types("install", file)[0] == 0
    status = desk.types("status")[1]
    assert "version 1.1" in status
    assert "signed by Region" in status
    assert desk.types("rollback")[0] == 0
    assert "version 1.0" in desk.types("status")[1]
    assert desk.types("use", "1.1")[0] == 0
    assert "version 1.1" in desk.types("status")[1]


def test_a_refusal_says_that_nothing_changes_and_why(desk: Desk) -> None:
    code, said, warned = desk.types("install", desk.packed("0.9"))
    assert (code, said) == (1, "")
    assert warned.splitlines() == [
        "Nothing changes: the guide 1.0 stays in use.",
        "· it is not signed",
        "· its version, 0.9, is not newer than the one in use, 1.0 (to accept it all the same: "
        "--older)",
    ]


def test_what_is_no_guide_is_bad_input(desk: Desk) -> None:
    stray = desk.here.folder / "stray.aiguillage"
    stray.write_bytes(b"hello")
    assert desk.types("install", stray)[0] == 2
    assert desk.types("install", desk.here.folder / "nowhere")[0] == 2
    assert desk.types("sign", stray, "--key", "nowhere")[0] == 2
    assert desk.types("use", "9.9")[0] == 2
    assert desk.types("trust", "not a key")[0] == 2
    assert desk.types("trust")[0] == 2


def test_a_guide_with_faults_is_not_packed(desk: Desk) -> None:
    def forget_a_need(plain: Plain) -> None:
        plain["routes.yaml"]["routes"].pop()

    folder = write(desk.here.folder / "faulty", "1.1", forget_a_need)
    file = desk.here.folder / "x.aiguillage"
    code, said, _ = desk.types("pack", folder, "-o", file)
    assert (code, "not proved" in said, file.exists()) == (1, True, False)


def test_the_same_folder_packs_to_the_same_bytes(desk: Desk) -> None:
    first = desk.packed("1.1").read_bytes()
    assert desk.packed("1.1").read_bytes() == first


def test_a_guide_is_unpacked_as_it_was_into_an_empty_folder(desk: Desk) -> None:
    file = desk.packed("1.1")
    folder = desk.here.folder / "out"
    code, said, _ = desk.types("unpack", file, "-o", folder)
    assert (code, "No key accepted" in said) == (0, True)
    source = desk.here.folder / "guide-1.1"
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == {
        p.name: p.read_bytes() for p in source.iterdir()
    }
    assert desk.types("unpack", file, "-o", folder)[0] == 2


def test_keys_are_listed_renamed_and_removed(desk: Desk) -> None:
    public = desk.key("region")
    desk.types("trust", *public.lower().split("-"), "--name", "Region")
    desk.types("trust", public, "--name", "The Region")
    listed = desk.types("trust", "--list")[1]
    assert listed.count(public) == 1
    assert "The Region, since" in listed
    assert desk.types("trust", "The Region", "--remove")[0] == 0
    assert "No key is accepted" in desk.types("trust", "--list")[1]
    assert desk.types("trust", "The Region", "--remove")[0] == 2


def test_a_passphrase_is_asked_twice_when_made_and_once_when_used(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, file = desk.here.folder / "closed", desk.packed("1.1")
    monkeypatch.setattr("sys.stdin", io.StringIO("one\ntwo\n"))
    assert desk.types("keygen", "-o", key, "--passphrase")[0] == 2
    assert not key.exists()
    monkeypatch.setattr("sys.stdin", io.StringIO("one\none\n"))
    assert desk.types("keygen", "-o", key, "--passphrase")[0] == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("two\n"))
    assert desk.types("sign", file, "--key", key)[0] == 2
    monkeypatch.setattr("sys.stdin", io.StringIO("one\n"))
    assert desk.types("sign", file, "--key", key)[0] == 0


def test_the_list_shows_each_kept_guide_and_what_became_of_it(desk: Desk) -> None:
    assert desk.types("list")[1].split()[1:] == [
        "1.0",
        "in",
        "use,",
        "comes",
        "with",
        "the",
        "program",
    ]
    desk.types("trust", desk.key("region"))
    desk.types("install", desk.packed("1.1", "region"))
    states = {tuple(line.split()[1:]) for line in desk.types("list")[1].splitlines()}
    assert states == {("1.0", "kept"), ("1.1", "in", "use")}


def test_a_guide_on_trial_is_not_the_one_these_commands_change(desk: Desk) -> None:
    folder = write(desk.here.folder / "trial", "1.1")
    assert desk.types("rollback", "--guide", folder)[0] == 2


def test_check_holds_the_numbers_against_the_guide_that_is_replaced(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    def renumber(plain: Plain) -> None:
        plain["interview.yaml"]["questions"][1]["choices"][0]["number"] = "7"

    old = write(desk.here.folder / "old", "1.0")
    new = write(desk.here.folder / "new", "1.1", renumber)
    assert main(["--lang", "en", "check", str(new), "--replaces", str(old)]) == 2
    assert "number-changed" in capsys.readouterr().err
    assert main(["--lang", "en", "check", str(new)]) == 2  # against the one in use here
    assert main(["--lang", "en", "check", str(new), "--replaces", str(new)]) == 0


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_help(
    desk: Desk, name: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert f"cli.help.guide.{name}" in load_catalogue(language)
    assert main(["--lang", language, "guide", name, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"aiguillage guide {name}")
    assert f"aiguillage guide {name}" in load_catalogue(language)["cli.help.guide"]
