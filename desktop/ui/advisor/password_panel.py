"""The password of an advisor: asked, set the first time, or changed."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desktop.configuration import Advisor
from desktop.desk.session import Session
from desktop.errors import AiguillageError
from desktop.register.advisors import Checked, check_password, has_password, set_password
from desktop.register.faults import BadPassword
from desktop.register.model import AdvisorId
from desktop.text import Phrase, phrase
from desktop.ui.advisor.line import DenseField
from desktop.ui.background import Background
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words

FIELDS = {"ask": ("old",), "set": ("new", "again"), "change": ("old", "new", "again")}


class PasswordPanel(Panel):
    """Fields, one after the other by Enter; the check takes its time beside the screen."""

    opened = Signal(object)
    """The password was right, or is set: this advisor sits here."""
    left = Signal()

    def __init__(
        self,
        session: Session,
        advisor: Advisor,
        background: Background,
        look: Look,
        is_change: bool = False,
    ) -> None:
        super().__init__(look, pad=20)
        self.setObjectName("password-panel")
        self._session, self._advisor, self._background = session, advisor, background
        self._id = AdvisorId(advisor.id)
        fault = None
        try:
            is_set = has_password(session.data, self._id)
        except AiguillageError as damaged:
            is_set, fault = True, damaged.phrase
        self.mode = ("change" if is_change else "ask") if is_set else "set"
        name = phrase("advisor.password.title", name=advisor.name)
        self.column.addWidget(Heading(name, look, "h3", 2))
        if self.mode != "ask":
            self.column.addWidget(Words(phrase("advisor.password.rule"), look, "caption", "ink2"))
        self._fields = {kind: self._field(kind) for kind in FIELDS[self.mode]}
        order = list(self._fields.values())
        for here, after in pairwise(order):
            here.entered.connect(lambda to=after: to.setFocus(Qt.FocusReason.TabFocusReason))
        order[-1].entered.connect(self._go)
        self._error = Words("", look, "label", "error")
        self._error.setObjectName("password-error")
        self.column.addWidget(self._error)
        self._add_buttons()
        self.setFocusProxy(order[0])
        if fault is not None:
            self._say(fault)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the names."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.accept()  # what is typed here chooses nobody

    def _field(self, kind: str) -> DenseField:
        field = DenseField(f"password-{kind}", phrase(f"advisor.password.{kind}"), self._look)
        field.line.setEchoMode(QLineEdit.EchoMode.Password)
        field.changed.connect(lambda _: self._error.setText(""))
        self.column.addWidget(field)
        return field

    def _add_buttons(self) -> None:
        look, across = self._look, QHBoxLayout()
        across.setSpacing(look.px(4))
        acts = [("go", "primary", self._go), ("leave", "quiet", self.left.emit)]
        for name, kind, act in acts:
            sentence = phrase(f"advisor.password.{name}")
            button = Button(f"password-{name}", sentence, look, kind, height=38)
            button.clicked.connect(act)
            across.addWidget(button)
        across.addStretch(1)
        self.column.addLayout(across)

    def _typed(self, kind: str) -> str:
        field = self._fields.get(kind)
        return field.line.text() if field is not None else ""

    def _go(self) -> None:
        if self.mode != "ask" and self._typed("new") != self._typed("again"):
            self._say(phrase("advisor.password.differ"))
            return
        self.setEnabled(False)
        old, new, mode = self._typed("old"), self._typed("new"), self.mode
        self._background.run(lambda: self._work(mode, old, new), self._end)

    def _work(self, mode: str, old: str, new: str) -> Checked:
        """Away from the screen: a try takes a tenth of a second on purpose."""
        data = self._session.data
        if mode != "set":
            checked = check_password(data, self._id, old, datetime.now().astimezone())
            if not checked.ok or mode == "ask":
                return checked
        set_password(data, self._id, new)
        return Checked(ok=True)

    def _end(self, checked: Checked | None, error: BaseException | None) -> None:
        self.setEnabled(True)
        for field in self._fields.values():
            # Not clear(): that could be undone. A password too easy stays, to be mended.
            if not isinstance(error, BadPassword):
                field.line.setText("")
        next(iter(self._fields.values())).setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(error, AiguillageError):
            self._say(error.phrase)
        elif error is not None:
            raise error
        elif checked is not None and checked.ok:
            self.opened.emit(self._advisor)
        elif checked is not None:
            key = "wrong" if checked.was_tried else "wait"
            self._say(phrase(f"advisor.password.{key}", n=checked.wait_seconds))

    def _say(self, sentence: Phrase) -> None:
        from desktop.ui.accessibility import announce  # late: most passwords are right

        self._error.setText(self._look.say(sentence))
        announce(self._error, self._look.say(sentence))
