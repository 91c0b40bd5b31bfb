"""What goes to a member's office: read back by other programs, and nothing needless in it."""

from __future__ import annotations

import email
import json
import re
import stat
import subprocess
from dataclasses import replace
from datetime import UTC, date, timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import icalendar
import pytest
import vobject

from desktop.doors import Door, DoorKind
from desktop.guide.model import Channel, Confidence, Office
from desktop.handover import File, Outbox, to_email, to_reminder, to_vcard
from desktop.handover.model import HandOver, to_file_name
from desktop.register.model import Company
from desktop.text import LANGUAGES, phrase, say
from tests.handover.cases import ANSWERS, COMPANY, NOON, handed, referral, shipped

HOSTILE = "Evil\r\nBcc: all@example.invalid\r\n\r\n<b>x</b>\x00\u2028"


def read(file: File) -> EmailMessage:
    """The draft as another program reads it, without a fault of form."""
    message = email.message_from_bytes(file.content, policy=default)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk()] == [[]] * len(list(message.walk()))
    return message


def letter_of(message: EmailMessage) -> str:
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def attached(message: EmailMessage) -> dict[str, bytes]:
    """The attachments by their kind."""
    parts = message.iter_attachments()
    return {part.get_content_type(): part.get_payload(decode=True) for part in parts}  # type: ignore[misc]


# The e-mail


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_draft_goes_to_the_office_with_the_sheet_and_the_facts(language: str) -> None:
    message = read(to_email(handed(language)))

    assert message["X-Unsent"] == "1"
    assert message["To"].addresses[0].addr_spec == "info@cpmecantal.fr"
    assert message["From"] is None
    assert message["Content-Language"] == language
    files = attached(message)
    assert list(files) == ["application/pdf", "application/json"]
    assert files["application/pdf"].startswith(b"%PDF-")
    facts = json.loads(files["application/json"])
    assert facts["kind"] == "aiguillage-handover"
    assert [each["need"] for each in facts["referrals"]] == ["financial-management"]
    assert facts["company"]["email"] == COMPANY.email
    assert facts["outcome"]["guide"]["rules"] == shipped().rules


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_says_what_is_wanted_and_whom_to_call(language: str) -> None:
    letter = letter_of(read(to_email(handed(language))))

    need = shipped().get_need("financial-management").name.in_(language)
    for words in (need, COMPANY.name, COMPANY.contact, COMPANY.phone, "c0ffee12", "Anna Exemple"):
        assert words in letter
    assert "Aurillac" in letter


def test_the_attached_sheet_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(attached(read(to_email(handed())))["application/pdf"])

    done = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
    assert done.returncode == 0


def test_neither_subject_nor_file_names_name_the_company() -> None:
    draft = to_email(handed())
    message = read(draft)

    names = [draft.name, *(part.get_filename() or "" for part in message.iter_attachments())]
    told = " ".join([str(message["Subject"]), *names]).casefold()
    assert not any(word in told for word in ("boulangerie", "zoé", "zoe", "0000000"))
    assert "c0ffee12" in told


def test_the_desks_own_notes_stay_at_the_desk() -> None:
    message = read(to_email(handed()))

    assert COMPANY.notes not in letter_of(message)
    assert COMPANY.notes.encode() not in attached(message)["application/json"]


@pytest.mark.parametrize("company", [replace(COMPANY, consent=None), None])
def test_without_consent_nobody_is_named(company: Company | None) -> None:
    draft = to_email(handed(company=company))
    message = read(draft)
    facts = json.loads(attached(message)["application/json"])

    assert facts["company"] is None
    assert say(phrase("handover.no-consent"), "fr") in letter_of(message)
    assert COMPANY.name not in letter_of(message)
    assert COMPANY.email.encode() not in draft.content


def test_an_office_without_an_address_leaves_the_recipient_to_the_advisor() -> None:
    elsewhere = {**ANSWERS, "territory": ("38",)}

    assert read(to_email(handed(answers=elsewhere)))["To"] is None


