"""Can a register be trusted? Everything that is wrong or odd in its rows, by line and with the remedy."""

from collections.abc import Collection, Iterable

from quarterdeck.core.lineage.integrity.chains import check_chains
from quarterdeck.core.lineage.integrity.facts import Facts
from quarterdeck.core.lineage.integrity.lives import check_lives
from quarterdeck.core.lineage.integrity.parents import check_parents
from quarterdeck.core.lineage.rows import (
    CHANGES_FILE,
    SUCCESSIONS_FILE,
    UNITS_FILE,
    ChangeRow,
    Finding,
    Severity,
    SuccessionRow,
    UnitRow,
)

__all__ = ["Finding", "Severity", "check"]

_ORDER = {UNITS_FILE: 0, CHANGES_FILE: 1, SUCCESSIONS_FILE: 2}


def check(
    units: Iterable[UnitRow],
    changes: Iterable[ChangeRow] = (),
    successions: Iterable[SuccessionRow] = (),
    unread: Collection[str] = (),
) -> list[Finding]:
    """The findings about a register, by file and line; no error among them means that it can be used.

    Units born and ended on one day are links of a chain of that day's events. Planned and staged events are looked at
    as if they came into force: what they end may still be open in the rows. Withdrawn ones change nothing. `unread`
    are uids, codes, change_ids and days of rows that could not be read: nothing is said to be missing because of them.
    """
    facts = Facts(units, changes, successions, unread)
    found = [*check_lives(facts), *check_parents(facts), *check_chains(facts)]
    return sorted(found, key=lambda one: (_ORDER[one.file], one.line))
