"""Guides far too large to list: proved whole, in seconds and little memory, or refused."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from desktop.errors import BadRequest
from desktop.guide.loader import load_guide
from desktop.guide.space import TooLarge
from desktop.proof.count import count_visits
from desktop.proof.prove import prove
from desktop.proof.report import prove_or_refuse
from desktop.text import say
from tests import guides
from tests.proof.large_guides import all_asked, by_theme, too_hard
from tests.random_guides import ON

DAY = date.fromisoformat(ON)
ROOT = Path(__file__).parents[2]

MEASURED = """
import json, re, sys, time
from datetime import date
from pathlib import Path
from desktop.guide.loader import load_guide
from desktop.proof.prove import prove
guide = load_guide(Path(sys.argv[1]))
start = time.process_time()
proof = prove(guide, date(2026, 11, 24))
seconds = time.process_time() - start
# Not getrusage: what a process had before it became this one would count too.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
print(json.dumps([proof.visits, len(proof.findings), seconds, peak / 1024]))
"""


def measure(folder: Path) -> tuple[int, int, float, float]:
    """Visits, findings, seconds of work and megabytes of a proof in a process of its own."""
    command = [sys.executable, "-c", MEASURED, str(folder)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    visits, findings, seconds, megabytes = json.loads(run.stdout)
    return visits, findings, seconds, megabytes


def test_a_thousand_routes_over_themes_are_proved_in_seconds(tmp_path: Path) -> None:
    visits, findings, seconds, megabytes = measure(guides.write(tmp_path / "g", by_theme(1000)))

    # Each theme is left, or any of its kinds are chosen; each visit has a mood, a place and a size.
    inside = 32**12 - 1 + 1  # "none" stands for choosing no theme
    assert visits == 2 * (13 * 6 * inside + 1)
    assert findings == 0
    assert seconds < 10
    assert megabytes < 500


def test_a_thousand_routes_over_questions_asked_of_all_are_proved_in_seconds(
    tmp_path: Path,
) -> None:
    visits, findings, seconds, megabytes = measure(guides.write(tmp_path / "g", all_asked(1000)))

    assert visits == 2 * (13 * 6 * (2**10 - 1) ** 6 + 1) > 10**18
    assert findings == 0
    assert seconds < 10
    assert megabytes < 500


def test_five_thousand_routes_are_proved_too(tmp_path: Path) -> None:
    _, findings, _, megabytes = measure(guides.write(tmp_path / "g", by_theme(5000)))

    assert findings == 0
    assert megabytes < 500


def test_one_wrong_route_among_a_thousand_is_found() -> None:
    plain = by_theme(1000)
    plain["routes.yaml"]["routes"][500]["when"]["place"] = "01"

    proof = prove(guides.load(plain), DAY)

    assert {finding.code for finding in proof.findings} >= {"door-missed", "wrong-door"}


def test_a_guide_too_hard_to_prove_is_refused_by_the_questions_that_make_it_so() -> None:
    guide = guides.load(too_hard(180))

    with pytest.raises(BadRequest) as refused:
        prove_or_refuse(guide, DAY, work=300_000)

    sentence = say(refused.value.phrase, "en")
    assert "q0" in sentence
    assert "nothing is claimed" in sentence


def test_nothing_is_claimed_when_the_budget_is_short_anywhere(tmp_path: Path) -> None:
    guide = load_guide(guides.write(tmp_path / "g", by_theme(1)))

    for work in (0, 1_000, 5_000, 15_000):
        with pytest.raises(TooLarge):
            prove(guide, DAY, work)


def test_visits_are_counted_where_states_would_not_fit() -> None:
    """Thirty themes each open a question: 2^30 sets of themes, each with its own path."""
    themes = [f"t{n}" for n in range(30)]
    plain = by_theme(1)
    plain["interview.yaml"]["questions"] = [
        guides.question("themes", 1, "several", " ".join([*themes, "none!"])),
        *(
            guides.question(f"{theme}-kind", n, "several", "a b c", ask_when={"themes": theme})
            for n, theme in enumerate(themes, 2)
        ),
    ]
    for file, key in (("routes.yaml", "routes"), ("routes.yaml", "uncovered")):
        plain[file][key] = []
    plain["interview.yaml"]["needs"] = []
    plain["division.yaml"]["clauses"] = []
    plain["guide.yaml"]["pace"] = []
    for member in plain["members.yaml"]["members"]:
        member["offices"] = []

    assert count_visits(guides.load(plain)) == 8**30 - 1 + 1
