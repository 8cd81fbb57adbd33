"""`areas state` and `areas crosswalk`: the units of a day, and what became of them by another."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Context, Decimal
from fractions import Fraction
from pathlib import Path

import click

from quarterdeck.areas.cli.asked import DAY, IN_FORCE, LEVEL, alive_on, held, write_rows
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import Crosswalk, Pair, Quality, Register, Unit
from quarterdeck.core.lineage import crosswalk as make_crosswalk
from quarterdeck.core.messages import Message, gettext_noop

DIGITS = Context(prec=17)  # as many as a double needs to be read back the same
OUT = click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="The file to write (default: stdout)."
)
UNIT_COLUMNS = ("uid", "code", "level", "name_vi", "name_en", "kind", "parent_code", "valid_from", "valid_to")
ENDED = "ended"


@click.command()
@click.option("--date", "day", type=DAY, required=True, help="The day, e.g. 2025-07-01.")
@LEVEL
@IN_FORCE
@OUT
def state(day: date, level: int | None, in_force: bool, out: Path | None) -> None:
    """Print the units alive on a day as CSV.

    \b
    Examples:
      quarterdeck areas state --date 2025-06-30 --level 1
      quarterdeck areas state --date 2025-07-01 --out units.csv
    """
    units = alive_on(held(in_force=in_force, until=day), day, level)
    write_rows(out, UNIT_COLUMNS, ([_cell(getattr(unit, name)) for name in UNIT_COLUMNS] for unit in units))
    counts = Counter(unit.level for unit in units)
    told = ", ".join(f"{counts[one]} of level {one}" for one in sorted(counts))
    click.echo(f"{len(units)} units on {day}: {told}", err=True)


@click.command()
@click.option("--from", "start", type=DAY, required=True, help="The day whose units are told apart.")
@click.option("--to", "end", type=DAY, required=True, help="The day whose units they became; may be the earlier one.")
@LEVEL
@click.option("--by", default="population", show_default=True, help="What is shared out: population, land, …")
@IN_FORCE
@OUT
def crosswalk(start: date, end: date, level: int | None, by: str, in_force: bool, out: Path | None) -> None:
    """Write which share of each unit of one day is in which unit of another.

    \b
    Examples:
      quarterdeck areas crosswalk --from 2025-06-30 --to 2025-07-01 --level 3 --out crosswalk.csv
      quarterdeck areas crosswalk --from 2024-12-31 --to 2025-01-01 --by land

    Without --level no code may be borne on two levels on these days, since the columns have no level.

    Columns: from_code, to_code, share, quality (exact, counted, estimated, unknown). A share that nobody knows is
    empty; what no unit took over has no to_code and the quality unknown. Pairs follow the order of their codes;
    the counts are told on stderr.
    """
    register = held(in_force=in_force, until=max(start, end))
    for day in (start, end):
        _check_codes(alive_on(register, day, level) if day == start else register.state(day, level), day)
    _check_denominator(register, by)
    found = make_crosswalk(register, start, end, by=by, level=level)
    code = {uid: unit.code for uid, unit in register.units.items()}
    rows = (
        (code[pair.source], code[pair.target] if pair.target else "", _decimal(pair.share), _quality(pair))
        for pair in found.pairs
    )
    write_rows(out, ("from_code", "to_code", "share", "quality"), rows)
    _summarise(found)


def _check_codes(units: Sequence[Unit], day: date) -> None:
    """Refuse what nobody could read: one code that stands for units of two levels."""
    levels: dict[str, int] = {}
    for unit in units:
        other = levels.setdefault(unit.code, unit.level)
        if other != unit.level:
            raise BadInput(
                Message(gettext_noop("The code {code} is that of a unit of level {level} and of one of level {other}"
                                     " on {day}."),
                        {"code": unit.code, "level": min(other, unit.level), "other": max(other, unit.level),
                         "day": day}),
                remedy=gettext_noop("Give --level, and write one crosswalk for each level."),
            )  # fmt: skip


def _check_denominator(register: Register, by: str) -> None:
    if by in ("population", "land"):
        return
    known = {name for several in register.onward.values() for one in several for name in one.shares}
    if by not in known:
        raise BadInput(
            Message(gettext_noop('No share is given by "{by}".'), {"by": by}), place="--by",
            remedy=Message(gettext_noop("Use one of: {codes}."), {"codes": ", ".join(sorted(known)) or "population"}),
        )  # fmt: skip


def _quality(pair: Pair) -> str:
    return pair.quality.value if pair.target and pair.share is not None else Quality.UNKNOWN.value


def _decimal(share: Fraction | None) -> str:
    """A share with enough digits; "" where it is not known.

    >>> _decimal(Fraction(1, 4)), _decimal(Fraction(1, 3)), _decimal(None)
    ('0.25', '0.33333333333333333', '')
    """
    if share is None:
        return ""
    if share.denominator == 1:
        return str(share.numerator)
    return f"{DIGITS.divide(Decimal(share.numerator), Decimal(share.denominator)):f}"


def _summarise(found: Crosswalk) -> None:
    """How many units of the first day can be followed, and how well."""
    counts = Counter(_standing(pairs) for pairs in found.of.values())
    words = ", ".join(f"{counts[one]} {one}" for one in (*(quality.value for quality in Quality), ENDED))
    click.echo(f"{len(found.of)} units of {found.start} in {len(found.into)} units of {found.end}: {words}", err=True)


def _standing(pairs: Sequence[Pair]) -> str:
    if all(pair.target is None for pair in pairs):
        return ENDED
    if any(pair.share is None or pair.target is None for pair in pairs):
        return Quality.UNKNOWN.value
    return Quality.worst(pair.quality for pair in pairs).value


def _cell(value: object) -> str:
    return "" if value is None else str(value)
