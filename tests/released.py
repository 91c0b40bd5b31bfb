"""Data folders as each released version wrote them, and what is in them.

At a release, once: `.venv/bin/python -m tests.released 0.2.0` writes one more, under
`tests/data/released`. None is ever written again: they are what people have on their disks.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from desktop import configuration, paths, ticket
from desktop.answers import check_answers, to_json
from desktop.configuration.keys import KINDS, value_of
from desktop.guide.loader import load_guide
from desktop.kiosk.counts import CountedVisit, Counts, left_at, read_counts
from desktop.kiosk.faults import faults_on, note_fault
from desktop.kiosk.pin import set_pin
from desktop.library import trust, updates
from desktop.library.adoption import find_in_use
from desktop.library.package import make_package
from desktop.outcome_json import to_json as outcome_to_json
from desktop.record import to_record
from desktop.register.advisors import check_password, set_password
from desktop.register.model import AdvisorId, Query, State
from desktop.routing import Outcome, route
from desktop.settings import Settings, load_settings, save_settings
from desktop.suggest import keep_saying
from desktop.territory import Communes
from desktop.workspace.draft import load_draft
from desktop.workspace.store import Shelf
from tests import proved_guides
from tests.proved_guides import KEY
from tests.register.registers import ANNA, BRUNO, Clock, bakery, register_in

FOLDER = Path(__file__).parent / "data" / "released"
DAY = date(2026, 11, 24)
MORNING = datetime(2026, 11, 24, 9, 30)
PIN = "4826"
PASSWORD = "Four-a-pain-12"
SMALL = {"place": "38", "themes": ["bread"]}
VISITS: tuple[dict[str, object], ...] = (
    {"territory": "38", "themes": ["funding"], "funding-kind": ["fundraising"]},
    {"territory": "63113", "themes": ["export"]},
)
SETTINGS = """\
format = 1
[start]
mode = "desk"
[kiosk]
printer = "hall"
idle_seconds = 120
hours = { saturday = "", sunday = "" }
closed_on = [2026-12-25]
message = { fr = "Fermé vendredi", en = "Closed on Friday" }
[[desk.advisors]]
id = "anna"
name = "Anna Inventée"
key = "a"
[register]
reminders_days = [5, 10]
"""


def versions() -> list[str]:
    """The released versions whose data are kept."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


# Writing one


def write(folder: Path) -> None:
    """Writes a data folder and what goes with it as this version writes them."""
    data = folder / "data"
    data.mkdir(parents=True)
    save_settings(data, Settings("en", "dark", 150))
    (data / "aiguillage.toml").write_text(SETTINGS, encoding="utf-8")
    configuration.load(data).keep()
    _write_library(folder, data)
    _write_kiosk(data)
    _write_register(data)
    keep_saying(data, "Je cherche un four à pain", ["loaf"], "fr")
    _write_draft(folder, data)
    _write_papers(folder, data)


def _write_library(folder: Path, data: Path) -> None:
    trust.trust(data, KEY.public, "Région", DAY)
    with _scratch() as scratch:
        for version in ("1.1", "1.2"):
            source = proved_guides.write(scratch / version, version)
            package = make_package(source, load_guide(source), DAY).signed_by(KEY)
            path = folder / f"small-{version}.aiguillage"
            path.write_bytes(package.to_bytes())
            with _shipping(proved_guides.write(scratch / f"shipped-{version}", "1.0")):
                updates.install(data, path, False, DAY)


def _write_kiosk(data: Path) -> None:
    set_pin(data, PIN)
    counts = Counts(data)
    counts.add(MORNING, CountedVisit("1.2 (0)", "fr", "finished", "38", ("bread",)))
    counts.add(MORNING, CountedVisit("1.2 (0)", "en", left_at("themes")))
    note_fault(data, "paper-out", MORNING)


def _write_register(data: Path) -> None:
    clock = Clock(datetime(2026, 11, 24, 9, 0, tzinfo=UTC))
    register = register_in(data, clock)
    case = register.save_case(bakery(), ANNA)
    clock.go_on(days=6)
    referral = register.case(case).referrals[0]
    register.set_referral(referral.id, State.TAKEN_UP, BRUNO, reason="called-back")
    register.save_case(bakery(department="38", uncovered=("tax",)), BRUNO)
    gone = register.save_case(bakery(department="07"), ANNA)
    register.erase([gone], ANNA)
    register.keep_progress(b"a visit in progress", ANNA)
    register.close()
    set_password(data, ANNA, PASSWORD)


