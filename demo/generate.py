"""Make the illustrative figures of the sample province: `python demo/generate.py [FILE]` (demo/illustrative.csv).

Reads `model.csv` (one line an indicator: yearly totals, quarter shares, how it spreads over the districts),
`profiles.csv` (weights of the districts), `missing.csv` (what was not reported) and `figures.csv` (what was
published, which is never written again). Everything is exact and repeatable: amounts are split by largest
remainder, so months, quarters and districts add up, and the scatter comes from SHA-256.

Kinds in `model.csv`: flow (adds up over time), cumulative (a flow reported since 1 January), ranges (a flow reported
to the 15th of the quarter's last month), total (sum of the indicators named under shares), stock (level at the end
of the period), rate and annual_rate (scatter around a level), season (a rate of first quarters only), annual (one
amount a year), target_met (one figure a year as it stands) and target (a plan alone).
"""

import csv
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from amounts import (
    DISTRICTS,
    HERE,
    HISTORY,
    NOW,
    PROFILES,
    PROVINCE,
    Model,
    Values,
    months_of,
    noise,
    read,
    rounded,
    scattered,
    split,
)
from rates import rate

KNOWN_ON = "2024-03-20"
KEY = ("indicator", "area", "period", "breakdown", "scenario", "regime")
MISSING = {(line["indicator"], line["area"], line["period"]): line["status"] for line in read("missing.csv")}


def quarter_totals(model: Model) -> dict[str, Decimal]:
    """The amounts of the quarters by period code, for every year the model knows."""
    places = int(model["places"])
    totals: dict[str, Decimal] = {}
    for year in HISTORY:
        if not model[f"y{year}"]:
            continue
        rest, weights = Decimal(model[f"y{year}"]), [Decimal(share) for share in model["shares"].split()]
        fixed = [Decimal(model["q1_2023"])] if year == 2023 and model["q1_2023"] else []
        moved = scattered(weights, "0.03", model["indicator"], year)[len(fixed) :]
        amounts = fixed + split(rest - sum(fixed), moved, places)
        totals |= {f"{year}-Q{at}": amount for at, amount in enumerate(amounts, 1)}
    if model["q1_2024"]:
        totals["2024-Q1"] = Decimal(model["q1_2024"])
    return totals


def spread_out(model: Model, total: Decimal, period: str, amplitude: str) -> Iterator[tuple[str, Decimal]]:
    """The districts' parts of a province total."""
    weights = [Decimal(PROFILES[model["profile"]][area]) for area in DISTRICTS]
    moved = scattered(weights, amplitude, model["indicator"], period[:4], period[5:])
    yield from zip(DISTRICTS, split(total, moved, int(model["places"])), strict=True)


def flow(model: Model) -> Values:
    """Quarters, months and years of an amount that adds up; districts where the model spreads it."""
    values: Values = {}
    for quarter, total in quarter_totals(model).items():
        values[PROVINCE, quarter] = total
        if model["monthly"]:
            weights = scattered([Decimal("0.98"), Decimal("0.92"), Decimal("1.1")], "0.06", model["indicator"], quarter)
            values |= {
                (PROVINCE, month): part
                for month, part in zip(months_of(quarter), split(total, weights, int(model["places"])), strict=True)
            }
        if model["profile"]:
            values |= {(area, quarter): part for area, part in spread_out(model, total, quarter, "0.12")}
    return values | year_sums(values)


def year_sums(values: Values) -> Values:
    """Whole years from their four quarters; a year that is not over has none."""
    return {
        (area, str(year)): sum((values[area, f"{year}-Q{at}"] for at in range(1, 5)), Decimal(0))
        for year in HISTORY
        for area in (PROVINCE, *DISTRICTS)
        if (area, f"{year}-Q4") in values
    }


def cumulative(model: Model) -> Values:
    """A flow as it is reported: each figure holds the year up to the end of its period."""
    values: Values = {}
    running: dict[tuple[str, str, str], Decimal] = {}
    for (area, period), amount in sorted(flow(model).items()):
        year, kind = period[:4], period[5:6]
        key = (area, year, kind)
        running[key] = running.get(key, Decimal(0)) + amount
        values[area, period] = running[key]
    return values


def ranges(model: Model) -> Values:
    """A flow reported from 1 January to the 15th of each quarter's last month; the year adds what came after."""
    totals = quarter_totals(model)
    late = Decimal("0.04")
    values: Values = {}
    for year in (*HISTORY, NOW):
        running = Decimal(0)
        for at in range(1, 5):
            if (amount := totals.get(f"{year}-Q{at}")) is None:
                continue
            whole = Decimal(model[f"y{year}"]) if year in HISTORY else amount
            running += amount if at < 4 else amount - rounded(whole * late, int(model["places"]))
            values[PROVINCE, f"{year}-01-01/{year}-{3 * at:02d}-15"] = running
        if year in HISTORY:
            values[PROVINCE, str(year)] = Decimal(model[f"y{year}"])
    return values


