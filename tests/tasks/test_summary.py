"""The page of totals: what it says, that it is taken away whole, and that each number leads to its tasks."""

import re
from datetime import date
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from quarterdeck.tasks import actions
from quarterdeck.tasks.queries.totals import WAYS
from tests.tasks.cast import accepted, issued, moment, submitted, taken
from tests.tasks.test_extensions import asked, granted
from tests.tasks.test_pages import NASTY, SignIn, text_of
from tests.world import World, indicator

EARLY, BEFORE = moment(date(2024, 2, 1)), date(2024, 3, 15)
NUMBER = re.compile(r'<a class="num" href="([^"]+)">([\d.,]+)</a>')


def some(world: World) -> None:
    """One done on time, one done late, one overdue, one cancelled, one extended and open."""
    accepted(world, indicator=indicator(world))
    late = issued(world, at=EARLY, due=BEFORE)
    actions.submit_evidence(
        task=late,
        note="Đã trình",
        words_why="Văn bản lưu ở Sở",
        by=world.actor("transport"),
        at=moment(date(2024, 3, 18)),
    )
    actions.accept_result(task=late, by=world.actor("leader"), at=moment(date(2024, 3, 19)))
    issued(world, at=EARLY, due=BEFORE, lead=world.organisations["STC"], accountable_post=world.posts["finance"])
    actions.cancel_task(task=issued(world), reason="Thôi", by=world.actor("leader"), at=EARLY)
    more = taken(world)
    asked(world, more)
    granted(world, more)


@pytest.mark.store
@pytest.mark.parametrize(("language", "rate"), [("vi", "33,3"), ("en", "33.3")])
def test_the_totals_say_counts_rates_and_days_late(world: World, signed_in: SignIn, language: str, rate: str) -> None:
    some(world)
    page = text_of(signed_in("inspector", language), reverse("tasks:summary"))
    foot = page.partition("<tfoot>")[2].partition("</tfoot>")[0]
    told = re.findall(r'class="num"[^>]*>([^<]+)</', foot)
    point = "," if language == "vi" else "."
    assert told == ["4", "1", "1", "1", "1", rate, rate, f"7{point}5", "12", f"0{point}25", "0", "2", "0"]


@pytest.mark.store
@pytest.mark.parametrize("way", list(WAYS))
def test_each_count_leads_to_a_list_of_as_many_tasks(world: World, signed_in: SignIn, way: str) -> None:
    some(world)
    client = signed_in("specialist", "en")
    page = text_of(client, f"{reverse('tasks:summary')}?by={way}&issued_from=2024-01-15")
    counted = [(unescape(url), int(number)) for url, number in NUMBER.findall(page) if number.isdigit()
               and not re.search("bucket=(late_for_ever|extended|due)", url)]  # fmt: skip
    assert len(counted) > 6
    for url, number in counted:
        assert f"{number} task{'s' if number != 1 else ''} <span" in text_of(client, url), url


def test_what_a_list_is_narrowed_to_is_said_kept_and_left_out(world: World, signed_in: SignIn) -> None:
    some(world)
    client = signed_in("specialist", "en")
    page = text_of(client, f"{reverse('tasks:index')}?lead=STC&theme=-&due_to=2024-03-31&bucket=open_overdue")
    for said in ("lead: Department of Finance", "theme: none", "due up to 31 March 2024", "open, overdue"):
        assert said in page
    assert '<input type="hidden" name="lead" value="STC"' in page
    assert f"{reverse('tasks:index')}?theme=-&due_to=2024-03-31&bucket=open_overdue" in unescape(page)
    assert "1 task <span" in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_totals_are_taken_away(world: World, signed_in: SignIn, kind: str) -> None:
    some(world)
    answer = signed_in("specialist", "en").get(f"{reverse('tasks:summary_export', args=[kind])}?by=lead")
    assert f"task-totals-2024-03-27.{kind}" in answer.headers["Content-Disposition"]
    if kind == "csv":
        lines = answer.content.decode("utf-8-sig").splitlines()
        assert len(lines) == 4
        assert lines[-1].startswith("In all,4,1,1,1,1,33.3")
    else:
        rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
        (every,) = (row for row in rows if row[0] == "In all")
        assert every[:6] == ["In all", 4, 1, 1, 1, 1]
        assert every[6] == pytest.approx(1 / 3, abs=1e-14)  # a share, that the sheet shows in per cent
        groups = rows[rows.index(every) - 2 : rows.index(every)]
        assert [sum(column) for column in zip(*(row[1:6] for row in groups), strict=True)] == every[1:6]
        assert rows[-1][0] == "As of 27 March 2024."
        with ZipFile(BytesIO(answer.content)) as book:
            assert b'formatCode="#,##0.0%"' in book.read("xl/styles.xml")
    assert signed_in("specialist").get(reverse("tasks:summary_export", args=["pdf"])).status_code == 404


@pytest.mark.parametrize(("query", "words"), [("", "No task has been issued yet"), ("?lead=STC", "No task meets")])
def test_without_tasks_the_page_says_so(world: World, signed_in: SignIn, query: str, words: str) -> None:
    assert words in text_of(signed_in("leader", "en"), reverse("tasks:summary") + query)


@pytest.mark.store
@pytest.mark.parametrize("value", [one for one in NASTY if "\n" not in one])
def test_nothing_typed_in_an_address_breaks_the_totals(world: World, signed_in: SignIn, value: str) -> None:
    names = ("by", "lead", "area", "assigner", "document", "theme", "issued_from", "due_to", "source", "page", "bucket")
    issued(world)
    for address in ("tasks:summary", "tasks:index"):
        assert signed_in("leader").get(reverse(address), dict.fromkeys(names, value)).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_tasks(world: World, signed_in: SignIn) -> None:
    client, counts = signed_in("leader"), []
    for _round in range(2):
        for _number in range(3):
            submitted(world)
        with CaptureQueriesContext(connection) as queries:
            text_of(client, reverse("tasks:summary"))
        counts.append(len(queries))
    assert counts[1] <= counts[0] <= 20
