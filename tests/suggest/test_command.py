"""`aiguillage suggest`: one answer, one line of JSON a line, figures; bad input is one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.main import main

Capture = pytest.CaptureFixture[str]


def test_json_says_needs_words_and_place(capsys: Capture) -> None:
    assert main(["suggest", "je cherche un soudeur à côté de Roanne", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [need["need"] for need in found["needs"]] == ["talent"]
    assert found["needs"][0]["score"] > 0.5
    assert "soudeur" in " ".join(found["needs"][0]["words"])
    assert found["ask"] is None
    assert found["place"] == {"territory": "42187", "words": "Roanne", "others": []}


def test_one_line_in_gives_one_line_of_json_out(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_bytes(b"j'ai besoin d'argent\r\n\nbonjour\n\xff\xfe\x00\nvendre au Japon")
    assert main(["suggest", "--file", str(file)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["ask"] for each in found] == ["funding-kind", "themes", "themes", "themes", None]


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [
        ("fr", "je cherche un soudeur", "Trouver et former du personnel ("),
        ("en", "we are looking for a welder", "Finding and training staff ("),
        ("fr", "bonjour", "Choisissez parmi les thèmes"),
        ("fr", "déposer un brevet", "ne répondent pas à cette demande"),
        ("en", "we need money", "investors, a loan or a grant"),
        ("fr", "un hangar à Roanne", "Lieu entendu : Roanne (Loire)"),
    ],
)
def test_what_is_heard_is_said_in_a_sentence(
    capsys: Capture, language: str, text: str, said: str
) -> None:
    assert main(["--lang", language, "suggest", text]) == 0
    assert said in capsys.readouterr().out.replace("\u00a0", " ")


def test_figures_and_confusions_are_printed_for_anyone_s_file(
    capsys: Capture, tmp_path: Path
) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text(
        "un soudeur à recruter\ttalent\tfr\nbesoin d'argent\task:funding-kind\tfr\n"
        "vendre au Japon\ttalent\tfr\nwe need land\tdaily-support\ten\n",
        encoding="utf-8",
    )
    assert main(["--lang", "en", "suggest", "--evaluate", str(file)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "French: 3 sentences"
    assert "   50.0%  first need suggested is right (1 of 2)" in lines
    assert "  100.0%  the right question asked (funding-kind) (1 of 1)" in lines
    assert "English: 1 sentence" in lines
    assert any(line.split()[:2] == ["D", "talent"] for line in lines)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["text", "--file", "x"],
        ["--file", "x", "--evaluate", "y"],
        ["--file", "missing.txt"],
        ["--evaluate", "missing.tsv"],
        ["--evaluate", "."],
        ["--unknown", "x"],
    ],
)
def test_bad_input_is_one_sentence(capsys: Capture, words: list[str]) -> None:
    assert main(["suggest", *words]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_file_without_a_sentence_is_said_so(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "mine\nnone.tsv"
    file.write_text("# text\tlabels\tlanguage\n\n", encoding="utf-8")

    assert main(["--lang", "en", "suggest", "--evaluate", str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("No sentence to measure in “mine·none.tsv”: ")


def test_a_wrong_line_is_placed_on_one_line(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "mine\none.tsv"
    file.write_text("a text alone\n", encoding="utf-8")

    assert main(["--lang", "en", "suggest", "--evaluate", str(file)]) == 2
    assert capsys.readouterr().err.startswith("mine·one.tsv:1: ")
