"""Tasks of the cast: the Department of Transport submits a plan for landslides; the Chair accepts, Lan follows up."""

from datetime import date, datetime, timedelta

from quarterdeck.core.periods import Period
from quarterdeck.reviews.actions import create_review, record_conclusion
from quarterdeck.reviews.models import Conclusion
from quarterdeck.tasks.actions import Order, accept_result, issue_task, submit_evidence, take_on
from quarterdeck.tasks.models import Task
from tests.world import NOW, TODAY, ZONE, World

DUE = date(2024, 4, 15)
WHY = "Việc của quý, đã thống nhất với cơ quan chủ trì"
UNCLEAR_VI = "Kịp thời tăng cường phối hợp với các cơ quan liên quan"
UNCLEAR_EN = "promptly strengthen coordination with relevant agencies"


def order(world: World, **fields: object) -> Order:
    """A clear order; fields may be given otherwise."""
    posts = world.posts
    plain: dict[str, object] = {
        "assigner": posts["leader"], "accountable_post": posts["transport"], "lead": world.organisations["SGTVT"],
        "follower_up": posts["specialist"], "acceptor": posts["leader"], "due": DUE, "result_kind": "document",
        "text_vi": "Trình phương án xử lý sạt lở trên tuyến đường tỉnh ĐT.294B",
        "text_en": "Submit the plan for the landslides on the provincial road DT.294B",
        "result_vi": "Tờ trình kèm phương án xử lý", "result_en": "Submission with the plan",
        "evidence_vi": "Tờ trình đã ký, có số và ngày", "evidence_en": "Signed submission with number and date",
    }  # fmt: skip
    return Order(**(plain | fields))


def issued(world: World, at: datetime = NOW, form_key: str = "", reason: str = WHY, **fields: object) -> Task:
    """A task issued by Lan, who says why where the check warns."""
    return issue_task(
        order=order(world, **fields), form_key=form_key, reason=reason, by=world.actor("specialist"), at=at
    )


def taken(world: World, **fields: object) -> Task:
    """A task that the Department of Transport has taken on."""
    task = issued(world, **fields)
    take_on(task=task, by=world.actor("transport"), at=NOW)
    return task


def submitted(world: World, on: date = TODAY, **fields: object) -> Task:
    """A task whose evidence was submitted on a day."""
    task = taken(world, **fields)
    submit_evidence(
        task=task, note="Đã trình phương án", words_why="Văn bản lưu ở Sở", by=world.actor("transport"), at=moment(on)
    )
    return task


def accepted(world: World, on: date = TODAY, **fields: object) -> Task:
    """A task whose evidence was submitted on a day and accepted the day after."""
    task = submitted(world, on, **fields)
    accept_result(task=task, note="Đủ minh chứng", by=world.actor("leader"), at=moment(on + timedelta(days=1)))
    return task


def moment(day: date) -> datetime:
    """Nine in the morning of a day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)


def conclusion(world: World, text_vi: str = UNCLEAR_VI, text_en: str = UNCLEAR_EN, kind: str = "task") -> Conclusion:
    """A conclusion of the review of the first quarter, by the Chair."""
    by = world.actor("specialist")
    review = create_review(
        code="2024-Q1", period=Period.parse("2024-Q1"), ahead=Period.parse("2024-Q2"), title_vi="Hội nghị quý I",
        title_en="Review of Q1", held_on=TODAY, by=by, at=NOW,
    )  # fmt: skip
    return record_conclusion(review=review, item=None, kind=kind, text_vi=text_vi, text_en=text_en,
                             author=world.posts["leader"], by=by, at=NOW)  # fmt: skip
