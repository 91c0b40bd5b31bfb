"""The operator's log: which fault, when; never a word of a visitor."""

from __future__ import annotations

import ast
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop import paths
from desktop.kiosk import faults, paper
from desktop.kiosk.faults import faults_on, faults_today, note_fault
from desktop.text import LANGUAGES, load_catalogue, say

NOW = datetime(2026, 11, 24, 9)


def test_faults_of_a_day_are_counted_the_latest_first(tmp_path: Path) -> None:
    for minutes, code in ((0, "paper-out"), (1, "crash"), (5, "paper-out")):
        assert note_fault(tmp_path, code, NOW + timedelta(minutes=minutes))
    seen = faults_today(tmp_path, NOW)

    assert [(fault.code, fault.times) for fault in seen] == [("paper-out", 2), ("crash", 1)]
    assert seen[0].last == NOW + timedelta(minutes=5)


def test_yesterday_s_faults_are_not_today_s(tmp_path: Path) -> None:
    note_fault(tmp_path, "crash", NOW - timedelta(days=1))

    assert faults_today(tmp_path, NOW) == ()
    assert [fault.code for fault in faults_on(tmp_path, NOW.date() - timedelta(days=1))] == [
        "crash"
    ]


def test_nothing_noted_yet_is_nothing(tmp_path: Path) -> None:
    assert faults_today(tmp_path, NOW) == ()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text", ["Dupont SARL", "", "crash: jean@exemple.fr", "a" * 50, "a\nb", "É"]
)
def test_a_text_is_no_code(text: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="code"):
        note_fault(tmp_path, text, NOW)


def test_the_log_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faults, "MAX_LOG_BYTES", 400)
    for _ in range(100):
        note_fault(tmp_path, "crash", NOW)
    sizes = [file.stat().st_size for file in (tmp_path / "kiosk").iterdir()]

    assert len(sizes) == 2
    assert max(sizes) <= 400
    assert faults_today(tmp_path, NOW)[0].times >= 8


def test_lines_that_make_no_sense_are_passed_over(tmp_path: Path) -> None:
    note_fault(tmp_path, "crash", NOW)
    log = tmp_path / "kiosk" / "faults.jsonl"
    log.write_bytes(
        b'\xff\xfe\n[]\n{"at": 3, "code": "a"}\n{"at": "never", "code": "a"}\n' + log.read_bytes()
    )

    assert [fault.code for fault in faults_today(tmp_path, NOW)] == ["crash"]


def test_a_line_cut_short_by_a_kill_spoils_no_other(tmp_path: Path) -> None:
    note_fault(tmp_path, "crash", NOW)
    log = tmp_path / "kiosk" / "faults.jsonl"
    log.write_bytes(log.read_bytes() + b'{"at": "2026-11-2')
    note_fault(tmp_path, "paper-out", NOW)

    assert {fault.code for fault in faults_today(tmp_path, NOW)} == {"crash", "paper-out"}


def test_a_log_that_cannot_be_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "kiosk").write_text("a file where the folder should be")

    assert not note_fault(tmp_path, "crash", NOW)
    assert faults_today(tmp_path, NOW) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_fault_can_be_said(language: str, tmp_path: Path) -> None:
    note_fault(tmp_path, "paper-out", NOW)
    note_fault(tmp_path, "of-another-day-s-program", NOW)
    said = [say(fault.phrase, language) for fault in faults_today(tmp_path, NOW)]

    assert len(set(said)) == 2
    assert any("of-another-day-s-program" in sentence for sentence in said)


def codes_written() -> set[str]:
    """Every code that the program notes by name, and those that printing can end with."""
    files = Path(paths.__file__).parent.rglob("*.py")
    nodes = [n for f in files for n in ast.walk(ast.parse(f.read_text(encoding="utf-8")))]
    calls = [n for n in nodes if isinstance(n, ast.Call) and "note_fault" in ast.unparse(n.func)]
    given = [c.args[1] for c in calls if len(c.args) > 1]
    printing = {v for k, v in vars(paper).items() if k.isupper() and isinstance(v, str)}
    named = {str(a.value) for a in given if isinstance(a, ast.Constant)}
    return named | (printing - {paper.TITLE})


def test_every_fault_there_can_be_has_its_sentence() -> None:
    known = load_catalogue("fr")

    assert [code for code in codes_written() if f"kiosk-core.fault.{code}" not in known] == []
    assert len(codes_written()) > 14
