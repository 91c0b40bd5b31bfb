"""An advisor in front of the real window: a whole case by keyboard in under twenty seconds."""

from __future__ import annotations

import contextlib
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from desktop import paths, ticket
from desktop.configuration import Register as RegisterSettings
from desktop.guide.loader import load_guide
from desktop.register.model import AdvisorId, Case, Query
from desktop.register.store import open_register
from tests.journeys.robot import ROOT, Desk, Visitor, visit

SECONDS_FOR_A_CASE = 20
LOOKS = 100
VISIT = {
    "situation": ("relocating",),
    "territory": ("42187",),
    "themes": ("funding", "talent"),
    "funding-kind": ("financing",),
    "talent-kind": ("recruit",),
    "urgency": ("months",),
}


def answers_by_keys(advisor: Visitor) -> None:
    """Situation, place, two themes, what kind of each, and when: as a hand types them."""
    advisor.types("1")
    advisor.presses("Return")
    advisor.types("roanne")
    advisor.presses("Return")
    advisor.types("14")
    for choice in ("2", "1", "2"):
        advisor.presses("Return")
        advisor.types(choice)


def saved_cases(data: Path) -> list[Case]:
    register = open_register(data, RegisterSettings())
    try:
        return [register.case(row.id) for row in register.find(Query()).rows]
    finally:
        register.close()


def test_a_whole_case_takes_less_than_twenty_seconds_by_keyboard(
    desk: Desk, tmp_path: Path
) -> None:
    with visit(desk, tmp_path, "--desk") as advisor:
        advisor.sees("Enregistrer le dossier (Ctrl+S)")
        begun = time.monotonic()
        answers_by_keys(advisor)
        advisor.presses("Return")
        advisor.types("Societe d'essai")
        advisor.presses("Return", "Return")
        advisor.types("732829320")
        advisor.presses("ctrl+s")
        advisor.sees("Dossier enregistré")
        taken = time.monotonic() - begun
    assert taken < SECONDS_FOR_A_CASE
    (case,) = saved_cases(tmp_path)
    assert case.answers == VISIT
    assert case.company is not None
    assert (case.company.name, case.company.number) == ("Societe d'essai", "732829320")
    assert {(sent.need, sent.member) for sent in case.referrals} == {
        ("financing", "bpifrance"),
        ("talent", "medef"),
    }


def test_a_scanned_code_opens_the_visit_and_a_crash_loses_no_answer(
    desk: Desk, tmp_path: Path
) -> None:
    code = ticket.encode(load_guide(paths.shipped_guide()), VISIT)
    command = [str(ROOT / ".venv/bin/aiguillage"), "--data", str(tmp_path), "--desk"]
    with killed_in_the_end(command, desk) as program:
        advisor = Visitor(desk, program)
        advisor.sees("Enregistrer le dossier (Ctrl+S)")
        scans(desk, code)
        advisor.sees("Visite ouverte depuis son code, là où le visiteur l’a laissée.")
        wait_for_progress(advisor, tmp_path)
    with visit(desk, tmp_path, "--desk") as again:
        again.clicks("Le reprendre")
        again.presses("ctrl+s")
        again.sees("Dossier enregistré")
    (case,) = saved_cases(tmp_path)
    assert case.answers == VISIT


@contextlib.contextmanager
def killed_in_the_end(command: list[str], desk: Desk) -> Iterator[subprocess.Popen[str]]:
    """The program, cut short when the block ends."""
    with subprocess.Popen(command, env=desk.environment, text=True) as program:
        try:
            yield program
        finally:
            program.kill()


def scans(desk: Desk, code: str) -> None:
    """As a scanner does: it types, and presses Enter."""
    command = ["xdotool", "type", "--delay", "4", code + "\n"]
    subprocess.run(command, env=desk.environment, check=True, timeout=60)


def wait_for_progress(advisor: Visitor, data: Path) -> None:
    """Until the answers are on the disk; each look at the screen takes its time."""
    register = open_register(data, RegisterSettings())
    try:
        looks = 0
        while register.progress(AdvisorId("desk")) is None:
            assert looks < LOOKS, "the case in progress never reaches the disk"
            advisor.looks()
            looks += 1
    finally:
        register.close()
