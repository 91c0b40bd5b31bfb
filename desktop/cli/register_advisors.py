"""The commands on who works at the desk: list, add, rename, retire, and a forgotten password."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import click

from desktop import configuration
from desktop.cli.register_upkeep import ask
from desktop.cli.registers import COMMAND_LINE, advisor, opened
from desktop.cli.session import Group, Session, command
from desktop.configuration import Advisor, Loaded
from desktop.configuration.advisors_kind import Advisors
from desktop.configuration.editing import file_of_advisors, write_advisors
from desktop.configuration.kinds import WrongValue
from desktop.errors import BadRequest
from desktop.register.acts import Act, code_of, log_act
from desktop.register.model import AdvisorId
from desktop.register.places import register_file
from desktop.text import phrase

_KEYS = "abcdefghijklmnopqrstuvwxyz123456789"


@command("list")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def list_command(session: Session, as_json: bool) -> None:
    from desktop.register.advisors import held_by  # late: only these commands need it

    loaded = _loaded(session)
    desk = loaded.configuration.desk
    seated = _seated(loaded)
    held = held_by(session.data_folder, [one.id for one in seated])
    if as_json:
        rows = [
            {"id": one.id, "name": one.name, "key": one.key, "password": held[one.id].value}
            for one in seated
        ]
        whole = {"format": 1, "shared": desk.shared, "advisors": rows}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
        return
    for one in seated:
        word = phrase(f"register-cli.password-{held[one.id].value}")
        letter = one.key.upper()
        row = {"id": one.id, "name": one.name, "letter": letter, "password": word}
        key = "register-cli.advisor" if one.name else "register-cli.advisor-nobody"
        session.print(phrase(key, **row))
    session.print(phrase("register-cli.advisors", n=len(desk.advisors)))
    if not desk.shared:
        session.print(phrase("register-cli.not-shared"))


@command("add")
@click.argument("id_", metavar="ID")
@click.argument("name")
@click.option("--key")
@click.option("--by")
@click.pass_obj
def add_command(session: Session, id_: str, name: str, key: str | None, by: str | None) -> None:
    from desktop.desk.session import NOBODY  # late: only these commands need it

    loaded, who = _loaded(session), _who(session, by)
    before = loaded.configuration.desk.advisors
    if id_ in (NOBODY.id, COMMAND_LINE):
        raise BadRequest(phrase("register-cli.advisor-reserved", value=id_))
    if any(one.id == id_ for one in before):
        raise BadRequest(phrase("register-cli.advisor-known", value=id_))
    new = Advisor(id_, name, key or _free_key(before, name))
    _write(session, loaded, (*before, new))
    letter = new.key.upper()
    session.print(phrase("register-cli.advisor-added", id=id_, name=name, letter=letter))
    _note(session, Act.ADDED, id_, who)
    if loaded.configuration.desk.shared:
        _give_password(session, id_, who)
    _say_when(session)


@command("rename")
@click.argument("id_", metavar="ID")
@click.argument("name")
@click.option("--key")
@click.option("--by")
@click.pass_obj
def rename_command(session: Session, id_: str, name: str, key: str | None, by: str | None) -> None:
    loaded, who = _loaded(session), _who(session, by)
    known = _known(loaded, id_)
    renamed = replace(known, name=name, key=key or known.key)
    every = loaded.configuration.desk.advisors
    _write(session, loaded, tuple(renamed if one == known else one for one in every))
    session.print(phrase("register-cli.advisor-renamed", id=id_, name=name))
    _note(session, Act.RENAMED, id_, who)
    _say_when(session)


@command("retire")
@click.argument("id_", metavar="ID")
@click.option("--yes", "is_yes", is_flag=True)
@click.option("--by")
@click.pass_obj
def retire_command(session: Session, id_: str, is_yes: bool, by: str | None) -> None:
    from desktop.register.advisors import remove_password  # late: only these commands need it

    loaded, who = _loaded(session), _who(session, by)
    known = _known(loaded, id_)
    ask(session, phrase("register-cli.ask-retire", id=id_, name=known.name), is_yes)
    every = loaded.configuration.desk.advisors
    _write(session, loaded, tuple(one for one in every if one != known))
    remove_password(session.data_folder, AdvisorId(id_))
    session.print(phrase("register-cli.advisor-retired", id=id_))
    _note(session, Act.RETIRED, id_, who)
    _say_when(session)


@command("reset-password")
@click.argument("id_", metavar="ID")
@click.option("--by")
@click.pass_obj
def reset_command(session: Session, id_: str, by: str | None) -> None:
    loaded, who = _loaded(session), _who(session, by)
    if id_ not in [one.id for one in _seated(loaded)]:
        _known(loaded, id_)
    _give_password(session, id_, who)
    if not loaded.configuration.desk.shared:
        session.print(phrase("register-cli.not-shared"))


def _loaded(session: Session) -> Loaded:
    return configuration.load(session.data_folder, session.overrides)


def _seated(loaded: Loaded) -> tuple[Advisor, ...]:
    """Who may have a password: the advisors; at a shared desk that names none, the desk itself."""
    from desktop.desk.session import NOBODY  # late, as above

    desk = loaded.configuration.desk
    return desk.advisors or ((NOBODY,) if desk.shared else ())


def _known(loaded: Loaded, id_: str) -> Advisor:
    for one in loaded.configuration.desk.advisors:
        if one.id == id_:
            return one
    shown = ", ".join(one.id for one in loaded.configuration.desk.advisors) or "-"
    raise BadRequest(phrase("register-cli.no-advisor", value=id_[:40], known=shown))


def _free_key(before: tuple[Advisor, ...], name: str) -> str:
    """The first letter of the name that chooses nobody yet, else any other key."""
    taken = {one.key for one in before}
    letters: Iterator[str] = (sign for sign in name.lower() if sign in _KEYS)
    return next((key for key in (*letters, *_KEYS) if key not in taken), "")


def _write(session: Session, loaded: Loaded, advisors: tuple[Advisor, ...]) -> None:
    rows = [{"id": one.id, "name": one.name, "key": one.key} for one in advisors]
    try:
        checked = Advisors().read(rows)
    except WrongValue as wrong:
        sentence = phrase("config.wrong", name="desk.advisors", remedy=wrong.remedy)
        raise BadRequest(sentence) from None
    write_advisors(file_of_advisors(loaded, session.data_folder), checked)


def _give_password(session: Session, id_: str, who: AdvisorId) -> None:
    from desktop.register.advisors import give_first_password  # late, as above

    given = give_first_password(session.data_folder, AdvisorId(id_))
    session.print(phrase("register-cli.first-password", id=id_, password=given))
    _note(session, Act.PASSWORD_GIVEN, id_, who)


def _note(session: Session, act: Act, id_: str, who: AdvisorId) -> None:
    """Who did what to whom, by ids: in the log, and in the register's own account if there is one.

    Raises RegisterFault where the register cannot be written: the act is then in the log alone.
    """
    from desktop import log  # late, as above

    log.open_log(session.data_folder)
    log_act(act, AdvisorId(id_), who)
    if register_file(session.data_folder).exists():
        with opened(session) as register:
            register.note(code_of(act, AdvisorId(id_)), who)


def _who(session: Session, by: str | None) -> AdvisorId:
    return AdvisorId(COMMAND_LINE) if by is None else advisor(session, by)


def _say_when(session: Session) -> None:
    session.print(phrase("register-cli.advisors-when"))


advisors_commands = Group(
    "advisors",
    commands=[list_command, add_command, rename_command, retire_command, reset_command],
)
