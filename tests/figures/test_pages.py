"""The pages of the figures: in both languages, within their queries, refusing clearly."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quarterdeck.areas.models import Tile
from quarterdeck.core.rights import SYSTEM
from quarterdeck.figures.actions.catalogue import record_conflicts, record_source
from quarterdeck.figures.actions.log import freeze_vintage
from quarterdeck.figures.models import Alias, Observation
from quarterdeck.figures.queries.batches import batch
from tests.figures.told import history, later, tell
from tests.world import NOW, World, indicator

SignIn = Callable[..., Client]


@pytest.fixture
def revenue(world: World):
    """Budget revenue with three years of history, in the province and in District Two."""
    made = indicator(world)
    history(world, made)
    history(world, made, "D2")
    return made


def page(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", ("Thu ngân sách nhà nước", "gần 250", "Cùng kỳ năm trước", "tỷ đồng", "vượt tiến độ")),
        ("en", ("State budget revenue", "nearly 250", "Same period last year", "billion VND", "ahead")),
    ],
)
def test_the_table_says_value_growth_plan_and_pace(
    signed_in: SignIn, revenue, lang: str, said: tuple[str, ...]
) -> None:
    html = page(signed_in("specialist", lang), "/figures/")
    for words in (*said, "<svg", "spark"):
        assert words in html


def test_the_table_costs_few_queries_however_many_indicators(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(45):
        history(world, indicator(world, f"REV_{number}", name_en=f"Revenue {number}"))
    client = signed_in("specialist")
    client.get("/figures/")
    with django_assert_max_num_queries(14):
        client.get("/figures/")


@pytest.mark.parametrize("path", ["", "origin/", "origin/?of=change", "origin/?of=of_plan", "report/"])
def test_the_pages_of_an_indicator_cost_few_queries(
    signed_in: SignIn, revenue, path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = signed_in("specialist")
    client.get(f"/figures/BUDGET_REV/{path}")
    with django_assert_max_num_queries(20):
        assert client.get(f"/figures/BUDGET_REV/{path}").status_code == 200


def test_every_number_is_a_door_to_its_origin(signed_in: SignIn, revenue) -> None:
    html = page(signed_in("specialist"), "/figures/?period=2024-Q1&area=P")
    for kind, period in (("level", "2024-Q1"), ("level", "2023-Q1"), ("change", "2024-Q1"), ("of_plan", "2024-Q1")):
        assert f"/figures/BUDGET_REV/origin/?period={period}&amp;area=P&amp;of={kind}" in html


def test_filters_search_and_order_choose_the_rows(world: World, signed_in: SignIn, revenue) -> None:
    jobs = indicator(world, "NEW_JOBS", name_vi="Việc làm mới", name_en="New jobs", unit="persons", order=5,
                     responsible=world.organisations["SGTVT"])  # fmt: skip
    Alias.objects.create(indicator=jobs, language="en", text="people newly employed")
    client = signed_in("specialist", "en")

    def names(query: str) -> list[str]:
        html = page(client, f"/figures/?{query}")
        return [name for name in ("New jobs", "State budget revenue") if f"{name}</a>" in html]

    assert names("") == ["New jobs", "State budget revenue"]
    assert names("q=viec+lam") == ["New jobs"]
    assert names("q=newly+employed") == ["New jobs"]
    assert names("responsible=SGTVT") == ["New jobs"]
    assert names("standing=ahead") == ["State budget revenue"]
    assert names("standing=nonsense") == ["New jobs", "State budget revenue"]
    assert names("q=xyzzy") == []
    html = page(client, "/figures/?sort=share")
    assert html.index("State budget revenue</a>") < html.index("New jobs</a>")


def test_an_unknown_figure_is_a_dash_with_its_reason(world: World, signed_in: SignIn) -> None:
    indicator(world)
    html = page(signed_in("specialist", "en"), "/figures/?period=2024-Q1")
    assert "Nothing was reported for Q1 2024 by this day." in html
    assert ">0<" not in html.split("<tbody>")[1]


def test_garbled_growth_is_shown_as_unreadable_beside_the_independent_figure(world: World, signed_in: SignIn) -> None:
    trade = indicator(world, "TRADE_VALUE", unit="USD_bn", regime="decree09")
    source = record_source(code="press", title_vi="Họp báo", title_en="Press conference", publisher="",
                           published_on=None, by=SYSTEM, at=NOW)  # fmt: skip
    tell(world, trade, "10.31")
    tell(world, trade, None, breakdown="@growth_yoy", status="O", direction="up", source_words="10,000 USD. 03%")
    tell(world, trade, "10.03", breakdown="@growth_yoy", regime="press", source=source, at=later(7))
    html = page(signed_in("specialist", "en"), "/figures/?period=2024-Q1")
    assert "unreadable</a>" in html
    assert "10.03%" in html
    assert "Press conference" in html
    panel = page(signed_in("specialist", "en"), "/figures/TRADE_VALUE/origin/?period=2024-Q1&area=P&of=change")
    for words in ("10,000 USD. 03%", "Press conference", "10.03%"):
        assert words in panel


def test_where_sources_differ_is_marked_and_told(world: World, signed_in: SignIn, revenue) -> None:
    record_conflicts(
        rows=[("BUDGET_REV", "2024-Q1", "Hai nguồn khác nhau", "Two sources differ here")], by=SYSTEM, at=NOW
    )
    client = signed_in("specialist", "en")
    assert "Two sources differ here" in page(client, "/figures/?period=2024-Q1")
    assert "Two sources differ here" in page(client, "/figures/BUDGET_REV/origin/?period=2024-Q1")
    assert "Two sources differ here" in page(client, "/figures/BUDGET_REV/?period=2024-Q1")


def test_a_revision_shows_once_it_is_known_and_not_before(world: World, signed_in: SignIn) -> None:
    growth = indicator(world, "GRDP_GROWTH", unit="%", decimals=2, time_rule="none")
    tell(world, growth, "14.18", status="E")
    tell(world, growth, "13.96", at=later(200), reason="Điều chỉnh | Restated")
    client = signed_in("specialist", "en")
    now = page(client, "/figures/GRDP_GROWTH/?period=2024-Q1")
    assert ": 14.18%" in now
    assert "became known later" in now
    then = page(client, "/figures/GRDP_GROWTH/?period=2024-Q1&known=2024-12-01")
    assert ": 13.96%" in then
    assert "shown here" in then
    panel = page(client, "/figures/GRDP_GROWTH/origin/?period=2024-Q1&known=2024-12-01")
    assert "Restated" in panel
    assert "14.18%" in panel


def test_a_frozen_state_can_be_asked_for_and_names_its_value(world: World, signed_in: SignIn, revenue) -> None:
    freeze_vintage(code="2024-Q1", name_vi="Hội nghị quý I", name_en="First review", known_on=NOW, by=SYSTEM, at=NOW)
    tell(world, revenue, "260", at=NOW)
    client = signed_in("specialist", "en")
    assert "nearly 250" in page(client, "/figures/?vintage=2024-Q1&period=2024-Q1")
    assert "260.0" in page(client, "/figures/?period=2024-Q1")
    assert "First review" in page(client, "/figures/BUDGET_REV/?period=2024-Q1")


def test_the_indicator_page_ranks_areas_and_outlines_the_readers_own(world: World, signed_in: SignIn, revenue) -> None:
    for code, column in (("D1", 0), ("D2", 1)):
        Tile.objects.create(code=code, level=2, column=column, row=0)
    html = page(signed_in("district", "en"), "/figures/BUDGET_REV/?period=2024-Q1")
    assert html.index("District Two</a>") < html.index("City One</a>")
    assert "your unit" in html
    assert "tile-own" in html
    assert "State budget revenue, Q1 2024: nearly 250" in html.replace("\N{NO-BREAK SPACE}", " ")


def test_what_hangs_on_an_indicator_is_shown_from_other_rooms(signed_in: SignIn, revenue, monkeypatch) -> None:
    from quarterdeck.core import links

    monkeypatch.setitem(links._FINDERS, "indicator", [
        lambda code: [links.Backlink("tasks", f"Speed up {code}", "/tasks/7/", "measured by it")],
    ])  # fmt: skip
    html = page(signed_in("specialist", "en"), "/figures/BUDGET_REV/")
    assert '<a href="/tasks/7/">Speed up BUDGET_REV</a>' in html
    assert "measured by it" in html


def test_a_computed_indicator_explains_its_formula(world: World, signed_in: SignIn, revenue) -> None:
    indicator(world, "REV_RATE", unit="%", name_en="Revenue rate", formula="attainment([BUDGET_REV])",
              accumulation="cumulative", time_rule="last")  # fmt: skip
    html = page(signed_in("specialist", "en"), "/figures/REV_RATE/?period=2024-Q1")
    assert "attainment([BUDGET_REV])" in html
    panel = page(signed_in("specialist", "en"), "/figures/REV_RATE/origin/?period=2024-Q1")
    assert "How it was computed" in panel
    assert "State budget revenue" in panel


@pytest.mark.parametrize(
    ("url", "status", "said"),
    [
        ("/figures/?period=2024-Q9", 400, "2024-Q9"), ("/figures/?period=2020/2025", 400, "2020/2025"),
        ("/figures/?area=XX", 404, "XX"), ("/figures/?known=soon", 400, "soon"),
        ("/figures/?vintage=none", 404, "none"),
        ("/figures/NOPE/", 404, "NOPE"), ("/figures/NOPE/origin/", 404, "NOPE"),
        ("/figures/BUDGET_REV/origin/?of=luck", 400, "luck"),
        ("/figures/BUDGET_REV/report/?scenario=dream", 400, "dream"),
        ("/figures/BUDGET_REV/report/?period=2024-M03", 400, "short"), ("/figures/export.pdf", 404, "pdf"),
        ("/figures/batches/99999/", 404, "99999"), ("/figures/import/abc/", 404, ""),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_a_designed_page(
    signed_in: SignIn, revenue, url: str, status: int, said: str
) -> None:
    html = page(signed_in("specialist", "en"), url, status)
    assert said in html
    assert "<main" in html


@pytest.mark.parametrize("url", ["/figures/", "/figures/BUDGET_REV/", "/figures/import/", "/figures/export.csv"])
def test_who_has_not_signed_in_is_led_to_the_sign_in(client: Client, revenue, url: str) -> None:
    assert client.get(url).status_code == 302


def test_who_reports_no_figures_sees_no_form_and_is_refused_by_its_address(signed_in: SignIn, revenue) -> None:
    client = signed_in("inspector", "en")
    assert "Report or correct" not in page(client, "/figures/BUDGET_REV/")
    page(client, "/figures/BUDGET_REV/report/", 403)
    page(client, "/figures/import/", 403)


def test_a_batch_shows_who_brought_which_figures(signed_in: SignIn, revenue) -> None:
    number = Observation.objects.latest("id").batch_id
    html = page(signed_in("specialist", "en"), f"/figures/batches/{number}/")
    assert "Quarterdeck" in html
    assert batch(number).pk == number
