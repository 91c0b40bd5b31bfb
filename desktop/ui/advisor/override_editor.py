"""The advisor's own verdict on a member: which, for which coded reason, for which need."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from desktop.desk.draft import Advised
from desktop.desk.live import REASONS, Judged, Live, possible_needs
from desktop.desk.shortcuts import keys_for, place_of
from desktop.guide.model import Verdict
from desktop.text import Phrase, Text, phrase
from desktop.ui.advisor.choice import Choice
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words

Option = tuple[str, Phrase | Text]


class OverrideEditor(Panel):
    """Digits choose a verdict, then a reason: two keys and Enter."""

    decided = Signal(str, object)
    """Member id, and Advised or None: the guide's own verdict stands."""
    proposed = Signal(str)
    """Propose this member's verdict as an example of the guide."""
    left = Signal()

    def __init__(self, judged: Judged, live: Live, look: Look) -> None:
        super().__init__(look, edge="primary", pad=12, thick=2)
        self.setObjectName("override-editor")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._judged, self._live = judged, live
        self.column.setSpacing(look.px(3))
        title = phrase("advisor.override.title", member=judged.member.short)
        self.column.addWidget(Heading(title, look, "strong", 3))
        self.setAccessibleName(look.say(title))
        engine = judged.engine.verdict
        said = phrase("advisor.override.engine", verdict=phrase(f"advisor.verdict.{engine.value}"))
        self.column.addWidget(Words(said, look, "caption", "ink2"))
        advised = judged.advised
        self._verdict = advised.verdict.value if advised is not None else ""
        self._reason = advised.reason if advised is not None else ""
        needs = possible_needs(live.outcome, judged.member)
        self._need = (advised.needs if advised is not None and advised.needs else needs)[0]
        self._tiles: dict[str, dict[str, Choice]] = {}
        self._keys: dict[str, tuple[str, str]] = {}
        self._add(look, engine, needs)
        self._show()

    @property
    def member(self) -> str:
        """The id of the member it is about."""
        return self._judged.member.id

    @property
    def error_shown(self) -> str:
        """What it says is missing; "" for nothing."""
        return self._error.text() if self._error.isVisible() else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A key of the editor chooses; Enter keeps, Escape leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        else:
            keys = list(self._keys)
            at = place_of(event.text(), keys) if event.text() else None
            if at is None:
                super().keyPressEvent(event)
            else:
                self._choose(*self._keys[keys[at]])

    def _add(self, look: Look, engine: Verdict, needs: tuple[str, ...]) -> None:
        verdicts = [v for v in Verdict if v is not engine]
        verdict_options: list[Option] = [
            (v.value, phrase(f"advisor.verdict.{v.value}")) for v in verdicts
        ]
        reason_options: list[Option] = [(r, phrase(f"advisor.reason.{r}")) for r in REASONS]
        guide = self._live.outcome.guide
        need_options: list[Option] = [(need, guide.get_need(need).name) for need in needs]
        groups = [("verdict", verdict_options), ("reason", reason_options)]
        if not self._judged.engine.needs and len(needs) > 1:
            groups.append(("need", need_options))
        keys = iter(keys_for(sum(len(options) for _, options in groups)))
        for group, options in groups:
            self.column.addWidget(Words(phrase(f"advisor.override.{group}"), look, "label", "ink2"))
            self._tiles[group] = {}
            for value, label in options:
                key = next(keys)
                tile = Choice(f"{group}-{value}", look.say(label), "", key, look, True)
                tile.wanted.connect(lambda g=group, v=value: self._choose(g, v))
                self._keys[key] = (group, value)
                self._tiles[group][value] = tile
                self.column.addWidget(tile)
        self._error = Words("", look, "label", "error")
        self._error.hide()
        self.column.addWidget(self._error)
        self._add_buttons(look)

    def _add_buttons(self, look: Look) -> None:
        across = QHBoxLayout()
        across.setSpacing(look.px(2))
        made = [("keep", "primary", self._keep), ("leave", "quiet", self.left.emit)]
        if self._judged.advised is not None:
            made.insert(1, ("undo", "secondary", self._undo))
        for name, kind, act in made:
            sentence = phrase(f"advisor.override.{name}")
            button = Button(f"override-{name}", sentence, look, kind, height=32, role="label")
            button.clicked.connect(act)
            across.addWidget(button)
        across.addStretch(1)
        self.column.addLayout(across)
        if self._judged.advised is not None:
            sentence = phrase("advisor.override.propose")
            propose = Button("propose", sentence, look, "quiet", "routes", height=32, role="label")
            propose.clicked.connect(lambda: self.proposed.emit(self._judged.member.id))
            self.column.addWidget(propose, 0, Qt.AlignmentFlag.AlignLeft)

    def _choose(self, group: str, value: str) -> None:
        if group == "verdict":
            self._verdict = value
        elif group == "reason":
            self._reason = value
        else:
            self._need = value
        self._error.hide()
        self._show()

    def _show(self) -> None:
        chosen = {"verdict": self._verdict, "reason": self._reason, "need": self._need}
        for group, tiles in self._tiles.items():
            for value, tile in tiles.items():
                tile.show_state(value == chosen[group], True)

    def _keep(self) -> None:
        if not self._verdict or not self._reason:
            key = "advisor.override.no-reason" if self._verdict else "advisor.override.no-verdict"
            self._error.setText(self._look.say(phrase(key)))
            self._error.show()
            return
        needs = () if self._judged.engine.needs else (self._need,)
        advised = Advised(Verdict(self._verdict), self._reason, needs)
        self.decided.emit(self._judged.member.id, advised)

    def _undo(self) -> None:
        self.decided.emit(self._judged.member.id, None)
