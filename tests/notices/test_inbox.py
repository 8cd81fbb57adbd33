"""The inbox in both languages: what it lists, how it is narrowed, what marks a notice as read."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from quarterdeck.notices.actions import mark_all_read, mark_read, mark_unread
from quarterdeck.notices.models import Choice, Receipt
from quarterdeck.notices.queries.inbox import Asked, unread
from quarterdeck.people.models import Membership
from tests.notices.cast import noticed
from tests.world import NOW, TODAY, World

SignIn = Callable[..., Client]
INBOX = "/notices/"


def page_of(client: Client, address: str = INBOX) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", ["Nhiệm vụ mới giao", "Trình phương án", "15/04/2024", "1 thông báo chưa xem", "chưa xem",
            "Chuyên viên tổng hợp"]),
     ("en", ["A new task for you", "Submit the landslide plan", "15 April 2024", "1 unread notice", "unread",
            "General affairs specialist"])],
)  # fmt: skip
def test_the_inbox_speaks_the_language_of_its_reader(
    world: World, signed_in: SignIn, language: str, words: list[str]
) -> None:
    noticed(world, due=date(2024, 4, 15))
    page = page_of(signed_in("finance", language))
    assert [word for word in words if word not in page] == []


def test_every_page_counts_what_is_unread_and_only_for_the_post_told(world: World, signed_in: SignIn) -> None:
    noticed(world)
    noticed(world, ref="NV-2024-002")
    assert '<span class="count num">2' in page_of(signed_in("finance"), "/tasks/")
    assert '<span class="count num">' not in page_of(signed_in("transport"), "/tasks/")


def test_the_count_stops_where_nobody_counts_any_more(world: World, signed_in: SignIn) -> None:
    for number in range(105):
        noticed(world, ref=f"NV-{number}")
    assert '<span class="count num">99+' in page_of(signed_in("finance"), "/tasks/")


def test_opening_a_notice_reads_it_and_leads_to_its_subject(world: World, signed_in: SignIn) -> None:
    noticed(world)
    receipt, client = Receipt.objects.get(), signed_in("finance")
    answer = client.get(reverse("notices:read", args=[receipt.pk]))
    assert answer.url == "/tasks/NV-2024-001/"
    receipt.refresh_from_db()
    assert (receipt.read_by, receipt.read_at is not None) == ("Phúc", True)
    assert "Không có thông báo chưa xem" in page_of(client)
    assert "NV-2024-001" in page_of(client, f"{INBOX}?shown=every")


def test_a_notice_of_another_post_is_not_to_be_had(world: World, signed_in: SignIn) -> None:
    noticed(world)
    receipt = Receipt.objects.get()
    for address in (reverse("notices:read", args=[receipt.pk]), reverse("notices:read", args=[receipt.pk + 9])):
        assert signed_in("transport").get(address).status_code == 404
    assert signed_in("transport").post(reverse("notices:mark", args=[receipt.pk])).status_code == 404
    receipt.refresh_from_db()
    assert receipt.read_at is None


def test_buttons_mark_one_as_read_and_as_unread_again(world: World, signed_in: SignIn) -> None:
    noticed(world)
    receipt, client = Receipt.objects.get(), signed_in("finance")
    address = reverse("notices:mark", args=[receipt.pk])
    client.get(address)
    assert unread(world.users["finance"].pk, TODAY) == 1
    assert client.post(f"{address}?group=tasks").url == f"{INBOX}?group=tasks"
    assert unread(world.users["finance"].pk, TODAY) == 0
    client.post(address, {"as": "unread"})
    assert unread(world.users["finance"].pk, TODAY) == 1


def test_mark_all_leaves_what_came_in_meanwhile_and_what_was_not_listed(world: World, signed_in: SignIn) -> None:
    noticed(world)
    noticed(world, kind="document.bound", ref="12/QĐ-UBND")
    newest = Receipt.objects.latest("pk").pk
    noticed(world, ref="NV-2024-003")
    client = signed_in("finance")
    page = client.post(f"{reverse('notices:mark_all')}?group=tasks", {"newest": newest}, follow=True).content.decode()
    assert "Đã đánh dấu 1 thông báo là đã xem." in page
    left = Receipt.objects.filter(read_at__isnull=True).order_by("pk")
    assert list(left.values_list("message__about", flat=True)) == ["12/QĐ-UBND", "NV-2024-003"]


@pytest.mark.parametrize("newest", ["", "x", "-4", "9" * 40])
def test_a_mark_all_without_a_sensible_last_one_marks_nothing(world: World, signed_in: SignIn, newest: str) -> None:
    noticed(world)
    assert signed_in("finance").post(reverse("notices:mark_all"), {"newest": newest}).status_code == 302
    assert Receipt.objects.filter(read_at__isnull=True).count() == 1


def test_conditions_leave_what_they_name(world: World, signed_in: SignIn) -> None:
    noticed(world)
    noticed(world, kind="document.bound", ref="12/QĐ-UBND", title="Quyết định về đê điều")
    client = signed_in("finance")
    assert "12/QĐ-UBND" not in page_of(client, f"{INBOX}?group=tasks")
    assert "NV-2024-001" not in page_of(client, f"{INBOX}?search=de+dieu")
    assert "12/QĐ-UBND" in page_of(client, f"{INBOX}?search=đê")
    assert "Không có thông báo nào thỏa các điều kiện này" in page_of(client, f"{INBOX}?search=khong-co")


def test_due_soonest_comes_first_when_asked(world: World, signed_in: SignIn) -> None:
    noticed(world, ref="NV-2024-001", due=date(2024, 6, 1))
    noticed(world, ref="NV-2024-002")
    noticed(world, ref="NV-2024-003", due=date(2024, 4, 1))
    page = page_of(signed_in("finance"), f"{INBOX}?sort=due")
    assert page.index("NV-2024-003") < page.index("NV-2024-001") < page.index("NV-2024-002")


@pytest.mark.parametrize("query", ["group=x&sort=y&shown=z", "page=-7", "search=%00", "search=" + "a" * 900])
def test_nonsense_in_the_address_breaks_nothing(world: World, signed_in: SignIn, query: str) -> None:
    noticed(world)
    assert signed_in("finance").get(f"{INBOX}?{query}").status_code == 200


def test_a_long_inbox_has_pages_and_few_queries(
    world: World, signed_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(65):
        noticed(world, ref=f"NV-{number}")
    client = signed_in("finance")
    client.get(INBOX)
    with django_assert_max_num_queries(10):
        page = page_of(client, f"{INBOX}?page=3&group=tasks")
    assert page.count("data-open") == 5
    assert "61–65 / 65" in page


def test_who_takes_up_a_post_finds_what_it_was_told(world: World) -> None:
    noticed(world)
    Membership.objects.filter(post__code="finance").update(valid_to=TODAY)
    Membership.objects.create(post=world.posts["finance"], user=world.users["outsider"], holder="Oanh",
                              valid_from=TODAY)  # fmt: skip
    assert unread(world.users["outsider"].pk, TODAY) == 1
    assert unread(world.users["finance"].pk, TODAY) == 0


def test_a_kind_that_one_does_not_want_is_not_shown(world: World) -> None:
    noticed(world, kind="task.progress")
    Choice.objects.create(user=world.users["finance"], kind="task.progress", way="muted")
    assert unread(world.users["finance"].pk, TODAY) == 0


def test_acts_on_somebody_elses_notices_change_nothing(world: World) -> None:
    noticed(world)
    receipt, stranger = Receipt.objects.get(), world.actor("transport")
    mark_read(receipt=receipt, by=stranger, at=NOW)
    assert mark_all_read(asked=Asked(), newest=receipt.pk, by=stranger, at=NOW) == 0
    receipt.refresh_from_db()
    assert receipt.read_at is None
    mark_read(receipt=receipt, by=world.actor("finance"), at=NOW)
    mark_unread(receipt=receipt, by=stranger, at=NOW)
    receipt.refresh_from_db()
    assert receipt.read_at == NOW


def test_a_visitor_signs_in_first(world: World, client: Client) -> None:
    assert client.get(INBOX).status_code == 302
