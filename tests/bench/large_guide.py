"""Writes guides of any number of routes over the shipped guide's questions, as YAML to be loaded.

The small one has a route for each of fifteen choices. The large one has the same routes once for
each pair of a department and a sector: 10,080 of them, of which a visit fires as many.
"""

from __future__ import annotations

import shutil
from itertools import product
from pathlib import Path

from desktop.guide.model import Guide, Kind

SECTORS = 56

_SECTOR_QUESTION = """
- id: sector
  number: 90
  room: {room}
  kind: one
  short: {{fr: Secteur, en: Sector}}
  ask: {{fr: Dans quel secteur ?, en: In which sector?}}
  choices:
{choices}"""

_ROUTE = """
- id: {id}
  need: {need}
  member: {member}
  verdict: recommended
  when: {when}
  basis: article
  source: {{document: {document}, place: {place}}}
  because:
    fr: "Au sein du réseau, ce besoin entre dans le rôle de ce membre : c’est votre porte d’entrée."
    en: "Within the network, this need falls within the role of this member: it is your way in."
  first-step:
  - fr: "Présentez votre projet : où il se fera, ce que vous cherchez, et pour quand."
    en: "Present your project: where it will be, what you are looking for, and for when."
  prepare:
  - fr: "Une demi-page sur le projet"
    en: "Half a page on the project"
  examples:
  - answers: {{territory: '38', themes: [{theme}]}}
    expect: {{}}
"""


def write_small_guide(guide: Guide, shipped: Path, folder: Path) -> None:
    """A guide with a route for each of fifteen choices; it asks the sector too."""
    _write(guide, shipped, folder, [("all", "")])


def write_large_guide(guide: Guide, shipped: Path, folder: Path, sectors: int = SECTORS) -> None:
    """The same routes for each department and each of the first `sectors` sectors."""
    territory = next(q for q in guide.questions if q.kind is Kind.TERRITORY)
    departments = [choice.id for choice in territory.choices if choice.id.isdigit()]
    places = [
        (f"d{department}-s{sector}", f"{territory.id}: '{department}', sector: s{sector}, ")
        for department, sector in product(departments, range(1, sectors + 1))
    ]
    _write(guide, shipped, folder, places)


def _write(guide: Guide, shipped: Path, folder: Path, places: list[tuple[str, str]]) -> None:
    folder.mkdir()
    for name in ("guide.yaml", "members.yaml"):
        shutil.copy(shipped / name, folder / name)
    choices = "\n".join(
        f"  - {{id: s{n}, number: {n}, label: {{fr: Secteur {n}, en: Sector {n}}}}}"
        for n in range(1, SECTORS + 1)
    )
    questions = (shipped / "interview.yaml").read_text(encoding="utf-8").rstrip()
    questions += _SECTOR_QUESTION.format(room=SECTORS, choices=choices)
    (folder / "interview.yaml").write_text(questions, encoding="utf-8")
    routes = [_route(guide, kind, *place) for place in places for kind in _kinds(guide)]
    (folder / "routes.yaml").write_text("format: 1\nroutes:\n" + "".join(routes), encoding="utf-8")


def _kinds(guide: Guide) -> list[tuple[str, str, str]]:
    """Three choices of each theme's own question: theme, question, choice."""
    found = []
    for question in guide.questions:
        themes = [test.any_of for box in question.ask_when for test in box if test.any_of]
        if question.kind is Kind.SEVERAL and themes:
            shared = [choice.id for choice in question.choices if not choice.exclusive]
            found += [(min(themes[0]), question.id, choice) for choice in shared[:3]]
    return found


def _route(guide: Guide, kind: tuple[str, str, str], name: str, where: str) -> str:
    theme, question, choice = kind
    need = next(need for need in guide.needs if need.theme == theme)
    route = next(route for route in guide.routes if route.need == need.id)
    return _ROUTE.format(
        id=f"{choice}-{name}",
        need=need.id,
        member=route.member,
        when=f"{{{where}{question}: {choice}}}",
        document=route.source.document,
        place=route.source.place,
        theme=theme,
    )
