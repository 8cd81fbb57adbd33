"""One cell of a register's files at a time: a text, a number, a day, a share, or what is wrong with it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache

from quarterdeck.core.lineage.units import LAND, POPULATION, EventKind, Quality, Standing
from quarterdeck.core.messages import Message, gettext_noop

Row = Mapping[str, str | None]
_SHARE = re.compile(r"\d{0,20}\.?\d{1,30}([eE][+-]?\d{1,2})?|\d{1,20}/\d{1,20}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FINER = {"reclassify": EventKind.RECLASSIFY, "reparent": EventKind.MOVE}


class Bad(Exception):
    """A cell that cannot be read, with the remedy."""

    def __init__(self, message: str, remedy: str, **params: object) -> None:
        self.message, self.remedy = Message(message, params), Message(remedy)


def text(row: Row, column: str) -> str:
    """The text of a cell; "" where the column is missing."""
    return (row.get(column) or "").strip()


def needed(row: Row, column: str) -> str:
    """The text of a cell that must not be empty."""
    said = text(row, column)
    if not said:
        raise Bad(gettext_noop("The column {column} is empty."), gettext_noop("Fill it in."), column=column)
    return said


def number(row: Row, column: str) -> int:
    """A whole number, not negative."""
    said = needed(row, column)
    if not (said.isascii() and said.isdigit() and len(said) <= 9):
        raise Bad(
            gettext_noop('"{found}" in the column {column} is not a whole number.'),
            gettext_noop("Write it in digits, such as 1."),
            found=said, column=column,
        )  # fmt: skip
    return int(said)


def day(row: Row, column: str) -> date:
    """A day such as 2025-07-01."""
    said = needed(row, column)
    try:
        if _DAY.fullmatch(said):
            return date.fromisoformat(said)
    except ValueError:
        pass
    raise Bad(
        gettext_noop('"{found}" in the column {column} is not a day.'),
        gettext_noop("Write days as year-month-day, such as 2025-07-01."),
        found=said, column=column,
    )  # fmt: skip


def kind(row: Row) -> EventKind:
    """The kind of an event."""
    said = needed(row, "kind").lower()
    finer = next((one for word, one in _FINER.items() if text(row, "subkind").startswith(word)), None)
    if said in set(EventKind):
        return finer or EventKind(said)
    raise Bad(
        gettext_noop('"{found}" is not a kind of event.'),
        gettext_noop("Use merge, split, absorb, transfer, move, rename, reclassify, abolish or create."),
        found=said,
    )


def standing(row: Row) -> Standing:
    """The standing in the column status; in force where it is silent."""
    said = text(row, "status").lower().replace(" ", "_") or Standing.IN_FORCE.value
    if said in set(Standing):
        return Standing(said)
    raise Bad(
        gettext_noop('"{found}" is not a standing of an event.'),
        gettext_noop("Use planned, staged, in_force or withdrawn, or leave it empty for in force."),
        found=said,
    )


@cache  # a file has few columns and many rows
def denominator(column: str, lead: str = "share") -> str:
    """What a column of shares (or of qualities) counts; "" for any other column."""
    if column == lead:
        return POPULATION
    name = column.removeprefix(f"{lead}_") if column.startswith(f"{lead}_") else ""
    return LAND if name == "area" else name


def share(row: Row, column: str) -> Fraction | None:
    """A share, or None where it is empty."""
    said = text(row, column)
    if not said:
        return None
    if not _SHARE.fullmatch(said) or re.search("/0+$", said):
        raise Bad(
            gettext_noop('"{found}" in the column {column} is not a share.'),
            gettext_noop("Write it as a decimal such as 0.25 or a fraction such as 1/3; leave unknown shares empty."),
            found=said, column=column,
        )  # fmt: skip
    value = Fraction(said)
    if value > 1:
        raise Bad(
            gettext_noop("The share {found} in the column {column} is more than the whole."),
            gettext_noop("Write a share as a part of 1: a quarter is 0.25."),
            found=said, column=column,
        )  # fmt: skip
    return value


def quality(row: Row, counted: str, value: Fraction) -> Quality:
    """How well a share is known that is given; by the column for it alone, else by the one for all."""
    own = "quality_area" if counted == LAND and "quality_area" in row else f"quality_{counted}"
    said = text(row, own) or text(row, "quality")
    if not said:
        return Quality.EXACT if value in (0, 1) else Quality.ESTIMATED
    found = _quality_word(said) or Quality.ESTIMATED
    return Quality.ESTIMATED if found is Quality.UNKNOWN else found


def _quality_word(said: str) -> Quality | None:
    lowered = said.lower()
    return next((one for one in Quality if lowered.startswith(one.value)), None)


def _claims(found: Quality, column: str, given: Sequence[str]) -> bool:
    """Whether a quality speaks of a share that must be there; that for all may have been counted of another one."""
    return found is Quality.EXACT or (found is Quality.COUNTED and (column != "quality" or not given))


def doubts(row: Row) -> Iterator[tuple[Message, Message]]:
    """What does not fit between shares and their qualities, with the remedy; `quality` speaks of people first."""
    for column, said in row.items():
        counted = denominator(column, "quality")
        if not counted or not said or (column == "quality" and text(row, "quality_population")):
            continue
        given = [name for name in row if denominator(name) and text(row, name)]
        of_this = [name for name in given if denominator(name) == counted]
        found = _quality_word(said)
        about = {"found": said, "by": counted}
        if found is None:
            yield (
                Message(gettext_noop('"{found}" is no quality; it is taken as estimated.'), about),
                Message(gettext_noop("Begin it with exact, counted, estimated or unknown.")),
            )
        elif found is Quality.UNKNOWN and of_this:
            yield (
                Message(gettext_noop('A share ({by}) is given with the quality "{found}"; it is taken as estimated.'),
                        about),
                Message(gettext_noop("Say how the share is known, or leave it empty.")),
            )  # fmt: skip
        elif not of_this and _claims(found, column, given) and any(denominator(name) == counted for name in row):
            yield (
                Message(gettext_noop('A share ({by}) is empty, but its quality is "{found}".'), about),
                Message(gettext_noop("Write the share, or the quality unknown.")),
            )
