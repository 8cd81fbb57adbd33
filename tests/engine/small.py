"""A small store in a folder: a province with districts and communes of which two merge, revenue and population."""

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from quarterdeck.core.lineage import Event, EventKind, Quality, Register, Share, Succession, Unit
from quarterdeck.core.measures import ObservationStatus, Qualifier
from quarterdeck.engine.facts import Mark
from quarterdeck.engine.keeping import keep
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.engine.segments.compaction import compact
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.slabs import writing
from quarterdeck.engine.world import World

BORN, MERGER = date(2010, 1, 1), date(2025, 7, 1)
AREAS = (
    ("24", 1, "", "Tỉnh Mẫu", "Sample Province", None),
    ("213", 2, "24", "Thành phố Một", "City One", None),
    ("214", 2, "24", "Huyện Hai", "District Two", None),
    ("215", 2, "24", "Huyện Ba", "District Three", None),
    ("C1", 3, "213", "Xã Một", "Commune One", MERGER),
    ("C2", 3, "213", "Xã Hai", "Commune Two", MERGER),
)
REVENUE = {"24": "250.5", "213": "120.5", "214": "80", "215": "50", "C1": "20", "C2": "30"}
NAMES = {"BUDGET_REV": ("Thu ngân sách", "Budget revenue"), "POPULATION": ("Dân số", "Population")}


def register() -> Register:
    """Communes One and Two become Commune Four on 1 July 2025."""
    units = [
        Unit(uid(code), code, level, "unit", vi, en, above, BORN, end) for code, level, above, vi, en, end in AREAS
    ]
    merged = Unit("C4@2025-07-01", "C4", 3, "unit", "Xã Bốn", "Commune Four", "213", MERGER)
    whole = {"population": Share(Fraction(1), Quality.EXACT)}
    event = Event("E1", EventKind.MERGE, MERGER, MERGER)
    return Register([*units, merged], [Succession(uid(one), merged.uid, "E1", whole) for one in ("C1", "C2")], [event])


def uid(code: str) -> str:
    """The version of a unit from 2010 on."""
    return f"{code}@2010-01-01"


def world() -> World:
    """Budget revenue by quarters, population by years."""
    revenue = Measure("BUDGET_REV", "VND_bn", 1, "Q", "per_period", "sum", "sum", "higher", "")
    people = Measure("POPULATION", "persons", 0, "A", "per_period", "last", "sum", "neither", "")
    return World({one.code: one for one in (revenue, people)}, register(), {}, "small")


def log() -> MemoryLog:
    """Two years of quarters that grow by a tenth, a plan, people; and a month later a correction of the province."""
    made = MemoryLog()
    nearly = Mark(ObservationStatus.ESTIMATED, Qualifier.NEARLY)
    rows = [
        Told("BUDGET_REV", uid(code), f"{year}-Q{number}", (Decimal(value) / (1 if year == 2024 else Decimal("1.25"))))
        for code, value in REVENUE.items()
        for year in (2023, 2024)
        for number in range(1, 5 if year == 2023 else 2)
    ]
    rows += [Told("BUDGET_REV", uid("24"), "2024", Decimal(1000), scenario="plan")]
    rows += [Told("POPULATION", uid(code), "2023", Decimal(value) * 1000) for code, value in REVENUE.items()]
    made.append(datetime(2024, 4, 1, tzinfo=UTC), rows)
    made.append(
        datetime(2024, 5, 1, tzinfo=UTC), [Told("BUDGET_REV", uid("24"), "2024-Q1", Decimal("251"), mark=nearly)]
    )
    return made


def fill(folder: Path) -> MemoryLog:
    """Put the store's segments into a folder, with what is kept beside them."""
    made, what = log(), world()
    compact(folder, made, slabs=writing.write, level_of=lambda one: what.register.units[one].level)
    keep(folder, made, world=what, expected=what, names=NAMES)
    return made
