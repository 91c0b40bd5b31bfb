"""The parts of the workspace's window, and how many of them fit."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.text import phrase
from desktop.ui.theme import Look
from desktop.ui.workspace.adding import Adding
from desktop.ui.workspace.bands import Bands
from desktop.ui.workspace.browse_pane import AREA_ICONS, BrowsePane
from desktop.ui.workspace.item_pane import ItemPane
from desktop.ui.workspace.rail import Rail
from desktop.ui.workspace.session import Seen, Session
from desktop.ui.workspace.side_panes import PANES, SidePane
from desktop.ui.workspace.status import Status
from desktop.ui.workspace.top_bar import TopBar
from desktop.workspace import browse
from desktop.workspace.document import At
from desktop.workspace.spans import Path

WIDE, MEDIUM = 1120, 780
"""From which widths (in units of the design) three panes fit, and two."""

VIEWS = ("browse", "edit", "side")


class Panes(QWidget):
    """Bar, notices, rail of areas, three panes, status: as many as the width allows."""

    def __init__(self, session: Session, look: Look, page: str) -> None:
        super().__init__()
        self._look = look
        whole = _column(self)
        self.top = TopBar(look, is_wide=False)
        whole.addWidget(self.top)
        self.bands = Bands(look)
        self.bands.samples_opened.connect(self.top.show_opened)
        whole.addWidget(self.bands)
        self.views = Rail("view", _names("view", VIEWS, look), look, is_upright=False)
        whole.addWidget(self.views)
        across = QHBoxLayout()
        across.setSpacing(0)
        areas = {area: (name, AREA_ICONS[area]) for area, (name, _) in _areas(look).items()}
        self.areas = Rail("area", areas, look, is_upright=True)
        across.addWidget(self.areas)
        self.browse = BrowsePane(session, look)
        self.adding = Adding(session, look)
        self.item = ItemPane(session, look)
        self.side = SidePane(session, look)
        across.addWidget(self._make_splitter(page), 1)
        whole.addLayout(across, 1)
        self.status = Status(session, look)
        whole.addWidget(self.status)

    def arrange(self, width: int, view: str) -> None:
        """Show the panes that fit; where only some do, the one of `view`."""
        px = self._look.px
        is_wide, is_medium = width >= px(WIDE), width >= px(MEDIUM)
        self.views.setVisible(not is_wide)
        self.views.buttons["browse"].setVisible(not is_medium)
        view = "edit" if is_medium and view == "browse" else view
        self.views.show_on(view)
        self.browse.setVisible(is_medium or view == "browse")
        self.areas.setVisible(is_medium or view == "browse")
        self._middle.setVisible(is_wide or view == "edit")
        self._right.setVisible(is_wide or view == "side")
        self.status.show_width(width)
        self.top.show_wide(is_medium)
        self._splitter.setSizes(self._sizes(width, is_wide))

    def show_item(self, at: At | None, path: Path, has_focus: bool = False) -> None:
        """Show an item, the field at `path`, and what is linked to it."""
        if at is not None:
            self.item.show_item(at, path, has_focus)
        self.side.show_item(at, path)

    def show_seen(self, seen: Seen) -> None:
        """More, or nothing any more, is known of the draft."""
        self.status.show_seen()
        self.browse.refresh_marks()
        self.item.show_seen()
        self.side.show_seen()
        count = len(seen.faults.faults) if seen.faults else 0
        self.pages.buttons["faults"].show_mark(str(count) if count else "")

    def _sizes(self, width: int, is_wide: bool) -> list[int]:
        px = self._look.px
        if not is_wide:
            return [px(262), width - px(352), width - px(352)]
        spare = max(0, width - px(1366))
        left = px(262) + min(px(60), spare // 5)
        right = px(326) + min(px(120), spare // 3)
        return [left, width - px(90) - left - right, right]

    def _make_splitter(self, page: str) -> QSplitter:
        look = self._look
        self._middle, self._right = QWidget(), QWidget()
        down = _column(self._middle)
        down.addWidget(self.adding)
        down.addWidget(self.item, 1)
        right = _column(self._right)
        self.pages = Rail("side", _names("side", PANES, look), look, is_upright=False)
        self.pages.show_on(page)
        right.addWidget(self.pages)
        self.side.pane = page
        right.addWidget(self.side, 1)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(look.thin(2))
        for pane in (self.browse, self._middle, self._right):
            self._splitter.addWidget(pane)
        self._splitter.setStretchFactor(1, 1)
        return self._splitter


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _areas(look: Look) -> dict[str, tuple[str, str]]:
    return _names("area", tuple(browse.AREAS), look)


def _names(family: str, keys: tuple[str, ...], look: Look) -> dict[str, tuple[str, str]]:
    return {key: (look.say(phrase(f"workspace.{family}.{key}")), "") for key in keys}
