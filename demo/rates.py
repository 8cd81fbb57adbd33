"""Rates of the sample province: percentages, indices and scores, which do not add up."""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal

from amounts import DISTRICTS, HISTORY, NOW, PROVINCE, Model, Values, months_of, noise, rounded


def levels(model: Model) -> Iterator[tuple[str, Decimal]]:
    """Every period of a rate, the quarters of a year before the year, with the level it scatters around."""
    for year in HISTORY:
        level = Decimal(model[f"y{year}"])
        if model["kind"] == "rate":
            yield from ((f"{year}-Q{at}", level) for at in range(1, 5))
        yield f"{year}-Q1" if model["kind"] == "season" else str(year), level
    if model["q1_2024"]:
        yield "2024-Q1", Decimal(model["q1_2024"])


def near(model: Model, level: Decimal, period: str) -> Decimal:
    """A rate near `level`; what comes close to a whole scatters within what is left of it."""
    room = 100 - level if level > 50 else level / 3
    return rounded(level + noise(model["indicator"], period) * room * Decimal("0.3"), int(model["places"]))


def rate(model: Model, weights: Mapping[str, Values]) -> Values:
    """Rates near their levels; the province is the weighted mean of its districts where a weight is named."""
    values: Values = {}
    for period, level in levels(model):
        scatters = model["kind"] == "rate" and "Q" in period and not period.startswith(str(NOW))
        values[PROVINCE, period] = near(model, level, period) if scatters else level
        if model["monthly"] and "Q" in period:
            months = {(PROVINCE, month): near(model, level, month) for month in months_of(period)}
            values |= months
            if model["year"] == "mean":
                values[PROVINCE, period] = mean(months.values(), model)
        if model["spread"]:
            values |= district_rates(model, values[PROVINCE, period], period)
        if model["weight"]:
            values[PROVINCE, period] = weighted_mean(values, period, weights[model["weight"]], model)
    return values | whole_years(model, values)


def mean(numbers: Collection[Decimal], model: Model) -> Decimal:
    """The mean of `numbers`, to the model's decimals."""
    return rounded(sum(numbers, Decimal(0)) / len(numbers), int(model["places"]))


def whole_years(model: Model, values: Values) -> Values:
    """Years that follow from their quarters, as the model's rule says."""
    years: Values = {}
    for area, period in values:
        if model["year"] and period.isdigit():
            quarters = [values[area, f"{period}-Q{at}"] for at in range(1, 5)]
            years[area, period] = quarters[-1] if model["year"] == "last" else mean(quarters, model)
    return years


def district_rates(model: Model, level: Decimal, period: str) -> Values:
    """The districts' rates: each keeps its own distance from the province and scatters a little."""
    spread, indicator, places = Decimal(model["spread"]), model["indicator"], int(model["places"])
    top = Decimal("99.9") if model["unit"] == "%" else Decimal("Infinity")
    rates = {}
    for area in DISTRICTS:
        moved = level + spread * (noise(indicator, area) + noise(indicator, area, period) / 4)
        rates[area, period] = rounded(min(max(moved, level / 3), top), places)
    return rates


def weighted_mean(values: Values, period: str, weights: Values, model: Model) -> Decimal:
    """The mean of the districts by the weights of the year, or of the last year known."""
    year = str(min(int(period[:4]), HISTORY[-1]))
    whole = sum((weights[area, year] for area in DISTRICTS), Decimal(0))
    total = sum((values[area, period] * weights[area, year] for area in DISTRICTS), Decimal(0))
    return rounded(total / whole, int(model["places"]))
