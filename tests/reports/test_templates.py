"""Offices' templates on the pages and from the command line: kept, checked, looked at, filled and traced."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx.oxml.ns import qn

from quarterdeck.core.errors import BadInput
from quarterdeck.reports.cli.write import write
from quarterdeck.reports.models import OfficeTemplate
from tests.reports.cast import quarter
from tests.world import World

SignIn = Callable[..., Client]
LINES = (
    "{{ name('BUDGET_REV') }} {{ period() }}: {{ figure('BUDGET_REV') }}, {{ growth('BUDGET_REV') }}, "
    "{{ attainment('BUDGET_REV') }}; {{ change('BUDGET_REV') }}; {{ plan('BUDGET_REV') }}",
    "{{ sentence('DISBURSED') }}",
    "{{ figure('DISBURSED', '2023-Q4') }} / {{ figure('DISBURSED', area='D1') }} / {{ figure('OUTPUT') }} / "
    "{{ number('OUTPUT') }} / {{ growth('TRADE') }} / {{ same_period('DISBURSED') }} / {{ figure('OFFENCES') }}",
    "{% for one in areas('DISBURSED') %}{{ one.rank }}. {{ one.area }} {{ one.value }}; {% endfor %}",
    "{{ paragraph('BUDGET_REV', 'DISBURSED') }}",
    "{{ known() }} {{ unit('BUDGET_REV') }} {{ standing('DISBURSED') }}",
)


@pytest.fixture
def review(world: World) -> World:
    """The quarter of the cast."""
    quarter(world)
    return world


def word(*lines: str) -> bytes:
    document = docx.Document()
    for one in lines:
        document.add_paragraph(one)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def texts(content: bytes) -> list[str]:
    paragraphs = docx.Document(BytesIO(content)).paragraphs
    return ["".join(t.text or "" for t in one._p.iter(qn("w:t"))).replace("\u00a0", " ") for one in paragraphs]


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(write, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.output


def test_a_template_is_filled_from_the_command_line_in_either_language(review: World, tmp_path: Path) -> None:
    own, out = tmp_path / "own.docx", tmp_path / "out.docx"
    own.write_bytes(word(*LINES))
    run("--template", str(own), "--review", "2024-Q1", "--lang", "vi", "--out", str(out))
    vi = texts(out.read_bytes())
    assert vi[0] == (
        "Thu ngân sách nhà nước quý I/2024: gần 4.680 tỷ đồng, tăng 11,1%, 32,6%; +11,1%; khoảng 14.356 tỷ đồng"
    )
    assert vi[1].startswith("Giải ngân vốn đầu tư công quý I/2024 đạt 1.150 tỷ đồngI, bằng 12,5%I dự toán năm")
    assert vi[2] == (
        "3.000 tỷ đồngI / 700 tỷ đồngI / chưa có số liệu / – / tăng so với cùng kỳ (mức cụ thể trong nguồn không đọc "
        "được) / 1.500 tỷ đồngI / giảm"
    )
    assert vi[3] == "1. Thành phố Một 700I; 2. Huyện Hai 450I; "
    assert vi[5].startswith("Số liệu theo phiên bản Hội nghị quý I/2024, chốt lúc")
    run("--template", str(own), "--lang", "en", "--out", str(out))
    en = texts(out.read_bytes())
    assert en[0].endswith("nearly 4,680 billion VND, up 11.1%, 32.6%; +11.1%; about 14,356 billion VND")
    assert "no figure yet" in en[2]


def test_every_figure_is_listed_with_bookmark_vintage_and_origin(review: World, tmp_path: Path) -> None:
    own, out = tmp_path / "own.docx", tmp_path / "out.docx"
    own.write_bytes(word(LINES[0]))
    _, output = run("--template", str(own), "--lang", "vi", "--out", str(out), "--json")
    told = json.loads(output[: output.rindex("}") + 1])
    assert (told["vintage"], len(told["references"])) == ("2024-Q1-review", 5)
    first = told["references"][0]
    assert (first["indicator"], first["of"], first["period"]) == ("BUDGET_REV", "level", "2024-Q1")
    assert first["origin"] == "/figures/BUDGET_REV/origin/?period=2024-Q1&area=P&vintage=2024-Q1-review&of=level"
    names = [one.get(qn("w:name")) for one in docx.Document(out).element.iter(qn("w:bookmarkStart"))]
    assert names == [one["bookmark"] for one in told["references"]]


def test_the_command_checks_a_template_without_filling_it(review: World, tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    own.write_bytes(word("{{ figure('BUGDET_REV') }}", "{{ figure('BUDGET_REV', '2024-Q9') }}"))
    code, output = run("--template", str(own), "--lang", "vi", "--check")
    assert code == 1
    assert "BUDGET_REV" in output.splitlines()[0]
    assert len(output.splitlines()) == 2
    own.write_bytes(word(*LINES))
    assert run("--template", str(own), "--lang", "vi", "--check") == (0, "")


def test_a_template_is_written_in_one_language(review: World, tmp_path: Path) -> None:
    own = tmp_path / "own.docx"
    own.write_bytes(word("x"))
    with pytest.raises(BadInput, match="one language"):
        run("--template", str(own))


def send(client: Client, content: bytes, name: str = "Báo cáo nhanh") -> object:
    file = SimpleUploadedFile("own.docx", content)
    return client.post("/reports/templates/", {"name": name, "file": file})


def test_a_template_is_checked_before_it_is_kept(review: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    page = send(client, word("{{ figure('BUGDET_REV') }}", "{{ figur('TRADE') }}"))
    text = page.content.decode()
    assert "2 places must be mended first" in text
    assert "Did you mean BUDGET_REV" in text
    assert not OfficeTemplate.objects.exists()
    assert "not a Word file" in send(client, b"no file").content.decode()


def test_a_kept_template_is_offered_looked_at_and_saved(review: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    assert send(client, word(*LINES)).status_code == 302
    kept = OfficeTemplate.objects.get()
    assert kept.office is not None
    assert "Báo cáo nhanh" in client.get("/reports/templates/").content.decode()
    asked = f"/reports/templates/{kept.pk}/"
    reader = signed_in("inspector", "en")
    page = reader.get(asked, {"against": "review:2024-Q1", "lang": "en"}).content.decode()
    assert "nearly 4,680\u00a0billion VND</a>" in page
    assert "/figures/BUDGET_REV/origin/" in page
    saved = reader.get(f"{asked}filled.docx", {"against": "review:2024-Q1", "lang": "vi"})
    assert texts(saved.content)[0].startswith("Thu ngân sách nhà nước quý I/2024: gần 4.680 tỷ đồng")
    told = reader.get(f"{asked}references.json", {"against": "review:2024-Q1", "lang": "vi"}).json()
    assert told["review"] == "2024-Q1"
    assert texts(reader.get(f"{asked}template.docx").content)[0] == LINES[0]


def test_what_cannot_be_filled_is_said_on_the_page(review: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    send(client, word(*LINES))
    asked = f"/reports/templates/{OfficeTemplate.objects.get().pk}/"
    page = client.get(asked, {"against": "review:2024-Q1", "lang": "en", "period": "2024-Q7"}).content.decode()
    assert "is not a period" in page
    assert client.get(f"{asked}filled.docx", {"against": "review:none", "lang": "en"}).status_code == 400
    assert client.get("/reports/templates/999/").status_code == 404


def test_a_newer_template_takes_the_place_of_the_older_one_which_is_kept(review: World, signed_in: SignIn) -> None:
    client = signed_in("specialist", "en")
    send(client, word("Một"))
    send(client, word("Hai"))
    older, newer = OfficeTemplate.objects.order_by("pk")
    assert (older.retired_at is not None, newer.retired_at) == (True, None)
    assert texts(client.get(f"/reports/templates/{older.pk}/template.docx").content) == ["Một"]


def test_only_the_office_takes_its_template_away(review: World, signed_in: SignIn) -> None:
    send(signed_in("specialist", "en"), word("Một"))
    number = OfficeTemplate.objects.get().pk
    assert signed_in("district", "en").post(f"/reports/templates/{number}/retire/").status_code == 403
    assert signed_in("specialist", "en").post(f"/reports/templates/{number}/retire/").status_code == 302
    assert OfficeTemplate.objects.get().retired_at is not None
    assert signed_in("specialist", "en").post(f"/reports/templates/{number}/retire/").status_code == 409


def test_a_secret_template_is_refused(review: World, signed_in: SignIn) -> None:
    page = send(signed_in("specialist", "en"), word("TỐI MẬT", "Thu ngân sách"))
    assert "state secrecy" in page.content.decode()
    assert not OfficeTemplate.objects.exists()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_example_can_be_kept_as_it_is(review: World, signed_in: SignIn, lang: str) -> None:
    client = signed_in("specialist", "en")
    example = client.get(f"/reports/templates/example-{lang}.docx").content
    assert send(client, example).status_code == 302
    number = OfficeTemplate.objects.get().pk
    saved = client.get(f"/reports/templates/{number}/filled.docx", {"against": "review:2024-Q1", "lang": lang})
    assert ("gần 4.680 tỷ đồng" if lang == "vi" else "nearly 4,680 billion VND") in " ".join(texts(saved.content))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_empty_list_offers_an_example(review: World, signed_in: SignIn, language: str) -> None:
    page = signed_in("inspector", language).get("/reports/templates/").content.decode()
    assert "/reports/templates/example-vi.docx" in page
    assert "<form" in signed_in("specialist", language).get("/reports/templates/").content.decode()
