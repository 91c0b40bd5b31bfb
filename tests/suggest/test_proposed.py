"""Sentences an advisor keeps for the next version of the guide."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import CannotRead, CannotWrite
from desktop.guide.model import Guide
from desktop.suggest import keep_saying, proposed
from desktop.suggest.proposed import PROPOSED
from desktop.suggest.sayings import Saying, load_sayings


def test_what_is_kept_can_be_read_as_sayings(tmp_path: Path, guide: Guide) -> None:
    folder = tmp_path / "new"
    assert keep_saying(folder, "on cherche un « vrai » soudeur : \\ urgent", ["talent"], "fr")
    assert keep_saying(folder, "land and a loan", ["daily-support", "financing"], "en")
    assert load_sayings(folder / PROPOSED, guide).sayings == (
        Saying("on cherche un « vrai » soudeur : \\ urgent", ("talent",), "fr"),
        Saying("land and a loan", ("daily-support", "financing"), "en"),
    )


def test_any_text_leaves_a_file_that_can_be_read(tmp_path: Path, guide: Guide) -> None:
    every = "".join(map(chr, range(0xD7FF)))
    for start in range(0, len(every), 100):
        keep_saying(tmp_path, f"n{start} {every[start : start + 100]}", ["export"], "fr")
    keep_saying(tmp_path, "😀 \ud800 soudeur", ["talent"], "fr")
    read = load_sayings(tmp_path / PROPOSED, guide).sayings
    assert len(read) == 1 + -(-len(every) // 100)


@pytest.mark.parametrize(
    ("text", "labels"), [("", ["talent"]), (" \u200b\n", ["talent"]), ("a", [])]
)
def test_without_a_text_or_a_need_nothing_is_kept(
    tmp_path: Path, text: str, labels: list[str]
) -> None:
    assert not keep_saying(tmp_path, text, labels, "fr")
    assert not (tmp_path / PROPOSED).exists()


def test_a_sentence_is_kept_once(tmp_path: Path) -> None:
    assert keep_saying(tmp_path, "un soudeur", ["talent"], "fr")
    before = (tmp_path / PROPOSED).read_bytes()
    assert not keep_saying(tmp_path, "un  soudeur ", ["talent"], "fr")
    assert (tmp_path / PROPOSED).read_bytes() == before


def test_a_full_file_takes_no_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposed, "MAX_BYTES", 200)
    kept = [keep_saying(tmp_path, f"phrase {n} " + "x" * 40, ["export"], "fr") for n in range(9)]
    assert kept[0]
    assert not kept[-1]


def test_a_folder_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises((CannotRead, CannotWrite)):
        keep_saying(tmp_path / "file" / "data", "un soudeur", ["talent"], "fr")
