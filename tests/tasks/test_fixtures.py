"""The six sentences of the rule, written on the form of a province: what passes, what is asked, what is refused."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml

from quarterdeck.areas.models import Area, Succession
from quarterdeck.people.models import Membership, Organisation, Post
from quarterdeck.tasks.queries.clarity import Examined
from quarterdeck.web import packs
from tests.tasks.test_drafts import examined, fills
from tests.world import LONG_AGO, World

GOLDEN = yaml.safe_load((Path(__file__).parents[1] / "golden/clarity.yaml").read_text(encoding="utf-8"))
SAID: Mapping[str, str] = {one["name"]: one["text"] for one in GOLDEN["cases"] if "name" in one}
HAND_OVER = SAID['a lead, a partner, a hand-over in hectares and "before a day"']
EVERYBODY = SAID["everybody goes on strengthening something"]
LAND_PRICE = SAID["a director submits a decision for another body to sign, within a month"]
IN_TIME = SAID["results are reported in time and progress is ensured"]
HOUSES = SAID["one hundred per cent of temporary houses, counted, nobody named"]
PROMPTLY = SAID["the department promptly strengthens coordination"]
AUGUST = date(2025, 8, 5)


def said(of: Examined, code: str) -> list[str]:
    """What the check says by a test, in the reader's language."""
    return [str(one.message) for one in [*of.blocking, *of.warnings, *of.verdict.info] if one.code == code]


@pytest.fixture
def yen_dung(world: World) -> Area:
    """The district that became part of the city of Bac Giang, on the day that the pack knows."""
    rows = [one for one in packs.rows("vn", "areas/units.csv") if one["name_vi"] == "Huyện Yên Dũng"]
    (row,) = rows
    district = Area.objects.create(
        uid=row["uid"], code=row["code"], level=2, kind="huyen", name_vi=row["name_vi"], name_en=row["name_en"],
        parent_code="P", valid_from=row["valid_from"], valid_to=row["valid_to"],
    )  # fmt: skip
    city = Area.objects.create(
        uid="213@2025-01-01", code="213", level=2, kind="thanh_pho_thuoc_tinh", name_vi="Thành phố Bắc Giang",
        name_en="Bac Giang City", parent_code="P", valid_from="2025-01-01",
    )  # fmt: skip
    Succession.objects.create(predecessor=district, successor=city)
    return district


def test_a_hand_over_asks_29_or_30_september_who_answers_and_accepts_and_tells_that_the_district_is_gone(
    world: World, yen_dung: Area
) -> None:
    of = examined(day=AUGUST, text=HAND_OVER)
    assert (of.draft.lead, of.draft.due) == (world.organisations["STC"], date(2025, 9, 29))
    assert not {"W1", "W2", "W3", "T1", "R1", "K1", "K3"} & {one.code for one in of.verdict.blocking}
    assert fills(of)["result"][0].value == "Hoàn thành bàn giao 12,5 ha mặt bằng"
    assert {"P1", "R3", "K2"} <= set(of.blocking_codes)
    assert ["29/9/2025" in one or "29/09/2025" in one for one in said(of, "T2")] == [True]
    (gone,) = said(of, "P2")
    assert "UBND huyện Yên Dũng" in gone
    assert "1/1/2025" in gone or "01/01/2025" in gone
    assert "Thành phố Bắc Giang" in gone


def test_before_it_ended_the_district_takes_part_like_any_other(world: World, yen_dung: Area) -> None:
    of = examined(day=date(2024, 8, 5), text=HAND_OVER)
    assert said(of, "P2") == []


def test_everybody_strengthening_fails_who_work_day_lead_and_result(world: World) -> None:
    of = examined(day=AUGUST, text=EVERYBODY)
    assert {"P4", "W3", "T1", "R1", "K1"} <= set(of.blocking_codes)


def test_a_land_price_for_another_to_approve_passes_and_is_due_on_the_last_of_october(world: World) -> None:
    body = Organisation.objects.create(code="SXD", name_vi="Sở Xây dựng", name_en="Department of Construction",
                                       kind="department", line="state", area=world.areas["P"])  # fmt: skip
    post = Post.objects.create(code="SXD-GD", organisation=body, name_vi="Giám đốc Sở Xây dựng", role="unit_leader",
                               name_en="Director of the Department of Construction")  # fmt: skip
    Membership.objects.create(post=post, holder="Thịnh", valid_from=LONG_AGO)
    of = examined(
        day=date(2025, 9, 15), text=LAND_PRICE, assigner="leader", acceptor="leader", follower_up="specialist"
    )
    assert of.blocking_codes == []
    assert (of.draft.lead, of.draft.accountable_post, of.draft.due) == (body, post, date(2025, 10, 31))
    assert (of.draft.result_kind, of.draft.result) == ("document", "Quyết định của UBND tỉnh")
    assert [one.case for one in of.verdict.info if one.code == "K1"] == ["other_issuer"]


def test_results_in_time_name_no_day_no_result_and_only_filler(world: World) -> None:
    of = examined(day=AUGUST, text=IN_TIME)
    assert {"T1", "K1"} <= set(of.blocking_codes)
    assert said(of, "K4")


def test_houses_are_counted_with_the_dot_of_thousands_and_asked_of_which_list(world: World) -> None:
    of = examined(day=date(2025, 5, 5), text=HOUSES)
    assert {"P1", "R1"} <= set(of.blocking_codes)
    assert "K3" not in of.blocking_codes
    assert [one.case for one in of.warnings if one.code == "K3"] == ["which_list"]
    assert of.draft.result_kind == "number"


def test_promptly_strengthening_fails_day_direction_who_and_result(world: World) -> None:
    of = examined(reader="en", day=AUGUST, text=PROMPTLY)
    assert {"T1", "W3", "P1", "R1", "K1"} <= set(of.blocking_codes)


def test_from_october_2025_the_six_clears_are_asked_unless_another_profile_is_chosen(world: World) -> None:
    text = "Sở Tài chính trình phương án phân bổ 35 tỷ đồng vốn đối ứng chậm nhất ngày 28/11/2025"
    six = examined(day=date(2025, 10, 20), text=text)
    assert (six.draft.profile, bool(said(six, "R5"))) == ("6", True)
    five = examined(day=date(2025, 10, 20), text=text, profile="5")
    assert (five.draft.profile, said(five, "R5")) == ("5", [])
    assert examined(day=AUGUST, text=text).draft.profile == "5"
