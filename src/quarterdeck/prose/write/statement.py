"""What is to be said of a figure, and the pieces of a sentence that says it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from quarterdeck.core.measures import Better, Quantity
from quarterdeck.core.pace import Standing
from quarterdeck.core.periods import Period

Of = Literal[
    "", "value", "change", "previous", "of_plan", "plan", "share", "contribution", "rank", "to_date", "before", "other"
]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sentence; `of` names the figure that it writes, "" for words.

    `value` is the number as written, rounded, with the sign of a fall, in the unit with the code `unit`; None
    where it is said in words.
    """

    text: str
    of: Of = ""
    value: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in both languages, as it stands within a sentence."""

    vi: str
    en: str

    def told(self, lang: str) -> str:
        """The name in Vietnamese for "vi", else in English."""
        return self.vi if lang == "vi" else self.en


@dataclass(frozen=True, slots=True)
class Rank:
    """The `place` of an area among `count` peers, the best first; `among` names them ("districts")."""

    place: int
    count: int
    among: Name


@dataclass(frozen=True, slots=True)
class Revision:
    """What was said before the figure was revised on the day `since`."""

    before: Quantity
    since: date


@dataclass(frozen=True, slots=True)
class Conflict:
    """What another source says of the same figure: of its level, or of its change."""

    source: Name
    quantity: Quantity
    of_change: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One indicator in one period.

    `change` is on the same period of the year before: in "%" a growth, else a difference (in "pp" for rates);
    `unreadable` says that its source gave a number that nobody can read, `no_base` that the missing figure of the
    same period is to be told. `previous` is the change on the period before. `of_plan` is the share of the year's
    plan in "%", `plan` the target of a rate in its unit. `share` is the share of `whole` in "%", `contribution` the
    points that it adds to the growth of `whole`. `to_date` is the figure of the year so far, `to_date_period`, to
    which `of_plan` then belongs. None is unknown, and said so or left out, never zero.
    `decimals` are those of the indicator's rule, `change_decimals` and `of_plan_decimals` the most to show (None:
    as reported). `budget` calls the plan by the word that budgets use. `area` is named where the sentence must say
    it, `as_of` the day on which the data was cut.
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
    area: Name | None = None
    as_of: date | None = None
    no_base: bool = False
    previous: Quantity | None = None
    share: Quantity | None = None
    contribution: Quantity | None = None
    whole: Name | None = None
    rank: Rank | None = None
    to_date: Quantity | None = None
    to_date_period: Period | None = None
    revision: Revision | None = None
    conflicts: tuple[Conflict, ...] = ()

    def name(self, lang: str) -> str:
        """The indicator's name in the language."""
        return self.name_vi if lang == "vi" else self.name_en


def plain(pieces: Iterable[Piece]) -> str:
    """The sentence as text."""
    return "".join(piece.text for piece in pieces)
