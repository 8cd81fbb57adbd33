"""Figures of incoming texts: known ones are recognised, what the log cannot hold is refused, all can be taken back."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.periods import Period
from quarterdeck.figures.models import Alias, Indicator, Observation
from quarterdeck.reports.actions import intake as actions
from quarterdeck.reports.models import Incoming, Proposal
from quarterdeck.reports.queries import intake as queries
from quarterdeck.reports.rules.intake import FIGURE
from tests.figures.told import tell
from tests.world import NOW, TODAY, World, indicator

CUT = "As of March 15, 2024, state budget revenue reached 4,700 billion VND."
SPAN = "2024-01-01/2024-03-15"


@pytest.fixture
def revenue(world: World) -> Indicator:
    return indicator(world, accumulation="cumulative", time_rule="last")


def taken(world: World, text: str) -> Incoming:
    return actions.take_in(name="tin.txt", text=text, written=TODAY, by=world.actor("specialist"), at=NOW)


def figure(of: Incoming, quote: str = "") -> Proposal:
    return next(one for one in of.proposals.filter(kind=FIGURE) if quote in one.quote)


def post(client: Client, world: World, act: str, one: Proposal, **more: object) -> str:
    client.force_login(world.users["specialist"])
    one.refresh_from_db()
    address = reverse(f"reports:proposal_{act}", args=[one.incoming_id, one.pk])
    return client.post(address, {"version": one.version} | more, follow=True).content.decode()


def page(client: Client, world: World, of: Incoming, show: str = "open") -> str:
    client.force_login(world.users["specialist"])
    client.cookies["django_language"] = "en"
    return client.get(reverse("reports:incoming", args=[of.pk]), {"show": show}).content.decode()


def test_the_day_of_the_data_goes_from_the_text_to_the_card_and_into_the_log(
    world: World, revenue: Indicator, client: Client
) -> None:
    of = taken(world, CUT)
    assert "data cut on" in page(client, world, of)
    post(client, world, "accept", figure(of))
    row = Observation.objects.get(indicator=revenue)
    assert (row.period, row.as_of, row.value) == (SPAN, date(2024, 3, 15), Decimal(4700))


@pytest.mark.parametrize("period", [SPAN, "2024-Q1"])
def test_what_the_log_holds_is_known_under_either_period_and_written_no_second_time(
    world: World, revenue: Indicator, client: Client, period: str
) -> None:
    tell(world, revenue, "4700", period=period, as_of=date(2024, 3, 15))
    of = taken(world, CUT)
    one = figure(of)
    assert queries.card(one, NOW).same
    assert "already known" in page(client, world, of)
    post(client, world, "accept", one)
    one.refresh_from_db()
    assert (one.state, one.made, Observation.objects.count()) == ("accepted", "known", 1)


def test_the_action_writes_nothing_twice_whoever_calls_it(world: World, revenue: Indicator) -> None:
    tell(world, revenue, "4700", period=SPAN, as_of=date(2024, 3, 15))
    given = {"indicator": revenue, "area": world.areas["P"], "value": Decimal(4700), "unit": "VND_bn",
             "as_of": date(2024, 3, 15), "replaces": None, "by": world.actor("specialist"), "at": NOW}  # fmt: skip
    one = figure(taken(world, CUT))
    done = actions.accept_figure(proposal=one, period=Period.parse(SPAN), version=1, **given)
    assert (done.made, Observation.objects.count()) == ("known", 1)


def test_a_value_under_another_period_of_the_same_days_is_refused_with_the_right_one(
    world: World, revenue: Indicator
) -> None:
    tell(world, revenue, "4700", period=SPAN, as_of=date(2024, 3, 15))
    with pytest.raises(BadInput) as refused:
        actions.accept_figure(
            proposal=figure(taken(world, CUT)), indicator=revenue, area=world.areas["P"], value=Decimal(4800),
            period=Period.parse("2024-Q1"), unit="VND_bn", as_of=date(2024, 3, 15), replaces=None, version=1,
            by=world.actor("specialist"), at=NOW,
        )  # fmt: skip
    assert SPAN in str(refused.value)
    assert Observation.objects.count() == 1


def test_another_value_is_shown_as_a_revision_with_both_before_it_is_accepted(
    world: World, revenue: Indicator, client: Client
) -> None:
    tell(world, revenue, "4650", period=SPAN, as_of=date(2024, 3, 15))
    of = taken(world, CUT)
    shown = page(client, world, of)
    assert all(words in shown for words in ("revision", "4,650", "4,700", "Report the revision"))
    post(client, world, "accept", figure(of))
    assert Observation.objects.count() == 1


def test_a_text_with_data_older_than_the_figures_is_told_so(world: World, revenue: Indicator, client: Client) -> None:
    tell(world, revenue, "4900", period=SPAN, as_of=date(2024, 3, 20))
    assert "older than the figures" in page(client, world, taken(world, CUT))


@pytest.mark.parametrize(
    ("words", "breakdown", "value"),
    [
        ("rose by 11.1% over the same period", "@growth_yoy", "11.1"),
        ("was equal to 66.5% of the same period last year", "@ratio_yoy", "66.5"),
        ("reached 32.6% of the plan", "@pct_of_plan", "32.6"),
        ("fell by 3% compared with the previous quarter", "@growth_prev", "-3"),
    ],
)
def test_statements_about_a_level_are_kept_beside_it(
    world: World, revenue: Indicator, client: Client, words: str, breakdown: str, value: str
) -> None:
    one = figure(taken(world, f"In the first quarter of 2024, state budget revenue {words}."))
    post(client, world, "accept", one)
    row = Observation.objects.get(indicator=revenue)
    assert (row.breakdown, row.value, row.unit, row.period) == (breakdown, Decimal(value), "%", "2024-Q1")


def test_a_share_is_no_figure_of_the_log_and_says_why(world: World, client: Client) -> None:
    indicator(world, name_en="Land revenue", name_vi="Thu tiền đất")
    of = taken(world, "In the first quarter of 2024, land revenue accounted for 30% of all revenue.")
    one = figure(of)
    assert one.said["unheld"] == "share"
    assert "A share of a whole is worked out" in page(client, world, of)
    assert "A share of a whole is worked out" in post(client, world, "accept", one)
    assert not Observation.objects.exists()


def test_growth_of_a_name_that_a_rate_and_a_value_share_is_the_rate(world: World) -> None:
    rate = indicator(world, "GRDP_GROWTH", unit="%", time_rule="none", name_vi="Tăng trưởng", name_en="Growth")
    value = indicator(world, "GRDP_VALUE", name_vi="Quy mô kinh tế", name_en="Size of the economy")
    for one in (rate, value):
        Alias.objects.create(indicator=one, language="en", text="GRDP")
    said = figure(taken(world, "In Q1 2024 the economic growth rate (GRDP) was estimated at 14.18%.")).said
    assert said["candidates"] == ["GRDP_GROWTH", "GRDP_VALUE"]
    assert (said["indicator"], said["breakdown"], said["value"]) == ("GRDP_GROWTH", "", "14.18")


def test_a_figure_that_was_reported_is_taken_back_to_what_was_known_before(
    world: World, revenue: Indicator, client: Client
) -> None:
    tell(world, revenue, "4650", period=SPAN, as_of=date(2024, 3, 14))
    one = figure(taken(world, CUT))
    card = queries.card(one, NOW)
    actions.accept_figure(
        proposal=one, indicator=revenue, area=world.areas["P"], period=Period.parse(SPAN), value=Decimal(4700),
        unit="VND_bn", as_of=date(2024, 3, 15), reason="newer", replaces=card.newest.pk, version=1,
        by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    assert "data-undo" in page(client, world, one.incoming)
    assert "is taken back" in post(client, world, "again", one)
    one.refresh_from_db()
    rows = Observation.objects.order_by("pk")
    assert [row.value for row in rows] == [Decimal(4650), Decimal(4700), Decimal(4650)]
    assert (rows[2].as_of, rows[2].reason != "", one.state, one.made) == (date(2024, 3, 14), True, "open", "")


def test_a_figure_that_was_the_first_of_its_kind_is_missing_again(world: World, revenue: Indicator) -> None:
    one = figure(taken(world, CUT))
    given = {"proposal": one, "by": world.actor("specialist"), "at": NOW}
    actions.accept_figure(
        indicator=revenue, area=world.areas["P"], period=Period.parse(SPAN), value=Decimal(4700), unit="VND_bn",
        replaces=None, version=1, **given,
    )  # fmt: skip
    actions.take_figure_back(reason="wrong text", version=2, **given)
    row = Observation.objects.order_by("-pk")[0]
    assert (row.value, row.status, row.reason) == (None, "O", "wrong text")


def test_a_figure_that_somebody_corrected_since_is_not_taken_back(world: World, revenue: Indicator) -> None:
    one = figure(taken(world, CUT))
    given = {"proposal": one, "by": world.actor("specialist"), "at": NOW}
    actions.accept_figure(
        indicator=revenue, area=world.areas["P"], period=Period.parse(SPAN), value=Decimal(4700), unit="VND_bn",
        replaces=None, version=1, **given,
    )  # fmt: skip
    tell(world, revenue, "4701", period=SPAN, reason="A late voucher.")
    with pytest.raises(Conflict):
        actions.take_figure_back(reason="wrong text", version=2, **given)
    assert Observation.objects.count() == 2


def test_a_proposal_is_set_aside_only_with_a_reason(world: World, revenue: Indicator, client: Client) -> None:
    one = figure(taken(world, CUT))
    with pytest.raises(BadInput):
        actions.set_proposal_aside(proposal=one, why=" ", version=1, by=world.actor("specialist"), at=NOW)
    post(client, world, "aside", one, why="a draft only")
    one.refresh_from_db()
    assert (one.state, one.why) == ("set_aside", "a draft only")
    assert "a draft only" in page(client, world, one.incoming, "done")
