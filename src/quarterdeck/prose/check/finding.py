"""What the check found about one claim, and its form for programs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quarterdeck.core.messages import Message
from quarterdeck.prose.claims import Claim

AGREES, ROUNDS_TO, DIFFERS, CONTRADICTS = "agrees", "rounds_to", "differs", "contradicts"
IMPOSSIBLE, REVISED, NOT_IN_FIGURES, UNREADABLE = "impossible", "revised", "not_in_figures", "unreadable"
VERDICTS = (AGREES, ROUNDS_TO, DIFFERS, CONTRADICTS, IMPOSSIBLE, REVISED, NOT_IN_FIGURES, UNREADABLE)
# Verdicts that ask somebody to look.
ALARMS = frozenset({DIFFERS, CONTRADICTS, IMPOSSIBLE, REVISED, UNREADABLE})


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim with its verdict.

    `start`, `end` are half-open places in the text as given, `quote` its words there. `figure` is the figure that
    the verdict rests on with its provenance (strings only), or None. `correction` is the number as the figures have
    it, in the text's number format, where one is meant. `cause` sorts the alarms: value, scale, currency, sign, base,
    ratio, period, indicator, area, vintage, parts, contradiction, garbled; "" where there is no alarm.
    """

    start: int
    end: int
    quote: str
    verdict: str
    reason: Message
    figure: Mapping[str, Any] | None = None
    claim: Claim | None = None
    correction: str = ""
    cause: str = ""

    @property
    def alarm(self) -> bool:
        """Whether the verdict asks somebody to look."""
        return self.verdict in ALARMS


def to_json(findings: Iterable[Finding], render: Callable[[Message], str] = str) -> dict[str, Any]:
    """The findings as `quarterdeck check --json` prints them; `render` turns a reason into the reader's language."""
    return {
        "claims": [
            {
                "start": one.start,
                "end": one.end,
                "quote": one.quote,
                "verdict": one.verdict,
                "reason": render(one.reason),
                "figure": dict(one.figure) if one.figure else None,
            }
            for one in findings
        ]
    }
