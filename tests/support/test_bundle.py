"""The support bundle: what a helpline needs is in it, and nothing about anybody."""

from __future__ import annotations

import ast
import io
import json
import logging
import re
import tomllib
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop import log, paths, support
from desktop.configuration.advisors_kind import Advisors
from desktop.configuration.keys import KINDS
from desktop.configuration.kinds import Line, TextsKind
from desktop.doctor import CHECKS, Patient
from desktop.kiosk.counts import CountedVisit, Counts
from desktop.kiosk.faults import note_fault
from desktop.library import updates
from desktop.library.trust import trust
from desktop.main import main
from desktop.register.model import AdvisorId, Company
from desktop.register.places import register_file
from desktop.suggest import keep_saying
from desktop.support import known, lines
from desktop.text import LANGUAGES, load_catalogue
from tests.proved_guides import DAY, KEY, OTHER_KEY, Installation, write
from tests.random_guides import examples
from tests.register.registers import bakery, register_in

NOW = datetime.now()
ROOT = Path(__file__).parents[2]
STAMP = f"{NOW:%Y-%m-%d %H:%M:%S},123"
Capture = pytest.CaptureFixture[str]


def told(patient: Patient) -> dict[str, str]:
    """Every file of the bundle, as text."""
    with zipfile.ZipFile(io.BytesIO(support.make_bundle(patient))) as zipped:
        return {name: zipped.read(name).decode("utf-8") for name in zipped.namelist()}


def loaded(patient: Patient, name: str) -> object:
    return json.loads(told(patient)[name])


# What is in it


def test_the_bundle_has_the_files_that_it_says_it_has(machine: Path, data: Path) -> None:
    files = told(Patient(data, NOW))

    assert tuple(files) == support.NAMES
    for name in support.NAMES[2:]:
        assert name in files["LISEZMOI.txt"]
        assert name in files["README.txt"]


def test_the_doctors_findings_are_in_it_by_name(machine: Path, data: Path) -> None:
    findings = json.loads(told(Patient(data, NOW))["doctor.json"])

    assert [finding["check"] for finding in findings] == list(CHECKS)
    values = {finding["check"]: finding["values"] for finding in findings}
    assert values["guide"] == {"guide": "g6-relocalisation", "version": "2026.11.1", "proved": True}
    assert known.VERSION.fullmatch(values["runtime"]["python"])
    assert values["fonts"] == {"n": 3}
    assert values["space"]["free_mib"] > 0


def test_settings_say_where_they_come_from_and_no_free_word(machine: Path, data: Path) -> None:
    (machine / "a.toml").write_text(
        '[kiosk]\nidle_seconds = 60\nprinter = "hall"\nspeec = 1\n', encoding="utf-8"
    )

    said = json.loads(told(Patient(data, NOW))["settings.json"])

    settings = {setting["name"]: setting for setting in said["settings"]}
    assert settings.keys() == KINDS.keys()
    assert settings["kiosk.idle_seconds"]["value"] == "60"
    assert settings["kiosk.printer"] == {
        "name": "kiosk.printer",
        "origin": "machine",
        "value": None,
        "is_default": False,
    }
    assert said["faults"] == [
        {"line": 4, "fault": "config.unknown-near", "setting": known.OTHER, "wanted": None}
    ]


def test_no_setting_that_takes_free_words_shows_them(machine: Path, data: Path) -> None:
    settings = json.loads(told(Patient(data, NOW))["settings.json"])["settings"]

    free = {name for name, kind in KINDS.items() if isinstance(kind, Line | TextsKind | Advisors)}
    assert {setting["name"] for setting in settings if setting["value"] is None} == free
    assert "desk.advisors" in free
    assert "privacy.contact" in free


def test_the_version_of_every_library_is_told(machine: Path, data: Path) -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {line.split(">")[0] for line in declared["dependencies"]}

    told_of = json.loads(told(Patient(data, NOW))["versions.json"])["libraries"]
    assert names <= told_of.keys()
    assert [name for name in names if not known.VERSION.fullmatch(told_of[name] or "")] == []


def test_databases_are_numbers_alone(machine: Path, data: Path) -> None:
    register = register_in(data)
    register.save_case(bakery(), AdvisorId("anna"))
    register.close()
    Counts(data).add(NOW, CountedVisit("1.0 (0)", "fr", "finished"))

    said = json.loads(told(Patient(data, NOW))["databases.json"])

    assert said["counts"] == {"rows": 3}
    assert said["register"]["rows"]["cases"] == 1
    assert said["register"]["rows"]["referrals"] == 2
    assert all(isinstance(n, int) for n in said["register"]["rows"].values())


def test_a_register_that_cannot_be_read_is_said_by_its_key(machine: Path, data: Path) -> None:
    register_file(data).parent.mkdir()
    register_file(data).write_bytes(b"no register" * 900)

    said = json.loads(told(Patient(data, NOW))["databases.json"])

    assert said["register"] == {"fault": "register.not-a-register"}


