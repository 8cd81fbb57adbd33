"""Errors planted in true reports are found, corrections heal them, and true reports raise no alarm."""

import pytest

from bench._prose.errors import KINDS
from bench._prose.planting import clean, measure
from quarterdeck.core.periods import Period

SOME = tuple(Period(code) for code in ("2022-Q2", "2022-Q4", "2023-Q3", "2023"))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_true_report_raises_no_alarm_whatever_its_period_and_its_wording(lang: str) -> None:
    assert clean([1], lang) == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_planted_errors_are_found_and_nothing_else_is_called_wrong(lang: str) -> None:
    found = measure([7], lang, over=SOME)
    assert len(set(found.planted) & set(KINDS)) >= 12
    assert found.recall >= 0.95, found.missed
    assert found.precision >= 0.98, found.false


def test_a_correction_makes_the_number_agree() -> None:
    found = measure([3], "vi", kinds=["value", "scale", "sign", "ratio", "hedge", "currency", "garbled"], over=SOME[:2])
    assert found.offered > 10
    assert found.healed == found.offered, found.sick
