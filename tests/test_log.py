"""The log: bounded, without any answer, and never in the way."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop import log
from desktop.answers import check_answers
from desktop.errors import BadAnswers
from desktop.guide.loader import load_guide
from desktop.paths import shipped_guide
from desktop.routing import route
from desktop.territory import Communes

CANARY = "canari-de-la-visite"


@pytest.fixture(autouse=True)
def quiet_after() -> Iterator[None]:
    """Takes away what a test opened."""
    yield
    for handler in open_files():
        log.logger.removeHandler(handler)
        handler.close()


def open_files() -> list[logging.Handler]:
    """The files that the log is written to."""
    return [h for h in log.logger.handlers if isinstance(h, logging.FileHandler)]


def written(folder: Path) -> str:
    return "".join(path.read_text(encoding="utf-8") for path in folder.glob("aiguillage.log*"))


def fail_with(canary: str) -> None:
    """Fails as our own code may, with a visitor's words in the exception and in the frames."""
    answers = {"territory": canary}
    try:
        raise KeyError(answers["territory"])
    except KeyError as error:
        raise RuntimeError(f"no {canary} in {answers}") from error


def crash(canary: str) -> None:
    """A crash as the program's door notes it."""
    try:
        fail_with(canary)
    except RuntimeError as error:
        log.log_crash(error)


def test_a_crash_says_where_and_never_what(tmp_path: Path) -> None:
    log.open_log(tmp_path)

    crash(CANARY)

    assert "crash: RuntimeError" in written(tmp_path)
    assert "test_log.py:" in written(tmp_path)
    assert "fail_with" in written(tmp_path)
    assert CANARY not in written(tmp_path)
    assert str(tmp_path) not in written(tmp_path)


def test_a_visit_leaves_no_answer_in_the_log(tmp_path: Path) -> None:
    log.open_log(tmp_path)
    guide = load_guide(shipped_guide())
    answers = {"territory": "38185", "themes": ["export"]}

    route(guide, check_answers(guide, Communes(), answers), date(2026, 11, 24))
    with pytest.raises(BadAnswers):
        check_answers(guide, Communes(), {"territory": CANARY})

    assert "38185" not in written(tmp_path)
    assert CANARY not in written(tmp_path)


def test_the_log_stays_within_its_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MAX_BYTES", 2000)
    log.open_log(tmp_path)

    for number in range(1000):
        log.logger.info("route %s", number)

    files = list(tmp_path.glob("aiguillage.log*"))
    assert len(files) == 1 + log.KEPT
    assert max(path.stat().st_size for path in files) <= 2000
    assert "route 999" in written(tmp_path)


def test_the_real_bound_is_two_megabytes() -> None:
    assert log.MAX_BYTES * (1 + log.KEPT) <= 2 * 2**20


def test_a_folder_that_cannot_be_written_costs_the_log_alone(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    log.open_log(tmp_path / "file")
    log.open_log(tmp_path / "file" / "below")

    assert open_files() == []


def test_a_log_opened_again_writes_each_line_once(tmp_path: Path) -> None:
    log.open_log(tmp_path)
    log.open_log(tmp_path)

    log.logger.info("once")

    assert written(tmp_path).count("once") == 1


def test_the_log_does_not_speak_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log.open_log(tmp_path)

    log.logger.warning("quiet")

    assert capfd.readouterr() == ("", "")
