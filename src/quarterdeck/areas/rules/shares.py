"""Whether the shares of a draft can be true."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from quarterdeck.areas.rules.drafting import Draft
from quarterdeck.core.errors import BadInput
from quarterdeck.core.lineage import Quality, Register, Share
from quarterdeck.core.lineage.paths import rounding
from quarterdeck.core.lineage.shares import ONE, ZERO
from quarterdeck.core.messages import Message, gettext_noop

Shares = Mapping[str, Share]
DENOMINATORS: Mapping[str, str] = {
    "population": gettext_noop("population"), "land": gettext_noop("land"), "households": gettext_noop("households"),
}  # fmt: skip


def read_share(text: str, quality: str = "") -> Share:
    """A share from "0.4121", "0,4121", "41.21%" or "520/17933"; empty is unknown. Raises `BadInput` for anything else.

    A known share is estimated unless `quality` says better.

    >>> read_share("1/4", "counted").value
    Fraction(1, 4)
    >>> read_share("2,9 %").value
    Fraction(29, 1000)
    """
    plain = text.strip().replace(" ", "").replace(",", ".")
    if not plain:
        return Share(None, Quality.UNKNOWN)
    try:
        value = Fraction(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        raise BadInput(
            Message(gettext_noop('"{text}" is no share.'), {"text": text}), place="shares",
            remedy=gettext_noop("Write it like 0.4121, 41.21% or 520/17933; leave it empty where it is not known."),
        ) from None  # fmt: skip
    known = Quality(quality) if quality else Quality.ESTIMATED
    return Share(value, Quality.ESTIMATED if known is Quality.UNKNOWN else known)


def share_refusals(draft: Draft, register: Register) -> Iterator[BadInput]:
    """Shares that are below zero, that exceed the whole, or that are all known and do not make up the whole."""
    onward: dict[str, list[Shares]] = defaultdict(list)
    for part in draft.parts:
        onward[part.predecessor].append(part.shares)
    for uid, parts in onward.items():
        yield from _refusals_of(uid, parts, register)


def kept_share_refusals(register: Register, uids: Iterable[str]) -> Iterator[BadInput]:
    """The same for versions that a register holds, whichever events their parts belong to."""
    for uid in uids:
        yield from _refusals_of(uid, [one.shares for one in register.onward.get(uid, ())], register)


def _refusals_of(uid: str, parts: Sequence[Shares], register: Register) -> Iterator[BadInput]:
    unit = register.units.get(uid)
    name = f"{unit.name_vi} ({unit.code})" if unit else uid
    for by in dict.fromkeys(by for shares in parts for by in shares):
        yield from _sum_refusals(name, by, [shares[by].value if by in shares else None for shares in parts])


def _sum_refusals(name: str, by: str, values: Sequence[Fraction | None]) -> Iterator[BadInput]:
    told = [value for value in values if value is not None]
    whole, leeway = sum(told, ZERO), rounding(told)
    params = {"unit": name, "by": Message(DENOMINATORS.get(by, by)), "total": f"{float(whole):.6g}"}
    if any(value < ZERO for value in told):
        yield _refusal(gettext_noop("A share of {unit} by {by} is below zero."), params)
    elif whole > ONE + leeway:
        yield _refusal(gettext_noop("The shares of {unit} by {by} add up to {total}, more than the whole."), params)
    elif len(told) == len(values) and whole < ONE - leeway:
        yield _refusal(
            gettext_noop("The shares of {unit} by {by} are all known but add up to {total}, less than the whole."),
            params,
        )


def _refusal(text: str, params: Mapping[str, object]) -> BadInput:
    return BadInput(
        Message(text, params), place="shares",
        remedy=gettext_noop("Correct the shares, or leave those empty that are not known."),
    )  # fmt: skip
