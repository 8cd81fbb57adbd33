"""Mail goes out over a real SMTP server: to whom, when, in which language, and what it never holds."""

import subprocess
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import IntegrityError
from django.test import override_settings

from quarterdeck.audit.models import Line
from quarterdeck.core.errors import BadInput
from quarterdeck.core.rights import SYSTEM
from quarterdeck.notices import actions, jobs
from quarterdeck.notices.cli import notices
from quarterdeck.notices.models import Choice, Digest, Mailed, Preference, Receipt
from quarterdeck.notices.rules import server_of
from quarterdeck.people.models import User
from quarterdeck.tasks.models import Task
from tests.notices.cast import MATTER, noticed
from tests.notices.mail_server import Mailbox, serving
from tests.tasks.cast import taken
from tests.world import NOW, TODAY, ZONE, World

MORNING = NOW + timedelta(hours=1)
FINANCE = "phuc@stc.example"


@pytest.fixture
def box() -> Iterator[Mailbox]:
    """A mail server, and this store set to send through it."""
    with serving() as found, override_settings(MAIL=f"smtp://{found.address}", ADDRESS="https://q.example/"):
        yield found


def reachable(world: World, name: str = "finance", email: str = FINANCE, language: str = "vi") -> User:
    user = world.users[name]
    user.email, user.language = email, language
    user.save()
    return user


def text_of(box: Mailbox, place: int = 0, kind: str = "plain") -> str:
    part = box.mails[place].get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.mark.parametrize(
    ("language", "subject", "words"),
    [("vi", "Quarterdeck: 1 thông báo mới", ["Kính gửi đồng chí Phúc", "Nhiệm vụ mới giao", MATTER, "hạn 27/03/2024"]),
     ("en", "Quarterdeck: 1 new notice", ["To Phúc", "A new task for you", "Submit the landslide plan"])],
)  # fmt: skip
def test_a_mail_comes_in_the_language_of_its_reader(
    world: World, box: Mailbox, language: str, subject: str, words: list[str]
) -> None:
    reachable(world, language=language)
    noticed(world, due=TODAY)
    assert jobs.send_due(MORNING).sent == 1
    assert box.reached == [FINANCE]
    mail = box.mails[0]
    assert (mail["Subject"], mail["Auto-Submitted"]) == (subject, "auto-generated")
    for kind in ("plain", "html"):
        assert [word for word in words if word not in text_of(box, kind=kind)] == []
        assert "https://q.example/tasks/NV-2024-001/" in text_of(box, kind=kind)


def test_nobody_gets_a_notice_twice_and_what_was_read_is_not_mailed(world: World, box: Mailbox) -> None:
    reachable(world)
    Preference.objects.create(user=world.users["finance"], rhythm="at_once")
    noticed(world)
    assert jobs.send_due(MORNING).sent == 1
    noticed(world, ref="NV-2024-002")
    noticed(world, ref="NV-2024-003")
    Receipt.objects.filter(message__about="NV-2024-003").update(read_at=NOW)
    done = jobs.send_due(MORNING)
    assert (done.sent, done.nothing) == (1, 0)
    assert "NV-2024-002" in text_of(box, 1)
    assert "NV-2024-001" not in text_of(box, 1)
    assert "NV-2024-003" not in text_of(box, 1)
    assert jobs.send_due(MORNING).nothing == 1


def test_a_daily_mail_comes_once_a_working_day(world: World, box: Mailbox) -> None:
    reachable(world)
    saturday, monday = (datetime(2024, 3, day, 8, tzinfo=ZONE) for day in (30, 25))
    for at, sent in ((NOW.replace(hour=5), 0), (MORNING, 1), (MORNING + timedelta(hours=2), 0),
                     (MORNING + timedelta(days=1), 1), (saturday, 0), (monday + timedelta(days=7), 1)):  # fmt: skip
        noticed(world, ref=f"NV-{at:%m%d%H}", at=at)
        assert jobs.send_due(at).sent == sent


@pytest.mark.parametrize("rhythm", ["weekly", "never"])
def test_a_week_has_one_mail_and_never_is_never(world: World, box: Mailbox, rhythm: str) -> None:
    Preference.objects.create(user=reachable(world), rhythm=rhythm)
    noticed(world)
    sent = [jobs.send_due(MORNING + timedelta(days=days)).sent for days in range(3)]
    assert sent == [1 if rhythm == "weekly" else 0, 0, 0]


def test_kinds_go_into_mail_as_chosen(world: World, box: Mailbox) -> None:
    user = reachable(world)
    Choice.objects.create(user=user, kind="task.issued", way="shown")
    Choice.objects.create(user=user, kind="task.progress", way="mailed")
    noticed(world)
    noticed(world, kind="task.progress", ref="NV-2024-002")
    noticed(world, kind="task.taken_on", ref="NV-2024-003")
    jobs.send_due(MORNING)
    assert "NV-2024-002" in text_of(box)
    assert "NV-2024-001" not in text_of(box)
    assert "NV-2024-003" not in text_of(box)


def test_a_mailbox_that_is_refused_fails_alone_and_gets_everything_later(world: World, box: Mailbox) -> None:
    reachable(world)
    reachable(world, "transport", "giang@sgtvt.example")
    noticed(world)
    noticed(world, post="transport")
    box.refuses = {FINANCE}
    done = jobs.send_due(MORNING)
    assert (done.sent, [name for name, _problem in done.failed]) == (1, ["finance"])
    failed = Digest.objects.get(user=world.users["finance"])
    assert (failed.state, "no such mailbox" in failed.problem, Mailed.objects.filter(digest=failed).count()) == (
        "failed", True, 0,
    )  # fmt: skip
    box.refuses = set()
    assert jobs.send_due(MORNING).sent == 1
    assert box.reached == ["giang@sgtvt.example", FINANCE]