def _write_draft(folder: Path, data: Path) -> None:
    with _scratch() as scratch:
        source = proved_guides.write(scratch / "guide", "1.3")
        shelf = Shelf(data, source)
        shelf.save(load_draft(source))
        # The folder it comes from was of one machine: its name goes, the form stays.
        origin = json.loads((shelf.folder / "draft.json").read_bytes()) | {"folder": "guide"}
        (shelf.folder / "draft.json").write_text(json.dumps(origin, indent=1), encoding="utf-8")
        shelf.folder.rename(shelf.folder.with_name("guide-00000000"))


def _write_papers(folder: Path, data: Path) -> None:
    """What leaves a desk: codes, a receipt, an outcome for other programs."""
    guide = load_guide(paths.shipped_guide())
    codes = [
        {
            "code": ticket.encode(guide, check_answers(guide, Communes(), answers)),
            "answers": answers,
        }
        for answers in VISITS
    ]
    outcome = small_outcome(data)
    papers = {
        "tickets.json": codes,
        "receipt.json": to_record(outcome),
        "outcome.json": outcome_to_json(outcome, "fr"),
    }
    for name, value in papers.items():
        text = json.dumps(value, ensure_ascii=False, indent=1)
        (folder / name).write_text(f"{text}\n", encoding="utf-8")


def small_outcome(data: Path) -> Outcome:
    """What the guide of the data folder says to one visit."""
    guide = find_in_use(data, DAY).guide
    return route(guide, check_answers(guide, Communes(), SMALL), DAY)


@contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="released-") as name:
        yield Path(name)


@contextmanager
def _shipping(guide: Path) -> Iterator[None]:
    """Makes `guide` the program's own for a moment."""
    before = paths.shipped_guide
    paths.shipped_guide = lambda: guide
    try:
        yield
    finally:
        paths.shipped_guide = before


# Reading one


def describe(data: Path) -> dict[str, Any]:
    """What this version finds in a data folder; opens it as the program does."""
    loaded = configuration.load(data)
    used = find_in_use(data, DAY)
    told = {
        "choices": asdict(load_settings(data)),
        "settings": {
            name: KINDS[name].write(value_of(loaded.configuration, name))
            for name, origin in loaded.origins.items()
            if origin.layer != "default"
        },
        "settings_faults": len(loaded.faults),
        "guide": used.guide.version,
        "guide_notices": len(used.notices),
        "guides_before": [entry.version for entry in used.before],
        "trusted": [item.name for item in trust.load_trusted(data)],
        "counts": [asdict(cell) for cell in read_counts(data)],
        "faults": [asdict(fault) for fault in faults_on(data, DAY)],
        "register": _describe_register(data),
        "sayings": (data / "proposed_sayings.yaml").read_text(encoding="utf-8"),
        "draft": {
            name: len(content)
            for name, content in load_draft(data / "drafts" / "guide-00000000").to_files().items()
        },
    }
    found: dict[str, Any] = json.loads(json.dumps(told, default=str))
    return found


def _describe_register(data: Path) -> dict[str, Any]:
    register = register_in(data, Clock(datetime(2026, 12, 1, 9, 0, tzinfo=UTC)))
    try:
        rows = register.find(Query()).rows
        statistics = register.statistics(date(2026, 1, 1), date(2026, 12, 31))
        return {
            "cases": [asdict(register.case(row.id)) for row in rows],
            "events": [[asdict(event) for event in register.events(row.id)] for row in rows],
            "found": [len(register.find(Query(text=text)).rows) for text in ("boul four", "xyz")],
            "due": len(register.due(date(2027, 6, 1))),
            "statistics": {"cases": statistics.cases, "departments": dict(statistics.departments)},
            "progress": (register.progress(AdvisorId("anna")) or b"").decode("ascii"),
            "sound": register.verify().sound,
            "password": check_password(data, ANNA, PASSWORD, MORNING).ok,
        }
    finally:
        register.close()


def contains(now: object, before: object) -> bool:
    """Whether all that was told before is told now; later versions may tell more."""
    if isinstance(now, Mapping) and isinstance(before, Mapping):
        return all(key in now and contains(now[key], value) for key, value in before.items())
    if isinstance(now, list) and isinstance(before, list):
        return len(now) == len(before) and all(map(contains, now, before))
    return now == before


def release(version: str) -> Path:
    """Writes the data of one more version; raises FileExistsError for one that is there."""
    folder = FOLDER / version
    folder.mkdir(parents=True)
    write(folder)
    with _scratch() as scratch:
        copy = shutil.copytree(folder / "data", scratch / "data")
        told = json.dumps(describe(copy), ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(f"{told}\n", encoding="utf-8")
    return folder


def to_answers(code: str) -> dict[str, object]:
    """What an orientation code opens on, with the program's own guide."""
    guide = load_guide(paths.shipped_guide())
    return dict(to_json(guide, ticket.decode(guide, code).answers))


if __name__ == "__main__":
    sys.stdout.write(f"{release(sys.argv[1])}\n")
