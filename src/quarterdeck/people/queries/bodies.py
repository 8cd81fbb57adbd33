"""Read organisations, posts and who acts as which post."""

from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from quarterdeck.core.errors import NotFound
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import NOBODY, Actor
from quarterdeck.people.models import Membership, Organisation, Post, User
from quarterdeck.people.rules import actor_of


def alive(day: date, way: str = "") -> Q:
    """Rows whose life [valid_from, valid_to) holds `day`; an open end is always alive. `way` leads to the rows."""
    begun = Q(**{f"{way}valid_from__isnull": True}) | Q(**{f"{way}valid_from__lte": day})
    return begun & (Q(**{f"{way}valid_to__isnull": True}) | Q(**{f"{way}valid_to__gt": day}))


def actor_for(user: User, day: date) -> Actor:
    """As whom an account acts on a day: the post it holds then; without one it is known by name and may do nothing."""
    held = (
        Membership.objects.filter(alive(day), user=user)
        .select_related("post__organisation__area")
        .order_by("-valid_from", "pk")
        .first()
    )
    if held is None:
        return replace(NOBODY, user_id=user.pk, name=user.name or user.username)
    post, area = held.post, held.post.organisation.area
    language = get_language() or "vi"
    label = post.name_en if language.startswith("en") else post.name_vi
    return actor_of(
        user_id=user.pk, name=user.name or user.username, post=post.code, post_name=post.name_vi, post_label=label,
        organisation=post.organisation.code, role=post.role, area=area.code, area_is_province=area.level == 1,
    )  # fmt: skip


def organisations(day: date) -> QuerySet[Organisation]:
    """Organisations alive on a day, by code."""
    return Organisation.objects.filter(alive(day))


def organisation(code: str) -> Organisation:
    """The organisation with this code; `NotFound` otherwise."""
    found = Organisation.objects.filter(code=code).first()
    if found is None:
        raise NotFound(Message(gettext_noop("There is no organisation with the code {code}."), {"code": code}))
    return found


def posts(day: date) -> QuerySet[Post]:
    """Posts alive on a day with their organisations."""
    return Post.objects.filter(alive(day)).select_related("organisation")


def post(code: str) -> Post:
    """The post with this code; `NotFound` otherwise."""
    found = Post.objects.select_related("organisation").filter(code=code).first()
    if found is None:
        raise NotFound(Message(gettext_noop("There is no post with the code {code}."), {"code": code}))
    return found


def holder(of: Post, day: date) -> str:
    """Who holds a post on a day, or an empty text."""
    held = Membership.objects.filter(alive(day), post=of).first()
    return held.holder if held else ""


def has_accounts() -> bool:
    """Whether anybody can sign in yet."""
    return User.objects.exists()