def test_a_relay_is_not_the_member() -> None:
    through = shipped().get_member("cpme").offices[0]
    relayed = replace(
        handed(), door=Door(_with_email(through, "relay@example.invalid"), DoorKind.RELAY)
    )

    assert read(to_email(relayed))["To"] is None


def _with_email(office: Office | None, address: str) -> Office:
    assert office is not None
    return replace(office, email=Channel(address, Confidence.TWO_PLUS, date(2026, 11, 24)))


@pytest.mark.parametrize(
    "address",
    [
        "a@b.invalid\r\nBcc: c@d.invalid",
        "a@b.invalid, c@d.invalid",
        "nobody",
        "@",
        "",
        "a b@c.invalid",
        "a@b@c.invalid",
    ],
)
def test_an_address_that_is_none_is_left_out(address: str) -> None:
    office = handed().office
    door = Door(_with_email(office, address), DoorKind.LOCAL)
    message = read(to_email(replace(handed(), door=door)))

    assert message["To"] is None
    assert message["Bcc"] is None


def test_no_field_can_add_a_header() -> None:
    company = replace(COMPANY, name=HOSTILE, number=HOSTILE, contact=HOSTILE, phone=HOSTILE)
    hostile = replace(handed(company=company, referrals=(referral(need=HOSTILE),)), sender=HOSTILE)
    message = read(to_email(hostile))

    assert sorted(key.lower() for key in message) == [
        *("content-language", "content-type", "mime-version", "subject", "to", "x-unsent"),
    ]
    assert "\n" not in message["Subject"]
    assert len(list(message.iter_attachments())) == 2
    assert not any(line.startswith("Bcc") for line in letter_of(message).splitlines())


def test_a_made_up_case_says_so_and_goes_to_nobody() -> None:
    message = read(to_email(handed(made_up=True)))

    assert message["To"] is None
    assert "FICTIF" in message["Subject"]
    assert letter_of(message).startswith(say(phrase("handover.made-up"), "fr"))


def test_a_guide_on_trial_is_said_on_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "sheet.pdf"
    draft = to_email(replace(handed(), is_trial=True))
    path.write_bytes(attached(read(draft))["application/pdf"])

    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
    assert say(phrase("sheet.trial"), "fr")[:15] in text.decode()


def test_every_line_of_a_draft_is_one_that_mail_may_have() -> None:
    content = to_email(handed()).content

    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert content.isascii()


# The card


def test_the_card_is_read_by_another_library() -> None:
    made = to_vcard(handed())
    assert made is not None
    card = vobject.readOne(made.content.decode(), validate=True)

    assert card.behavior.name == "VCARD"
    assert card.version.value == "3.0"
    assert card.email.value == "info@cpmecantal.fr"
    assert card.fn.value == handed().office.name.fr  # type: ignore[union-attr]
    assert "2026" in card.note.value


def test_the_card_of_an_office_with_everything() -> None:
    region = shipped().get_member("region").regional
    door = Door(region, DoorKind.REGIONAL)  # type: ignore[arg-type]
    made = to_vcard(replace(handed(), member_id="region", door=door))
    card = vobject.readOne(made.content.decode(), validate=True)  # type: ignore[union-attr]

    assert card.adr.value.street == "1 esplanade François-Mitterrand"
    assert (card.adr.value.code, card.adr.value.city) == ("69002", "Lyon")
    assert card.tel.value == "04 26 73 40 00"
    assert card.url.value == "https://www.auvergnerhonealpes.fr"
    assert max(map(len, made.content.split(b"\r\n"))) <= 75  # type: ignore[union-attr]


def test_an_office_that_cannot_be_reached_has_no_card() -> None:
    bare = next(office for office in shipped().get_member("agence").offices if office.city)
    door = Door(bare, DoorKind.LOCAL)

    assert to_vcard(replace(handed(), member_id="agence", door=door)) is None


