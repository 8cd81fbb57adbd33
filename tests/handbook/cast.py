"""Entries of the cast: what District Two asked and Transport answered, on the ground of a decree."""

from datetime import date

from quarterdeck.difficulties.actions import answer_difficulty
from quarterdeck.difficulties.models import Difficulty
from quarterdeck.documents.actions import register_document
from quarterdeck.documents.models import Document
from quarterdeck.handbook.actions import Words, draft_entry, publish_entry
from quarterdeck.handbook.models import Entry
from tests.difficulties.cast import landslide
from tests.world import NOW, World

DECREE = "\n".join(
    ("Điều 1. Phạm vi", "Điều 2. Xử lý sạt lở", "1. Sở Giao thông vận tải lập phương án.", "2. UBND huyện cắm biển.")
)
QUESTION = "Tuyến đường tỉnh bị sạt lở thì cơ quan nào lập phương án xử lý?"
LAW = "Điều 42 Luật Giao thông đường bộ 2008"
ANSWER = "Sở Giao thông vận tải lập phương án, trình UBND tỉnh trong 15 ngày."


def decree(world: World, number: str = "12/2023/NĐ-CP", **fields: object) -> Document:
    """A decree with a text of articles and clauses."""
    plain: dict[str, object] = {
        "number": number, "type_code": "NĐ", "issuer_vi": "Chính phủ", "issuer_en": "Government",
        "signed_on": date(2023, 5, 4), "abstract_vi": "Quy định về xử lý sạt lở", "abstract_en": "On landslides",
        "text": DECREE, "by": world.actor("specialist"), "at": NOW,
    }  # fmt: skip
    return register_document(**(plain | fields))


def drafted(world: World, question_vi: str = QUESTION, **fields: object) -> Entry:
    """A draft of the office, without a ground unless `basis` is given."""
    words = {"question_vi": question_vi, "answer_vi": ANSWER, "question_en": "", "answer_en": "", "topic": "transport"}
    named = {name: fields.pop(name) for name in list(fields) if name in (*words, "basis", "valid_until")}
    return draft_entry(words=Words(**(words | named)), **({"by": world.actor("specialist"), "at": NOW} | fields))


def published(world: World, question_vi: str = QUESTION, **fields: object) -> Entry:
    """The same on the ground of a law unless another is given, published by a second person."""
    made = drafted(world, question_vi, **({"basis": LAW} | fields))
    return publish_entry(entry=made, version=made.version, by=world.actor("admin"), at=NOW)


def answered(world: World, **fields: object) -> Difficulty:
    """Landslides raised by District Two and answered by Transport, citing the decree."""
    one = landslide(world, **fields)
    return answer_difficulty(
        difficulty=one, answer_vi=f"{ANSWER} (Nghị định 12/2023/NĐ-CP)", answered_by=world.posts["transport"],
        version=one.version, by=world.actor("transport"), at=NOW,
    )  # fmt: skip
