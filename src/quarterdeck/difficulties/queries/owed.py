"""What an actor's own organisation owes to those who asked: steps, interim answers, answers; each matter once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from quarterdeck.core.rights import Actor
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.difficulties.queries.lists import waiting_for
from quarterdeck.difficulties.queries.support import Step, own_steps, waiting_steps


@dataclass(frozen=True, slots=True)
class OwnStep:
    """A step on the way to money that is the actor's; `interim_by` where it owes an interim answer as well."""

    step: Step
    interim_by: date | None


@dataclass(frozen=True, slots=True)
class Owed:
    """What waits for an organisation, due first. A request for money stands in one of the three lists only."""

    steps: Sequence[OwnStep]
    interim: Sequence[Difficulty]
    answer: Sequence[Difficulty]


def owed(actor: Actor, day: date) -> Owed:
    """What waits for the actor's own organisation. Eight queries.

    What asks for money is answered by its decision: until then there is its step to do, where that is the actor's,
    and otherwise the interim answer to give, once.
    """
    going = waiting_steps(day)
    undecided = {one.difficulty.pk for one in going}
    mine = waiting_for(actor.organisation, day)
    silent = {one.pk: one for one in mine if one.pk in undecided and not one.interims.all()}
    steps = [
        OwnStep(one, one.difficulty.interim_by if one.difficulty.pk in silent else None)
        for one in own_steps(going, actor)
    ]  # fmt: skip
    stepped = {one.step.difficulty.pk for one in steps}
    interim = [one for pk, one in silent.items() if pk not in stepped]
    return Owed(steps, sorted(interim, key=_interim_due), [one for one in mine if one.pk not in undecided])


def _interim_due(one: Difficulty) -> tuple[date, str]:
    return one.interim_by or date.max, one.code
