"""The milestones of a task as its page shows them: how each stands, what is next, how long the way is without one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.tasks.models import Milestone, Task
from quarterdeck.tasks.rules.explain import limit_on
from quarterdeck.tasks.rules.milestones import AHEAD, MET, MET_LATE, MISSED, Gap, longest_gap, milestone_state
from quarterdeck.web import packs


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone with its state (a key of `MILESTONE_STATES`) and the calendar days that it is or was late."""

    milestone: Milestone
    state: str
    days_late: int


@dataclass(frozen=True, slots=True)
class Way:
    """The milestones of a task. `gap` is the longest stretch without one; `too_long` where it breaks the pack's
    rule and is not over yet. The rule allows `limit` calendar days. `dropped` are those that were taken away."""

    steps: Sequence[Step]
    gap: Gap
    too_long: bool
    limit: int
    dropped: Sequence[Milestone] = ()

    @property
    def open(self) -> Sequence[Step]:
        """Those that are not met."""
        return [one for one in self.steps if one.state not in (MET, MET_LATE)]

    @property
    def met(self) -> int:
        """How many were met, in time or late."""
        return sum(one.state in (MET, MET_LATE) for one in self.steps)

    @property
    def missed(self) -> int:
        """How many were not met on their day."""
        return sum(one.state == MISSED for one in self.steps)

    @property
    def next(self) -> Step | None:
        """The next one that lies ahead."""
        return next((one for one in self.steps if one.state == AHEAD), None)


def way(of: Task, today: date) -> Way:
    """The milestones of a task on a day, in order. Two queries."""
    found = of.milestones.prefetch_related("changes").order_by("due", "number")
    steps = [_step(one, today) for one in found if one.dropped_on is None]
    gap = longest_gap(of.issued_on, of.due, [one.milestone.due for one in steps])
    rule = limit_on(of.issued_on, packs.read(settings.PACK, "tasks.yaml").get("milestones") or [])
    limit = int(rule["longest_gap"]) if rule else 0
    long = rule is not None and (of.due - of.issued_on).days > int(rule["from_days"])
    dropped = [one for one in found if one.dropped_on is not None]
    return Way(steps, gap, long and gap.days > limit and gap.last > today, limit, dropped)


def milestone(of: Task, number: int) -> Milestone:
    """The milestone with this number; `NotFound` otherwise."""
    found = of.milestones.filter(number=number, dropped_on__isnull=True).first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("Milestone {number} is no longer there."), {"number": number}),
            remedy=gettext_noop("Reload the page and look at what happened meanwhile."),
        )
    return found


def _step(one: Milestone, today: date) -> Step:
    state = milestone_state(one.due, one.met_on, today)
    until = one.met_on or today
    return Step(one, state, max((until - one.due).days, 0) if state in (MET_LATE, MISSED) else 0)
