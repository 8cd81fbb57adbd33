"""Figures, changes, badges and missing values as they stand in tables and sentences."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from quarterdeck.core import wording
from quarterdeck.core.measures import MISSING_MARK, Quantity, format_number, format_quantity
from quarterdeck.core.messages import Message
from quarterdeck.web.gates import say
from quarterdeck.web.templatetags.quarterdeck.library import language, register
from quarterdeck.web.templatetags.quarterdeck.signs import letter_meaning, letters_of

MINUS = "\N{MINUS SIGN}"


def typographic(text: str) -> str:
    """A true minus sign instead of the hyphen before a number."""
    return text.replace("-", MINUS) if text.startswith("-") else text.replace(" -", f" {MINUS}")


@register.simple_tag
def quantity(
    figure: Quantity | None,
    decimals: int | None = None,
    *,
    origin: str = "",
    url: str = "",
    reason: Message | str = "",
    sign: bool = False,
    with_unit: bool = False,
) -> SafeString:
    """A figure with its hedge and badge; a door to its origin when `url` is given.

    Missing is an en dash that tells its reason; a direction without a number is written in words.
    """
    if figure is None or (figure.value is None and not figure.direction.value):
        fallback = figure.status.label(language()) if figure is not None else ""
        return missing(say(reason) or fallback)
    text = typographic(format_quantity(figure, language(), decimals, sign=sign, with_unit=with_unit))
    return format_html("{}{}", door(text, url), badge(figure.status, origin))


@register.simple_tag
def door(text: object, url: str = "", label: str = "") -> SafeString:
    """`text` as a link that opens in the side panel; plain where there is no address."""
    if not url:
        return format_html('<span class="num">{}</span>', text)
    spoken = format_html(' aria-label="{}"', label) if label else ""
    return format_html('<a class="num door" href="{}" data-panel{}>{}</a>', url, spoken, text)


@register.simple_tag
def missing(reason: Message | str = "") -> SafeString:
    """The en dash of a figure that is not known, with the reason for the pointer and for the ear."""
    why = say(reason) or _("no figure yet")
    return format_html(
        '<span class="missing" title="{0}"><span aria-hidden="true">{1}</span>'
        '<span class="visually-hidden">{0}</span></span>',
        why,
        MISSING_MARK,
    )


@register.simple_tag
def signed(value: Decimal | None, decimals: int | None = 1, unit_code: str = "", reason: str = "") -> SafeString:
    """A change with its sign and unit: +11,1%, −33,5%, +5,75 điểm %."""
    if value is None:
        return missing(reason)
    text = typographic(format_number(value, language(), decimals, sign=True))
    return format_html('<span class="num">{}{}</span>', text, unit_after(unit_code))


@register.simple_tag
def number(
    value: Decimal | int | None, decimals: int | None = None, unit_code: str = "", reason: str = ""
) -> SafeString:
    """A plain number in the reader's locale, with the unit after it where one is given."""
    if value is None:
        return missing(reason)
    text = typographic(format_number(Decimal(value), language(), decimals))
    return format_html('<span class="num">{}{}</span>', text, unit_after(unit_code))


def unit_after(code: str) -> str:
    """The unit as it follows a number: "%" at once, everything else after a space that does not break."""
    if not code:
        return ""
    return "%" if code == "%" else f"\N{NO-BREAK SPACE}{unit_label(code)}"


@register.filter
def unit_label(code: str) -> str:
    """The unit as it stands in a column head: tỷ đồng, billion VND."""
    return wording.unit_label(code, language()) if code else ""


@register.simple_tag
def badge(status: Any = "", origin: Any = "") -> SafeString:
    """The small letter that says estimated, provisional, illustrative …; nothing for a normal figure."""
    letters = letters_of(str(status), illustrative=str(origin) == "illustrative")
    if not letters:
        return SafeString("")
    meaning = "; ".join(letter_meaning(one) for one in letters)
    return format_html('<abbr class="letter" title="{}">{}</abbr>', meaning, "".join(letters))


@register.simple_tag
def legend(letters: Iterable[str], dash: bool = True) -> SafeString:
    """The line under a table or chart that explains the letters used in it, e.g. `{% legend "EI" %}`."""
    parts = [(letter, letter_meaning(letter)) for letter in dict.fromkeys(letters)]
    if dash:
        parts.append((MISSING_MARK, _("no figure yet")))
    lines = [format_html("<span><b>{}</b> {}</span>", letter, meaning) for letter, meaning in parts]
    return format_html('<p class="letters">{}</p>', SafeString(" ".join(lines)))


@register.filter
def word_count(value: int) -> str:
    """A count written with its thousands: 12.345."""
    return format_number(Decimal(value), language(), 0)


@register.simple_tag
def of_total(part: int, whole: int) -> str:
    """ "14 of 41" in the reader's language."""
    return pgettext("counts", "{part} of {whole}").format(part=word_count(part), whole=word_count(whole))
