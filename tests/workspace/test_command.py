"""`aiguillage guide edit` as it is typed."""

from __future__ import annotations

import pytest

from desktop.main import main


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "Ouvre l’atelier"), ("en", "Opens the workspace")]
)
def test_the_command_explains_itself(
    language: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["guide", "edit", "--help", "--lang", language]) == 0
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("words", [["a", "b"], ["--all"], ["a", "--help"]])
def test_what_is_mistyped_is_said(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guide", "edit", *words, "--lang", "fr"]) == 2
    assert "aiguillage guide edit [DOSSIER]" in capsys.readouterr().err


def test_without_a_screen_it_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)

    assert main(["guide", "edit", "--lang", "fr"]) == 2
    assert "écran" in capsys.readouterr().err


def test_a_folder_that_is_no_guide_is_said(
    tmp_path: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["guide", "edit", str(tmp_path), "--lang", "fr"]) == 2
    assert "guide.yaml" in capsys.readouterr().err


def test_the_family_of_commands_names_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["guide", "--help", "--lang", "fr"]) == 0
    assert "aiguillage guide edit" in capsys.readouterr().out
