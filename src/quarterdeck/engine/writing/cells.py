"""One cell of an answer as a reader sees it: the number, its letters, and why there is none."""

from collections.abc import Mapping
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
_DIGITS: Mapping[Statement, int] = {
    Statement.ATTAINMENT: 1, Statement.SHARE: 1, Statement.CONTRIBUTION: 2, Statement.RANK: 0, Statement.DEVIATION: 1,
}  # fmt: skip
_SIGNIFICANT = 4
_MOST_DIGITS = 8
# The letter is the code of the status; "I" is kept for what is illustrative.
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
    OF = "of", "of", "trên"


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
            words += f" ({row['reported']} {Word.OF.label(self.lang)} {row['needed']})"
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


def shown(row: Mapping[str, Any], measure: Measure, notes: Notes) -> Shown:
    """A row of the answer as a cell."""
    value: Decimal | None = row["value"]
    if value is None:
        return Shown(MISSING_MARK, notes.reason(row))
    statement, qualifier = Statement(row["statement"]), Qualifier(row["qualifier"])
    digits = digits_of(value, statement, measure)
    if qualifier is not Qualifier.EXACT:
        digits = max(0, decimals_of(round_half_up(value, digits).normalize()))
    number = format_number(value, notes.lang, digits, statement in SIGNED)
    return Shown(f"{qualifier.label(notes.lang)} {number}".lstrip(), notes.letter(row))


def digits_of(value: Decimal, statement: Statement, measure: Measure) -> int:
    """How many digits after the mark a reader needs."""
    if statement in (Statement.CHANGE, Statement.CHANGE_ON_PREVIOUS):
        return measure.decimals if measure.is_rate else 1
    if statement is Statement.PER:
        return min(_MOST_DIGITS, max(0, _SIGNIFICANT - 1 - value.adjusted())) if value else 0
    return _DIGITS.get(statement, measure.decimals)
