"""What the log of figures can make of a claim: which row it would be, or why it can be none. Pure.

Statements about a level ("up 12%", "66.5% of the same period") are kept under breakdowns that begin with "@", as
docs/decisions/0002-published-statements.md says.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from quarterdeck.core.measures import UNITS, convert
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.prose.catalogue import Catalogue
from quarterdeck.prose.claims import Claim

QUALIFIERS = {"over": "over", "at_least": "over", "nearly": "nearly", "at_most": "nearly", "about": "about"}
# What texts say of a level, by the breakdown under which it is kept.
SAYINGS: Mapping[str, str] = {
    "": gettext_noop("the value itself"),
    "@growth_yoy": gettext_noop("growth on the same period, in %"),
    "@growth_prev": gettext_noop("growth on the period before, in %"),
    "@pct_of_plan": gettext_noop("per cent of the plan"),
    "@ratio_yoy": gettext_noop("per cent of the same period"),
}
# What a text may say that is no figure of an indicator in a period, and why it can be no row of the log.
UNHELD: Mapping[str, str] = {
    "share": gettext_noop("A share of a whole is worked out from both figures; the log keeps the figures."),
    "contribution": gettext_noop("A contribution to growth is worked out; the log keeps the figures that it rests on."),
    "rank": gettext_noop("A place in a ranking is worked out from the figures of all areas."),
    "change": gettext_noop("A difference from another period is worked out; the log keeps both figures."),
    "multiple": gettext_noop("A multiple of another figure is worked out; the log keeps both figures."),
    "range": gettext_noop("A range from one number to another is no figure; the log keeps one value."),
}
_BREAKDOWNS = {
    "growth_yoy": "@growth_yoy", "growth_prev": "@growth_prev", "pct_of_plan": "@pct_of_plan",
    "ratio_yoy": "@ratio_yoy",
}  # fmt: skip
_UNHELD_BY = {
    "share": "share", "portion": "share", "contribution": "contribution", "rank": "rank", "change": "change",
    "multiple": "multiple",
}  # fmt: skip
_PERCENT = "%"


def figure_of(claim: Claim, catalogue: Catalogue) -> dict[str, Any]:
    """The row of the log that a claim with a value would be; `unheld` says why it can be none, "" where it can."""
    code = _code(claim, catalogue)
    unit = catalogue.indicator(code).unit if code else ""
    breakdown = _breakdown(claim, unit)
    wanted = _PERCENT if breakdown else unit
    value = _in_unit(claim, wanted, breakdown)
    if value is None:
        code = ""
    return {
        "indicator": code, "candidates": sorted(claim.codes), "area": claim.area or "", "period": _period(claim),
        "as_of": claim.period.last_day.isoformat() if claim.as_of and claim.period else "", "breakdown": breakdown,
        "value": str(claim.value if value is None else value), "scenario": _scenario(claim),
        "unit": claim.unit if value is None else wanted, "qualifier": QUALIFIERS.get(claim.hedge, "exact"),
        "unheld": _unheld(claim, breakdown),
    }  # fmt: skip


def _code(claim: Claim, catalogue: Catalogue) -> str:
    """The one indicator that is meant; of a rate and a level called by the same words the one whose unit is said.

    "GRDP growth of 14.18%" is the indicator of growth where there is one, and not a statement about the value.
    """
    if claim.strength == "weak":
        return ""
    codes = [one for one in sorted(claim.codes) if catalogue.knows(one)]
    if len(codes) > 1:
        codes = [one for one in codes if _fits(claim.unit, catalogue.indicator(one).unit)]
    return codes[0] if len(codes) == 1 else ""


def _fits(unit: str, other: str) -> bool:
    return unit in UNITS and other in UNITS and UNITS[unit].dimension == UNITS[other].dimension


def _breakdown(claim: Claim, unit: str) -> str:
    """Under what the claim is kept; growth of a rate of growth is its value."""
    found = _BREAKDOWNS.get(claim.relation) or _BREAKDOWNS.get(claim.says, "")
    return "" if unit == _PERCENT and found == "@growth_yoy" else found


def _unheld(claim: Claim, breakdown: str) -> str:
    if claim.high is not None:
        return "range"
    if breakdown and not claim.points:
        return ""
    if claim.points or claim.unit == "pp":
        return _UNHELD_BY.get(claim.relation) or _UNHELD_BY.get(claim.says) or "change"
    return _UNHELD_BY.get(claim.relation) or _UNHELD_BY.get(claim.says, "")


def _scenario(claim: Claim) -> str:
    if claim.says == "target" or claim.relation == "target":
        return "plan"
    return "forecast" if claim.expected else "actual"


def _in_unit(claim: Claim, wanted: str, breakdown: str) -> Decimal | None:
    """The value in the unit of the indicator; None where the units do not fit, or nothing is known of one."""
    if claim.value is None or not _fits(claim.unit, wanted):
        return None
    value = convert(claim.value, claim.unit, wanted)
    if claim.over_plan and breakdown == "@pct_of_plan":  # "5% above the plan" is 105% of it
        value += 100
    return value.normalize() + 0


def _period(claim: Claim) -> str:
    """The period as figures are kept: of a single day the quarter that it lies in, of days since another all of them.

    A figure "as of 15 March" is one of 1 January to 15 March; as one of the quarter it would stand beside itself.
    """
    if claim.period is None:
        return ""
    single = claim.period.last_day == claim.period.start
    return Period.of_day(claim.period.last_day, "Q").code if claim.as_of and single else claim.period.code
