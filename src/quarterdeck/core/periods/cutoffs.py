"""Report cut-offs: which days a report about a period really covers, by the regime it is written under."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods.period import Period


@dataclass(frozen=True, slots=True)
class CutoffRule:
    """How far the window of a report is moved against its period.

    The window begins on `start_day` of the month `start_months` after the period's first month (the first
    month of its year if `from_year_start`), and ends with `end_day` of the month `end_months` after its last
    month, that day included. A day that the month lacks (31 in June) is its last day.
    """

    start_months: int
    start_day: int
    end_months: int
    end_day: int
    source: str
    from_year_start: bool = False


@dataclass(frozen=True, slots=True)
class Regime:
    """A report calendar: one rule per kind of period (A, S, Q, M; R for the first n months of a year)."""

    code: str
    name_en: str
    name_vi: str
    rules: Mapping[str, CutoffRule]

    def name(self, lang: str) -> str:
        """Its name in Vietnamese for "vi", else in English."""
        return self.name_vi if lang == "vi" else self.name_en


def cutoff(period: Period, regime: Regime) -> tuple[date, date]:
    """The first day that a report about `period` covers under `regime`, and the day after the last.

    A range that is not whole months from 1 January states its own days and is returned as it is. Raises
    `BadInput` where the regime has no rule for this kind of period.
    """
    if period.kind == "R" and not _first_whole_months(period):
        return period.start, period.end
    rule = regime.rules.get(period.kind)
    if rule is None:
        raise BadInput(
            Message(
                gettext_noop('The report calendar "{regime}" has no rule for periods such as {code}.'),
                {"regime": regime.code, "code": period.code},
            ),
            remedy=gettext_noop("Choose another period, or add the rule and its source to the country pack."),
        )
    first = date(period.year, 1, 1) if rule.from_year_start else period.start
    start = _day_in_month(first, rule.start_months, rule.start_day)
    return start, _day_in_month(period.last_day, rule.end_months, rule.end_day) + timedelta(days=1)


def regimes_from_pack(data: Mapping[str, Any], place: str = "regimes.yaml") -> Mapping[str, Regime]:
    """The report calendars of a country pack by code; `data` is the content of its `calendars/regimes.yaml`.

    Raises `BadInput` naming the `place` for a missing or wrong field, or a rule without a source.
    """
    try:
        return {str(one["code"]): _regime(one) for one in data["regimes"]}
    except (KeyError, TypeError, ValueError) as error:
        raise BadInput(
            Message(gettext_noop("A report calendar is incomplete: {detail}."), {"detail": repr(error)}),
            remedy=gettext_noop(
                "Each calendar needs code, name_en, name_vi and rules; each rule start, end and source."
            ),
            place=place,
        ) from error


def _regime(one: Mapping[str, Any]) -> Regime:
    rules = {str(kind): _rule(rule) for kind, rule in one["rules"].items()}
    return Regime(str(one["code"]), str(one["name_en"]), str(one["name_vi"]), rules)


def _rule(rule: Mapping[str, Any]) -> CutoffRule:
    start, end = rule["start"], rule["end"]
    source = str(rule["source"]).strip()
    if not source:
        raise ValueError("source")
    return CutoffRule(
        int(start["months"]),
        int(start["day"]),
        int(end["months"]),
        int(end["day"]),
        source,
        start.get("from", "period") == "year",
    )


def _first_whole_months(period: Period) -> bool:
    return period.start == date(period.year, 1, 1) and period.end.day == 1


def _day_in_month(day: date, months: int, number: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(number, calendar.monthrange(year, month + 1)[1]))
