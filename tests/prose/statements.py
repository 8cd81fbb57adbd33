"""Statements drawn at random: every indicator of the packs, and figures of every kind for it."""

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from quarterdeck.core.measures import Better, ObservationStatus, Qualifier, Quantity
from quarterdeck.core.periods import Period
from quarterdeck.prose.write import Conflict, Name, Revision, Statement
from tests.prose.reading_back import indicators

CODES = [(pack, place) for pack in ("vn", "ee") for place in range(len(indicators(pack)))]
PERIODS = [
    Period.parse(code) for code in ("2024-Q1", "2024-Q2", "2024", "2024-S1", "2024-M03", "2024-01-01/2024-09-30")
]
RATES = ("%", "points")
WHOLE = Name("tổng số của cả tỉnh", "the provincial total")
SOURCE = Name("báo cáo của đoàn kiểm tra", "the report of the inspection")


def sizes(decimals: int, most: int = 900_000) -> st.SearchStrategy[Decimal]:
    """Positive numbers with at most so many digits after the mark."""
    return st.decimals(min_value=Decimal(1), max_value=most, places=decimals)


@st.composite
def statements(draw: st.DrawFn, pack: str | None = None) -> Statement:
    """A statement of some indicator, with what may be known of it in any combination."""
    where, place = draw(st.sampled_from([one for one in CODES if pack in (None, one[0])]))
    one = indicators(where)[place]
    unit, decimals = one["unit"], one["decimals"]
    rate, rank = unit in RATES, unit == "rank"
    level = draw(st.integers(1, 63).map(Decimal) if rank else sizes(decimals, 99 if rate else 900_000))
    if unit == "%" and draw(st.booleans()):
        level = draw(st.sampled_from([level, -level]))
    status = draw(st.sampled_from(["A", "A", "E", "P"]))
    hedge = Qualifier.EXACT if rank else draw(st.sampled_from(list(Qualifier)))
    quantity = Quantity(level, unit, ObservationStatus(status), hedge)
    period = draw(st.sampled_from(PERIODS))
    change_unit = "rank" if rank else ("pp" if unit == "%" else unit) if rate else "%"
    sized = st.integers(1, 40).map(Decimal) if rank else sizes(1, 80)
    change = draw(st.none() | st.just(Decimal(0)) | sized | sized.map(lambda size: -size))
    plan = Quantity(draw(sizes(decimals, 99)), unit) if rate and draw(st.booleans()) else None
    return Statement(
        one["name_vi"], one["name_en"], period, quantity, decimals,
        change=None if change is None else Quantity(change, change_unit), no_base=draw(st.booleans()),
        of_plan=None if rate or rank else draw(st.none() | sizes(1, 130).map(lambda share: Quantity(share, "%"))),
        plan=plan, better=Better(one["better"]), budget=one["theme"] == "budget",
        share=draw(st.none() | sizes(1, 99).map(lambda share: Quantity(share, "%"))), whole=WHOLE,
        revision=draw(st.none() | st.just(Revision(Quantity(Decimal(3), unit), date(2024, 4, 20)))),
        conflicts=draw(st.just(()) | st.just((Conflict(SOURCE, Quantity(Decimal(5), unit)),))),
    )  # fmt: skip
