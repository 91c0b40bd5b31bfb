"""The difference of two guides, held against every pair of visits listed one by one."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import comb
from pathlib import Path

import pytest
from hypothesis import assume, given

from desktop import cli, paths, ticket
from desktop.answers import to_json
from desktop.errors import BadRequest
from desktop.guide.loader import load_guide
from desktop.guide.masks import Answers
from desktop.guide.model import Guide
from desktop.proof import walk
from desktop.proof.diff import Change, Diff, compare, topics_of, walked, weighed
from desktop.proof.diff_report import percent
from desktop.proof.joint import Joint, OrdersDiffer
from desktop.proof.tracks import Level
from desktop.proof.weighed import have_same_interview
from desktop.routing import Outcome, route
from tests import guides
from tests.guide_pairs import guide_pairs, load_if_sound, route_revisions
from tests.guides import Plain
from tests.oracle import Oracle, Visit
from tests.random_guides import ON, examples

DAY = date.fromisoformat(ON)

Shared = dict[int, frozenset[int]]
"""A visit by permanent numbers, the same in both guides."""

Stands = dict[tuple[str, str], int]
"""(need, member) → level; ("", member): considered for something uncovered; ("", id): uncovered."""


@dataclass(frozen=True)
class Side:
    """One guide, its visits and what they come to, worked out the slow way."""

    plain: Plain

    @cached_property
    def oracle(self) -> Oracle:
        """The guide's meaning."""
        return Oracle(self.plain, ON)

    @cached_property
    def visits(self) -> list[tuple[Shared, Stands]]:
        """Every finished visit."""
        found = list(self.oracle.completions({}))
        return [(self.shared(visit), self.stands(visit)) for visit in found]

    def shared(self, visit: Visit) -> Shared:
        """The visit by numbers."""
        questions = {q["id"]: q for q in self.plain["interview.yaml"]["questions"]}
        numbers = {
            name: {choice["id"]: choice["number"] for choice in question["choices"]}
            for name, question in questions.items()
        }
        return {
            questions[name]["number"]: frozenset(numbers[name][choice] for choice in answer)
            for name, answer in visit.items()
        }

    def stands(self, visit: Visit) -> Stands:
        """How every member stands on the visit."""
        seen = self.oracle.see(visit)
        needs = {item["id"]: item["need"] for item in self.oracle.routes}
        found = {("", name): 2 for name in seen.uncovered}
        for member in self.oracle.members:
            found |= {(needs[name], member): 1 for name in seen.weak[member]}
            found |= {(needs[name], member): 2 for name in seen.strong[member]}
            if seen.verdicts[member] == "to-consider" and not seen.weak[member]:
                found["", member] = 1
            if seen.strong[member] or seen.weak[member]:
                found["", member] = 2
        return found


def agree(one: Shared, other: Shared) -> bool:
    """Whether both visits answer alike what both ask."""
    return all(one[question] == other[question] for question in one.keys() & other.keys())


def shifts_of(before: Stands, after: Stands) -> Iterator[tuple[tuple[str, str], int, int]]:
    """What differs; whom to ask about something uncovered only where no route leads there."""
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name, 0), after.get(name, 0)
        is_member = name[0] == "" and name[1].startswith("m")
        if old != new and not (is_member and 2 in (old, new)):
            yield name, old, new


def classes_of(old: Side, new: Side) -> tuple[int, int, Counter[tuple[str, frozenset[object]]]]:
    """How many visits both can have, on how many anything changes, and the classes."""
    common = changed = 0
    classes: Counter[tuple[str, frozenset[object]]] = Counter()
    for one, before in old.visits:
        for other, after in new.visits:
            if agree(one, other):
                common += 1
                shifts = list(shifts_of(before, after))
                changed += bool(shifts)
                classes.update(by_topic(shifts))
    return common, changed, classes


def by_topic(
    shifts: list[tuple[tuple[str, str], int, int]],
) -> list[tuple[str, frozenset[object]]]:
    """The classes that one visit is in."""
    found: dict[str, list[object]] = {}
    for name, *levels in shifts:
        topic = name[0] or ("uncovered" if name[1][0] == "u" else name[1])
        found.setdefault(topic, []).append((name[1], *levels))
    return [(topic, frozenset(listed)) for topic, listed in found.items()]


