"""Two buttons that move a page on: what a flick does, without one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from desktop.text import phrase
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button

_PAGE = 0.8
"""How much of what is seen a touch on a button moves on by."""


class MoreButtons(QObject):
    """Shows the buttons below a scrolling area where there is more to see."""

    def __init__(self, area: QScrollArea, high: Callable[[], int], look: Look) -> None:
        """`high`: how high everything in the area is."""
        super().__init__(area)
        self._area, self._high_inside = area, high
        self._is_fitting = False
        self._guests: tuple[QWidget, ...] = ()
        self.strip = QWidget(area)
        self.strip.setObjectName("page-more")
        across = self._across = QHBoxLayout(self.strip)
        across.setContentsMargins(0, 0, 0, 0)
        self.up = Button("page-up", phrase("kiosk.page.up"), look, "quiet", "up", height=36)
        self.down = Button("page-down", phrase("kiosk.page.down"), look, "quiet", "open", height=36)
        for button, way in ((self.up, -1), (self.down, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            # Each keeps its place: a second touch must never meet the other button.
            place = button.sizePolicy()
            place.setRetainSizeWhenHidden(True)
            button.setSizePolicy(place)
            button.clicked.connect(lambda _=False, way=way: self._move(way))
        across.addStretch(1)
        across.addWidget(self.up)
        across.addWidget(self.down)
        across.addStretch(1)
        self._high = self.strip.sizeHint().height()
        bar = area.verticalScrollBar()
        bar.rangeChanged.connect(self._fit)
        bar.valueChanged.connect(self._show)
        area.installEventFilter(self)
        self._fit()

    @property
    def room(self) -> int:
        """How much of the area the buttons take, in pixels."""
        return self._high if self._has_more() else 0

    @property
    def spare(self) -> int:
        """How much of the line is left beside the buttons, in pixels."""
        across = self._across.spacing()
        own = self.up.sizeHint().width() + self.down.sizeHint().width() + 3 * across
        return self._area.width() - own

    def be_narrow(self, is_narrow: bool) -> None:
        """Show the arrows without their words, or with them."""
        for button in (self.up, self.down):
            button.show_icon_only(is_narrow)

    def take_in(self, before: QWidget, after: QWidget) -> None:
        """Show these at both ends of the line, which stays until `let_go`."""
        self._guests = (before, after)
        self._across.insertWidget(0, before)
        self._across.addWidget(after)
        self._fit()

    def let_go(self) -> None:
        """The line is the page's own again."""
        for guest in self._guests:
            self._across.removeWidget(guest)
            guest.hide()
            guest.deleteLater()
        self._guests = ()
        self.be_narrow(False)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge."""
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return False

    def _has_more(self) -> bool:
        return bool(self._guests) or self._high_inside() > self._area.height()

    def _fit(self) -> None:
        if self._is_fitting:
            return
        # Giving room away changes the range, which would ask for the room again.
        self._is_fitting = True
        self._give_room(self.room)
        self._is_fitting = False

    def _give_room(self, room: int) -> None:
        self.strip.setVisible(room > 0)
        self.strip.setGeometry(0, self._area.height() - self._high, self._area.width(), self._high)
        if self._area.viewportMargins().bottom() != room:
            self._area.setViewportMargins(0, 0, 0, room)
        self._show()

    def _show(self) -> None:
        bar = self._area.verticalScrollBar()
        self.up.setVisible(bar.value() > bar.minimum())
        self.down.setVisible(bar.value() < bar.maximum())

    def _move(self, way: int) -> None:
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + way * round(self._area.viewport().height() * _PAGE))
