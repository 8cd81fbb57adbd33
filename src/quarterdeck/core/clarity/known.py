"""What a store knows of the things a task names: who holds the post, what ends, what is open already."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Ending:
    """A body, post or unit that ends: `day` is the first day without it, `heirs` are what takes its place ("" unknown).

    `leads` says whether it leads the task or answers for it; others cooperate or are named in the text.
    """

    name: str
    day: date
    heirs: str = ""
    leads: bool = True


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task of the same lead that is still open, in the language of the text that is checked."""

    code: str
    text: str
    due: date


@dataclass(frozen=True, slots=True)
class Known:
    """The circumstances of a task. Empty or None where nothing is wrong, or where the store cannot tell.

    `vacant`: the accountable post, where nobody holds it on the day of issue. `power`: "none" where the assigner has
    no authority over the lead, "other_line" where the lead belongs to another line than the assigner. `function`: the
    body that answers for the indicator, where it neither leads nor cooperates. `signs`: whether the accountable post
    may sign for a decision itself. `measured`: whether an indicator gives baseline and source of the number.
    `review_on`: the day of the next review that checks the task. `cut_off`: the last day that the report of the
    indicator's period covers. `parts`: for each cooperating body whether its part and its date are stated. `linked`:
    whether the task leads back to what caused it.
    """

    vacant: str = ""
    endings: tuple[Ending, ...] = ()
    assigner: str = ""
    power: str = ""
    function: str = ""
    signs: bool | None = None
    measured: bool | None = None
    open_tasks: tuple[OpenTask, ...] = ()
    review_on: date | None = None
    cut_off: date | None = None
    parent: str = ""
    parent_due: date | None = None
    milestones: tuple[date, ...] = ()
    parts: Mapping[str, bool] | None = None
    urgent: bool = False
    linked: bool | None = None
