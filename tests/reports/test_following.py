"""Questions to a body that ends pass to its heir, and are given back as they were."""

import pytest

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import Conflict, Refused
from quarterdeck.core.lineage.change import AreaChange
from quarterdeck.core.links import Moved, Touched, followers
from quarterdeck.people.actions import following as people
from quarterdeck.people.models import Organisation
from quarterdeck.reports import actions
from quarterdeck.reports.actions.following import follow_change, give_back
from quarterdeck.reports.models import Inquiry
from quarterdeck.reports.queries.drafts import against
from quarterdeck.reports.queries.following import depending, tell, touched
from tests.people.merger import city, keep, merger
from tests.reports.cast import quarter
from tests.world import NOW, World


def ask(world: World, body: Organisation) -> Inquiry:
    """A wrong number of a draft is put to a body."""
    by = world.actor("specialist")
    draft = actions.check_draft(against=against("2024-Q1"), name="du-thao.txt", by=by, at=NOW,
                                text="Thu ngân sách nhà nước quý I tăng 12,1% so với cùng kỳ năm trước.")  # fmt: skip
    one = draft.findings.get()
    return actions.ask_department(draft=draft, finding=one.pk, organisation=body, version=one.version, by=by, at=NOW)


def followed(world: World) -> tuple[AreaChange, list[Moved]]:
    change, by = merger(world), world.actor("specialist")
    keep(people.follow_change(change=change, by=by, at=NOW))
    moved = follow_change(change=change, by=by, at=NOW)
    keep(moved)
    return change, moved


def told(found: list[Touched]) -> dict[str, int]:
    return {str(one.what): one.count for one in found}


def test_a_question_passes_to_the_heir_and_is_given_back(world: World) -> None:
    quarter(world)
    city(world)
    one = ask(world, world.organisations["UBND-D2"])
    change, moved = followed(world)
    one.refresh_from_db()
    assert (one.organisation.code, moved) == (
        "UBND-D1",
        [Moved("reports", "question", str(one.pk), "UBND-D2", "UBND-D1")],
    )
    assert [(each.title, each.url) for each in tell(moved)] == [(one.quote, f"/reports/inquiries/{one.pk}/")]
    give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)
    one.refresh_from_db()
    assert one.organisation.code == "UBND-D2"
    assert [
        line.reason.split(" (")[0] for line in Line.objects.filter(act__startswith="draft.question_").order_by("id")
    ] == [
        "Ủy ban nhân dân Huyện Hai → Ủy ban nhân dân Thành phố Một",
        "Ủy ban nhân dân Thành phố Một → Ủy ban nhân dân Huyện Hai",
    ]


def test_the_preview_tells_what_passes_and_what_waits(world: World) -> None:
    quarter(world)
    ask(world, world.organisations["UBND-D2"])
    change = merger(world)
    assert told(touched(change)) == {"Claims of drafts that no heir can verify": 1}
    city(world)
    assert told(touched(change)) == {"Claims of drafts to verify": 1}


def test_what_the_heir_has_answered_stays_with_it(world: World) -> None:
    quarter(world)
    city(world)
    one = ask(world, world.organisations["UBND-D2"])
    change, moved = followed(world)
    one.refresh_from_db()
    actions.answer_inquiry(inquiry=one, outcome="text_right", answer="Theo báo cáo", version=one.version,
                           by=world.actor("city"), at=NOW)  # fmt: skip
    assert told(depending(change)) == {"Claims of drafts that the heirs have verified": 1}
    with pytest.raises(Conflict, match="12,1%"):
        give_back(change=change, moved=moved, by=world.actor("specialist"), at=NOW)


def test_only_who_may_change_areas_passes_questions_on_and_the_room_follows(world: World) -> None:
    assert "reports" in [one.room for one in followers()]
    with pytest.raises(Refused):
        follow_change(change=merger(world), by=world.actor("district"), at=NOW)
