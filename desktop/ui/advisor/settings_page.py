"""The settings of the desk in read form: what holds, where to change it, and the copies."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.desk.session import Session
from desktop.errors import AiguillageError
from desktop.register.model import AdvisorId, Backup
from desktop.text import Phrase, phrase
from desktop.ui.advisor.copies import Copies
from desktop.ui.advisor.facts import Facts, Row
from desktop.ui.advisor.page import DeskPage, Tools
from desktop.ui.advisor.people import People
from desktop.ui.focus import named
from desktop.ui.theme import Look
from desktop.ui.widgets.grid import Grid
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.words import Heading, Words

_LEAST = 430


class SettingsPage(DeskPage):
    """Panels: who works here, the register, its copies, what the law asks."""

    needs_register = False

    def __init__(self, name: str, session: Session, tools: Tools, look: Look) -> None:
        super().__init__(name, session, tools, look)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._given: tuple[str, str] | None = None
        """Whose first password is on the page, and the password."""

    def left(self) -> None:
        """Nobody who comes later reads a password here."""
        self._given = None
        self.forget()

    def shown(self) -> None:
        """Read again what may have changed."""
        self.rebuild()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def register_changed(self) -> None:
        """The register's own panels say other things now."""
        if self._page is not None:
            self.rebuild()

    def show_look(self, look: Look) -> None:
        """The same in another look; a page that was left stays unbuilt."""
        self.look = look
        if self._page is not None:
            self.rebuild()

    def rebuild(self) -> None:
        """Build the panels."""
        look = self.look
        page = Page(look, 1320, "settings")
        page.set_margin(look.px(24), look.px(14))
        page.column.addWidget(Heading(phrase("advisor.settings.title"), look, "h2"))
        page.column.addWidget(Words(self._where(), look, "caption", "ink2", 1200))
        grid = Grid(look.px(_LEAST), 2, look.px(14), even=False)
        for panel in (self._people(), self._register(), self._law(), self._copies()):
            grid.addWidget(panel)
        page.column.addLayout(grid)
        page.column.addStretch(1)
        self.put(page)

    def _where(self) -> Phrase:
        return phrase("advisor.settings.where", file=str(self.session.data / "aiguillage.toml"))

    def _people(self) -> QWidget:
        panel = People(self.session, self._origin("desk.advisors"), self._given, self.look)
        panel.first_wanted.connect(self._give_first)
        return panel

    def _register(self) -> QWidget:
        session, settings = self.session, self.session.configuration.register
        register = session.register
        days = ", ".join(str(day) for day in settings.reminders_days)
        lookup = "on" if settings.company_lookup else "off"
        rows: list[Row] = [
            (phrase("advisor.settings.folder"), str(session.data)),
            (phrase("advisor.settings.cipher"), self._cipher()),
            (phrase("advisor.settings.reminders"), phrase("advisor.settings.days", days=days)),
            (phrase("advisor.settings.lookup"), phrase(f"advisor.settings.lookup-{lookup}")),
            (phrase("advisor.settings.change"), self._origin("register.reminders_days")),
        ]
        if register is not None:
            rows += [(phrase("advisor.settings.notice"), notice) for notice in register.notices]
        elif session.unopened is not None and session.unopened.fault is not None:
            rows.append((phrase("advisor.settings.notice"), session.unopened.fault.phrase))
        return Facts(phrase("advisor.settings.register"), rows, self.look)

    def _cipher(self) -> Phrase:
        register = self.session.register
        if register is None:
            return phrase("advisor.settings.closed")
        return phrase(f"advisor.settings.{'cipher-on' if register.is_encrypted else 'cipher-off'}")

    def _law(self) -> QWidget:
        configuration, erased = self.session.configuration, self.session.erased
        privacy = configuration.privacy
        named = privacy.controller.strip() and privacy.contact.strip()
        controller = phrase(
            "advisor.settings.controller-is", name=privacy.controller, contact=privacy.contact
        )
        years = configuration.register.retention_years
        purge = phrase("advisor.settings.purge-none")
        if erased is not None and erased.cases:
            purge = phrase("advisor.purged", n=len(erased.cases))
        elif erased is None:
            purge = phrase("advisor.settings.purge-waits")
        rows: list[Row] = [
            (
                phrase("advisor.settings.controller"),
                controller if named else phrase("advisor.consent.nobody"),
            ),
            (
                phrase("advisor.settings.version"),
                phrase("advisor.settings.version-is", version=privacy.notice_version),
            ),
            (phrase("advisor.settings.retention"), phrase("advisor.settings.years", n=years)),
            (phrase("advisor.settings.purge"), purge),
            (phrase("advisor.settings.rights"), phrase("advisor.settings.rights-how")),
            (phrase("advisor.settings.change"), self._origin("privacy.controller")),
        ]
        return Facts(phrase("advisor.settings.law"), rows, self.look)

    def _copies(self) -> QWidget:
        settings = self.session.configuration.register
        panel = Copies(self.session, settings, self.look)
        panel.copy_wanted.connect(self._copy)
        panel.restore_wanted.connect(self._restore)
        return panel

    def _origin(self, key: str) -> Phrase:
        origin = self.session.loaded.origins.get(key)
        if origin is None or not origin.file:
            return phrase("advisor.origin.default", setting=key)
        return phrase("advisor.origin.file", setting=key, file=origin.file, line=origin.line)

    def _give_first(self, advisor: str) -> None:
        from desktop.desk.passwords import give_first  # late: few desks are shared

        self.tools.background.run(
            lambda: (advisor, give_first(self.session, AdvisorId(advisor))), self._end_giving
        )

    def _end_giving(self, given: tuple[str, str] | None, error: BaseException | None) -> None:
        if self.session.advisor is None or self._page is None:
            return  # locked or left meanwhile: nobody sees it, and another can be given
        self._given = given
        self._end(error, phrase("advisor.settings.given-said"))
        shown = named(self, "first-password")
        if shown is not None:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)  # where it is read, and copied

    def _copy(self) -> None:
        register = self.session.register
        if register is not None:
            self.said.emit(phrase("advisor.copies.making"), False)
            self.tools.background.run(register.backup, self._end_copy)

    def _end_copy(self, made: Backup | None, error: BaseException | None) -> None:
        self._end(error, phrase("advisor.copies.made"))

    def _restore(self, name: str) -> None:
        self.said.emit(phrase("advisor.copies.restoring"), False)
        self.tools.background.run(lambda: self.session.restore(name), self._end_restore)

    def _end_restore(self, count: int | None, error: BaseException | None) -> None:
        self._end(error, phrase("advisor.copies.restored", n=count or 0))

    def _end(self, error: BaseException | None, done: Phrase) -> None:
        if error is not None and not isinstance(error, AiguillageError):
            raise error
        if self.session.advisor is not None:
            self.rebuild()
        self.said.emit(error.phrase if error is not None else done, error is not None)
