"""A text against figures: what it may speak of, what is known, what was found."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Max
from django.utils import timezone

from quarterdeck.areas.queries import neighbourhood, province, register
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.figures.models import Alias, Batch, Indicator, Observation, Vintage
from quarterdeck.figures.queries.catalogue import vintage, vintages
from quarterdeck.prose.catalogue import AreaEntry, Catalogue, IndicatorEntry
from quarterdeck.prose.check import Finding, check, period_of
from quarterdeck.prose.figures import FigureFact, Figures
from quarterdeck.reports.queries.meanings import meanings
from quarterdeck.reports.queries.rates import rates
from quarterdeck.reports.rules.own_area import own_area
from quarterdeck.reviews.models import Review
from quarterdeck.reviews.queries import review, reviews

COLUMNS = (
    "indicator__code", "area__code", "period", "breakdown", "scenario", "regime", "value", "unit", "status", "origin",
    "qualifier", "direction", "source_words", "as_of", "batch_id", "batch__at", "batch__source__code", "batch__by",
)  # fmt: skip
# How many earlier years of figures a text may speak of.
YEARS_BACK = 4
_catalogues: dict[tuple[object, ...], Catalogue] = {}
_figures: dict[tuple[object, ...], Figures] = {}
# So many states of the figures are kept in memory: the review's and those that drafts are compared with.
MOST_FIGURES = 3


@dataclass(frozen=True, slots=True)
class Against:
    """What a text is held against: the figures of a review, or those of a named vintage.

    With both, the text is read as one of the review and held against the vintage. Without a vintage, what is known at
    the moment `now` counts; None takes every row.
    """

    review: Review | None = None
    named: Vintage | None = None
    now: datetime | None = None

    @property
    def vintage(self) -> Vintage | None:
        """The vintage whose figures count; None where the newest do, before a review has frozen its own."""
        return self.named or (self.review.vintage if self.review else None)

    @property
    def known_on(self) -> date | None:
        """The day up to which figures count: that of the vintage, else the present one."""
        moment = self.vintage.known_on if self.vintage else self.now
        return timezone.localtime(moment).date() if moment else None

    @property
    def day(self) -> date:
        """The day on which the units and the catalogue are looked at."""
        if self.review is not None:
            return self.review.held_on
        if self.named is None:
            raise BadInput(gettext_noop("A text is held against the figures of a review or of a vintage."),
                           remedy=gettext_noop("Name one of both."), place="against")  # fmt: skip
        return timezone.localtime(self.named.known_on).date()

    @property
    def period(self) -> Period | None:
        """The period that the text speaks of where it does not say so; None where only the text can tell."""
        return Period.parse(self.review.period) if self.review else None


def against(review_code: str = "", vintage_code: str = "", now: datetime | None = None) -> Against:
    """What a text is held against, by codes; `NotFound` where there is no such review or vintage."""
    return Against(review(review_code) if review_code else None, vintage(vintage_code) if vintage_code else None, now)


def catalogue(day: date) -> Catalogue:
    """What texts may speak of on a day. Kept while neither indicators, aliases nor units change."""
    stamp = (
        day, Indicator.objects.aggregate(last=Max("id"))["last"], Alias.objects.aggregate(last=Max("id"))["last"],
        register(),
    )  # fmt: skip
    if stamp not in _catalogues:
        _catalogues.clear()
        _catalogues[stamp] = Catalogue(_indicators(), _areas(day))
    return _catalogues[stamp]


def _indicators() -> tuple[IndicatorEntry, ...]:
    names: dict[int, dict[str, list[str]]] = {}
    for indicator, language, text in Alias.objects.order_by("id").values_list("indicator_id", "language", "text"):
        names.setdefault(indicator, {}).setdefault(language, []).append(text)
    return tuple(
        IndicatorEntry(
            one.code, {"vi": one.name_vi, "en": one.name_en},
            {language: tuple(texts) for language, texts in names.get(one.pk, {}).items()}, one.unit, one.better,
            one.decimals, one.part_of_code or None,
        )
        for one in Indicator.objects.order_by("order")
    )  # fmt: skip


def _areas(day: date) -> tuple[AreaEntry, ...]:
    alive = sorted((one for _, one in neighbourhood() if one.alive_on(day)), key=lambda one: (one.level, one.code))
    return tuple(AreaEntry(one.code, {"vi": one.name_vi, "en": one.name_en}, {}, one.level) for one in alive)


def figures(of: Against) -> Figures:
    """Every figure that a text may speak of, all vintages, seen from the one that counts.

    Kept while nothing is reported.
    """
    year = of.period.year if of.period else of.day.year
    log = Batch.objects.aggregate(last=Max("id"), number=Count("id"))
    stamp = (year, of.vintage.code if of.vintage else "", of.known_on, log["last"], log["number"], register())
    if stamp not in _figures:
        while len(_figures) >= MOST_FIGURES:
            _figures.pop(next(iter(_figures)))
        _figures[stamp] = _read_figures(of, year)
    return _figures[stamp]


def _read_figures(of: Against, year: int) -> Figures:
    wanted = Observation.objects.filter(period__gte=str(year - YEARS_BACK), period__lt=str(year + 1))
    facts = tuple(_fact(row) for row in wanted.order_by("id").values_list(*COLUMNS))
    last = of.vintage.last_batch if of.vintage else None
    return Figures((*facts, *rates(Figures(facts, of.known_on, last))), of.known_on, last)


def _fact(row: tuple[Any, ...]) -> FigureFact:
    (indicator, area, period, breakdown, scenario, regime, value, unit, status, origin, qualifier, direction,
     words, as_of, batch, at, source, by) = row  # fmt: skip
    return FigureFact(
        indicator=indicator, area=area, period=period, value=plain(value), unit=unit,
        known_from=timezone.localtime(at).date(), relation=breakdown.removeprefix("@") or "level", scenario=scenario,
        status=status, origin=origin, qualifier=qualifier, direction=direction, source_words=words, as_of=as_of,
        source=source or "", regime=regime, batch=str(batch), provenance={"reported_by": by}, order=batch,
    )  # fmt: skip


def findings(
    text: str, of: Against, language: str | None = None, on_progress: Callable[[int], None] | None = None
) -> list[Finding]:
    """What the check finds in a text; `on_progress` is told now and then how many characters have been read."""
    period = of.period or period_of(text, language) or Period.of_day(of.day, "Q")
    return check(
        text, catalogue(of.day), figures(of), lang=language, review_period=period, area=area_of(text, of),
        on_progress=on_progress, meanings=meanings(),
    )  # fmt: skip


def area_of(text: str, of: Against) -> str:
    """The code of the unit that a text speaks of where it names none: its own, else the province."""
    home = province(of.day)
    if home is None:
        raise NotFound(gettext_noop("No province exists on the day of the review."))
    return own_area(text, catalogue(of.day), home.code)


def plain(value: Decimal | None) -> Decimal | None:
    """A value without the zeros that only its column adds: 10.03, not 10.03000000."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def choices() -> tuple[list[Review], list[Vintage]]:
    """What a text can be held against: every review, and every vintage, both newest first."""
    return list(reviews()), list(vintages())
