"""The pages and files of papers: who may read them, what they cost, and that their numbers open."""

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from django.conf import LazySettings
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from quarterdeck.core.links import backlinks
from quarterdeck.papers import blank
from quarterdeck.reports.rules import KINDS, LANGUAGES, Kind, Lang
from tests.reports.cast import quarter
from tests.world import NOW, World

VINTAGE = {"vi": "Hội nghị quý I/2024", "en": "Review of Q1 2024"}
SignIn = Callable[..., Client]


@pytest.fixture
def client_in(world: World, signed_in: SignIn) -> Callable[[str], Client]:
    """A client of the inspector, who may only read, with the quarter stored."""
    quarter(world)
    return lambda language: signed_in("inspector", language)


@pytest.fixture
def home(settings: LazySettings, tmp_path: Path) -> Path:
    """A store's folder of its own."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.mark.parametrize("address", ["/reports/", "/reports/2024-Q1/briefing/", "/reports/2024-Q1/notice/vi.pdf"])
def test_a_visitor_signs_in_first(world: World, client: Client, address: str) -> None:
    page = client.get(address)
    assert page.status_code == 302
    assert page.headers["Location"].startswith("/account/login/")


def test_an_account_without_a_post_is_refused(world: World, signed_in: SignIn) -> None:
    quarter(world)
    assert signed_in("outsider", "en").get("/reports/2024-Q1/notice/").status_code == 403


def test_an_empty_list_says_what_will_stand_there(signed_in: SignIn) -> None:
    assert "There is no review yet" in signed_in("inspector", "en").get("/reports/").content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_offers_every_paper_in_both_languages_and_all_formats(
    client_in: Callable[[str], Client], language: str
) -> None:
    page = client_in(language).get("/reports/").content.decode()
    for kind in KINDS:
        for lang in LANGUAGES:
            for form in ("docx", "pdf", "html"):
                assert f'href="/reports/2024-Q1/{kind}/{lang}.{form}"' in page
    assert 'id="review-2024-Q1"' in page


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_costs_few_queries_and_fewer_the_second_time(
    client_in: Callable[[str], Client], kind: Kind, language: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = client_in(language)
    client.get("/reports/")
    with django_assert_max_num_queries(20):
        first = client.get(f"/reports/2024-Q1/{kind}/")
    with django_assert_max_num_queries(8):
        second = client.get(f"/reports/2024-Q1/{kind}/")
    assert first.status_code == second.status_code == 200
    assert f'<article class="paper paper-{kind}" lang="{language}"' in second.content.decode()


def test_numbers_on_the_page_open_in_the_panel_and_their_doors_exist(client_in: Callable[[str], Client]) -> None:
    client = client_in("en")
    page = client.get("/reports/2024-Q1/report/").content.decode()
    doors = re.findall(r'href="(/[^"]+)"( data-panel)?>', page.split("<article")[1])
    figures = {door.replace("&amp;", "&") for door, panel in doors if panel}
    assert figures
    assert all("/origin/?" in door for door in figures)
    for door in [*sorted(figures)[:4], *(door for door, panel in doors if not panel)]:
        assert client.get(door.split("#")[0].replace("&amp;", "&")).status_code == 200, door


def test_a_paper_can_be_read_in_the_other_language(client_in: Callable[[str], Client]) -> None:
    client = client_in("en")
    page = client.get("/reports/2024-Q1/notice/").content.decode()
    assert 'href="?lang=vi"' in page
    other = client.get("/reports/2024-Q1/notice/?lang=vi").content.decode()
    assert "THÔNG BÁO" in other
    assert "Conclusion notice" in other


def test_what_is_written_shows_at_once(world: World, client_in: Callable[[str], Client]) -> None:
    from quarterdeck.reviews.actions import record_conclusion
    from quarterdeck.reviews.queries import review

    client = client_in("en")
    client.get("/reports/2024-Q1/notice/")
    record_conclusion(
        review=review("2024-Q1"), item=None, kind="information", text_vi="Thêm", text_en="One more thing",
        author=world.posts["leader"], by=world.actor("specialist"), at=NOW,
    )  # fmt: skip
    assert "One more thing" in client.get("/reports/2024-Q1/notice/").content.decode()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/reports/2024-Q1/poem/", 404),
        ("/reports/1999-Q9/notice/", 404),
        ("/reports/2024-Q1/notice/?lang=fr", 400),
        ("/reports/2024-Q1/notice/vi.odt", 404),
        ("/reports/2024-Q1/notice/fr.pdf", 400),
    ],
)
def test_what_is_not_there_is_told_with_the_remedy(
    client_in: Callable[[str], Client], address: str, status: int
) -> None:
    page = client_in("en").get(address)
    assert page.status_code == status
    assert "Use one of" in page.content.decode() or "list of reviews" in page.content.decode()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_word_file_opens_with_its_parts(client_in: Callable[[str], Client], kind: Kind, lang: Lang) -> None:
    page = client_in("en").get(f"/reports/2024-Q1/{kind}/{lang}.docx")
    assert page.headers["Content-Disposition"] == f'attachment; filename="2024-Q1-{kind}-{lang}.docx"'
    document = docx.Document(BytesIO(page.content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert not re.search(r"{{|{%|\bNone\b", text)
    assert {"briefing": "I.", "report": "V.", "notice": "IV.", "minutes": "IV."}[kind] in text
    footer = document.sections[0].first_page_footer.paragraphs[0].text
    assert VINTAGE[lang] in footer
    links = [one.target_ref for one in document.part.rels.values() if one.is_external]
    assert links
    assert all(link.startswith("http://testserver/") for link in links)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_pdf_opens_names_its_vintage_and_leads_back(client_in: Callable[[str], Client], lang: Lang) -> None:
    page = client_in("en").get(f"/reports/2024-Q1/report/{lang}.pdf")
    reader = PdfReader(BytesIO(page.content))
    assert reader.trailer["/Root"]["/Lang"] == lang  # type: ignore[index] # a dictionary of the PDF
    for one in reader.pages:
        assert VINTAGE[lang] in one.extract_text()
    notes = [note.get_object() for one in reader.pages for note in one.get("/Annots", [])]
    assert any("/figures/BUDGET_REV/origin/" in str(note["/A"]["/URI"]) for note in notes if "/A" in note)


def test_the_saved_page_needs_nothing_else(client_in: Callable[[str], Client]) -> None:
    page = client_in("en").get("/reports/2024-Q1/briefing/en.html").content.decode()
    assert page.startswith("<!doctype html>")
    assert "<style>" in page
    assert "http://testserver/figures/" in page
    assert "<svg" in page


def test_the_offices_own_template_is_used_where_it_is(client_in: Callable[[str], Client], home: Path) -> None:
    own = blank.build("notice")
    own.add_paragraph("Lưu ý riêng của Văn phòng")
    (home / "templates").mkdir()
    own.save(str(home / "templates" / "notice.docx"))
    client = client_in("vi")
    used = docx.Document(BytesIO(client.get("/reports/2024-Q1/notice/vi.docx").content))
    assert used.paragraphs[-1].text == "Lưu ý riêng của Văn phòng"
    other = docx.Document(BytesIO(client.get("/reports/2024-Q1/report/vi.docx").content))
    assert all("riêng" not in paragraph.text for paragraph in other.paragraphs)


def test_a_broken_template_is_named(client_in: Callable[[str], Client], home: Path) -> None:
    (home / "templates").mkdir()
    (home / "templates" / "notice.docx").write_bytes(b"no Word file")
    page = client_in("en").get("/reports/2024-Q1/notice/vi.docx")
    assert page.status_code == 400
    assert "notice.docx" in page.content.decode()


def test_charts_are_kept_in_the_store(client_in: Callable[[str], Client], home: Path) -> None:
    client = client_in("vi")
    client.get("/reports/2024-Q1/briefing/vi.docx")
    assert {file.suffix for file in (home / "cache").iterdir()} >= {".svg", ".png", ".json"}


def test_the_style_sheet_is_open_to_all(world: World, client: Client) -> None:
    page = client.get("/reports/paper.css")
    assert page.headers["Content-Type"] == "text/css; charset=utf-8"
    assert ".paper-title" in page.content.decode()


def test_a_review_leads_to_its_papers(world: World) -> None:
    links = [link for link in backlinks("review", "2024-Q1") if link.room == "reports"]
    assert [link.url for link in links] == ["/reports/#review-2024-Q1"]
