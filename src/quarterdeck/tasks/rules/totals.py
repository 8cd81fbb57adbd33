"""What is made of the tasks of an organisation, an area, a document: counts that add up, rates, days late."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.tasks.rules.lifecycle import Bucket
from quarterdeck.tasks.rules.outcome import kind_of
from quarterdeck.tasks.rules.standing import Count

DONE = frozenset({Bucket.DONE_ON_TIME, Bucket.DONE_LATE})


@dataclass(frozen=True, slots=True)
class Tally:
    """The figures of some tasks as of a day.

    `due_original` counts what was done or is overdue against the original due date, `on_time_original` what of it was
    done by that date. `late_median` and `late_worst` are calendar days of the tasks that are or were done late (None
    where there is none). `extensions` were granted, to `extended` tasks. `without_evidence` counts what was closed
    without any (there must be none), `late_until_extended` the tasks that were overdue until an extension asked for in
    time was granted, `words_only` what was closed on words alone, with neither file nor document.
    """

    count: Count
    due_original: int
    on_time_original: int
    late_median: Decimal | None
    late_worst: int | None
    extensions: int
    extended: int
    without_evidence: int
    words_only: int
    late_until_extended: int = 0

    @property
    def done(self) -> int:
        """What was done, on time or late."""
        return self.count.buckets[Bucket.DONE_ON_TIME] + self.count.buckets[Bucket.DONE_LATE]

    @property
    def due(self) -> int:
        """What was done or is overdue: what the on-time rate is a part of."""
        return self.done + self.count.buckets[Bucket.OPEN_OVERDUE]

    @property
    def on_time(self) -> Decimal | None:
        """Per cent done on time of what was due, against the due date agreed; None where nothing was due yet."""
        return _per_cent(self.count.buckets[Bucket.DONE_ON_TIME], self.due)

    @property
    def on_time_against_original(self) -> Decimal | None:
        """The same against the original due date."""
        return _per_cent(self.on_time_original, self.due_original)

    @property
    def extensions_per_task(self) -> Decimal | None:
        """How many extensions were granted per task; None without tasks."""
        return Decimal(self.extensions) / self.count.total if self.count.total else None


def tally_of(outcomes: Mapping[int, int], days: Mapping[int, int], late_until_extended: int = 0) -> Tally:
    """The figures of some tasks, given how many have which outcome, and how many are how many days late.

    `late_until_extended` of them were overdue until an extension asked for in time was granted.
    """
    kinds = [(kind_of(outcome), many) for outcome, many in outcomes.items()]
    counted = [(kind, many) for kind, many in kinds if kind.bucket is not Bucket.CANCELLED]
    done = [(kind, many) for kind, many in counted if kind.bucket in DONE]
    late_first = sum(many for kind, many in counted if kind.late_first and kind.bucket not in DONE)
    return Tally(
        Count({bucket: sum(many for kind, many in kinds if kind.bucket is bucket) for bucket in Bucket}),
        due_original=sum(many for _kind, many in done) + late_first,
        on_time_original=sum(many for kind, many in done if not kind.late_first),
        late_median=median_of(days),
        late_worst=max(days, default=None),
        extensions=sum(kind.extensions * many for kind, many in counted),
        extended=sum(many for kind, many in counted if kind.extensions),
        without_evidence=sum(many for kind, many in done if not kind.proof),
        words_only=sum(many for kind, many in done if kind.proof == "words"),
        late_until_extended=late_until_extended,
    )


def _per_cent(part: int, whole: int) -> Decimal | None:
    return Decimal(100 * part) / whole if whole else None


def median_of(days: Mapping[int, int]) -> Decimal | None:
    """The median of days late, given how many tasks are so many days late; None where none is.

    >>> median_of({3: 2, 10: 1}), median_of({3: 1, 10: 1})
    (Decimal('3'), Decimal('6.5'))
    """
    many, passed = sum(days.values()), 0
    if not many:
        return None
    middle = []
    for day in sorted(days):
        middle += [day] * sum(passed < place <= passed + days[day] for place in ((many + 1) // 2, many // 2 + 1))
        passed += days[day]
    return Decimal(sum(middle)) / 2
