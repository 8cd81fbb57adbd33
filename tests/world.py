"""The one cast of the tests.

Province P holds districts D1 (the city) and D2; D1 holds communes C1 and C2, D2 holds C3. On 1 January 2025
C1 and C2 merge into C4. Lan is the general-affairs specialist of the Office, Minh the specialist of district D2,
Vân verifies figures, Hùng is the leader who concludes, Thu inspects. Oanh has an account but holds no post
(the outsider); a citizen has no account at all.
"""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.core.rights import Actor
from quarterdeck.figures.models import Indicator, Theme
from quarterdeck.people.models import Membership, Organisation, Post, User
from quarterdeck.people.queries import actor_for

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
TODAY = date(2024, 3, 27)
NOW = datetime(2024, 3, 27, 9, 0, tzinfo=ZONE)
MERGER = date(2025, 1, 1)
PASSWORD = "correct horse battery"
LONG_AGO = date(2010, 1, 1)


@dataclass(frozen=True)
class World:
    """Everybody and everything of the cast, by name."""

    areas: dict[str, Area]
    organisations: dict[str, Organisation]
    posts: dict[str, Post]
    users: dict[str, User]

    def actor(self, name: str) -> Actor:
        """As whom `name` (e.g. "specialist") acts on the day of the review."""
        return actor_for(self.users[name], TODAY)


AREAS = (
    ("P", 1, "province", "Tỉnh Mẫu", "Sample Province", "", None),
    ("D1", 2, "city", "Thành phố Một", "City One", "P", None),
    ("D2", 2, "district", "Huyện Hai", "District Two", "P", None),
    ("C1", 3, "commune", "Xã Một", "Commune One", "D1", MERGER),
    ("C2", 3, "commune", "Xã Hai", "Commune Two", "D1", MERGER),
    ("C3", 3, "commune", "Xã Ba", "Commune Three", "D2", None),
)
ORGANISATIONS = (
    ("UBND", "Ủy ban nhân dân tỉnh", "Provincial People's Committee", "committee", "state", "P"),
    (
        "VPUB",
        "Văn phòng Ủy ban nhân dân tỉnh",
        "Office of the Provincial People's Committee",
        "office",
        "state",
        "P",
    ),
    ("SGTVT", "Sở Giao thông vận tải", "Department of Transport", "department", "state", "P"),
    ("STC", "Sở Tài chính", "Department of Finance", "department", "state", "P"),
    ("TTR", "Thanh tra tỉnh", "Provincial Inspectorate", "department", "state", "P"),
    ("UBND-D2", "Ủy ban nhân dân Huyện Hai", "People's Committee of District Two", "district", "state", "D2"),
)
POSTS = (
    ("leader", "UBND", "Chủ tịch UBND tỉnh", "Chair of the Provincial People's Committee", "leader"),
    ("specialist", "VPUB", "Chuyên viên tổng hợp", "General affairs specialist", "specialist"),
    ("office_head", "VPUB", "Chánh Văn phòng", "Head of the Office", "specialist"),
    ("verifier", "STC", "Chuyên viên thẩm định", "Verifier", "verifier"),
    (
        "transport",
        "SGTVT",
        "Giám đốc Sở Giao thông vận tải",
        "Director of the Department of Transport",
        "unit_leader",
    ),
    ("finance", "STC", "Giám đốc Sở Tài chính", "Director of the Department of Finance", "unit_leader"),
    ("district", "UBND-D2", "Chuyên viên UBND Huyện Hai", "Specialist of District Two", "unit_specialist"),
    ("inspector", "TTR", "Chánh Thanh tra", "Chief Inspector", "inspector"),
    ("admin", "VPUB", "Quản trị hệ thống", "System administrator", "administrator"),
)
PEOPLE = (
    ("specialist", "Lan"), ("district", "Minh"), ("verifier", "Vân"), ("leader", "Hùng"), ("inspector", "Thu"),
    ("transport", "Giang"), ("finance", "Phúc"), ("admin", "Quân"),
)  # fmt: skip


def build() -> World:
    """Store the cast and return it."""
    areas = {
        code: Area.objects.create(
            uid=f"{code}@2010-01-01", code=code, level=level, kind=kind, name_vi=name_vi, name_en=name_en,
            parent_code=parent, valid_from=LONG_AGO, valid_to=end, steered=code == "P",
        )
        for code, level, kind, name_vi, name_en, parent, end in AREAS
    }  # fmt: skip
    areas["C4"] = Area.objects.create(
        uid="C4@2025-01-01", code="C4", level=3, kind="commune", name_vi="Xã Bốn", name_en="Commune Four",
        parent_code="D1", valid_from=MERGER,
    )  # fmt: skip
    merger = AreaEvent.objects.create(
        code="E1", kind="merge", day=MERGER, adopted_on=MERGER, act="12/NQ (2024-11-01)", standing="in_force",
        title_vi="Nhập Xã Một và Xã Hai thành Xã Bốn", title_en="Communes One and Two merge into Commune Four",
    )  # fmt: skip
    whole = {"population": ["1", "exact"], "land": ["1", "exact"]}
    for code in ("C1", "C2"):
        Succession.objects.create(predecessor=areas[code], successor=areas["C4"], event=merger, shares=whole)
    organisations = {
        code: Organisation.objects.create(
            code=code, name_vi=name_vi, name_en=name_en, kind=kind, line=line, area=areas[area]
        )
        for code, name_vi, name_en, kind, line, area in ORGANISATIONS
    }
    posts = {
        code: Post.objects.create(
            code=code, organisation=organisations[organisation], name_vi=name_vi, name_en=name_en, role=role
        )
        for code, organisation, name_vi, name_en, role in POSTS
    }
    users = {name: _person(posts[name], name, holder) for name, holder in PEOPLE}
    users["outsider"] = User.objects.create_user("outsider", PASSWORD, name="Oanh")
    return World(areas, organisations, posts, users)


def _person(post: Post, username: str, holder: str) -> User:
    user = User.objects.create_user(username, PASSWORD, name=holder)
    Membership.objects.create(post=post, user=user, holder=holder, valid_from=LONG_AGO)
    return user


def indicator(world: World, code: str = "BUDGET_REV", **fields: object) -> Indicator:
    """An indicator of the cast: budget revenue unless said otherwise, reported by the Department of Finance."""
    theme, _ = Theme.objects.get_or_create(code="budget", defaults={"name_vi": "Ngân sách", "name_en": "Budget"})
    plain: dict[str, object] = {
        "name_vi": "Thu ngân sách nhà nước", "name_en": "State budget revenue", "unit": "VND_bn", "decimals": 1,
        "frequency": "Q", "accumulation": "per_period", "time_rule": "sum", "space_rule": "sum", "better": "higher",
        "responsible": world.organisations["STC"], "theme": theme,
    }  # fmt: skip
    return Indicator.objects.create(code=code, **(plain | fields))
