"""The way of what asks for money: its four steps, whose the next one is, what was said and granted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from quarterdeck.core.rights import Actor, Right, may
from quarterdeck.difficulties import rules
from quarterdeck.difficulties.models import Difficulty, SupportStep
from quarterdeck.difficulties.queries.limits import asks_for_money, pack
from quarterdeck.difficulties.rules.support import Done, Stage, ended, possible, stages
from quarterdeck.web import packs


@dataclass(frozen=True, slots=True)
class Way:
    """The way of one difficulty: its stages as of a day, what was done, oldest first, and what may be done next."""

    stages: Sequence[Stage]
    done: Sequence[SupportStep]
    possible: tuple[str, ...]
    ended: bool

    @property
    def now(self) -> Stage | None:
        """The step that is to be done now."""
        return next((one for one in self.stages if one.state == "now"), None)


def way(one: Difficulty, day: date) -> Way | None:
    """The way of a difficulty that asks for money, None of any other. One query."""
    if not asks_for_money(one.asks):
        return None
    rows = list(one.support_steps.select_related("post__organisation", "document"))
    done = [Done(row.step, row.done_on, row.outcome) for row in rows]
    made = stages(done, pack()["support"]["steps"], one.raised_on, day, packs.working_calendar(settings.PACK))
    return Way(made, rows, possible(done), ended(done))


def advisers() -> tuple[str, ...]:
    """The codes of the bodies that give opinions on money."""
    return tuple(pack()["support"]["advisers"])


def may_do(actor: Actor, one: Difficulty, who: str) -> bool:
    """Whether a step of `who` (asked, advisers, leaders, office) is the actor's; the Office records any."""
    if rules.acts_for_all(actor):
        return True
    if who == "leaders":
        return rules.decides(actor)
    bodies = {body.code for body in one.routed_to.all()} if who == "asked" else set(advisers())
    return who != "office" and may(actor, Right.ANSWER_DIFFICULTY) and actor.organisation in bodies
