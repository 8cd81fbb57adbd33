"""The finding on top of an indicator's page: one sentence made from its figures."""

from dataclasses import dataclass, replace
from decimal import Decimal

from quarterdeck.core.measures import Qualifier, Quantity, decimals_of, format_quantity, round_half_up
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.pace import Standing
from quarterdeck.core.periods import Period
from quarterdeck.core.wording import Named
from quarterdeck.engine.reading.reading import Measure, Reading
from quarterdeck.figures.rules.table import Line


def natural_decimals(value: Decimal | None, most: int | None) -> int | None:
    """As many digits after the mark as the number has, at most `most`: "nearly 4,680" is not "nearly 4,680.0".

    >>> natural_decimals(Decimal("4680.00"), 1), natural_decimals(Decimal("2.3456"), 2)
    (0, 2)
    """
    if value is None or most is None:
        return most
    return max(0, decimals_of(round_half_up(value, most).normalize()))


@dataclass(frozen=True, slots=True)
class Figured:
    """A figure in a sentence with its hedge and unit, by the language of the text; at most `decimals` digits."""

    quantity: Quantity
    decimals: int | None

    @classmethod
    def plain(cls, value: Decimal, unit: str) -> "Figured":
        """A bare value in a unit."""
        return cls(Quantity(value, unit), None)

    def __format__(self, lang: str) -> str:
        digits = natural_decimals(self.quantity.value, self.decimals)
        text = format_quantity(self.quantity, lang or "en", digits, with_unit=True)
        return text.replace("-", "\N{MINUS SIGN}", 1) if text.startswith("-") else text

    def __str__(self) -> str:
        return format(self, "en")


@dataclass(frozen=True, slots=True)
class InBoth:
    """A name in both languages, in a sentence."""

    vi: str
    en: str

    def label(self, lang: str) -> str:
        """The name in the language."""
        return self.vi if lang == "vi" else self.en


@dataclass(frozen=True, slots=True)
class InLine:
    """A label as it stands within a sentence: its first letter small, unless it is an abbreviation."""

    label: str

    def __str__(self) -> str:
        return self.label if self.label[1:2].isupper() else self.label[:1].lower() + self.label[1:]


@dataclass(frozen=True, slots=True)
class Small:
    """A thing named within a sentence, its first letter small: "quý I/2024", "ahead"."""

    thing: Period | Standing

    def __format__(self, lang: str) -> str:
        label = self.thing.label(lang or "en")
        month = isinstance(self.thing, Period) and lang != "vi"
        return label if month else str(InLine(label))


def finding(name: InBoth, measure: Measure, line: Line) -> Message:
    """What is to be said first of an indicator: how much, against when, against the plan, and how it stands."""
    period = Period.parse(line.now.period)
    about: dict[str, object] = {"name": Named(name), "period": Small(period)}
    if not line.now.known or line.now.quantity is None:
        return Message(gettext_noop("{name:en}, {period:en}: no figure yet"), about)
    if line.now.value is None:
        said = about | {"direction": Named(line.now.quantity.direction)}
        return Message(gettext_noop("{name:en}, {period:en}: {direction:en}; no number was given"), said)
    figure = about | {"value": Figured(line.now.quantity, measure.decimals)}
    said_so_far = Message(gettext_noop("{name:en}, {period:en}: {value:en}"), figure)
    for more in (_against_last_year(line.change), _against_plan(measure, line)):
        if more is not None:
            said_so_far = Message("{said}, {more}", {"said": said_so_far, "more": more})
    if line.pace.standing == Standing.UNKNOWN:
        return said_so_far
    params = {"said": said_so_far, "standing": Small(line.pace.standing)}
    return Message(gettext_noop("{said} – {standing:en}"), params)


def _against_last_year(change: Reading) -> Message | None:
    quantity = change.quantity
    if quantity is None or quantity.value is None:
        return None
    size = Figured(replace(quantity, value=abs(quantity.value)), _decimals(change))
    if quantity.value == 0:
        return Message(gettext_noop("the same as a year before"))
    if quantity.value > 0:
        return Message(gettext_noop("up {size:en} on a year before"), {"size": size})
    return Message(gettext_noop("down {size:en} on a year before"), {"size": size})


def _decimals(change: Reading) -> int:
    return 2 if change.kind == "points" else 1


def _against_plan(measure: Measure, line: Line) -> Message | None:
    share, target = line.of_plan.quantity, line.plan.quantity
    if share is not None and share.value is not None:
        return Message(gettext_noop("{share:en} of the year's plan"), {"share": Figured(share, 1)})
    if target is None or target.value is None:
        return None
    exact = replace(target, qualifier=Qualifier.EXACT)
    return Message(gettext_noop("against a target of {target:en}"), {"target": Figured(exact, measure.decimals)})