def witnessed(case: tuple[Plain, Plain], change: Change) -> bool:
    """Whether a class's witness is in that very class, worked out the slow way."""
    before, after = (
        Side(plain).stands({name: frozenset(values) for name, values in answers.items()})
        for plain, answers in zip(case, change.answers, strict=True)
    )
    return class_of(change) in by_topic(list(shifts_of(before, after)))


def class_of(change: Change) -> tuple[str, frozenset[object]]:
    """A class in the slow way's terms."""
    shifts = frozenset((s.subject.id, s.before.value, s.after.value) for s in change.shifts)
    first = change.shifts[0].subject.id
    topic = change.need.id if change.need else "uncovered" if first[0] == "u" else first
    return topic, shifts


def compared(case: tuple[Plain, Plain]) -> Diff:
    """The difference; guides whose orders cannot be reconciled are not looked at."""
    old, new = (load_if_sound(plain) for plain in case)
    try:
        return compare(old, new, DAY)
    except OrdersDiffer:
        assume(False)
        raise


@examples(60)
@given(guide_pairs())
def test_the_classes_and_their_counts_are_those_of_every_pair_of_visits(
    case: tuple[Plain, Plain],
) -> None:
    found = compared(case)

    common, changed, classes = classes_of(Side(case[0]), Side(case[1]))
    assert (found.common, found.changed) == (common, changed)
    assert {class_of(change): change.visits for change in found.changes} == dict(classes)


@examples(60)
@given(guide_pairs())
def test_visits_that_one_guide_alone_can_have_are_counted_apart(
    case: tuple[Plain, Plain],
) -> None:
    found = compared(case)

    old, new = (Side(plain).visits for plain in case)
    lost = [one for one, _ in old if not any(agree(one, other) for other, _ in new)]
    gained = [one for one, _ in new if not any(agree(one, other) for other, _ in old)]
    assert sum(item.visits for item in found.only_old) == len(lost)
    assert sum(item.visits for item in found.only_new) == len(gained)
    assert found.visits == (len(old), len(new))


def level_of(outcome: Outcome, need: str | None, subject: str) -> Level:
    """How a member stands in an outcome, or whether an uncovered need is told."""
    if any(item.id == subject for item in outcome.uncovered):
        return Level.RECOMMENDED
    verdict = next((v for v in outcome.verdicts if v.member.id == subject), None)
    if verdict is None:
        return Level.NONE
    levels = {"recommended": 2, "to-consider": 1, "not-concerned": 0}
    if need is None:
        return Level(levels[verdict.verdict.value])
    if any(reason.need.id == need for reason in verdict.reasons):
        return Level(levels[verdict.verdict.value])
    return Level(int(any(reason.need.id == need for reason in verdict.also)))


def shown_by_the_engine(guide: Guide, answers: Answers, change: Change) -> list[Level]:
    """The levels of a class's subjects when the engine routes its witness."""
    outcome = route(guide, answers, DAY)
    need = change.need.id if change.need else None
    return [level_of(outcome, need, shift.subject.id) for shift in change.shifts]


@examples(60)
@given(guide_pairs())
def test_each_witness_really_differs_when_both_guides_route_it(case: tuple[Plain, Plain]) -> None:
    found = compared(case)

    before = [shown_by_the_engine(found.old, c.answers[0], c) for c in found.changes]
    after = [shown_by_the_engine(found.new, c.answers[1], c) for c in found.changes]
    assert before == [[shift.before for shift in change.shifts] for change in found.changes]
    assert after == [[shift.after for shift in change.shifts] for change in found.changes]
    assert [change for change in found.changes if not witnessed(case, change)] == []


def test_a_guide_compared_with_itself_changes_no_visit() -> None:
    guide = guides.load(guides.shop())

    found = compare(guide, guides.load(guides.shop()), DAY)

    assert (found.is_unchanged, found.changes, found.common) == (True, (), found.visits[0])


def told(changes: list[Change]) -> dict[tuple[str, frozenset[object]], int]:
    """The classes and their counts."""
    return {class_of(change): change.visits for change in changes}


