"""What the check found about one claim, and its form for programs."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from quarterdeck.core.messages import Message
from quarterdeck.core.record import record
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.matching import Candidate

AGREES, ROUNDS_TO, DIFFERS, CONTRADICTS = "agrees", "rounds_to", "differs", "contradicts"
IMPOSSIBLE, REVISED, NOT_IN_FIGURES, UNREADABLE = "impossible", "revised", "not_in_figures", "unreadable"
# Only in an older vintage; words that praise what fell; a percentage of which nobody can say what it is measured on.
OLDER, WORDING, NO_BASE = "older", "wording", "no_base"
# Something speaks against the number that is no proof; it is like a figure that was invented for the sample.
HINT, ILLUSTRATIVE = "hint", "illustrative"
VERDICTS = (
    AGREES, ROUNDS_TO, DIFFERS, CONTRADICTS, IMPOSSIBLE, REVISED, OLDER, WORDING, UNREADABLE, HINT, NO_BASE,
    ILLUSTRATIVE, NOT_IN_FIGURES,
)  # fmt: skip
# Verdicts that ask somebody to look.
ALARMS = frozenset({DIFFERS, CONTRADICTS, IMPOSSIBLE, REVISED, OLDER, WORDING, UNREADABLE})


@record(frozen=True, slots=True)
class Fix:
    """A correction by one click: places [start, end) of the text as given become `text`."""

    start: int
    end: int
    text: str


@record(frozen=True, slots=True)
class Evidence:
    """One thing that a verdict rests on: a figure with its provenance, or words [start, end) of the text.

    `kind`: "figure" (what the claim is held against), "other" (another figure that the number equals), "own" (that of
    the area that the text names, where the number is another area's), "claim" (another claim of the text) or "words".
    """

    kind: str
    figure: Mapping[str, Any] | None = None
    start: int = 0
    end: int = 0
    quote: str = ""


@record(frozen=True, slots=True)
class Finding:
    """One claim with its verdict.

    `start`, `end` are half-open places in the text as given, `quote` its words there. `figure` is the figure that
    the verdict rests on with its provenance (strings only), or None; `evidence` is everything it rests on. `fix` is
    the correction as the text would write it, or None where no honest one exists. `cause` sorts the alarms: value,
    hedge, scale, currency, sign, base, ratio, period, last_year, indicator, area, vintage, parts, shares, equation,
    range, contradiction, wording, garbled; "" where there is neither an alarm nor a hint. `candidates` are the
    indicators that the number may speak of where that is in doubt, the likeliest first.
    """

    start: int
    end: int
    quote: str
    verdict: str
    reason: Message
    figure: Mapping[str, Any] | None = None
    claim: Claim | None = None
    fix: Fix | None = None
    cause: str = ""
    evidence: tuple[Evidence, ...] = ()
    candidates: tuple[Candidate, ...] = ()

    @property
    def alarm(self) -> bool:
        """Whether the verdict asks somebody to look."""
        return self.verdict in ALARMS

    @property
    def correction(self) -> str:
        """What the correction puts in the place of the words that are wrong, "" where there is none."""
        return self.fix.text if self.fix is not None else ""


def to_json(
    findings: Iterable[Finding], render: Callable[[Message], str] = str, *, full: bool = False
) -> dict[str, Any]:
    """The findings as `quarterdeck check --json` prints them; `render` turns a reason into the reader's language.

    `full` adds to each its cause, correction, evidence and candidates.
    """
    return {"claims": [_form(one, render) | (_more(one) if full else {}) for one in findings]}


def _form(one: Finding, render: Callable[[Message], str]) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "quote": one.quote,
        "verdict": one.verdict,
        "reason": render(one.reason),
        "figure": dict(one.figure) if one.figure else None,
    }


def _more(one: Finding) -> dict[str, Any]:
    fix = one.fix
    return {
        "cause": one.cause,
        "correction": {"start": fix.start, "end": fix.end, "text": fix.text} if fix is not None else None,
        "evidence": [
            {
                "kind": each.kind,
                "figure": dict(each.figure) if each.figure else None,
                "start": each.start,
                "end": each.end,
                "quote": each.quote,
            }
            for each in one.evidence
        ],
        "candidates": [
            {"indicator": each.code, "score": each.score, "name": each.name, "why": list(each.why)}
            for each in one.candidates
        ],
    }
