"""What is done about the advisors of a desk, and by whom: a line of the log, by ids alone."""

from __future__ import annotations

from enum import Enum

from desktop.register.model import AdvisorId


class Act(Enum):
    """What can be done."""

    ADDED = "advisor-added"
    RENAMED = "advisor-renamed"
    RETIRED = "advisor-retired"
    PASSWORD_GIVEN = "password-given"
    PASSWORD_CHOSEN = "password-chosen"


def log_act(act: Act, advisor: AdvisorId, by: AdvisorId) -> None:
    """Notes it in the log, which must be open."""
    from desktop import log  # late: no other command reads the log's library

    log.logger.info("advisors: %s %s, by %s", act.value, advisor, by)


def code_of(act: Act, advisor: AdvisorId) -> str:
    """The act as the register's account of who did what takes it."""
    return f"{act.value}:{advisor}"
