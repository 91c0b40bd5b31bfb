"""Run as a program: searches a register, and tells how long each took and what memory it takes."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from desktop import configuration
from desktop.register.model import AdvisorId, CaseDraft, Company, Query, Sent, Sort, State
from desktop.register.store import Register, open_register
from tests.bench.first_paint import memory
from tests.bench.register import ADVISORS, MEMBERS, NOW, SINCE, days_ago, to_text

TYPED = (
    *("sarl", "sas boulangerie", "exemple", "fictif", "saint-étienne", "lyon electronique"),
    *("cherche un four", "000123456", "00 00 12 34", "chamala", "menuiserie sa", "apprentis"),
    *("a", "e", "zzz", "mécanique grenoble export"),
)
ANNA = AdvisorId("anna")


def timed(act: Callable[[], object]) -> float:
    """Milliseconds."""
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) * 1000


def drawn(draw: random.Random) -> Query:
    """Any words, filters, period and order."""
    some = draw.choice(TYPED)[: draw.randrange(1, 12)]
    return Query(
        text=draw.choice(("", some, some)),
        member=draw.choice(("", "", "", "ccir", "medef", "agence")),
        need=draw.choice(("", "", "", *MEMBERS, "tax")),
        state=draw.choice((None, None, None, *State)),
        department=draw.choice(("", "", "", "63", "01", "undecided")),
        advisor=draw.choice(("", "", "", *ADVISORS[:3])),
        since=draw.choice((None, None, None, days_ago(400))),
        until=draw.choice((None, None, None, days_ago(90))),
        overdue=draw.random() < 0.1,
        sort=draw.choice(list(Sort)),
        descending=draw.random() < 0.5,
    )


def any_pages(register: Register, count: int) -> list[float]:
    """First and following pages of drawn queries."""
    draw = random.Random(5)
    taken: list[float] = []
    while len(taken) < count:
        query = drawn(draw)
        for _ in range(3):
            start = time.perf_counter()
            page = register.find(query)
            taken.append((time.perf_counter() - start) * 1000)
            if page.next is None:
                break
            query = replace(query, cursor=page.next)
    return taken


def typed(register: Register) -> list[float]:
    """Each key of each search, as it is typed."""
    texts = [text[:length] for text in TYPED for length in range(1, len(text) + 1)]
    return [timed(lambda text=text: register.find(Query(text=text))) for text in texts]  # type: ignore[misc]


def saves(register: Register) -> list[float]:
    """Cases saved, each durably."""
    draft = CaseDraft(company=Company(name="Exemple (fictif)"), made_up=True)
    draft = replace(draft, referrals=(Sent("export", "ccir"), Sent("talent", "medef")))
    return [timed(lambda: register.save_case(draft, ANNA)) for _ in range(60)]


def main(data: Path, count: int) -> None:
    settings = configuration.Register()
    told: dict[str, object] = {}
    opened = []
    for _ in range(20):
        start = time.perf_counter()
        register = open_register(data, settings, lambda: NOW)
        opened.append((time.perf_counter() - start) * 1000)
        register.close()
    register = open_register(data, settings, lambda: NOW)
    told["opened"] = opened
    told["first"] = [timed(lambda: register.find(Query())) for _ in range(100)]
    told["typed"] = typed(register)
    told["any"] = any_pages(register, count)
    told["due"] = [timed(lambda: register.due(NOW.date())) for _ in range(20)]
    told["counts"] = [timed(lambda: register.statistics(SINCE, NOW.date())) for _ in range(10)]
    told["memory"] = memory()["peak"]
    register.keep_progress(None, ANNA)
    told["saved"] = saves(register)
    told["progress"] = [timed(lambda: register.keep_progress(b"x" * 2000, ANNA)) for _ in range(60)]
    register.keep_progress(None, ANNA)
    register.close()
    sys.stdout.write(to_text(told))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
