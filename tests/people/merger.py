"""District Two of the cast is absorbed by the city on 1 July 2024: the rows of the event and what it means."""

from datetime import date

from quarterdeck.areas.models import Area, AreaEvent, Succession, Transfer
from quarterdeck.core.lineage import Event, EventKind, Unit
from quarterdeck.core.lineage import Succession as SuccessionValue
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved
from quarterdeck.people.models import Membership, Organisation, Post, User
from tests.world import LONG_AGO, NOW, PASSWORD, World

DAY = date(2024, 7, 1)
CODE, ACT = "E2", "30/NQ (2024-06-01)"


def merger(world: World) -> AreaChange:
    """The event, staged: the city goes on under a new version, District Two has it as its heir."""
    row = AreaEvent.objects.create(
        code=CODE, kind="absorb", day=DAY, adopted_on=DAY, act=ACT, standing="staged",
        title_vi="Nhập Huyện Hai vào Thành phố Một", title_en="City One absorbs District Two",
    )  # fmt: skip
    old = world.areas["D1"]
    grown = Area.objects.create(
        uid="D1@2024-07-01", code="D1", level=2, kind=old.kind, name_vi=old.name_vi, name_en=old.name_en,
        parent_code="P", valid_from=DAY, standing="staged", begun_by=row,
    )  # fmt: skip
    ended = [old, world.areas["D2"]]
    for one in ended:
        Succession.objects.create(predecessor=one, successor=grown, event=row)
        Area.objects.filter(pk=one.pk).update(expected_to=DAY, ended_by=row)
    return AreaChange(
        event=Event(CODE, EventKind.ABSORB, DAY, DAY, ACT, row.title_vi, row.title_en),
        ended=tuple(unit(one) for one in ended), begun=(unit(grown),),
        successions=tuple(SuccessionValue(one.uid, grown.uid, CODE) for one in ended),
        heirs={one.uid: grown.uid for one in ended},
    )  # fmt: skip


def unit(area: Area) -> Unit:
    """A row as the rooms' rules know it."""
    return Unit(area.uid, area.code, area.level, area.kind, area.name_vi, area.name_en, area.parent_code,
                area.valid_from, area.valid_to)  # fmt: skip


def city(world: World) -> Organisation:
    """The committee of the city with a chair and a specialist; District Two gets a chair too."""
    committee = Organisation.objects.create(
        code="UBND-D1", name_vi="Ủy ban nhân dân Thành phố Một", name_en="People's Committee of City One",
        kind="district", line="state", area=world.areas["D1"],
    )  # fmt: skip
    district = world.organisations["UBND-D2"]
    for code, body, name, role in (
        ("city", committee, "Chuyên viên UBND Thành phố Một", "unit_specialist"),
        ("city_chair", committee, "Chủ tịch UBND Thành phố Một", "unit_leader"),
        ("district_chair", district, "Chủ tịch UBND Huyện Hai", "unit_leader"),
    ):
        world.posts[code] = Post.objects.create(code=code, organisation=body, name_vi=name, name_en=code, role=role)
        world.users[code] = User.objects.create_user(code, PASSWORD, name=f"Người {code}")
        Membership.objects.create(post=world.posts[code], user=world.users[code], holder=code, valid_from=LONG_AGO)
    world.organisations["UBND-D1"] = committee
    return committee


def keep(moved: list[Moved]) -> None:
    """Remember what was moved, as the room of areas does when the event takes force."""
    event = AreaEvent.objects.get(code=CODE)
    for one in moved:
        Transfer.objects.create(event=event, room=one.room, kind=one.kind, ref=one.ref, origin=one.origin,
                                heir=one.heir, at=NOW)  # fmt: skip
