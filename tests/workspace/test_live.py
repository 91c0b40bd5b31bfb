"""What is told of a draft: faults, nine lines, what changes, past cases; from a process beside."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop import paths, record
from desktop.guide.loader import load_guide
from desktop.routing import route
from desktop.text import LANGUAGES, say
from desktop.workspace.document import At
from desktop.workspace.draft import Draft, load_draft
from desktop.workspace.live import look_at
from desktop.workspace.signoffs import State
from desktop.workspace.told import (
    Began,
    CasesTold,
    DiffTold,
    FaultsFound,
    ProofTold,
    Request,
    Skipped,
    Told,
)
from desktop.workspace.worker import MODULE, Frames, frame

ROUTE = At("routes.yaml", "routes", 0)
ON = date(2026, 11, 24)
VISIT = {"territory": ("38",), "themes": ("funding",), "funding-kind": ("fundraising",)}


@pytest.fixture(scope="module")
def shipped() -> Draft:
    """The shipped guide as text."""
    return load_draft(paths.shipped_guide())


@pytest.fixture(scope="module")
def moved(shipped: Draft) -> Draft:
    """The shipped guide with fundraising sent to the CPME."""
    return shipped.set(ROUTE, ("member",), "cpme")


def told(draft: Draft, records: str = "", number: int = 1) -> list[Told]:
    """All that is said of a draft."""
    return list(look_at(request(draft, records, number)))


def request(draft: Draft, records: str = "", number: int = 1) -> Request:
    """A draft against the shipped guide."""
    return Request(number, draft.to_files(), str(paths.shipped_guide()), ON, records)


def only(kind: type[Told], found: list[Told]) -> Told:
    """The one thing of a kind that was said."""
    return next(item for item in found if isinstance(item, kind))


def test_nothing_changed_is_proved_and_changes_nothing(shipped: Draft) -> None:
    found = told(shipped)

    faults, proof, diff = (only(kind, found) for kind in (FaultsFound, ProofTold, DiffTold))
    assert isinstance(faults, FaultsFound)
    assert faults.faults == ()
    assert {s.state for s in faults.standings} == {State.NONE}
    assert isinstance(proof, ProofTold)
    assert proof.holds
    assert [line.property for line in proof.lines] == list(range(1, 10))
    assert isinstance(diff, DiffTold)
    assert diff.summary.key == "diff.unchanged"


def test_a_wrong_door_is_red_with_a_visit_that_shows_it(moved: Draft) -> None:
    found = told(moved)

    proof = only(ProofTold, found)
    assert isinstance(proof, ProofTold)
    line = proof.lines[1]
    visit = line.found[0].visit
    assert not line.holds
    assert visit is not None
    assert all(say(sentence, language) for sentence in visit.told for language in LANGUAGES)
    assert len(visit.code) >= 9


def test_what_changes_for_visitors_is_counted(moved: Draft) -> None:
    diff = only(DiffTold, told(moved))

    assert isinstance(diff, DiffTold)
    assert diff.changed > 0
    assert "CPME" in say(diff.changes[0].sentences[0], "fr")


def test_examples_that_no_longer_hold_are_faults_at_their_line(moved: Draft) -> None:
    faults = only(FaultsFound, told(moved))

    assert isinstance(faults, FaultsFound)
    assert faults.is_loaded
    example = next(fault for fault in faults.faults if fault.code == "example-differs")
    at, path = moved.documents["routes.yaml"].locate(example.line, example.column)
    assert (at, path[:2]) == (ROUTE, ("examples", 0))


def test_with_faults_nothing_is_claimed(shipped: Draft) -> None:
    found = told(shipped.set(ROUTE, ("need",), "argent"))

    faults = only(FaultsFound, found)
    assert isinstance(faults, FaultsFound)
    assert not faults.is_loaded
    assert faults.parts == ()
    assert {item.stage for item in found if isinstance(item, Skipped)} == {"proof", "diff", "cases"}


def test_a_number_given_anew_is_a_fault(shipped: Draft) -> None:
    at = At("interview.yaml", "questions", 3)

    faults = only(FaultsFound, told(shipped.set(at, ("choices", 0, "number"), "5")))

    assert isinstance(faults, FaultsFound)
    assert "number-changed" in {fault.code for fault in faults.faults}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Two past cases, one of which asked for investors, and a line that is no case."""
    guide = load_guide(paths.shipped_guide())
    others = {"territory": ("38",), "themes": ("export",), "export-kind": ("customs",)}
    lines = [
        json.dumps(record.to_record(route(guide, answers, ON)), ensure_ascii=False)
        for answers in (VISIT, others)
    ]
    path = tmp_path / "cases.jsonl"
    path.write_text("\n".join([*lines, "pas un cas"]), encoding="utf-8")
    return path


