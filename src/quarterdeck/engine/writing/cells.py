"""One cell of an answer as a reader sees it: the number, its letters, and why there is none."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from quarterdeck.core.measures import (
    MISSING_MARK,
    ObservationStatus,
    Origin,
    Qualifier,
    decimals_of,
    format_number,
    round_half_up,
)
from quarterdeck.core.measures.labels import Labelled
from quarterdeck.engine.query import Statement, Why
from quarterdeck.engine.reading.reading import Measure

SIGNED = frozenset(
    {Statement.CHANGE, Statement.CHANGE_ON_PREVIOUS, Statement.CONTRIBUTION, Statement.GAP, Statement.DEVIATION}
)
_AS_TOLD = frozenset(
    {Statement.LEVEL, Statement.PREVIOUS, Statement.SAME_PERIOD, Statement.YEAR_TO_DATE, Statement.PLAN,
     Statement.CHILDREN}
)  # fmt: skip
_DIGITS: Mapping[Statement, int] = {
    Statement.ATTAINMENT: 1, Statement.SHARE: 1, Statement.CONTRIBUTION: 2, Statement.RANK: 0, Statement.DEVIATION: 1,
}  # fmt: skip
_SIGNIFICANT = 4
_MOST_DIGITS = 8
# The letter is the code of the status; "I" is kept for what is illustrative.
Digits = dict[tuple[str, str], int]
ILLUSTRATIVE_LETTER, IMPUTED_LETTERS = "I", "Im"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Word(Labelled):
    """Words of a table."""

    INDICATOR = "indicator", "Indicator", "Chỉ tiêu"
    AREA = "area", "Area", "Địa bàn"
    PERIOD = "period", "Period", "Kỳ"
    BREAKDOWN = "breakdown", "Breakdown", "Phân tổ"
    UNIT = "unit", "Unit", "Đơn vị"
    WHOLE = "whole", "Whole", "Tổng số"
    REPORTED_FOR = "reported_for", "reported for", "báo cáo cho"
    COUNTS = "counts", "in brackets: how many of how many", "trong ngoặc: số đơn vị đã báo cáo trên tổng số"


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell: its number or dash, and the marks behind it."""

    text: str
    marks: str = ""


@dataclass
class Notes:
    """What a table must explain below: letters, and numbered reasons in the order in which they are met."""

    lang: str
    reasons: dict[str, int] = field(default_factory=dict)
    letters: dict[str, str] = field(default_factory=dict)

    def reason(self, row: Mapping[str, Any]) -> str:
        """The raised number of why a cell has no value."""
        words = Why(row["why"]).label(self.lang)
        status = ObservationStatus(row["status"])
        if row["why"] == Why.INCOMPLETE:
            words += f" ({Word.COUNTS.label(self.lang)})"
        elif row["why"] == Why.NO_VALUE and status is not ObservationStatus.MISSING:
            words += f" ({status.label(self.lang)})"
        return str(self.reasons.setdefault(words, len(self.reasons) + 1)).translate(_RAISED)

    def letter(self, row: Mapping[str, Any]) -> str:
        """The letters of a cell with a value."""
        found = []
        status = ObservationStatus(row["status"])
        if status is not ObservationStatus.NORMAL:
            found.append(IMPUTED_LETTERS if status is ObservationStatus.IMPUTED else status.value)
            self.letters[found[-1]] = status.label(self.lang)
        if row["illustrative"]:
            found.append(ILLUSTRATIVE_LETTER)
            self.letters[ILLUSTRATIVE_LETTER] = Origin.ILLUSTRATIVE.label(self.lang)
        return " " + ",".join(found) if found else ""

    def lines(self) -> list[str]:
        """The explanations."""
        told = [f"{str(number).translate(_RAISED)} {words}" for words, number in self.reasons.items()]
        letters = "; ".join(f"{letter}: {words}" for letter, words in sorted(self.letters.items()))
        return [*([letters] if letters else []), *told]


def shown(row: Mapping[str, Any], measure: Measure, notes: Notes, digits: int | None = None) -> Shown:
    """A row of the answer as a cell, with so many digits after the mark, or as many as it needs by itself.

    What was told as nearly or about a number never gets digits that it was not told with.
    """
    value: Decimal | None = row["value"]
    if value is None:
        counts = f" ({row['reported']}/{row['needed']})" if row["why"] == Why.INCOMPLETE else ""
        return Shown(f"{MISSING_MARK}{counts}", notes.reason(row))
    statement, qualifier = Statement(row["statement"]), Qualifier(row["qualifier"])
    digits = digits_of(value, statement, measure) if digits is None else digits
    if qualifier is not Qualifier.EXACT and statement in _AS_TOLD:
        digits = max(0, decimals_of(round_half_up(value, digits).normalize()))
    number = format_number(value, notes.lang, digits, statement in SIGNED)
    return Shown(f"{qualifier.label(notes.lang)} {number}".lstrip(), notes.letter(row))


def even_digits(
    rows: Sequence[Mapping[str, Any]], across: str, measures: Mapping[str, Measure], catalogue: Collection[str]
) -> Digits:
    """The digits after the mark for each column and indicator, so that the numbers of a column stand below one another.

    An indicator of the catalogue has its own; one that a question defines has no more than its numbers need.
    """
    found: Digits = {}
    needed: Digits = {}
    for row in rows:
        value: Decimal | None = row["value"]
        if value is not None:
            key, measure = (row[across], row["indicator"]), measures[row["indicator"]]
            digits = digits_of(value, Statement(row["statement"]), measure)
            found[key] = max(found.get(key, 0), digits)
            natural = decimals_of(round_half_up(value, digits).normalize())
            needed[key] = max(needed.get(key, 0), natural if _is_free(row, measure, catalogue) else digits)
    return {key: min(digits, needed[key]) for key, digits in found.items()}


def _is_free(row: Mapping[str, Any], measure: Measure, catalogue: Collection[str]) -> bool:
    return bool(measure.formula) and row["indicator"] not in catalogue and Statement(row["statement"]) in _AS_TOLD


def digits_of(value: Decimal, statement: Statement, measure: Measure) -> int:
    """How many digits after the mark a reader needs."""
    if statement in (Statement.CHANGE, Statement.CHANGE_ON_PREVIOUS):
        return measure.decimals if measure.is_rate else 1
    if statement is Statement.PER:
        return min(_MOST_DIGITS, max(0, _SIGNIFICANT - 1 - value.adjusted())) if value else 0
    return _DIGITS.get(statement, measure.decimals)
