"""The rows of the three tables, and how they are written."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

FIRST_LIST = "2019-09-11"
LAST_DAY_OF_DISTRICTS = "2025-06-30"
REFORM = "2025-07-01"


@dataclass(frozen=True, slots=True)
class Unit:
    """One version of a unit, alive on [valid_from, valid_to); days as YYYY-MM-DD, an open end is empty.

    `ended_by` names the change that ended it where no succession does.
    """

    uid: str
    code: str
    level: int
    name_vi: str
    name_en: str
    kind: str
    parent_code: str
    valid_from: str
    valid_to: str
    valid_from_precision: str
    source: str
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One event with its legal act; `group` ties the events of one day that share a predecessor."""

    change_id: str
    date: str
    order: int
    kind: str
    level: int
    province_scope: str
    title: str
    title_en: str
    legal_basis: str
    act_date: str
    note: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """That part of a predecessor became part of a successor; `share` of its people, `share_area` of its land."""

    predecessor: str
    successor: str
    share: str
    share_area: str
    basis: str
    quality: str
    quality_land: str
    change_id: str


def uid(code: str, day: str) -> str:
    """The name of a version for good: its code and its first day."""
    return f"{code}@{day}"


def whole(predecessor: str, successor: str, change_id: str) -> Link:
    """The link of a unit that went wholly to another."""
    return Link(predecessor, successor, "1", "1", "whole", "exact", "exact", change_id)


def write(path: Path, kind: type[Any], rows: Iterable[Any]) -> None:
    """Write rows of one kind with its fields as columns, the same bytes for the same rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow([field.name for field in fields(kind)])
        table.writerows(astuple(row) for row in rows)


def read(path: Path) -> Sequence[dict[str, str]]:
    """The rows of a table as text by column."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
