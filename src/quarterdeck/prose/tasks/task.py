"""A task that a text gives."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Task:
    """One task as a text gives it; what the text leaves open is empty, never guessed.

    `start` and `end` are the half-open place in the source of the words that order it. `assigner` orders, also where
    it was named sentences before; `assignees` are to act, each by itself; `what` are the words of the order;
    `deadline` is as written ("trước ngày 15/4", "soon", "hằng tháng") and `due` its last day where that can be told.
    `origin` is the matter or the document that the order comes from. `rules` name how it was read.
    """

    start: int
    end: int
    assigner: str
    assignees: tuple[str, ...]
    what: str
    deadline: str = ""
    due: date | None = None
    origin: str = ""
    rules: tuple[str, ...] = ()

    @property
    def assignee(self) -> str:
        """All who are to act, as one text."""
        return "; ".join(self.assignees)

    @property
    def missing(self) -> tuple[str, ...]:
        """Which of assigner, assignee and deadline the text does not tell."""
        parts = (("assigner", self.assigner), ("assignee", self.assignees), ("deadline", self.deadline))
        return tuple(name for name, said in parts if not said)
