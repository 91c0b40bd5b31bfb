"""How the pages of cases say dates, referrals and events."""

from __future__ import annotations

from datetime import date, datetime

from desktop.desk import live
from desktop.desk.session import Session
from desktop.figures.naming import Names
from desktop.register.model import Event, Row, State
from desktop.sheet.dates import in_words
from desktop.text import Phrase, phrase
from desktop.ui.theme import Look

REASONS = {
    State.TAKEN_UP: ("called", "wrote", "met"),
    State.HELP_OFFERED: ("funding", "support", "contact"),
    State.NO_HELP: ("not-eligible", "no-means", "too-late"),
    State.UNREACHABLE: ("no-answer", "wrong-details"),
    State.REFUSED: ("not-for-me", "other-solution", "given-up"),
    State.WAITING: ("reopened",),
}
"""Why a referral comes into a state: codes, never free words."""


class Says:
    """The words of one look for what the register keeps by id."""

    def __init__(self, session: Session, look: Look) -> None:
        self._session, self._look = session, look
        self.names = Names(session.casework.guide, look.language)

    def day(self, day: date | None) -> str:
        """A day in figures, as a list shows it; "" for none."""
        if day is None:
            return ""
        return f"{day:%d/%m/%Y}" if self._look.language == "fr" else f"{day:%d %b %Y}"

    def company(self, row: Row) -> str:
        """The company's name, or why there is none."""
        return row.company or self._look.say(phrase("cases.unnamed"))

    def place(self, row: Row) -> str:
        """The commune of the company, the place of the project."""
        project = self.names.department(row.department) if row.department else ""
        return " · ".join(part for part in (row.place, project) if part)

    def sent(self, row: Row) -> str:
        """Which need went to which member."""
        names = self.names
        pairs = [
            self._look.say(phrase("cases.sent", need=names.need(need), member=names.member(member)))
            for need, member, _ in row.referrals
        ]
        return " · ".join([*pairs, *(self.names.uncovered(what) for what in row.uncovered)])

    def state(self, state: State | None) -> str:
        """Where a case or referral stands."""
        return self.names.state(state) if state is not None else ""

    def due(self, due: date | None, overdue: bool) -> str:
        """When to look at it again."""
        if due is None:
            return ""
        return (
            self._look.say(phrase("cases.overdue", day=self.day(due))) if overdue else self.day(due)
        )

    def event(self, event: Event, sent: dict[str, str]) -> Phrase:
        """One line of the history; `sent`: each referral's words by its id."""
        about = sent.get(event.referral or "", "")
        state = self.state(event.state) if event.state else ""
        if event.kind == "state" and event.reason:
            why = (
                phrase(f"cases.reason.{event.reason}") if _is_known(event.reason) else event.reason
            )
            return phrase("cases.event.state-why", about=about, state=state, why=why)
        if event.kind == "overridden" and ":" in (event.reason or ""):
            return self._advised(event.reason or "")
        key = event.kind if event.kind in _EVENTS else "other"
        return phrase(f"cases.event.{key}", about=about, state=state)

    def _advised(self, kept: str) -> Phrase:
        """An advisor's own verdict, kept as `member:code`."""
        member, code = kept.split(":", 1)
        why = phrase(f"advisor.reason.{code}") if code in live.REASONS else code
        return phrase("cases.event.overridden-why", member=self.names.member(member), why=why)

    def when(self, at: datetime, by: str) -> Phrase:
        """The moment of an event and who did it."""
        local = at.astimezone()
        day, who = in_words(local.date()), self._session.name_of(by) or by
        if not who.strip() or by == "desk":
            return phrase("cases.when", day=day, hour=f"{local:%H:%M}")
        return phrase("cases.when-by", day=day, hour=f"{local:%H:%M}", who=who)


_EVENTS = (
    "opened", "changed", "rectified", "referred", "withdrawn", "state", "overridden", "erased",
)  # fmt: skip


def _is_known(reason: str) -> bool:
    return any(reason in reasons for reasons in REASONS.values())
