"""Intake: what a text says becomes proposals; each is accepted by a person through the room that it belongs to."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict, Refused
from quarterdeck.core.periods import Period
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Indicator, Observation
from quarterdeck.reports.actions import intake as actions
from quarterdeck.reports.models import Incoming, Proposal
from quarterdeck.reports.queries import intake as queries
from quarterdeck.reports.rules.intake import DIFFICULTY, DOCUMENT, FIGURE, TASK, UNREADABLE
from tests.reports.cast import quarter
from tests.world import NOW, TODAY, World

TEXT = (
    "Quý I năm 2024, thu ngân sách nhà nước đạt 4.975 tỷ đồng, tăng 10.000 USD. 03% so với cùng kỳ.\n"
    "Thực hiện Chỉ thị số 31-CT/TU ngày 5/2/2024 của Ban Thường vụ Tỉnh ủy, Chủ tịch UBND tỉnh yêu cầu các sở "
    "rà soát.\n"
    "Đối với kiến nghị hỗ trợ kinh phí của huyện, ông giao Sở Tài chính tham mưu trước ngày 15/4/2024.\n"
)


@pytest.fixture
def taken(world: World) -> Incoming:
    """A text with one new figure, one that nobody can read, a document, two tasks and a difficulty."""
    quarter(world)
    return actions.take_in(name="bai-dang.txt", text=TEXT, written=TODAY, by=world.actor("specialist"), at=NOW)


def one_of(of: Incoming, kind: str) -> Proposal:
    return of.proposals.filter(kind=kind).order_by("start")[0]


def kinds(of: Incoming) -> dict[str, int]:
    return {kind: of.proposals.filter(kind=kind).count() for kind in (FIGURE, TASK, DOCUMENT, DIFFICULTY, UNREADABLE)}


def test_everything_that_a_text_says_is_proposed_and_nothing_is_written(taken: Incoming) -> None:
    before = Observation.objects.count()
    assert kinds(taken) == {FIGURE: 1, TASK: 2, DOCUMENT: 1, DIFFICULTY: 1, UNREADABLE: 1}
    assert Observation.objects.count() == before
    assert not Document.objects.filter(number="31-CT/TU").exists()


def test_every_proposal_knows_its_place_in_the_text(taken: Incoming) -> None:
    assert [TEXT[one.start : one.end] for one in taken.proposals.all()] == [one.quote for one in taken.proposals.all()]


def test_an_accepted_figure_is_in_the_log_with_the_words_of_its_source(taken: Incoming, world: World) -> None:
    one = one_of(taken, FIGURE)
    card = queries.card(one, NOW)
    done = actions.accept_figure(
        proposal=one, indicator=Indicator.objects.get(code=one.said["indicator"]), area=world.areas["P"],
        period=Period.parse(one.said["period"]), value=Decimal(one.said["value"]), unit=one.said["unit"],
        reason="theo báo cáo chính thức", replaces=card.newest.pk if card.newest else None, version=one.version,
        by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    row = Observation.objects.order_by("-pk")[0]
    assert (row.value, row.unit, row.origin, row.source_words) == (Decimal(4975), "VND_bn", "published", one.quote)
    assert (done.state, done.made, row.batch.document) == ("accepted", f"batch:{row.batch_id}", "bai-dang.txt")


def test_who_may_not_report_a_figure_may_not_accept_it(taken: Incoming, world: World) -> None:
    one = one_of(taken, FIGURE)
    with pytest.raises(Refused):
        actions.accept_figure(
            proposal=one, indicator=Indicator.objects.get(code=one.said["indicator"]), area=world.areas["P"],
            period=Period.parse("2024-Q1"), value=Decimal(1), unit=one.said["unit"], replaces=None,
            version=one.version, by=world.actor("inspector"), at=NOW,
        )  # fmt: skip
    one.refresh_from_db()
    assert one.state == "open"


def test_a_cited_document_is_registered_once_and_then_only_joined(taken: Incoming, world: World) -> None:
    one = one_of(taken, DOCUMENT)
    assert (one.said["number"], one.said["signed_on"]) == ("31-CT/TU", "2024-02-05")
    done = actions.accept_document(
        proposal=one, number=one.said["number"], type_code="", issuer_vi=one.said["issuer"],
        signed_on=date(2024, 2, 5), abstract_vi="Về kỷ luật", version=1, by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    made = Document.objects.get(number="31-CT/TU")
    assert done.made == f"document:{made.pk}"
    again = actions.take_in(name="hai.txt", text=TEXT, written=TODAY, by=world.actor("specialist"), at=NOW)
    other = one_of(again, DOCUMENT)
    assert queries.card(other, NOW).registered == made
    actions.join_document(proposal=other, document=made, version=1, by=world.actor("specialist"), at=NOW)
    assert Document.objects.filter(number="31-CT/TU").count() == 1


def test_a_matter_becomes_a_difficulty_of_the_units_that_raise_it(taken: Incoming, world: World) -> None:
    one = one_of(taken, DIFFICULTY)
    assert (one.said["asks"], one.said["to"]) == ("budget", ["Sở Tài chính"])
    bodies = world.organisations
    done = actions.accept_difficulty(
        proposal=one, raised_by=[bodies["SGTVT"]], matter=one.said["matter"], asks=one.said["asks"],
        routed_to=[bodies["STC"]], raised_on=TODAY, version=1, by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    assert Difficulty.objects.get(code=done.made.removeprefix("difficulty:")).matter_vi == one.said["matter"]


def test_what_is_set_aside_may_be_put_back_and_is_told(taken: Incoming, world: World) -> None:
    one, by = one_of(taken, UNREADABLE), world.actor("specialist")
    aside = actions.set_proposal_aside(proposal=one, why="số bị vỡ", version=1, by=by, at=NOW)
    assert (aside.state, aside.why, aside.decided_by) == ("set_aside", "số bị vỡ", by.post_name)
    assert Line.objects.filter(act="intake.set_aside", about=str(taken.pk)).exists()
    assert actions.take_proposal_up(proposal=one, version=2, by=by, at=NOW).state == "open"


def test_nobody_overwrites_what_somebody_decided_meanwhile(taken: Incoming, world: World) -> None:
    one, by = one_of(taken, TASK), world.actor("specialist")
    actions.set_proposal_aside(proposal=one, why="trùng", version=1, by=by, at=NOW)
    with pytest.raises(Conflict):
        actions.set_proposal_aside(proposal=one, why="trùng", version=1, by=by, at=NOW)


def test_an_empty_text_is_refused(world: World) -> None:
    with pytest.raises(BadInput):
        actions.take_in(name="trang.txt", text=" \n", by=world.actor("specialist"), at=NOW)


def test_the_task_form_is_filled_with_what_the_text_says(taken: Incoming, client: Client, world: World) -> None:
    client.force_login(world.users["specialist"])
    one = next(row for row in taken.proposals.filter(kind=TASK) if row.said["assignees"] == ["Sở Tài chính"])
    answer = client.get(reverse("reports:proposal_edit", args=[taken.pk, one.pk]))
    page = client.get(answer["Location"]).content.decode()
    assert "Sở Tài chính tham mưu trước ngày 15/4/2024" in page
    assert f'value="intake-{one.pk}"' in page
    assert "2024-04-14" in page


@pytest.mark.parametrize("show", ["open", "figure", "task", "document", "difficulty", "unreadable", "done", "all"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_shows_the_text_with_its_marks_and_the_proposals(
    taken: Incoming, client: Client, world: World, show: str, language: str
) -> None:
    client.force_login(world.users["specialist"])
    client.cookies["django_language"] = language
    answer = client.get(reverse("reports:incoming", args=[taken.pk]), {"show": show})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert all(f'data-claim="{one.pk}"' in page for one in taken.proposals.all())
    wanted = {"open": taken.proposals.count(), "all": taken.proposals.count(), "done": 0}
    shown = wanted.get(show, taken.proposals.filter(kind=show).count())
    assert page.count("data-finding=") == shown


def test_a_text_is_taken_in_and_decided_on_the_page(client: Client, world: World) -> None:
    quarter(world)
    client.force_login(world.users["specialist"])
    answer = client.post(reverse("reports:intake"), {"text": TEXT, "written": "2024-03-27"})
    of = Incoming.objects.get()
    assert answer["Location"] == reverse("reports:incoming", args=[of.pk])
    one = one_of(of, TASK)
    for address, state in (("proposal_aside", "set_aside"), ("proposal_again", "open")):
        one.refresh_from_db()
        client.post(reverse(f"reports:{address}", args=[of.pk, one.pk]), {"version": one.version, "why": "trùng"})
        one.refresh_from_db()
        assert one.state == state


def test_an_empty_form_says_what_is_missing(client: Client, world: World) -> None:
    client.force_login(world.users["specialist"])
    assert client.get(reverse("reports:intake")).status_code == 200
    sent = client.post(reverse("reports:intake"), {"text": " "}, headers={"HX-Request": "true"})
    assert sent.status_code == 422
    assert not Incoming.objects.exists()


def test_a_districts_report_gives_the_districts_figures_and_its_requests(client: Client, world: World) -> None:
    quarter(world)
    text = (
        "ỦY BAN NHÂN DÂN HUYỆN HAI\nBÁO CÁO\nTình hình quý I năm 2024\nThu ngân sách nhà nước đạt 61 tỷ đồng.\n"
        "Khó khăn: thiếu vốn sửa ngầm tràn, đề nghị Sở Tài chính bố trí kinh phí."
    )
    of = actions.take_in(name="huyen.txt", text=text, written=TODAY, by=world.actor("specialist"), at=NOW)
    assert one_of(of, FIGURE).said["area"] == "D2"
    assert kinds(of)[TASK] == 0
    client.force_login(world.users["specialist"])
    page = client.get(reverse("reports:proposal_edit", args=[of.pk, one_of(of, DIFFICULTY).pk])).content.decode()
    assert '<option value="UBND-D2" selected' in page
