"""SIREN and SIRET as they are typed."""

from __future__ import annotations

import pytest

from desktop.desk.numbers import check_number, shown
from desktop.register.model import Numbered


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("732829320", "732829320"),
        ("732 829 320", "732829320"),
        ("732\u00a0829\u202f320.00074", "73282932000074"),
        ("FR44 732 829 320", "732829320"),
    ],
)
def test_spaces_and_dots_are_forgiven(typed: str, kept: str) -> None:
    assert check_number(typed, Numbered.GIVEN).number == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("732829321", "advisor.number.mistyped"),
        ("73282932", "advisor.number.length"),
        ("73282932O", "advisor.number.signs"),
        ("٧٣٢٨٢٩٣٢٠", "advisor.number.signs"),
        ("  ", "advisor.number.empty"),
        ("73282932000075", "advisor.number.mistyped"),
    ],
)
def test_what_is_wrong_is_said(typed: str, sentence: str) -> None:
    fault = check_number(typed, Numbered.GIVEN).fault
    assert fault is not None
    assert fault.key == sentence


def test_a_founder_has_no_number_and_a_company_may_keep_its_own_back() -> None:
    assert check_number("732829321", Numbered.CREATOR) == check_number("x", Numbered.NOT_GIVEN)
    assert check_number("", Numbered.CREATOR).fault is None


def test_a_number_is_shown_in_groups() -> None:
    assert shown("73282932000074") == "732\u00a0829\u00a0320\u00a000074"
