"""Reading and checking texts over HTTP."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from quarterdeck.reports.models import Draft
from tests.reports.cast import quarter
from tests.reports.test_desk_acts import TEXT
from tests.reports.test_desk_pages import word_file
from tests.world import World

SignIn = Callable[..., Client]


def sent(client: Client, name: str, **given: Any) -> Any:
    return client.post(f"/reports/{name}.json", json.dumps(given), content_type="application/json")


def test_a_text_is_checked_and_nothing_of_it_is_kept(world: World, signed_in: SignIn) -> None:
    quarter(world)
    told = sent(signed_in("inspector", "en"), "check", text=TEXT, review="2024-Q1").json()
    assert told["review"] == "2024-Q1"
    assert told["vintage"]
    wrong = [one for one in told["claims"] if one["verdict"] == "differs"]
    assert len(wrong) == 2
    for one in wrong:
        fix = one["correction"]
        assert TEXT[fix["start"] : fix["end"]] != fix["text"]
        assert "The figure is" in one["reason"]
    assert not Draft.objects.exists()


def test_a_word_file_is_checked_against_a_named_vintage(world: World, signed_in: SignIn) -> None:
    review = quarter(world)
    upload = SimpleUploadedFile("bc.docx", word_file())
    given = {"file": upload, "review": "2024-Q1", "vintage": review.vintage.code}
    told = signed_in("inspector").post("/reports/check.json", given).json()
    assert (told["kind"], told["vintage"]) == ("docx", review.vintage.code)
    assert all(told["text"][one["start"] : one["end"]] == one["quote"] for one in told["claims"])


def test_a_text_is_read_with_its_claims_tasks_and_documents(world: World, signed_in: SignIn) -> None:
    quarter(world)
    text = "Giao Sở Tài chính trình phương án trước ngày 15/4/2024. Thu ngân sách đạt 4.680 tỷ đồng."
    told = sent(signed_in("inspector"), "read", text=text, date="2024-03-27").json()
    assert {"claims", "tasks", "documents", "anomalies", "text"} <= set(told)
    assert any(one["value"] == 4680e9 for one in told["claims"])
    assert told["text"] == text


@pytest.mark.parametrize(
    ("name", "given", "place"),
    [
        ("check", {"text": TEXT}, "against"),
        ("check", {"text": TEXT, "review": "2031-Q1"}, ""),
        ("check", {"text": " ", "review": "2024-Q1"}, "text"),
        ("check", {"text": TEXT, "rewiew": "2024-Q1"}, "rewiew"),
        ("read", {"text": TEXT, "date": "tomorrow"}, "date"),
        ("read", {"text": 5}, "body"),
        ("read", {"text": TEXT, "lang": "xx"}, ""),
    ],
)
def test_what_cannot_be_asked_is_told_with_its_place_and_remedy(
    world: World, signed_in: SignIn, name: str, given: dict[str, Any], place: str
) -> None:
    quarter(world)
    answer = sent(signed_in("inspector", "en"), name, **given)
    assert answer.status_code in (400, 404)
    told = answer.json()
    assert told["place"] == place
    assert told["error"]
    assert told["remedy"]


def test_a_file_that_cannot_be_read_is_refused_with_its_remedy_and_a_converted_one_says_so(
    world: World, signed_in: SignIn
) -> None:
    quarter(world)
    client = signed_in("inspector", "en")
    for name, content, remedy in (
        ("scan.pdf", b"\x89PNG" + bytes(90), "OCR"),
        ("sheet.zip", b"PK\x05\x06" + bytes(18), "Unpack"),
        ("noise.txt", bytes(range(256)) * 40, "UTF-8"),
    ):
        answer = client.post("/reports/read.json", {"file": SimpleUploadedFile(name, content)})
        assert (answer.status_code, remedy in answer.json()["remedy"]) == (400, True)
    old = "Saûn löôïng luùa cuûa caùc huyeän trong naêm ñaït 5,2 trieäu taán".encode("latin-1")
    told = client.post("/reports/read.json", {"file": SimpleUploadedFile("bc.txt", old)}).json()
    assert told["text"] == "Sản lượng lúa của các huyện trong năm đạt 5,2 triệu tấn"
    assert "VNI" in told["notes"][0]


def test_only_who_is_signed_in_and_sends_the_token_is_answered(world: World, signed_in: SignIn, client: Client) -> None:
    quarter(world)
    assert sent(client, "check", text=TEXT, review="2024-Q1").status_code == 302
    assert sent(signed_in("outsider"), "check", text=TEXT, review="2024-Q1").status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(world.users["inspector"], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert sent(strict, "check", text=TEXT, review="2024-Q1").status_code == 403
    strict.get("/reports/drafts/")
    token = strict.cookies["csrftoken"].value
    answer = strict.post(
        "/reports/check.json", json.dumps({"text": TEXT, "review": "2024-Q1"}), content_type="application/json",
        headers={"x-csrftoken": token},
    )  # fmt: skip
    assert answer.status_code == 200
    assert strict.get("/reports/check.json").status_code == 405
