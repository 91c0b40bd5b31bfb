"""Realistic visits, by pointer through the real window and by the command line."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from desktop import paths, ticket
from desktop.answers import check_answers
from desktop.guide.loader import load_guide
from desktop.guide.model import Guide
from desktop.interview import start
from desktop.routing import route
from desktop.territory import Communes
from tests.journeys.robot import ROOT, Desk, Visitor, visit
from tests.journeys.walk import answer_everything, say_ui

VISITS = yaml.safe_load((ROOT / "tests/data/visits.yaml").read_text(encoding="utf-8"))["visits"]
by_id = pytest.mark.parametrize("told", VISITS, ids=[told["id"] for told in VISITS])


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(paths.shipped_guide())


@pytest.fixture
def visitor(desk: Desk, own_data_folder: Path, language: str) -> Any:
    own_data_folder.mkdir()
    with visit(desk, own_data_folder, "--lang", language) as opened:
        yield opened


@pytest.mark.parametrize("language", ["fr", "en"])
@by_id
def test_a_visitor_is_sent_to_the_expected_members(
    guide: Guide, visitor: Visitor, language: str, told: dict[str, Any]
) -> None:
    answers = check_answers(guide, Communes(), told["answers"])
    begin = "ui.welcome.start-fr" if language == "fr" else "ui.welcome.start-en"
    visitor.clicks(say_ui(begin, language), "push button")
    finished = answer_everything(visitor, start(guide, language), answers)
    visitor.clicks(say_ui("ui.review.forward", language))

    outcome = route(guide, finished.answers, date.today())
    expected = told["recommended"].keys() | set(told.get("to-consider", []))
    shown = {verdict.member.name.in_(language): verdict.member.id for verdict in outcome.verdicts}
    code = visitor.sees(ticket.encode(guide, finished.answers))
    headings = [node.name for node in visitor.looks() if node.role == "heading"]
    assert {shown[name] for name in headings if name in shown} == expected
    assert ticket.decode(guide, code.name).answers == finished.answers


@by_id
def test_the_command_line_sends_to_the_expected_members(told: dict[str, Any]) -> None:
    printed = subprocess.run(
        [str(ROOT / ".venv/bin/aiguillage"), "route", "--answers", "-", "--json"],
        input=json.dumps(told["answers"]),
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"]},
        timeout=60,
    )
    verdicts = json.loads(printed.stdout)["verdicts"]
    found = {
        verdict["member"]: list(dict.fromkeys(need["need"] for need in verdict["needs"]))
        for verdict in verdicts
        if verdict["verdict"] == "recommended"
    }
    considered = {v["member"] for v in verdicts if v["verdict"] == "to-consider"}
    assert found == told["recommended"]
    assert considered == set(told.get("to-consider", []))


@pytest.mark.parametrize("language", ["fr"])
def test_the_keyboard_alone_is_enough(guide: Guide, visitor: Visitor, language: str) -> None:
    answers = {
        "situation": ("starting",),
        "territory": ("undecided",),
        "themes": ("export", "talent"),
        "export-kind": ("customs",),
        "talent-kind": ("unknown",),
        "urgency": ("year",),
    }
    visitor.reaches(say_ui("ui.welcome.start-fr", language))
    visitor.presses("space")
    for question, values in answers.items():
        visitor.sees(guide.get_question(question).ask.fr, "heading")
        for value in values:
            choice = guide.get_question(question).find_choice(value)
            assert choice is not None
            visitor.reaches(choice.label.fr)
            visitor.presses("space")
        visitor.presses("alt+c")
    visitor.sees(say_ui("ui.review.forward", language))
    visitor.presses("alt+c")
    visitor.sees(ticket.encode(guide, answers))
