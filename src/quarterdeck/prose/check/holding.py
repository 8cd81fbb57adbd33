"""Which figures a claim is held against, and whether it agrees with one of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from quarterdeck.prose.check.answers import ACCEPTED, Answer, Reader, period_of
from quarterdeck.prose.check.compare import ROUNDS_TO, Said, agreement
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.figures import FigureFact
from quarterdeck.prose.units import PERCENT, base_of

_HUNDRED = Decimal(100)
_LEVEL = frozenset({"level"})
# How a figure's period stands to that of a claim.
SAME, MAYBE, AROUND = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Held:
    """The answers that a claim is held against: `own` of its very period, `near` of periods it may also mean."""

    own: tuple[Answer, ...]
    near: tuple[Answer, ...]

    @property
    def firm(self) -> list[Answer]:
        """Those of its period that are no illustration: only they can make a claim wrong."""
        return [one for one in self.own if not one.illustrative]


def said_of(claim: Claim) -> list[Said]:
    """The readings of the claim's number, as its relation is compared: 3% over the plan is 103% of it."""
    base = _HUNDRED if claim.over_plan else Decimal(0)
    return [Said(base + value, claim.step, claim.hedge, claim.high) for value in claim.values]


def accepted(claim: Claim) -> frozenset[str]:
    """The relations of figures that the claim can be held against."""
    return ACCEPTED.get(claim.relation, _LEVEL) if claim.unit in PERCENT else _LEVEL


def held_of(claim: Claim, code: str, reader: Reader, area: str) -> Held:
    """What the figures of `area` answer to the claim."""
    facts = [one for one in reader.figures.current(code, area) if one.scenario == "actual"]
    own = answers_to(claim, code, reader, area, facts, {SAME})
    if not own and not claim.period_said:
        own = answers_to(claim, code, reader, area, facts, {AROUND})
    near = answers_to(claim, code, reader, area, facts, {MAYBE, AROUND})
    if claim.unit in PERCENT:
        computed = [one for one in reader.computed(code, area, claim.spoken_of) if one.relation in accepted(claim)]
        # A published percentage counts more; one that follows from the levels is not wrong beside it.
        own, near = (own, [*near, *computed]) if own else (computed, near)
    return Held(tuple(own), tuple(near))


def answers_to(
    claim: Claim, code: str, reader: Reader, area: str, facts: Iterable[FigureFact], wanted: set[int]
) -> list[Answer]:
    """The rows `facts` whose period stands so to the claim's, as answers of a relation that it accepts."""
    chosen = (one for one in facts if tier(one, claim, reader) in wanted)
    kinds = accepted(claim)
    return [one for one in reader.answers(code, area, chosen, claim.unit in PERCENT) if one.relation in kinds]


def tier(fact: FigureFact, claim: Claim, reader: Reader) -> int:
    """SAME: of the claim's period. MAYBE: of one it may also mean. AROUND: of the year around it. 0: of another."""
    period = period_of(fact)
    if period is None:
        return 0
    if period == claim.spoken_of or (reader.near(claim.spoken_of) and reader.near(period)):
        return SAME
    if not claim.period_said:
        return MAYBE if reader.period.contains(period) else (AROUND if period.contains(reader.period) else 0)
    vague = claim.spoken_of.contains(reader.period) or reader.period.contains(claim.spoken_of)
    return MAYBE if vague and reader.near(period) else 0


def agreeing(claim: Claim, readings: Sequence[Said], answers: Iterable[Answer]) -> tuple[str, Answer] | None:
    """The best agreement: firm before illustrative, exact before rounded."""
    found = _agreements(claim, readings, answers)
    return min(found, key=lambda one: (one[1].illustrative, one[0] == ROUNDS_TO), default=None)


def _agreements(claim: Claim, readings: Sequence[Said], answers: Iterable[Answer]) -> Iterator[tuple[str, Answer]]:
    for one in answers:
        if not same_currency(claim, one):
            continue
        for said in readings:
            # A percentage without a word of direction says nothing of the sign.
            silent = claim.relation == "" and "list" not in claim.rules and said.value > 0
            if verdict := agreement(said, abs(one.value) if silent else one.value, one.qualifier):
                yield verdict, one


def same_currency(claim: Claim, answer: Answer) -> bool:
    """Whether the claim is said in the currency of the figure, or in none."""
    return claim.unit in PERCENT or claim.unit in ("", "money", base_of(answer.fact.unit)[0])


def without_hedge(readings: Sequence[Said]) -> list[Said]:
    """The numbers alone: a hedge is no licence to be the figure of another time."""
    return [replace(one, hedge="") for one in readings]