@examples(100)
@given(route_revisions())
def test_weighing_what_differs_and_walking_every_visit_come_to_the_same(
    case: tuple[Plain, Plain],
) -> None:
    old, new = (load_if_sound(plain) for plain in case)
    assert have_same_interview(old, new)
    topics = list(topics_of(old, new, DAY))

    changed, changes = weighed(new, topics)

    by_walking = walked(Joint(old, new), topics)
    assert (changed, told(changes)) == (by_walking[0], told(by_walking[1]))
    assert changed == classes_of(Side(case[0]), Side(case[1]))[1]


@examples(60)
@given(route_revisions())
def test_the_witnesses_of_weighed_classes_differ_when_both_guides_route_them(
    case: tuple[Plain, Plain],
) -> None:
    old, new = (load_if_sound(plain) for plain in case)

    _, changes = weighed(new, list(topics_of(old, new, DAY)))

    before = [shown_by_the_engine(old, c.answers[0], c) for c in changes]
    after = [shown_by_the_engine(new, c.answers[1], c) for c in changes]
    assert before == [[shift.before for shift in change.shifts] for change in changes]
    assert after == [[shift.after for shift in change.shifts] for change in changes]
    assert [change for change in changes if not witnessed(case, change)] == []


def test_what_cannot_be_walked_is_weighed_if_both_guides_ask_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plain = guides.shop()
    old = guides.load(plain)
    plain["routes.yaml"]["routes"][0]["member"] = "pastry"
    new = guides.load(plain)
    expected = compare(old, new, DAY)
    monkeypatch.setattr(walk, "WORK", 0)

    found = compare(old, new, DAY)

    assert (found.changed, found.common) == (expected.changed, expected.common)
    assert told(list(found.changes)) == told(list(expected.changes))


def test_what_can_neither_be_walked_nor_weighed_is_refused_and_nothing_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = guides.shop()
    old = guides.write(tmp_path / "old", plain)
    del plain["interview.yaml"]["questions"][0]
    new = guides.write(tmp_path / "new", plain)
    monkeypatch.setattr(walk, "WORK", 0)

    with pytest.raises(BadRequest) as refused:
        cli.run(["diff", str(old), str(new)], "en", None)

    assert "nothing is claimed" in refused.value.say("en")


def test_a_guide_of_ten_to_the_sixteenth_visits_is_compared_exactly() -> None:
    plain = wide_guide()
    old = guides.load(plain)
    plain["routes.yaml"]["routes"][0]["member"] = "m2"

    found = compare(old, guides.load(plain), DAY)

    # c0-0 and c1-0 said, with whatever else: three quarters are not, of all that answer both.
    both = 2**8 * 2**8
    others = sum(comb(4, n) * (2**9 - 1) ** n for n in range(5))
    assert found.common > 10**16
    assert [(class_of(c), c.visits) for c in found.changes] == [
        (("n0", frozenset({("m1", 2, 0), ("m2", 0, 2)})), both * others)
    ]


def wide_guide() -> Plain:
    """Six themes of nine choices each; for the other need, routes that no walk can tell apart."""
    themes = guides.question("themes", 1, "several", " ".join(f"t{i}" for i in range(6)))
    kinds = [
        guides.question(
            f"q{i}",
            2 + i,
            "several",
            " ".join(f"c{i}-{j}" for j in range(9)),
            ask_when={"themes": f"t{i}"},
        )
        for i in range(6)
    ]
    first = guides.route("first", "n0", "m1", {"q0": "c0-0", "q1": "c1-0"})
    pairs = [
        guides.route(f"r{j}-{k}", "n1", "m3", {"q2": f"c2-{j}", "q3": f"c3-{k}"})
        for j in range(9)
        for k in range(9)
    ]
    needs = [guides.need("n0", 1, "t0"), guides.need("n1", 2, "t2")]
    members = [guides.member(f"m{n}", n) for n in (1, 2, 3)]
    return guides.guide([themes, *kinds], needs, members, [first, *pairs])


# As it is told

SHIPPED = paths.shipped_guide()


