"""Sayings read from YAML: every fault has its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop import paths
from desktop.errors import BadRequest, CannotRead, GuideRefused
from desktop.guide.model import Guide
from desktop.main import main
from desktop.suggest.evaluation import is_first_right
from desktop.suggest.labelled import load_labelled
from desktop.suggest.model import Heard, Suggestion
from desktop.suggest.sayings import SAYINGS, Saying, load_sayings

GOOD = """format: 1
asks:
- {id: partner, needs: [fundraising, export]}
uncovered: [tax]
sayings:
- {labels: [export], language: fr, texts: ["vendre au Japon"]}
- {labels: ["ask:partner"], language: en, texts: ["a partner"]}
- {labels: ["uncovered:tax"], language: fr, texts: ["trop d'impôts"]}
- {labels: [off-topic], language: fr, texts: ["il pleut"]}
"""


def load(tmp_path: Path, guide: Guide, text: str) -> tuple[Saying, ...]:
    file = tmp_path / SAYINGS
    file.write_text(text, encoding="utf-8")
    return load_sayings(file, guide).sayings


def test_sayings_are_read_with_their_labels(tmp_path: Path, guide: Guide) -> None:
    read = load(tmp_path, guide, GOOD)
    assert read[0] == Saying("vendre au Japon", ("export",), "fr")
    assert [saying.labels[0] for saying in read[1:]] == [
        "ask:partner",
        "uncovered:tax",
        "off-topic",
    ]


def test_a_batch_is_read_where_there_is_one(tmp_path: Path, guide: Guide) -> None:
    text = GOOD.replace("language: en, ", "language: en, batch: autumn, ")
    assert [saying.batch for saying in load(tmp_path, guide, text)] == ["", "autumn", "", ""]


@pytest.mark.parametrize(
    ("right", "wrong", "code", "line", "column"),
    [
        ("[export]", "[exprot]", "unknown-word", 6, 13),
        ('"ask:partner"', '"ask:fair"', "unknown-word", 7, 13),
        ("uncovered:tax", "uncovered:text", "unknown-word", 8, 13),
        ("language: en", "language: de", "unknown-word", 7, 39),
        ("[off-topic]", "[off-topic, export]", "not-alone", 9, 13),
        ('"il pleut"', '"vendre au Japon"', "saying-twice", 9, 47),
        ('"il pleut"', '" "', "empty-text", 9, 47),
        ("language: fr, texts", 'language: fr, batch: "A b", texts', "bad-id", 6, 43),
        ("fundraising, ", "fundrasing, ", "unknown-need", 3, 25),
        ('texts: ["a partner"]', "says: []", "missing-key", 7, 3),
        ("format: 1", "format: 2", "unknown-format", 1, 9),
    ],
)
def test_a_fault_names_its_line_and_column(
    tmp_path: Path, guide: Guide, right: str, wrong: str, code: str, line: int, column: int
) -> None:
    with pytest.raises(GuideRefused) as refused:
        load(tmp_path, guide, GOOD.replace(right, wrong, 1))
    places = [(fault.code, fault.line, fault.column) for fault in refused.value.faults]
    assert (code, line, column) in places
    assert f"{SAYINGS}:{line}:{column}: {code}: " in refused.value.say("fr")


def test_a_missing_file_is_said(tmp_path: Path, guide: Guide) -> None:
    with pytest.raises(CannotRead):
        load_sayings(tmp_path / SAYINGS, guide)


def test_the_guide_has_the_sayings_that_were_promised(guide: Guide) -> None:
    read = load_sayings(paths.shipped_guide() / SAYINGS, guide).sayings
    assert sum(saying.language == "fr" for saying in read) >= 2500
    assert sum(saying.language == "en" for saying in read) >= 1200


def test_a_guide_with_faulty_sayings_is_refused_by_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "guide"
    shutil.copytree(paths.shipped_guide(), folder)
    (folder / SAYINGS).write_text(GOOD.replace("[export]", "[exprot]"), encoding="utf-8")
    assert main(["check", str(folder)]) != 0
    assert f"{SAYINGS}:6:13: unknown-word: " in capsys.readouterr().err


def test_labelled_lines_are_read_and_the_language_may_be_left_out(
    tmp_path: Path, guide: Guide
) -> None:
    file = tmp_path / "mine.tsv"
    file.write_bytes(b"# mine\n\nvendre\texport, talent\r\nland\tdaily-support\ten\n")
    assert load_labelled(file, guide) == (
        Saying("vendre", ("export", "talent"), "fr"),
        Saying("land", ("daily-support",), "en"),
    )


@pytest.mark.parametrize(
    "line", ["no tab", "a\tb", "a\texport\tde", "\texport", "a\texport\tfr\tx"]
)
def test_a_line_that_cannot_be_read_is_named(tmp_path: Path, guide: Guide, line: str) -> None:
    file = tmp_path / "mine.tsv"
    file.write_text(f"vendre\texport\n{line}\n", encoding="utf-8")
    with pytest.raises(BadRequest) as refused:
        load_labelled(file, guide)
    assert "mine.tsv:2" in refused.value.say("en")


def test_the_first_need_is_right_when_the_text_asks_for_it() -> None:
    found = Suggestion(needs=(Heard("export", 0.9, ()), Heard("talent", 0.6, ())))
    assert is_first_right(Saying("…", ("export",), "fr"), found)
    assert not is_first_right(Saying("…", ("talent",), "fr"), found)
    assert not is_first_right(Saying("…", ("talent",), "fr"), Suggestion())
