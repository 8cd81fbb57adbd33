"""A page of a long list. The order is taken apart into runs that an index gives, and only the page itself is loaded.

Sorted by one expression, every task would be looked at for each page: open and overdue first, then open, then done.
Each of these is a run of its own; a page rarely needs more than the first.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from django.db.models import Count as Total
from django.db.models import OrderBy, Q, QuerySet
from django.db.models.functions import Coalesce

from quarterdeck.core.rights import Actor
from quarterdeck.tasks.models import Task
from quarterdeck.tasks.queries.lists import in_column
from quarterdeck.tasks.queries.wanted import (
    CANCELLED,
    DONE,
    LATE_FOR_EVER,
    OPEN,
    SETS,
    Wanted,
    days_late,
    in_time,
    meeting,
    sorted_by,
)
from quarterdeck.tasks.rules import Bucket, Count

SHOWN = ("lead", "acceptor", "stuck_on")  # whom a page of the list or of the board names
Order = Sequence[str | OrderBy]
Run = tuple[Q, Order]
# Of these sets the list has tasks in these runs of the usual order only.
_RUNS: Mapping[str, tuple[int, ...]] = {
    Bucket.OPEN_OVERDUE: (0,), Bucket.OPEN_IN_TIME: (1,), OPEN: (0, 1), Bucket.DONE_ON_TIME: (2,),
    Bucket.DONE_LATE: (2,), Bucket.CANCELLED: (3,), LATE_FOR_EVER: (0, 2),
}  # fmt: skip


class Listing:
    """Tasks in an order, for a paginator: `count()`, and slices that load no more than they give.

    `counts` are those of the runs where they are known already.
    """

    def __init__(self, found: QuerySet[Task], runs: Sequence[Run], counts: Sequence[int] | None = None) -> None:
        self._found, self._runs, self._known = found, runs, counts

    @cached_property
    def _counts(self) -> Sequence[int]:
        if self._known is not None:
            return self._known
        asked = {f"run_{at}": Total("pk", filter=of) for at, (of, _order) in enumerate(self._runs)}
        return list(self._found.order_by().aggregate(**asked).values())

    def count(self) -> int:
        """How many there are."""
        return sum(self._counts)

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, wanted: slice) -> list[Task]:
        keys = list(self._keys(wanted.start or 0, wanted.stop))
        found = Task.objects.select_related(*SHOWN).in_bulk(keys)
        return [found[key] for key in keys]

    def _keys(self, start: int, stop: int) -> Iterator[int]:
        """The keys of the tasks from one place to another; runs that lie before the page are only counted."""
        left = stop - start
        for (of, order), many in zip(self._runs, self._counts, strict=True):
            if start < many and left > 0:
                run = self._found.filter(of).order_by(*order)
                yield from run.values_list("pk", flat=True)[start : start + left]
            left -= max(0, min(left, many - start))
            start = max(0, start - many)


def paged(
    wanted: Wanted, actor: Actor, today: date, *, column: tuple[str, str] | None = None, counts: Count | None = None
) -> Listing:
    """The tasks that `lists.listed` gives, in the same order, page by page; `column` is one of the board.

    `counts` are the official ones of what the list shows without its set of tasks, where they are known.
    """
    found = meeting(wanted, actor)
    if wanted.bucket:
        found = found.filter(SETS[wanted.bucket](today))
    if column:
        found = in_column(found, *column, today)
    by_bucket = column[1] if column and column[0] == "bucket" else wanted.bucket
    known = None if counts is None or (column and (wanted.bucket or column[0] != "bucket")) else _known(
        counts, wanted.sort, by_bucket
    )  # fmt: skip
    if wanted.search:  # no index finds words within words: one pass is better than one for each run
        return Listing(found, [(Q(), sorted_by(wanted.sort, today))], None if known is None else [sum(known)])
    return Listing(found, _runs(wanted.sort, by_bucket, today), known)


def _known(of: Count, sort: str, bucket: str) -> Sequence[int] | None:
    """The counts of the runs of a list, as far as the official ones tell them."""
    late = of.buckets[Bucket.DONE_LATE] + of.buckets[Bucket.OPEN_OVERDUE]
    if sort == "late":
        return None if bucket else [late, of.issued - late]
    if bucket in of.buckets:
        return [of.buckets[Bucket(bucket)]]
    if bucket:
        return None
    done = of.buckets[Bucket.DONE_ON_TIME] + of.buckets[Bucket.DONE_LATE]
    runs = [of.buckets[Bucket.OPEN_OVERDUE], of.buckets[Bucket.OPEN_IN_TIME], done, of.buckets[Bucket.CANCELLED]]
    return runs if sort == "due" else [of.issued]


def _runs(sort: str, bucket: str, today: date) -> list[Run]:
    if sort == "late":
        days = days_late(today).desc()
        return [(SETS[LATE_FOR_EVER](today), (days, "due", "code")), (CANCELLED | in_time(today), ("due", "code"))]
    if sort != "due":
        return [(Q(), sorted_by(sort, today))]
    last = Coalesce("submitted_on", "due").desc()
    every: list[Run] = [
        (SETS[Bucket.OPEN_OVERDUE](today), ("due", last, "code")),
        (SETS[Bucket.OPEN_IN_TIME](today), ("due", last, "code")),
        (DONE, ("-submitted_on", "code")), (CANCELLED, (last, "code")),
    ]  # fmt: skip
    return [every[at] for at in _RUNS.get(bucket, range(len(every)))]
