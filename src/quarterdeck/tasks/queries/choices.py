"""What can be chosen on the task form: posts and organisations by any of their names, and who they are by default."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NoReturn, TypeVar

from django.conf import settings
from django.db.models import Q

from quarterdeck.core.clarity.bodies import canonical
from quarterdeck.core.errors import BadInput
from quarterdeck.core.folding import fold
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.people.models import Organisation, Post
from quarterdeck.people.queries import organisations, posts
from quarterdeck.prose.lexicon import LANGUAGES, clarity_lexicon
from quarterdeck.tasks.rules.who import may_accept
from quarterdeck.web import packs

Key = tuple[str, ...]
Named = TypeVar("Named", Post, Organisation)


@dataclass(frozen=True)
class Choices:
    """Posts and organisations alive on a day. Two queries, made when they are first needed.

    `memo` keeps what else was asked of the store while drafts were held against these lists.
    """

    day: date
    memo: dict[tuple[object, ...], Any] = field(default_factory=dict, compare=False)

    @cached_property
    def posts(self) -> list[Post]:
        """Posts alive on the day, those of the same organisation together."""
        return list(posts(self.day))

    @cached_property
    def bodies(self) -> list[Organisation]:
        """Organisations alive on the day."""
        return list(organisations(self.day))

    @cached_property
    def _posts_by_name(self) -> dict[Key, Post]:
        return _by_name((one, (one.name_vi, one.name_en)) for one in self.posts)

    @cached_property
    def _bodies_by_name(self) -> dict[Key, Organisation]:
        return _by_name((one, (one.name_vi, one.name_en, one.short_vi, one.short_en)) for one in self.bodies)

    def post(self, said: str) -> Post | None:
        """The post with this code or name, in either language and with any usual abbreviation."""
        return _found(said, self.posts, self._posts_by_name)

    def body(self, said: str) -> Organisation | None:
        """The organisation with this code or name, in either language, short or long."""
        return _found(said, self.bodies, self._bodies_by_name)

    def listed_body(self, said: str) -> Organisation:
        """The organisation with this code or name; `BadInput` at "organisation" where there is none."""
        return self.body(said) or _unlisted(said, "organisation")

    def listed_post(self, said: str) -> Post:
        """The post with this code or name; `BadInput` at "heir" where there is none."""
        return self.post(said) or _unlisted(said, "heir")

    def head_of(self, body: Organisation | None) -> Post | None:
        """The post that heads an organisation: the first that the country pack lists for its kind."""
        if body is None:
            return None
        own = [post for post in self.posts if post.organisation_id == body.pk]
        listed = packs.read(settings.PACK, "organisations.yaml")["posts_of_kind"].get(body.kind) or [{"suffix": ""}]
        first = next((post for post in own if post.code == f"{body.code}-{listed[0]['suffix']}"), None)
        heads = [post for post in own if post.role in ("unit_leader", "leader")]
        return first or (heads[0] if len(heads) == 1 else None)

    def assigners(self, own_post: str) -> list[Post]:
        """Who may assign: the post itself if it leads, else the leaders who head their organisation."""
        leaders = [post for post in self.posts if post.role == "leader"]
        own = [post for post in leaders if post.code == own_post]
        return own or [post for post in leaders if self.head_of(post.organisation) == post]

    def follower_up(self, own_post: str, lead: Organisation | None) -> Post | None:
        """Who follows a task up unless another is named; never a post of the lead."""
        of_pack = self._of_pack("follow_up")
        return self._outside(lead, [post for post in of_pack if post.code == own_post] or of_pack)

    def acceptor(self, assigner: Post | None, lead: Organisation | None) -> Post | None:
        """Who accepts unless another is named: whoever assigns, else the post of the pack; never a post of the lead."""
        return self._outside(lead, [*([assigner] if assigner else []), *self._of_pack("accept")], accepting=True)

    def _outside(self, lead: Organisation | None, found: Sequence[Post], accepting: bool = False) -> Post | None:
        fitting = [post for post in found if lead is None or post.organisation_id != lead.pk]
        return next((post for post in fitting if not accepting or may_accept(post.role)), None)

    def _of_pack(self, duty: str) -> list[Post]:
        """The posts that the pack names for a duty; where it names none of this store, every post that could do it."""
        named: list[dict[str, Any]] = packs.read(settings.PACK, "tasks.yaml")[duty]
        of_kinds = [post for one in named for post in self.posts if post.organisation.kind == one["kind"]]
        suffixes = tuple(f"-{one['suffix']}" for one in named)
        return [post for post in of_kinds if post.code.endswith(suffixes)] or [
            post for post in of_kinds if post.role == "specialist"
        ]


def posts_named(codes: Iterable[str], names: Iterable[str]) -> dict[str, Post]:
    """Posts, living or not, by the codes and by the names (in either language) that records keep of them. One query."""
    wanted, called = set(codes), set(names) - {""}
    if not (wanted or called):
        return {}
    found = Post.objects.filter(Q(code__in=wanted) | Q(name_vi__in=called) | Q(name_en__in=called))
    return {key: one for one in found for key in (one.code, one.name_vi, one.name_en) if key}


def _unlisted(said: str, place: str) -> NoReturn:
    raise BadInput(
        Message(gettext_noop("“{name}” is not on the list."), {"name": said}), place=place,
        remedy=gettext_noop("Type part of the name and choose."),
    )  # fmt: skip


@lru_cache(maxsize=8192)
def _keys(name: str) -> frozenset[Key]:
    """A name's words for comparison: with the abbreviations of each language spelled out, and without accents."""
    spelled = {canonical(name, clarity_lexicon(language).bodies) for language in LANGUAGES}
    return frozenset({*spelled, (fold(name),)} - {()})


def _by_name(named: Iterable[tuple[Named, Sequence[str]]]) -> dict[Key, Named]:
    """Things by each of their names; a name of two things means neither."""
    found: dict[Key, list[Named]] = {}
    for thing, names in named:
        for key in {key for name in names if name for key in _keys(name)}:
            found.setdefault(key, []).append(thing)
    return {key: things[0] for key, things in found.items() if len(things) == 1}


def _found(said: str, listed: Sequence[Named], by_name: dict[Key, Named]) -> Named | None:
    said = said.strip()
    if not said:
        return None
    exact = next((one for one in listed if one.code == said or said.endswith(f"({one.code})")), None)
    return exact or next((by_name[key] for key in _keys(said) if key in by_name), None)
