"""A window and what a person would do in it: for pictures, proofs and measurements."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from desktop.ui.background import Background
from desktop.ui.window import Window

Answers = Mapping[str, tuple[str, ...]]

VISIT: Answers = {
    "situation": ("relocating",),
    "territory": ("38",),
    "themes": ("funding", "talent"),
    "funding-kind": ("fundraising", "financing"),
    "talent-kind": ("recruit", "apprentice"),
    "urgency": ("months",),
}
OUTSIDE: Answers = {"situation": ("expanding",), "territory": ("outside",)}
OTHER_MATTER: Answers = {
    "situation": ("other",),
    "territory": ("undecided",),
    "themes": ("none-of-these",),
    "urgency": ("unknown",),
}

_Widget = TypeVar("_Widget", bound=QWidget)
_Shown = TypeVar("_Shown", bound=QWidget)
_Visited = TypeVar("_Visited", bound=Window)


class WindowStage(Generic[_Shown]):
    """A window, shown at this size, and what anybody would do in it."""

    def __init__(self, window: _Shown, background: Background, size: tuple[int, int]) -> None:
        self.window = window
        self._background = background
        self.window.resize(*size)
        self.window.show()
        self.settle()

    def settle(self) -> None:
        """Let everything be laid out, painted and come back from beside the screen."""
        QApplication.processEvents()
        self._background.settle()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()

    def press(self, name: str) -> None:
        """Press the button of this name."""
        self.get(QAbstractButton, name).click()
        self.settle()

    def get(self, kind: type[_Widget], name: str = "") -> _Widget:
        """The widget of this kind, and of this name where there are several."""
        found = self.find(kind, name)
        if found is None:
            raise LookupError(f"no {kind.__name__} {name} on this page")
        return found

    def find(self, kind: type[_Widget], name: str = "") -> _Widget | None:
        """The widget of this kind and name, if it is there."""
        return self.window.findChild(kind, name) if name else self.window.findChild(kind)

    def close(self) -> None:
        """Take the window away."""
        self.window.hide()
        self.window.deleteLater()
        self.settle()


class VisitStage(WindowStage[_Visited]):
    """A window of visits, and what a visitor would do in it."""

    def __init__(self, window: _Visited, size: tuple[int, int]) -> None:
        super().__init__(window, window.background, size)

    def visit(self, answers: Answers, until: str | None) -> None:
        """Answer one question after the other until the page of `until`; None: the review."""
        self.press(f"start-{self.window.look.language}")
        while True:
            at = self.window.interview_shown().at
            if at is None or at == until:
                return
            for choice in answers[at]:
                self.press(f"choice-{choice}")
            self.press("forward")


def at_question(question_id: str, *then: str) -> Callable[[VisitStage[Any]], None]:
    """The usual visit at this question, and the buttons pressed there."""

    def act(stage: VisitStage[Any]) -> None:
        stage.visit(VISIT, question_id)
        for name in then:
            stage.press(name)

    return act


def at_results(answers: Answers, *then: str) -> Callable[[VisitStage[Any]], None]:
    """Where these answers lead, and the buttons pressed there."""

    def act(stage: VisitStage[Any]) -> None:
        stage.visit(answers, None)
        for name in ("forward", *then):
            stage.press(name)

    return act
