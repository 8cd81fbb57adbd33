"""A figure with everything that tells where it comes from, as plain strings for programs and pages."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from quarterdeck.prose.check.answers import Answer
from quarterdeck.prose.check.wording import trimmed
from quarterdeck.prose.units import base_of


def figure_of(code: str, answer: Answer) -> Mapping[str, Any]:
    """The figure behind `answer`: its value as held against the claim, its key, its batch and its source."""
    fact = answer.fact
    scale = Decimal(1) if answer.relation != "level" else base_of(fact.unit)[1]
    shown = trimmed(answer.value / scale)
    return {
        "indicator": code,
        "area": fact.area,
        "period": fact.period,
        "relation": answer.relation if answer.relation != "own" else "level",
        "value": f"{shown.normalize():f}",
        "unit": fact.unit if answer.relation == "level" else "%",
        "qualifier": answer.qualifier,
        "status": fact.status,
        "origin": fact.origin,
        "derived": answer.derived,
        "as_of": fact.as_of.isoformat() if fact.as_of else None,
        "known_from": fact.known_from.isoformat(),
        "batch": fact.batch,
        "source": fact.source,
        "superseded_by": fact.superseded_by,
        **fact.provenance,
    }
