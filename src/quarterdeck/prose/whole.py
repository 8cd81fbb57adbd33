"""Everything that is read from one text: its numbers, its tasks, the documents it cites."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from quarterdeck.core.periods import Period
from quarterdeck.prose import citations, claims, tasks
from quarterdeck.prose.catalogue import EMPTY, Catalogue
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.claims.form import to_json as claims_json


@dataclass(frozen=True, slots=True)
class Whole:
    """What one text claims, orders and cites, each with its half-open place in the text."""

    claims: tuple[Claim, ...]
    tasks: tuple[tasks.Task, ...]
    documents: tuple[citations.Citation, ...]

    def to_json(self) -> dict[str, Any]:
        """The form that `quarterdeck read FILE --json` prints: claims, tasks, documents, anomalies."""
        told = claims_json(self.claims)
        return {
            "claims": told["claims"],
            "tasks": tasks.to_json(self.tasks),
            "documents": citations.to_json(self.documents),
            "anomalies": told["anomalies"],
        }


def read(
    text: str, lang: str | None = None, catalogue: Catalogue = EMPTY, *, period: Period | None = None, area: str = "",
    written: date | None = None,
) -> Whole:  # fmt: skip
    """Everything that `text` says, as `claims.read`, `tasks.read` and `citations.read` tell it."""
    numbers = claims.read(text, lang, catalogue, period=period, area=area, written=written)
    ordered = tasks.read(text, lang, written=written)
    return Whole(tuple(numbers), tuple(ordered), tuple(citations.read(text, lang)))
