from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period, Regime, cutoff, nine_months, regimes_from_pack

PACK = Path(__file__).parents[2] / "packs" / "vn" / "calendars" / "regimes.yaml"
REGIMES = regimes_from_pack(yaml.safe_load(PACK.read_text(encoding="utf-8")))
MONTHS = st.builds(lambda year, n: Period.parse(f"{year}-M{n:02}"), st.integers(2000, 2050), st.integers(1, 12))


@pytest.mark.parametrize(
    ("regime", "code", "first", "last"),
    [
        ("decree09", "2024-M03", "2024-02-15", "2024-03-14"),
        ("decree09", "2024-Q1", "2023-12-15", "2024-03-14"),
        ("decree09", "2024-Q3", "2024-06-15", "2024-09-14"),
        ("decree09", "2024-S1", "2023-12-15", "2024-06-14"),
        ("decree09", "2024-01-01/2024-09-30", "2023-12-15", "2024-09-14"),
        ("decree09", "2024", "2023-12-15", "2024-12-14"),
        ("statistics", "2024-Q1", "2024-01-01", "2024-03-31"),
        ("statistics", "2024-M02", "2024-02-01", "2024-02-29"),
        ("investment", "2024-Q1", "2024-01-01", "2024-03-15"),
        ("investment", "2024-Q2", "2024-01-01", "2024-06-15"),
        ("investment", "2024-01-01/2024-03-20", "2024-01-01", "2024-03-20"),
    ],
)
def test_a_report_covers_the_days_of_its_calendar(regime: str, code: str, first: str, last: str) -> None:
    start, end = cutoff(Period.parse(code), REGIMES[regime])
    assert Period.days(start, end).code == f"{first}/{last}"


def test_one_quarter_closes_on_three_days() -> None:
    closes = {code: cutoff(Period.parse("2024-Q1"), regime)[1] for code, regime in REGIMES.items()}
    assert closes == {
        "decree09": date(2024, 3, 15),
        "statistics": date(2024, 4, 1),
        "investment": date(2024, 3, 16),
    }


def test_every_rule_in_the_pack_names_its_source_and_covers_nine_months() -> None:
    for regime in REGIMES.values():
        assert all(rule.source for rule in regime.rules.values())
        assert cutoff(nine_months(2024), regime)[1] > date(2024, 9, 1)
        assert regime.name("vi") != regime.name("en")


@given(MONTHS, st.sampled_from(["decree09", "statistics"]))
def test_the_windows_of_neighbouring_months_meet(month: Period, regime: str) -> None:
    assert cutoff(month, REGIMES[regime])[1] == cutoff(month.next(), REGIMES[regime])[0]


def test_a_period_without_a_rule_is_refused() -> None:
    with pytest.raises(BadInput, match="has no rule for periods such as 2020/2025"):
        cutoff(Period.parse("2020/2025"), REGIMES["decree09"])
    with pytest.raises(BadInput, match="has no rule"):
        cutoff(Period.parse("2024"), Regime("empty", "", "", {}))


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"regimes": [{"code": "x"}]},
        {"regimes": [{"code": "x", "name_en": "X", "name_vi": "X", "rules": {"M": {"start": 1}}}]},
        {
            "regimes": [
                {
                    "code": "x",
                    "name_en": "X",
                    "name_vi": "X",
                    "rules": {"M": {"start": {"months": 0, "day": 1}, "end": {"months": 0, "day": 9}, "source": " "}},
                }
            ]
        },
    ],
)
def test_an_incomplete_calendar_is_refused_with_its_place(data: dict[str, object]) -> None:
    with pytest.raises(BadInput, match=r"packs/x.yaml: A report calendar is incomplete"):
        regimes_from_pack(data, "packs/x.yaml")
