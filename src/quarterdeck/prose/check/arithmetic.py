"""What cannot be true together within one text: parts and whole, shares, two values of one thing."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import Written
from quarterdeck.prose.check.compare import significant_step
from quarterdeck.prose.check.finding import (
    AGREES,
    CONTRADICTS,
    IMPOSSIBLE,
    NOT_IN_FIGURES,
    ROUNDS_TO,
    Evidence,
    Finding,
)
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.claims.claim import REST
from quarterdeck.prose.units import PERCENT

_HALF = Decimal(1) / 2
# How a number came to its indicator where that is certain.
_NAMED = frozenset({"subject", "carried", "around", "noun"})
_HUNDRED = Decimal(100)
# A list of parts that ends with "and" and lacks less than this is meant to be complete.
_NEARLY_ALL = Decimal("0.9")


def sums(findings: Sequence[Finding], text: str) -> list[Finding]:
    """`findings` with the parts marked impossible that do not add up to their whole, or shares to 100%."""
    marked = list(findings)
    for _, group in groupby(range(len(findings)), key=lambda i: _sentence(findings[i])):
        numbers = list(group)
        for parts, reason in (*_parts(findings, numbers), *_shares(findings, numbers)):
            if all(confirmed(findings[i]) for i in parts):
                continue
            first, last = findings[parts[0]], findings[parts[-1]]
            for i in parts:
                marked[i] = replace(findings[i], verdict=IMPOSSIBLE, reason=reason, cause="parts")
            marked[parts[0]] = replace(
                marked[parts[0]], start=first.start, end=last.end, quote=text[first.start : last.end]
            )
            for i in parts[1:]:
                marked[i] = replace(marked[i], verdict="")
    return [one for one in marked if one.verdict]


def confirmed(finding: Finding) -> bool:
    """Whether the figures say the same: what does not add up then is theirs, not the text's."""
    return finding.verdict in (AGREES, ROUNDS_TO)


def _sentence(finding: Finding) -> int:
    return finding.claim.sentence if finding.claim is not None else -1


def _parts(findings: Sequence[Finding], numbers: Sequence[int]) -> Iterator[tuple[list[int], Message]]:
    """Each run of parts that contradicts the whole before it."""
    whole: Claim | None = None
    run: list[int] = []
    for i in (*numbers, None):
        claim = findings[i].claim if i is not None else None
        if claim is not None and claim.part and i is not None:
            run.append(i)
            continue
        if run and whole is not None:
            parts = [one for j in run if (one := findings[j].claim) is not None]
            if reason := _clash(whole, parts):
                yield run, reason
        run = []
        if claim is not None and claim.relation == "level" and claim.unit not in PERCENT and claim.values:
            whole = claim


def _clash(whole: Claim, parts: Sequence[Claim]) -> Message | None:
    sizes = [one.values[0] for one in parts if one.values and one.high is None]
    if len(sizes) < len(parts) or not whole.values:
        return None
    total, stated = sum(sizes, Decimal(0)), whole.values[0]
    reach = sum((one.step * _HALF for one in parts if one.step != 1), Decimal(0)) + slack(whole)
    reach += sum((slack(one) for one in parts if one.hedge), Decimal(0))
    more = total > stated + reach
    complete = any(one.listed or one.part == REST for one in parts) or total >= stated * _NEARLY_ALL
    less = complete and len(parts) > 1 and total < stated - reach
    if not (more or less):
        return None
    text = gettext_noop("The parts do not add up: together they are {total:en}, the whole is {stated:en}.")
    return Message(text, {"total": Written((total / whole.scale).normalize()), "stated": Written(stated / whole.scale)})


def slack(claim: Claim) -> Decimal:
    """How far the number may be from the truth because of its hedge or its rounding."""
    size = abs(claim.values[0])
    if claim.hedge:
        return min(significant_step(size), size / 20)
    return claim.step * _HALF if claim.step != 1 or claim.unit in PERCENT else Decimal(0)


def _shares(findings: Sequence[Finding], numbers: Sequence[int]) -> Iterator[tuple[list[int], Message]]:
    """Shares of one whole that pass 100%, each with a subject of its own."""
    run = [i for i in numbers if _is_share(findings[i].claim)]
    shares = [claim.values[0] for i in run if (claim := findings[i].claim) is not None]
    total = sum(shares, Decimal(0))
    if len(run) > 1 and total > _HUNDRED + Decimal(len(run)) / 10:
        text = gettext_noop("The shares add up to {total:en}%, more than the whole.")
        yield run, Message(text, {"total": Written(total.normalize())})


def _is_share(claim: Claim | None) -> bool:
    return claim is not None and claim.relation == "share" and claim.unit == "%" and claim.fresh and bool(claim.values)


def contradictions(findings: Sequence[Finding]) -> list[Finding]:
    """`findings` with those marked that give one thing two values, where the figures know neither."""
    marked = list(findings)
    known: dict[tuple[object, ...], int] = {}
    for i, said in enumerate(findings):
        key = _thing(said)
        if key is None or said.claim is None:
            continue
        first = known.setdefault(key, i)
        other = findings[first].claim
        if first == i or other is None or _compatible(said.claim, other):
            continue
        for here, there in ((i, first), (first, i)):
            slots = {"quote": findings[there].quote}
            text = gettext_noop('The text contradicts itself: elsewhere it says "{quote}".')
            one = findings[there]
            evidence = Evidence("claim", None, one.start, one.end, one.quote)
            marked[here] = replace(
                findings[here], verdict=CONTRADICTS, reason=Message(text, slots), cause="contradiction",
                evidence=(evidence,),
            )  # fmt: skip
    return marked


def _thing(finding: Finding) -> tuple[object, ...] | None:
    """What a claim gives the value of, where that is certain and the figures do not know it."""
    claim = finding.claim
    if claim is None or finding.verdict != NOT_IN_FIGURES or claim.strength != "strong" or claim.part:
        return None
    if claim.relation not in ("level", "growth_yoy", "pct_of_plan", "ratio_yoy") or not claim.values:
        return None
    if not _NAMED & set(claim.rules) or claim.over_plan or len(claim.codes) != 1 or claim.high is not None:
        return None
    return claim.codes, claim.relation, claim.area, claim.area_name, claim.period, claim.unit


def _compatible(left: Claim, right: Claim) -> bool:
    """Whether one value can be a rounding of the other."""
    gap = abs(left.values[0] - right.values[0])
    reach = max(left.step, right.step, _loose(left), _loose(right)) * _HALF
    return gap <= reach


def _loose(claim: Claim) -> Decimal:
    size = abs(claim.values[0])
    return min(significant_step(size) * (2 if claim.hedge else 1), size / 10)