def test_files_are_told_by_their_own_names_or_not_at_all(machine: Path, data: Path) -> None:
    (data / "settings.json").write_text("{}", encoding="utf-8")
    (data / "Dossier de Mme Canari.txt").write_text("12345", encoding="utf-8")

    said = json.loads(told(Patient(data, NOW))["files.json"])

    assert said["files"]["settings.json"] == {"bytes": 2, "days": 0}
    assert (said["others"], said["others_bytes"]) == (1, 5)


def test_the_kiosks_faults_are_counted_by_day(machine: Path, data: Path) -> None:
    for code in ("paper-out", "paper-out", "canari-dupont"):
        note_fault(data, code, NOW)

    said = json.loads(told(Patient(data, NOW))["kiosk-faults.json"])

    assert said == {NOW.date().isoformat(): {"paper-out": 2, known.OTHER: 1}}


# The log


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("ERROR crash: KeyError", "ERROR crash: KeyError"),
        ("ERROR crash: CannotWrite", "ERROR crash: CannotWrite"),
        ("ERROR crash: MonsieurDupont", "ERROR crash: (other)"),
        ("ERROR   routing.py:12 in decide", "ERROR   routing.py:12"),
        ("ERROR   dupont.py:12 in decide", "ERROR   (other)"),
        ("WARNING guide: library.notice.damaged", "WARNING guide: library.notice.damaged"),
        ("WARNING guide: madame.dupont", "WARNING guide: (other)"),
        ("WARNING settings: line 3: config.wrong", "WARNING settings: line 3: config.wrong"),
        ("WARNING settings: /srv/dupont/a.toml, line 3: no", "WARNING (left out)"),
        ("INFO advisors: password-given dupont, by anna", "INFO advisors: password-given"),
        ("INFO advisors: dupont bo, by anna", "INFO advisors: (other)"),
        ("INFO Dupont 04 76 00 00 00", "INFO (left out)"),
    ],
)
def test_a_line_of_the_log_keeps_the_programs_own_words_alone(line: str, kept: str) -> None:
    assert list(lines.filtered([f"{STAMP} {line}"])) == [f"{STAMP} {kept}"]


def test_a_line_without_its_time_is_left_out_whole() -> None:
    assert list(lines.filtered(["Dupont", "", f"{STAMP}: INFO x"])) == [lines.LEFT_OUT] * 3


def test_every_line_that_the_program_writes_has_its_shape_here() -> None:
    """A new line of the log is of no use to a helpline until `lines` lets it through."""
    sample = {"%s": "KeyError", "%d": "7"}
    unknown = [
        written
        for written in log_calls()
        if next(lines.filtered([f"{STAMP} INFO {_filled(written, sample)}"])).endswith("(left out)")
    ]

    assert unknown == []
    assert len(log_calls()) >= 5


def _filled(written: str, sample: dict[str, str]) -> str:
    return re.sub("%[sd]", lambda found: sample[found[0]], written)


def log_calls() -> list[str]:
    """The text of every call of the logger in the program."""
    package = Path(log.__file__).parent
    found = []
    for file in package.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _is_logger(node.func) and node.args:
                text = node.args[0]
                if isinstance(text, ast.Constant) and "%s:%s in" not in str(text.value):
                    found.append(str(text.value))
    return found


def _is_logger(function: ast.expr) -> bool:
    if not isinstance(function, ast.Attribute):
        return False
    if function.attr not in ("debug", "info", "warning", "error", "critical"):
        return False
    return "logger" in ast.unparse(function.value)


def test_a_real_crash_can_be_read_in_the_bundle(machine: Path, data: Path) -> None:
    log.open_log(data)
    try:
        known.place(None)  # type: ignore[arg-type]
    except TypeError as error:
        log.log_crash(error)
    for handler in [h for h in log.logger.handlers if isinstance(h, logging.FileHandler)]:
        log.logger.removeHandler(handler)
        handler.close()

    said = told(Patient(data, NOW))["log.txt"]

    assert "ERROR crash: TypeError" in said
    assert re.search(r"ERROR   known\.py:\d+\n", said)
    assert "in place" not in said


@examples(200)
@given(
    st.text(max_size=80), st.sampled_from(["", "crash: ", "guide: ", "  x.py:1 in ", "suggest: "])
)
def test_no_text_goes_through_the_log(text: str, before: str) -> None:
    (line, *more) = lines.filtered([f"{STAMP} INFO {before}{text}"])

    words = set(re.findall(r"[\w.-]+", line.removeprefix(f"{STAMP} INFO")))
    own = {"crash", "guide", "suggest", "left", "out", "other", "settings", "line", "not", "kept"}
    assert not more
    assert words <= own | load_catalogue("fr").keys() | known._errors()


