"""Pages that glide under a finger: one scroller for the whole window, for good.

One for each page would teach Qt, and Python with it, a new gesture at every page: memory that
nothing gives back.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF
from PySide6.QtGui import QScrollEvent, QScrollPrepareEvent
from PySide6.QtWidgets import QAbstractButton, QScroller, QScrollerProperties, QWidget
from shiboken6 import isValid

from desktop.ui.focus import inside
from desktop.ui.widgets.page import Page


class Gliding(QObject):
    """Lets the page under a finger follow it, and glide on."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._page: Page | None = None
        QScroller.grabGesture(window, QScroller.ScrollerGestureType.LeftMouseButtonGesture)
        self._scroller = QScroller.scroller(window)
        self._scroller.setScrollerProperties(_properties())
        window.installEventFilter(self)

    def stop(self) -> None:
        """Stand still, and let go of the page."""
        self._scroller.stop()
        self._page = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer the scroller: what can be moved, and how far it was."""
        if isinstance(event, QScrollPrepareEvent):
            self._prepare(event)
            return True
        if isinstance(event, QScrollEvent):
            self._follow(event)
            return True
        return False

    def _prepare(self, event: QScrollPrepareEvent) -> None:
        page = self._page = self._page_at(event.startPos())
        if page is None or page.verticalScrollBar().maximum() == 0:
            event.ignore()
            return
        bar = page.verticalScrollBar()
        event.setViewportSize(page.viewport().size())
        event.setContentPosRange(QRectF(0, 0, 0, bar.maximum()))
        event.setContentPos(QPointF(0, bar.value()))
        event.accept()

    def _follow(self, event: QScrollEvent) -> None:
        page = self._page
        # The page may have gone while it was gliding.
        if page is not None and isValid(page) and page.window() is self._window:
            if event.scrollState() is QScrollEvent.ScrollState.ScrollStarted:
                _let_go(page)
            page.verticalScrollBar().setValue(round(event.contentPos().y()))
        event.accept()

    def _page_at(self, point: QPointF) -> Page | None:
        part: QWidget | None = self._window.childAt(point.toPoint())
        while part is not None and not isinstance(part, Page):
            part = part.parentWidget()
        return part


def _let_go(page: Page) -> None:
    """What a flick began on is not pressed: its end goes to the scroller alone."""
    for part in inside(page):
        if isinstance(part, QAbstractButton):
            part.setDown(False)


def _properties() -> QScrollerProperties:
    """Glides, and stops at the edges instead of bouncing."""
    metric, properties = QScrollerProperties.ScrollMetric, QScrollerProperties()
    off = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    properties.setScrollMetric(metric.VerticalOvershootPolicy, off)
    properties.setScrollMetric(metric.HorizontalOvershootPolicy, off)
    # A touch is not held back: Qt would lose the end of one that lasts longer than the delay.
    properties.setScrollMetric(metric.MousePressEventDelay, 0)
    return properties
