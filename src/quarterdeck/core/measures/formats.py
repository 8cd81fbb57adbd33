"""Numbers as a reader of Vietnamese or English expects to see them."""

from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation, localcontext
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures.kinds import Direction, Qualifier
from quarterdeck.core.measures.quantities import Quantity
from quarterdeck.core.measures.units import unit
from quarterdeck.core.messages import Message, gettext_noop

MISSING_MARK = "–"
# A thousand digits hold any figure, and keep a mistyped "1E+999999999" from filling the memory.
_ROUNDING = Context(prec=1000, rounding=ROUND_HALF_UP)


@cache
def _locale(lang: str) -> Locale:
    try:
        return Locale.parse({"en": "en_GB"}.get(lang, lang))
    except (UnknownLocaleError, ValueError):
        raise BadInput(
            Message(gettext_noop('"{lang}" is not a known language.'), {"lang": lang}),
            remedy=gettext_noop('Use a language code such as "vi" or "en".'),
        ) from None


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """`value` with `decimals` digits after the mark, halves away from zero, as offices round.

    Raises `BadInput` for a number of more than a thousand digits.

    >>> round_half_up(Decimal("13.965"), 2), round_half_up(Decimal("-0.04"), 1)
    (Decimal('13.97'), Decimal('0.0'))
    """
    try:
        rounded = value.quantize(Decimal(1).scaleb(-decimals), context=_ROUNDING)
    except InvalidOperation:
        raise BadInput(
            gettext_noop("This number is too long to be a figure."),
            remedy=gettext_noop("Check how many digits it has."),
        ) from None
    return rounded if rounded else abs(rounded)


@lru_cache(maxsize=8192)  # Babel reads its pattern anew for each number, and pages show the same ones again
def format_number(value: Decimal, lang: str, decimals: int | None = None, sign: bool = False) -> str:
    """`value` with the grouping and decimal mark of `lang`; with `sign`, a rise carries "+".

    `decimals` digits after the mark, rounded half up; None keeps the digits that `value` has.

    >>> format_number(Decimal("4680.5"), "vi"), format_number(Decimal("4680.5"), "en", 2)
    ('4.680,5', '4,680.50')
    >>> format_number(Decimal("11.1"), "vi", sign=True)
    '+11,1'
    """
    digits = max(decimals_of(value.normalize(_ROUNDING)), 0) if decimals is None else decimals
    shown = round_half_up(value, digits)
    with localcontext(_ROUNDING):
        text = format_decimal(shown, "#,##0." + "0" * digits, _locale(lang))
    return f"+{text}" if sign and shown > 0 else text


def format_quantity(
    quantity: Quantity,
    lang: str,
    decimals: int | None = None,
    *,
    sign: bool = False,
    with_unit: bool = False,
) -> str:
    """The figure as its source hedged it; a direction in words; an en dash where it is missing.

    >>> over = Quantity(Decimal(150), "VND_tn", qualifier=Qualifier.OVER)
    >>> format_quantity(over, "vi"), format_quantity(over, "en")
    ('hơn 150', 'over 150')
    """
    if quantity.value is None:
        worded = quantity.direction is not Direction.NONE
        return quantity.direction.label(lang) if worded else MISSING_MARK
    number = format_number(quantity.value, lang, decimals, sign)
    hedged = f"{quantity.qualifier.label(lang)} {number}".lstrip()
    return hedged + _unit_after(quantity, lang) if with_unit else hedged


def _unit_after(quantity: Quantity, lang: str) -> str:
    """The unit as it stands after the number: "%" joined, words behind a no-break space."""
    one = unit(quantity.unit)
    if one.code == "%":
        return "%"
    singular = lang != "vi" and one.one_en and quantity.value is not None and abs(quantity.value) == 1
    return f"\N{NO-BREAK SPACE}{one.one_en if singular else one.label(lang)}"


def decimals_of(claimed: Decimal) -> int:
    """How many digits after the mark the text of a number has: 2 for 14.18, 0 for 4680, -3 for 15E3."""
    exponent = claimed.as_tuple().exponent
    if not isinstance(exponent, int):
        raise BadInput(gettext_noop("A figure must be a finite number."))
    return -exponent


def rounds_to(claimed: Decimal, exact: Decimal) -> bool:
    """Whether `exact` written with as many digits as `claimed` is `claimed` (halves away from zero).

    >>> rounds_to(Decimal("14.2"), Decimal("14.18")), rounds_to(Decimal("14.1"), Decimal("14.18"))
    (True, False)
    """
    return round_half_up(exact, decimals_of(claimed)) == claimed


def hedge_tolerance(claimed: Decimal) -> Decimal:
    """How far from `claimed` a value may lie that is honestly called "over" or "nearly" it.

    A hedge names the nearest round mark: past the next mark the writer would have named that one. So it is
    one step of the last significant digit (10 for 150 and 4680, 0.1 for 14.1). Very round numbers have
    coarse steps ("over 1,000" must not cover 1,900), so it is also at most a tenth of the number.
    """
    size = abs(claimed).normalize(_ROUNDING)
    return min(Decimal(1).scaleb(-decimals_of(size)), size / 10)


def hedge_allows(qualifier: Qualifier, claimed: Decimal, exact: Decimal) -> bool:
    """Whether "over 150", "nearly 4,680", "about 90" is a true way to speak of `exact`.

    "over" and "nearly" speak of the size ("down over 5%" is -5.2 for -5) and exclude the number itself;
    "about" reaches half as far to both sides, and always as far as rounding does.

    >>> [hedge_allows(Qualifier.OVER, Decimal(150), Decimal(x)) for x in ("150.2", "149", "150", "171")]
    [True, False, False, False]
    >>> hedge_allows(Qualifier.NEARLY, Decimal(4680), Decimal("4676.4"))
    True
    """
    if qualifier is Qualifier.EXACT:
        return rounds_to(claimed, exact)
    tolerance = hedge_tolerance(claimed)
    if qualifier is Qualifier.ABOUT:
        return rounds_to(claimed, exact) or abs(exact - claimed) <= tolerance / 2
    if (claimed < 0) != (exact < 0):
        return False
    beyond = abs(exact) - abs(claimed)
    return 0 < beyond < tolerance if qualifier is Qualifier.OVER else 0 < -beyond < tolerance
