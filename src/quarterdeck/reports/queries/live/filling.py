"""Templates checked and filled from the figures of one state of knowledge."""

from collections.abc import Sequence
from typing import Any

from quarterdeck.papers.live import Filled, Marks, Problem, Reference, examine, fill
from quarterdeck.reports.queries.live.helpers import FIELDS, Desk
from quarterdeck.reports.queries.writing.knowledge import Knowledge
from quarterdeck.reports.queries.writing.told import doors_of
from quarterdeck.reports.rules import Lang


def problems(content: bytes, of: Knowledge, lang: Lang) -> list[Problem]:
    """Everything that keeps a template from being filled; `BadInput` where it is no template at all."""
    desk = _desk(of, lang)
    return examine(content, desk.helpers(), FIELDS, desk.marks)


def filled(content: bytes, of: Knowledge, lang: Lang, *, site: str = "") -> Filled:
    """The template with its figures; `BadInput` names the first place that cannot be filled."""
    desk = _desk(of, lang)
    return fill(content, desk.helpers(), FIELDS, desk.marks, site=site)


def _desk(of: Knowledge, lang: Lang) -> Desk:
    return Desk(of, lang, Marks(), doors_of(of.state))


def as_json(of: Knowledge, references: Sequence[Reference]) -> dict[str, Any]:
    """Every figure that stands in a filled template, and of which state of knowledge it is."""
    return {
        "review": of.state.review or None,
        "vintage": of.state.known.name or None,
        "known_on": of.state.known.at.isoformat(),
        "references": [
            {
                "bookmark": one.bookmark, "indicator": one.code, "of": one.of, "area": one.area, "period": one.period,
                "text": one.text, "badge": one.badge or None, "origin": one.origin,
            }
            for one in references
        ],
    }  # fmt: skip
