"""The pages of the draft desk: who may see them, what they show, what can be taken away, what departments answer."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from quarterdeck.files.models import KeptFile
from quarterdeck.reports import actions
from quarterdeck.reports.models import Draft, DraftFinding, Inquiry
from quarterdeck.reports.queries.desk import counts
from quarterdeck.reports.queries.drafts import against
from tests.reports.cast import quarter
from tests.reports.test_desk_acts import TEXT
from tests.world import NOW, World

SignIn = Callable[..., Client]


@pytest.fixture
def draft(world: World) -> Draft:
    """A draft with two wrong percentages."""
    quarter(world)
    return actions.check_draft(
        against=against("2024-Q1"), name="du-thao.txt", text=TEXT, by=world.actor("specialist"), at=NOW
    )


def wrong(draft: Draft, words: str = "12,1") -> DraftFinding:
    (one,) = [one for one in draft.findings.all() if words in one.quote]
    return one


def word_file() -> bytes:
    document = docx.Document()
    for line in TEXT.split("\n"):
        document.add_paragraph(line).runs[0].bold = True
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_a_file_is_kept_as_it_came_and_checked(draft: Draft, signed_in: SignIn) -> None:
    client, data = signed_in("finance"), word_file()
    upload = SimpleUploadedFile("bao-cao.docx", data)
    page = client.post("/reports/drafts/", {"against": "review:2024-Q1", "file": upload, "text": ""}, follow=True)
    made = Draft.objects.first()
    assert page.status_code == 200
    assert made is not None
    assert (made.kind, made.text.split()) == ("docx", TEXT.split())
    assert made.file == KeptFile.objects.get(name="bao-cao.docx")
    assert "Cần xem" in page.content.decode()


def test_words_that_do_not_go_with_a_number_are_counted_to_look_at_and_are_no_number(
    draft: Draft, world: World, signed_in: SignIn
) -> None:
    praised = actions.check_draft(
        against=against("2024-Q1"), name="khach.txt", text="Thu hút khách đạt kết quả tích cực, bằng 66,5% cùng kỳ.",
        by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    counted = counts(praised)
    assert (counted.every, counted.numbers, counted.to_do) == (2, 1, 1)
    page = signed_in("specialist", "en").get(f"/reports/drafts/{praised.pk}/")
    assert "0 of 1 numbers agree" in page.content.decode()


def test_a_file_that_cannot_be_read_is_refused_with_the_remedy(draft: Draft, signed_in: SignIn) -> None:
    upload = SimpleUploadedFile("scan.png", b"\x89PNG\r\n\x1a\n0000")
    page = signed_in("finance", "en").post("/reports/drafts/", {"against": "review:2024-Q1", "file": upload})
    assert "error-summary" in page.content.decode()
    assert Draft.objects.count() == 1


def test_a_pasted_text_in_an_old_encoding_is_read_as_unicode(draft: Draft, signed_in: SignIn) -> None:
    pasted = "Thu ng©n s¸ch nhµ n­íc quý I ­íc ®¹t gÇn 4.680 tû ®ång, t¨ng 11,1% so víi cïng kú n¨m tr­íc."
    page = signed_in("finance").post("/reports/drafts/", {"against": "review:2024-Q1", "text": pasted}, follow=True)
    made = Draft.objects.latest("pk")
    assert made.text.startswith("Thu ngân sách nhà nước quý I ước đạt gần 4.680 tỷ đồng")
    assert "TCVN3" in page.content.decode()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Báo cáo tình hình kinh tế - xã hội quý IV năm 2023\nThu ngân sách đạt 4.680 tỷ đồng.", "Quý IV/2023"),
        ("Les recettes de la province ont atteint 4 680 milliards, en hausse de 11,1 % sur un an. " * 3, "tiếng Anh"),
    ],
)
def test_a_text_that_was_not_understood_for_what_it_is_says_so(
    draft: Draft, signed_in: SignIn, text: str, told: str
) -> None:
    client = signed_in("finance")
    assert "draft-notice" not in client.get(f"/reports/drafts/{draft.pk}/").content.decode()
    page = client.post("/reports/drafts/", {"against": "review:2024-Q1", "text": text}, follow=True).content.decode()
    made = Draft.objects.latest("pk")
    assert told in page.partition("draft-notice")[2][:400]
    assert told in client.get(f"/reports/drafts/{made.pk}/certificate/?lang=vi").content.decode()
    if "vintage:" in page.partition("draft-notice")[2][:900]:
        again = {"against": f"vintage:{made.vintage}", "version": made.version}
        page = client.post(f"/reports/drafts/{made.pk}/again/", again, follow=True).content.decode()
        assert "draft-notice" not in page


def test_a_text_that_is_marked_secret_is_refused_and_not_kept(draft: Draft, signed_in: SignIn) -> None:
    upload = SimpleUploadedFile("bc.txt", "TUYỆT MẬT\nThu ngân sách đạt 4.680 tỷ đồng.".encode())
    page = signed_in("finance", "en").post("/reports/drafts/", {"against": "review:2024-Q1", "file": upload})
    assert "state secrecy" in page.content.decode()
    assert (Draft.objects.count(), KeptFile.objects.count()) == (1, 0)


@pytest.mark.parametrize("show", ["todo", "all", "differs", "agrees", "set_aside", "nonsense"])
def test_every_filter_answers_in_both_languages(draft: Draft, signed_in: SignIn, show: str) -> None:
    for language in ("vi", "en"):
        page = signed_in("inspector", language).get(f"/reports/drafts/{draft.pk}/?show={show}&part=99&page=x")
        assert page.status_code == 200


def test_whoever_was_slower_sees_the_desk_as_it_is_with_a_clear_message(draft: Draft, signed_in: SignIn) -> None:
    one = wrong(draft)
    address = f"/reports/drafts/{draft.pk}/findings/{one.pk}/accept/?show=todo"
    first = signed_in("specialist", "en").post(address, {"version": one.version}, follow=True)
    second = signed_in("finance", "en").post(address, {"version": one.version}, follow=True)
    assert "Corrected" in first.content.decode()
    assert "Nothing was overwritten" in second.content.decode()
    draft.refresh_from_db()
    assert draft.text == TEXT.replace("12,1%", "11,1%")


def test_a_department_is_asked_and_answers_on_its_own_page(draft: Draft, signed_in: SignIn) -> None:
    one = wrong(draft, "36,2")
    office, finance = signed_in("specialist", "en"), signed_in("finance", "en")
    address = f"/reports/drafts/{draft.pk}/findings/{one.pk}/ask/"
    form = office.get(address).content.decode()
    assert '<option value="STC" selected>' in form
    office.post(address, {"organisation": "STC", "question": "Giao theo dự toán nào?", "version": one.version})
    asked = Inquiry.objects.get()
    assert "bằng 36,2% dự toán năm" in asked.sentence
    assert "36,2" in finance.get("/reports/inquiries/").content.decode()
    assert "36,2" in finance.get("/").content.decode()
    assert "36,2" in finance.get("/people/bodies/STC/").content.decode()
    answer = f"/reports/inquiries/{asked.pk}/"
    assert "Say in a sentence" in finance.post(answer, {"outcome": "text_right", "version": 1}).content.decode()
    sent = {"outcome": "text_right", "answer": "Theo dự toán Trung ương giao.", "version": 1}
    assert signed_in("transport").post(answer, sent).status_code == 403
    finance.post(answer, sent)
    asked.refresh_from_db()
    assert (asked.outcome, asked.answered_by) == ("text_right", "Giám đốc Sở Tài chính")
    assert "Theo dự toán Trung ương giao." in office.get(f"/reports/drafts/{draft.pk}/?show=todo").content.decode()
    one.refresh_from_db()
    assert one.state == "open"
    assert "already answered" in finance.post(answer, sent, follow=True).content.decode()


def test_parts_that_do_not_add_up_are_asked_of_whoever_answers_for_the_whole_and_nobody_is_asked_by_chance(
    draft: Draft, signed_in: SignIn
) -> None:
    client = signed_in("finance", "en")
    text = "Thu ngân sách nhà nước đạt 4.680 tỷ đồng, trong đó thu nội địa 3.000 tỷ đồng và thu khác 2.500 tỷ đồng. "
    client.post("/reports/drafts/", {"against": "review:2024-Q1", "text": text + "Lượng khách đạt 310 lượt người."})
    found = {one.verdict: one for one in Draft.objects.latest("pk").findings.all()}
    shown = {}
    for verdict in ("impossible", "not_in_figures"):
        one = found[verdict]
        page = client.get(f"/reports/drafts/{one.draft_id}/findings/{one.pk}/ask/")
        shown[verdict] = page.context["form"]["organisation"].value()
        if verdict == "not_in_figures":
            sent = client.post(page.request["PATH_INFO"], {"version": one.version, "organisation": "", "question": ""})
            assert "organisation" in sent.context["form"].errors
    assert shown == {"impossible": "STC", "not_in_figures": None}
    assert not Inquiry.objects.exists()


def test_a_new_figure_answers_only_once_it_is_reported(draft: Draft, world: World, signed_in: SignIn) -> None:
    one = wrong(draft, "36,2")
    asked = actions.ask_department(
        draft=draft, finding=one.pk, organisation=world.organisations["STC"], version=one.version,
        by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    page = signed_in("finance", "en").post(
        f"/reports/inquiries/{asked.pk}/", {"outcome": "new_figure", "answer": "", "version": 1}
    )
    assert "No new figure has been reported" in page.content.decode()


def test_the_certificate_says_what_is_open_and_fits_one_page(draft: Draft, world: World, signed_in: SignIn) -> None:
    one = wrong(draft)
    actions.accept_correction(draft=draft, finding=one.pk, version=one.version, by=world.actor("specialist"), at=NOW)
    client = signed_in("inspector")
    page = client.get(f"/reports/drafts/{draft.pk}/certificate/").content.decode()
    assert "PHIẾU XÁC NHẬN" in page
    assert "bằng 36,2% dự toán năm" in page or "36,2%" in page
    pdf = client.get(f"/reports/drafts/{draft.pk}/certificate/en.pdf")
    assert len(PdfReader(BytesIO(pdf.content)).pages) == 1
    word = client.get(f"/reports/drafts/{draft.pk}/certificate/vi.docx")
    assert word.status_code == 200
    Draft.objects.filter(pk=draft.pk).update(stale=True)
    assert client.get(f"/reports/drafts/{draft.pk}/certificate/").status_code == 409


def test_a_pasted_text_comes_back_as_a_clean_word_file_with_comments(draft: Draft, signed_in: SignIn) -> None:
    answer = signed_in("inspector").get(f"/reports/drafts/{draft.pk}/checked.docx")
    made = docx.Document(BytesIO(answer.content))
    assert [one.text for one in made.paragraphs] == TEXT.split("\n")
    comments = made.part.part_related_by(docx.opc.constants.RELATIONSHIP_TYPE.COMMENTS)
    assert comments.blob.decode().count("<w:comment ") == 2


def test_the_findings_are_given_to_programs(draft: Draft, signed_in: SignIn) -> None:
    told = signed_in("inspector").get(f"/reports/drafts/{draft.pk}/findings.json").json()
    assert all(told["text"][one["start"] : one["end"]] == one["quote"] for one in told["claims"])
    assert {one["state"] for one in told["claims"]} == {"open"}


def test_a_visitor_signs_in_first(draft: Draft, client: Client) -> None:
    for address in ("", "certificate/", "checked.docx", "findings.json"):
        assert client.get(f"/reports/drafts/{draft.pk}/{address}").status_code == 302
