"""What posts have to do with reviews: attend them, and make clear what was concluded unclearly."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from quarterdeck.core.duties import Duty
from quarterdeck.reviews.models import Attendance, Conclusion, Review
from quarterdeck.web.templatetags.quarterdeck.words import localname_filter as localname

# A review stays in calendars for so many days after it was held.
KEPT = timedelta(days=31)


def of_posts(posts: Sequence[str], today: date, lang: str) -> list[Duty]:
    """The reviews that posts are asked to, also for somebody else, and the conclusions they own. Two queries."""
    comes = Q(post__code__in=posts, state__in=(Attendance.INVITED, Attendance.PRESENT))
    asked = Attendance.objects.filter(comes | Q(represented_by__code__in=posts))
    held = Review.objects.exclude(state=Review.CANCELLED)
    meetings = held.filter(pk__in=asked.values("review"), held_on__gte=today - KEPT)
    unclear = Conclusion.objects.select_related("review").filter(
        state=Conclusion.TO_BE_CLARIFIED, clarify_owner__code__in=posts
    )
    return [*(_meeting(one) for one in meetings), *(_unclear(one) for one in unclear)]


def _meeting(one: Review) -> Duty:
    starts = None
    if one.starts_at is not None:
        starts = datetime.combine(one.held_on, one.starts_at, tzinfo=timezone.get_current_timezone())
    return Duty(
        uid=f"review-{one.code}", ref=one.code, title=localname(one, "title"),
        link=reverse("reviews:review", args=[one.code]), day=one.held_on, meeting=True, starts=starts,
        place=localname(one, "place"), category=_("review"), sequence=one.version,
    )  # fmt: skip


def _unclear(one: Conclusion) -> Duty:
    return Duty(
        uid=f"review-{one.review.code}-{one.number}", ref=f"{one.review.code}/{one.number}",
        title=_("Make clear: {title}").format(title=localname(one, "text")),
        link=reverse("reviews:review", args=[one.review.code]), day=one.clarify_by, category=_("to make clear"),
        sequence=one.version,
    )  # fmt: skip
