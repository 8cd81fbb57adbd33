"""Progress in words and numbers; bound to a target of an indicator it is read from the figures."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.tasks import actions, queries
from quarterdeck.tasks.models import Progress, Task
from quarterdeck.tasks.queries.measuring import Reported, reported, target_words
from quarterdeck.tasks.queries.progress import told
from quarterdeck.tasks.rules.measuring import AT_LEAST, AT_MOST, measure
from tests.figures.told import later, tell
from tests.tasks.cast import submitted, taken
from tests.tasks.test_pages import SignIn, text_of
from tests.world import NOW, TODAY, World, indicator

pytestmark = pytest.mark.store


def said(world: World, task: Task, **fields: object) -> None:
    plain = {"note": "Đã khảo sát 3 trong 4 vị trí"}
    actions.report_progress(task=task, by=world.actor("transport"), at=NOW, **(plain | fields))


def bound(world: World, value: str = "6000", bound: str = AT_LEAST, period: str = "2024-Q2", **fields: object) -> Task:
    task = taken(world, indicator=indicator(world), **fields)
    task.refresh_from_db()
    return actions.bind_target(task=task, value=Decimal(value), period=period, bound=bound, version=task.version,
                               by=world.actor("specialist"), at=NOW)  # fmt: skip


def of(world: World, task: Task) -> Reported:
    found = reported(queries.task(task.code), AsKnown(later(1)), TODAY)
    assert found is not None
    return found


@given(st.decimals(-1000, 1000, places=2), st.decimals(-1000, 1000, places=2), st.sampled_from([AT_LEAST, AT_MOST]))
def test_a_target_is_reached_exactly_where_nothing_is_missing(now: Decimal, target: Decimal, way: str) -> None:
    found = measure(now, target, way)
    assert (found.state == "reached") == (found.missing == 0)
    assert (found.state == "reached") == (now >= target if way == AT_LEAST else now <= target)
    if found.share is not None and target > 0:
        assert (found.share >= 100) == (found.state == "reached")


def test_a_figure_that_is_not_known_is_never_zero() -> None:
    assert measure(None, Decimal(20), AT_LEAST) == measure(None, Decimal(0), AT_MOST)
    assert measure(None, Decimal(20), AT_LEAST).share is None


def test_progress_is_told_in_words_and_a_number_with_its_unit_and_file(world: World) -> None:
    task = taken(world)
    said(world, task, value=Decimal("2.5"), unit="km", upload=actions.Upload("anh.txt", "text/plain", b"anh"))
    said(world, task, note="Đã khảo sát xong")
    (last, first) = told(queries.task(task.code))
    assert (last.value, first.value, first.progress.unit) == (None, Decimal("2.5"), "km")
    assert first.progress.file is not None
    assert [event.kind for event in queries.events(task)][-2:] == ["progress", "progress"]


def test_the_same_report_sent_twice_is_kept_once(world: World) -> None:
    task = taken(world)
    task.refresh_from_db()
    for _time in range(2):
        said(world, task, version=task.version)
    assert Progress.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"value": Decimal(3)}, "no unit"),
        ({"value": Decimal(10) ** 18, "unit": "m"}, "too large"),
        ({"value": Decimal("NaN"), "unit": "m"}, "too large"),
        ({"note": " "}, "Say in words"),
        ({"note": "Tài liệu MẬT", "upload": actions.Upload("x.txt", "text/plain", "TỐI MẬT".encode())}, "(?i)secre"),
    ],
)
def test_what_says_too_little_or_too_much_is_refused(world: World, fields: dict[str, object], why: str) -> None:
    with pytest.raises(BadInput, match=why):
        said(world, taken(world), **fields)
    assert not Progress.objects.exists()


def test_reports_are_never_changed(world: World) -> None:
    said(world, taken(world))
    for change in (lambda: Progress.objects.update(unit="km"), lambda: Progress.objects.all().delete()):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            change()


def test_nobody_reports_while_evidence_waits(world: World) -> None:
    with pytest.raises(Conflict):
        said(world, submitted(world))


def test_a_number_is_a_share_of_the_target_in_its_unit(world: World) -> None:
    task = bound(world)
    said(world, task, value=Decimal(4500))
    said(world, task, value=Decimal(3), unit="houses")
    (other, own) = told(queries.task(task.code))
    assert (own.share, own.progress.unit, other.share) == (75, "VND_bn", None)


def test_progress_reports_itself_from_the_figures(world: World) -> None:
    task = bound(world)
    assert target_words(task) == "≥ 6.000 tỷ đồng, Quý II/2024"
    assert of(world, task).line is None
    tell(world, task.indicator, "4680", period="2024-Q1")
    early = of(world, task)
    assert (early.measured.state, early.measured.missing, early.early) == ("short", 1320, True)
    tell(world, task.indicator, "6100", period="2024-Q2")
    now = of(world, task)
    assert (now.measured.state, now.early, now.area.code) == ("reached", False, "P")
    assert "set" in str([event.kind for event in queries.events(task)][-1])


def test_the_figures_are_those_of_the_area_of_the_lead_where_it_has_any(world: World) -> None:
    task = bound(world, value="100")
    Task.objects.filter(pk=task.pk).update(lead=world.organisations["UBND-D2"])
    tell(world, task.indicator, "4680", period="2024-Q1")
    assert of(world, task).area.code == "P"
    tell(world, task.indicator, "90", period="2024-Q1", area="D2")
    found = of(world, task)
    assert (found.area.code, found.measured.share) == ("D2", 90)


def test_a_bound_from_above_says_what_is_too_much(world: World) -> None:
    task = bound(world, value="4000", bound=AT_MOST, period="2024-Q1")
    tell(world, task.indicator, "4680", period="2024-Q1")
    found = of(world, task)
    assert (found.measured.state, found.measured.share, found.measured.missing) == ("short", None, 680)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"bound": "about"}, "neither at least"),
        ({"period": "soon"}, "(?i)period"),
        ({"value": Decimal(10) ** 19}, "too large"),
    ],
)
def test_a_target_that_makes_no_sense_is_refused(world: World, fields: dict[str, object], why: str) -> None:
    task = taken(world, indicator=indicator(world))
    plain = {"value": Decimal(5), "period": "2024-Q2", "bound": AT_LEAST, "version": 2}
    with pytest.raises(BadInput, match=why):
        actions.bind_target(task=task, by=world.actor("specialist"), at=NOW, **(plain | fields))


def test_a_target_needs_an_indicator_and_is_set_by_the_side_that_assigned(world: World) -> None:
    plain = {"value": Decimal(5), "period": "2024-Q2", "bound": AT_LEAST, "version": 2, "at": NOW}
    with pytest.raises(BadInput, match="no indicator"):
        actions.bind_target(task=taken(world), by=world.actor("specialist"), **plain)
    with pytest.raises(Refused):
        actions.bind_target(task=taken(world), by=world.actor("transport"), **plain)
    with pytest.raises(Conflict):
        actions.bind_target(task=taken(world), by=world.actor("specialist"), **(plain | {"version": 1}))


@pytest.mark.parametrize(("language", "typed", "shown"), [("vi", "6.000,5", "6.000,5"), ("en", "6,000.5", "6,000.5")])
def test_the_target_is_set_on_the_page_as_the_reader_writes_numbers(
    world: World, signed_in: SignIn, language: str, typed: str, shown: str
) -> None:
    task = taken(world, indicator=indicator(world))
    tell(world, task.indicator, "4680", period="2024-Q1")
    client, page = signed_in("specialist", language), reverse("tasks:following", args=[task.code])
    sent = {"value": typed, "period": "2024-Q2", "bound": AT_LEAST, "version": "2"}
    wrong = client.post(reverse("tasks:target", args=[task.code]), sent | {"value": "nhiều"})
    assert "error-summary" in wrong.content.decode()
    assert client.post(reverse("tasks:target", args=[task.code]), sent).status_code == 302
    assert Task.objects.get().target_value == Decimal("6000.5")
    assert shown in text_of(client, page)


def test_the_lead_reports_on_the_letter_and_finds_it_beside_the_target(world: World, signed_in: SignIn) -> None:
    task = bound(world)
    client = signed_in("transport")
    file = SimpleUploadedFile("bien-ban.txt", b"bien ban", "text/plain")
    sent = {"note": "Đã thu ba phần tư", "value": "4.500", "version": Task.objects.get().version, "file": file}
    assert client.post(reverse("tasks:progress", args=[task.code]), sent).status_code == 302
    page = text_of(client, reverse("tasks:following", args=[task.code]))
    assert [one for one in ("Đã thu ba phần tư", "4.500", "75,0", "bien-ban.txt") if one not in page] == []
    assert "progress" in text_of(client, reverse("tasks:task", args=[task.code]))
