"""An advisor's verdict proposed as an example of the guide, in the form of a route's examples."""

from __future__ import annotations

from pathlib import Path

from desktop.desk.live import Judged, Live
from desktop.files import make_folder, read_if_there, write_atomically
from desktop.guide.masks import Masks, to_choices
from desktop.guide.model import Kind

PROPOSED = "proposed_examples.yaml"
MAX_BYTES = 4 * 2**20
_HEAD = "format: 1\nexamples:\n"


def to_yaml(live: Live, judged: Judged) -> str:
    """The example: the answers that count, a commune as its department, and what to expect."""
    outcome = live.outcome
    reading = outcome.guide.derived(Masks).read(outcome.answers)
    answers = []
    for question in reading.path:
        values = outcome.answers.get(question.id, ())
        if not values:
            continue
        ids = [_quoted(value) for value in to_choices(question, values)]
        said = f"[{', '.join(ids)}]" if question.kind is Kind.SEVERAL else ids[0]
        answers.append(f"{question.id}: {said}")
    reason = judged.advised.reason if judged.advised is not None else ""
    why = (
        f"# {judged.member.id}: {judged.engine.verdict.value} in the guide {outcome.guide.version}"
    )
    return (
        f"{why}; {reason}\n"
        f"- answers: {{{', '.join(answers)}}}\n"
        f"  expect: {{{judged.member.id}: {judged.stands.value}}}\n"
    )


def _quoted(value: str) -> str:
    """As the guide's own files write it: a code of digits is a text, not a number."""
    return f"'{value}'" if value.isdigit() else value


def propose(data: Path, live: Live, judged: Judged) -> bool:
    """Add the example to the file for the guide's editors; whether it is new.

    Raises CannotRead or CannotWrite.
    """
    file = data / PROPOSED
    entry = to_yaml(live, judged).encode()
    before = read_if_there(file)
    without_comment = entry.partition(b"\n")[2]
    if without_comment in before or len(before) + len(entry) > MAX_BYTES:
        return False
    make_folder(data)
    write_atomically(file, (before or _HEAD.encode()) + entry)
    return True