# Nothing about anybody


class Canaries:
    """Strings that must not come out; each says where it was put."""

    def __init__(self) -> None:
        self.put: list[str] = []

    def __call__(self, place: str) -> str:
        canary = f"canari{place}dupont"
        self.put.append(canary)
        return canary

    def leaks(self, raw: bytes) -> list[str]:
        """Those found anywhere in a zip file, its names and remarks included."""
        with zipfile.ZipFile(io.BytesIO(raw)) as zipped:
            inside = b"\n".join(zipped.read(name) for name in zipped.namelist())
        seen = (raw + b"\n" + inside).lower()
        forms = {
            canary: (canary, canary.encode("utf-16-le").decode("latin-1")) for canary in self.put
        }
        return [c for c, said in forms.items() if any(f.encode("latin-1") in seen for f in said)]


PERSONAL = ("0476282899", "04 76 28 28 99", "732829320", "zoe@example.invalid", "63113", "38185")


def fill_register(data: Path, canary: Canaries) -> None:
    register = register_in(data)
    company = Company(
        name=canary("company"),
        number="732 829 320",
        commune="63113",
        place=canary("place"),
        contact=canary("contact"),
        phone="0476282899",
        email="zoe@example.invalid",
        notes=canary("notes"),
    )
    advisor = AdvisorId(canary("advisor"))
    answers = {"territory": ("38185",), "themes": (canary("answer"),)}
    register.save_case(bakery(company=company, answers=answers), advisor)
    register.keep_progress(canary("progress").encode(), advisor)
    register.close()


def fill_settings(machine: Path, data: Path, canary: Canaries) -> None:
    (machine / f"{canary('filename')}.toml").write_text(
        f"""[kiosk]
printer = "{canary("queue")}"
message = {{ fr = "{canary("messagefr")}", en = "{canary("messageen")}" }}
[[desk.advisors]]
id = "{canary("advisorid")}"
name = "{canary("advisorname")}"
key = "a"
[privacy]
controller = "{canary("controller")}"
contact = "{canary("privacycontact")}"
notice = {{ fr = "{canary("noticefr")}", en = "{canary("noticeen")}" }}
notice_version = "{canary("noticeversion")}"
""",
        encoding="utf-8",
    )
    (data / "aiguillage.toml").write_text(
        f'{canary("unknownkey")} = "{canary("unknownvalue")}"\n'
        f'[start]\nmode = "{canary("mode")}"\n[desk]\n{canary("unknownindesk")} = 1\n',
        encoding="utf-8",
    )
    (data / "settings.json").write_text(f'{{"format": "{canary("choices")}"}}', encoding="utf-8")


def fill_log(data: Path, canary: Canaries) -> None:
    written = [
        f"{STAMP} ERROR crash: {canary('crash')}",
        f"{STAMP} ERROR   {canary('file')}.py:3 in {canary('function')}",
        f"{STAMP} ERROR   routing.py:3 in {canary('functiononly')}",
        f"{STAMP} WARNING guide: {canary('notice')}",
        f"{STAMP} WARNING settings: {canary('fault')}",
        f"{STAMP} {canary('level')} x",
        f"{STAMP} INFO company {canary('freeword')} 0476282899 zoe@example.invalid 38185",
        canary("wholeline"),
    ]
    for number, name in enumerate(("aiguillage.log", "aiguillage.log.1", "aiguillage.log.3")):
        text = "\n".join(written).replace("canari", f"canari{number}")
        canary.put += re.findall(rf"canari{number}\w+", text)
        (data / name).write_text(text, encoding="utf-8")


def fill_other_files(data: Path, canary: Canaries) -> None:
    keep_saying(data, canary("saying"), ["export"], "fr")
    drafts = data / "drafts" / canary("draftfolder")
    drafts.mkdir(parents=True)
    (drafts / "guide.yaml").write_text(canary("draft"), encoding="utf-8")
    (data / f"{canary('strayname')}.txt").write_text(canary("stray"), encoding="utf-8")
    (data / "tickets.txt").write_text(canary("ticket"), encoding="utf-8")
    note_fault(data, canary("kioskfault"), NOW)
    visit = CountedVisit(canary("guidelabel"), canary("lang"), canary("end"), canary("department"))
    Counts(data).add(NOW, visit)
    trust(data, OTHER_KEY.public, canary("keyname"), DAY)


