"""What changed since the report before: told from two frozen states, never guessed where figures do not compare."""

import json
import re
from collections.abc import Callable
from datetime import date

import pytest
from click.testing import CliRunner
from django.test import Client

from quarterdeck.core.errors import BadInput
from quarterdeck.core.periods import Period
from quarterdeck.cycle.actions import open_with_vintage
from quarterdeck.figures.actions.log import append_observations
from quarterdeck.figures.models import Indicator
from quarterdeck.reports.cli.write import write
from quarterdeck.reports.queries.writing.difference import differences, sides
from quarterdeck.reviews.actions import create_review
from tests.reports.cast import EARLIER, LATER, Q1, _made, quarter, revise
from tests.world import World

SignIn = Callable[..., Client]
Q2 = Q1.next()


@pytest.fixture
def reviews(world: World) -> World:
    """Two reviews: in the second the first quarter's disbursement is revised, trade rises and revenue is not there."""
    quarter(world)
    revise(world)
    rows = [
        ("TRADE", "P", "2024-Q2", "11.5", {}), ("DISBURSED", "P", "2024-Q2", "1500", {}),
        ("OUTPUT", "P", "2024-Q2", "7.25", {}),
    ]  # fmt: skip
    by = world.actor("admin")
    append_observations(rows=_made(world, rows), kind="entry", by=by, at=LATER)
    second = create_review(
        code="2024-Q2", period=Q2, ahead=Q2.next(), title_vi="Hội nghị quý II năm 2024", title_en="Review of Q2 2024",
        held_on=date(2024, 6, 27), chairs=[world.posts["leader"]], attending=[], by=world.actor("specialist"), at=LATER,
    )  # fmt: skip
    open_with_vintage(
        review=second, area=world.areas["P"], today=date(2024, 4, 20), early="The review is held early.",
        by=world.actor("specialist"), at=LATER,
    )  # fmt: skip
    return world


def run(*arguments: str) -> str:
    result = CliRunner().invoke(write, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output.replace("\u00a0", " ")


def test_what_changed_is_told_in_the_order_in_which_it_must_be_known(reviews: World) -> None:
    assert run("--difference", "2024-Q1..2024-Q2", "--lang", "en").splitlines() == [
        "Public investment disbursed in the first quarter of 2024 was revised up from 1,150 billion VND to 1,999 "
        "billion VND on 20 April 2024.",
        "Public investment disbursed: off course before, on course now.",
        "State budget revenue: no figure in the second quarter of 2024 yet; the report before had one in the first "
        "quarter of 2024, nearly 4,680 billion VND.",
        "Index of output: there is now a figure in the second quarter of 2024, 7.25%.",
        "Public investment disbursed fell from 1,999 billion VND in the first quarter of 2024 to 1,500 billion VND in "
        "the second quarter of 2024, down 25%.",
        "Total trade rose from 10.31 billion USD in the first quarter of 2024 to 11.5 billion USD in the second "
        "quarter of 2024, up 11.5%.",
    ]


def test_both_languages_tell_the_same_differences(reviews: World) -> None:
    told = json.loads(run("--difference", "2024-Q1..2024-Q2", "--json"))
    assert [one["kind"] for one in told["differences"]] == ["revised", "standing", "missing", "new", "fell", "rose"]
    revised = told["differences"][0]
    assert revised["before"] == {"value": "1150", "unit": "VND_bn"}
    assert revised["vi"].endswith(
        "quý I/2024 được điều chỉnh tăng từ 1.150 tỷ đồng lên 1.999 tỷ đồng từ ngày 20/4/2024."
    )
    assert (told["before"]["vintage"], told["now"]["review"]) == ("2024-Q1-review", "2024-Q2")


def test_a_period_without_a_review_is_compared_as_the_other_side_knows_it(reviews: World) -> None:
    told = run("--difference", "2023-Q4..2024-Q1", "--lang", "en")
    assert "Public investment disbursed fell from 3,000 billion VND in the fourth quarter of 2023" in told
    assert "revised" not in told
    assert "off course now" not in told


def test_a_figure_that_begins_anew_each_year_is_not_called_a_fall(world: World) -> None:
    quarter(world)
    Indicator.objects.filter(code="DISBURSED").update(accumulation="cumulative")
    found = differences(*sides("2023-Q4..2024-Q1", at=LATER))
    assert "DISBURSED" not in {one.code for one in found if one.of.kind.value in ("fell", "rose")}


@pytest.mark.parametrize("between", ["2024-Q1", "..2024-Q1", "2024-Q1..", "2024-Q1..x", "x..2024-Q1"])
def test_what_does_not_name_two_reports_is_refused(reviews: World, between: str) -> None:
    with pytest.raises(BadInput):
        run("--difference", between)


def test_the_page_shows_the_latest_two_reviews_with_doors(reviews: World, signed_in: SignIn) -> None:
    page = signed_in("inspector", "en").get("/reports/difference/").content.decode().replace("\u00a0", " ")
    assert "Revised since" in page
    assert "/figures/DISBURSED/origin/?period=2024-Q1&amp;area=P&amp;vintage=2024-Q1-review" in page
    assert "vintage=2024-Q2-review" in page
    chosen = signed_in("inspector", "vi").get("/reports/difference/?from=2023-Q4&to=2024-Q1").content.decode()
    assert "giảm xuống" in chosen
    assert re.search(r'value="2023-Q4" selected>\s*Quý IV/2023', chosen)


def test_a_report_that_there_is_not_is_told_beside_the_field(reviews: World, signed_in: SignIn) -> None:
    page = signed_in("inspector", "en").get("/reports/difference/?from=abc&to=2024-Q1").content.decode()
    assert 'id="from_error"' in page
    assert "Nothing changed" not in page


def test_without_a_review_the_page_says_what_will_stand_there(world: World, signed_in: SignIn) -> None:
    assert "There is no review yet" in signed_in("inspector", "en").get("/reports/difference/").content.decode()


def test_the_address_answers_the_same_as_the_command(reviews: World, signed_in: SignIn) -> None:
    client = signed_in("inspector", "en")
    body = client.get("/reports/difference.json", {"from": "2024-Q1", "to": "2024-Q2"}).json()
    assert body == json.loads(CliRunner().invoke(write, ("--difference", "2024-Q1..2024-Q2", "--json")).output)
    wrong = client.get("/reports/difference.json", {"from": "2024-Q1"})
    assert (wrong.status_code, wrong.json()["place"]) == (400, "difference")


def test_periods_are_named(reviews: World) -> None:
    earlier, now = sides("2024-Q1..2024-Q2", at=LATER)
    assert (earlier.period, now.period) == (Period.parse("2024-Q1"), Period.parse("2024-Q2"))
    assert EARLIER < earlier.known.at < now.known.at