@pytest.fixture
def revised(tmp_path: Path) -> Path:
    """The shipped guide, with one need sent to another member and one telephone changed."""
    folder = tmp_path / "revised"
    shutil.copytree(SHIPPED, folder)
    for file, before, after in (
        (
            "routes.yaml",
            "member: cpme\n  verdict: recommended",
            "member: medef\n  verdict: recommended",
        ),
        ("members.yaml", "04 26 73 40 00", "04 26 73 40 01"),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        assert before in text
        (folder / file).write_text(text.replace(before, after, 1), encoding="utf-8")
    return folder


def _told(capsys: pytest.CaptureFixture[str], language: str, *words: str) -> str:
    assert cli.run(["diff", *words], language, None) == 0
    return capsys.readouterr().out


def test_the_command_says_in_plain_words_what_changes_and_for_how_many(
    revised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _told(capsys, "en", str(SHIPPED), str(revised))

    assert "234,526,974 possible visits; all of them were compared." in said
    assert "104,234,208 visits change (44.44% of the visits compared):" in said
    assert "Need “Managing money better”, 104,234,208 visits (44.44%):" in said
    assert "no longer CPME Auvergne-Rhône-Alpes, it is MEDEF Auvergne-Rhône-Alpes." in said
    assert "Contacts that change: Région Auvergne-Rhône-Alpes (regional council)." in said


def test_french_has_its_signs_and_its_spaces(
    revised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _told(capsys, "fr", str(SHIPPED), str(revised))

    assert (
        "104\u00a0234\u00a0208 visites changent (44,44\u00a0% des visites comparées)\u00a0:" in said
    )


def test_the_codes_of_an_example_open_the_visit_in_each_guide(
    revised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = json.loads(_told(capsys, "en", str(SHIPPED), str(revised), "--json"))

    witness = said["changes"][0]["witness"]
    for side, folder in (("old", SHIPPED), ("new", revised)):
        opened = ticket.decode(load_guide(folder), witness[side]["ticket"])
        assert to_json(load_guide(folder), opened.answers) == witness[side]["answers"]
        assert not opened.from_other_rules


def test_only_texts_changed_is_no_visit_changed_and_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = guides.shop()
    old = guides.write(tmp_path / "old", plain)
    plain["routes.yaml"]["routes"][0]["because"] = guides.text("other words")

    said = _told(capsys, "en", str(old), str(guides.write(tmp_path / "new", plain)))

    assert "No visit changes: proved over all of them" in said
    assert "Advice and papers to bring whose wording changes, route by route: loaf." in said


def test_visits_of_one_guide_alone_are_told_with_the_answer_that_makes_them_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = guides.shop()
    old = guides.write(tmp_path / "old", plain)
    del plain["interview.yaml"]["questions"][0]["choices"][1]
    plain["interview.yaml"]["questions"][0]["choices"].append(
        {"id": "gay", "number": 9, "label": guides.text("gay")}
    )

    said = _told(capsys, "en", str(old), str(guides.write(tmp_path / "new", plain)))

    assert "visits of the old guide are no longer possible: to “mood”" in said
    assert "the answer “tense”" in said
    assert "the old one did not take, for example, the answer “gay”" in said


def test_guides_that_cannot_be_compared_say_why(tmp_path: Path) -> None:
    plain = guides.shop()
    old = guides.write(tmp_path / "old", plain)
    questions = plain["interview.yaml"]["questions"]
    del questions[3]["ask-when"]
    questions[2]["ask-when"] = {"bread-kind": "rye"}
    questions[2], questions[3] = questions[3], questions[2]
    new = guides.write(tmp_path / "new", plain)

    with pytest.raises(BadRequest, match="bread-kind") as refused:
        cli.run(["diff", str(old), str(new)], "en", None)

    assert "cannot be compared" in refused.value.say("en")


def test_a_share_is_never_shown_as_nothing_nor_as_everything() -> None:
    assert percent(1, 10**9, "en") == "less than 0.01%"
    assert percent(10**9 - 1, 10**9, "en") == "99.99%"
    assert (percent(0, 5, "fr"), percent(5, 5, "fr")) == ("0\u00a0%", "100\u00a0%")