def test_a_line_that_breaks_is_opened_again(world: World, box: Mailbox) -> None:
    reachable(world)
    reachable(world, "transport", "giang@sgtvt.example")
    noticed(world)
    noticed(world, post="transport")
    box.hangs_up = 1
    assert jobs.send_due(MORNING).sent == 2


def test_without_a_server_nothing_is_changed(world: World) -> None:
    reachable(world)
    noticed(world)
    with override_settings(MAIL=""), pytest.raises(BadInput, match="No mail server"):
        jobs.send_due(MORNING)
    with override_settings(MAIL="smtp://127.0.0.1:1"), pytest.raises(jobs.MailRefused, match="does not answer"):
        jobs.send_due(MORNING)
    assert not Digest.objects.exists()


def test_signing_in_over_tls(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = tmp_path / "both.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext",
         "subjectAltName=IP:127.0.0.1", "-keyout", str(both), "-out", str(tmp_path / "certificate.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    both.write_text(both.read_text() + (tmp_path / "certificate.pem").read_text())
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
    reachable(world)
    noticed(world)
    with serving(user="q", password="a@b", certificate=both) as box:
        with override_settings(MAIL=f"smtp+starttls://q:wrong@{box.address}"), pytest.raises(jobs.MailRefused):
            jobs.send_due(MORNING)
        with override_settings(MAIL=f"smtp+starttls://q:a%40b@{box.address}"):
            assert jobs.send_due(MORNING).sent == 1
        assert box.signed_in == ["q over TLS"]


def test_an_interrupted_mail_goes_out_again(world: World, box: Mailbox) -> None:
    user = reachable(world)
    noticed(world)
    actions.begin_digest(user=user, receipts=list(Receipt.objects.all()), by=SYSTEM, at=MORNING)
    assert jobs.send_due(MORNING).nothing == 1  # somebody may be sending it just now
    assert jobs.send_due(MORNING + timedelta(hours=2)).sent == 1
    assert list(Digest.objects.order_by("pk").values_list("state", flat=True)) == ["failed", "sent"]


def test_two_runs_never_hold_the_same_notice(world: World) -> None:
    user = reachable(world)
    noticed(world)
    receipts = list(Receipt.objects.all())
    actions.begin_digest(user=user, receipts=receipts, by=SYSTEM, at=MORNING)
    with pytest.raises(IntegrityError):
        actions.begin_digest(user=user, receipts=receipts, by=SYSTEM, at=MORNING)


def test_of_a_sealed_matter_a_mail_tells_the_code_alone(world: World, box: Mailbox) -> None:
    reachable(world)
    noticed(world, ref="NV-2024-009", title="Kết luận nội dung tố cáo tại xã Ba", note="Người làm đơn ở thôn Hạ")
    jobs.send_due(MORNING)
    raw = box.mails[0].as_string() + text_of(box) + text_of(box, kind="html")
    assert "NV-2024-009" in raw
    assert [word for word in ("tố cáo", "xã Ba", "thôn Hạ") if word in raw] == []


@pytest.mark.parametrize(("language", "words"), [("vi", ["Quá hạn", "Đến hạn trong ba ngày tới"]), ("en", ["Overdue"])])
def test_a_daily_mail_names_what_is_overdue_and_due_even_where_nothing_is_new(
    world: World, box: Mailbox, language: str, words: list[str]
) -> None:
    reachable(world, "transport", "giang@sgtvt.example", language)
    late, soon = taken(world), taken(world)
    for task, day in ((late, date(2024, 3, 20)), (soon, date(2024, 3, 29))):
        Task.objects.filter(pk=task.pk).update(issued_on=date(2024, 2, 1), due=day, original_due=day, counted_due=day)
    Receipt.objects.update(read_at=NOW)
    assert jobs.send_due(MORNING).sent == 1
    text = text_of(box)
    assert [word for word in words if word not in text] == []
    assert text.index(late.code) < text.index(soon.code)
    subjects = {"vi": "Quarterdeck: 1 việc quá hạn", "en": "Quarterdeck: 1 thing overdue"}
    assert box.mails[0]["Subject"] == subjects[language]


def test_who_holds_no_post_or_is_deactivated_gets_no_mail(world: World, box: Mailbox) -> None:
    reachable(world, "outsider", "oanh@example.org")
    user = reachable(world)
    user.is_active = False
    user.save()
    noticed(world)
    done = jobs.send_due(MORNING)
    assert (done.sent, done.nothing) == (0, 0)


def test_the_command_says_what_it_did_and_who_has_no_address(world: World, box: Mailbox) -> None:
    reachable(world)
    noticed(world)
    answer = CliRunner().invoke(notices, ["send"])
    assert answer.exit_code == 0
    assert "Sent 1, failed 0, nothing new for 0." in answer.output
    assert "No mail address: admin, district, inspector, leader, specialist, transport, verifier." in answer.output
    assert Line.objects.filter(act="digest.sent", about="finance").count() == 1


def test_the_command_ends_with_1_where_a_mail_failed(world: World, box: Mailbox) -> None:
    reachable(world)
    noticed(world)
    box.refuses = {FINANCE}
    answer = CliRunner().invoke(notices, ["send", "--quiet"])
    assert (answer.exit_code, "finance: " in answer.output, "Sent" in answer.output) == (1, True, False)


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://", "smtp://host:port"])
def test_what_is_no_mail_server_is_refused(address: str) -> None:
    with pytest.raises(BadInput, match="no address of a mail server"):
        server_of(address)


def test_the_password_of_the_server_is_never_shown() -> None:
    assert str(server_of("smtp+starttls://q:secret@mail.example")) == "smtp+starttls://mail.example:587"
