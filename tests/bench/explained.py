"""What every engine has to deliver for a visit, and ours delivering it."""

from __future__ import annotations

from collections.abc import Callable

from desktop.decide import Decider, Decision
from desktop.guide.masks import Answers
from desktop.guide.model import Route, Verdict

Because = tuple[str, str, str, str]
"""Route id, reason (French), document, place."""

Explained = list[tuple[str, Verdict, list[Because]]]
"""For each member in the guide's order: its id, its verdict, the routes it rests on."""

Engine = Callable[[Answers], Explained]


def to_because(route: Route) -> Because:
    """A route as it is delivered."""
    return (route.id, route.because.fr, route.source.document, route.source.place)


def ours(decider: Decider) -> Engine:
    """The product's engine."""

    def run(answers: Answers) -> Explained:
        return _explain(decider.decide(answers))

    return run


def _explain(decision: Decision) -> Explained:
    # Written out: calling `to_because` for each route would time the calls.
    return [
        (
            found.member,
            found.verdict,
            [
                (route.id, route.because.fr, route.source.document, route.source.place)
                for route in found.routes
            ]
            if found.routes
            else [],
        )
        for found in decision.members
    ]
