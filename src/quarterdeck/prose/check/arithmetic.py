"""What cannot be true together within one sentence: parts and whole, shares."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.wording import Written
from quarterdeck.prose.check.compare import significant_step
from quarterdeck.prose.check.finding import AGREES, ILLUSTRATIVE, IMPOSSIBLE, ROUNDS_TO, Finding
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.claims.claim import REST
from quarterdeck.prose.units import PERCENT

_HALF = Decimal(1) / 2
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
    return finding.verdict in (AGREES, ROUNDS_TO, ILLUSTRATIVE)


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
