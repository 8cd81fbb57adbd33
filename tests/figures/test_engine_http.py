"""The figures engine over HTTP: the same answers, behind the same gate as the pages."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.test import Client, override_settings

from quarterdeck.engine.plan import asking
from quarterdeck.figures.models import Indicator
from quarterdeck.figures.queries.engine import store
from quarterdeck.figures.queries.engine_asking import Wish, question_of
from quarterdeck.figures.views import query
from tests.figures.told import history, tell
from tests.world import NOW, World, indicator

SignIn = Callable[..., Client]


@pytest.fixture
def revenue(world: World, tmp_path: Path) -> Iterator[Indicator]:
    with override_settings(HOME=tmp_path):
        made = indicator(world)
        history(world, made)
        yield made


def ask(client: Client, **given: object) -> tuple[int, dict]:
    response = client.get(f"/figures/query.json?{urlencode(given, doseq=True)}")
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, json.loads(body)


def test_answers_are_columns_and_rows_with_exact_text(revenue: Indicator, signed_in: SignIn) -> None:
    status, body = ask(signed_in("specialist"), indicator="BUDGET_REV", area="P", period="2024-Q1",
                       statement="level,change,attainment")  # fmt: skip
    assert status == 200
    rows = [dict(zip(body["columns"], row, strict=True)) for row in body["rows"]]
    assert [row["value"] for row in rows] == ["250", "4.16666667", "21.73913043"]
    assert [row["qualifier"] for row in rows] == ["nearly", "about", "about"]
    assert all(row["why"] == "" for row in rows)


def test_the_same_is_answered_as_by_the_engine(revenue: Indicator, signed_in: SignIn) -> None:
    given = {"indicator": "BUDGET_REV", "area": "P", "children": "1", "period": "2023-Q1..2024-Q1"}
    _, body = ask(signed_in("specialist"), **given)
    wish = Wish(indicators=("BUDGET_REV",), areas=("P",), children=True, periods=("2023-Q1..2024-Q1",))
    expected = store().ask(question_of(wish, NOW)).to_pylist()
    found = [dict(zip(body["columns"], row, strict=True)) for row in body["rows"]]
    exact = [row | {"value": None if row["value"] is None else Decimal(row["value"])} for row in found]
    assert exact == expected


def test_everybody_else_signs_in_first_as_on_the_pages(revenue: Indicator, signed_in: SignIn) -> None:
    page, answer = (Client().get(address) for address in ("/figures/", "/figures/query.json"))
    assert (answer.status_code, answer.url.split("?")[0]) == (page.status_code, page.url.split("?")[0])
    outside = signed_in("outsider")
    assert outside.get("/figures/query.json?indicator=BUDGET_REV").status_code == outside.get("/figures/").status_code


@pytest.mark.parametrize(
    ("given", "status", "place", "words"),
    [
        ({"indicator": "NOPE"}, 404, "indicator", "NOPE"),
        ({"indicator": "BUDGET_REV", "area": "X9"}, 404, "area", "X9"),
        ({"indicator": "BUDGET_REV", "level": "7"}, 400, "areas", "level 7"),
        ({"indicator": "BUDGET_REV", "level": "two"}, 400, "level", "two"),
        ({"indicator": "BUDGET_REV", "children": "perhaps"}, 400, "children", "perhaps"),
        ({"indicator": "BUDGET_REV", "period": "2024-Q5"}, 400, "periods", "2024-Q5"),
        ({"indicator": "BUDGET_REV", "vintage": "nope"}, 404, "vintage", "nope"),
        ({"indicator": "BUDGET_REV", "breakdown": "nope"}, 404, "breakdown", "nope"),
        ({"indicator": "BUDGET_REV", "borders": "0001-01-01"}, 404, "borders", "Nothing is known"),
        ({"indicator": "BUDGET_REV", "statement": "nothing"}, 400, "statement", "nothing"),
        ({"indicator": "BUDGET_REV", "known_on": "x"}, 400, "known_on", "x"),
        ({"indicator": "BUDGET_REV", "colour": "red"}, 400, "colour", "colour"),
        ({"formula": "X=[BUDGET_REV] in persons"}, 400, None, "persons"),
        ({}, 400, "indicators", "nothing"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_says_where_and_what_to_do(
    revenue: Indicator, signed_in: SignIn, given: dict[str, str], status: int, place: str | None, words: str
) -> None:
    found, body = ask(signed_in("specialist", language="en"), **given)
    assert found == status
    assert set(body) == {"error", "place", "remedy"}
    assert place is None or body["place"] == place
    assert words in body["error"]
    assert body["remedy"]


@pytest.mark.parametrize("plus", ["+", "%2B"])
@pytest.mark.parametrize("borders", ["", "&borders=2024-01-01"])
def test_several_units_are_told_as_one(
    world: World, revenue: Indicator, signed_in: SignIn, plus: str, borders: str
) -> None:
    for area, value in (("D1", "7"), ("D2", "10")):
        tell(world, revenue, value, area=area, period="2024-Q1")
    address = f"/figures/query.json?indicator=BUDGET_REV&area=D1{plus}D2&period=2024-Q1&statement=level{borders}"
    body = signed_in("specialist").get(address).json()
    rows = [dict(zip(body["columns"], row, strict=True)) for row in body["rows"]]
    assert [(row["area"], row["value"]) for row in rows] == [("D1+D2", "17")]


def test_refusals_are_in_the_language_of_the_reader(revenue: Indicator, signed_in: SignIn) -> None:
    _, body = ask(signed_in("specialist", language="vi"), indicator="BUDGET_REB")
    assert body["error"] == "Không có chỉ tiêu mang mã BUDGET_REB."
    assert "Có phải ý bạn là BUDGET_REV" in body["remedy"]


def test_a_long_answer_comes_in_parts_of_one_moment(
    revenue: Indicator, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"indicator": "BUDGET_REV", "area": "P", "children": "1", "period": "2021-Q1..2024-Q1"}
    client = signed_in("specialist")
    whole = ask(client, **given)
    monkeypatch.setattr(query, "WHOLE_CELLS", 20)
    response = client.get(f"/figures/query.json?{urlencode(given)}")
    assert response.streaming
    pieces = list(response.streaming_content)
    assert len(pieces) > 5
    assert (response.status_code, json.loads(b"".join(pieces))) == whole


def test_too_much_is_refused_before_any_work(
    world: World, revenue: Indicator, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"indicator": "BUDGET_REV", "under": "P", "period": "2011-M01..2050-M12",
             "breakdown": [f"b{number}" for number in range(150)]}  # fmt: skip
    status, body = ask(signed_in("specialist", language="en"), **given)
    assert status == 400
    assert "statements about each area" in body["error"]
    tell(world, revenue, "1", breakdown="b")
    monkeypatch.setattr(asking, "MOST_CELLS", 1000)
    status, body = ask(signed_in("specialist", language="en"), **given | {"breakdown": "b"})
    assert status == 400
    assert "one answer holds 1,000" in body["error"]
    monkeypatch.undo()
    status, body = ask(signed_in("specialist", language="en"), **given | {"lineage": "1", "breakdown": "b"})
    assert (status, body["place"]) == (400, "lineage")


def test_lineage_is_told_where_it_is_asked_for(revenue: Indicator, signed_in: SignIn) -> None:
    _, body = ask(signed_in("specialist"), indicator="BUDGET_REV", statement="level", lineage="1", period="2024-Q1")
    newest = revenue.observations.get(area__code="P", period="2024-Q1", scenario="actual")
    assert body["rows"][0][body["columns"].index("lineage")] == [newest.pk]