def test_past_cases_are_worked_out_again(moved: Draft, records: Path) -> None:
    cases = only(CasesTold, told(moved, str(records)))

    assert isinstance(cases, CasesTold)
    keys = [line.key for line in cases.lines]
    assert cases.changed == 1
    assert keys[:3] == ["past.title", "past.unchanged", "past.changed"]
    assert "past.unreadable" in keys
    assert all(say(line, language) for line in cases.lines for language in LANGUAGES)


def test_a_file_of_cases_that_is_gone_is_said(shipped: Draft, tmp_path: Path) -> None:
    cases = only(CasesTold, told(shipped, str(tmp_path / "nowhere")))

    assert isinstance(cases, CasesTold)
    assert cases.refused is not None


def test_a_draft_of_garbage_is_told_as_faults(shipped: Draft) -> None:
    files = dict.fromkeys(shipped.to_files(), b"\xff\x00- - -")

    found = list(look_at(Request(1, files, str(paths.shipped_guide()), ON)))

    faults = only(FaultsFound, found)
    assert isinstance(faults, FaultsFound)
    assert faults.faults


@pytest.fixture
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """The process beside the window."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )
    yield process
    process.kill()
    process.communicate()


def read_until_last(process: subprocess.Popen[bytes], number: int) -> list[tuple[int, Told]]:
    """What the process says until it has said all about a request."""
    assert process.stdout is not None
    frames = Frames()
    said: list[tuple[int, Told]] = []
    while not any(n == number and isinstance(t, Skipped) and t.stage == "cases" for n, t in said):
        for answer in frames.feed(os.read(process.stdout.fileno(), 65536)):
            assert isinstance(answer, tuple)
            said.append(answer)
    return said


def test_the_process_tells_the_same(worker: subprocess.Popen[bytes], moved: Draft) -> None:
    assert worker.stdin is not None
    worker.stdin.write(frame(request(moved, number=7)))
    worker.stdin.flush()

    said = [item for _, item in read_until_last(worker, 7)]

    # Faults carry their place; the rest is the same to the letter.
    assert said == told(moved, number=7)


def test_a_request_that_is_overtaken_is_dropped(
    worker: subprocess.Popen[bytes], shipped: Draft, moved: Draft
) -> None:
    assert worker.stdin is not None
    worker.stdin.write(b"".join(frame(request(moved, number=n)) for n in range(1, 30)))
    worker.stdin.write(frame(request(shipped, number=30)))
    worker.stdin.flush()

    said = read_until_last(worker, 30)

    finished = {n for n, item in said if isinstance(item, Skipped) and item.stage == "cases"}
    assert finished == {30}
    # How many were begun before the next one came is a matter of the machine; most never were.
    assert len({n for n, item in said if isinstance(item, Began)}) < 20


def test_the_process_ends_with_its_window(worker: subprocess.Popen[bytes]) -> None:
    assert worker.stdin is not None
    worker.stdin.close()

    assert worker.wait(timeout=20) == 0
    worker.stdin = None
