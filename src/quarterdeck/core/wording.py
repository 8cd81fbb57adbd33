"""Values that a message writes in the language of its own text.

A translatable sentence names the language in its slots, so that no renderer has to guess what a number or a
label should look like: `"{share:en}% of the plan"` is the English text, `"{share:vi}% kế hoạch"` its
translation.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from quarterdeck.core.measures import UNITS, Quantity, format_number, format_quantity


class HasLabel(Protocol):
    """Whatever can name itself in a language: a period, a status, a unit."""

    def label(self, lang: str) -> str:
        """The name in `lang`, "vi" or "en"."""


@dataclass(frozen=True, slots=True)
class Written:
    """A number in a sentence, with `decimals` digits (None: as it is) and, where given, its unit.

    `unit` is a code of `UNITS` or a quotient of two such codes ("tonnes/ha").

    >>> "{rise:en} | {rise:vi}".format(rise=Written(Decimal("14.18"), unit="%"))
    '14.18% | 14,18%'
    """

    value: Decimal
    decimals: int | None = None
    unit: str = ""

    def __format__(self, lang: str) -> str:
        lang = lang or "en"
        if self.unit in UNITS:
            return format_quantity(Quantity(self.value, self.unit), lang, self.decimals, with_unit=True)
        number = format_number(self.value, lang, self.decimals)
        return f"{number}\N{NO-BREAK SPACE}{unit_label(self.unit, lang)}" if self.unit else number

    def __str__(self) -> str:
        return format(self, "en")


@dataclass(frozen=True, slots=True)
class Named:
    """A thing in a sentence, by its label.

    >>> from quarterdeck.core.measures import Scenario
    >>> "{scenario:en} | {scenario:vi}".format(scenario=Named(Scenario.PLAN))
    'Plan | Kế hoạch'
    """

    thing: HasLabel

    def __format__(self, lang: str) -> str:
        return self.thing.label(lang or "en")

    def __str__(self) -> str:
        return format(self, "en")


@dataclass(frozen=True, slots=True)
class UnitNamed:
    """A unit or a quotient of units in a sentence; "" is a bare number."""

    code: str

    def __format__(self, lang: str) -> str:
        return unit_label(self.code, lang or "en")

    def __str__(self) -> str:
        return format(self, "en")


_PERSON = {"en": "person", "vi": "người"}
_BARE = {"en": "a bare number", "vi": "một số không có đơn vị"}


def unit_label(code: str, lang: str) -> str:
    """The name of a unit or of a quotient of units; a code that nobody registered stands for itself.

    >>> unit_label("t_tonnes/ha", "vi"), unit_label("m2/person", "en")
    ('nghìn tấn/ha', 'm²/person')
    """
    if not code:
        return _BARE.get(lang, _BARE["en"])
    whole, _, per = code.partition("/")
    label = UNITS[whole].label(lang) if whole in UNITS else whole
    if not per:
        return label
    if per == "person":
        return f"{label}/{_PERSON.get(lang, per)}"
    return f"{label}/{UNITS[per].label(lang) if per in UNITS else per}"
