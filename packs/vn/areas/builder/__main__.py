"""Run as `python -m packs.vn.areas.builder`; see the README beside the tables."""

import argparse
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from . import earlier, links, reform
from .ledger import Ledger
from .names import key
from .rows import LAST_DAY_OF_DISTRICTS, REFORM, Change, Link, Unit, read, write
from .sources import Named, Sources, fetch, read_packages, unpack

HERE = Path(__file__).parent
CORRECTIONS = HERE.parent / "corrections"


def main() -> None:
    """Read the packages and the corrections, write the three tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, help="a folder with the packages; without it they are downloaded")
    parser.add_argument("--out", type=Path, default=HERE.parent, help="where the tables go")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.packages or Path(temporary)
        if given.packages:
            unpack(folder)
        else:
            fetch(folder)
        book = build(read_packages(folder))
    units = sorted(book.units.values(), key=lambda unit: (unit.level, unit.code, unit.valid_from))
    changes = sorted(book.changes.values(), key=lambda change: (change.date, change.order, change.change_id))
    order = {change.change_id: at for at, change in enumerate(changes, start=1)}
    passed = sorted(book.links, key=lambda link: (order.get(link.change_id, 0), link.successor, link.predecessor))
    write(given.out / "units.csv", Unit, units)
    write(given.out / "changes.csv", Change, changes)
    write(given.out / "succession.csv", Link, passed)


def build(found: Sources) -> Ledger:
    """The whole register, from what the packages say and the tables of corrections."""
    table = {path.stem: read(path) for path in sorted(CORRECTIONS.glob("*.csv"))}
    pairs = links.pairs(found, table["links"])
    _spell(found, table["names"])
    book = Ledger({row["act"]: row for row in table["acts"]})
    earlier.enter_provinces(book, found)
    earlier.enter_home(book, found, table["events"], table["shares"])
    earlier.enter_known(book, found)
    reform.enter_reform(book, found, pairs, table["parts"])
    reform.enter_2026(book, found)
    return book


def _spell(found: Sources, names: Sequence[Mapping[str, str]]) -> None:
    """Spell the units of June 2025 as the statistics office did, and mend by hand what is left.

    The package with the list of June 2025 has put its names right. Where the list of 2021-2022 has the unit of that
    code under the same name but for the custom of tone marks, or under one that the table of old and new names still
    gives it in 2025, the older list's spelling is the office's own.
    """
    spelt = links.Places(found).spellings(found.moves)
    for level, units in found.last.items():
        for code, named in units.items():
            before = found.middle[level].get(code)
            if before and (key(before.name) == key(named.name) or key(before.name) in spelt.get(code, ())):
                units[code] = Named(before.name, named.parent)
    for row in names:
        level = {2: 1, 3: 2, 5: 3}[len(row["code"])]
        units = {LAST_DAY_OF_DISTRICTS: found.last, REFORM: found.now}[row["date"]][level]
        if units[row["code"]].name == row["name"]:
            raise ValueError(f"the correction of the name of {row['code']} is not needed")
        units[row["code"]] = Named(row["name"], units[row["code"]].parent)


main()
