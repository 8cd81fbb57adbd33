"""Search and notes about codes: each unit as it is on the day asked for, under the parent it has then."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from quarterdeck.areas.models import Area, AreaEvent, Succession
from quarterdeck.areas.queries import forget
from tests.areas.test_pages import read
from tests.world import MERGER, World

SignIn = Callable[..., Client]
LATER = date(2026, 6, 1)


@pytest.fixture
def become_a_ward(world: World) -> None:
    """Commune Three is Ward Three of City One from 2025, and a town of that name from June 2026."""
    Area.objects.filter(uid="C3@2010-01-01").update(valid_to=MERGER)
    for day, end, name, code in ((MERGER, LATER, "Phường Ba", "D1"), (LATER, None, "Thị trấn Ba", "D1")):
        kind, english = ("ward", "Ward Three") if end else ("township", "Three Township")
        Area.objects.create(uid=f"C3@{day}", code="C3", level=3, kind=kind, name_vi=name, name_en=english,
                            parent_code=code, valid_from=day, valid_to=end)  # fmt: skip
    areas = {one.uid: one for one in Area.objects.filter(code="C3")}
    for before, after, day in (("2010-01-01", str(MERGER), MERGER), (str(MERGER), str(LATER), LATER)):
        event = AreaEvent.objects.create(
            code=f"R{day}", kind="reclassify", day=day, adopted_on=day, act="1/NQ", title_vi="Đổi", title_en="New"
        )
        Succession.objects.create(
            predecessor=areas[f"C3@{before}"], successor=areas[f"C3@{after}"], event=event,
            shares={"population": ["1", "exact"]},
        )  # fmt: skip
    forget()


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2024-03-27", "Xã Ba commune · C3 · Huyện Hai"),
        ("2025-03-27", "Phường Ba ward · C3 · Thành phố Một"),
        ("2026-07-01", "Thị trấn Ba township · C3 · Thành phố Một"),
        ("2001-01-01", "Xã Ba commune · C3 · Huyện Hai"),
    ],
)
def test_a_search_tells_the_version_of_the_day_under_the_parent_of_its_time(
    become_a_ward: None, signed_in: SignIn, day: str, told: str
) -> None:
    page = read(signed_in("specialist", "vi"), f"/areas/?day={day}&q=C3")
    assert told in page


def test_what_became_of_it_bears_the_name_of_the_day_of_the_event(become_a_ward: None, signed_in: SignIn) -> None:
    page = read(signed_in("specialist", "vi"), "/areas/?day=2024-03-27&q=C3")
    assert "đến 31/12/2024; đổi tên thành Phường Ba" in page
    assert "Thị trấn Ba" not in page


def test_a_name_of_another_time_leads_to_the_version_that_bears_it(become_a_ward: None, signed_in: SignIn) -> None:
    assert "Phường Ba ward · C3" in read(signed_in("specialist", "vi"), "/areas/?day=2024-03-27&q=Phường Ba")


def test_the_other_units_of_a_code_bear_the_name_nearest_to_today(world: World, signed_in: SignIn) -> None:
    Area.objects.filter(uid="D2@2010-01-01").update(valid_to=MERGER)
    for day, end, name in ((MERGER, LATER, "Huyện Khác"), (LATER, None, "Thị xã Khác")):
        Area.objects.create(uid=f"D2@{day}", code="D2", level=2, kind="district" if end else "town", name_vi=name,
                            name_en=name, parent_code="P", valid_from=day, valid_to=end)  # fmt: skip
    first, next_ = Area.objects.filter(code="D2", valid_from__gte=MERGER).order_by("valid_from")
    Succession.objects.create(predecessor=first, successor=next_, shares={"population": ["1", "exact"]})
    forget()
    page = read(signed_in("specialist", "vi"), "/areas/units/D2@2010-01-01/")
    assert "Huyện Khác từ 01/01/2025" in page
    assert "Thị xã Khác" not in page
