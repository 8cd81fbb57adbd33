"""What passed when areas changed, in words: bodies, posts and whoever held them."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Q
from django.urls import reverse

from quarterdeck.areas.queries import register
from quarterdeck.core.links import Moved, Told
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.models import Membership, Organisation, Post
from quarterdeck.people.queries.following import AREA, END, MEMBERSHIP_END, POST_END
from quarterdeck.web.templatetags.quarterdeck.library import language
from quarterdeck.web.templatetags.quarterdeck.words import day_text, localname

WHAT: Mapping[str, str] = {
    AREA: gettext_noop("Body that goes on"),
    END: gettext_noop("Body that ended"),
    POST_END: gettext_noop("Post that ended"),
    MEMBERSHIP_END: gettext_noop("Term in a post that ended"),
}


def names(codes: Collection[str]) -> Mapping[str, str]:
    """Bodies and posts by code, each by its name; what bears none of the codes is left out. Two queries."""
    bodies = Organisation.objects.filter(code__in=codes)
    return {one.code: localname(one) for one in (*bodies, *Post.objects.filter(code__in=codes))}


def posts_as_kept(kept: Collection[str]) -> Mapping[str, str]:
    """Names of posts as records keep them, each in the reader's language; what is no post's name is left out. One
    query."""
    wanted = {one for one in kept if one}
    found = Post.objects.filter(Q(name_vi__in=wanted) | Q(name_en__in=wanted)) if wanted else ()
    return {name: localname(one) for one in found for name in (one.name_en, one.name_vi) if name in wanted}


def tell(moved: Sequence[Moved]) -> list[Told]:
    """Each thing with its name, the page of its body, and who has its place now. Five queries."""
    rows = _rows(moved)
    known = names({one.heir for one in moved if one.heir})
    return [_told(one, rows.get((one.kind, one.ref)), known) for one in moved]


Row = Organisation | Post | Membership


def _rows(moved: Sequence[Moved]) -> dict[tuple[str, str], Row]:
    refs: dict[str, list[str]] = {}
    for one in moved:
        refs.setdefault(one.kind, []).append(one.ref)
    keys = [int(ref) for ref in refs.get(MEMBERSHIP_END, ()) if ref.isdecimal()]
    found: dict[tuple[str, str], Row] = {}
    for kind in (AREA, END):
        found |= {(kind, one.code): one for one in Organisation.objects.filter(code__in=refs.get(kind, ()))}
    posts = Post.objects.filter(code__in=refs.get(POST_END, ())).select_related("organisation")
    found |= {(POST_END, one.code): one for one in posts}
    terms = Membership.objects.filter(pk__in=keys).select_related("post__organisation")
    return found | {(MEMBERSHIP_END, str(one.pk)): one for one in terms}


def _told(one: Moved, row: Row | None, known: Mapping[str, str]) -> Told:
    """What ended is told by itself, since it gave its own place up."""
    what = Message(WHAT.get(one.kind, one.kind))
    heir = known.get(one.heir, one.heir)
    if isinstance(row, Membership):
        return Told(what, row.holder, _page(row.post.organisation), localname(row.post), heir)
    if isinstance(row, Post):
        return Told(what, localname(row), _page(row.organisation), localname(row.organisation), heir)
    if row is None:
        return Told(what, one.ref, "", "", heir)
    if one.kind == AREA:
        return Told(what, localname(row), _page(row), _unit(one.origin), _unit(one.heir))
    return Told(what, localname(row), _page(row), localname(row), heir)


def _page(one: Organisation) -> str:
    return reverse("people:body", args=[one.code])


def _unit(uid: str) -> str:
    """A version by its name and its first day, by which two versions of one unit are told apart."""
    unit = register(expected=True).units.get(uid)
    return f"{unit.name(language())} ({day_text(unit.valid_from)})" if unit else uid
