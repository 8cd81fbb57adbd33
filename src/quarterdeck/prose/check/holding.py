"""Which figures a claim is held against, and whether it agrees with one of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from quarterdeck.core.record import record
from quarterdeck.prose.check.answers import ACCEPTED, AROUND, MAYBE, SAME, Answer, Reader
from quarterdeck.prose.check.compare import ROUNDS_TO, Said, agreement
from quarterdeck.prose.claims import Claim
from quarterdeck.prose.figures import FigureFact
from quarterdeck.prose.units import PERCENT, PLACES, base_of

_HUNDRED = Decimal(100)
_LEVEL = frozenset({"level"})


@record(frozen=True, slots=True)
class Held:
    """The answers that a claim is held against: `own` of its very period, `near` of periods it may also mean."""

    own: tuple[Answer, ...]
    near: tuple[Answer, ...]

    @property
    def firm(self) -> list[Answer]:
        """Those of its period that are no illustration: only they can make a claim wrong."""
        return [one for one in self.own if one.firm]


def said_of(claim: Claim) -> list[Said]:
    """The readings of the claim's number, as its relation is compared: 3% over the plan is 103% of it."""
    base = _HUNDRED if claim.over_plan else Decimal(0)
    return [Said(base + value, claim.step, claim.hedge, claim.high) for value in claim.values]


def accepted(claim: Claim) -> frozenset[str]:
    """The relations of figures that the claim can be held against."""
    return ACCEPTED.get(claim.relation, _LEVEL) if claim.unit in PERCENT else _LEVEL


def held_of(claim: Claim, code: str, reader: Reader, area: str) -> Held:
    """What the figures of `area` answer to the claim."""
    kinds, percent = accepted(claim), claim.unit in PERCENT
    period = claim.period or reader.period
    said = claim.period_said and claim.period is not None
    sorts = reader.by_time(code, area, percent, period, said)
    own = [one for one in sorts[SAME] if one.relation in kinds]
    around = [one for one in sorts[AROUND] if one.relation in kinds]
    if not own and not said:
        own = around
    near = [one for one in (*sorts[MAYBE], *around) if one.relation in kinds]
    if percent:
        computed = [one for one in reader.computed(code, area, period) if one.relation in kinds]
        # A published percentage counts more; one that follows from the levels is not wrong beside it.
        own, near = (own, [*near, *computed]) if own else (computed, near)
    return Held(tuple(own), tuple(near))


def answers_to(
    claim: Claim, code: str, reader: Reader, facts: Iterable[FigureFact], wanted: Sequence[int]
) -> list[Answer]:
    """The rows `facts` whose period stands so to the claim's, as answers of a relation that it accepts."""
    period = claim.period or reader.period
    said = claim.period_said and claim.period is not None
    chosen = (one for one in facts if one.scenario == "actual" and reader.tier(one, period, said) in wanted)
    kinds = accepted(claim)
    return [one for one in reader.answers(code, chosen, claim.unit in PERCENT) if one.relation in kinds]


def agreeing(claim: Claim, readings: Sequence[Said], answers: Iterable[Answer]) -> tuple[str, Answer] | None:
    """The best agreement: firm before illustrative, exact before rounded."""
    found = _agreements(claim, readings, answers)
    return min(found, key=lambda one: (not one[1].firm, one[1].illustrative, one[0] == ROUNDS_TO), default=None)


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
    return claim.unit in PERCENT or claim.unit in ("", "money", PLACES, base_of(answer.fact.unit)[0])


def without_hedge(readings: Sequence[Said]) -> list[Said]:
    """The numbers alone: a hedge is no licence to be the figure of another time."""
    return [replace(one, hedge="") for one in readings]
