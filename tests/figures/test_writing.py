"""Writing figures by pages: one figure, a file, and what may be taken away."""

from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from quarterdeck.core.rights import SYSTEM
from quarterdeck.figures.actions.log import append_observations
from quarterdeck.figures.models import Observation
from tests.figures.told import history, row
from tests.world import NOW, World, indicator

SignIn = Callable[..., Client]
HTMX = {"HX-Request": "true"}
HEADS = "indicator,area,period,value,unit,scenario,breakdown,status,qualifier,as_of,reason"
REPORT = "/figures/BUDGET_REV/report/?period=2024-Q1&area=P"


@pytest.fixture
def revenue(world: World):
    """Budget revenue with three years of history."""
    made = indicator(world)
    history(world, made)
    return made


def page(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def upload(client: Client, *lines: str, name: str = "june.csv", follow: bool = True):
    file = SimpleUploadedFile(name, "\n".join([HEADS, *lines]).encode(), content_type="text/csv")
    return client.post("/figures/import/", {"file": file, "numbers": ""}, follow=follow)


def form(client: Client, **changes: str) -> dict[str, str]:
    shown = client.get(REPORT).context["form"]
    plain = {name: str(shown[name].value() or "") for name in shown.fields}
    return plain | changes


def test_a_figure_is_corrected_with_another_unit_and_its_reason(signed_in: SignIn, revenue) -> None:
    client = signed_in("specialist", "en")
    sent = form(client, value="0,2605", unit="VND_tn", qualifier="exact", reason="Second count")
    answer = client.post(REPORT, sent)
    assert answer.status_code == 302
    kept = Observation.objects.latest("id")
    assert (str(kept.value.normalize()), kept.unit, kept.reason, kept.batch.by) == (
        "260.5",
        "VND_bn",
        "Second count",
        "Lan",
    )


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"value": "4.680"}, "4680 or as 4.68"), ({"value": "much"}, "not a number"), ({"reason": ""}, "required"),
        ({"value": "", "status": "A"}, "choose a status"), ({"value": "5", "status": "O"}, "there is no value"),
        ({"unit": "USD"}, "USD"),
    ],
)  # fmt: skip
def test_a_form_that_cannot_be_kept_says_why_and_keeps_what_was_typed(
    signed_in: SignIn, revenue, changes: dict[str, str], said: str
) -> None:
    client, before = signed_in("specialist", "en"), Observation.objects.count()
    sent = form(client, reason="Second count", value="77") | changes
    answer = client.post(REPORT, sent, headers=HTMX)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Observation.objects.count() == before


def test_unknown_is_reported_as_a_status_without_a_value(signed_in: SignIn, revenue) -> None:
    client = signed_in("specialist", "en")
    sent = form(client, value="", status="L", qualifier="exact", reason="Not counted this time")
    assert client.post(REPORT, sent).status_code == 302
    kept = Observation.objects.latest("id")
    assert (kept.value, kept.status) == (None, "L")


def test_a_stale_form_shows_both_versions_and_can_be_sent_again(world: World, signed_in: SignIn, revenue) -> None:
    lan, van = signed_in("specialist", "en"), signed_in("verifier", "en")
    stale = form(lan, value="255", qualifier="exact", reason="Mine")
    van.post(REPORT, form(van, value="260", qualifier="exact", reason="Theirs"))
    answer = lan.post(REPORT, stale)
    html = answer.content.decode()
    assert answer.status_code == 409
    for words in ("Yours, not saved", "255", "Theirs, saved", "260", "Vân"):
        assert words in html
    again = {one["name"]: one["value"] for one in answer.context["resend"]}
    assert lan.post(REPORT, again).status_code == 302
    assert Observation.objects.latest("id").value == 255


def test_a_district_reports_its_own_area_and_is_refused_another(signed_in: SignIn, revenue) -> None:
    client = signed_in("district", "en")
    html = page(client, "/figures/BUDGET_REV/report/?period=2024-Q1")
    assert "District Two" in html
    assert "City One" not in html
    page(client, "/figures/BUDGET_REV/report/?period=2024-Q1&area=D1", 403)


