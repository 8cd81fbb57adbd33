"""Gaps that a review must look at."""

from django.utils.translation import override

from quarterdeck.areas.models import Area
from quarterdeck.core.agenda import Item
from quarterdeck.core.messages import Message
from quarterdeck.core.periods import Period
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.figures.queries.tables import Row, table
from quarterdeck.web.gates import say

WEIGHTS = {"off_course": 400, "behind": 300}


def gaps(rows: list[Row]) -> list[Row]:
    """The rows that are behind or off course, worst first."""
    return sorted((row for row in rows if row.line.off), key=lambda row: -WEIGHTS[str(row.line.pace.standing)])


def for_agenda(period: Period, area: Area, known: AsKnown) -> list[Item]:
    """One agenda item per gap, with the numbers it rests on as evidence (decimal text, never float)."""
    return [
        Item("gap", row.indicator.code, row.indicator.name_vi, row.indicator.name_en, _evidence(row, known),
             WEIGHTS[str(row.line.pace.standing)])
        for row in gaps(table(period, area, known))
    ]  # fmt: skip


def _evidence(row: Row, known: AsKnown) -> dict[str, object]:
    one = row.line
    return {
        "period": one.now.period,
        "value": _text(one.now.value),
        "unit": row.indicator.unit,
        "badge": one.now.badge,
        "badges": {
            "same_last_year": one.same.badge,
            "change": one.change.badge,
            "plan": one.plan.badge,
            "of_plan": one.of_plan.badge,
        },
        "same_last_year": _text(one.same.value),
        "change": _text(one.change.value),
        "change_unit": one.change.quantity.unit if one.change.quantity else "%",
        "plan": _text(one.plan.value),
        "of_plan": _text(one.of_plan.value),
        "standing": str(one.pace.standing),
        **_in_both_languages(one.pace.reason),
        "known_on": known.at.isoformat(),
        "vintage": known.name,
    }


def _in_both_languages(reason: Message) -> dict[str, str]:
    found = {}
    for language in ("vi", "en"):
        with override(language):
            found[f"reason_{language}"] = say(reason)
    return found


def _text(value: object) -> str | None:
    return None if value is None else str(value)
