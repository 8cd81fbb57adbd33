"""What was reported of a task, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.tasks.models import Progress, Task
from quarterdeck.tasks.queries.measuring import plain


@dataclass(frozen=True, slots=True)
class Told:
    """A report of progress; `share` is per cent of the target where the number is in its unit."""

    progress: Progress
    value: Decimal | None
    share: Decimal | None


def told(of: Task) -> Sequence[Told]:
    """Every report of progress on a task, newest first. One query."""
    return [_told(of, one) for one in of.progress.select_related("file").order_by("-at", "-pk")]


def _told(of: Task, one: Progress) -> Told:
    comparable = one.value is not None and of.target_value and of.target_bound == "at_least"
    share = 100 * one.value / of.target_value if comparable and one.unit == of.target_unit else None
    return Told(one, plain(one.value) if one.value is not None else None, share)
