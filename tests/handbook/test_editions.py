"""Editions: what goes in, what changed, and the book in Word and PDF."""

import re
from datetime import date
from io import BytesIO

import docx
import pypdfium2
import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput, Conflict, NotFound
from quarterdeck.difficulties.models import Call, CallReply
from quarterdeck.handbook import rules
from quarterdeck.handbook.actions import (
    Words,
    confirm_wording,
    draft_entry,
    publish_edition,
    publish_entry,
    save_entry,
    withdraw_entry,
)
from quarterdeck.handbook.models import Edition, Entry
from quarterdeck.handbook.queries import book, editions
from quarterdeck.papers.book import to_pdf
from quarterdeck.papers.book_word import to_word
from tests.difficulties.cast import decision
from tests.handbook.cast import ANSWER, LAW, answered, decree, drafted, published
from tests.world import NOW, TODAY, World


def edition(world: World, number: int = 1, **fields: object) -> Edition:
    plain: dict[str, object] = {"title_vi": "Sổ tay", "title_en": "Handbook", "number": number}
    return publish_edition(**(plain | fields), by=world.actor("specialist"), at=NOW)


def reworded(world: World, one: Entry) -> Entry:
    now = Entry.objects.get(pk=one.pk)
    anew = save_entry(
        entry=now, words=Words(now.question_vi, "Sở Xây dựng lập phương án.", topic=now.topic, basis=LAW),
        reason="Đổi cơ quan.", version=now.version, by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    return confirm_wording(entry=anew, version=anew.version, by=world.actor("admin"), at=NOW)


def test_an_edition_holds_what_holds_and_leaves_out_what_does_not(world: World) -> None:
    one = decree(world)
    good, doubtful = published(world), published(world, "Câu cần rà soát?", basis=one.number)
    decree(world, "40/2024/NĐ-CP", signed_on=date(2024, 3, 1), relations=[("replaces", one)])
    drafted(world)
    plan = editions.planned(TODAY)
    assert [row.entry for row in plan.left_out] == [doubtful]
    assert plan.drafts == 1
    assert [kept.entry for kept in editions.contents(edition(world))] == [good]


def test_parts_stand_in_the_order_of_the_pack(world: World) -> None:
    last, first = published(world, topic="other"), published(world, topic="land")
    assert [kept.entry for kept in editions.contents(edition(world))] == [first, last]


def test_an_edition_lists_what_changed_since_the_one_before(world: World) -> None:
    stays, changed, goes = (published(world, f"Câu {n}?") for n in range(3))
    edition(world)
    reworded(world, changed)
    withdraw_entry(entry=goes, reason="Trùng", version=goes.version, by=world.actor("specialist"), at=NOW)
    new = published(world, "Câu mới?")
    found, before = editions.changed(edition(world, 2))
    assert before is not None
    assert before.number == 1
    assert found == rules.Changed(added=(new.number,), reworded=(changed.number,), gone=(goes.number,))
    assert stays.number not in (*found.added, *found.reworded, *found.gone)


def test_an_edition_stays_as_it_was_printed(world: World) -> None:
    one = published(world)
    first = edition(world)
    reworded(world, one)
    assert [kept.answer_vi for kept in editions.contents(first)] == [ANSWER]
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Edition.objects.filter(pk=first.pk).update(title_vi="khác")


def test_nothing_new_is_no_edition(world: World) -> None:
    with pytest.raises(BadInput, match="nothing to publish"):
        edition(world)
    published(world)
    edition(world)
    with pytest.raises(BadInput, match="Nothing has changed since edition 1"):
        edition(world, 2)


def test_two_who_publish_at_once_make_one_edition(world: World) -> None:
    published(world)
    edition(world)
    published(world)
    with pytest.raises(Conflict, match="Edition 1 was published meanwhile"):
        edition(world, 1)


def test_the_answers_to_a_call_become_an_edition_of_their_own(world: World) -> None:
    decree(world)
    asked, other = answered(world), published(world)
    call = Call.objects.create(code="DLYK-2024-01", title_vi="Chỉ thị 30", opened_on=TODAY, due=TODAY)
    CallReply.objects.create(
        call=call, organisation=world.organisations["UBND-D2"], replied_on=TODAY, at=NOW, by="Minh"
    ).difficulties.add(asked)
    mine = published(world, "Câu của đợt?", difficulty=asked)
    made = edition(world, call_code=call.code)
    assert [kept.entry for kept in editions.contents(made)] == [mine]
    assert editions.planned(TODAY).before is None
    assert {kept.entry for kept in editions.planned(TODAY).holds} == {mine, other}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_book_in_pdf_has_contents_that_lead_to_the_pages(world: World, lang: str) -> None:
    for n in range(12):
        case, topic = chr(65 + n), "land" if n % 2 else "transport"
        published(world, f"Trường hợp {case} thì ai xử lý?", topic=topic, question_en=f"Case {case}?")
    pages = pypdfium2.PdfDocument(to_pdf(book.of_edition(edition(world, foreword_vi="Lời đầu.\nHai."), lang)))
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in pages]
    title, word = {"vi": ("MỤC LỤC", "Câu hỏi"), "en": ("CONTENTS", "Question")}[lang]
    contents = next(text for text in texts if title in text)
    for number in (1, 2, 12):
        told = re.search(rf"{word} {number}\. [^?]*\?[ .]+(\d+)", contents)
        assert told is not None
        assert f"{word} {number}." in texts[int(told[1]) - 1]
    assert any("Lời đầu." in text for text in texts)


