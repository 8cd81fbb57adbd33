"""Load what was asked and settled before the review: a call, the watch list, the handbook and its first edition."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from quarterdeck.config.sample.files import moment, read
from quarterdeck.difficulties import actions as difficulties
from quarterdeck.difficulties.models import Call, Difficulty, WatchEntry
from quarterdeck.difficulties.queries import difficulty
from quarterdeck.difficulties.queries.watch import entry as watched
from quarterdeck.documents.actions import register_document
from quarterdeck.documents.models import Document
from quarterdeck.handbook import actions as handbook
from quarterdeck.people.models import Organisation

if TYPE_CHECKING:
    from quarterdeck.config.sample.review import Cast

OFFICE = "VPUB-CVTH"


def load_remedies(cast: "Cast") -> None:
    """Everything of demo/remedies.yaml, in the order of the days as far as one thing rests on another."""
    data = read("remedies.yaml")
    for one in data["documents"]:
        _register(cast, one)
    call, entries = _open_call(cast, data["call"]), [_put_on(cast, one) for one in data["watch"]]
    leaving = next(code for code, one in zip(entries, data["watch"], strict=True) if "left_by" in one)
    for one in data["difficulties"]:
        _raise(cast, one, call, watched(leaving))
    for one in data["call"]["replies"]:
        by = cast.acting(OFFICE if one["told"] else f"{one['unit']}-CT")
        difficulties.reply_nil(call=call, organisation=cast.bodies[one["unit"]], told=one["told"], by=by,
                               at=moment(one["day"], 15, 30))  # fmt: skip
    for code, one in zip(entries, data["watch"], strict=True):
        if "left_by" in one:
            found = watched(code)
            difficulties.take_off(entry=found, document=_document(one["left_by"]), version=found.version,
                                  by=cast.acting(OFFICE), at=moment(one["left"], 9, 0))  # fmt: skip
    for one in data["difficulties"]:
        if "answered_by" in one:
            _answer(cast, one)
    for one in data["entries"]:
        _publish(cast, one, data["worded"], data["published"])
    book = data["edition"]
    texts = ("title_vi", "title_en", "foreword_vi", "foreword_en")
    handbook.publish_edition(
        **{name: book[name] for name in texts}, number=1, by=cast.acting(OFFICE), at=moment(book["day"], 16, 0)
    )


def _document(number: str) -> Document:
    return Document.objects.get(number=number)


def _register(cast: "Cast", one: Mapping[str, Any]) -> None:
    texts = ("number", "issuer_vi", "issuer_en", "signed_on", "abstract_vi", "abstract_en")
    register_document(
        **{name: one[name] for name in texts}, type_code=one["type"],
        relations=[("replaces", _document(one["replaces"]))] if "replaces" in one else [],
        by=cast.acting(OFFICE), at=moment(one["registered"], 8, 0),
    )  # fmt: skip


def _open_call(cast: "Cast", one: Mapping[str, Any]) -> Call:
    return difficulties.open_call(
        title_vi=one["title_vi"], title_en=one["title_en"], document=_document(one["document"]), due=one["due"],
        asked=[cast.bodies[code] for code in one["asked"]], by=cast.acting(OFFICE), at=moment(one["opened"], 9, 0),
    )  # fmt: skip


def _put_on(cast: "Cast", one: Mapping[str, Any]) -> str:
    texts = ("subject_vi", "subject_en", "ground_vi", "ground_en", "since")
    made = difficulties.put_on_list(
        **{name: one[name] for name in texts}, owner=cast.bodies[one["owner"]], by=cast.acting(OFFICE),
        at=moment(one["put_on"], 10, 0),
    )  # fmt: skip
    return made.code


def _raise(cast: "Cast", one: Mapping[str, Any], call: Call, leaving: WatchEntry) -> Difficulty:
    unit: Organisation = cast.bodies[one["raised_by"]]
    particulars = difficulties.Particulars(watch_entry=leaving) if one.get("watch") else None
    return difficulties.raise_difficulty(
        code=one["code"], raised_by=[unit], matter_vi=one["matter_vi"], matter_en=one["matter_en"], asks=one["asks"],
        routed_to=[cast.bodies[code] for code in one["routed_to"]], raised_on=one["raised_on"],
        particulars=particulars, call=call if one.get("reply") else None, by=cast.acting(f"{unit.code}-CT"),
        at=moment(one["raised_on"], 14, 0),
    )  # fmt: skip


def _answer(cast: "Cast", one: Mapping[str, Any]) -> None:
    asked = difficulty(one["code"])
    done = difficulties.answer_difficulty(
        difficulty=asked, answer_vi=one["answer_vi"], answer_en=one["answer_en"],
        answered_by=cast.posts[one["answered_by"]], basis=difficulties.Basis(one["ground"]), version=asked.version,
        by=cast.acting(one["answered_by"]), at=moment(one["answered_on"], 10, 0),
    )  # fmt: skip
    if "confirmed_on" in one:
        by = cast.acting(f"{one['raised_by']}-CT")
        difficulties.confirm_difficulty(difficulty=done, version=done.version, by=by,
                                        at=moment(one["confirmed_on"], 8, 30))  # fmt: skip


def _publish(cast: "Cast", one: Mapping[str, Any], worded: date, published: date) -> None:
    texts = ("question_vi", "question_en", "answer_vi", "answer_en", "topic", "basis", "no_ground", "no_ground_post")
    made = handbook.draft_entry(
        words=handbook.Words(**{name: one.get(name, "") for name in texts}, valid_until=one.get("valid_until")),
        answered_by=cast.posts[one["answered_by"]], difficulty=difficulty(one["difficulty"]) if "difficulty" in one
        else None, by=cast.acting(one["by"]), at=moment(worded, 14, 0),
    )  # fmt: skip
    handbook.publish_entry(entry=made, version=made.version, by=cast.acting(OFFICE), at=moment(published, 9, 0))
