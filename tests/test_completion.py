"""What a shell proposes when Tab is pressed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.main import main

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
