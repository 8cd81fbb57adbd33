"""Load the district bodies, the invented holders and the sample accounts."""

from datetime import date
from typing import Any

from quarterdeck.areas.queries import area
from quarterdeck.config.sample.files import moment, read
from quarterdeck.core.rights import SYSTEM
from quarterdeck.desk.actions import load_posts
from quarterdeck.people.actions import appoint, create_account, create_organisation
from quarterdeck.people.models import Organisation, Post
from quarterdeck.web import packs


def accounts() -> list[dict[str, Any]]:
    """The sample accounts, one per kind of user, each with the password they share."""
    people = read("people.yaml")
    return [{**one, "password": people["sample_password"]} for one in people["accounts"]]


def load_people(pack: str, day: date) -> None:
    """Bodies of the districts with their posts, who holds which post, and the accounts."""
    people, at = read("people.yaml"), moment("2024-01-02")
    _load_bodies(people, pack, day)
    posts = {post.code: post for post in Post.objects.all()}
    users = {}
    for one in accounts():
        users[one["post"]] = create_account(
            username=one["username"], password=one["password"], name=one["name_vi"], language=one["language"],
            by=SYSTEM, at=at,
        )  # fmt: skip
    for one in people["holders"]:
        appoint(
            post=posts[one["post"]], holder=one["name_vi"], user=users.pop(one["post"], None),
            valid_from=people["held_from"], invented=True, by=SYSTEM, at=at,
        )  # fmt: skip
    for code, user in users.items():
        appoint(post=posts[code], holder=user.name, user=user, valid_from=people["held_from"], invented=True,
                by=SYSTEM, at=at)  # fmt: skip


def _load_bodies(people: dict[str, Any], pack: str, day: date) -> None:
    at = moment("2024-01-02")
    made: dict[str, Organisation] = {}
    known = {body.code: body for body in Organisation.objects.all()}
    for one in people["organisations"]:
        made[one["code"]] = create_organisation(
            code=one["code"], name_vi=one["name_vi"], name_en=one["name_en"], short_vi=one["short_vi"],
            short_en=one["short_en"], kind=one["kind"], line=one["line"], area=area(one["area"], day),
            parent=known.get(one["parent"]), by=SYSTEM, at=at,
        )  # fmt: skip
    data = packs.read(pack, "organisations.yaml")
    load_posts(data={"posts_of_kind": data["posts_of_kind"]}, organisations=made, by=SYSTEM, at=at)
    load_posts(data={"posts_of_kind": {}, "posts": people["extra_posts"]}, organisations={**known, **made}, by=SYSTEM,
               at=at)  # fmt: skip
