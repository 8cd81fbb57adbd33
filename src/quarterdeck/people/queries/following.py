"""Which bodies end or go on when an event ends units, and who is the heir of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from quarterdeck.areas.models import Transfer
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.people.models import Organisation, Post
from quarterdeck.people.rules import carried, same_post, stem

AREA, END, POST_END, MEMBERSHIP_END = "organisation area", "organisation end", "post end", "membership end"


@dataclass(frozen=True, slots=True)
class Bodies:
    """What an event does to the organisations of its units.

    `ending` end with units that disappear, `posts` with them; `staying` are still to be taken along to the version
    that `places` names, by uid. `heirs` and `post_heirs` are by primary key; a body without an entry has no heir.
    """

    change: AreaChange
    ending: tuple[Organisation, ...]
    staying: tuple[Organisation, ...]
    posts: tuple[Post, ...]
    places: Mapping[str, str]
    heirs: Mapping[int, Organisation]
    post_heirs: Mapping[int, Post]

    def heir_organisation(self, of: Organisation) -> Organisation | None:
        """The body of the same kind and line that takes over from one that ends, or None."""
        return self.heirs.get(of.pk)

    def heir_post(self, of: Post) -> Post | None:
        """The post of the heir body that takes over from one that ends, or None."""
        return self.post_heirs.get(of.pk)

    @property
    def orphans(self) -> tuple[Organisation, ...]:
        """Bodies that end and have no heir."""
        return tuple(one for one in self.ending if one.pk not in self.heirs)


def bodies(change: AreaChange) -> Bodies:
    """The bodies that an event touches with their heirs: who ends, and who their heirs are, is the same before
    the event takes force and after. Two queries.
    """
    places = carried(change)
    gone = {unit.uid: unit for unit in change.ended if change.disappears(unit)}
    found = Organisation.objects.filter(_until(change.day), area__uid__in=_uids(change)).select_related("area")
    every = list(found.order_by("code"))
    ending = [one for one in every if one.area.uid in gone]
    living = [one for one in every if one.area.uid not in gone and _alive(one, change.day)]
    heirs = {one.pk: heir for one in ending if (heir := _heir(one, living, change, places)) is not None}
    wanted = {one.pk for one in ending} | {heir.pk for heir in heirs.values()}
    posts = list(Post.objects.filter(_until(change.day), organisation__in=wanted).select_related("organisation__area"))
    ended = {one.pk for one in ending}
    return Bodies(
        change=change, ending=tuple(ending), staying=tuple(one for one in living if one.area.uid in places),
        posts=tuple(one for one in posts if one.organisation_id in ended), places=places, heirs=heirs,
        post_heirs=_post_heirs(posts, heirs, change.day),
    )  # fmt: skip


def _uids(change: AreaChange) -> list[str]:
    return [unit.uid for unit in (*change.ended, *change.begun)]


def _until(day: date) -> Q:
    """Rows that live until `day` at least: those that an event has ended on it are still found."""
    return Q(valid_to__isnull=True) | Q(valid_to__gte=day)


def _alive(one: Organisation | Post, day: date) -> bool:
    return (one.valid_from is None or one.valid_from <= day) and (one.valid_to is None or day < one.valid_to)


def _heir(
    of: Organisation, living: Iterable[Organisation], change: AreaChange, places: Mapping[str, str]
) -> Organisation | None:
    """The body of the same kind and line in the heir unit; of several the one whose code is built alike, else None."""
    unit = change.heir(of.area.uid)
    if unit is None:
        return None
    found = [
        one
        for one in living
        if (one.kind, one.line) == (of.kind, of.line) and places.get(one.area.uid, one.area.uid) == unit.uid
    ]
    alike = [one for one in found if stem(one.code, one.area.code) == stem(of.code, of.area.code)]
    return next((group[0] for group in (alike, found) if len(group) == 1), None)


def _post_heirs(posts: Iterable[Post], heirs: Mapping[int, Organisation], day: date) -> dict[int, Post]:
    of_body: dict[int, list[Post]] = {}
    for one in posts:
        of_body.setdefault(one.organisation_id, []).append(one)
    found = {}
    for ended, heir in heirs.items():
        living = [one for one in of_body.get(heir.pk, ()) if _alive(one, day)]
        facts = [(one.code, heir.code, one.role) for one in living]
        for one in of_body.get(ended, ()):
            place = same_post((one.code, one.organisation.code, one.role), facts)
            if place is not None:
                found[one.pk] = living[place]
    return found


def passed(change: AreaChange, room: str) -> list[Transfer]:
    """What the event in force has moved in a room and not given back."""
    return list(Transfer.objects.filter(event__code=change.event.code, room=room, given_back_at__isnull=True))


def new_bodies(change: AreaChange) -> list[Organisation]:
    """Bodies of the new versions that the event did not bring there: they would be left without a unit. 2 queries."""
    brought = [one.ref for one in passed(change, "people") if one.kind == AREA]
    found = Organisation.objects.filter(area__uid__in=[unit.uid for unit in change.begun]).exclude(code__in=brought)
    return list(found.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=change.day)).order_by("code"))
