"""The command line works beside the open program: two processes write, and nothing is lost."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop.register.model import Query
from tests.register.registers import ANNA, Clock, bakery, register_in

PROJECT = Path(__file__).resolve().parents[2]
EACH = 40
OTHER = """
import sys
from pathlib import Path
from desktop.register.faults import CaseChanged
from desktop.register.model import AdvisorId, CaseId, Company
from tests.register.registers import bakery, register_in

data, shared, me, count = Path(sys.argv[1]), CaseId(sys.argv[2]), sys.argv[3], int(sys.argv[4])
register = register_in(data)
print("ready", flush=True)
sys.stdin.readline()
for number in range(count):
    register.save_case(bakery(company=Company(name=f"{me} {number}")), AdvisorId(me))
    while True:  # adds a word to the same case as the other does
        case = register.case(shared)
        notes = f"{case.company.notes} {me}{number}"
        draft = bakery(id=shared, revision=case.revision, company=Company(notes=notes))
        try:
            register.save_case(draft, AdvisorId(me))
        except CaseChanged:
            continue  # the other was first: read again, and once more
        else:
            break
register.close()
"""


def started(data: Path, case: str, me: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OTHER, str(data), case, me, str(EACH)],
        cwd=PROJECT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_two_processes_write_the_same_register_and_lose_nothing(tmp_path: Path) -> None:
    register = register_in(tmp_path)
    case = register.save_case(bakery(), ANNA)
    others = [started(tmp_path, case, me) for me in ("desk", "line")]
    for other in others:
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
    ends = [other.communicate("\n", timeout=120) for other in reversed(others)]

    assert [error for _, error in ends] == ["", ""]
    company = register.case(case).company
    assert company is not None
    said = [word for word in company.notes.split() if word.startswith(("desk", "line"))]
    assert sorted(said) == sorted(f"{me}{n}" for me in ("desk", "line") for n in range(EACH))
    assert register.find(Query()).matches == 2 * EACH + 1
    assert register.verify().sound


def test_two_that_open_a_new_register_at_once_make_one(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from tests.register.registers import *\n"
        "sys.stdin.readline()\n"
        "register_in(Path(sys.argv[1])).save_case(bakery(), ANNA)\n"
    )
    others = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for other in others:
        assert other.stdin is not None
        other.stdin.write("\n")
        other.stdin.flush()
    assert [other.communicate(timeout=60)[1] for other in others] == ["", "", ""]
    assert len(register_in(tmp_path, Clock()).find(Query()).rows) == 3
