"""The catalogue of indicators, the rules of the pack, and the vintages."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db.models import Max, QuerySet

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.pace import PaceRules, rules_from_pack
from quarterdeck.core.periods import Regime, regimes_from_pack
from quarterdeck.engine.reading.reading import Measure
from quarterdeck.figures.models import Alias, Batch, Indicator, Vintage
from quarterdeck.figures.queries.log import AsKnown, in_vintage
from quarterdeck.figures.rules.table import Book
from quarterdeck.web import packs


def indicators() -> QuerySet[Indicator]:
    """Every indicator in catalogue order with its theme and responsible organisation."""
    return Indicator.objects.select_related("theme", "responsible")


def indicator(code: str) -> Indicator:
    """The indicator with this code; `NotFound` otherwise."""
    found = indicators().filter(code=code).first()
    if found is None:
        raise no_indicator(code)
    return found


def no_indicator(code: str) -> NotFound:
    """What to raise where no indicator has the code."""
    return NotFound(
        Message(gettext_noop("There is no indicator with the code {code}."), {"code": code}),
        remedy=gettext_noop("Look it up on the page Figures."),
    )


def measure(of: Indicator) -> Measure:
    """What the pure rules must know of an indicator."""
    return Measure(
        of.code, of.unit, of.decimals, of.frequency, of.accumulation, of.time_rule, of.space_rule, of.better,
        of.regime, of.formula, of.weight_code,
    )  # fmt: skip


@cache
def _pack_rules(pack: str) -> tuple[Mapping[str, Regime], PaceRules]:
    regimes = regimes_from_pack(packs.read(pack, "calendars/regimes.yaml"))
    return regimes, rules_from_pack(packs.read(pack, "pace.yaml"))


def book(catalogue: Iterable[Indicator]) -> Book:
    """The rules that apply to the lines of these indicators: the pack's calendars and thresholds."""
    regimes, pace = _pack_rules(settings.PACK)
    return Book(regimes, pace, {one.code: measure(one) for one in catalogue})


def regimes() -> Mapping[str, Regime]:
    """The report calendars of the country pack."""
    return _pack_rules(settings.PACK)[0]


def vintage(code: str) -> Vintage:
    """The vintage with this code; `NotFound` otherwise."""
    found = Vintage.objects.filter(code=code).first()
    if found is None:
        raise NotFound(Message(gettext_noop("There is no vintage named {code}."), {"code": code}))
    return found


def vintages() -> QuerySet[Vintage]:
    """Every vintage, newest first."""
    return Vintage.objects.order_by("-known_on")


def as_known(*, vintage_code: str = "", at: datetime) -> AsKnown:
    """The state to read: a vintage by its code, else everything known at `at`."""
    return in_vintage(vintage(vintage_code)) if vintage_code else AsKnown(at)


def last_batch() -> int:
    """The number of the newest batch, 0 in an empty log."""
    return Batch.objects.aggregate(last=Max("id"))["last"] or 0


def aliases() -> dict[int, str]:
    """Every other name of each indicator by its key, joined for the search."""
    found: dict[int, list[str]] = {}
    for key, text in Alias.objects.values_list("indicator_id", "text"):
        found.setdefault(key, []).append(text)
    return {key: "\n".join(texts) for key, texts in found.items()}
