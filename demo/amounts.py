"""What the makers of the sample figures share: units, years, exact amounts and repeatable scatter."""

import csv
import hashlib
from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROVINCE = "24"
HISTORY, NOW = (2021, 2022, 2023), 2024
Model = Mapping[str, str]
# Values by area and period code.
Values = dict[tuple[str, str], Decimal]


def read(name: str) -> list[dict[str, str]]:
    """The lines of a CSV file beside this one."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


PROFILES = {line.pop("profile"): line for line in read("profiles.csv")}
DISTRICTS = tuple(PROFILES["people"])


def noise(*key: object) -> Decimal:
    """A number in [-1, 1) that depends on `key` alone."""
    digest = hashlib.sha256("/".join(map(str, key)).encode()).digest()
    return Decimal(int.from_bytes(digest[:6], "big")) / Decimal(2**47) - 1


def rounded(value: Decimal, places: int) -> Decimal:
    """`value` rounded half up to `places` decimals."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def split(total: Decimal, weights: Sequence[Decimal], places: int) -> list[Decimal]:
    """`total` in parts proportional to `weights`, exact to `places` decimals (largest remainder)."""
    step = Decimal(1).scaleb(-places)
    exact = [total * weight / sum(weights) for weight in weights]
    parts = [part.quantize(step, ROUND_FLOOR) for part in exact]
    order = sorted(range(len(parts)), key=lambda at: (parts[at] - exact[at], at))
    for at in order[: int((total - sum(parts)) / step)]:
        parts[at] += step
    return parts


def scattered(weights: Sequence[Decimal], amplitude: str, *key: object) -> list[Decimal]:
    """`weights`, each moved by up to `amplitude` of itself."""
    return [weight * (1 + Decimal(amplitude) * noise(*key, at)) for at, weight in enumerate(weights)]


def months_of(quarter: str) -> list[str]:
    """Period codes of the three months of a quarter."""
    year, number = quarter.split("-Q")
    return [f"{year}-M{3 * int(number) - 2 + at:02d}" for at in range(3)]
