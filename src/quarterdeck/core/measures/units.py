"""The units that figures are counted in, and the conversions between those of one dimension."""

from dataclasses import dataclass
from decimal import Context, Decimal

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop

# Wide enough that no conversion of a state budget in dong loses a digit.
EXACT = Context(prec=60)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure. `scale` is its size in the base unit of its `dimension`.

    Counts of different things (persons, houses) are different dimensions, so that they are never added.
    `one_en` is the English word after the number 1 where it differs.
    """

    code: str
    label_vi: str
    label_en: str
    dimension: str
    scale: Decimal = Decimal(1)
    one_en: str = ""

    def label(self, lang: str) -> str:
        """The unit as it stands in the head of a column."""
        return self.label_vi if lang == "vi" else self.label_en


def _count(code: str, label_vi: str, label_en: str, one_en: str) -> Unit:
    return Unit(code, label_vi, label_en, f"count of {code}", Decimal(1), one_en)


_ALL = (
    Unit("%", "%", "%", "percentage"),
    Unit("pp", "điểm %", "pts", "percentage points", Decimal(1), "pt"),
    Unit("VND", "đồng", "VND", "money in VND"),
    Unit("VND_mn", "triệu đồng", "million VND", "money in VND", Decimal(10) ** 6),
    Unit("VND_bn", "tỷ đồng", "billion VND", "money in VND", Decimal(10) ** 9),
    Unit("VND_tn", "nghìn tỷ đồng", "trillion VND", "money in VND", Decimal(10) ** 12),
    Unit("USD", "USD", "USD", "money in USD"),
    Unit("USD_mn", "triệu USD", "million USD", "money in USD", Decimal(10) ** 6),
    Unit("USD_bn", "tỷ USD", "billion USD", "money in USD", Decimal(10) ** 9),
    Unit("VND_mn_per_person", "triệu đồng/người", "million VND per person", "VND per person"),
    Unit("USD_per_person", "USD/người", "USD per person", "USD per person"),
    _count("persons", "người", "persons", "person"),
    _count("enterprises", "doanh nghiệp", "enterprises", "enterprise"),
    _count("households", "hộ", "households", "household"),
    _count("houses", "căn nhà", "houses", "house"),
    _count("cases", "vụ", "cases", "case"),
    _count("projects", "dự án", "projects", "project"),
    _count("communes", "xã", "communes", "commune"),
    _count("schools", "trường", "schools", "school"),
    _count("certificates", "giấy chứng nhận", "certificates", "certificate"),
    _count("points", "điểm", "points", "point"),
    _count("times", "lần", "times", "time"),
    Unit("rank", "thứ hạng", "rank", "rank"),
    Unit("per_10k", "trên 1 vạn dân", "per 10,000 people", "per population"),
    Unit("m2", "m²", "m²", "surface"),
    Unit("ha", "ha", "ha", "surface", Decimal(10) ** 4),
    Unit("m3", "m³", "m³", "volume"),
    Unit("km", "km", "km", "length"),
    Unit("tonnes", "tấn", "tonnes", "mass", Decimal(1), "tonne"),
    Unit("t_tonnes", "nghìn tấn", "thousand tonnes", "mass", Decimal(1000)),
    Unit("kWh_mn", "triệu kWh", "million kWh", "energy", Decimal(10) ** 6),
)
UNITS = {one.code: one for one in _ALL}


def unit(code: str) -> Unit:
    """The unit with `code`, e.g. "VND_bn"; raises `BadInput` naming the known codes."""
    try:
        return UNITS[code]
    except KeyError:
        raise BadInput(
            Message(gettext_noop('"{code}" is not a known unit.'), {"code": code}),
            remedy=Message(gettext_noop("Use one of: {codes}."), {"codes": ", ".join(UNITS)}),
        ) from None


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """`value` in unit `source` as a value in unit `target`; raises `BadInput` across dimensions.

    >>> convert(Decimal("4.68"), "VND_tn", "VND_bn")
    Decimal('4680.00')
    """
    old, new = unit(source), unit(target)
    if old.dimension != new.dimension:
        raise BadInput(
            Message(
                gettext_noop("{source_en} cannot be converted to {target_en}."),
                {
                    "source_en": old.label_en,
                    "target_en": new.label_en,
                    "source_vi": old.label_vi,
                    "target_vi": new.label_vi,
                },
            ),
            remedy=gettext_noop("Give the figure in a unit of the same kind."),
        )
    if old.scale >= new.scale:
        return EXACT.multiply(value, EXACT.divide(old.scale, new.scale))
    return EXACT.divide(value, EXACT.divide(new.scale, old.scale))
