"""The password of an advisor: asked for, replaced when another gave it, or changed."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from desktop.configuration import Advisor
from desktop.desk.passwords import note, set_own, what_to_ask
from desktop.desk.session import NOBODY, Session
from desktop.errors import AiguillageError
from desktop.register.acts import Act
from desktop.register.advisors import Checked, check_password
from desktop.register.faults import BadPassword
from desktop.register.model import AdvisorId
from desktop.text import Phrase, phrase
from desktop.ui.advisor.line import DenseField
from desktop.ui.background import Background
from desktop.ui.gone import is_gone
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words

FIELDS: dict[str, tuple[str, ...]] = {
    "ask": ("old",),
    "first": ("first",),
    "renew": ("new", "again"),
    "change": ("old", "new", "again"),
    "set": ("new", "again"),
    "none": (),
}
"""The fields of each state. `first`: the password that another gave; `renew`: one's own after it;
`set`: the first of the whole desk; `none`: no password yet, and others here have one."""
_TYPED_FIRST = ("ask", "first", "change")
_CHOOSES = ("renew", "change", "set")


class PasswordPanel(Panel):
    """Fields, one after the other by Enter; the check takes its time beside the screen."""

    opened = Signal(object)
    """The password was right, or is set: this advisor sits here."""
    renewal_wanted = Signal(object)
    """The first password was right: this advisor chooses their own."""
    left = Signal()

    def __init__(
        self,
        session: Session,
        advisor: Advisor,
        background: Background,
        look: Look,
        wanted: str = "ask",
    ) -> None:
        super().__init__(look, pad=20)
        self.setObjectName("password-panel")
        self._session, self._advisor, self._background = session, advisor, background
        self._id = AdvisorId(advisor.id)
        fault = None
        try:
            self.mode = what_to_ask(session, self._id) if wanted == "ask" else wanted
        except AiguillageError as damaged:
            self.mode, fault = "ask", damaged.phrase
        name = phrase("advisor.who.nobody") if advisor == NOBODY else advisor.name
        title = phrase("advisor.password.title", name=name)
        self.column.addWidget(Heading(title, look, "h3", 2))
        self._add_sentences()
        self._fields = {kind: self._field(kind) for kind in FIELDS[self.mode]}
        self._error = Words("", look, "label", "error")
        self._error.setObjectName("password-error")
        self.column.addWidget(self._error)
        self._add_buttons()
        self._link_fields()
        if fault is not None:
            self._say(fault)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the names."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            event.accept()  # what is typed here chooses nobody

    def _add_sentences(self) -> None:
        look = self._look
        if self.mode in ("first", "renew", "set", "none"):
            sentence = phrase(f"advisor.password.why-{self.mode}", id=self._advisor.id)
            self.column.addWidget(Words(sentence, look, "body"))
        if self.mode in _CHOOSES:
            self.column.addWidget(Words(phrase("advisor.password.rule"), look, "caption", "ink2"))

    def _link_fields(self) -> None:
        """Enter goes from field to field, and from the last one on."""
        order = list(self._fields.values())
        for here, after in pairwise(order):
            here.entered.connect(lambda to=after: to.setFocus(Qt.FocusReason.TabFocusReason))
        if order:
            order[-1].entered.connect(self._go)
        self.setFocusProxy(order[0] if order else self._leave)

    def _field(self, kind: str) -> DenseField:
        field = DenseField(f"password-{kind}", phrase(f"advisor.password.{kind}"), self._look)
        if kind != "first":  # that one is copied from paper, and good for one time
            field.line.setEchoMode(QLineEdit.EchoMode.Password)
        field.changed.connect(lambda _: self._error.setText(""))
        self.column.addWidget(field)
        return field

    def _add_buttons(self) -> None:
        look, across = self._look, QHBoxLayout()
        across.setSpacing(look.px(4))
        self._leave = Button(
            "password-leave", phrase("advisor.password.leave"), look, "quiet", height=38
        )
        self._leave.clicked.connect(self.left.emit)
        if FIELDS[self.mode]:
            go = Button("password-go", phrase("advisor.password.go"), look, "primary", height=38)
            go.clicked.connect(self._go)
            across.addWidget(go)
        across.addWidget(self._leave)
        across.addStretch(1)
        self.column.addLayout(across)

    def _typed(self, kind: str) -> str:
        field = self._fields.get(kind)
        return field.line.text() if field is not None else ""

    def _go(self) -> None:
        if self.mode in _CHOOSES and self._typed("new") != self._typed("again"):
            self._say(phrase("advisor.password.differ"))
            return
        self.setEnabled(False)
        old = self._typed("old") or self._typed("first")
        new, mode = self._typed("new"), self.mode
        self._background.run(lambda: self._work(mode, old, new), self._end)

    def _work(self, mode: str, old: str, new: str) -> Checked:
        """Away from the screen: a try takes a tenth of a second on purpose."""
        data = self._session.data
        if mode in _TYPED_FIRST:
            checked = check_password(data, self._id, old, datetime.now().astimezone())
            if not checked.ok or mode not in _CHOOSES:
                return checked
        asked = {"change": "ask", "renew": "first", "set": "set"}[mode]
        set_own(self._session, self._id, asked, new)
        note(self._session, Act.PASSWORD_CHOSEN, self._id, self._id)
        return Checked(ok=True)

    def _end(self, checked: Checked | None, error: BaseException | None) -> None:
        if is_gone(self):
            return  # built anew meanwhile, in another look: it asks again
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
        elif checked is not None and checked.is_first:
            self.renewal_wanted.emit(self._advisor)
        elif checked is not None and checked.ok:
            self.opened.emit(self._advisor)
        elif checked is not None:
            key = "wrong" if checked.was_tried else "wait"
            self._say(phrase(f"advisor.password.{key}", n=checked.wait_seconds))

    def _say(self, sentence: Phrase) -> None:
        from desktop.ui.accessibility import announce  # late: most passwords are right

        self._error.setText(self._look.say(sentence))
        announce(self._error, self._look.say(sentence))
