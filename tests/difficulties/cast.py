"""Difficulties of the cast: District Two asks, Transport and Finance answer."""

from datetime import date, datetime

from quarterdeck.difficulties.actions import answer_difficulty, open_call, put_on_list, raise_difficulty
from quarterdeck.difficulties.models import Call, Difficulty, WatchEntry
from quarterdeck.documents.actions import register_document
from quarterdeck.documents.models import Document
from tests.world import NOW, ZONE, World

RAISED_ON = date(2024, 3, 11)


def landslide(world: World, **fields: object) -> Difficulty:
    """Landslides on a road, raised by District Two, put to Transport, unless said otherwise."""
    plain: dict[str, object] = {
        "raised_by": [world.organisations["UBND-D2"]], "matter_vi": "Sạt lở trên tuyến đường tỉnh chưa được xử lý",
        "matter_en": "Landslides on the provincial road are not dealt with", "asks": "procedure",
        "routed_to": [world.organisations["SGTVT"]], "raised_on": RAISED_ON, "by": world.actor("specialist"), "at": NOW,
    }  # fmt: skip
    return raise_difficulty(**(plain | fields))


def decision(world: World, number: str = "120/QĐ-UBND", type_code: str = "QĐ", **fields: object) -> Document:
    """A decision of the Committee, signed on the first of March, unless said otherwise."""
    plain: dict[str, object] = {
        "number": number, "type_code": type_code, "issuer_vi": "Ủy ban nhân dân tỉnh",
        "issuer_en": "Provincial People's Committee", "signed_on": date(2024, 3, 1), "abstract_vi": f"Về việc {number}",
        "by": world.actor("specialist"), "at": NOW,
    }  # fmt: skip
    return register_document(**(plain | fields))


def watched(world: World, **fields: object) -> WatchEntry:
    """A market on the watch list since January, owned by the Inspectorate, unless said otherwise."""
    plain: dict[str, object] = {
        "subject_vi": "Chợ Xã Ba", "subject_en": "Market of Commune Three", "ground_vi": "Khiếu kiện kéo dài về ki-ốt",
        "since": date(2024, 1, 15), "owner": world.organisations["TTR"], "by": world.actor("specialist"), "at": NOW,
    }  # fmt: skip
    return put_on_list(**(plain | fields))


def called(world: World, **fields: object) -> Call:
    """A call to District Two and to Transport, open until the tenth of April, unless said otherwise."""
    plain: dict[str, object] = {
        "title_vi": "Khó khăn khi thực hiện Chỉ thị", "title_en": "Obstacles in carrying out the directive",
        "due": date(2024, 4, 10),
        "asked": [world.organisations["UBND-D2"], world.organisations["SGTVT"]], "by": world.actor("specialist"),
        "at": NOW,
    }  # fmt: skip
    letter = {} if "document" in fields else {"document": decision(world, "45/UBND-TH", "CV")}
    return open_call(**(plain | letter | fields))


def answered(world: World, one: Difficulty, by: str = "transport", at: datetime = NOW, **fields: object) -> Difficulty:
    """The answer of Transport, given by its director."""
    plain: dict[str, object] = {
        "difficulty": one, "answer_vi": "Sở sẽ khảo sát và trình phương án", "answered_by": world.posts["transport"],
        "version": one.version, "by": world.actor(by), "at": at,
    }  # fmt: skip
    return answer_difficulty(**(plain | fields))


def moment(day: date) -> datetime:
    """Nine in the morning of a day."""
    return datetime(day.year, day.month, day.day, 9, tzinfo=ZONE)
