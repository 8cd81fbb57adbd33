"""A unit's own draft is held against its own figures; a figure of another area is told beside the unit's own."""

from decimal import Decimal

import pytest

from quarterdeck.core.periods import Period
from quarterdeck.figures.actions.log import NewObservation, append_observations
from quarterdeck.figures.models import Indicator
from quarterdeck.reports import actions
from quarterdeck.reports.models import Draft
from quarterdeck.reports.queries import desk
from quarterdeck.reports.queries.cautions import cautions
from quarterdeck.reports.queries.certificate import certificate_of
from quarterdeck.reports.queries.drafts import against
from tests.reports.cast import EARLIER, quarter
from tests.reports.test_desk_pages import SignIn
from tests.world import NOW, World


@pytest.fixture(autouse=True)
def figures(world: World) -> None:
    """The quarter of the cast, and an illustrative figure of a district."""
    row = {"area": world.areas["D2"], "period": Period.parse("2024-Q1"), "value": Decimal("61"), "unit": "VND_bn"}
    quarter(world, frozen=False)
    append_observations(
        rows=[NewObservation(indicator=Indicator.objects.get(code="BUDGET_REV"), origin="illustrative", **row)],  # type: ignore[arg-type] # by name
        kind="entry", by=world.actor("admin"), at=EARLIER,
    )  # fmt: skip


def put(world: World, text: str, who: str = "specialist") -> Draft:
    return actions.check_draft(against=against("2024-Q1"), name="a.txt", text=text, by=world.actor(who), at=NOW)


def test_a_districts_draft_is_held_against_the_districts_figures(world: World, signed_in: SignIn) -> None:
    text = "ỦY BAN NHÂN DÂN HUYỆN HAI\nBÁO CÁO\nTình hình quý I năm 2024\nThu ngân sách nhà nước đạt 61 tỷ đồng."
    made = put(world, text, "district")
    assert [one.verdict for one in made.findings.all()] == ["illustrative"]
    page = signed_in("district", "en").get(f"/reports/drafts/{made.pk}/").content.decode()
    assert "numbers without a unit are those of District Two" in page
    plain = put(world, "Tình hình quý I năm 2024\nThu ngân sách nhà nước đạt 61 tỷ đồng.", "district")
    assert [one.verdict for one in plain.findings.all()] == ["differs"]


def test_beside_the_provinces_figure_stands_the_named_districts_own(world: World, signed_in: SignIn) -> None:
    made = put(world, "Quý I năm 2024, Huyện Hai thu ngân sách nhà nước đạt gần 4.680 tỷ đồng.")
    (one,) = made.findings.filter(cause="area")
    assert [each["figure"]["value"] for each in one.evidence if each["kind"] == "own"] == ["61"]
    page = signed_in("specialist", "en").get(f"/reports/drafts/{made.pk}/").content.decode()
    assert "The area's own figure:" in page
    assert "District Two" in page.partition("own figure:")[2][:400]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Report on the first quarter of 2024\nState budget revenue came to 4,680 billion dong.", False),
        ("Báo cáo quý I năm 2023\nThu ngân sách nhà nước đạt gần 4.212 tỷ đồng.", True),
    ],
)
def test_only_a_period_that_the_text_writes_makes_it_one_of_another_period(world: World, text: str, told: bool) -> None:
    assert bool(cautions(put(world, text))) is told


@pytest.mark.parametrize(
    ("who", "issuer", "above"),
    [
        ("district", "ỦY BAN NHÂN DÂN HUYỆN HAI", ""),
        ("finance", "SỞ TÀI CHÍNH", "UBND TỈNH MẪU"),
    ],
)
def test_the_certificate_bears_the_name_of_the_body_that_brought_the_draft(
    world: World, who: str, issuer: str, above: str
) -> None:
    made = put(world, "Thu ngân sách nhà nước quý I năm 2024 đạt gần 4.680 tỷ đồng.", who)
    head = certificate_of(desk.draft(made.pk), "vi", at=NOW).header
    assert (head.issuer, head.parent_body) == (issuer, above)
    assert head.place_date.startswith("Hai, ") is (who == "district")
