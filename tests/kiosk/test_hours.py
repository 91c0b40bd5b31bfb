"""When the kiosk is open: by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.configuration.model import Hours, Kiosk, Span
from desktop.kiosk.hours import is_open, next_change, next_opening

PARIS = ZoneInfo("Europe/Paris")
DAY_LONG: Span = (0, 24 * 60)
MORNING: Span = (8 * 60 + 30, 12 * 60)
LATER: Span = (13 * 60 + 30, 17 * 60 + 30)
SHUT: tuple[Span, ...] = ()
WORKING: Hours = ((MORNING, LATER),) * 5 + (SHUT, SHUT)
KIOSK = Kiosk(hours=WORKING)

TUESDAY = datetime(2026, 11, 24)
FRIDAY = datetime(2026, 11, 27)


def at(day: datetime, hour: int, minute: int = 0) -> datetime:
    return day.replace(hour=hour, minute=minute)


@pytest.mark.parametrize(
    ("hour", "minute", "expected"),
    [
        (8, 29, False),
        (8, 30, True),
        (11, 59, True),
        (12, 0, False),
        (13, 30, True),
        (17, 30, False),
    ],
)
def test_a_span_has_its_first_minute_and_not_its_last(
    hour: int, minute: int, expected: bool
) -> None:
    assert is_open(KIOSK, at(TUESDAY, hour, minute)) is expected


def test_it_opens_again_after_lunch_and_the_next_morning() -> None:
    assert next_opening(KIOSK, at(TUESDAY, 12, 15)) == at(TUESDAY, 13, 30)
    assert next_opening(KIOSK, at(TUESDAY, 20)) == at(TUESDAY + timedelta(days=1), 8, 30)


def test_it_opens_again_after_the_week_end() -> None:
    assert next_opening(KIOSK, at(FRIDAY, 18)) == at(FRIDAY + timedelta(days=3), 8, 30)


def test_a_closed_day_is_passed_over() -> None:
    holiday = Kiosk(hours=WORKING, closed_on=(date(2026, 11, 30),))

    assert not is_open(holiday, datetime(2026, 11, 30, 9))
    assert next_opening(holiday, at(FRIDAY, 18)) == datetime(2026, 12, 1, 8, 30)


def test_many_closed_days_in_a_row_are_passed_over() -> None:
    august = tuple(date(2026, 8, 1) + timedelta(days=ahead) for ahead in range(31))
    holiday = Kiosk(hours=WORKING, closed_on=august)

    assert next_opening(holiday, datetime(2026, 7, 31, 18)) == datetime(2026, 9, 1, 8, 30)


def test_the_only_day_of_the_week_may_be_closed_for_a_year() -> None:
    mondays = tuple(date(2026, 11, 23) + timedelta(weeks=ahead) for ahead in range(53))
    kiosk = Kiosk(hours=((MORNING,), *(SHUT,) * 6), closed_on=mondays)

    assert next_opening(kiosk, TUESDAY) == datetime(2027, 11, 29, 8, 30)


def test_a_closed_day_ages_hence_costs_nothing() -> None:
    kiosk = Kiosk(hours=WORKING, closed_on=(date.max, date(9999, 12, 30)))

    assert next_opening(kiosk, at(TUESDAY, 20)) == at(TUESDAY + timedelta(days=1), 8, 30)


def test_a_kiosk_that_never_opens_has_no_opening() -> None:
    kiosk = Kiosk(hours=(SHUT,) * 7)

    assert not is_open(kiosk, TUESDAY)
    assert (next_opening(kiosk, TUESDAY), next_change(kiosk, TUESDAY)) == (None, None)


def test_a_kiosk_that_never_closes_has_no_change() -> None:
    kiosk = Kiosk()

    assert is_open(kiosk, at(TUESDAY, 23, 59))
    assert (next_opening(kiosk, TUESDAY), next_change(kiosk, TUESDAY)) == (None, None)


def test_two_spans_that_meet_at_midnight_are_one() -> None:
    late: Hours = (((18 * 60, 24 * 60),), ((0, 2 * 60),), *(SHUT,) * 5)
    monday = datetime(2026, 11, 23, 22)

    assert is_open(Kiosk(hours=late), datetime(2026, 11, 24, 1, 59))
    assert next_change(Kiosk(hours=late), monday) == datetime(2026, 11, 24, 2)


def test_two_spans_that_meet_are_one() -> None:
    kiosk = Kiosk(hours=(((480, 720), (720, 960)),) * 7)

    assert next_change(kiosk, at(TUESDAY, 9)) == at(TUESDAY, 16)


def test_a_day_off_begins_and_ends_at_midnight() -> None:
    kiosk = Kiosk(hours=((DAY_LONG,),) * 7, closed_on=(date(2026, 11, 25),))

    assert next_change(kiosk, at(TUESDAY, 9)) == datetime(2026, 11, 25)
    assert next_opening(kiosk, at(TUESDAY, 9)) == datetime(2026, 11, 26)


def open_minutes(kiosk: Kiosk, day: date) -> list[str]:
    """The minutes of a day in Paris, as they really follow, in which the kiosk is open."""
    start = datetime(day.year, day.month, day.day, tzinfo=PARIS).astimezone(UTC)
    moments = ((start + timedelta(minutes=n)).astimezone(PARIS) for n in range(26 * 60))
    return [f"{now:%H:%M}" for now in moments if now.date() == day and is_open(kiosk, now)]


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_day_the_clocks_change_it_opens_and_closes_by_the_wall(day: date) -> None:
    minutes = open_minutes(Kiosk(hours=((MORNING,),) * 7), day)

    assert (minutes[0], minutes[-1], len(minutes)) == ("08:30", "11:59", 210)


def test_an_hour_that_comes_twice_is_open_twice() -> None:
    night = Kiosk(hours=(((60, 210),),) * 7)  # 1:00 to 3:30

    assert len(open_minutes(night, date(2026, 10, 25))) == 210
    assert len(open_minutes(night, date(2026, 3, 29))) == 90


def test_the_next_opening_is_right_across_a_change_of_clocks() -> None:
    saturday = datetime(2026, 3, 28, 20, tzinfo=PARIS)
    found = next_opening(Kiosk(hours=((MORNING,),) * 7), saturday)

    assert found == datetime(2026, 3, 29, 8, 30, tzinfo=PARIS)
    assert str(found) == "2026-03-29 08:30:00+02:00"


SPANS = st.lists(st.integers(0, 1440), max_size=6, unique=True).map(
    lambda bounds: tuple(zip(sorted(bounds)[::2], sorted(bounds)[1::2], strict=False))
)
WEEKS = st.tuples(SPANS, SPANS, SPANS, SPANS, SPANS, SPANS, SPANS)
SOON = st.integers(0, 9).map(lambda ahead: date(2026, 11, 24) + timedelta(days=ahead))


@given(WEEKS, st.lists(SOON, max_size=4), st.integers(0, 7 * 1440))
def test_the_next_change_is_the_first_minute_that_differs(
    hours: Hours, closed: list[date], minute: int
) -> None:
    kiosk, now = Kiosk(hours=hours, closed_on=tuple(closed)), TUESDAY + timedelta(minutes=minute)
    found = next_change(kiosk, now)
    until = min(found or now + timedelta(days=3), now + timedelta(days=3))
    before = [now + timedelta(minutes=n) for n in range(int((until - now).total_seconds() // 60))]

    assert {is_open(kiosk, moment) for moment in before} <= {is_open(kiosk, now)}
    assert found is None or is_open(kiosk, found) is not is_open(kiosk, now)