def test_the_book_in_word_has_a_field_for_its_contents_and_marks_for_each_question(world: World) -> None:
    one = published(world, basis="Luật Đường bộ 2024", valid_until=date(2024, 12, 31))
    edition(world)
    reworded(world, one)
    content = to_word(book.of_edition(edition(world, 2), "vi"))
    document = docx.Document(BytesIO(content))
    text = "\n".join(line.text for line in document.paragraphs)
    xml = document.element.xml
    assert 'TOC \\o "1-2"' in xml
    assert xml.count('w:name="_TocQ000001"') == 1
    assert "PAGEREF _TocQ000001" in xml
    assert re.findall(r"<w:t>(\d+)</w:t>", xml) == ["3", "3", "1"]  # contents, then the entry
    assert "Thay đổi so với lần xuất bản thứ 1".upper() in text
    assert "(Đổi cơ quan.)" in text


def test_a_working_copy_says_that_it_is_not_published(world: World) -> None:
    published(world)
    found = book.working_copy(TODAY, "vi")
    assert found.edition == "Bản làm việc, chưa xuất bản"
    assert [part.title for part in found.parts] == ["I. Giao thông"]


def test_the_book_is_made_in_two_forms_only(world: World) -> None:
    published(world)
    with pytest.raises(NotFound, match=r"\.docx and \.pdf only"):
        book.rendered(book.working_copy(TODAY, "vi"), "odt")


wordings = st.dictionaries(st.integers(1, 30), st.integers(1, 4), max_size=20)


@given(wordings, wordings)
def test_changes_lead_from_one_edition_to_the_next(before: dict[int, int], now: dict[int, int]) -> None:
    found = rules.changes(before, now)
    kept = {number: wording for number, wording in before.items() if number not in found.gone}
    changed = {number: now[number] for number in (*found.added, *found.reworded)}
    assert kept | changed == now
    assert not set(found.added) & set(before)
    assert found.any == (before != now)


@given(
    st.sampled_from(["draft", "published", "withdrawn"]), st.dates(date(2023, 1, 1), date(2025, 1, 1)) | st.none(),
    st.booleans(), st.integers(0, 60),
)  # fmt: skip
def test_what_is_in_force_was_neither_touched_nor_has_ended(
    state: str, until: date | None, touched: bool, days: int
) -> None:
    found = rules.standing(state=state, valid_until=until, touched=touched, day=TODAY, ending_days=days)
    assert found in rules.STANDINGS
    if found in ("in_force", "ending"):
        assert not touched
        assert until is None or until >= TODAY
    if state != "published":
        assert found == state


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=6))
def test_likeness_never_fails_and_stays_between_nothing_and_the_same(text: str, others: list[str]) -> None:
    found = rules.alike(text, dict(enumerate(others)), least=0.0)
    assert all(0 <= likeness <= 1.000001 for _key, likeness in found)
    assert found == sorted(found, key=lambda one: (-one[1], one[0]))


def test_of_two_questions_the_one_that_speaks_of_the_same_is_more_alike() -> None:
    others = {1: "Xử lý sạt lở trên đường tỉnh do ai chủ trì", 2: "Hợp đồng giáo viên còn thiếu", 3: "Giá đất cụ thể"}
    assert rules.alike("đường tỉnh bị sạt lở thì cơ quan nào xử lý", others)[0][0] == 1


def test_questions_count_through_the_book_and_name_their_entries(world: World) -> None:
    for topic in ("transport", "land", "transport"):
        published(world, f"Câu về {topic} {Entry.objects.count()}?", topic=topic)
    found = book.of_edition(edition(world), "vi")
    assert [(one.number, dict(one.details)["Mục sổ tay"]) for part in found.parts for one in part.questions] == [
        (1, "2"), (2, "1"), (3, "3")
    ]  # fmt: skip


def test_the_cover_is_dated_by_the_document_with_which_the_edition_was_issued(world: World) -> None:
    published(world)
    made = edition(world, document=decision(world, signed_on=date(2024, 1, 5)))
    assert [book.of_edition(made, lang).date for lang in ("vi", "en")] == [
        "Mẫu, tháng 1 năm 2024",
        "Sample, January 2024",
    ]


def test_a_ground_says_what_the_document_is(world: World) -> None:
    published(world, basis=decree(world).number, valid_until=date(2024, 12, 31))
    (part,) = book.of_edition(edition(world), "en").parts
    details = dict(part.questions[0].details)
    assert details["Legal basis"] == "12/2023/NĐ-CP (Decree, 4 May 2023, Government)"
    assert details["Valid until"] == "31 December 2024"


def test_an_english_book_names_parts_of_documents_and_missing_grounds_in_english(world: World) -> None:
    decree(world)
    published(world, basis="khoản 2 Điều 2 Nghị định 12/2023/NĐ-CP")
    words = Words("Việc nội bộ thì hỏi ai?", "Hỏi Văn phòng.", topic="transport", no_ground="Việc nội bộ",
                  no_ground_post="office_head")  # fmt: skip
    made = draft_entry(words=words, by=world.actor("specialist"), at=NOW)
    publish_entry(entry=made, version=made.version, by=world.actor("admin"), at=NOW)
    of = edition(world)
    said = {lang: [one.details[0][1] for part in book.of_edition(of, lang).parts for one in part.questions]
            for lang in ("vi", "en")}  # fmt: skip
    assert said["en"][0].startswith("Article 2, clause 2, 12/2023/NĐ-CP (Decree")
    assert said["vi"][0].startswith("khoản 2 Điều 2 Nghị định 12/2023/NĐ-CP (")
    assert "Head of the Office" in said["en"][1]
    assert "Chánh Văn phòng" in said["vi"][1]
