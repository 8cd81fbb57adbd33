"""Read units, events and what became of whom."""

from quarterdeck.areas.queries.neighbourhood import neighbourhood
from quarterdeck.areas.queries.register import forget, ids, register
from quarterdeck.areas.queries.units import (
    Versions,
    alive,
    area,
    children,
    kin,
    province,
    thread_ids,
    tiles,
    version,
)

__all__ = [
    "Versions",
    "alive",
    "area",
    "children",
    "forget",
    "ids",
    "kin",
    "neighbourhood",
    "province",
    "register",
    "thread_ids",
    "tiles",
    "version",
]
