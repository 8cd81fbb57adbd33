"""Follow every unit along its successions, through as many events as lie on the way, also several on one day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage.register import Register
from quarterdeck.core.lineage.shares import ONE, ZERO, Amount, add, multiply, subtract, total, unknown
from quarterdeck.core.lineage.units import Quality, Share, Succession
from quarterdeck.core.messages import Message, gettext_noop


@dataclass(frozen=True, slots=True)
class Part:
    """Where an amount of a unit ends up, over how many ways, and how well the shares on them are known."""

    target: str | None
    amount: Amount
    quality: Quality
    paths: int = 1

    def with_(self, other: "Part") -> "Part":
        """Both parts together, in the same target."""
        return Part(
            self.target, add(self.amount, other.amount), Quality.worst((self.quality, other.quality)),
            self.paths + other.paths,
        )  # fmt: skip


class Paths:
    """Answers what became of a unit by a day; each unit is followed once."""

    def __init__(self, register: Register, end: date, by: str) -> None:
        self._register, self._end, self.by = register, end, by
        self._found: dict[str, tuple[Part, ...]] = {}

    def parts(self, uid: str) -> tuple[Part, ...]:
        """The parts of a unit in the units of the last day; they add up to the whole. Raises `BadInput` on a circle."""
        if uid in self._found:
            return self._found[uid]
        if not self._ended(uid):
            return (Part(uid, ONE, Quality.EXACT),)
        waiting, entered = [uid], set[str]()
        while waiting:
            here = waiting[-1]
            missing = [one for one in self._next(here) if one not in self._found]
            if not missing or here in self._found:
                self._found.setdefault(here, self._joined(here))
                entered.discard(waiting.pop())
            elif here in entered:
                raise _circle(here)
            else:
                entered.add(here)
                waiting.extend(missing)
        return self._found[uid]

    def _ended(self, uid: str) -> bool:
        end = self._register.units[uid].valid_to
        return end is not None and end <= self._end

    def _next(self, uid: str) -> list[str]:
        if not self._ended(uid):
            return []
        return [one.successor for one in self._register.onward.get(uid, ())]

    def _joined(self, uid: str) -> tuple[Part, ...]:
        if not self._ended(uid):
            return (Part(uid, ONE, Quality.EXACT),)
        successions = self._register.onward.get(uid, ())
        if not successions:
            return (Part(None, ONE, Quality.UNKNOWN),)
        found: dict[str | None, Part] = {}
        steps = split(uid, successions, self.by)
        if len(steps) == 1 and steps[0].target is not None and _whole(steps[0]):
            return self._found[steps[0].target]
        for step in steps:
            onward = self._found[step.target] if step.target is not None else (Part(None, ONE, Quality.EXACT),)
            for part in onward:
                both = _after(step, part)
                found[part.target] = found[part.target].with_(both) if part.target in found else both
        return tuple(found.values())


def _whole(step: Part) -> bool:
    return step.amount == 1 and step.quality is Quality.EXACT


def _after(step: Part, part: Part) -> Part:
    """The part of a part."""
    if _whole(step):
        return part
    quality = Quality.worst((step.quality, part.quality))
    return Part(part.target, multiply(step.amount, part.amount), quality, part.paths)


def split(uid: str, successions: Sequence[Succession], by: str) -> list[Part]:
    """How one event divides a unit, by a denominator; a target None is what is told of no successor.

    Shares that were written with few decimals and so miss the whole by a rounding are scaled to it. One share that
    is missing beside known ones is what they leave; of several unknown ones only their sum is known. Raises
    `BadInput` where the shares exceed the whole.
    """
    if len(successions) == 1 and (only := _share(successions[0], by, 1)).value == 1:
        return [Part(successions[0].successor, ONE, only.quality)]
    shares = [_share(one, by, len(successions)) for one in successions]
    values = _scaled(uid, [share.value for share in shares])
    sure = Quality.worst(share.quality for share in shares if share.value is not None)
    amounts = _filled(values, [f"{uid}>{one.successor}" for one in successions])
    parts = [
        Part(one.successor, amount, share.quality if share.value is not None else sure)
        for one, amount, share in zip(successions, amounts, shares, strict=True)
    ]
    rest = subtract(ONE, total(amounts))
    return parts if rest == ZERO else [*parts, Part(None, rest, Quality.UNKNOWN)]


def _share(one: Succession, by: str, siblings: int) -> Share:
    """The share by a denominator; a unit that went whole to its only successor did so by every denominator."""
    if by in one.shares:
        return one.shares[by]
    given = list(one.shares.values())
    if siblings == 1 and given and all(share.value == 1 for share in given):
        return Share(ONE, Quality.worst(share.quality for share in given))
    return Share(None, Quality.UNKNOWN)


def _filled(values: Sequence[Fraction | None], names: Sequence[str]) -> list[Amount]:
    rest = ONE - sum((value for value in values if value is not None), ZERO)
    missing = [name for value, name in zip(values, names, strict=True) if value is None]
    if not rest:
        fill: list[Amount] = [ZERO for _ in missing]
    elif len(missing) == len(values) == 1:
        fill = [unknown(missing[0])]
    else:
        free = [unknown(name) for name in missing[:-1]]
        fill = [*free, subtract(rest, total(free))]
    following = iter(fill)
    return [value if value is not None else next(following) for value in values]


def _scaled(uid: str, values: list[Fraction | None]) -> list[Fraction | None]:
    told = [value for value in values if value is not None]
    whole = sum(told, ZERO)
    if whole == 1:
        return values
    leeway = rounding(told)
    if whole > ONE + leeway:
        raise BadInput(
            Message(gettext_noop("The shares of {unit} add up to {total}, more than the whole."),
                    {"unit": uid, "total": f"{float(whole):.6g}"}),
            remedy=gettext_noop("Correct the shares of its successions, or leave unknown ones empty."),
        )  # fmt: skip
    if whole > ONE or (len(told) == len(values) and abs(whole - ONE) <= leeway):
        return [value if value is None else value / whole for value in values]
    return values


def rounding(values: Sequence[Fraction]) -> Fraction:
    """By how much the sum of shares may miss the whole because each was written with three decimals or more."""
    digits = [places for value in values if (places := _places(value)) is not None]
    if not digits:
        return ZERO
    return Fraction(len(values), 2 * 10 ** max(3, *digits))


def _places(value: Fraction) -> int | None:
    """The decimals of a share, or None where it is no decimal fraction."""
    for places in range(13):
        if not value * 10**places % 1:
            return places
    return None


def _circle(uid: str) -> BadInput:
    return BadInput(
        Message(gettext_noop("The successions that begin with {unit} run in a circle."), {"unit": uid}),
        remedy=gettext_noop("An event of one day must not lead back to a unit that it began with: correct its rows."),
    )
