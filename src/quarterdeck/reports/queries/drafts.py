"""A text against the figures of a review: what it may speak of, what is known, what was found."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils import timezone
from django.utils.translation import override

from quarterdeck.areas.queries import neighbourhood, province, register
from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.periods import Period
from quarterdeck.figures.models import Alias, Indicator, Observation, Source
from quarterdeck.prose.catalogue import AreaEntry, Catalogue, IndicatorEntry
from quarterdeck.prose.check import Finding, check
from quarterdeck.prose.figures import FigureFact, Figures
from quarterdeck.reports.models import Draft, DraftFinding
from quarterdeck.reviews.models import Review
from quarterdeck.web.gates import say

COLUMNS = (
    "indicator__code", "area__code", "period", "breakdown", "scenario", "regime", "value", "unit", "status", "origin",
    "qualifier", "direction", "source_words", "as_of", "batch_id", "batch__at", "batch__source__code", "batch__by",
)  # fmt: skip
# How many earlier years of figures a text may speak of.
YEARS_BACK = 4
# Verdicts by the harm that they do, worst first.
HARM = ("contradicts", "impossible", "differs", "revised", "unreadable", "not_in_figures", "rounds_to", "agrees")

_catalogues: dict[tuple[object, ...], Catalogue] = {}


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


def figures(review: Review) -> Figures:
    """Every figure that matters to the review, all vintages, seen from the one that the review works on."""
    year = Period.parse(review.period).year
    wanted = Observation.objects.filter(period__gte=str(year - YEARS_BACK), period__lt=str(year + 1))
    facts = tuple(_fact(row) for row in wanted.order_by("id").values_list(*COLUMNS))
    known = timezone.localtime(review.vintage.known_on).date() if review.vintage else None
    return Figures(facts, known)


def _fact(row: tuple[Any, ...]) -> FigureFact:
    (indicator, area, period, breakdown, scenario, regime, value, unit, status, origin, qualifier, direction,
     words, as_of, batch, at, source, by) = row  # fmt: skip
    return FigureFact(
        indicator=indicator, area=area, period=period, value=value, unit=unit,
        known_from=timezone.localtime(at).date(), relation=breakdown.removeprefix("@") or "level", scenario=scenario,
        status=status, origin=origin, qualifier=qualifier, direction=direction, source_words=words, as_of=as_of,
        source=source or "", regime=regime, batch=str(batch), provenance={"reported_by": by},
    )  # fmt: skip


def findings(text: str, review: Review, language: str | None = None) -> list[Finding]:
    """What the check finds in a text, held against the review's vintage."""
    home = province(review.held_on)
    if home is None:
        raise NotFound(gettext_noop("No province exists on the day of the review."))
    return check(
        text, catalogue(review.held_on), figures(review), lang=language, review_period=Period.parse(review.period),
        area=home.code,
    )  # fmt: skip


def row(found: Finding, draft: Draft) -> DraftFinding:
    """A finding as it is kept with the draft, its reason in both languages."""
    return DraftFinding(
        draft=draft, start=found.start, end=found.end, quote=found.quote, verdict=found.verdict,
        harm=HARM.index(found.verdict), cause=found.cause, figure=dict(found.figure) if found.figure else None,
        reason_vi=_in("vi", found.reason), reason_en=_in("en", found.reason),
    )  # fmt: skip


def _in(language: str, message: Message) -> str:
    with override(language):
        return say(message)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: plain, or a claim with its finding and number."""

    text: str
    number: int = 0
    verdict: str = ""


def pieces(draft: Draft) -> list[Piece]:
    """The text cut at the claims, in reading order; overlapping claims keep the first."""
    found, at = [], 0
    for one in draft.findings.all():
        if one.start < at:
            continue
        if one.start > at:
            found.append(Piece(draft.text[at : one.start]))
        found.append(Piece(draft.text[one.start : one.end], one.pk, one.verdict))
        at = one.end
    return [*found, Piece(draft.text[at:])]


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding with where its figure was published and since when it is known."""

    row: DraftFinding
    source: Source | None
    known_from: date | None


def by_harm(draft: Draft, verdict: str = "") -> list[Shown]:
    """The findings with their sources and days, the most harmful first; only those of `verdict` where given."""
    sources = {one.code: one for one in Source.objects.all()}
    rows = draft.findings.order_by("harm", "start", "id")
    return [_shown(one, sources) for one in (rows.filter(verdict=verdict) if verdict else rows)]


def _shown(one: DraftFinding, sources: dict[str, Source]) -> Shown:
    figure = one.figure or {}
    known = figure.get("known_from")
    return Shown(one, sources.get(figure.get("source", "")), date.fromisoformat(known) if known else None)


def counts(draft: Draft) -> dict[str, int]:
    """How many claims got each verdict, worst first; verdicts that nothing got are left out."""
    rows = draft.findings.order_by("harm").values_list("harm", "verdict").annotate(number=Count("id"))
    return {verdict: number for _harm, verdict, number in rows}


def drafts() -> QuerySet[Draft]:
    """Every checked draft, newest first."""
    return Draft.objects.select_related("review")


def drafts_with_counts() -> QuerySet[Draft]:
    """The same, each with the number of its claims."""
    return drafts().annotate(claims=Count("findings"))


def draft(number: int) -> Draft:
    """One checked draft; `NotFound` otherwise."""
    found = drafts().filter(pk=number).first()
    if found is None:
        raise NotFound(Message(gettext_noop("There is no checked draft {number}."), {"number": number}))
    return found
