"""`quarterdeck write` and its address: figures in words, from the frozen state that is asked for."""

import json
from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from django.test import Client

from quarterdeck.core.errors import BadInput, NotFound, QuarterdeckError
from quarterdeck.figures.actions.log import append_observations
from quarterdeck.papers.content import plain_text
from quarterdeck.reports.cli.write import write
from quarterdeck.reports.queries import paper_of
from quarterdeck.reviews.actions import create_review
from tests.reports.cast import LATER, Q1, _made, quarter, revise
from tests.world import World

SignIn = Callable[..., Client]


@pytest.fixture
def review(world: World) -> World:
    """The quarter of the cast."""
    quarter(world)
    return world


def run(*arguments: str) -> str:
    """What the command prints, its no-break spaces as spaces; errors come as they are."""
    result = CliRunner().invoke(write, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output.replace("\u00a0", " ")


def ask(client: Client, **given: object) -> tuple[int, dict]:
    response = client.get(f"/reports/write.json?{urlencode(given, doseq=True)}")
    return response.status_code, json.loads(response.content)


def test_a_figure_is_written_in_both_languages(review: World) -> None:
    assert run("BUDGET_REV", "--brief").splitlines() == [
        "Thu ngân sách nhà nước quý I/2024 đạt gần 4.680 tỷ đồng, bằng 32,6% dự toán năm, tăng 11,1% so với cùng kỳ.",
        "State budget revenue reached nearly 4,680 billion VND in the first quarter of 2024, 32.6% of the year's "
        "estimate, up 11.1% on the same period of 2023.",
    ]


def test_the_year_so_far_carries_the_share_of_the_plan(review: World) -> None:
    text = run("DISBURSED", "--period", "2023-Q2", "--lang", "en", "--brief")
    assert "reached 2,000 billion VND in the second quarter of 2023" in text
    assert "; in the first half of 2023 the total reached 3,500 billion VND, 38.9% of the year's estimate." in text


def test_a_district_is_named_and_ranked_among_its_peers(review: World) -> None:
    text = run("DISBURSED", "--area", "D1", "--lang", "vi")
    assert text.startswith("Giải ngân vốn đầu tư công của thành phố Một quý I/2024 đạt 700 tỷ đồng")
    assert "đứng thứ 1 trong số 2 đơn vị cùng cấp" in text
    assert "chưa có số liệu cùng kỳ để so sánh" in text


def test_a_revision_is_told_where_it_is_known_and_not_where_it_is_not(review: World) -> None:
    revise(review)
    frozen, later = (
        run("DISBURSED", "--lang", "en"),
        run("DISBURSED", "--lang", "en", "--known-on", f"{LATER:%Y-%m-%d}", "--period", "2024-Q1"),
    )
    assert "reached 1,150 billion VND" in frozen
    assert "revised" not in frozen
    assert "This figure was revised up from 1,150 billion VND to 1,999 billion VND on 20 April 2024." in later


def test_what_other_sources_say_of_an_unreadable_growth_is_told(review: World) -> None:
    text = run("TRADE", "--lang", "en")
    assert "up on the same period of 2023 (by how much cannot be read in the source)" in text
    assert "Sources differ: The province's press conference gives a rise of 10.03%." in text


def test_a_paragraph_begins_with_its_headline(review: World) -> None:
    text = run("BUDGET_REV", "DISBURSED", "OUTPUT", "--paragraph", "--brief", "--lang", "en")
    assert len(text.splitlines()) == 1
    assert "Of this, public investment disbursed" in text
    assert "Index of output: no figure yet." in text


def test_json_keeps_every_number_apart_with_its_origin(review: World) -> None:
    told = json.loads(run("BUDGET_REV", "--json"))
    assert (told["review"], told["vintage"]) == ("2024-Q1", "2024-Q1-review")
    text = told["texts"][0]
    numbers = {
        lang: [
            (one["of"], one["value"], one["unit"], one["origin"]) for one in text[lang]["sentences"][0] if "of" in one
        ]
        for lang in ("vi", "en")
    }
    assert numbers["vi"] == numbers["en"]
    assert [(of, value, unit) for of, value, unit, _ in numbers["en"]] == [
        ("value", "4680", "VND_bn"), ("of_plan", "32.6", "%"), ("change", "11.1", "%"),
    ]  # fmt: skip
    assert numbers["en"][0][3].startswith("/figures/BUDGET_REV/origin/?period=2024-Q1&area=P&vintage=2024-Q1-review")
    assert "".join(one["text"] for one in text["en"]["sentences"][0]) == text["en"]["text"]


@pytest.mark.parametrize(
    ("arguments", "kind", "told"),
    [
        ((), BadInput, "Nothing is to be written"),
        (("BUGDET_REV",), NotFound, "Did you mean BUDGET_REV"),
        (("BUDGET_REV", "--area", "D9"), NotFound, "Did you mean D2"),
        (("BUDGET_REV", "--period", "2024-Q7"), BadInput, "is not a period"),
        (("BUDGET_REV", "--review", "2024-Q9"), NotFound, "There is no review"),
        (("BUDGET_REV", "--vintage", "never"), NotFound, "never"),
        (("BUDGET_REV", "--vintage", "never", "--period", "2024"), NotFound, "There is no vintage"),
        (("BUDGET_REV", "--vintage", "a", "--review", "b"), BadInput, "three ways to name the same"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(
    review: World, arguments: tuple[str, ...], kind: type[QuarterdeckError], told: str
) -> None:
    with pytest.raises(kind) as failure:
        run(*arguments)
    assert told in str(failure.value)


def test_the_address_answers_the_same_as_the_command(review: World, signed_in: SignIn) -> None:
    status, body = ask(signed_in("inspector", "en"), indicator="BUDGET_REV,TRADE", review="2024-Q1")
    assert status == 200
    expected = CliRunner().invoke(write, ("BUDGET_REV", "TRADE", "--review", "2024-Q1", "--json")).output
    assert body == json.loads(expected)


@pytest.mark.parametrize(
    ("given", "status", "place"),
    [
        ({"indicator": "NONE_SUCH"}, 404, "indicator"),
        ({"indikator": "BUDGET_REV"}, 400, "indikator"),
        ({"indicator": "BUDGET_REV", "lang": "fr"}, 400, "lang"),
        ({"indicator": "BUDGET_REV", "known_on": "yesterday"}, 400, "known_on"),
    ],
)
def test_the_address_says_what_cannot_be_asked(
    review: World, signed_in: SignIn, given: dict[str, str], status: int, place: str
) -> None:
    told = ask(signed_in("inspector", "en"), **given)
    assert (told[0], told[1]["place"]) == (status, place)
    assert told[1]["error"]
    assert told[1]["remedy"]


def test_a_visitor_signs_in_first(review: World, client: Client) -> None:
    assert client.get("/reports/write.json?indicator=BUDGET_REV").status_code == 302


def test_the_report_of_a_later_quarter_sets_the_share_of_the_plan_against_the_year_so_far(world: World) -> None:
    quarter(world)
    by = world.actor("admin")
    rows = [("DISBURSED", "P", "2024-Q2", "1500", {})]
    append_observations(rows=_made(world, rows), kind="entry", by=by, at=LATER)
    second = create_review(
        code="2024-Q2", period=Q1.next(), ahead=Q1.next().next(), title_vi="Hội nghị quý II", title_en="Review of Q2",
        held_on=date(2024, 6, 27), chairs=[world.posts["leader"]], attending=[], by=world.actor("specialist"), at=LATER,
    )  # fmt: skip
    text = plain_text(paper_of(second, "report", "vi", today=date(2024, 6, 27), at=LATER)).replace("\u00a0", " ")
    assert "đạt 1.500 tỷ đồng" in text
    assert "; lũy kế 6 tháng đầu năm 2024 đạt 2.650 tỷ đồng, bằng 28,8% dự toán năm" in text


def test_a_day_is_enough_and_means_the_period_of_the_review_held_last(review: World) -> None:
    named = run("BUDGET_REV", "--known-on", "2024-04-20", "--period", "2024-Q1")
    assert run("BUDGET_REV", "--known-on", "2024-04-20") == named