def test_a_file_is_looked_at_before_it_is_imported(signed_in: SignIn, revenue) -> None:
    client, before = signed_in("specialist", "en"), Observation.objects.count()
    looked = upload(client, "BUDGET_REV,P,2024-Q1,260,VND_bn", "BUDGET_REV,D1,2024-Q1,12,VND_bn")
    html = looked.content.decode()
    assert Observation.objects.count() == before
    assert "Import 2 figures" in html
    url, seen = looked.redirect_chain[-1][0], looked.context["last_batch"]
    assert client.post(url, {"seen_batch": seen, "note": ""}, headers=HTMX).status_code == 422
    done = client.post(url, {"seen_batch": seen, "note": "Second count"})
    assert done.status_code == 302
    assert "Second count" in page(client, done.headers["Location"])
    again = client.post(url, {"seen_batch": seen, "note": "Second count"}, follow=True)
    assert "already there" in again.content.decode()
    assert Observation.objects.count() == before + 2


def test_errors_of_a_file_are_listed_with_their_cells_and_good_rows_wait(signed_in: SignIn, revenue) -> None:
    client, before = signed_in("specialist", "vi"), Observation.objects.count()
    looked = upload(client, "BUDGET_REV,D1,2024-Q1,12,VND_bn", "BUDGET_REV,D1,2024-Q9,12,VND_bn")
    html = looked.content.decode()
    assert "C3" in html
    assert "Cách sửa" in html
    url, seen = looked.redirect_chain[-1][0], looked.context["last_batch"]
    assert client.post(url, {"seen_batch": seen, "note": ""}, headers=HTMX).status_code == 422
    assert Observation.objects.count() == before
    assert client.post(url, {"seen_batch": seen, "note": "", "good_only": "1"}).status_code == 302
    assert Observation.objects.count() == before + 1


def test_a_file_that_is_no_file_of_figures_is_refused_beside_the_field(signed_in: SignIn, revenue) -> None:
    client = signed_in("specialist", "en")
    for name, content in (("x.xlsx", b"junk"), ("x.csv", b"a,b\n1,2\n")):
        answer = client.post(
            "/figures/import/", {"file": SimpleUploadedFile(name, content), "numbers": ""}, headers=HTMX
        )
        assert answer.status_code == 422
        assert "errors" in answer.content.decode()


def test_the_template_can_be_filled_in_and_sent_back(signed_in: SignIn, revenue) -> None:
    client = signed_in("district", "vi")
    book = CalamineWorkbook.from_filelike(BytesIO(client.get("/figures/import/template.xlsx").content))
    heads = book.get_sheet_by_index(0).to_python()[-1]
    assert heads[0] == "Chỉ tiêu"
    areas = [line[0] for line in book.get_sheet_by_index(2).to_python()]
    assert "D2" in areas
    assert "D1" not in areas
    line = {"Chỉ tiêu": "BUDGET_REV", "Địa bàn": "D2", "Kỳ": "2023-Q4", "Giá trị": "7", "Đơn vị tính": "tỷ đồng",
            "Lý do": "Rà soát"}  # fmt: skip
    content = ",".join(heads) + "\n" + ",".join(line.get(head, "") for head in heads)
    file = SimpleUploadedFile("filled.csv", content.encode(), content_type="text/csv")
    looked = client.post("/figures/import/", {"file": file, "numbers": ""}, follow=True)
    assert looked.context["run"].errors == ()


def test_the_export_holds_typed_numbers_units_sources_and_the_state_of_knowledge(
    world: World, signed_in: SignIn, revenue
) -> None:
    append_observations(rows=[row(world, indicator(world, "ILL"), "5.5", origin="illustrative")], kind="illustrative",
                        by=SYSTEM, at=NOW)  # fmt: skip
    client = signed_in("specialist", "en")
    data = client.get("/figures/export.xlsx?period=2024-Q1").content
    lines = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    heads = next(line for line in lines if "Indicator" in line)
    rows = {line[1]: dict(zip(heads, line, strict=True)) for line in lines if "2024-Q1" in line}
    assert rows["BUDGET_REV"]["Value"] == 250.0
    assert (rows["BUDGET_REV"]["Unit"], rows["BUDGET_REV"]["Hedge"]) == ("billion VND", "nearly")
    assert rows["BUDGET_REV"]["As known on"] == "2024-03-27"
    assert rows["ILL"]["Origin"] == "Illustrative"
    text = client.get("/figures/export.csv?period=2024-Q1&q=budget").content.decode("utf-8-sig")
    assert "illustrative" not in text.lower() or "ILL" in text
    assert "BUDGET_REV" in text
