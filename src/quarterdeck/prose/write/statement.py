"""What is to be said of a figure, and the pieces of a sentence that says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from quarterdeck.core.measures import Better, Quantity
from quarterdeck.core.pace import Standing
from quarterdeck.core.periods import Period

Of = Literal["", "value", "change", "of_plan", "plan"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `of` names the figure that it writes, "" for words."""

    text: str
    of: Of = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """One indicator in one period.

    `change` is on the same period of the year before: in "%" a growth, else a difference (in "pp" for rates);
    `unreadable` says that its source gave a number that nobody can read. `of_plan` is the share of the year's
    plan in "%", `plan` the target of a rate in its unit. None is unknown, and said so or left out, never zero.
    `decimals` are those of the indicator's rule, `change_decimals` and `of_plan_decimals` the most to show (None:
    as reported). `budget` calls the plan by the word that budgets use.
    """

    name_vi: str
    name_en: str
    period: Period
    quantity: Quantity | None
    decimals: int
    change: Quantity | None = None
    change_decimals: int | None = 1
    unreadable: bool = False
    of_plan: Quantity | None = None
    of_plan_decimals: int | None = 1
    plan: Quantity | None = None
    better: Better = Better.HIGHER
    standing: Standing = Standing.UNKNOWN
    budget: bool = False

    def name(self, lang: str) -> str:
        """The indicator's name in the language."""
        return self.name_vi if lang == "vi" else self.name_en


def plain(pieces: Iterable[Piece]) -> str:
    """The sentence as text."""
    return "".join(piece.text for piece in pieces)
