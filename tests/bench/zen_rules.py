"""The same guide in zen-engine: one decision table (JDM) made from the guide's routes, traced.

Of the ways tried, the fastest is used: the model given to a static loader, which compiles it once,
and `evaluate` by key. `get_decision` and `create_decision` take three times as long, and
`evaluate_batch` twice. The visits are made ready beforehand, without what the table does not read.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import zen

from desktop.guide.masks import Answers
from desktop.guide.model import Guide, Kind, Literal, Verdict
from tests.bench.explained import Because, Explained

Inputs = dict[str, Any]
Row = tuple[str, str, Verdict, tuple[tuple[Literal, ...], ...], Because]

_OUTPUTS = ("member", "verdict", "route", "reason", "document", "place")
_VERDICTS = {verdict.value: verdict for verdict in Verdict}


class ZenRules:
    """A guide's routes as zen-engine evaluates them.

    `columns`: one column for each question, as such tables are written and as their trace shows
    which answer matched; without it, each row's whole condition is one expression, which is faster
    and whose trace says only that it was true.
    """

    def __init__(self, guide: Guide, columns: bool = True) -> None:
        self._members = [member.id for member in guide.members]
        self._several = {q.id for q in guide.questions if q.kind is Kind.SEVERAL}
        rows = _rows(guide)
        self._questions = [
            question.id
            for question in guide.questions
            if any(lit.question == question.id for row in rows for box in row[3] for lit in box)
        ]
        table = self._table(rows, columns)
        self._engine = zen.ZenEngine({"loader": {"type": "static", "content": {"guide": table}}})

    def to_inputs(self, answers: Answers) -> Inputs:
        """A visit as the model reads it."""
        return {
            _name(question): list(answers.get(question, ()))
            if question in self._several
            else answers.get(question, ("",))[0]
            for question in self._questions
        }

    def explain(self, inputs: Inputs) -> Explained:
        """What the model decides, in the order and words that all engines give."""
        answer = self._engine.evaluate("guide", inputs, {"trace": True})
        found: dict[str, tuple[Verdict, list[Because]]] = {}
        for row in answer["result"]:
            member, verdict = row["member"], _VERDICTS[row["verdict"]]
            kept = found.get(member)
            if kept is None or (verdict is Verdict.RECOMMENDED and kept[0] is not verdict):
                kept = found[member] = (verdict, [])
            if row["route"] and verdict is kept[0]:
                because = (row["route"], row["reason"], row["document"], row["place"])
                kept[1].append(because)
        nobody: tuple[Verdict, list[Because]] = (Verdict.NOT_CONCERNED, [])
        return [(member, *found.get(member, nobody)) for member in self._members]

    def _table(self, rows: Sequence[Row], columns: bool) -> dict[str, Any]:
        write = self._cells if columns else self._whole
        inputs = [{"id": f"if-{q}", "name": q, "field": _name(q)} for q in self._questions]
        content = {
            "hitPolicy": "collect",
            "inputs": inputs if columns else [{"id": "if", "name": "if"}],
            "outputs": [{"id": f"then-{o}", "name": o, "field": o} for o in _OUTPUTS],
            "rules": [{**write(box), **_outputs(row)} for row in rows for box in row[3]],
        }
        return _graph(content)

    def _cells(self, box: tuple[Literal, ...]) -> dict[str, str]:
        tests = {test.question: self._expression(test, "$") for test in box}
        return {f"if-{question}": tests.get(question, "") for question in self._questions}

    def _whole(self, box: tuple[Literal, ...]) -> dict[str, str]:
        tests = [f"({self._expression(test, _name(test.question))})" for test in box]
        return {"if": " and ".join(tests)}

    def _expression(self, test: Literal, value: str) -> str:
        listed = sorted(test.any_of or test.none_of)
        if test.question in self._several:
            one_of = " or ".join(f"contains({value}, '{choice}')" for choice in listed)
        else:
            one_of = " or ".join(f"{value} == '{choice}'" for choice in listed)
        if test.any_of:
            return one_of
        asked = f"len({value}) > 0"
        return f"{asked} and not ({one_of})" if listed else asked


def _rows(guide: Guide) -> list[Row]:
    routes: list[Row] = [
        (
            route.id,
            route.member,
            route.verdict,
            route.when,
            (route.id, route.because.fr, route.source.document, route.source.place),
        )
        for route in guide.routes
    ]
    consider: list[Row] = [
        (item.id, item.consider, Verdict.TO_CONSIDER, item.when, ("", "", "", ""))
        for item in guide.uncovered
        if item.consider
    ]
    return routes + consider


def _outputs(row: Row) -> dict[str, str]:
    name, member, verdict, _, because = row
    values = dict(zip(_OUTPUTS, (member, verdict.value, *because), strict=True))
    cells = {f"then-{key}": json.dumps(text, ensure_ascii=False) for key, text in values.items()}
    return {"_id": name, **cells}


def _graph(content: dict[str, Any]) -> dict[str, Any]:
    kinds = {"start": "inputNode", "table": "decisionTableNode", "end": "outputNode"}
    nodes = [
        {"id": name, "name": name, "type": kind, "position": {"x": 0, "y": 0}}
        for name, kind in kinds.items()
    ]
    nodes[1]["content"] = content
    edges = [
        {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}
        for source, target in (("start", "table"), ("table", "end"))
    ]
    return {"nodes": nodes, "edges": edges}


def _name(question: str) -> str:
    return question.replace("-", "_")


def zen_runner(rules: ZenRules) -> Callable[[Answers], Explained]:
    """The model fed with answers: for comparing, not for timing."""
    return lambda answers: rules.explain(rules.to_inputs(answers))