def fill_environment(monkeypatch: pytest.MonkeyPatch, canary: Canaries) -> None:
    for name in ("USER", "LOGNAME", "HOSTNAME", "XKB_DEFAULT_LAYOUT", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.setenv(name, canary(f"env{name.lower().replace('_', '')}"))
    monkeypatch.setenv(canary("envname"), canary("envvalue"))


def test_nothing_that_anybody_wrote_anywhere_comes_out(
    tmp_path: Path, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = Canaries()
    here = Installation(tmp_path / canary("folder"), monkeypatch)
    trust(here.data, KEY.public, canary("signer"), DAY)
    updates.install(here.data, here.file("1.1"), False, DAY)
    fill_register(here.data, canary)
    fill_settings(machine, here.data, canary)
    fill_log(here.data, canary)
    fill_other_files(here.data, canary)
    fill_environment(monkeypatch, canary)

    raw = support.make_bundle(Patient(here.data, NOW, {"kiosk.printer": canary("typed")}))

    assert canary.leaks(raw) == []
    said = told(Patient(here.data, NOW, {"kiosk.printer": canary("typed")}))
    text = "\n".join(said.values())
    assert [person for person in PERSONAL if person in text] == []
    assert str(here.data) not in text
    assert len(canary.put) > 60
    # It is not empty because something failed: what a helpline needs is there.
    assert json.loads(said["databases.json"])["register"]["rows"]["cases"] == 1
    assert "ERROR   routing.py:3\n" in said["log.txt"]
    assert len(json.loads(said["settings.json"])["faults"]) == 3


def test_the_name_of_another_guide_stays_on_the_machine(
    tmp_path: Path, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = Canaries()
    name = canary("guide")
    folder = write(tmp_path / "guide", change=lambda plain: plain["guide.yaml"].update(id=name))
    monkeypatch.setattr(paths, "shipped_guide", lambda: folder)

    raw = support.make_bundle(Patient(tmp_path / "data", NOW))

    assert canary.leaks(raw) == []
    assert '"guide": "(other)"' in told(Patient(tmp_path / "data", NOW))["doctor.json"]


def test_nothing_of_a_damaged_installation_comes_out_either(
    tmp_path: Path, machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = Canaries()
    data = tmp_path / canary("folder")
    for folder in ("register", "kiosk", "guides"):
        (data / folder).mkdir(parents=True)
    for name in ("register/cases.db", "kiosk/counts.db", "guides/current.json", "settings.json"):
        (data / name).write_text(canary(name.replace("/", "").replace(".", "")) * 400)
    for name in ("trusted-keys.json", "aiguillage.toml", "kiosk/faults.jsonl", "aiguillage.log"):
        (data / name).write_text(canary(name.replace("/", "").replace(".", "")))
    (machine / "a.toml").write_bytes(b"\xff" + canary("toml").encode())
    monkeypatch.setenv("QT_QPA_PLATFORM", canary("platform"))
    write(tmp_path / "guide")

    raw = support.make_bundle(Patient(data, NOW))

    assert canary.leaks(raw) == []


def test_the_search_for_leaks_does_find_one() -> None:
    canary = Canaries()
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("a.txt", f"x {canary('inside').upper()} y" * 50)
        zipped.writestr(canary("name"), "")

    assert canary.leaks(raw.getvalue()) == canary.put


# The command


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_command_writes_the_file_and_says_so(
    language: str, capsys: Capture, tmp_path: Path
) -> None:
    file = tmp_path / "help.zip"

    assert main(["support-bundle", str(file), "--lang", language]) == 0

    assert str(file) in capsys.readouterr().out
    assert zipfile.is_zipfile(file)


def test_a_file_that_is_there_is_replaced_only_when_asked(capsys: Capture, tmp_path: Path) -> None:
    file = tmp_path / "help.zip"
    file.write_bytes(b"precious")

    assert main(["support-bundle", str(file), "--lang", "en"]) == 2
    assert "--replace" in capsys.readouterr().err
    assert file.read_bytes() == b"precious"

    assert main(["support-bundle", "--replace", str(file)]) == 0
    assert zipfile.is_zipfile(file)


def test_where_nothing_can_be_written_there_is_one_sentence_and_no_file(
    capsys: Capture, tmp_path: Path
) -> None:
    assert main(["support-bundle", str(tmp_path / "none" / "help.zip"), "--lang", "en"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main(["support-bundle", str(tmp_path), "--replace"]) == 2
    assert [path for path in tmp_path.iterdir() if path.name != "data"] == []


def test_full_logs_make_a_bundle_that_can_be_mailed(machine: Path, data: Path) -> None:
    line = f"{STAMP} ERROR crash: KeyError\n"
    for path in ("aiguillage.log", "aiguillage.log.1", "aiguillage.log.2", "aiguillage.log.3"):
        (data / path).write_text(line * (log.MAX_BYTES // len(line)), encoding="utf-8")

    assert len(support.make_bundle(Patient(data, NOW))) < 2**20


def test_reading_the_bundle_changed_nothing(machine: Path, data: Path) -> None:
    register_in(data).close()
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()}

    support.make_bundle(Patient(data, NOW))

    after = {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()}
    assert {path: after.get(path) for path in before} == before
