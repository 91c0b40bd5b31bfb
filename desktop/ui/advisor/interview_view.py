"""What the page of the interview is made of, and which of its parts is in front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.desk.session import Session
from desktop.desk.work import Work
from desktop.ui.advisor.company_pane import CompanyPane
from desktop.ui.advisor.needs_pane import NeedsPane
from desktop.ui.advisor.number_part import LookUp
from desktop.ui.advisor.page import Tools
from desktop.ui.advisor.step_bar import StepBar
from desktop.ui.advisor.top_strips import TopStrips
from desktop.ui.advisor.verdict_panel import VerdictPanel
from desktop.ui.background import Background
from desktop.ui.theme import Look

if TYPE_CHECKING:  # read when the outcome is first shown
    from desktop.ui.advisor.sheet_pane import SheetPane

_LEAST, _WIDEST, _SHARE = 250, 430, 0.36


class InterviewView(QWidget):
    """Parts at the left, one in front; the verdicts at the right, but beside the outcome."""

    edit_wanted = Signal(str)
    """Answer this question again."""
    new_wanted = Signal()
    case_wanted = Signal()

    def __init__(
        self,
        session: Session,
        work: Work,
        tools: Tools,
        network: Background,
        look_up: LookUp,
        look: Look,
    ) -> None:
        super().__init__()
        self._tools, self._look, self.step = tools, look, "needs"
        down = QVBoxLayout(self)
        down.setContentsMargins(0, 0, 0, 0)
        down.setSpacing(0)
        self.bar = StepBar(look)
        down.addWidget(self.bar)
        self.strips = TopStrips(session, work, look)
        down.addWidget(self.strips)
        across = QHBoxLayout()
        across.setSpacing(0)
        down.addLayout(across, 1)
        self._stack = QStackedWidget()
        across.addWidget(self._stack, 1)
        visit = work.interview(look.language)
        self.needs = NeedsPane(visit, session.casework.communes, look)
        self.company = CompanyPane(session, network, look_up, look)
        self._stack.addWidget(self.needs)
        self._stack.addWidget(self.company)
        self._sheet: SheetPane | None = None
        self.verdicts = VerdictPanel(work.live, look)
        across.addWidget(self.verdicts)

    @property
    def sheet(self) -> SheetPane:
        """The pane of the outcome, made when it is first shown."""
        if self._sheet is None:
            from desktop.ui.advisor.sheet_pane import SheetPane  # late: no first paint shows it

            self._sheet = SheetPane(self._tools, self._look)
            self._sheet.edit_wanted.connect(self.edit_wanted)
            self._sheet.new_wanted.connect(self.new_wanted)
            self._sheet.case_wanted.connect(self.case_wanted)
            self._stack.addWidget(self._sheet)
        return self._sheet

    def show_width(self, width: int) -> None:
        """The verdicts take their share of the width."""
        share = round(width * _SHARE)
        widest = max(self._look.px(_LEAST), min(self._look.px(_WIDEST), share))
        self.verdicts.show_width(min(widest, max(width // 2, 1)))
        self.bar.show_width(width, self._look)

    def show_step(self, step: str) -> None:
        """Bring this part to the front."""
        self.step = step
        panes: dict[str, QWidget] = {"needs": self.needs, "company": self.company}
        self._stack.setCurrentWidget(panes.get(step) or self.sheet)
        self.verdicts.setVisible(step != "sheet")
        self.bar.show_state(step)

    def take_focus(self) -> bool:
        """Put the focus where this part begins; False where it has nothing to type in."""
        if self.step == "needs":
            self.needs.take_focus()
        elif self.step == "company":
            self.company.take_focus()
        return self.step != "sheet"
