"""The record of acts is only ever added to."""

import pytest
from django.db import DatabaseError, transaction

from quarterdeck.audit.actions import record
from quarterdeck.audit.models import Line
from tests.world import NOW, World


@pytest.fixture
def line(world: World) -> Line:
    return record(act="task.issued", about_kind="task", about="NV-1", by=world.actor("specialist"), at=NOW, reason="vì")


@pytest.mark.store
def test_a_line_keeps_actor_and_post_as_text(line: Line, world: World) -> None:
    world.users["specialist"].name = "Another"
    world.users["specialist"].save()
    assert (Line.objects.get().actor, Line.objects.get().post) == ("Lan", "Chuyên viên tổng hợp")


@pytest.mark.store
def test_the_database_refuses_to_change_a_line(line: Line) -> None:
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        Line.objects.update(actor="nobody")
    assert Line.objects.get().actor == "Lan"


@pytest.mark.store
def test_the_database_refuses_to_delete_a_line(line: Line) -> None:
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        Line.objects.all().delete()
    assert Line.objects.count() == 1


def test_an_inspector_reads_the_record_and_finds_words_in_it(line: Line, signed_in) -> None:
    client = signed_in("inspector")
    assert "task.issued" in client.get("/audit/?q=NV-1").content.decode()
    assert "task.issued" not in client.get("/audit/?q=nothing").content.decode()


@pytest.mark.parametrize("person", ["specialist", "district", "leader"])
def test_others_do_not_read_the_record(line: Line, signed_in, person: str) -> None:
    assert signed_in(person).get("/audit/").status_code == 403


def test_the_record_is_told_in_words_and_days_of_the_reader(world: World, signed_in) -> None:
    record(act="difficulty.raised", about_kind="difficulty", about="KK-1", by=world.actor("specialist"), at=NOW,
           detail={"raised_by": ["STC", "SXD"], "due": "2024-04-15", "told": "", "odd_name": 3})  # fmt: skip
    page = signed_in("inspector", "en").get("/audit/").content.decode()
    for words in ("difficulty <code>KK-1</code>", "raised by: STC; SXD", "due: 15 April 2024", "odd name: 3"):
        assert words in page
    assert "told:" not in page
    assert "đơn vị nêu: STC; SXD" in signed_in("inspector", "vi").get("/audit/").content.decode()
