"""The middle pane: the item chosen, its fields or its own text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import Phrase, phrase
from desktop.ui.gone import clear, gone
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import ErrorWords
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.words import Heading, Words
from desktop.ui.workspace.ask import Ask
from desktop.ui.workspace.form import ItemForm
from desktop.ui.workspace.raw_panel import RawPanel
from desktop.ui.workspace.session import Session
from desktop.ui.workspace.signoff_panel import SignOffPanel
from desktop.workspace import new
from desktop.workspace.changes import sign, take_away
from desktop.workspace.document import At
from desktop.workspace.draft import Draft
from desktop.workspace.signoffs import SignOff
from desktop.workspace.spans import Path, Plain
from desktop.workspace.summaries import title_of
from desktop.workspace.wishes import Wish, grant


class ItemPane(QWidget):
    """Shows one item and carries its changes to the session."""

    gone = Signal()
    """The item was removed."""

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self.at: At | None = None
        self.is_raw = False
        self._focus: Path = ()
        self._opened: set[Path] = set()
        self._form: ItemForm | None = None
        self._signoff: SignOffPanel | None = None
        self._refused: ErrorWords | None = None
        self._page: Page | None = None
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)

    def show_item(self, at: At, path: Path = (), has_focus: bool = False) -> None:
        """Show an item; with `has_focus`, the field at `path` takes the focus."""
        if at != self.at or self._page is None:
            self.at = at
            self.is_raw = False
            self._opened = set()
            self.rebuild()
        if self._form is not None and path:
            # Where things stand is known once they are laid out.
            QTimer.singleShot(0, self, lambda: self._reveal(path, has_focus))
        elif has_focus:
            self.focus_first()

    def focus_first(self) -> None:
        """Go to the first field."""
        if self._page is not None:
            self._page.setFocus(Qt.FocusReason.OtherFocusReason)
            self._page.focusNextChild()

    def show_edited(self) -> None:
        """The heading follows what is typed."""
        if self._page is not None and self.at is not None:
            said = self._look.say(title_of(self._session.draft, self.at))
            if said != self._heading.text():
                self._heading.setText(said)

    def show_seen(self) -> None:
        """More, or nothing any more, is known of the draft."""
        if self._form is not None:
            self._form.show_faults()
        self._show_signoff()

    def rebuild(self) -> None:
        """Build the page anew."""
        at = self.at
        if at is None or self._session.draft.node(at) is None:
            self.at = None
            self.gone.emit()
            return
        before, page = self._page, self._make_page(at)
        at_top = before.verticalScrollBar().value() if before is not None else 0
        is_same = before is not None and before.property("at") == page.property("at")
        self._page = page
        self._whole.addWidget(page)
        if before is not None:
            self._whole.removeWidget(before)
            gone(before)
        self._show_signoff()
        if is_same:
            page.settle()
            page.verticalScrollBar().setValue(at_top)
        if self._focus:
            path, self._focus = self._focus, ()
            QTimer.singleShot(0, self, lambda: self._reveal(path, True))

    def _reveal(self, path: Path, has_focus: bool) -> None:
        if self._form is None or self._page is None:
            return
        target = self._form.focus_path(path) if has_focus else self._form.open_path(path)
        self._page.settle()
        body = self._page.widget()
        if target is not None and body is not None and body.isAncestorOf(target):
            top = target.mapTo(body, QPoint(0, 0)).y()
            self._page.verticalScrollBar().setValue(top - self._look.px(40))

    def _make_page(self, at: At) -> Page:
        look = self._look
        page = Page(look, 1100, "item-page")
        page.set_margin(look.px(16), look.px(14))
        page.column.setSpacing(look.px(10))
        page.setProperty("at", repr(at))
        page.setAccessibleName(look.say(title_of(self._session.draft, at)))
        page.column.addLayout(self._head(at))
        self._refused = ErrorWords("", look)
        self._refused.hide()
        page.column.addWidget(self._refused)
        self._asks = QVBoxLayout()
        page.column.addLayout(self._asks)
        self._signoff, self._signoff_place = None, QVBoxLayout()
        page.column.addLayout(self._signoff_place)
        self._form = None
        page.column.addWidget(self._make_raw(at) if self.is_raw else self._make_form(at))
        page.column.addStretch(1)
        return page

    def _head(self, at: At) -> QHBoxLayout:
        look, draft = self._look, self._session.draft
        head = QHBoxLayout()
        head.setSpacing(look.px(4))
        words = QVBoxLayout()
        words.setSpacing(0)
        line = draft.documents[at.file].line_of(at)
        kind = phrase(f"workspace.kind.{at.list or 'guide'}")
        caption = phrase("workspace.item.caption", kind=kind, file=at.file, line=line)
        words.addWidget(Words(caption, look, "caption", "ink2"))
        self._heading = Heading(title_of(draft, at), look, "h2", 1)
        words.addWidget(self._heading)
        head.addLayout(words, 1)
        if at.list:
            raw = self._act("raw", None, self._toggle_raw)
            raw.setCheckable(True)
            raw.setChecked(self.is_raw)
            head.addWidget(raw, 0, Qt.AlignmentFlag.AlignTop)
        if at.list in new.ADDABLE:
            head.addWidget(self._act("drop", "cross", self._drop), 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _act(self, name: str, icon: str | None, act: Callable[[], None]) -> Button:
        sentence = phrase(f"workspace.item.{name}")
        button = Button(
            f"item-{name}", sentence, self._look, "quiet", icon, height=34, role="label"
        )
        button.clicked.connect(act)
        return button

    def _make_form(self, at: At) -> ItemForm:
        form = self._form = ItemForm(self._session, at, self._look, self._opened)
        form.typed.connect(self._type)
        form.wished.connect(self._carry_out)
        # No method of what is no part of Qt: PySide would keep something of each connection.
        form.left.connect(lambda: self._session.history.close_step())
        return form

    def _make_raw(self, at: At) -> RawPanel:
        panel = RawPanel(self._session.draft.source(at), self._look)
        panel.applied.connect(self._apply_raw)
        return panel

    def _show_signoff(self) -> None:
        at = self.at
        if at is None or at.list != "members" or self._page is None:
            return
        at_work, shown = QApplication.focusWidget(), self._signoff
        if shown is not None and at_work is not None and shown.isAncestorOf(at_work):
            return  # somebody is writing there
        member = self._session.draft.word(at, "id")
        standing, part = self._session.seen.vouched(member)
        clear(self._signoff_place)
        self._signoff = SignOffPanel(member, standing, part, self._look)
        self._signoff.signed.connect(self._sign)
        self._signoff_place.addWidget(self._signoff)

    # What is asked of it

    def _type(self, path: Path, value: Plain | None) -> None:
        at = self.at
        if at is None:
            return
        step = f"{at}{path}"
        if value is None:
            refused = self._session.change(lambda draft: take_away(draft, at, path), step)
        else:
            refused = self._session.change(lambda draft: draft.set(at, path, value), step)
        self._say_refused(refused)

    def _carry_out(self, wish: Wish) -> None:
        if not wish.needs_id:
            self._grant(wish)
            return
        clear(self._asks)
        ask = Ask(phrase(f"workspace.one.{wish.path[-2]}"), self._look)
        ask.answered.connect(lambda typed: self._grant(wish, typed, ask))
        ask.closed.connect(lambda: clear(self._asks))
        self._asks.addWidget(ask)
        ask.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._page is not None:
            self._page.settle()
            self._page.ensureWidgetVisible(ask)

    def _grant(self, wish: Wish, typed: str = "", ask: Ask | None = None) -> None:
        """Change the draft as is wished, and show where; a refusal is said where it was asked."""
        at = self.at
        if at is None:
            return

        def make(draft: Draft) -> Draft:
            opened = frozenset(self._opened)
            granted = grant(draft, at, wish, opened, typed, date.today())
            self._focus, self._opened = granted.focus, set(granted.opened)
            return granted.draft

        refused = self._session.change(make, is_reshaping=True)
        if refused is not None and ask is not None:
            ask.show_error(refused)
        else:
            self._say_refused(refused)

    def _toggle_raw(self) -> None:
        self.is_raw = not self.is_raw
        self.rebuild()

    def _apply_raw(self, text: str) -> None:
        at = self.at
        if at is None:
            return
        refused = self._session.change(lambda d: d.with_source(at, text), is_reshaping=True)
        self._say_refused(refused)

    def _drop(self) -> None:
        at = self.at
        if at is None:
            return
        refused = self._session.change(lambda d: d.drop_item(at), is_reshaping=True)
        if refused is None:
            self.at = None
            self.gone.emit()
        self._say_refused(refused)

    def _sign(self, sign_off: SignOff) -> None:
        self._say_refused(self._session.change(lambda d: sign(d, sign_off), is_reshaping=True))

    def _say_refused(self, sentence: Phrase | None) -> None:
        if self._refused is None:
            return
        self._refused.setText(self._look.say(sentence) if sentence else "")
        self._refused.setVisible(sentence is not None)
        if sentence is not None and self._page is not None:
            self._page.ensureWidgetVisible(self._refused)