# The reminder


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reminder_is_a_day_of_the_calendar(language: str) -> None:
    made = to_reminder(handed(language), referral())
    assert made is not None
    calendar = icalendar.Calendar.from_ical(made.content)
    [event] = calendar.walk("VEVENT")

    assert calendar.errors == event.errors == []
    assert event.decoded("dtstart") == date(2026, 12, 3)
    assert event.decoded("dtend") == date(2026, 12, 4)
    assert event.decoded("dtstamp") == NOON.astimezone(UTC)
    [alarm] = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(hours=9)
    told = made.content.decode().casefold()
    assert not any(word in told for word in ("boulangerie", "zoé", "exemple.invalid"))


def test_the_reminder_is_read_by_another_library() -> None:
    made = to_reminder(handed(), referral())
    assert made is not None
    calendar = vobject.readOne(made.content.decode(), validate=True)

    assert calendar.vevent.dtstart.value == date(2026, 12, 3)
    assert "CPME" in calendar.vevent.summary.value
    assert calendar.vevent.valarm.trigger.value == timedelta(hours=9)
    assert all(len(line) <= 75 for line in made.content.split(b"\r\n"))


def test_the_same_reminder_twice_is_one_event_and_another_day_is_another() -> None:
    days = [to_reminder(handed(), referral(), due) for due in (None, None, date(2026, 12, 15))]
    found = [re.search(rb"UID:(\S+)", each.content) for each in days if each]
    ids = [each[1] for each in found if each]

    assert ids[0] == ids[1] != ids[2]


def test_what_is_no_longer_due_has_no_reminder() -> None:
    assert to_reminder(handed(), referral(due=None)) is None


def test_signs_that_a_calendar_or_a_card_gives_a_meaning_come_back_as_they_were() -> None:
    office = handed().office
    name = replace(office.name, fr="A;B,C\\D: «\u00a0é\u00a0»\nE")  # type: ignore[union-attr]
    door = Door(replace(office, name=name), DoorKind.LOCAL)  # type: ignore[type-var, arg-type]
    hostile = replace(handed(), door=door)
    card = vobject.readOne(to_vcard(hostile).content.decode())  # type: ignore[union-attr]
    calendar = vobject.readOne(to_reminder(hostile, referral()).content.decode())  # type: ignore[union-attr]

    assert card.fn.value == name.fr
    assert name.fr in calendar.vevent.description.value


# Files


@pytest.mark.parametrize(
    "words", [["../../etc/passwd"], ["CON"], ["a" * 500], ['é è/\\:*?"<>|'], ["\x00"], [""]]
)
def test_a_file_name_is_safe_on_every_system(words: list[str]) -> None:
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,79}", to_file_name(words))


def all_files(over: HandOver) -> list[File]:
    made = [to_email(over), to_vcard(over), to_reminder(over, referral())]
    return [each for each in made if each is not None]


def test_the_three_files_are_put_where_only_this_user_reads_them(tmp_path: Path) -> None:
    files = all_files(handed())
    placed = Outbox(tmp_path).put(files)

    assert [path.suffix for path in placed] == [".eml", ".vcf", ".ics"]
    assert [path.read_bytes() for path in placed] == [file.content for file in files]
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (*placed, placed[0].parent)]
    assert modes == [0o600, 0o600, 0o600, 0o700]
    assert len({path.parent for path in placed}) == 1


def test_the_outbox_is_emptied_and_nothing_else_is(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("kept")
    outbox = Outbox(tmp_path)
    [path] = outbox.put([File("a.eml", b"x")])
    (path.parent / "link").symlink_to(tmp_path)

    assert outbox.empty()
    assert [each.name for each in tmp_path.iterdir()] == ["precious.txt"]


def test_an_outbox_that_is_a_link_leads_nowhere(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("kept")
    data = tmp_path / "data"
    data.mkdir()
    (data / "handover").symlink_to(elsewhere)

    assert Outbox(data).empty()
    assert (elsewhere / "kept").read_text() == "kept"
