"""One interview: forward, back, Modifier, answers set aside, and a true count of what is left."""

from __future__ import annotations

import pytest
from hypothesis import given

from desktop.guide.loader import load_guide
from desktop.interview import Interview, reopen, start, toggled
from desktop.paths import shipped_guide
from tests import guides
from tests.guides import Plain
from tests.oracle import Oracle, Raw
from tests.random_guides import examples, guides_and_answers, guides_and_visits

GUIDE = load_guide(shipped_guide())
THEMES = GUIDE.get_question("themes")


def visit(**answers: str) -> Interview:
    """An interview on its first page with answers already given (an underscore for a hyphen)."""
    interview = start(GUIDE, "fr")
    for question, values in answers.items():
        interview = interview.answered(question.replace("_", "-"), tuple(values.split()))
    return interview


def path(interview: Interview) -> list[str]:
    return [question.id for question in interview.path]


def pages(interview: Interview) -> list[str | None]:
    """The pages from here to the review, by Continue alone."""
    found = [interview.at]
    while interview.at is not None and len(found) < 30:
        interview = interview.forward()
        found.append(interview.at)
    return found


def test_a_visit_starts_on_its_first_question_with_nothing_chosen() -> None:
    interview = start(GUIDE, "en")

    assert (interview.at, interview.answers, interview.language) == ("situation", {}, "en")
    assert not interview.can_go_back
    assert not interview.is_finished


def test_the_path_follows_the_themes_in_the_guides_order() -> None:
    interview = visit(territory="38", themes="talent funding")

    assert path(interview) == [
        *("situation", "territory", "themes", "funding-kind", "talent-kind", "urgency"),
    ]
    assert pages(interview) == [*path(interview), None]


def test_back_undoes_forward_on_every_page() -> None:
    interview = visit(territory="38", themes="talent export")
    forward = [interview]
    for _ in path(interview):
        forward.append(forward[-1].forward())

    back = [forward[-1]]
    for _ in path(interview):
        back.append(back[-1].back())

    assert [page.at for page in back] == [page.at for page in reversed(forward)]
    assert back[-1].back().at == "situation"


def test_outside_the_region_the_interview_goes_to_the_review() -> None:
    interview = visit(situation="other", territory="outside", themes="export")

    assert pages(interview) == ["situation", "territory", None]
    assert interview.is_finished
    assert [(q.id, values) for q, values in interview.set_aside] == [("themes", ("export",))]


def test_what_is_left_is_not_known_before_the_themes() -> None:
    assert start(GUIDE, "fr").left_at_most is None
    assert visit(territory="38").left_at_most is None


def test_what_is_left_counts_this_page_and_goes_down_by_one() -> None:
    interview = visit(territory="38", themes="talent export")
    left = []
    while interview.at is not None:
        left.append(interview.left_at_most)
        interview = interview.forward()

    assert left == [6, 5, 4, 3, 2, 1]


def test_an_edit_from_the_review_comes_straight_back() -> None:
    interview = visit(situation="other", territory="38", themes="export", export_kind="customs")
    review = interview.answered("urgency", ("now",)).edit("territory").forward()

    edited = review.edit("territory").answered("territory", ("42",)).forward()

    assert review.at is edited.at is None
    assert edited.answers["territory"] == ("42",)


def test_an_edit_that_opens_a_question_shows_it_before_the_review() -> None:
    finished = visit(situation="other", territory="38", themes="export", export_kind="customs")
    finished = finished.answered("urgency", ("now",))

    opened = finished.edit("themes").answered("themes", ("export", "talent")).forward()

    assert (opened.at, opened.returning, opened.left_at_most) == ("talent-kind", True, 1)
    assert opened.answered("talent-kind", ("train",)).forward().at is None


def test_back_from_an_edit_is_the_review() -> None:
    assert visit(territory="38", themes="export").edit("territory").back().at is None


