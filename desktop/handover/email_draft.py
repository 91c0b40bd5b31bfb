"""A draft that opens in the advisor's own mail program: nothing is sent from here."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from desktop import sheet
from desktop.handover import letter, letter_json
from desktop.handover.model import File, HandOver, address_of, on_one_line

DRAFT = ("X-Unsent", "1")
"""By which mail programs know that it is to be gone on with."""


def to_email(handed: HandOver) -> File:
    """The draft, with the sheet and the same facts for another program attached."""
    message = EmailMessage(policy=SMTP)
    message[DRAFT[0]] = DRAFT[1]
    to = _recipient(handed)
    if to is not None:
        message["To"] = to
    message["Subject"] = letter.subject(handed)
    message.set_content(letter.body(handed), cte="quoted-printable")
    _attach(message, handed)
    message["Content-Language"] = handed.language
    return File(handed.file_name("email", "eml"), message.as_bytes())


def _recipient(handed: HandOver) -> Address | None:
    """The office's own address, if it has one that is well written; never one made up.

    A made-up case goes to nobody: its draft could be sent by mistake.
    """
    door = handed.way_in
    written = address_of(door) if door is not None else None
    if door is None or written is None or not written.isprintable() or handed.case.made_up:
        return None
    try:
        return Address(on_one_line(handed.say(door.office.name)), addr_spec=written)
    except (
        ValueError,
        IndexError,
        MessageError,
    ):  # what the standard library raises for a faulty address
        return None


def _attach(message: EmailMessage, handed: HandOver) -> None:
    paper = sheet.to_pdf(handed.outcome, handed.language, handed.is_trial)
    name = handed.file_name("sheet", "pdf")
    message.add_attachment(paper, "application", "pdf", filename=name)
    facts = letter_json.to_bytes(handed)
    name = handed.file_name("data", "json")
    message.add_attachment(facts, "application", "json", filename=name)
