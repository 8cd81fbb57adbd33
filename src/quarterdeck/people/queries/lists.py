"""The list of bodies, and everything about one of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from quarterdeck.core.errors import NotFound
from quarterdeck.core.folding import search_words, searchable
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.models import Membership, Organisation, Post
from quarterdeck.people.queries.bodies import alive
from quarterdeck.people.queries.founding import kinds
from quarterdeck.people.rules import LINES

ALIVE, COMING, ENDED, EVERY = "alive", "coming", "ended", "every"


@dataclass(frozen=True, slots=True)
class Row:
    """A body with how many posts it has on the day, and how many of them nobody holds."""

    body: Organisation
    posts: int
    vacant: int


@dataclass(frozen=True, slots=True)
class Held:
    """A post with who holds it on a day, who is to take it up, and who held it before."""

    post: Post
    ended: bool
    now: tuple[Membership, ...]
    coming: tuple[Membership, ...]
    before: tuple[Membership, ...]

    @property
    def vacant(self) -> bool:
        """Whether it is there and nobody holds it."""
        return not self.ended and not self.now


def listed(*, day: date, words: str = "", kind: str = "", area: str = "", shown: str = ALIVE) -> list[Row]:
    """The bodies that meet every condition, by line, kind and code. Two queries.

    `area` is the uid of their unit; `shown` tells which lives: on the day, to come, ended, or every one.
    """
    found = _shown(Organisation.objects.select_related("area", "parent"), shown, day)
    conditions = {"kind": kind, "area__uid": area}
    found = found.filter(**{name: value for name, value in conditions.items() if value})
    wanted = search_words(words)
    bodies = [one for one in found if all(word in _text(one) for word in wanted)]
    posts, held = _posts(bodies, day)
    lines, order = list(LINES), list(kinds())
    return sorted(
        (Row(one, posts.get(one.pk, 0), posts.get(one.pk, 0) - held.get(one.pk, 0)) for one in bodies),
        key=lambda row: (
            _place(lines, row.body.line), _place(order, row.body.kind), row.body.area.level, row.body.kind,
            row.body.code,
        ),
    )  # fmt: skip


def _place(order: Sequence[str], of: str) -> int:
    return order.index(of) if of in order else len(order)


def _shown(found: QuerySet[Organisation], shown: str, day: date) -> QuerySet[Organisation]:
    wanted = {
        COMING: Q(valid_from__gt=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day)),
        ENDED: Q(valid_to__lte=day), EVERY: Q(),
    }  # fmt: skip
    return found.filter(wanted.get(shown, alive(day)))


def _text(one: Organisation) -> str:
    area = one.area
    return searchable(one.code, one.name_vi, one.name_en, one.short_vi, one.short_en, area.name_vi, area.name_en)


def _posts(bodies: Iterable[Organisation], day: date) -> tuple[dict[int, int], dict[int, int]]:
    """How many posts each body has on the day, and how many are held, by primary key."""
    living = Post.objects.filter(alive(day), organisation__in=[one.pk for one in bodies])
    some = living.order_by().values("organisation")
    held = some.filter(alive(day, "memberships__"), memberships__isnull=False)
    return _counted(some), _counted(held)


def _counted(posts: QuerySet[Post]) -> dict[int, int]:
    return {one["organisation"]: one["count"] for one in posts.annotate(count=Count("pk", distinct=True))}


def areas_of_bodies() -> list[tuple[str, Organisation]]:
    """The units that have bodies, by level and code, each as (uid, one of its bodies)."""
    found: dict[str, Organisation] = {}
    for one in Organisation.objects.select_related("area").order_by("area__level", "area__code", "area__valid_from"):
        found.setdefault(one.area.uid, one)
    return list(found.items())


def kinds_of_bodies() -> list[str]:
    """The kinds of bodies that there are, those of the country pack first and in its order."""
    there = set(Organisation.objects.order_by().values_list("kind", flat=True).distinct())
    known = [kind for kind in kinds() if kind in there]
    return known + sorted(there - set(known))


def body(code: str) -> Organisation:
    """The body with this code, with its unit and parent; `NotFound` otherwise."""
    found = Organisation.objects.select_related("area", "parent").filter(code=code).first()
    if found is None:
        raise NotFound(
            Message(gettext_noop("There is no organisation with the code {code}."), {"code": code}),
            remedy=gettext_noop("Look it up in the list of bodies."),
        )
    return found


def below(of: Organisation) -> list[Organisation]:
    """The bodies that belong to another, by code."""
    return list(of.children.order_by("code"))


def posts_of(of: Organisation, day: date) -> list[Held]:
    """Every post of a body with its holders, the living first, as they were made. Three queries."""
    posts = of.posts.prefetch_related("memberships__user")
    found = [held(one, day) for one in posts.order_by("pk")]
    return sorted(found, key=lambda one: one.ended)


def held(post: Post, day: date) -> Held:
    """One post with its holders."""
    terms = sorted(post.memberships.all(), key=lambda one: (one.valid_from, one.pk), reverse=True)
    ended = [one for one in terms if one.valid_to is not None and one.valid_to <= day]
    living = [one for one in terms if one not in ended]
    return Held(
        post, ended=post.valid_to is not None and post.valid_to <= day,
        now=tuple(one for one in living if one.valid_from <= day),
        coming=tuple(one for one in living if one.valid_from > day), before=tuple(ended),
    )  # fmt: skip


def membership(pk: int) -> Membership:
    """The term of office with this number; `NotFound` otherwise."""
    found = Membership.objects.select_related("post__organisation", "user").filter(pk=pk).first()
    if found is None:
        raise NotFound(gettext_noop("There is no such term of office."),
                       remedy=gettext_noop("Look it up on the page of the body."))  # fmt: skip
    return found
