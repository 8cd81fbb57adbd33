"""Errors planted in true reports are found, corrections heal them, and true reports raise no alarm."""

from datetime import date

import pytest

from bench._prose.errors import KINDS
from bench._prose.planting import clean, measure
from bench._prose.truth import names, report
from quarterdeck.core.periods import Period
from quarterdeck.prose.check import check
from quarterdeck.prose.figures import Figures
from tests.prose.quarter import PROVINCE, QUARTER, facts

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


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("day", [date(2024, 3, 27), date(2024, 4, 10)])
def test_a_report_from_published_and_illustrative_figures_raises_no_alarm_either(lang: str, day: date) -> None:
    every = [*facts("figures.csv"), *facts("illustrative.csv")]
    whole = report(lang, QUARTER, [one for one in every if one.known_from <= day], seed=5)
    text = "\n".join(one.text for one in whole.lines)
    found = check(text, names(), Figures(tuple(every), day), review_period=QUARTER, area=PROVINCE)
    assert len(found) > 80
    assert [(one.quote, str(one.reason)) for one in found if one.alarm] == []
