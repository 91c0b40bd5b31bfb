"""Answers as other programs write them: checked against a guide once, at the edge."""

from __future__ import annotations

import json
from collections.abc import Mapping

from desktop.errors import BadAnswers
from desktop.guide.masks import Answers, to_choices
from desktop.guide.model import Guide, Kind, Question
from desktop.territory import Communes
from desktop.text import Phrase, phrase

MAX_BYTES = 64 * 1024
"""Longest answers file read."""

MAX_SHOWN = 60
"""Characters of a wrong value repeated in a sentence."""


def parse_answers(guide: Guide, communes: Communes, raw: bytes) -> Answers:
    """The answers in a JSON object; raises BadAnswers with a sentence for each fault."""
    if len(raw) > MAX_BYTES:
        raise BadAnswers([phrase("answers.too-large", kilobytes=MAX_BYTES // 1024)])
    try:
        data = json.loads(raw.decode("utf-8-sig"), object_pairs_hook=_no_duplicates)
    except UnicodeDecodeError:
        raise BadAnswers([phrase("answers.not-utf8")]) from None
    except json.JSONDecodeError as error:
        raise BadAnswers(
            [phrase("answers.not-json", line=error.lineno, column=error.colno)]
        ) from None
    except (RecursionError, ValueError):
        raise BadAnswers([phrase("answers.not-json", line=1, column=1)]) from None
    return check_answers(guide, communes, data)


def _no_duplicates(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise BadAnswers([phrase("answers.twice", question=_shown(key))])
        found[key] = value
    return found


def check_answers(guide: Guide, communes: Communes, data: object) -> Answers:
    """The answers in `data` (question id → value or list of values); raises BadAnswers."""
    if not isinstance(data, Mapping):
        raise BadAnswers([phrase("answers.not-an-object")])
    known = {question.id: question for question in guide.questions}
    faults: list[Phrase] = []
    answers: dict[str, tuple[str, ...]] = {}
    for key, value in data.items():
        question = known.get(key) if isinstance(key, str) else None
        if question is None:
            ids = ", ".join(known)
            faults.append(phrase("answers.unknown-question", question=_shown(key), known=ids))
            continue
        values = _values(question, value, faults)
        faults += _faults_of(question, values, communes)
        if values:
            answers[question.id] = values
    if faults:
        raise BadAnswers(faults)
    # In path order, so that the same answers are always written the same way.
    return {question: answers[question] for question in known if question in answers}


def _values(question: Question, value: object, faults: list[Phrase]) -> tuple[str, ...]:
    if value is None:
        return ()
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
        faults.append(phrase("answers.not-a-value", question=question.id))
        return ()
    return tuple(dict.fromkeys(items))


def _faults_of(question: Question, values: tuple[str, ...], communes: Communes) -> list[Phrase]:
    faults = []
    if question.kind is not Kind.SEVERAL and len(values) > 1:
        faults.append(phrase("answers.one-only", question=question.id))
    for value in values:
        choice = question.find_choice(value)
        if choice is None and not is_place(question, communes, value):
            faults.append(_unknown_value(question, value))
        elif choice is not None and choice.exclusive and len(values) > 1:
            faults.append(phrase("answers.excludes", question=question.id, value=value))
    return faults


def _unknown_value(question: Question, value: str) -> Phrase:
    if question.kind is Kind.TERRITORY:
        return phrase("answers.unknown-place", value=_shown(value))
    known = ", ".join(choice.id for choice in question.choices)
    return phrase("answers.unknown-value", question=question.id, value=_shown(value), known=known)


def is_place(question: Question, communes: Communes, value: str) -> bool:
    """Whether `value` is a commune in one of the question's departments."""
    if question.kind is not Kind.TERRITORY or len(value) != 5:
        return False
    commune = communes.find(value)
    return commune is not None and to_choices(question, (value,))[0] == commune.department


def _shown(value: object) -> str:
    text = "".join(c if c.isprintable() else "·" for c in str(value))
    return text if len(text) <= MAX_SHOWN else text[:MAX_SHOWN] + "…"


def to_json(guide: Guide, answers: Answers) -> dict[str, object]:
    """The answers as JSON takes them: one value, or a list where several may be given."""
    found: dict[str, object] = {}
    for question in guide.questions:
        values = answers.get(question.id)
        if values:
            several = question.kind is Kind.SEVERAL
            found[question.id] = list(values) if several else values[0]
    return found
