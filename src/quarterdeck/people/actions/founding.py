"""Found a body with the posts that follow from its kind, and add a post to a body."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from quarterdeck.areas.models import Area
from quarterdeck.audit.actions import record
from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.core.rights import Actor, Right, Role, require
from quarterdeck.people.models import Organisation, Post
from quarterdeck.people.queries.founding import code_for, kinds, posts_to_come
from quarterdeck.people.rules import CODE, CODE_LENGTH, LINES, POST_CODE_LENGTH, PostDraft


@dataclass(frozen=True, slots=True)
class BodyDraft:
    """A body as it is to be; an empty code is proposed."""

    code: str
    name_vi: str
    name_en: str
    kind: str
    line: str
    area: Area
    parent: Organisation | None
    valid_from: date
    short_vi: str = ""
    short_en: str = ""


@transaction.atomic
def found_organisation(*, draft: BodyDraft, by: Actor, at: datetime) -> Organisation:
    """A new body from a day on, with the posts that the country pack lists for its kind.

    Raises `BadInput` at the field that cannot be used as it is, `Conflict` where there is such a body already.
    """
    require(by, Right.ADMINISTER)
    _require_whole(draft)
    code = draft.code or code_for(kind=draft.kind, name_vi=draft.name_vi, area=draft.area)
    _require_free(draft, code)
    posts = posts_to_come(kind=draft.kind, code=code, name_vi=draft.name_vi, name_en=draft.name_en)
    _require_free_posts([one.code for one in posts])
    try:
        with transaction.atomic():
            made = Organisation.objects.create(
                code=code, name_vi=draft.name_vi, name_en=draft.name_en, short_vi=draft.short_vi,
                short_en=draft.short_en, kind=draft.kind, line=draft.line, area=draft.area, parent=draft.parent,
                valid_from=draft.valid_from,
            )  # fmt: skip
            Post.objects.bulk_create(_post(made, one, draft.valid_from) for one in posts)
    except IntegrityError:
        raise _taken(code) from None
    record(act="organisation.founded", about_kind="organisation", about=code, by=by, at=at, detail={
        "area": draft.area.uid, "day": draft.valid_from.isoformat(), "posts": [one.code for one in posts],
    })  # fmt: skip
    return made


def _post(of: Organisation, draft: PostDraft, day: date) -> Post:
    return Post(code=draft.code, organisation=of, name_vi=draft.name_vi, name_en=draft.name_en, role=draft.role,
                valid_from=day)  # fmt: skip


def _require_whole(draft: BodyDraft) -> None:
    day = draft.valid_from
    area, parent = draft.area, draft.parent
    missing = {
        "name_vi": not draft.name_vi, "name_en": not draft.name_en, "kind": draft.kind not in kinds(),
        "line": draft.line not in LINES,
    }  # fmt: skip
    place = next((name for name, gone in missing.items() if gone), "")
    if place:
        raise BadInput(gettext_noop("A body has a name in both languages, a kind and a line."), place=place,
                       remedy=gettext_noop("Fill in what is missing."))  # fmt: skip
    if not (area.valid_from <= day and (area.valid_to is None or day < area.valid_to)):
        raise BadInput(gettext_noop("Its unit does not exist on the day on which the body begins."), place="area",
                       remedy=gettext_noop("Choose a unit of that day, or another day."))  # fmt: skip
    if parent is not None and not _lives(parent, day):
        raise BadInput(gettext_noop("The body above it does not exist on the day on which it begins."), place="parent",
                       remedy=gettext_noop("Choose another one, or another day."))  # fmt: skip


def _lives(one: Organisation, day: date) -> bool:
    return (one.valid_from is None or one.valid_from <= day) and (one.valid_to is None or day < one.valid_to)


def _require_free(draft: BodyDraft, code: str) -> None:
    _require_code(code, CODE_LENGTH)
    if Organisation.objects.filter(code=code).exists():
        raise _taken(code)
    same = Organisation.objects.filter(name_vi=draft.name_vi, line=draft.line).exclude(valid_to__lte=draft.valid_from)
    if found := same.first():
        raise Conflict(
            Message(gettext_noop("There is already a body of that name: {code}."), {"code": found.code}),
            remedy=gettext_noop("Open it from the list, or give the new one another name."), place="name_vi",
        )  # fmt: skip


def _require_code(code: str, length: int) -> None:
    if not CODE.fullmatch(code) or len(code) > length:
        raise BadInput(
            Message(gettext_noop("{code} cannot be a code."), {"code": code or "–"}), place="code",
            remedy=gettext_noop("Write capital letters without accents, digits and hyphens."),
        )  # fmt: skip


def _taken(code: str) -> Conflict:
    return Conflict(Message(gettext_noop("The code {code} is taken."), {"code": code}), place="code",
                    remedy=gettext_noop("Give another one, or none: then one is proposed."))  # fmt: skip


def _require_free_posts(codes: list[str]) -> None:
    taken = Post.objects.filter(code__in=codes).values_list("code", flat=True).first()
    if taken or any(len(code) > POST_CODE_LENGTH for code in codes):
        raise _taken(taken or max(codes, key=len))


@transaction.atomic
def add_post(
    *, organisation: Organisation, code: str, name_vi: str, name_en: str, role: str, valid_from: date, by: Actor,
    at: datetime,
) -> Post:  # fmt: skip
    """A new post in a body from a day on; what it may do follows from its role.

    Raises `BadInput` at the field that cannot be used, `Conflict` for a code that is taken.
    """
    require(by, Right.ADMINISTER)
    body = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if not _lives(body, valid_from):
        raise BadInput(gettext_noop("The body does not exist on that day."), place="valid_from",
                       remedy=gettext_noop("Choose a day on which it is there."))  # fmt: skip
    if not (name_vi and name_en and role in set(Role)):
        raise BadInput(gettext_noop("A post has a name in both languages and a role."),
                       place="role" if name_vi and name_en else "name_vi" if not name_vi else "name_en",
                       remedy=gettext_noop("Fill in what is missing."))  # fmt: skip
    _require_code(code, POST_CODE_LENGTH)
    if Post.objects.filter(code=code).exists():
        raise _taken(code)
    made = Post.objects.create(code=code, organisation=body, name_vi=name_vi, name_en=name_en, role=role,
                               valid_from=valid_from)  # fmt: skip
    record(act="post.created", about_kind="post", about=code, by=by, at=at,
           detail={"role": role, "day": valid_from.isoformat()})  # fmt: skip
    return made