def stock(model: Model) -> Values:
    """A level that moves in equal steps to the figure at the year's end."""
    values: Values = {}
    for year in HISTORY:
        end = Decimal(model[f"y{year}"])
        start = Decimal(model[f"y{year - 1}"]) if year > HISTORY[0] else end - 8
        for at in range(1, 5):
            values[PROVINCE, f"{year}-Q{at}"] = rounded(start + (end - start) * at / 4, int(model["places"]))
        values[PROVINCE, str(year)] = end
    values[PROVINCE, "2024-Q1"] = Decimal(model["q1_2024"])
    for (_, period), total in list(values.items()):
        values |= dict(((area, period), part) for area, part in spread_out(model, total, period, "0"))
    return values


def annual(model: Model) -> Values:
    """One amount a year."""
    values: Values = {}
    for year in HISTORY:
        total = values[PROVINCE, str(year)] = Decimal(model[f"y{year}"])
        if model["profile"]:
            values |= {(area, str(year)): part for area, part in spread_out(model, total, str(year), "0.01")}
    return values


def plans(model: Model, values: Values) -> Values:
    """Targets of the years: for 2024 as the model says, before that what came out or a little less."""
    planned: Values = {}
    for year in (*HISTORY, NOW) if model["plan2024"] else ():
        target = Decimal(model["plan2024"])
        if year != NOW:
            target = earlier_plan(model, year, values.get((PROVINCE, str(year)), Decimal(model[f"y{year}"] or 0)))
        if target:
            planned[PROVINCE, str(year)] = target
            if model["profile"]:
                parts = spread_out(model, target, str(year), "0.05")
                planned |= {(area, str(year)): part for area, part in parts}
    return planned


def earlier_plan(model: Model, year: int, outcome: Decimal) -> Decimal:
    """The target of a past year. Public investment was never disbursed in full, amounts ran a little over."""
    if model["indicator"] == "PUBLIC_INVEST_DISB":
        return rounded(outcome / Decimal("0.95"), int(model["places"]))
    amounts = ("flow", "cumulative", "ranges")
    over = (noise(model["indicator"], "plan", year) + 1) / 60 if model["kind"] in amounts else Decimal(0)
    return rounded(outcome * (1 - over), int(model["places"]))


MAKERS: Mapping[str, Callable[[Model], Values]] = {
    "flow": flow, "cumulative": cumulative, "ranges": ranges, "stock": stock, "annual": annual, "target_met": annual,
    "target": lambda _model: {},
}  # fmt: skip


def series(models: Sequence[Model]) -> Iterator[tuple[Model, str, Values]]:
    """Every indicator's actual values and plans, in the order of the model."""
    known: dict[str, tuple[Values, Values]] = {}
    by_weight = {model["indicator"]: annual(model) for model in models if model["kind"] == "annual"}
    for model in models:
        if model["kind"] == "total":
            parts = [known[part] for part in model["shares"].split()]
            actual, planned = (summed([part[at] for part in parts]) for at in (0, 1))
        else:
            maker = MAKERS.get(model["kind"])
            actual = maker(model) if maker else rate(model, by_weight)
            planned = plans(model, actual)
        known[model["indicator"]] = actual, planned
        yield model, "actual", actual
        yield model, "plan", planned


def summed(parts: Sequence[Values]) -> Values:
    """Values added up key by key."""
    return {key: sum((part[key] for part in parts), Decimal(0)) for key in parts[0]}


def rows(models: Sequence[Model], published: set[tuple[str, ...]]) -> Iterator[dict[str, str]]:
    """The lines of illustrative.csv; keys that were published are left out."""
    for model, scenario, values in series(models):
        for (area, period), value in sorted(values.items()):
            status = MISSING.get((model["indicator"], area, period), "") if scenario == "actual" else ""
            shown = "" if status else str(rounded(value, int(model["places"])))
            status = status or ("E" if scenario == "actual" and period.startswith(str(NOW)) else "A")
            yield from line(model, area, period, scenario, shown, status, published)


def line(
    model: Model, area: str, period: str, scenario: str, value: str, status: str, published: set[tuple[str, ...]]
) -> Iterator[dict[str, str]]:
    """One line, or none where the key was published."""
    if (model["indicator"], area, period, "", scenario, model["regime"]) in published:
        return
    yield {
        "indicator": model["indicator"], "area": area, "period": period, "breakdown": "", "scenario": scenario,
        "regime": model["regime"], "value": value, "unit": model["unit"], "status": status,
        "origin": "illustrative", "qualifier": "exact", "source": "illustrative", "known_on": KNOWN_ON,
    }  # fmt: skip


def write(target: Path) -> None:
    """Write the illustrative figures to `target`."""
    figures = read("figures.csv")
    published = {tuple(line[name] for name in KEY) for line in figures}
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(figures[0]), restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows(read("model.csv"), published))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "illustrative.csv")
