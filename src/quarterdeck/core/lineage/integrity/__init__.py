"""Can a register be trusted? Everything that is wrong or odd in its rows, by line and with the remedy."""

from collections.abc import Iterable

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
    units: Iterable[UnitRow], changes: Iterable[ChangeRow] = (), successions: Iterable[SuccessionRow] = ()
) -> list[Finding]:
    """The findings about a register, by file and line; no error among them means that it can be used.

    Units born and ended on one day are links of a chain of that day's events. Events that are planned, staged or
    withdrawn are not expected to show in the lives of units.
    """
    facts = Facts(units, changes, successions)
    found = [*check_lives(facts), *check_parents(facts), *check_chains(facts)]
    return sorted(found, key=lambda one: (_ORDER[one.file], one.line))
