"""Numbers as people type them: 4.680,5 and 4,680.5 are understood, 4.680 alone is asked about, never guessed."""

import re
from dataclasses import dataclass
from decimal import Decimal

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures import decimals_of, format_number
from quarterdeck.core.messages import Message, gettext_noop

VIETNAMESE, ENGLISH = "vi", "en"
DECIMAL_MARK = {VIETNAMESE: ",", ENGLISH: "."}
MOST_DIGITS, MOST_DECIMALS = 15, 8
_SHAPE = re.compile(r"[+-]?[\d.,]*\d[\d.,]*", re.ASCII)
_SPACED = re.compile(r"([+-]?\d{1,3})((?:[ \u00a0\u202f\u2009]\d{3})+)([.,]\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Typed:
    """What a text can mean: `values` by custom ("vi", "en"); one custom only when the text leaves no doubt."""

    text: str
    values: dict[str, Decimal]

    @property
    def sure(self) -> bool:
        """Whether every custom that fits gives the same number."""
        return len(set(self.values.values())) == 1

    @property
    def custom(self) -> str:
        """The custom that the text proves to be used, or "" where it fits both."""
        return next(iter(self.values)) if len(self.values) == 1 else ""


def typed(text: str) -> Typed:
    """Read a number in every custom that it fits; raises `BadInput` where it fits none.

    >>> typed("4.680,5").values, typed("4.680").sure, typed("0.125").values
    ({'vi': Decimal('4680.5')}, False, {'en': Decimal('0.125')})
    """
    plain = text.strip().replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-")
    if _SPACED.fullmatch(plain):
        plain = "".join(plain.split())
    values = {}
    if _SHAPE.fullmatch(plain):
        for custom, mark in DECIMAL_MARK.items():
            value = _in_custom(plain, mark)
            if value is not None:
                values[custom] = value
    if not values:
        raise BadInput(
            Message(gettext_noop('"{text}" is not a number.'), {"text": text}),
            remedy=gettext_noop(
                "Write digits only, e.g. 4680.5; a hedge, a unit or a word belongs in its own column. Leave it "
                "empty and give a status where the value is not known."
            ),
        )
    return Typed(text, values)


def _in_custom(text: str, mark: str) -> Decimal | None:
    """The number where `mark` is the decimal mark and the other sign groups thousands."""
    group = "." if mark == "," else ","
    sign, digits = (text[0], text[1:]) if text[0] in "+-" else ("", text)
    whole, _, fraction = digits.partition(mark)
    if not (fraction or "0").isdigit() or digits.endswith(mark):
        return None
    if group in whole:
        first, *rest = whole.split(group)
        if not 1 <= len(first) <= 3 or first.startswith("0") or any(len(one) != 3 for one in rest):
            return None
        whole = first + "".join(rest)
    if not (whole or "0").isdigit():
        return None
    return Decimal(f"{sign}{whole or '0'}" + (f".{fraction}" if fraction else ""))


def settled(found: Typed, custom: str = "") -> Decimal:
    """The one number that is meant; `custom` decides where the text leaves a doubt.

    Raises `BadInput` that asks which is meant, or names the other custom where the text contradicts `custom`.
    """
    if custom and custom in found.values:
        return found.values[custom]
    if custom:
        raise BadInput(
            Message(gettext_noop('"{text}" is not written like the other numbers.'), {"text": found.text}),
            remedy=gettext_noop("Use one decimal mark throughout: 4680,5 or 4680.5."),
        )
    if found.sure:
        return next(iter(found.values.values()))
    large, small = (plainly(value) for value in sorted(found.values.values(), reverse=True))
    raise BadInput(
        Message(
            gettext_noop('"{text}" can be read as {large} or as {small}.'),
            {"text": found.text, "large": large, "small": small},
        ),
        remedy=Message(
            gettext_noop("Write it without a separator of thousands: {large} or {small}."),
            {"large": large, "small": small},
        ),
    )


def plainly(value: Decimal) -> str:
    """Digits and a decimal point only.

    >>> plainly(Decimal("4680.50"))
    '4680.5'
    """
    return format_number(value, "en").replace(",", "")


def typable(value: Decimal) -> str:
    """The number as a form shows it for editing: read back, it gives the same number without a doubt.

    >>> typable(Decimal("1.234")), typable(Decimal("4680"))
    ('1.2340', '4680')
    """
    text = plainly(value)
    return text if typed(text).sure else f"{text}0"


def storable(value: Decimal) -> Decimal:
    """The number, if a store keeps it exactly: up to 15 digits, up to 8 of them after the mark.

    Raises `BadInput` otherwise; nothing is rounded in silence. An embedded store keeps numbers as IEEE 754
    doubles, which hold 15 decimal digits exactly.

    >>> storable(Decimal("4680.50"))
    Decimal('4680.5')
    """
    shown = value.normalize()
    digits, exponent = len(shown.as_tuple().digits), -decimals_of(shown)
    if digits + max(0, exponent) > MOST_DIGITS or -exponent > MOST_DECIMALS:
        raise BadInput(
            Message(
                gettext_noop("{value} has more digits than can be kept: {most}, {decimals} of them after the mark."),
                {"value": f"{shown:f}"[:40], "most": MOST_DIGITS, "decimals": MOST_DECIMALS},
            ),
            remedy=gettext_noop("Round it, or give it in a larger or smaller unit."),
        )
    return shown if exponent <= 0 else shown.quantize(Decimal(1))
