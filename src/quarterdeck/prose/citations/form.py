"""Citations as other programs read them."""

from collections.abc import Iterable
from typing import Any

from quarterdeck.prose.citations.citation import Citation


def to_json(citations: Iterable[Citation]) -> list[dict[str, Any]]:
    """The list "documents" of what is read from a text; places are half-open, in characters of the source."""
    return [
        {
            "start": one.start,
            "end": one.end,
            "type": one.type,
            "number": one.number,
            "date": one.day.isoformat() if one.day else None,
            "issuer": one.issuer or None,
            "kind": one.kind or None,
            "places": [list(place) for place in one.places],
            "rules": list(one.rules),
        }
        for one in citations
    ]
