"""What a shell proposes when Tab is pressed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.main import main
from desktop.text import phrase, say

Ask = Callable[[str], list[str]]


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Ask:
    """Asks what may follow a line that ends where the cursor is."""

    def propose(line: str) -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("_AIGUILLAGE_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        assert main([]) == 0
        return capfd.readouterr().out.split()

    return propose


def test_commands_are_proposed(ask: Ask) -> None:
    assert {"plain,route", "plain,screenshots", "plain,guides", "plain,doctor"} <= set(
        ask("aiguillage ")
    )


def test_commands_of_a_family_are_proposed(ask: Ask) -> None:
    assert {"plain,install", "plain,edit"} <= set(ask("aiguillage --data /x guide "))


def test_options_and_their_values_are_proposed(ask: Ask) -> None:
    assert "plain,--answers" in ask("aiguillage route --")
    assert ask("aiguillage --lang e") == ["plain,en"]


def test_a_file_is_proposed_where_one_is_wanted(ask: Ask) -> None:
    assert ask("aiguillage route --answers ") == ["file,"]


@pytest.mark.parametrize("wish", ["bash_complete", "zsh_complete", "fish_complete", "x", "bash_x"])
def test_its_variable_set_by_hand_is_one_calm_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], wish: str
) -> None:
    monkeypatch.setenv("_AIGUILLAGE_COMPLETE", wish)
    monkeypatch.setenv("COMP_WORDS", "aiguillage ")

    assert main(["--lang", "en"]) == 2
    assert capsys.readouterr() == ("", say(phrase("cli.completion"), "en") + "\n")


def test_a_place_that_is_no_number_is_no_shells(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("_AIGUILLAGE_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "aiguillage ")
    monkeypatch.setenv("COMP_CWORD", "²")

    assert main(["--lang", "en"]) == 2
    assert capsys.readouterr().err == say(phrase("cli.completion"), "en") + "\n"


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_a_shell_may_have_its_script(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shell: str
) -> None:
    monkeypatch.setenv("_AIGUILLAGE_COMPLETE", f"{shell}_source")

    assert main([]) == 0
    assert "_AIGUILLAGE_COMPLETE" in capsys.readouterr().out