def test_a_theme_taken_away_sets_its_kind_aside_and_its_return_brings_it_back() -> None:
    interview = visit(territory="38", themes="export talent", talent_kind="train")

    without = interview.answered("themes", ("export",))
    again = without.answered("themes", ("export", "talent"))

    assert [question.id for question, _ in without.set_aside] == ["talent-kind"]
    assert again.set_aside == ()
    assert again.answers["talent-kind"] == ("train",)


def test_changing_the_language_loses_nothing() -> None:
    interview = visit(territory="38", themes="export").edit("territory")

    other = interview.in_language("en")

    assert (other.at, other.answers, other.returning) == ("territory", interview.answers, True)
    assert other.language == "en"


def test_taking_an_answer_away_leaves_the_question_unanswered() -> None:
    assert visit(territory="38").answered("territory", ()).answers == {}


def test_an_interview_never_changes_the_one_before() -> None:
    first = start(GUIDE, "fr")

    first.answered("situation", ("other",)).forward().edit("territory")

    assert (first.at, first.answers) == ("situation", {})


@pytest.mark.parametrize("wrong", ["", "theme", "THEMES"])
def test_an_unknown_question_is_our_own_fault(wrong: str) -> None:
    with pytest.raises(KeyError):
        start(GUIDE, "fr").answered(wrong, ("x",))
    with pytest.raises(KeyError):
        start(GUIDE, "fr").edit(wrong)


def test_a_visit_is_taken_up_at_its_first_gap_or_the_review() -> None:
    whole: Raw = {"situation": ("other",), "territory": ("outside",)}

    assert reopen(GUIDE, {"situation": ("other",)}, "fr").at == "territory"
    assert reopen(GUIDE, {}, "en").at == "situation"
    assert reopen(GUIDE, whole, "fr").at is None


# One touch on a choice


@pytest.mark.parametrize(
    ("chosen", "touched", "after"),
    [
        ("", "export", "export"),
        ("export", "talent", "export talent"),
        ("talent", "export", "talent export"),
        ("export talent", "export", "talent"),
        ("export", "export", ""),
        ("export talent", "none-of-these", "none-of-these"),
        ("none-of-these", "export", "export"),
        ("none-of-these", "none-of-these", ""),
    ],
)
def test_a_touch_keeps_the_visitors_order_and_what_stands_alone(
    chosen: str, touched: str, after: str
) -> None:
    assert toggled(THEMES, tuple(chosen.split()), touched) == tuple(after.split())


def test_a_touch_on_one_of_several_places_replaces_the_other() -> None:
    assert toggled(GUIDE.get_question("situation"), ("other",), "starting") == ("starting",)


def test_a_touch_on_an_unknown_choice_is_our_own_fault() -> None:
    with pytest.raises(KeyError):
        toggled(THEMES, (), "x")


# Against the oracle


@examples(100)
@given(guides_and_visits())
def test_the_path_of_a_finished_visit_is_the_questions_asked(case: tuple[Plain, Raw]) -> None:
    plain, raw = case
    asked, _ = Oracle(plain).walk(raw)

    interview = reopen(guides.load(plain), raw, "fr")

    assert path(interview) == list(asked)
    assert interview.at is None
    assert interview.is_finished
    assert {question.id for question, _ in interview.set_aside} == raw.keys() - asked.keys()


@examples(100)
@given(guides_and_answers())
def test_an_unfinished_visit_waits_for_the_first_question_without_answer(
    case: tuple[Plain, Raw],
) -> None:
    plain, raw = case
    _, missing = Oracle(plain).walk(raw)

    interview = reopen(guides.load(plain), raw, "fr")

    assert interview.at == missing
    assert interview.is_finished is (missing is None)


@examples(60)
@given(guides_and_answers())
def test_no_more_is_left_than_was_said(case: tuple[Plain, Raw]) -> None:
    plain, raw = case
    interview = reopen(guides.load(plain), raw, "fr")
    longest = max(len(visit.keys() - raw.keys()) for visit in Oracle(plain).completions(raw))

    review = interview.edit(interview.path[0].id).back()

    assert review.left_at_most is None or review.left_at_most >= longest
