"""Kinds of reviews and their calendar, who is usually asked, and by when papers and notices are due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.db.models import QuerySet

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.periods import Period, regimes_from_pack
from quarterdeck.people.models import Organisation, Post
from quarterdeck.people.queries import posts
from quarterdeck.reviews.models import Attendance, Paper, Review
from quarterdeck.reviews.queries.reading import reviews
from quarterdeck.reviews.rules import kinds as rules
from quarterdeck.web import packs
from quarterdeck.web.templatetags.quarterdeck.words import localname

FILE, REGIMES = "reviews.yaml", "calendars/regimes.yaml"
HEADS = ("leader", "unit_leader")


@cache
def _kinds(pack: str) -> tuple[rules.Kind, ...]:
    return rules.kinds_from_pack(packs.read(pack, FILE), f"{pack}/{FILE}")


def kinds(day: date) -> list[rules.Kind]:
    """The kinds of reviews that are held on a day, in the order of the country pack."""
    return [one for one in _kinds(settings.PACK) if one.holds(day)]


def kind_of(key: str, day: date) -> rules.Kind:
    """The kind of this key on a day; `NotFound` where there is none."""
    return rules.kind_of(_kinds(settings.PACK), key, day)


def kind_label(of: Review) -> str:
    """What the kind of a review is called, in the reader's language; its key where the pack has it no longer."""
    try:
        return localname(kind_of(of.kind, of.held_on), "label")
    except NotFound:
        return of.kind


@dataclass(frozen=True, slots=True)
class Due:
    """A review that the calendar asks for, and the review that was made for it."""

    planned: rules.Planned
    made: Review | None

    def overdue(self, day: date) -> bool:
        """Whether it should have been held and was not."""
        held = self.planned.held_on is not None and self.planned.held_on < day
        return held and (self.made is None or self.made.state == Review.PREPARING)


def calendar_of(year: int) -> list[Due]:
    """Every review that the calendar asks for about a year, with those that were made. One query."""
    regimes = regimes_from_pack(packs.read(settings.PACK, REGIMES))
    found = rules.planned(_kinds(settings.PACK), year, regimes, packs.working_calendar(settings.PACK))
    made = {(one.kind, one.period): one for one in reviews()}
    return [Due(one, made.get((one.kind.key, one.period.code))) for one in found]


def beside(year: int, listed: Sequence[Due]) -> list[Review]:
    """Reviews held in a year that the calendar does not ask for, by day. One query."""
    planned = {one.made.pk for one in listed if one.made}
    return [one for one in reviews().filter(held_on__year=year).order_by("held_on") if one.pk not in planned]


@dataclass(frozen=True, slots=True)
class Limits:
    """By when the papers of a review are sent and its notice is signed; None where the pack or calendar cannot say."""

    papers_by: date | None
    notice_by: date | None


def limits(of: Review) -> Limits:
    """The time limits of a review by its kind and the day it is held."""
    try:
        kind, calendar = kind_of(of.kind, of.held_on), packs.working_calendar(settings.PACK)
        return Limits(rules.papers_by(kind, of.held_on, calendar), rules.notice_by(kind, of.held_on, calendar))
    except (BadInput, NotFound):
        return Limits(None, None)


def usually_asked(kind: rules.Kind, day: date) -> list[Post]:
    """Who is asked to a kind of review: of each of its bodies posts that the kind names, else its head. One query."""
    order = {one.bodies: place for place, one in enumerate(kind.asks)}
    of: dict[int, list[Post]] = {}
    for post in posts(day).filter(organisation__kind__in=order).order_by("pk"):
        if _alive(post.organisation, day):
            of.setdefault(post.organisation_id, []).append(post)
    found = sorted(of.values(), key=lambda some: (order[some[0].organisation.kind], some[0].organisation.code))
    return [post for some in found for post in _asked(kind.asks[order[some[0].organisation.kind]], some)]


def _asked(said: rules.Asks, some: Sequence[Post]) -> list[Post]:
    """The posts of one body that are asked, in the order of the kind."""
    named = {post.code.removeprefix(f"{post.organisation.code}-"): post for post in some}
    heads = [post for post in some if post.role in HEADS][:1]
    return [named[suffix] for suffix in said.posts if suffix in named] or heads


def usual_chairs(key: str, day: date) -> list[Post]:
    """The posts that usually chair a kind of review; empty where the store or the pack has none. One query."""
    try:
        wanted = kind_of(key, day).chaired_by
    except NotFound:
        return []
    found = {post.code: post for post in posts(day).filter(code__in=wanted)}
    return [found[code] for code in wanted if code in found]


def not_asked(of: Review) -> list[Post]:
    """The posts that this kind of review usually asks and that are not on the list. Two queries."""
    try:
        kind = kind_of(of.kind, of.held_on)
    except NotFound:
        return []
    asked = set(of.attendances.values_list("post_id", flat=True))
    return [post for post in usually_asked(kind, of.held_on) if post.pk not in asked]


def first_of(kind: rules.Kind, period: Period) -> Review | None:
    """The review of this kind and period that there is already; None for kinds that are held when there is a reason."""
    if not kind.period:
        return None
    return reviews().filter(kind=kind.key, period=str(period)).order_by("pk").first()


def closes_on(of: Review) -> date:
    """The last day that the figures of a review's period cover."""
    period = Period.parse(of.period)
    try:
        kind = kind_of(of.kind, of.held_on)
    except NotFound:
        return period.last_day
    return rules.cut_off(kind, period, regimes_from_pack(packs.read(settings.PACK, REGIMES)))


def _alive(body: Organisation, day: date) -> bool:
    return (body.valid_from is None or body.valid_from <= day) and (body.valid_to is None or day < body.valid_to)


def convener(kind: rules.Kind) -> Organisation | None:
    """The organisation that calls reviews of a kind, where the store has it."""
    return Organisation.objects.filter(code=kind.convened_by).first()


def free_code(kind: rules.Kind, period: Period) -> str:
    """A code for a new review. One query."""
    return rules.code_for(kind, period, Review.objects.values_list("code", flat=True))


def attendances(of: Review) -> QuerySet[Attendance]:
    """Everybody who is asked to a review, with who came instead."""
    return of.attendances.select_related("post__organisation", "represented_by__organisation")


def papers(of: Review) -> QuerySet[Paper]:
    """The papers of a review that were not taken back."""
    return of.papers.filter(withdrawn_at=None).select_related("file", "item", "review")


def paper(of: Review, pk: int) -> Paper:
    """One paper of a review; `NotFound` otherwise."""
    found = papers(of).filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext_noop("This paper has been taken back or does not exist."),
                       remedy=gettext_noop("Look at the papers of the review."))  # fmt: skip
    return found
