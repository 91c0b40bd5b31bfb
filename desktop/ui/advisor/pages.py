"""Which pages the desk has, in the order of its bar; each is read when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from desktop.desk.session import Session
from desktop.ui.advisor.page import DeskPage, Tools
from desktop.ui.theme import Look

Make = Callable[[str, Session, Tools, Look], DeskPage]

ORDER = ("interview", "cases", "reminders", "figures", "settings")
"""The keys Ctrl+1 to Ctrl+5 lead to these."""


def _interview(name: str, session: Session, tools: Tools, look: Look) -> DeskPage:
    from desktop.ui.advisor.interview_page import InterviewPage  # late, as every page

    return InterviewPage(name, session, tools, look)


def _cases(name: str, session: Session, tools: Tools, look: Look) -> DeskPage:
    from desktop.ui.advisor.cases.page import CasesPage  # late, as every page

    return CasesPage(name, session, tools, look)


def _reminders(name: str, session: Session, tools: Tools, look: Look) -> DeskPage:
    from desktop.ui.advisor.reminders.page import RemindersPage  # late, as every page

    return RemindersPage(name, session, tools, look)


def _figures(name: str, session: Session, tools: Tools, look: Look) -> DeskPage:
    from desktop.ui.figures.page import FiguresPage  # late, as every page

    return FiguresPage(name, session, tools, look)


def _settings(name: str, session: Session, tools: Tools, look: Look) -> DeskPage:
    from desktop.ui.advisor.settings_page import SettingsPage  # late, as every page

    return SettingsPage(name, session, tools, look)


MAKERS: Mapping[str, Make] = MappingProxyType(
    {
        "interview": _interview,
        "cases": _cases,
        "reminders": _reminders,
        "figures": _figures,
        "settings": _settings,
    }
)


def names() -> tuple[str, ...]:
    """The pages there are, in their order."""
    return tuple(name for name in ORDER if name in MAKERS)
