"""Tasks and conclusions cite documents and single paragraphs of them; the document tells who cites it."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, NotFound, Refused
from quarterdeck.documents.actions import cite_document, take_citation_back
from quarterdeck.documents.models import Citation
from quarterdeck.documents.queries import citing
from quarterdeck.documents.queries.citing import cite
from quarterdeck.tasks.models import Task
from tests.handbook.cast import decree
from tests.reviews.cast import concluded, with_agenda
from tests.tasks.cast import issued
from tests.world import NOW, World

SignIn = Callable[..., Client]


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("12/2023/NĐ-CP", None),
        ("Nghị định 12/2023/NĐ-CP", None),
        ("Điều 2, 12/2023/NĐ-CP", 2),
        ("khoản 2 Điều 2 Nghị định số 12/2023/NĐ-CP", 4),
        ("Article 2, clause 1, 12/2023/NĐ-CP", 3),
        ("ĐIỀU 2 KHOẢN 2 12/2023/NĐ-CP", 4),
        ("12/2023/NĐ-CP ¶3", 3),
    ],
)
def test_a_citation_is_read_as_people_write_it(world: World, text: str, paragraph: int | None) -> None:
    one = decree(world)
    found = cite(text)
    assert found.document == one
    assert (found.paragraph.number if found.paragraph else None) == paragraph


def test_a_pasted_address_is_a_citation(world: World) -> None:
    one = decree(world)
    found = cite(f"https://example.vn/documents/{one.pk}/?words=a#p4")
    assert found.paragraph is not None
    assert (found.document, found.paragraph.number) == (one, 4)
    assert cite(found.text) == found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("99/2023/NĐ-CP", "names no document"),
        ("Điều 9, 12/2023/NĐ-CP", "no such part.*it has 4"),
        ("12/2023/NĐ-CP ¶99", "no such part"),
        ("/documents/999999/#p1", "names no document"),
        ("", "names no document"),
    ],
)
def test_what_cannot_be_cited_is_told_with_what_to_write(world: World, text: str, told: str) -> None:
    decree(world)
    with pytest.raises(BadInput, match=told):
        cite(text)


def test_of_two_documents_with_one_number_the_entry_is_asked_for(world: World) -> None:
    one = decree(world)
    other = decree(world, issuer_vi="Bộ Xây dựng", issuer_en="Ministry")
    with pytest.raises(BadInput, match=f"12/2023/NĐ-CP #{one.pk}, 12/2023/NĐ-CP #{other.pk}"):
        cite("Điều 2, 12/2023/NĐ-CP")
    assert cite(f"Điều 2, 12/2023/NĐ-CP #{other.pk}").document == other


def test_a_document_without_text_is_cited_as_a_whole_only(world: World) -> None:
    decree(world, text="")
    assert cite("12/2023/NĐ-CP").paragraph is None
    with pytest.raises(BadInput, match="No text of"):
        cite("Điều 2, 12/2023/NĐ-CP")


@pytest.fixture
def task(world: World) -> Task:
    return issued(world)


def test_a_task_cites_a_paragraph_once_and_its_document_tells(world: World, task: Task) -> None:
    one = decree(world)
    for _ in range(2):
        cite_document(kind="task", ref=task.code, text="Điều 2, 12/2023/NĐ-CP", by=world.actor("specialist"), at=NOW)
    cite_document(kind="task", ref=task.code, text="12/2023/NĐ-CP", by=world.actor("specialist"), at=NOW)
    assert [found.label for _row, found in citing.citations("task", task.code)] == [
        "Điều 2, 12/2023/NĐ-CP", "12/2023/NĐ-CP",
    ]  # fmt: skip
    assert {place: len(links) for place, links in citing.citing(one).items()} == {2: 1, 0: 1}


def test_only_who_issues_tasks_lets_them_cite(world: World, task: Task) -> None:
    decree(world)
    with pytest.raises(Refused):
        cite_document(kind="task", ref=task.code, text="12/2023/NĐ-CP", by=world.actor("district"), at=NOW)


@pytest.mark.parametrize(("kind", "ref"), [("task", "NV-0"), ("conclusion", "2020-Q1/1"), ("nothing", "1")])
def test_what_is_not_there_cites_nothing(world: World, kind: str, ref: str) -> None:
    decree(world)
    with pytest.raises(NotFound):
        cite_document(kind=kind, ref=ref, text="12/2023/NĐ-CP", by=world.actor("specialist"), at=NOW)


def test_an_entry_that_was_corrected_is_not_cited(world: World, task: Task) -> None:
    one = decree(world)
    decree(world, abstract_vi="Quy định về xử lý sạt lở đường bộ", again=one)
    with pytest.raises(BadInput, match="Cite the entry that counts"):
        cite_document(kind="task", ref=task.code, text=f"12/2023/NĐ-CP #{one.pk}", by=world.actor("specialist"), at=NOW)


def test_a_citation_taken_back_stays_in_the_record(world: World, task: Task) -> None:
    decree(world)
    made = cite_document(kind="task", ref=task.code, text="12/2023/NĐ-CP", by=world.actor("specialist"), at=NOW)
    take_citation_back(citation=made, by=world.actor("specialist"), at=NOW)
    assert not Citation.objects.exists()
    acts = Line.objects.filter(about_kind="task", about=task.code, act__startswith="document.")
    assert list(acts.order_by("id").values_list("act", flat=True)) == ["document.cited", "document.citation_taken_back"]


@pytest.mark.parametrize("htmx", [False, True])
def test_a_citation_is_added_and_taken_back_on_the_page(
    world: World, signed_in: SignIn, task: Task, htmx: bool
) -> None:
    one = decree(world)
    client = signed_in("specialist", "en")
    path, headers = f"/documents/cites/task/{task.code}/", {"hx-request": "true"} if htmx else {}
    assert path in client.get(f"/tasks/{task.code}/").content.decode()
    wrong = client.post(path, {"text": "99/NĐ"}, headers=headers).content.decode()
    assert "names no document of the register" in wrong
    client.post(path, {"text": "Điều 2, khoản 1, 12/2023/NĐ-CP"}, headers=headers)
    page = client.get(path, headers=headers).content.decode()
    assert f"/documents/{one.pk}/#p3" in page
    assert "Article 2, clause 1, 12/2023/NĐ-CP" in page
    again = client.post(path, {"text": f"/documents/{one.pk}/#p3"}, headers=headers, follow=True).content.decode()
    assert "It is cited already." in again
    assert f"cited by task {task.code}" in client.get(f"/documents/{one.pk}/").content.decode()
    client.post(f"/documents/citations/{Citation.objects.get().pk}/take-back/", headers=headers)
    assert not Citation.objects.exists()


def test_readers_see_what_is_cited_but_no_form(world: World, signed_in: SignIn, task: Task) -> None:
    page = signed_in("inspector", "en").get(f"/documents/cites/task/{task.code}/").content.decode()
    assert "cites no document" in page
    assert 'name="text"' not in page


def test_a_document_cited_by_many_costs_few_queries(
    world: World, signed_in: SignIn, task: Task, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    one = decree(world)
    for _ in range(6):
        cite_document(kind="task", ref=issued(world).code, text="Điều 2, 12/2023/NĐ-CP",
                      by=world.actor("specialist"), at=NOW)  # fmt: skip
    client = signed_in("inspector")
    client.get(f"/documents/{one.pk}/")
    with django_assert_max_num_queries(20):
        page = client.get(f"/documents/{one.pk}/")
    assert page.content.decode().count('class="tag" href="/tasks/') == 6


def test_a_conclusion_cites_a_paragraph_and_its_review_shows_it(world: World, signed_in: SignIn) -> None:
    decree(world)
    said = concluded(world, with_agenda(world), world.posts["leader"], "Xử lý sạt lở trước mùa mưa")
    ref = f"{said.review.code}/{said.number}"
    client = signed_in("specialist", "en")
    page = client.get(f"/reviews/{said.review.code}/").content.decode()
    assert f"/documents/cites/conclusion/{ref}/" in page
    client.post(f"/documents/cites/conclusion/{ref}/", {"text": "Điều 2, 12/2023/NĐ-CP"})
    assert "Article 2, 12/2023/NĐ-CP" in client.get(f"/reviews/{said.review.code}/").content.decode()
    assert "cited by conclusion" in client.get(f"/documents/{Citation.objects.get().document_id}/").content.decode()


def test_a_task_that_rests_on_a_part_of_a_document_cites_it(world: World, signed_in: SignIn) -> None:
    one = decree(world)
    client = signed_in("specialist", "vi")
    names = {
        "assigner": "leader", "accountable_post": "transport", "acceptor": "leader", "follower_up": "specialist",
    }  # fmt: skip
    form = {
        "text": "Trình phương án xử lý sạt lở trên tuyến đường tỉnh ĐT.294B trước ngày 16/04/2024", "language": "vi",
        "lead": "Sở Giao thông vận tải", "due": "15/04/2024", "result_kind": "document", "result": "Tờ trình",
        "evidence": "Tờ trình đã ký, có số và ngày", "document": "Điều 2, khoản 1, 12/2023/NĐ-CP",
        "reason": "Đã thống nhất", "form_key": "k9",
    }  # fmt: skip
    form |= {name: world.posts[code].name_vi for name, code in names.items()}
    page = client.post("/tasks/new/", form)
    assert page.status_code == 302
    made = Task.objects.get()
    assert made.document == one
    assert [found.paragraph.number for _row, found in citing.citations("task", made.code) if found.paragraph] == [3]
