"""The reminder of a referral for the advisor's own calendar; it names no company."""

from __future__ import annotations

from datetime import UTC, date, timedelta

from icalendar import Alarm, Calendar, Event

from desktop.guide.model import Office
from desktop.handover.letter import subject
from desktop.handover.model import File, HandOver, on_one_line
from desktop.register.model import Referral
from desktop.text import phrase

PRODUCT = "-//Aiguillage//Aiguillage//FR"
MORNING = timedelta(hours=9)


def to_reminder(handed: HandOver, referral: Referral, due: date | None = None) -> File | None:
    """A day of the calendar, `due` or the referral's own; None where nothing is due."""
    day = due or referral.due
    if day is None:
        return None
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(handed, referral, day))
    return File(handed.file_name("reminder", "ics"), calendar.to_ical())


def _event(handed: HandOver, referral: Referral, day: date) -> Event:
    event = Event()
    # The same day of the same referral again: the calendar changes it instead of adding another.
    event.add("uid", f"{referral.id}-{day:%Y%m%d}")
    event.add("dtstamp", handed.made.astimezone(UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    title = phrase("handover.reminder", member=handed.member.short, subject=subject(handed))
    event.add("summary", on_one_line(handed.say(title)))
    event.add("description", _description(handed, handed.office))
    event.add_component(_alarm(handed.say(phrase("handover.reminder-alarm"))))
    return event


def _alarm(words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", MORNING)
    return alarm


def _description(handed: HandOver, office: Office | None) -> str:
    lines = [handed.say(phrase("handover.reminder-ask"))]
    if office is not None:
        lines.append(handed.say(office.name))
        channels = (office.phone, office.email, office.website)
        lines += [channel.value for channel in channels if channel is not None]
    return "\n".join(lines)
