"""Short ways to put figures into the log of a test."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
from django.db import DEFAULT_DB_ALIAS, connection, connections

from quarterdeck.core.periods import Period
from quarterdeck.core.rights import SYSTEM
from quarterdeck.figures.actions.log import NewObservation, append_observations
from quarterdeck.figures.models import Batch, Indicator, Source
from tests import world as cast


def row(world: cast.World, indicator: Indicator, value: str | None, **more: object) -> NewObservation:
    """A figure of the province for 2024-Q1 unless said otherwise; `area` and `period` are codes."""
    fields: dict[str, object] = {
        "unit": "%" if str(more.get("breakdown", "")).startswith("@") else indicator.unit, "status": "A",
    } | more  # fmt: skip
    area = world.areas[str(fields.pop("area", "P"))]
    period = Period.parse(str(fields.pop("period", "2024-Q1")))
    number = None if value is None else Decimal(value)
    return NewObservation(indicator=indicator, area=area, period=period, value=number, **fields)


def tell(
    world: cast.World, indicator: Indicator, value: str | None, *, at: datetime = cast.NOW,
    source: Source | None = None, document: str = "", **more: object,
) -> Batch:  # fmt: skip
    """Report one figure as the system."""
    return append_observations(
        rows=[row(world, indicator, value, **more)], kind="entry", source=source, document=document, by=SYSTEM, at=at
    )


@contextmanager
def as_outside_a_transaction() -> Iterator[None]:
    """Within this the connection says that no transaction is open, as it does in a server."""
    default = connections[DEFAULT_DB_ALIAS]
    default.in_atomic_block = False
    try:
        yield
    finally:
        default.in_atomic_block = True


def as_committed() -> None:
    """What a commit does to the state of the log: a test itself never commits.

    On PostgreSQL another connection ends a transaction of its own; SQLite tells by itself what was written.
    """
    if connection.vendor == "postgresql":
        with psycopg.connect(**whereabouts()) as other:
            other.execute("SELECT pg_current_xact_id()")


def whereabouts() -> dict[str, Any]:
    """Where the PostgreSQL server of the tests is, for a second connection."""
    params = connection.get_connection_params()
    return {key: params[key] for key in ("host", "port", "user", "dbname")}


def later(days: int) -> datetime:
    """So many days after the day of the review."""
    return cast.NOW + timedelta(days=days)


def history(world: cast.World, indicator: Indicator, area: str = "P") -> None:
    """Three years of quarters that grow, the first quarter of 2024 and its plan."""
    shares = ("20", "25", "25", "30")
    rows = [
        row(world, indicator, str(Decimal(share) * (10 + year - 2021)), period=f"{year}-Q{number}", area=area)
        for year in (2021, 2022, 2023)
        for number, share in enumerate(shares, 1)
    ]
    rows.append(row(world, indicator, "250", area=area, qualifier="nearly"))
    rows.append(row(world, indicator, "1150", period="2024", scenario="plan", area=area))
    append_observations(rows=rows, kind="entry", by=SYSTEM, at=later(-1))
