"""Set up an empty store: the units, bodies, posts and indicators of a country pack, and the first account."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from quarterdeck.areas.actions.loading import TileRow, load_pack, load_tiles
from quarterdeck.areas.models import Area
from quarterdeck.areas.queries import area
from quarterdeck.core.errors import Conflict
from quarterdeck.core.messages import gettext_noop
from quarterdeck.core.rights import Actor, Right, require
from quarterdeck.figures.actions.catalogue import load_catalogue
from quarterdeck.people.actions import appoint, create_account, create_organisation, create_post
from quarterdeck.people.models import Organisation
from quarterdeck.people.queries import has_accounts
from quarterdeck.people.rules import posts_of_kind
from quarterdeck.web import packs


def tiles_of(pack: str) -> list[TileRow]:
    """The pack's tile maps; a row without a level is of the second, without days it always holds."""
    return [
        TileRow(
            row["code"], int(row.get("level") or 2), int(row["col"]), int(row["row"]),
            date.fromisoformat(row["valid_from"]) if row.get("valid_from") else None,
            date.fromisoformat(row["valid_to"]) if row.get("valid_to") else None,
        )
        for row in packs.rows(pack, "areas/tiles.csv")
    ]  # fmt: skip


@transaction.atomic
def set_up_store(*, pack: str, province: str, day: date, by: Actor, at: datetime) -> Area:
    """Load what a province needs from its country pack as it stands on `day`; returns the province.

    The whole register of the country comes with it; what happens to units after `day` is planned, not in force.
    """
    require(by, Right.ADMINISTER)
    load_pack(pack=pack, steered=province, as_of=day, by=by, at=at)
    load_tiles(rows=tiles_of(pack), by=by, at=at)
    home = area(province, day)
    load_organisations(data=packs.read(pack, "organisations.yaml"), home=home, by=by, at=at)
    load_catalogue(data=packs.read(pack, "indicators.yaml"), by=by, at=at)
    return home


@transaction.atomic
def load_organisations(*, data: Mapping[str, Any], home: Area, by: Actor, at: datetime) -> None:
    """Create the bodies of a pack and the posts that follow from their kind."""
    require(by, Right.ADMINISTER)
    made: dict[str, Organisation] = {}
    for one in data["organisations"]:
        made[one["code"]] = create_organisation(
            code=one["code"], name_vi=one["name_vi"], name_en=one["name_en"], kind=one["kind"], line=one["line"],
            short_vi=one.get("short_vi") or "", short_en=one.get("short_en") or "", area=home,
            parent=made.get(one.get("parent") or ""), by=by, at=at,
        )  # fmt: skip
    load_posts(data=data, organisations=made, by=by, at=at)


@transaction.atomic
def load_posts(*, data: Mapping[str, Any], organisations: Mapping[str, Organisation], by: Actor, at: datetime) -> None:
    """Create the posts of these organisations: those of their kind, and those listed by name."""
    require(by, Right.ADMINISTER)
    for body in organisations.values():
        _create_posts(body, data["posts_of_kind"].get(body.kind, ()), by, at)
    for post in data.get("posts", ()):
        if post["organisation"] in organisations:
            _create_posts(organisations[post["organisation"]], [post], by, at)


def _create_posts(body: Organisation, patterns: Iterable[Mapping[str, str]], by: Actor, at: datetime) -> None:
    for one in posts_of_kind(patterns, code=body.code, name_vi=body.name_vi, name_en=body.name_en):
        create_post(code=one.code, organisation=body, role=one.role, name_vi=one.name_vi, name_en=one.name_en,
                    by=by, at=at)  # fmt: skip


@transaction.atomic
def make_first_account(
    *, username: str, password: str, name: str, language: str, home: Area, day: date, by: Actor, at: datetime
) -> None:
    """The first administrator; refused once anybody has an account."""
    require(by, Right.ADMINISTER)
    if has_accounts():
        raise Conflict(
            gettext_noop("This store is already set up."), remedy=gettext_noop("Sign in, or ask its administrator.")
        )
    body = Organisation.objects.filter(kind="office").first() or Organisation.objects.order_by("pk").first()
    if body is None:
        body = create_organisation(code="OFFICE", name_vi=home.name_vi, name_en=home.name_en, kind="office",
                                   line="state", area=home, by=by, at=at)  # fmt: skip
    post = create_post(code=f"{body.code}-ADMIN", organisation=body, name_vi="Quản trị hệ thống",
                       name_en="System administrator", role="administrator", by=by, at=at)  # fmt: skip
    user = create_account(username=username, password=password, name=name, language=language, by=by, at=at)
    appoint(post=post, holder=name, user=user, valid_from=day, by=by, at=at)


@transaction.atomic
def set_up(
    *, pack: str, province: str, day: date, username: str, password: str, name: str, language: str, by: Actor,
    at: datetime,
) -> Area:  # fmt: skip
    """Everything an empty store needs, or nothing: units, bodies, indicators and the first account."""
    home = set_up_store(pack=pack, province=province, day=day, by=by, at=at)
    make_first_account(
        username=username, password=password, name=name, language=language, home=home, day=day, by=by, at=at
    )
    return home
