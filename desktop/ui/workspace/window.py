"""The Guide workspace's window: three panes on a wide screen, fewer on a narrow one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop.errors import AiguillageError, CannotWrite
from desktop.text import Phrase, phrase
from desktop.ui.appearance import Following, themed
from desktop.ui.gone import clear
from desktop.ui.soon import make_timer
from desktop.ui.theme import Look, palette
from desktop.ui.workspace.browse_pane import BrowsePane
from desktop.ui.workspace.desk import WorkspaceDesk
from desktop.ui.workspace.exporting import Exporting
from desktop.ui.workspace.item_pane import ItemPane
from desktop.ui.workspace.notice import Act
from desktop.ui.workspace.panes import Panes
from desktop.ui.workspace.session import Session
from desktop.ui.workspace.side_panes import SidePane
from desktop.workspace import browse, schema
from desktop.workspace.document import At
from desktop.workspace.spans import Path as Inside

SMALLEST = (760, 560)
REFRESH_AFTER = 200
"""Milliseconds without a change before the lists follow what is typed."""


class WorkspaceWindow(QWidget):
    """Browse at the left, edit in the middle, see what follows at the right."""

    def __init__(self, desk: WorkspaceDesk, look: Look) -> None:
        super().__init__()
        self.setObjectName("workspace")
        self._desk, self.look = desk, look
        draft, self._is_resumed = desk.shelf.open()
        self.session = Session(desk.shelf, draft, desk.in_use, self)
        self._exporting = Exporting(
            self.session,
            lambda title, name: desk.ask_folder(self, title, name),
            lambda title, name: desk.ask_file(self, title, name),
            lambda: self.look.language,
            self,
        )
        self._exporting.noticed.connect(lambda sentence, acts: self.notify(sentence, *acts))
        self._at = browse.first_item(self.session.draft)
        self._path: Inside = ()
        self._pane, self._view = "links", "edit"
        self._was_told = False
        self._mended = -1
        # Several things told at once are shown once.
        self._soon = make_timer(self, 0, self._show_seen)
        self._refresh = make_timer(self, REFRESH_AFTER, self._refresh_lists)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(0)
        self._build()
        self._connect()
        self._keys()
        self.setMinimumSize(*SMALLEST)
        self.resize(1366, 768)
        self._following = Following(self)
        self._welcome()
        self.session.look()

    @property
    def is_busy(self) -> bool:
        """Whether anything is still to come."""
        waits = self._refresh.isActive() or self._soon.isActive() or self.browse.is_waiting
        return self.session.is_busy or self._exporting.background.is_busy or waits

    def show_look(self, look: Look) -> None:
        """Show everything in another theme, size or language."""
        if look == self.look:
            return
        before, self.look = self.look, look
        QApplication.setPalette(palette(look))
        area, typed, said = self.browse.area, self.browse.field.text(), self.parts.bands.said
        clear(self._whole)
        self._build()
        if said is not None:
            self.notify(said[0], *said[1])
        self.browse.show_area(area)
        self.browse.field.setText(typed)
        self._show_all()
        if before.choices != look.choices:
            self._desk.keep_look(look)

    def jump(self, at: At, path: Inside = ()) -> None:
        """Show an item wherever it is listed, and the field at `path`."""
        self.browse.look_up(at, path)
        self.parts.areas.show_on(self.browse.area)
        self._choose(at, path, has_focus=bool(path))
        self._show_view("edit")

    def show_pane(self, pane: str) -> None:
        """Show one of the five pages at the right."""
        self._pane = pane
        self.parts.pages.show_on(pane)
        self.side.show_pane(pane)
        self._show_view("side")

    def show_area(self, area: str) -> None:
        """List another area, and show its first item."""
        self.parts.areas.show_on(area)
        self.browse.show_area(area)
        if self._at is None or browse.area_of(self._at) != area:
            self._choose_first()
        else:
            self.browse.select(self._at, self._path)

    def _refresh_lists(self) -> None:
        self.browse.refresh()
        self.side.show_item(self._at, self._path)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fewer panes where there is no room."""
        super().resizeEvent(event)
        fit = 1.125 if self.width() >= 1800 and self.height() >= 960 else 1.0
        fit = 1.75 if self.width() >= 3000 else fit
        self.show_look(replace(self.look, fit=fit))
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Start at the list."""
        super().showEvent(event)
        self.browse.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep the draft; if it cannot be, say so and stay once."""
        try:
            self.session.close()
        except CannotWrite as error:
            if not self._was_told:
                self._was_told = True
                self.notify(error.phrase)
                event.ignore()
                return
        self._exporting.background.wait()
        super().closeEvent(event)

    def show_crash(self) -> None:
        """Say that the program failed, and show the draft as it last held."""
        if self._mended == self.session.asked:
            return  # nothing was changed since: what fails again would fail for ever
        self._mended = self.session.asked
        self.notify(phrase("workspace.notice.crash"))
        # Not while the field that failed is still at work.
        QTimer.singleShot(0, self, self.session.take_back)

    @property
    def browse(self) -> BrowsePane:
        """The left pane."""
        return self.parts.browse

    @property
    def item(self) -> ItemPane:
        """The middle pane."""
        return self.parts.item

    @property
    def side(self) -> SidePane:
        """The right pane."""
        return self.parts.side

    # Building

    def _build(self) -> None:
        parts = self.parts = Panes(self.session, self.look, self._pane)
        parts.top.wanted.connect(self._act)
        parts.bands.picked.connect(self._pick_look)
        parts.views.picked.connect(self._show_view)
        parts.areas.picked.connect(self.show_area)
        parts.pages.picked.connect(self.show_pane)
        parts.status.pane_wanted.connect(self.show_pane)
        parts.browse.chosen.connect(self._choose)
        parts.browse.view.clicked.connect(lambda _: self._leave_list())
        parts.browse.entered.connect(self._enter)
        parts.browse.add_wanted.connect(parts.adding.add)
        parts.adding.asked.connect(lambda: self._show_view("edit"))
        parts.adding.added.connect(self._show_added)
        parts.item.gone.connect(self._choose_first)
        parts.side.jump_wanted.connect(self.jump)
        parts.side.visit_wanted.connect(self._open_visit)
        parts.side.records_wanted.connect(self._choose_records)
        self._whole.addWidget(parts)
        parts.browse.show_area("routes")
        self._show_all()

    def _connect(self) -> None:
        session = self.session
        session.edited.connect(self._edited)
        session.reshaped.connect(self._reshaped)
        session.seen_changed.connect(lambda: self._soon.start())
        session.kept.connect(self._show_kept)

    def _keys(self) -> None:
        for keys, act in (
            (QKeySequence.StandardKey.Undo, self.session.undo),
            (QKeySequence.StandardKey.Redo, self.session.redo),
            (QKeySequence.StandardKey.Find, self._search),
            (QKeySequence.StandardKey.Save, self.session.save),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)

    # Showing

    def _show_all(self) -> None:
        self.parts.areas.show_on(self.browse.area)
        self.browse.refresh()
        if self._at is not None:
            self.browse.select(self._at, self._path)
        self.parts.show_item(self._at, self._path)
        self._show_top()
        self._show_seen()
        self._show_kept_state()
        self._arrange()

    def _arrange(self) -> None:
        self.parts.arrange(self.width(), self._view)

    def _show_view(self, view: str) -> None:
        self._view = view
        self._arrange()

    def _show_top(self) -> None:
        history, draft = self.session.history, self.session.draft
        guide = At(schema.GUIDE)
        caption = phrase(
            "workspace.caption",
            title=self.look.say(_title(draft.word(guide, "title", self.look.language))),
            version=draft.word(guide, "version"),
        )
        self.parts.top.show_state(caption, history.can_undo, history.can_redo)
        self.setWindowTitle(self.look.say(phrase("workspace.window", caption=caption)))

    def _show_seen(self) -> None:
        self.parts.show_seen(self.session.seen)

    def _show_kept_state(self) -> None:
        key = "kept" if self.session.is_kept else "keeping"
        self.parts.status.show_kept(phrase(f"workspace.status.{key}"))

    def _show_kept(self, refused: object) -> None:
        if isinstance(refused, Phrase):
            self.parts.status.show_kept(phrase("workspace.status.not-kept"))
            self.notify(refused)
            return
        self._show_kept_state()

    def _edited(self) -> None:
        self._show_top()
        self._show_kept_state()
        self.item.show_edited()
        self._refresh.start()

    def _reshaped(self) -> None:
        self.browse.refresh()
        self.item.rebuild()
        self.side.show_item(self._at, self._path)

    # What is asked

    def _choose(self, at: At, path: Inside = (), has_focus: bool = False) -> None:
        self._at, self._path = at, path
        self.session.history.close_step()
        self.parts.adding.leave()
        self.parts.show_item(at, path, has_focus)

    def _choose_first(self) -> None:
        """What was shown is gone: show the first of the list."""
        self.browse.refresh()
        row = self.browse.first()
        if row is not None and row.at is not None and self.session.draft.node(row.at) is not None:
            self.browse.select(row.at, row.path)
            self._choose(row.at, row.path)

    def _leave_list(self) -> None:
        """Where one pane is shown at a time, a touch on a row leads to the item."""
        if self._view == "browse":
            self._show_view("edit")

    def _enter(self) -> None:
        self._show_view("edit")
        self.item.focus_first()

    def _search(self) -> None:
        if not self.browse.isVisible():
            self._show_view("browse")
        self.browse.begin_search()

    def _act(self, act: str) -> None:
        acts: dict[str, Callable[[], None]] = {
            "undo": self.session.undo,
            "redo": self.session.redo,
            "discard": self._exporting.ask_discard,
            "export": self._exporting.ask_export,
            "language": self._switch_language,
        }
        if act in acts:
            acts[act]()
        else:
            self.parts.bands.toggle(act)

    def _switch_language(self) -> None:
        other = "en" if self.look.language == "fr" else "fr"
        self.show_look(replace(self.look, language=other))

    def _pick_look(self, value: object) -> None:
        if isinstance(value, int):
            self.show_look(replace(self.look, text_size=value))
        elif isinstance(value, str):
            self.show_look(themed(self.look, value))

    def _show_added(self, at: At) -> None:
        self.jump(at)
        self.item.focus_first()

    # Draft, export, visits, past cases

    def _welcome(self) -> None:
        if self._is_resumed:
            moved = self._desk.shelf.has_moved
            self.notify(phrase("workspace.notice.moved" if moved else "workspace.notice.resumed"))
        if not self.session.draft.is_readable:
            self.notify(phrase("workspace.notice.unreadable"))

    def notify(self, sentence: Phrase, *acts: Act) -> None:
        """Say something above the panes, with what can be done about it."""
        self.parts.bands.notify(sentence, *acts)

    def _open_visit(self, code: str) -> None:
        try:
            self.session.flush()
            folder = self._desk.shelf.folder
            source = folder if self._desk.shelf.is_kept else self._desk.shelf.source
            self._desk.open_visit(source, code)
        except AiguillageError as error:
            self.notify(error.phrase)

    def _choose_records(self) -> None:
        title = self.look.say(phrase("workspace.cases.choose"))
        chosen = self._desk.ask_records(self, title, "")
        if chosen is not None:
            self.session.hold_against(str(chosen))


def _title(title: str) -> str:
    return title if len(title) <= 70 else title[:69] + "…"
