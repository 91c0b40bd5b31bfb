"""The passwords of a shared desk as its window uses them: what to ask for, who gave which."""

from __future__ import annotations

from desktop.desk.session import Session
from desktop.register.acts import Act, code_of, log_act
from desktop.register.advisors import Held, give_first_password, held_by, set_password
from desktop.register.faults import BadPassword
from desktop.register.model import AdvisorId
from desktop.text import phrase


def held_here(session: Session) -> dict[str, Held]:
    """What each advisor of this desk has; raises RegisterDamaged, NewerData."""
    return held_by(session.data, [one.id for one in session.advisors])


def what_to_ask(session: Session, advisor: AdvisorId) -> str:
    """What whoever chose this name is asked: ask, first, set or none.

    "set": nobody at this desk has a password, whoever sets it up begins; "none": another gives
    them a first one before they can sit down. Raises RegisterDamaged, NewerData.
    """
    held = held_here(session)
    mine = held.get(advisor, Held.NONE)
    if mine is not Held.NONE:
        return "first" if mine is Held.FIRST else "ask"
    is_begun = any(each is not Held.NONE for each in held.values())
    return "none" if is_begun else "set"


def set_own(session: Session, advisor: AdvisorId, asked: str, password: str) -> None:
    """Keeps the password that an advisor chose, who was asked to ("set") or had a first one.

    Takes a tenth of a second or more. Raises BadPassword, also where that no longer holds: what is
    asked may stand on the screen for long. CannotWrite, RegisterFault.
    """
    if what_to_ask(session, advisor) != asked:
        raise BadPassword(phrase("advisor.password.meanwhile"))
    set_password(session.data, advisor, password)


def give_first(session: Session, advisor: AdvisorId) -> str:
    """Gives an advisor of this desk a first password: the caller shows it, nothing keeps it.

    Takes a tenth of a second or more. Raises CannotWrite, RegisterFault; BadPassword where they
    have chosen their own, if only a moment ago: no colleague takes that from them.
    """
    if held_here(session)[advisor] is Held.OWN:
        raise BadPassword(phrase("advisor.settings.has-own"))
    given = give_first_password(session.data, advisor)
    note(session, Act.PASSWORD_GIVEN, advisor, session.by)
    return given


def note(session: Session, act: Act, advisor: AdvisorId, by: AdvisorId) -> None:
    """Writes down who did it, in the log and, once it is open, in the register's account."""
    log_act(act, advisor, by)
    if session.register is not None:
        session.register.note(code_of(act, advisor), by)
