"""What counts of a task, as one number. Of a closed task the store keeps it, since it is the same whatever the day.

Totals then count equal numbers in an index instead of judging every task anew. `tests/tasks/test_totals.py` holds that
the number tells what `standing_of` tells.
"""

from dataclasses import dataclass
from functools import cache

from quarterdeck.tasks.rules.lifecycle import Bucket

# What the number of a task that was done is made of; one granted extension more is one `EXTENSION` more. That of an
# open task is made in the same way, and negative.
GIVEN_UP, DONE, LATE, LATE_FIRST, WORDS, PAPER, EXTENSION = 0, 1, 2, 4, 8, 16, 32


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of task: its official count, whether it is late by the original due date, its proof, its extensions."""

    bucket: Bucket
    late_first: bool = False
    proof: str = ""
    extensions: int = 0


def of_open(*, late: bool, late_first: bool, extensions: int) -> int:
    """The number of an open task as of a day."""
    return -(DONE + LATE * late + LATE_FIRST * late_first + EXTENSION * extensions)


@cache
def kind_of(outcome: int) -> Kind:
    """The kind that a number tells.

    >>> kind_of(DONE + LATE + LATE_FIRST + PAPER + 2 * EXTENSION).extensions
    2
    >>> kind_of(of_open(late=True, late_first=True, extensions=0)).bucket
    <Bucket.OPEN_OVERDUE: 'open_overdue'>
    """
    if outcome == GIVEN_UP:
        return Kind(Bucket.CANCELLED)
    bits, late = abs(outcome), bool(abs(outcome) & LATE)
    proof = "paper" if bits & PAPER else "words" if bits & WORDS else ""
    done, still_open = (Bucket.DONE_ON_TIME, Bucket.DONE_LATE), (Bucket.OPEN_IN_TIME, Bucket.OPEN_OVERDUE)
    bucket = (done if outcome > 0 else still_open)[late]
    return Kind(bucket, bool(bits & LATE_FIRST), proof, bits // EXTENSION)
