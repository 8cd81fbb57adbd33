"""Load what happened: earlier tasks, difficulties, the review with its opinions and conclusions."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from quarterdeck.areas.models import Area
from quarterdeck.config.sample.files import moment, read
from quarterdeck.config.sample.remedies import load_remedies
from quarterdeck.core.agenda import Item
from quarterdeck.core.periods import Period
from quarterdeck.core.rights import Actor
from quarterdeck.cycle.actions import open_with_vintage, prepare_agenda
from quarterdeck.difficulties.actions import answer_difficulty, answer_interim, raise_difficulty
from quarterdeck.difficulties.queries import difficulty
from quarterdeck.documents.actions import register_document
from quarterdeck.documents.models import Document
from quarterdeck.figures.models import Indicator
from quarterdeck.people.models import Membership, Organisation, Post
from quarterdeck.people.rules import actor_of
from quarterdeck.reviews.actions import (
    Noted,
    Setting,
    create_review,
    keep_to_be_clarified,
    note_attendance,
    put_items,
    record_conclusion,
    record_opinion,
    send_papers,
)
from quarterdeck.reviews.models import AgendaItem, Attendance, Conclusion, Review
from quarterdeck.reviews.queries.planning import attendances
from quarterdeck.tasks import actions as tasks
from quarterdeck.tasks.models import Task

# Why the tasks of the sample are issued although the check warns of some of them.
SAMPLE_WORDS = "Dữ liệu minh họa, không kèm văn bản"
SAMPLE = "Nhiệm vụ minh họa, giao theo kết luận của hội nghị"
# Conclusions left as they were said, so that whoever tries the sample makes tasks of them.
LEFT_TO_DO = (9, 12)


class Cast:
    """Posts, organisations and indicators by code, and the actor of a post."""

    def __init__(self) -> None:
        self.posts = {post.code: post for post in Post.objects.select_related("organisation__area")}
        self.bodies = {body.code: body for body in Organisation.objects.all()}
        self.indicators = {one.code: one for one in Indicator.objects.all()}
        self.holders = {one.post_id: one for one in Membership.objects.all()}

    def acting(self, code: str) -> Actor:
        """Whoever holds the post, acting as that post."""
        post = self.posts[code]
        held = self.holders.get(post.pk)
        area = post.organisation.area
        return actor_of(
            user_id=held.user_id if held else None, name=held.holder if held else post.name_vi, post=code,
            post_name=post.name_vi, organisation=post.organisation.code, role=post.role, area=area.code,
            area_is_province=area.level == 1,
        )  # fmt: skip


def load_review(home: Area, day: date) -> None:
    """Everything that happened up to the end of the conference."""
    cast, data = Cast(), read("review.yaml")
    _register_documents(cast, day)
    _load_earlier_tasks(cast)
    load_remedies(cast)
    _raise_difficulties(cast, data, day)
    review = _open(cast, data, home, day)
    items = {f"{one.kind}/{one.ref}": one for one in review.items.all()}
    _answer_difficulties(cast, data, day)
    for one in data["opinions"]:
        record_opinion(
            item=items[one["item"]], speaker=cast.posts[one["speaker"]], text_vi=one["text_vi"].strip(),
            text_en=one["text_en"].strip(), by=cast.acting("VPUB-CVTH"), at=moment(day, 10, 30),
        )  # fmt: skip
    for one in data["conclusions"]:
        _conclude(cast, review, items, one, cast.posts[data["clarify_owner"]], day)


def _register_documents(cast: Cast, day: date) -> None:
    made: dict[str, Document] = {}
    for one in sorted(read("documents.yaml")["documents"], key=lambda one: len(one["relations"])):
        made[one["number"]] = register_document(
            number=one["number"], type_code=one["type"], issuer_vi=one["issuer_vi"], issuer_en=one["issuer_en"],
            signed_on=one["signed_on"], abstract_vi=one["abstract_vi"], abstract_en=one["abstract_en"],
            relations=[(link["kind"], made[link["number"]]) for link in one["relations"]],
            bound=[body for body in cast.bodies.values() if body.kind in one.get("bound_kinds", ())],
            by=cast.acting("VPUB-CVTH"), at=moment(day, 7, 30),
        )  # fmt: skip


def _load_earlier_tasks(cast: Cast) -> None:
    data = read("tasks.yaml")
    issued = moment(data["issued_on"], 16, 0)
    happened: list[tuple[Task, Mapping[str, Any]]] = []
    for one in data["tasks"]:
        by = cast.acting("VPUB-CVTH")
        task = tasks.issue_task(order=_order(cast, one, True), reason=SAMPLE, by=by, at=issued)
        if target := one.get("target"):
            tasks.bind_target(task=task, value=Decimal(target["value"]), period=target["period"],
                              bound=target["bound"], version=task.version, by=by, at=issued)  # fmt: skip
        met = [{**step, "kind": "milestone_met", "at": step["met"], "number": number}
               for number, step in enumerate(one.get("milestones", ()), start=1) if "met" in step]  # fmt: skip
        happened += [(task, event) for event in [*one["events"], *met]]
    # In the order of time, so that inboxes and records read like those of a real office.
    for task, event in sorted(happened, key=lambda pair: str(pair[1]["at"])):
        _happen(cast, task, event)


def _order(cast: Cast, one: Mapping[str, Any], illustrative: bool, conclusion: Conclusion | None = None) -> tasks.Order:
    texts = ("text_vi", "text_en", "result_vi", "result_en", "evidence_vi", "evidence_en")
    return tasks.Order(
        assigner=cast.posts[one["assigner"]], accountable_post=cast.posts[one["accountable_post"]],
        lead=cast.bodies[one["lead"]], follower_up=cast.posts[one["follower_up"]],
        acceptor=cast.posts[one["acceptor"]], due=one["due"], result_kind=one["result_kind"],
        cooperating=[cast.bodies[code] for code in one["cooperating"]],
        parts=[tasks.Part(cast.bodies[part["body"]], part["text_vi"], part["text_en"], part["due"])
               for part in one.get("parts", ())],
        steps=[tasks.Step(step["due"], step["text_vi"], step["text_en"]) for step in one.get("milestones", ())],
        indicator=cast.indicators.get(one["indicator"] or ""), conclusion=conclusion, illustrative=illustrative,
        **{name: one[name].strip() for name in texts},
    )  # fmt: skip


def _happen(cast: Cast, task: Task, event: Mapping[str, Any]) -> None:
    by, note, note_en = cast.acting(event["post"]), event["note_vi"], event["note_en"]
    at = timezone.make_aware(datetime.fromisoformat(event["at"]))
    acts = {
        "taken_on": lambda: tasks.take_on(task=task, by=by, at=at),
        "progress": lambda: tasks.report_progress(task=task, note=note, note_en=note_en, by=by, at=at),
        "evidence_submitted": lambda: tasks.submit_evidence(
            task=task, note=note, note_en=note_en, words_why=SAMPLE_WORDS, by=by, at=at
        ),
        "evidence_returned": lambda: tasks.return_evidence(task=task, reason=note, note_en=note_en, by=by, at=at),
        "accepted": lambda: tasks.accept_result(task=task, note=note, note_en=note_en, over=SAMPLE_WORDS, by=by, at=at),
        "cancelled": lambda: tasks.cancel_task(task=task, reason=note, note_en=note_en, by=by, at=at),
        "milestone_met": lambda: tasks.meet_milestone(
            milestone=task.milestones.get(number=event["number"]), note=note, note_en=note_en, version=1, by=by, at=at
        ),
    }
    acts[event["kind"]]()


def _raise_difficulties(cast: Cast, data: Mapping[str, Any], day: date) -> None:
    for one in data["difficulties"]:
        raise_difficulty(
            code=one["code"], raised_by=[cast.bodies[code] for code in one["raised_by"]],
            matter_vi=one["matter_vi"].strip(), matter_en=one["matter_en"].strip(), asks=one["asks"],
            routed_to=[cast.bodies[code] for code in one["routed_to"]], raised_on=one["raised_on"],
            indicator_code=one["indicator"] or "", by=cast.acting("VPUB-CVTH"), at=moment(day, 8, 0),
        )  # fmt: skip


def _answer_difficulties(cast: Cast, data: Mapping[str, Any], day: date) -> None:
    for one in data["difficulties"]:
        found = difficulty(one["code"])
        if one.get("interim"):
            answer_interim(
                difficulty=found, words_vi=one["answer_vi"].strip(), words_en=one["answer_en"].strip(),
                answered_by=cast.posts[one["answered_by"]], version=found.version, by=cast.acting("UBND-CT"),
                at=moment(day, 10, 0),
            )  # fmt: skip
            continue
        answer_difficulty(
            difficulty=found, answer_vi=one["answer_vi"].strip(), answer_en=one["answer_en"].strip(),
            answered_by=cast.posts[one["answered_by"]], version=found.version, by=cast.acting("UBND-CT"),
            at=moment(day, 10, 0),
        )  # fmt: skip


def _open(cast: Cast, data: Mapping[str, Any], home: Area, day: date) -> Review:
    by = cast.acting("VPUB-CVTH")
    review = create_review(
        code=data["code"], period=Period.parse(data["period"]), ahead=Period.parse(data["ahead"]),
        title_vi=data["title_vi"], title_en=data["title_en"], held_on=data["held_on"],
        chairs=[cast.posts[code] for code in data["chairs"]],
        attending=[cast.posts[code] for code in data["attending"]],
        setting=Setting(convened_by=cast.bodies["TINHUY"], secretary=cast.posts["VPUB-CVTH"]), by=by,
        at=moment(day, 8, 0),
    )  # fmt: skip
    matters = [Item("matter", one["ref"], one["title_vi"], one["title_en"]) for one in data["items"]]
    put_items(review=review, items=matters, by=by, at=moment(day, 8, 0))
    prepare_agenda(review=review, area=home, today=day, by=by, at=moment(day, 8, 15))
    send_papers(review=review, by=by, at=moment(day, 8, 20))
    came = [Noted(row.post, row.version, Attendance.PRESENT) for row in attendances(review)]
    note_attendance(review=review, noted=came, by=by, at=moment(day, 8, 25))
    return open_with_vintage(review=review, area=home, today=day, by=by, at=moment(day, 8, 30))


def _conclude(
    cast: Cast, review: Review, items: Mapping[str, AgendaItem], one: Mapping[str, Any], owner: Post, day: date
) -> None:
    by, at = cast.acting("VPUB-CVTH"), moment(day, 11, 30)
    made = record_conclusion(
        review=review, item=items.get(one["item"] or ""), kind=one["kind"], text_vi=one["text_vi"].strip(),
        text_en=one["text_en"].strip(), theme=one["theme"], author=cast.posts[one["author"]], by=by, at=at,
    )  # fmt: skip
    if one["number"] in LEFT_TO_DO:
        return
    if one.get("clarify"):
        keep_to_be_clarified(
            conclusion=made, owner=owner, clarify_by=date(2024, 4, 3), why=["P1", "T1", "K1"], by=by, at=at
        )
    elif "task" in one:
        tasks.issue_task(order=_order(cast, one["task"], True, made), reason=SAMPLE, by=by, at=at)
