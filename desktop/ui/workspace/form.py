"""The item chosen, as fields in groups: everything that can be said of it, in both languages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.text import phrase
from desktop.ui.focus import named
from desktop.ui.gone import gone
from desktop.ui.theme import Look
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import ErrorWords
from desktop.ui.widgets.rows import Panel
from desktop.ui.widgets.words import Heading, Words
from desktop.ui.workspace.cells import Cell, Pair, name_of
from desktop.ui.workspace.field_maker import FieldMaker
from desktop.ui.workspace.folded import Folded
from desktop.ui.workspace.placing import place
from desktop.ui.workspace.session import Session
from desktop.ui.workspace.wish_button import wish_button
from desktop.workspace import schema
from desktop.workspace.document import At
from desktop.workspace.known import listed
from desktop.workspace.schema import Field, Form
from desktop.workspace.spans import Path, Plain
from desktop.workspace.summaries import CHANNEL_KEYS, summary
from desktop.workspace.wishes import Wish


class ItemForm(QWidget):
    """The fields of one item."""

    typed = Signal(object, object)
    """A path and its value, or None."""
    wished = Signal(object)
    left = Signal()

    def __init__(self, session: Session, at: At, look: Look, opened: set[Path]) -> None:
        super().__init__()
        self._session, self._at, self._look = session, at, look
        self._cells: dict[Path, Cell] = {}
        self._groups: dict[Path, Panel] = {}
        self._folded: dict[Path, Folded] = {}
        self._fields: dict[Path, Field] = {}
        self._opened = opened
        self._maker = FieldMaker(session.draft, at, look)
        self._down = QVBoxLayout(self)
        self._down.setContentsMargins(0, 0, 0, 0)
        self._down.setSpacing(look.px(12))
        self._loose = ErrorWords("", look)
        self._loose.hide()
        self._down.addWidget(self._loose)
        self._fill()
        self.show_faults()

    def show_faults(self) -> None:
        """Say at each field what the loader says of it."""
        faults = self._session.faults_of(self._at)
        placed = place(faults, self._folded, self._cells, self._look)
        for path, folded in self._folded.items():
            folded.show_error("\n".join(placed.of(path).values()))
        for path, cell in self._cells.items():
            errors = placed.of(path)
            if isinstance(cell, Pair):
                cell.show_errors(errors)
            else:
                cell.show_error("\n".join(errors.values()))
        self._loose.setText("\n".join(placed.loose))
        self._loose.setVisible(bool(placed.loose))

    def focus_path(self, path: Path) -> QWidget | None:
        """Put the focus on the field at a path, or the nearest; what should be seen."""
        group = self.open_path(path)
        cell = self._cell_of(path)
        if cell is not None:
            (named(cell, name_of(path)) or cell).setFocus(Qt.FocusReason.OtherFocusReason)
            return cell
        if group is not None:
            group.setFocus(Qt.FocusReason.OtherFocusReason)
        return group

    def _cell_of(self, path: Path) -> Cell | None:
        """The field at a path or around it; else the first inside the group that is there."""
        for end in range(len(path), 0, -1):
            if path[:end] in self._cells:
                return self._cells[path[:end]]
        inside = (cell for known, cell in self._cells.items() if known[: len(path)] == path)
        return next(inside, None)

    def open_path(self, path: Path) -> QWidget | None:
        """Open the part that a path leads into, if it is folded; the group at the path."""
        for end in range(1, len(path) + 1):
            if path[:end] in self._folded:
                self.unfold(path[:end])
        return self._groups.get(path)

    def unfold(self, path: Path) -> QWidget:
        """Put the fields of a part in the place of its words."""
        folded = self._folded.pop(path)
        self._opened.add(path)
        field = self._fields[path]
        if isinstance(path[-1], str):
            panel = self._parts(field, path[:-1])
        else:
            panel = self._item(field, path, self._count(path))
        parent = folded.parentWidget()
        layout = parent.layout() if parent is not None else None
        if layout is not None:
            layout.replaceWidget(folded, panel)
            panel.show()
        gone(folded)
        self.show_faults()
        return panel

    def _unfold(self, path: Path) -> None:
        self.unfold(path)
        self.focus_path(path)

    def _count(self, path: Path) -> int:
        return len(listed(self._session.draft.node(self._at), *path[:-1]))

    def _fill(self) -> None:
        fields = schema.FORMS.get((self._at.file, self._at.list), ())
        plain = [field for field in fields if field.form not in (Form.LIST, Form.PARTS)]
        first = Panel(self._look, pad=14)
        first.column.setSpacing(self._look.px(6))
        self._add_cells(first, plain, ())
        self._down.addWidget(first)
        for field in fields:
            if field.form is Form.PARTS:
                self._down.addWidget(self._parts(field, ()))
            elif field.form is Form.LIST:
                self._down.addWidget(self._list(field, ()))

    def _add_cells(self, panel: Panel, fields: list[Field], path: Path) -> None:
        """Short fields two by two, long ones across."""
        row: QHBoxLayout | None = None
        for field in fields:
            if field.form in (Form.PARTS, Form.LIST):
                panel.column.addWidget(
                    self._parts_or_words(field, path)
                    if field.form is Form.PARTS
                    else self._list(field, path)
                )
                row = None
                continue
            if field.form is Form.FIXED and field.is_optional and not self._has((*path, field.key)):
                continue
            cell = self._cell(field, path)
            if field.form not in _SHORT or field.key == "value":
                panel.column.addWidget(cell)
                row = None
                continue
            if row is None or row.count() == 2:
                row = QHBoxLayout()
                row.setSpacing(self._look.px(8))
                panel.column.addLayout(row)
            row.addWidget(cell, 1, Qt.AlignmentFlag.AlignTop)

    def _has(self, path: Path) -> bool:
        return self._session.draft.node(self._at, path) is not None

    def _cell(self, field: Field, path: Path) -> Cell:
        cell = self._maker.cell(field, path)
        cell.changed.connect(lambda at, value, f=field: self._tell(f, at, value))
        cell.left.connect(self.left)
        self._cells[cell.path] = cell
        return cell

    def _tell(self, field: Field, path: Path, value: Plain | None) -> None:
        if field.is_optional and value == "":
            value = None
        self.typed.emit(path, value)

    def _parts_or_words(self, field: Field, path: Path) -> QWidget:
        """A way to reach somebody is read as words until it is opened; other groups are open."""
        inside = (*path, field.key)
        is_read = field.key in CHANNEL_KEYS and self._has(inside) and inside not in self._opened
        return self._fold(field, inside) if is_read else self._parts(field, path)

    def _parts(self, field: Field, path: Path) -> QWidget:
        """A group under one key, which may be added or taken away."""
        inside = (*path, field.key)
        fill, pad = ("page", 8) if path else ("card", 14)
        panel = self._group(inside, Panel(self._look, fill, pad=pad), 4)
        is_there = self._has(inside)
        head = self._head(field, inside, panel)
        if field.is_optional:
            act = "remove" if is_there else "add"
            head.addWidget(self._wish(act, inside, field.key))
        if is_there:
            self._add_cells(panel, list(field.parts), inside)
        return panel

    def _list(self, field: Field, path: Path) -> QWidget:
        """A list of groups: each can be taken away and moved, more can be added."""
        look, inside = self._look, (*path, field.key)
        panel = self._group(inside, Panel(look, pad=14), 8)
        head = self._head(field, inside, panel)
        items = listed(self._session.draft.node(self._at), *inside)
        head.addWidget(Words(str(len(items)), look, "caption", "ink2"))
        for index in range(len(items)):
            path_ = (*inside, index)
            is_open = path_ in self._opened
            panel.column.addWidget(
                self._item(field, path_, len(items)) if is_open else self._fold(field, path_)
            )
        add = self._wish("add", (*inside, len(items)), field.key)
        across = QHBoxLayout()
        across.addWidget(add)
        across.addStretch(1)
        panel.column.addLayout(across)
        return panel

    def _group(self, path: Path, panel: Panel, gap: int) -> Panel:
        """The panel around what stands at a path."""
        panel.setObjectName("group-" + name_of(path))
        panel.column.setSpacing(self._look.px(gap))
        self._groups[path] = panel
        return panel

    def _fold(self, field: Field, path: Path) -> Folded:
        said = summary(self._session.draft, self._at, path)
        folded = Folded("fold-" + name_of(path), said, self._look)
        folded.clicked.connect(lambda: self._unfold(path))
        self._folded[path], self._fields[path] = folded, field
        return folded

    def _head(self, field: Field, path: Path, panel: Panel) -> QHBoxLayout:
        head = QHBoxLayout()
        title = Heading(phrase(f"workspace.field.{field.key}"), self._look, "strong", 2)
        head.addWidget(title, 1)
        panel.column.addLayout(head)
        return head

    def _item(self, field: Field, path: Path, count: int) -> QWidget:
        look, index = self._look, int(path[-1])
        panel = self._group(path, Panel(look, "page", pad=10, thick=1), 4)
        head = QHBoxLayout()
        head.setSpacing(0)
        word = self._session.draft.word(self._at, *path, "id")
        number = self._session.draft.word(self._at, *path, "number")
        title = f"{number or index + 1}  {word}".rstrip()
        head.addWidget(Words(title, look, "caption", "ink2"), 1)
        if field.is_ordered and count > 1:
            if index:
                head.addWidget(self._wish("up", path, field.key))
            if index + 1 < count:
                head.addWidget(self._wish("down", path, field.key))
        head.addWidget(self._wish("remove", path, field.key))
        panel.column.addLayout(head)
        parts = [part for part in field.parts if part.key not in ("id", "number")]
        self._add_cells(panel, parts, path)
        return panel

    def _wish(self, act: str, path: Path, key: str) -> Button:
        wish = Wish(act, path)
        button = wish_button(wish, key, self._look)
        button.clicked.connect(lambda: self.wished.emit(wish))
        return button


_SHORT = frozenset((Form.FIXED, Form.LINE, Form.KNOWN, Form.DATE, Form.YES))
