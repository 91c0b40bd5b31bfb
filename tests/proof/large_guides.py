"""Good guides with a hundred billion billion visits and thousands of routes, to be loaded."""

from __future__ import annotations

from itertools import product
from random import Random

from tests import guides
from tests.guides import Plain

DEPARTMENTS = ("01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74")
PLACES = (*DEPARTMENTS, "undecided")
MEMBERS = 6
THEMES = 12
KINDS = 5
CLAUSE = {"document": "book", "place": "p1"}
CHOICE = {"document": "book", "place": "p2"}


def by_theme(wanted: int) -> Plain:
    """Twelve themes, each with its question of five kinds: 72 choices that can be given together.

    Each kind goes to one member in each place, and by size where `wanted` routes ask for it.
    """
    themes = [f"t{n}" for n in range(1, THEMES + 1)]
    kinds = [
        guides.question(
            f"{theme}-kind",
            number,
            "several",
            " ".join(f"{theme}k{n}" for n in range(1, KINDS + 1)),
            ask_when={"themes": theme},
        )
        for number, theme in enumerate(themes, 10)
    ]
    questions = [
        guides.question("mood", 1, "one", "calm tense", decides="words"),
        guides.question("place", 2, "territory", " ".join([*PLACES, "outside>"])),
        guides.question("size", 3, "one", "s1 s2 s3 s4 s5 s6"),
        guides.question("themes", 4, "several", " ".join([*themes, "none!"])),
        *kinds,
    ]
    pairs = [(k["id"], c["id"], k["id"].split("-")[0]) for k in kinds for c in k["choices"]]
    return _guide(questions, pairs, wanted, longest=4 + THEMES)


def all_asked(wanted: int) -> Plain:
    """Six questions asked of everybody, with ten choices each that can be given together."""
    kinds = [
        guides.question(f"q{q}", q + 10, "several", " ".join(f"q{q}c{n}" for n in range(1, 11)))
        for q in range(1, 7)
    ]
    questions = [
        guides.question("mood", 1, "one", "calm tense", decides="words"),
        guides.question("place", 2, "territory", " ".join([*PLACES, "outside>"])),
        guides.question("size", 3, "one", "s1 s2 s3 s4 s5 s6"),
        *kinds,
    ]
    pairs = [(k["id"], c["id"], c["id"]) for k in kinds for c in k["choices"]]
    return _guide(questions, pairs, wanted, longest=9)


def _guide(
    questions: list[Plain], kinds: list[tuple[str, str, str]], wanted: int, longest: int
) -> Plain:
    """Each kind (its question, choice and theme) is a need that goes to one member in each place.

    Routes are told apart by size as far as `wanted` needs it; members to consider fill up.
    """
    sizes = [f"s{n}" for n in range(1, 7)]
    by_size = wanted >= len(kinds) * len(PLACES) * len(sizes)
    needs, routes, rows = [], [], []
    for number, (question, choice, theme) in enumerate(kinds, 1):
        needs.append(guides.need(f"need-{choice}", number, theme) | {"members": "exactly-one"})
        for place, size in product(range(len(PLACES)), sizes if by_size else [None]):
            when = {question: choice, "place": PLACES[place]} | ({"size": size} if size else {})
            name = f"{choice}-{PLACES[place]}" + (f"-{size}" if size else "")
            routes.append(_route(name, f"need-{choice}", _member(number, place), when))
        for name in (f"m{n}" for n in range(MEMBERS)):
            here = [PLACES[p] for p in range(len(PLACES)) if _member(number, p) == name]
            if here:
                row: Plain = {"need": f"need-{choice}", "members": [name]}
                row["when"] = {question: choice, "place": here}
                rows.append(row | {"source": CLAUSE})
    for (question, choice, _), place in product(kinds, range(len(PLACES))):
        if len(routes) < wanted:
            member = _member(kinds.index((question, choice, _)) + 2, place)
            when = {question: choice, "place": PLACES[place]}
            name = f"{choice}-{PLACES[place]}-too"
            routes.append(_route(name, f"need-{choice}", member, when, "to-consider"))
    uncovered = [guides.uncovered("away", {"place": "outside"}, back_to="place", source=CHOICE)]
    if any(question["id"] == "themes" for question in questions):
        uncovered.append(guides.uncovered("nothing", {"themes": "none"}, source=CHOICE))
    if not by_size:
        pace = [{"when": {"size": size}, **guides.text(f"pace {size}")} for size in sizes]
    else:
        pace = []
    plain = guides.guide(questions, needs, _members(), routes, uncovered, pace)
    plain["guide.yaml"]["sources"][0]["places"] = [
        {"id": "p1", "gist": guides.text("the clause"), "clause": "true"},
        {"id": "p2", "gist": guides.text("a choice")},
    ]
    plain["division.yaml"]["clauses"] = rows
    plain["interview.yaml"]["longest-visit"] = str(longest)
    return plain


def _member(number: int, place: int) -> str:
    """Who answers the need of this number there: the members take turns by place."""
    return f"m{(number + place // 5) % MEMBERS}"


def _members() -> list[Plain]:
    site = {"website": guides.channel("https://office.example")}
    return [
        guides.member(
            f"m{n}",
            n + 1,
            offices=[guides.office(f"m{n}-{code}", code, **site) for code in DEPARTMENTS],
        )
        for n in range(MEMBERS)
    ]


def _route(name: str, need: str, member: str, when: Plain, verdict: str = "recommended") -> Plain:
    is_strong = verdict == "recommended"
    basis = {"basis": "article", "source": CLAUSE} if is_strong else {"source": CHOICE}
    steps = [
        {"when": {"mood": "tense"}, **guides.text(f"calmly {name}")},
        guides.text(f"go {name}"),
    ]
    return guides.route(name, need, member, when, first_step=steps, verdict=verdict, **basis)


def too_hard(choices: int, seed: int = 5, ratio: float = 4.3) -> Plain:
    """What is uncovered depends on three choices at a time, at random: nobody can prove that.

    `ratio`: how many such conditions there are for each choice.
    """
    random = Random(seed)
    names = [f"c{n}" for n in range(choices)]
    size = min(60, choices // 3)
    groups = [names[start : start + size] for start in range(0, choices, size)]
    plain = by_theme(0)
    plain["interview.yaml"]["questions"] = [
        guides.question(f"q{n}", n + 1, "several", " ".join([*group, f"other{n}"]), room=64)
        for n, group in enumerate(groups)
    ]
    asked = {name: f"q{n}" for n, group in enumerate(groups) for name in group}
    uncovered: list[Plain] = []
    while len(uncovered) < int(choices * ratio):
        picked = random.sample(names, 3)
        if len({asked[name] for name in picked}) == 3:
            when = {
                asked[name]: name if random.random() < 0.5 else {"not": [name]} for name in picked
            }
            uncovered.append(guides.uncovered(f"u{len(uncovered)}", when, source=CHOICE))
    plain["interview.yaml"]["needs"] = [guides.need("need", 1, "c0")]
    when = {"q0": "c0", "q1": groups[1][0]}
    plain["routes.yaml"]["routes"] = [guides.route("r", "need", "m0", when, source=CHOICE)]
    for member in plain["members.yaml"]["members"]:
        member["offices"] = []
    plain["guide.yaml"]["pace"] = []
    plain["division.yaml"]["clauses"] = []
    plain["routes.yaml"]["uncovered"] = uncovered
    return plain
