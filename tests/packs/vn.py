"""The tables of the Viet Nam pack, read once and asked by day."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

AREAS = Path(__file__).parents[2] / "packs" / "vn" / "areas"
Row = Mapping[str, str]
REFORM = "2025-07-01"


@cache
def table(name: str) -> Sequence[Row]:
    """The rows of a table of the pack."""
    with (AREAS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def units() -> Mapping[str, Row]:
    """The versions by uid."""
    return {row["uid"]: row for row in table("units.csv")}


def alive(day: str, level: int) -> list[Row]:
    """The versions of a level in being on a day."""
    return [
        row
        for row in table("units.csv")
        if row["level"] == str(level) and row["valid_from"] <= day and (not row["valid_to"] or day < row["valid_to"])
    ]


def under(province: str, day: str) -> tuple[list[Row], list[Row]]:
    """The districts and the communes of an old province on a day."""
    districts = [row for row in alive(day, 2) if row["parent_code"] == province]
    codes = {row["code"] for row in districts}
    return districts, [row for row in alive(day, 3) if row["parent_code"] in codes]


def communes_of_reform() -> list[Row]:
    """The successions by which the new communes came into being on 1 July 2025."""
    return [
        row
        for row in table("succession.csv")
        if row["successor"].endswith(f"@{REFORM}") and units()[row["successor"]]["level"] == "3"
    ]


@cache
def onward() -> Mapping[str, Sequence[Row]]:
    """The successions by the uid of the predecessor."""
    return _by("predecessor")


@cache
def backward() -> Mapping[str, Sequence[Row]]:
    """The successions by the uid of the successor."""
    return _by("successor")


def _by(column: str) -> Mapping[str, Sequence[Row]]:
    found = defaultdict(list)
    for row in table("succession.csv"):
        found[row[column]].append(row)
    return dict(found)
