"""Orders as reviews and dispatches of many offices give them: by short names, in brackets, in measures listed below."""

from datetime import date

import pytest

from quarterdeck.prose.tasks import read
from tests.prose.orders import WRITTEN, told


@pytest.mark.parametrize(
    ("text", "assignee", "what"),
    [
        ("Reviewing quays, the HM instructed concerned officers to fix lamps.", "concerned officers", "fix lamps"),
        ("The Ministry of Ports (MoP) is asked to dredge the bar.", "Ministry of Ports", "dredge the bar"),
        ("The Board of Water (BoW) ordered the growers to close the sluice.", "growers", "close the sluice"),
        ("The Collector stressed on finishing the footbridge by June.", "", "finishing the footbridge by June"),
    ],
)  # fmt: skip
def test_who_is_asked_to_do_what(text: str, assignee: str, what: str) -> None:
    assert told(text) == [(assignee, what)]


def test_nobody_orders_by_stressing_a_quality() -> None:
    assert told("The Collector stressed on quality.") == []


def test_measures_are_listed_below_the_order_that_they_carry_out() -> None:
    text = (
        "The Governor directed the cantons to act. Key measures include:\nPromptly painting all piers.\n"
        "Regularly checking works to find faults.\nReporting any leak in writing."
    )
    assert told(text)[1:] == [
        ("cantons", "Promptly painting all piers"),
        ("cantons", "Regularly checking works to find faults"),
        ("cantons", "Reporting any leak in writing"),
    ]


def test_who_ordered_goes_on_by_saying_what_should_be_done() -> None:
    text = "The Chief Minister asked officials to finish the dams. He said that the sluices should be opened by May."
    assert told(text)[1] == ("", "the sluices should be opened by May")
    assert told("The Chief Minister said that the sluices should be opened.") == []


def test_what_must_be_done_by_a_day_is_a_task_below_an_order() -> None:
    text = "The Mayor asked the wards to count lamps.\n\nThe lists must be sent to the clerk by 10 April 2025."
    assert told(text)[1] == ("", "The lists must be sent to the clerk by 10 April 2025")


def test_a_day_is_nobody_who_orders() -> None:
    (one,) = read("The wardens have been asked to close the huts by 3 May 2025.", written=WRITTEN)
    assert (one.assigner, one.due) == ("", date(2025, 5, 3))
