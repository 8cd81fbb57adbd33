"""Words that judge a development beside numbers that say the opposite: "positive results" at a fall of a third."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import Named
from quarterdeck.prose.check.answers import HUNDRED, Reader
from quarterdeck.prose.check.finding import WORDING, Evidence, Finding
from quarterdeck.prose.check.holding import held_of
from quarterdeck.prose.check.language import Language, language
from quarterdeck.prose.check.wording import amount
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.units import PERCENT

_STOP = re.compile(r"[.!?…;\n](?:(?<=\n)|(?=\s))")
# No sentence is looked at further than this from its numbers.
_BEFORE, _AFTER = 400, 200
# A smaller change is neither good nor bad.
_LEAST = Decimal(1)


@dataclass(frozen=True, slots=True)
class Trend:
    """By how many per cent what a claim speaks of changed on the same period, and whether that is good (1) or bad."""

    finding: Finding
    claim: Claim
    change: Decimal
    sense: int


def wordings(findings: Sequence[Finding], text: str, reader: Reader) -> Iterator[Finding]:
    """A finding on each word of praise or blame in a sentence all of whose numbers went the other way."""
    low = text.lower()
    present: dict[str, list[str]] = {}
    for _, group in groupby(findings, key=lambda one: one.claim.sentence if one.claim else -1):
        said = [one for one in group if one.claim is not None]
        if not said or said[0].claim is None:
            continue
        words = language(said[0].claim.lang)
        start, end = _sentence(text, min(one.start for one in said), max(one.end for one in said))
        if (lang := said[0].claim.lang) not in present:
            present[lang] = [one for one in words.judging if one in low]
        if len(low) == len(text) and not any(low.find(one, start, end) >= 0 for one in present[lang]):
            continue
        praise, blame = words.praise.search(text, start, end), words.blame.search(text, start, end)
        if (praise is None) == (blame is None) or _qualified(words, text, start, end):
            continue
        trends = [trend for one in said if (trend := _trend(one, reader)) is not None]
        if not trends and words.harms.search(text, start, end) is None:
            trends = [trend for one in said if (trend := _plain_trend(one)) is not None]
        found, wanted = (praise, -1) if praise is not None else (blame, 1)
        if found is not None and trends and all(one.sense == wanted for one in trends):
            yield _finding(found, trends[0], reader)


def _sentence(text: str, first: int, last: int) -> tuple[int, int]:
    """The sentence around the numbers in places [first, last)."""
    begin = max(0, first - _BEFORE)
    stops = [one.end() for one in _STOP.finditer(text, begin, first)]
    closing = _STOP.search(text, last, min(len(text), last + _AFTER))
    return max(stops, default=begin), closing.start() if closing else min(len(text), last + _AFTER)


def _qualified(words: Language, text: str, start: int, end: int) -> bool:
    """Whether the sentence itself sets one thing against another, or speaks of what is not so."""
    return words.contrast.search(text, start, end) is not None or words.unreal.search(text, start, end) is not None


def _trend(finding: Finding, reader: Reader) -> Trend | None:
    """Which way the claim's indicator went, by the claim itself or by the figure that it agrees with."""
    claim = finding.claim
    if claim is None or claim.strength != "strong" or len(claim.codes) != 1 or not claim.values or finding.alarm:
        return None
    code = next(iter(claim.codes))
    better = reader.catalogue.indicator(code).better
    change = _change(claim, code, reader)
    if change is None or abs(change) < _LEAST or better not in ("higher", "lower"):
        return None
    good = (change > 0) == (better == "higher")
    return Trend(finding, claim, change, 1 if good else -1)


def _plain_trend(finding: Finding) -> Trend | None:
    """The same for a thing of which no catalogue says what is better: more of it, where nothing harmful is named."""
    claim = finding.claim
    if claim is None or not claim.values or finding.alarm or claim.expected:
        return None
    change = {"growth_yoy": claim.values[0], "ratio_yoy": claim.values[0] - HUNDRED}.get(claim.relation)
    if claim.unit not in PERCENT or change is None or abs(change) < _LEAST:
        return None
    return Trend(finding, claim, change, 1 if change > 0 else -1)


def _change(claim: Claim, code: str, reader: Reader) -> Decimal | None:
    if claim.unit in PERCENT:
        if claim.relation in ("growth", "growth_yoy"):
            return claim.values[0]
        if claim.relation == "ratio_yoy":
            return claim.values[0] - HUNDRED
        if claim.relation == "pct_of_plan" and claim.values[0] + (HUNDRED if claim.over_plan else 0) >= HUNDRED:
            return HUNDRED
        return None
    if claim.relation != "level" or claim.area != reader.area:
        return None
    asked = Claim(
        claim.start, claim.end, claim.quote, (), claim.step, "%", "growth_yoy", claim.codes, claim.strength, claim.area,
        claim.period, claim.period_said, claim.lang, claim.sentence,
    )  # fmt: skip
    firm = held_of(asked, code, reader, reader.area).firm
    return firm[0].value if firm else None


def _finding(found: re.Match[str], trend: Trend, reader: Reader) -> Finding:
    slots: dict[str, object] = {"words": found[0], "change": amount(trend.change, "%", sign=True)}
    if trend.claim.strength == "strong" and len(trend.claim.codes) == 1:
        slots["name"] = Named(reader.catalogue.indicator(next(iter(trend.claim.codes))))
        text = gettext_noop('"{words}" does not go with the number: {name:en} changed by {change:en}.')
    else:
        text = gettext_noop('"{words}" does not go with the number beside it, a change of {change:en}.')
    reason = Message(text, slots)
    one = trend.finding
    evidence = (Evidence("words", None, found.start(), found.end(), found[0]), *one.evidence)
    evidence = (*evidence, Evidence("claim", None, one.start, one.end, one.quote))
    return Finding(
        found.start(), found.end(), found[0], WORDING, reason, one.figure, trend.claim, cause="wording",
        evidence=evidence,
    )  # fmt: skip
