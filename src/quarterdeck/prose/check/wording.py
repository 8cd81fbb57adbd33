"""Values and labels as the reasons of a finding write them, in either language."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from quarterdeck.core.measures import EXACT, Qualifier, format_number, unit
from quarterdeck.core.periods import day_label
from quarterdeck.core.wording import unit_label
from quarterdeck.prose.catalogue import Bilingual
from quarterdeck.prose.units import PLACES

_RELATIONS = {
    "level": Bilingual("giá trị tuyệt đối", "level"),
    "own": Bilingual("giá trị của chỉ tiêu", "value itself"),
    "growth_yoy": Bilingual("mức tăng, giảm so với cùng kỳ năm trước", "change on the same period of last year"),
    "growth_prev": Bilingual("mức tăng, giảm so với kỳ liền trước", "change on the previous period"),
    "ratio_yoy": Bilingual("tỷ lệ so với cùng kỳ năm trước", "ratio to the same period of last year"),
    "ratio_prev": Bilingual("tỷ lệ so với kỳ liền trước", "ratio to the previous period"),
    "points_yoy": Bilingual("mức tăng, giảm điểm phần trăm so với cùng kỳ", "points on the same period"),
    "points_prev": Bilingual("mức tăng, giảm điểm phần trăm so với kỳ trước", "points on the previous period"),
    "pct_of_plan": Bilingual("tỷ lệ so với kế hoạch, dự toán năm", "share of the year's plan"),
}
# In full: a unit short for tables would not be understood in a sentence.
_MOVES = {"pp": Bilingual("điểm phần trăm", "percentage points"), PLACES: Bilingual("bậc", "places")}
# A place in an order goes before its number.
_PLACED = {"rank": Bilingual("thứ", "rank")}
_MOST_DIGITS = 2


def relation_label(relation: str) -> Bilingual:
    """What a percentage is measured against, in words."""
    return _RELATIONS.get(relation, Bilingual(relation, relation))


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure in a sentence: hedge, number and unit.

    >>> "{one:en} | {one:vi}".format(one=Amount(Decimal("4680"), "VND_bn", "nearly"))
    'nearly 4,680 billion VND | gần 4.680 tỷ đồng'
    >>> "{one:en} | {one:vi}".format(one=Amount(Decimal(6), "rank"))
    'rank 6 | thứ 6'
    """

    value: Decimal
    unit: str
    qualifier: str = "exact"
    sign: bool = False

    def __format__(self, lang: str) -> str:
        language = lang or "en"
        number = format_number(trimmed(self.value), language, sign=self.sign)
        hedge = Qualifier(self.qualifier).label(language)
        if self.unit in ("", "%"):
            return f"{hedge} {number}{self.unit}".lstrip()
        if self.unit in _PLACED:
            return f"{hedge} {_PLACED[self.unit].label(language)} {number}".lstrip()
        if self.unit in _MOVES:
            return f"{hedge} {number} {_MOVES[self.unit].label(language)}".lstrip()
        one = unit(self.unit) if language == "en" and abs(self.value) == 1 else None
        label = one.one_en if one is not None and one.one_en else unit_label(self.unit, language)
        return f"{hedge} {number} {label}".lstrip()

    def __str__(self) -> str:
        return format(self, "en")


def trimmed(value: Decimal) -> Decimal:
    """Without the digits that only a division made."""
    exponent = value.normalize(EXACT).as_tuple().exponent
    if isinstance(exponent, int) and exponent < -6:
        return round(value, _MOST_DIGITS)
    return value


def amount(value: Decimal, code: str, qualifier: str = "exact", *, sign: bool = False) -> Amount:
    """`value` in unit `code` for a message."""
    return Amount(value, code, qualifier, sign)


def day(one: date) -> Bilingual:
    """A day for a message."""
    return Bilingual(day_label(one, "vi"), day_label(one, "en"))
