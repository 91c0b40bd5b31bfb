"""The right pane: what is linked, the faults, the proof, what changes, past cases."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import Phrase, Text, phrase
from desktop.ui.gone import gone
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.pieces import Picture, Rule
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words
from desktop.ui.workspace.card_link import CardLink
from desktop.ui.workspace.session import Session
from desktop.workspace.document import At
from desktop.workspace.links import links_of
from desktop.workspace.spans import Path
from desktop.workspace.told import DiffTold, Line, Visit

MOST_FOUND, MOST_CHANGES, MOST_FAULTS = 5, 12, 50
"""How much of each is shown: a page that is read, and built between two paintings."""

PANES = ("links", "faults", "proof", "diff", "cases")


class SidePage(Page):
    """A page in the right pane."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__(look, 4000, f"side-{name}")
        self.set_margin(look.px(12), look.px(10))
        self.column.setSpacing(look.px(8))


class SidePane(QWidget):
    """One of the five panes at a time."""

    jump_wanted = Signal(object, object)
    visit_wanted = Signal(str)
    """Open the visit of this code in the wizard."""
    records_wanted = Signal()

    def __init__(self, session: Session, look: Look) -> None:
        super().__init__()
        self._session, self._look = session, look
        self.pane = "links"
        self._at: At | None = None
        self._path: Path = ()
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._page: SidePage | None = None
        self._shown: tuple[object, ...] = ()

    def show_pane(self, pane: str) -> None:
        """Show another of the five."""
        self.pane = pane
        self.rebuild()

    def show_seen(self) -> None:
        """More is known: build the page anew if it is about that."""
        if self.pane != "links" and self._known() != self._shown:
            self.rebuild()

    def _known(self) -> tuple[object, ...]:
        """All that the page shown is made from."""
        seen, pane = self._session.seen, self.pane
        parts = {"faults": seen.faults, "proof": seen.proof, "diff": seen.diff, "cases": seen.cases}
        state = (pane in seen.skipped, pane in seen.failed, self._session.records)
        return (parts.get(pane), *state, bool(seen.located) if pane != "faults" else None)

    def show_item(self, at: At | None, path: Path) -> None:
        """Show what is linked to another item."""
        self._at, self._path = at, path
        if self.pane == "links":
            self.rebuild()

    def rebuild(self) -> None:
        """Build what is shown anew."""
        self._shown = self._known()
        page = SidePage(self._look, self.pane)
        page.setAccessibleName(self._look.say(phrase(f"workspace.side.{self.pane}-long")))
        _BUILDERS[self.pane](self, page)
        page.column.addStretch(1)
        before, self._page = self._page, page
        scrolled = before.verticalScrollBar().value() if before is not None else 0
        same = before is not None and before.objectName() == page.objectName()
        self._whole.addWidget(page)
        if before is not None:
            self._whole.removeWidget(before)
            gone(before)
        if same and self.pane != "links":
            page.settle()
            page.verticalScrollBar().setValue(scrolled)

    # What each shows

    def _links(self, page: SidePage) -> None:
        groups = links_of(self._session.draft, self._at, self._path) if self._at else ()
        self._head(page, phrase("workspace.side.links-long"))
        if not groups:
            self._say(page, phrase("workspace.links.none"))
        for number, group in enumerate(groups):
            page.column.addWidget(Heading(group.title, self._look, "label", 2, "ink2"))
            for index, link in enumerate(group.links):
                card = CardLink(
                    f"link-{number}-{index}", self._look.say(link.title), link.caption,
                    self._look.say(link.body) if link.body else "", self._look,
                )  # fmt: skip
                card.clicked.connect(
                    lambda _=False, one=link: self.jump_wanted.emit(one.at, one.path)
                )
                page.column.addWidget(card)

    def _faults(self, page: SidePage) -> None:
        seen = self._session.seen
        self._head(page, phrase("workspace.side.faults-long"))
        if "faults" in seen.failed:
            self._say(page, phrase("workspace.live.failed"), "error")
        elif seen.faults is None:
            self._say(page, phrase("workspace.live.under-way"))
        elif not seen.located:
            self._say(page, phrase("workspace.faults.none"), "ok")
        for index, found in enumerate(seen.located[:MOST_FAULTS]):
            fault = found.fault
            place = f"{fault.file}:{fault.line}:{fault.column}"
            card = CardLink(
                f"fault-{index}", self._look.say(fault.sentence), place, "", self._look, "error"
            )
            card.clicked.connect(lambda _=False, f=found: self.jump_wanted.emit(f.at, f.path))
            page.column.addWidget(card)

    def _proof(self, page: SidePage) -> None:
        seen = self._session.seen
        self._head(page, phrase("workspace.side.proof-long"))
        if self._say_state(page, "proof", seen.proof is None):
            return
        proof = seen.proof
        if proof is None:
            return
        if proof.refused is not None:
            self._say(page, proof.refused, "error")
            return
        self._say(page, phrase("workspace.proof.space", visits=proof.visits))
        for line in proof.lines:
            page.column.addWidget(self._proof_line(line))

    def _proof_line(self, line: Line) -> Panel:
        look = self._look
        panel = Panel(look, "card", "line" if line.holds else "error", pad=10, thick=1)
        panel.column.setSpacing(look.px(4))
        name = phrase(f"proof.property.{line.property}")
        said = phrase("workspace.proof.line", number=line.property, name=name)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(_sign(line.holds, look))
        row.addWidget(Words(said, look, "body"), 1)
        panel.column.addLayout(row)
        for index, found in enumerate(line.found[:MOST_FOUND]):
            panel.column.addWidget(Rule(look))
            panel.column.addWidget(Words(found.sentence, look, "strong", "error"))
            if found.visit is not None:
                self._visit(panel, found.visit, f"{line.property}-{index}")
        if len(line.found) > MOST_FOUND:
            more = phrase("workspace.proof.more", n=len(line.found) - MOST_FOUND)
            panel.column.addWidget(Words(more, look, "caption", "ink2"))
        if not line.holds and not line.found:
            panel.column.addWidget(Words(phrase("proof.same-faults"), look, "caption", "ink2"))
        return panel

    def _diff(self, page: SidePage) -> None:
        seen = self._session.seen
        self._head(page, phrase("workspace.side.diff-long"))
        if self._say_state(page, "diff", seen.diff is None):
            return
        diff = seen.diff
        if diff is None:
            return
        self._say(page, diff.summary, "error" if diff.refused else "ink")
        self._changes(page, diff)

    def _changes(self, page: SidePage, diff: DiffTold) -> None:
        for index, change in enumerate(diff.changes[:MOST_CHANGES]):
            panel = Panel(self._look, "card", "line", pad=10, thick=1)
            panel.column.setSpacing(self._look.px(4))
            panel.column.addWidget(Words(change.title, self._look, "label", "ink2"))
            for sentence in change.sentences:
                panel.column.addWidget(Words(sentence, self._look, "strong"))
            self._visit(panel, change.visit, f"change-{index}")
            page.column.addWidget(panel)
        if len(diff.changes) > MOST_CHANGES:
            self._say(page, phrase("workspace.diff.more", n=len(diff.changes) - MOST_CHANGES))
        for note in diff.notes:
            page.column.addWidget(Words(note, self._look, "body"))

    def _cases(self, page: SidePage) -> None:
        seen, session = self._session.seen, self._session
        self._head(page, phrase("workspace.side.cases-long"))
        self._say(page, phrase("workspace.cases.what"), "ink2")
        choose = Button(
            "choose-records", phrase("workspace.cases.choose"), self._look, "secondary", "open",
            height=36,
        )  # fmt: skip
        choose.clicked.connect(self.records_wanted)
        page.column.addWidget(choose)
        if not session.records:
            return
        self._say(page, phrase("workspace.cases.file", file=session.records), "ink2")
        if self._say_state(page, "cases", seen.cases is None):
            return
        if seen.cases is None:
            return
        if seen.cases.refused is not None:
            self._say(page, seen.cases.refused, "error")
        for line in seen.cases.lines:
            page.column.addWidget(Words(line, self._look, "body"))

    # Parts

    def _say_state(self, page: SidePage, stage: str, is_unknown: bool) -> bool:
        """Say why there is nothing to show; whether so."""
        seen = self._session.seen
        if stage in seen.failed:
            self._say(page, phrase("workspace.live.failed"), "error")
        elif stage in seen.skipped:
            key = "skipped-faults" if seen.located else "skipped"
            self._say(page, phrase(f"workspace.live.{key}"))
        elif is_unknown:
            self._say(page, phrase("workspace.live.under-way"))
        else:
            return False
        return True

    def _visit(self, panel: Panel, visit: Visit, name: str) -> None:
        panel.column.addWidget(
            Words(phrase("workspace.visit.for-example"), self._look, "caption", "ink2")
        )
        lines = "\n".join(self._look.say(line) for line in visit.told)
        panel.column.addWidget(Words(lines, self._look, "caption"))
        go = Button(
            f"visit-{name}", phrase("workspace.visit.open"), self._look, "quiet", "forward", True,
            height=30, role="label",
        )  # fmt: skip
        go.setAccessibleName(self._look.say(phrase("workspace.visit.open-spoken", code=visit.code)))
        go.clicked.connect(lambda: self.visit_wanted.emit(visit.code))
        panel.column.addWidget(go)

    def _head(self, page: SidePage, sentence: Phrase) -> None:
        page.column.addWidget(Heading(sentence, self._look, "h3", 2))

    def _say(self, page: SidePage, sentence: Phrase | Text, color: str = "ink2") -> None:
        page.column.addWidget(Words(sentence, self._look, "body", color))


_BUILDERS: dict[str, Callable[[SidePane, SidePage], None]] = {
    "links": SidePane._links,
    "faults": SidePane._faults,
    "proof": SidePane._proof,
    "diff": SidePane._diff,
    "cases": SidePane._cases,
}


def _sign(is_good: bool, look: Look) -> Picture:
    """A check or an error, never colour alone."""
    icon, color, state = ("check", "ok", "holds") if is_good else ("error", "error", "fails")
    sign = Picture(icon, look, 22, color=color)
    sign.setAccessibleName(look.say(phrase(f"workspace.sign.{state}")))
    return sign
