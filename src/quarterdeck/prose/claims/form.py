"""Claims in the form that `quarterdeck read FILE --json` prints."""

from collections.abc import Iterable
from typing import Any

from quarterdeck.prose.claims.claim import UNREADABLE, Claim

_HUNDRED = 100


def to_json(claims: Iterable[Claim]) -> dict[str, Any]:
    """Claims with values in base units; what cannot be read stands under "anomalies", never among the claims."""
    listed = list(claims)
    return {
        "claims": [_form(one) for one in listed if one.values and (one.codes or not one.known)],
        "anomalies": [
            {"start": one.start, "end": one.end, "quote": one.quote, "kind": "garbled"}
            for one in listed
            if one.relation == UNREADABLE
        ],
    }


def _form(claim: Claim) -> dict[str, Any]:
    value = claim.values[0] + (_HUNDRED if claim.over_plan and claim.says == "pct_of_plan" else 0)
    return {
        "start": claim.start,
        "end": claim.end,
        "value": float(value),
        "unit": "pp" if claim.points else claim.label or claim.unit,
        "value_high": None if claim.high is None else float(claim.high),
        "relation": claim.says,
        "period": _period(claim),
        "approx": bool(claim.hedge),
        "indicator_text": claim.subject_words,
        "indicators": sorted(claim.codes),
        "area": claim.area,
        "rules": list(claim.rules),
    }


def _period(claim: Claim) -> str | None:
    if claim.period is None:
        return claim.fiscal or None
    if claim.as_of:
        return f"as-of {claim.period.last_day.isoformat()}"
    return claim.period.code.replace("-M", "-")
