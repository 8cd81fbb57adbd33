"""Do successions join units that exist, on the right day, with shares that make the whole, and without a circle?"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from quarterdeck.core.lineage.integrity.facts import Facts, end, finding
from quarterdeck.core.lineage.paths import rounding
from quarterdeck.core.lineage.rows import Finding, Severity, SuccessionRow
from quarterdeck.core.lineage.units import POPULATION, Unit
from quarterdeck.core.messages import gettext_noop


def check_chains(facts: Facts) -> Iterator[Finding]:
    """Everything about successions."""
    for row in facts.succession_rows:
        yield from row.remarks
        yield from _dangling(facts, row)
    for row in facts.effective:
        yield from _dates(facts, row)
    for rows in facts.onward.values():
        yield from _ended_twice(facts, rows)
        if rows[0].succession.predecessor not in facts.doubted:
            yield from _untold(rows)
            yield from _shares(facts, rows)
    yield from _circles(facts)


def _dangling(facts: Facts, row: SuccessionRow) -> Iterator[Finding]:
    one = row.succession
    for uid in (one.predecessor, one.successor):
        if uid not in facts.units and uid not in facts.unread:
            yield finding(
                row, Severity.ERROR,
                gettext_noop("{unit} is not in units.csv."),
                gettext_noop("Correct the uid, or add the unit to units.csv."),
                unit=uid,
            )  # fmt: skip
    if one.event and one.event not in facts.changes and one.event not in facts.unread:
        yield finding(
            row, Severity.ERROR,
            gettext_noop("The event {event} is not in changes.csv."),
            gettext_noop("Correct the change_id, or add the event to changes.csv."),
            event=one.event,
        )  # fmt: skip


def _dates(facts: Facts, row: SuccessionRow) -> Iterator[Finding]:
    day = facts.day(row)
    before, after = facts.units[row.succession.predecessor].unit, facts.units[row.succession.successor].unit
    if day is None:
        text = gettext_noop("{unit} has a successor but does not end.")
        yield finding(row, Severity.ERROR, text, gettext_noop("Give it a valid_to in units.csv."), unit=before.uid)
        return
    if before.valid_from > day:
        yield _at(
            row, day, before,
            gettext_noop("The event is on {day}, before its predecessor {unit} begins on {begin}."),
            gettext_noop("Correct the date of the event, or name the version that was alive on that day."),
        )  # fmt: skip
    elif before.valid_to is not None and before.valid_to < day:
        yield _at(
            row, day, before,
            gettext_noop("The event is on {day}, but {unit} is dead since {end}."),
            gettext_noop("Correct the date of the event, or name the version that was alive on that day."),
        )  # fmt: skip
    elif before.valid_to != day:
        yield _at(
            row, day, before,
            gettext_noop("{unit} does not end on {day}, the day of the event."),
            gettext_noop("Set its valid_to to the day of the event, and begin a new version if it lives on."),
        )  # fmt: skip
    yield from _successor(row, day, after)


def _successor(row: SuccessionRow, day: date, after: Unit) -> Iterator[Finding]:
    if after.valid_from == day:
        return
    if after.valid_from < day <= end(after):
        yield _at(
            row, day, after,
            gettext_noop("{unit} takes over on {day} but has been there since {begin}: its borders change unmarked."),
            gettext_noop("Better end that version on this day and begin a new one, with a succession from it."),
            Severity.WARNING,
        )  # fmt: skip
    else:
        yield _at(
            row, day, after,
            gettext_noop("The successor {unit} does not begin on {day}, the day of the event."),
            gettext_noop("Correct its valid_from or the date of the event."),
        )  # fmt: skip


def _at(
    row: SuccessionRow, day: date, unit: Unit, text: str, remedy: str, severity: Severity = Severity.ERROR
) -> Finding:
    begin, until = unit.valid_from.isoformat(), unit.valid_to.isoformat() if unit.valid_to else ""
    return finding(row, severity, text, remedy, day=day.isoformat(), unit=unit.uid, begin=begin, end=until)


def _ended_twice(facts: Facts, rows: Sequence[SuccessionRow]) -> Iterator[Finding]:
    first = rows[0]
    for row in rows[1:]:
        one, other = facts.day(first), facts.day(row)
        if one is not None and other is not None and one != other:
            yield finding(
                row, Severity.ERROR,
                gettext_noop("{unit} is ended twice: on {first} (line {line}) and on {second}."),
                gettext_noop("Let the second event act on the version that the first one began."),
                unit=row.succession.predecessor, first=one.isoformat(), line=first.line, second=other.isoformat(),
            )  # fmt: skip
            return


def _shares(facts: Facts, rows: Sequence[SuccessionRow]) -> Iterator[Finding]:
    days: dict[date | None, list[SuccessionRow]] = defaultdict(list)
    for row in rows:
        days[facts.day(row)].append(row)
    for several in days.values():
        for by in sorted({by for row in several for by in row.succession.shares}):
            yield from _sum(several, by)


def _untold(rows: Sequence[SuccessionRow]) -> Iterator[Finding]:
    """A unit with one successor only, of which nobody says how much of it went there."""
    given = {by: share.value for by, share in rows[0].succession.shares.items() if share.value is not None}
    whole = given and all(value == 1 for value in given.values())
    if len(rows) == 1 and not whole and POPULATION not in given:
        yield finding(
            rows[0], Severity.WARNING,
            gettext_noop("{unit} has one successor, {successor}, and an empty share: its figures cannot be told."),
            gettext_noop("Write 1 if it went there as a whole, or add its other successors."),
            unit=rows[0].succession.predecessor, successor=rows[0].succession.successor,
        )  # fmt: skip


def _sum(rows: Sequence[SuccessionRow], by: str) -> Iterator[Finding]:
    given = [row.succession.shares[by].value for row in rows if by in row.succession.shares]
    told = [value for value in given if value is not None]
    whole, leeway = sum(told), rounding(told)
    about = {"unit": rows[-1].succession.predecessor, "by": by, "total": f"{float(whole):.6g}"}
    if whole > 1 + leeway:
        yield finding(
            rows[-1], Severity.ERROR,
            gettext_noop("The shares of {unit} ({by}) add up to {total}, more than the whole."),
            gettext_noop("Correct the shares of its successions, or leave unknown ones empty."),
            **about,
        )  # fmt: skip
    elif len(told) == len(rows) and whole < 1 - leeway:
        yield finding(
            rows[-1], Severity.WARNING,
            gettext_noop("The shares of {unit} ({by}) add up to {total}, less than the whole."),
            gettext_noop("Add the missing successor; otherwise the rest is shown as taken over by nobody."),
            **about,
        )  # fmt: skip


def _circles(facts: Facts) -> Iterator[Finding]:
    """Successions that lead back to where they came from; each unit is entered once and left once."""
    open_: set[str] = set()
    left: set[str] = set()
    for uid in facts.onward:
        waiting = [(uid, iter(facts.onward[uid]))] if uid not in left else []
        open_.update(one for one, _ in waiting)
        while waiting:
            here, rows = waiting[-1]
            row = next(rows, None)
            if row is None:
                waiting.pop()
                open_.discard(here)
                left.add(here)
            elif (next_ := row.succession.successor) in open_:
                yield finding(
                    row, Severity.ERROR,
                    gettext_noop("The successions from {unit} lead back to {unit}: they run in a circle."),
                    gettext_noop("Correct its rows: an event must not lead back to a unit it began with."),
                    unit=next_,
                )  # fmt: skip
            elif next_ not in left:
                open_.add(next_)
                waiting.append((next_, iter(facts.onward.get(next_, ()))))
