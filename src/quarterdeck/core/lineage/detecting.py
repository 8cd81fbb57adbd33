"""Of which day are the codes of a table? Codes are given out again, so the days differ in what they mean by them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from quarterdeck.core.lineage.padding import restored
from quarterdeck.core.lineage.register import Register
from quarterdeck.core.lineage.spelling import Spelling
from quarterdeck.core.lineage.units import Unit
from quarterdeck.core.messages import Message, gettext_noop


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The table calls the bearer of a code something else than the register does on these days."""

    code: str
    given: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A code that nobody bears on these days, and the units that bore it before or after."""

    code: str
    units: tuple[Unit, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """Days [begin, end) on which the codes mean the same; `end` None: to this day.

    `complete` where the table has every unit beside those it has: all that are directly under the same parents.
    """

    begin: date
    end: date | None
    matched: int
    disagreeing: tuple[Disagreement, ...]
    elsewhere: tuple[Elsewhere, ...]
    complete: bool

    @property
    def last(self) -> date | None:
        """The last of its days."""
        return self.end - timedelta(days=1) if self.end else None


@dataclass(frozen=True, slots=True)
class Detection:
    """On which days a table's codes fit best.

    `fits` has the best range of days, or several where they fit equally well and mean different territory; none where
    no code is known. `codes` counts the different codes of the table; `unknown` were never borne; `restored` maps codes
    whose leading zeros were lost (or that carry ".0") to what they stand for; `differing` are the codes that mean
    another territory in one fit than in the next.
    """

    fits: tuple[Fit, ...]
    codes: int
    unknown: tuple[str, ...]
    restored: Mapping[str, str]
    differing: tuple[str, ...]

    @property
    def ambiguous(self) -> bool:
        """Whether the table does not tell which of several ranges of days it means."""
        return len(self.fits) > 1


def detect(codes: Sequence[str], names: Sequence[str] | None, register: Register) -> Detection:
    """The days whose codes a table uses, by its column of codes and, where it has one, of names in the same order.

    With names the day on which most of them agree wins; else that with most codes. Of equally good ones a day of which
    the table has all units under the same parents wins. Raises `ValueError` where names and codes differ in number.
    """
    padded = restored(codes, register)
    entries = _entries(codes, names, padded)
    spelling = Spelling(register, [name for _, name in entries])
    known = [_Entry(code, name, register, spelling) for code, name in entries if code in register.by_code]
    best = _best(known)
    fits = [_fit(begin, end, known, register) for begin, end in best]
    fits = [fit for fit in fits if fit.complete] or fits
    unknown = dict.fromkeys(code for code, _ in entries if code not in register.by_code)
    differing = dict.fromkeys(
        one.code for one in known for left, right in pairwise(fits) if not one.same(left.begin, right.begin)
    )
    used = {given: code for given, code in padded.items() if code in register.by_code}
    return Detection(tuple(fits), len({code for code, _ in entries}), tuple(unknown), used, tuple(differing))


def _entries(codes: Sequence[str], names: Sequence[str] | None, padded: Mapping[str, str]) -> list[tuple[str, str]]:
    pairs = zip(codes, names if names is not None else [""] * len(codes), strict=True)
    clean = ((code.strip(), " ".join(name.split())) for code, name in pairs)
    return list(dict.fromkeys((padded.get(code, code), name) for code, name in clean if code))


class _Entry:
    """A code and the name given to it, with the units that ever bore the code for a day or longer."""

    def __init__(self, code: str, name: str, register: Register, spelling: Spelling) -> None:
        self.code, self.name = code, name
        self.units = [unit for unit in register.by_code[code] if unit.valid_from != unit.valid_to]
        self.named = [unit.uid for unit in self.units if not name or spelling.agree(name, unit)]
        self.days = sorted({day for unit in self.units for day in (unit.valid_from, unit.valid_to) if day})
        self._register = register

    def bearers(self, day: date) -> list[Unit]:
        """Who bears the code on a day; several only at different levels."""
        return [unit for unit in self.units if unit.alive_on(day)]

    def score(self, day: date) -> tuple[bool, bool]:
        """Whether the name agrees on a day, and whether the code is borne at all."""
        alive = self.bearers(day)
        return any(unit.uid in self.named for unit in alive), bool(alive)

    def same(self, day: date, other: date) -> bool:
        """Whether the code means the same territory on both days."""
        before, after = self.bearers(day), self.bearers(other)
        return len(before) == len(after) and all(any(self._follows(one, two) for two in after) for one in before)

    def _follows(self, one: Unit, two: Unit) -> bool:
        while one.uid != two.uid:
            next_ = [unit for unit in self.units if unit.valid_from == one.valid_to and unit.level == one.level]
            if not next_ or not self._register.same_territory(one, next_[0]):
                return False
            one = next_[0]
        return True


def _best(entries: Sequence[_Entry]) -> list[tuple[date, date | None]]:
    """The ranges of days with the best score, cut where a code comes to mean another territory."""
    gained: Counter[date] = Counter()
    borne: Counter[date] = Counter()
    changed: set[date] = set()
    for entry in entries:
        for day, before in zip(entry.days, [None, *entry.days], strict=False):
            was = entry.score(before) if before else (False, False)
            now = entry.score(day)
            gained[day] += now[0] - was[0]
            borne[day] += now[1] - was[1]
            if before is None or not entry.same(before, day):
                changed.add(day)
    return _top(gained, borne, changed)


def _top(gained: Counter[date], borne: Counter[date], changed: set[date]) -> list[tuple[date, date | None]]:
    best, score = (0, 1), (0, 0)
    found: list[tuple[date, date | None]] = []
    days = sorted(gained)
    for day, end in zip(days, [*days[1:], None][: len(days)], strict=True):
        joined = score == best and day not in changed and gained[day] == borne[day] == 0
        score = score[0] + gained[day], score[1] + borne[day]
        if score > best:
            best, found = score, [(day, end)]
        elif score == best:
            found = [*found[:-1], (found[-1][0], end)] if joined and found else [*found, (day, end)]
    return found


def _fit(begin: date, end: date | None, entries: Sequence[_Entry], register: Register) -> Fit:
    alive = {one: one.bearers(begin) for one in entries}
    disagreeing = tuple(
        Disagreement(one.code, one.name, units[0])
        for one, units in alive.items()
        if units and not any(unit.uid in one.named for unit in units)
    )
    elsewhere = tuple(Elsewhere(one.code, tuple(one.units)) for one, units in alive.items() if not units and one.units)
    matched = {unit.uid: unit for units in alive.values() for unit in units}
    codes = {one.code for one, units in alive.items() if units}
    return Fit(begin, end, len(codes), disagreeing, elsewhere, _complete(matched, begin, register))


def _complete(matched: Mapping[str, Unit], day: date, register: Register) -> bool:
    beside = {(unit.level, unit.parent_code) for unit in matched.values()}
    return all(
        unit.uid in matched for unit in register.state(day) if (unit.level, unit.parent_code) in beside
    ) and bool(matched)


def remarks(detection: Detection) -> tuple[Message, ...]:
    """What a detection has to say, in sentences: the days, then everything that a person should look at."""
    fit = detection.fits[0] if len(detection.fits) == 1 else None
    said = [_days_told(detection)]
    if fit and (one := next(iter(fit.disagreeing), None)):
        text = gettext_noop("Names that differ on these days: {count}, such as {code}: here {given}, there {name}.")
        about = {"code": one.code, "given": one.given, "name": one.unit.name_vi}
        said.append(Message(text, {"count": len(fit.disagreeing), **about}))
    if fit and fit.elsewhere:
        text = gettext_noop("Codes in use only before or after: {count}, such as {code}.")
        said.append(Message(text, {"count": len(fit.elsewhere), "code": fit.elsewhere[0].code}))
    if detection.unknown:
        text = gettext_noop("Codes that never existed: {count}, such as {code}.")
        said.append(Message(text, {"count": len(detection.unknown), "code": detection.unknown[0]}))
    for given, code in list(detection.restored.items())[:1]:
        text = gettext_noop("Codes that lost their leading zeros: {count}, such as {given} for {code}.")
        said.append(Message(text, {"count": len(detection.restored), "given": given, "code": code}))
    return tuple(said)


def _days_told(detection: Detection) -> Message:
    if not detection.fits:
        return Message(gettext_noop("None of these codes belongs to a unit of the register."))
    ranges = ", ".join(f"{fit.begin} – {fit.last or '…'}" for fit in detection.fits)
    if not detection.ambiguous:
        return Message(
            gettext_noop("{matched} of {codes} codes are those of {days}."),
            {"matched": detection.fits[0].matched, "codes": detection.codes, "days": ranges},
        )
    return Message(
        gettext_noop("The codes fit {days} equally well, but {count} of them mean other territory: names would tell."),
        {"days": ranges, "count": len(detection.differing)},
    )
