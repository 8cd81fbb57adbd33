"""A document is entered once and for good; mistakes and secrets are refused with the reason."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override
from pytest_django.fixtures import Settings

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput, Conflict, NotFound, Refused
from quarterdeck.documents.actions import Upload
from quarterdeck.documents.models import Document, Relation
from quarterdeck.documents.queries import register, secrecy
from quarterdeck.documents.queries.book import arrival_numbers, book
from quarterdeck.files.models import KeptFile
from tests.documents.cast import COMMITTEE, directive, plan
from tests.world import NOW, World


@pytest.fixture(autouse=True)
def files_apart(tmp_path: Path, settings: Settings) -> None:
    """Kept files go to a folder of this test."""
    settings.MEDIA_ROOT = tmp_path


def word_file(*lines: str) -> bytes:
    """The least of a .docx that holds these lines."""
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document><w:body>{body}</w:body></w:document>")
    return out.getvalue()


def test_an_entry_keeps_what_was_printed_and_what_the_number_says(world: World) -> None:
    made = directive(world)
    assert (made.number, made.family, made.type_code) == ("26-CT/TU", "party", "CT")
    assert made.registered_by.startswith("Lan, ")
    line = Line.objects.get(about_kind="document", about=str(made.pk))
    assert (line.act, line.detail["number"]) == ("document.registered", "26-CT/TU")


def test_only_the_clerk_registers(world: World) -> None:
    with pytest.raises(Refused, match="register a document"):
        directive(world, by=world.actor("district"))


@pytest.mark.parametrize(
    ("number", "family", "type_code"),
    [
        ("09/2019/NĐ-CP", "normative", "NĐ"),
        ("1683/QĐ-UBND", "administrative", "QĐ"),
        ("12729/VPCP-KGVX", "letter", "CV"),
        ("57-NQ/TW", "party", "NQ"),
    ],
)
def test_the_type_follows_from_the_number(world: World, number: str, family: str, type_code: str) -> None:
    made = directive(world, number=number, signed_on=date(2019, 1, 24))
    assert (made.family, made.type_code) == (family, type_code)


def test_two_letters_of_the_party_mean_two_types_so_it_asks(world: World) -> None:
    with pytest.raises(BadInput, match="does not say which type") as refusal:
        directive(world, number="114-QĐ/TW")
    assert refusal.value.place == "type_code"
    assert directive(world, number="114-QĐ/TW", type_code="QyĐ").type_code == "QyĐ"
    assert directive(world, number="114-QĐ/TW", type_code="QĐ").type_code == "QĐ"


def test_a_number_of_the_national_assembly_bears_no_type_so_it_asks(world: World) -> None:
    with pytest.raises(BadInput, match="does not say which type"):
        directive(world, number="91/2025/QH15", signed_on=None)
    assert directive(world, number="91/2025/QH15", signed_on=None, type_code="L").family == "law"


def test_a_type_that_the_number_contradicts_is_refused(world: World) -> None:
    with pytest.raises(BadInput, match="another type than Plan"):
        directive(world, type_code="KH")


def test_a_number_of_no_pattern_is_kept_with_its_type_chosen_by_hand(world: World) -> None:
    with pytest.raises(BadInput, match="does not say which type"):
        directive(world, number="8")
    made = directive(world, number="8", type_code="NQ")
    assert (made.family, made.type_code) == ("other", "NQ")


@pytest.mark.parametrize("field", ["number", "issuer_vi", "abstract_vi"])
def test_what_is_missing_is_named(world: World, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        directive(world, type_code="CT", **{field: "  "})
    assert refusal.value.place == field


def test_a_day_that_cannot_be_is_refused(world: World) -> None:
    with pytest.raises(BadInput, match="lies in the future"):
        directive(world, signed_on=date(2024, 4, 1))
    with pytest.raises(BadInput, match="number is of 2019"):
        directive(world, number="09/2019/NĐ-CP", signed_on=date(2020, 1, 24))


def test_the_same_document_is_not_entered_twice(world: World) -> None:
    directive(world)
    with pytest.raises(Conflict, match="26-CT/TU is registered already"):
        directive(world, abstract_vi="Một trích yếu khác")
    with pytest.raises(Conflict, match="registered already"):
        directive(world, number="26 - CT / TU", abstract_vi="Một trích yếu khác")
    assert Document.objects.count() == 1


def test_the_same_form_sent_twice_makes_one_entry(world: World) -> None:
    assert directive(world).pk == directive(world).pk
    assert Line.objects.filter(act="document.registered").count() == 1


def test_a_state_number_counts_once_a_year_and_begins_again(world: World) -> None:
    plan(world)
    with pytest.raises(Conflict, match="registered already"):
        plan(world, signed_on=date(2024, 2, 20))
    assert plan(world, signed_on=date(2023, 2, 20)).pk
    assert plan(world, issuer_vi="Ủy ban nhân dân huyện Hai").pk


def test_letters_that_differ_by_a_stroke_are_two_documents(world: World) -> None:
    first = plan(world, "5/DA-UBND")
    second = plan(world, "5/ĐA-UBND")
    assert (first.type_code, second.type_code) == ("DA", "ĐA")


def test_the_store_itself_refuses_to_change_an_entry(world: World) -> None:
    made = directive(world)
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        Document.objects.filter(pk=made.pk).update(abstract_vi="khác")
    with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
        made.delete()


def test_relations_are_seen_from_both_ends(world: World) -> None:
    old = plan(world, signed_on=date(2023, 1, 5))
    new = plan(world, "12/KH-UBND", relations=[("replaces", old)])
    assert [(one.label, one.document) for one in register.related(register.document(new.pk))] == [("replaces", old)]
    assert [(one.label, one.document) for one in register.related(register.document(old.pk))] == [("replaced by", new)]


def test_a_document_does_nothing_to_a_later_one(world: World) -> None:
    later = plan(world)
    with pytest.raises(BadInput, match="signed later than this"):
        plan(world, "2/KH-UBND", signed_on=date(2023, 12, 1), relations=[("amends", later)])
    with pytest.raises(BadInput, match="no relation"):
        plan(world, "2/KH-UBND", relations=[("likes", later)])


def test_a_mistake_is_corrected_by_another_entry(world: World) -> None:
    wrong = directive(world, abstract_vi="Về chấn chỉnh tác fong")
    right = directive(world, relations=[("corrects", wrong)])
    assert (wrong.entry, right.entry) == (1, 2)
    assert register.find("26-CT/TU") == [right]
    assert register.find(f"26-CT/TU #{wrong.pk}") == [wrong]
    with pytest.raises(Conflict, match="registered already"):
        directive(world, abstract_vi="lần ba", relations=[("corrects", wrong)])
    assert Relation.objects.count() == 1


@pytest.mark.parametrize(
    "fields",
    [
        {"abstract_vi": "Kế hoạch phòng thủ (Mật)"},
        {"abstract_en": "TUYỆT MẬT"},
        {"number": "26-CT/TU (TM)", "type_code": "CT"},
        {"file": Upload("ke-hoach (mat).pdf", "application/pdf", b"%PDF-1.4")},
        {"file": Upload("a.txt", "text/plain", "\ufeffTỐI MẬT\nKế hoạch".encode())},
        {"file": Upload("a.docx", "", word_file("ỦY BAN NHÂN DÂN", "MẬT", "Số: 12/BC-UBND"))},
    ],
)
def test_what_bears_a_mark_of_secrecy_is_refused_and_nothing_kept(world: World, fields: dict[str, object]) -> None:
    with pytest.raises(BadInput, match="state secrecy may not be kept on a networked machine"):
        directive(world, **fields)
    assert not Document.objects.exists()
    assert not KeptFile.objects.exists()


def test_a_file_is_kept_with_its_entry(world: World) -> None:
    made = directive(world, file=Upload("26.docx", "application/x", word_file("CHỈ THỊ", "tăng mật độ")))
    assert made.file is not None
    assert made.file.name == "26.docx"


@pytest.mark.parametrize("content", [b"MZ\x90\x00\x03\x00", b"PK\x03\x04 cut short", b"\x00\x00\x00\x18ftypmp42"])
def test_a_file_that_is_no_document_is_refused_and_not_kept(world: World, content: bytes) -> None:
    with pytest.raises(BadInput, match="no document"):
        directive(world, file=Upload("26.docx", "", content))
    assert not KeptFile.objects.exists()
    assert not Document.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK broken", b"\xff\xfe\x00", bytes(range(256)), b"\x00" * 100])
def test_a_file_that_cannot_be_read_has_no_lines(content: bytes) -> None:
    assert secrecy.opening_lines(content) == []


def test_a_word_file_that_unpacks_without_end_is_read_only_so_far() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w:p><w:t>MẬT</w:t></w:p>" + " " * 30_000_000)
    assert secrecy.opening_lines(out.getvalue()) == ["MẬT"]


def test_an_unknown_entry_is_not_found(world: World) -> None:
    for pk in (4711, 10**30):
        with pytest.raises(NotFound, match="no such document"):
            register.document(pk)


def test_words_are_found_with_and_without_accents(world: World) -> None:
    made = plan(world)
    for words in ("giai phong mat", "giải phóng", "96/kh-ubnd", "KE HOACH", "people's committee"):
        assert list(register.listed(search=words)) == [made], words
    assert not register.listed(search="giái")


def test_the_list_is_narrowed_and_sorted(world: World) -> None:
    party, first, undated = directive(world), plan(world), plan(world, "7/KH-UBND", signed_on=None)
    assert list(register.listed()) == [first, party, undated]
    assert list(register.listed(sort="oldest")) == [party, first, undated]
    assert list(register.listed(year="2023")) == [party]
    assert list(register.listed(year="undated")) == [undated]
    assert list(register.listed(type_code="KH", issuer=COMMITTEE, sort="number")) == [undated, first]
    assert register.years() == [2024, 2023]


def test_the_book_has_the_ten_columns_of_the_paper_register(world: World) -> None:
    old = plan(world, signed_on=date(2023, 1, 5))
    new = plan(world, "12/KH-UBND", urgency="khan", relations=[("replaces", old)])
    table = book(register.listed().prefetch_related("relations__target"), "vi")
    assert [column.title for column in table.columns][:4] == ["Ngày đến", "Số đến", "Tác giả", "Số, ký hiệu"]
    assert len(table.columns) == 10
    assert [cell.text for cell in table.rows[0].cells][3] == "12/KH-UBND"
    assert table.rows[0].cells[5].text == "Kế hoạch: Kế hoạch giải phóng mặt bằng"
    assert table.rows[0].cells[9].text.startswith("Khẩn; ")
    assert arrival_numbers() == {old.pk: 1, new.pk: 2}


def test_entries_are_numbered_afresh_each_year(world: World) -> None:
    before = plan(world, at=NOW.replace(year=2023), signed_on=date(2023, 1, 5))
    after = plan(world, "12/KH-UBND")
    assert arrival_numbers() == {before.pk: 1, after.pk: 1}


def test_the_english_name_of_a_body_need_not_be_typed(world: World) -> None:
    made = plan(world, issuer_vi="Sở Tài chính", issuer_en="")
    assert (made.issued_by, made.issuer_en) == (world.organisations["STC"], "Department of Finance")
    assert plan(world, "1/KH-UBND", issuer_vi="Sở  Tài chính", issuer_en="Finance").issuer_en == "Finance"


def test_a_wrong_number_is_corrected_and_is_free_again_with_its_file_kept(world: World) -> None:
    wrong = plan(world, "27/KH-UBND", file=Upload("a.txt", "text/plain", "Điều 1. Giao việc".encode()))
    right = plan(world, "26/KH-UBND", again=wrong)
    assert (right.first, right.entry, right.file) == (wrong, 2, wrong.file)
    assert [one.text for one in right.paragraphs.all()] == ["Điều 1. Giao việc"]
    assert register.find("27/KH-UBND") == []
    holder = plan(world, "27/KH-UBND", abstract_vi="Kế hoạch mang đúng số này")
    assert (holder.first, register.find("27/KH-UBND")) == (None, [holder])
    assert arrival_numbers() == {wrong.pk: 1, holder.pk: 2}
    assert plan(world, "26/KH-UBND", again=wrong) == right
    assert plan(world, "26/KH-UBND", abstract_vi="Đúng", again=right).entry == 3


def test_an_entry_is_not_corrected_into_the_number_of_another_document_nor_twice(world: World) -> None:
    wrong, other = plan(world, "27/KH-UBND"), plan(world, "28/KH-UBND")
    with pytest.raises(Conflict, match="28/KH-UBND is registered already"):
        plan(world, "28/KH-UBND", abstract_vi="Đúng", again=wrong)
    plan(world, "26/KH-UBND", again=wrong)
    with pytest.raises(Conflict, match="later entry corrects this one already"):
        plan(world, "25/KH-UBND", again=wrong)
    assert register.find("28/KH-UBND") == [other]


def test_a_body_is_listed_once_as_issuer_however_its_letterhead_names_it(world: World) -> None:
    own = plan(world)
    other = plan(world, "97/KH-UBND", issuer_vi=f"{COMMITTEE} Mẫu")
    assert own.issued_by == other.issued_by == world.organisations["UBND"]
    directive(world, issuer_vi="Chính phủ", issuer_en="Government")
    assert register.issuers() == [("Chính phủ", "Chính phủ"), (COMMITTEE, COMMITTEE)]
    assert set(register.listed(issuer=COMMITTEE)) == {own, other}
    with override("en"):
        names = [name for _asked, name in register.issuers()]
    assert names == ["Government", "Provincial People's Committee"]
