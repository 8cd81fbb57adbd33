"""`quarterdeck tick` does by itself what is due, once, keeps when it did, and Home tells administrators."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.test import override_settings

from quarterdeck.config.tick import tick
from quarterdeck.tasks.models import Rung
from quarterdeck.web.home import keep_tick, last_tick
from tests.notices.mail_server import serving
from tests.tasks.cast import DUE, moment, taken
from tests.world import World

pytestmark = pytest.mark.store


@pytest.fixture(autouse=True)
def at(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> datetime:
    """Nine in the morning of the due date, in a store of its own."""
    now = moment(DUE)
    monkeypatch.setenv("QUARTERDECK_HOME", str(tmp_path))
    monkeypatch.setattr("quarterdeck.web.clock.now", lambda: now)
    monkeypatch.setattr("quarterdeck.web.clock.today", lambda: now.date())
    return now


def ran(*options: str) -> tuple[int, str]:
    done = CliRunner().invoke(tick, list(options))
    return done.exit_code, done.output


def test_it_reminds_once_a_day_and_keeps_when(world: World, at: datetime) -> None:
    taken(world)
    assert ran() == (0, "Reminded of 1 tasks.\nNo mail server is set (QUARTERDECK_MAIL); everybody finds everything in "
                        "their inbox.\n")  # fmt: skip
    assert last_tick() == {"at": at.isoformat(), "reminded_on": DUE.isoformat(), "failed": ""}
    assert "Reminded" not in ran()[1]
    assert Rung.objects.count() == 1
    assert ran("--quiet") == (0, "")


def test_before_the_morning_it_reminds_nobody(world: World, at: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    taken(world)
    monkeypatch.setattr("quarterdeck.web.clock.now", lambda: at - timedelta(hours=4))
    assert ran("--quiet") == (0, "")
    assert not Rung.objects.exists()


def test_mail_goes_out_and_a_server_that_does_not_answer_is_told_and_kept(world: World) -> None:
    taken(world)
    finance = world.users["transport"]
    finance.email = "giang@sgtvt.example"
    finance.save()
    with serving() as box, override_settings(MAIL=f"smtp://{box.address}", ADDRESS="https://q.example/"):
        assert ran() == (0, "Reminded of 1 tasks.\nSent 1 mails.\n")
        assert len(box.mails) == 1
    with override_settings(MAIL="smtp://127.0.0.1:9", ADDRESS="https://q.example/"):
        code, said = ran("--quiet")
    assert (code, "does not answer" in said, "does not answer" in last_tick()["failed"]) == (1, True, True)


def test_the_timer_it_prints_names_this_installation(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("QUARTERDECK_DATABASE_URL", raising=False)
    monkeypatch.setenv("QUARTERDECK_MAIL", "smtp://user:a%b@mail.example:25")
    cron, systemd = ran("--timer", "cron")[1], ran("--timer", "systemd")[1]
    assert cron.startswith(f"*/10 * * * * QUARTERDECK_HOME={tmp_path} QUARTERDECK_MAIL=smtp://user:a\\%b@")
    assert cron.endswith("tick --quiet\n")
    assert f'Environment="QUARTERDECK_HOME={tmp_path}"' in systemd
    assert "a%%b@mail.example" in systemd
    assert "OnCalendar=*:0/10" in systemd
    assert last_tick() == {}


@pytest.mark.parametrize(
    ("ago", "failed", "told"),
    [
        (None, "", "have never gone out by themselves"),
        (timedelta(hours=2), "", "last went out by themselves on"),
        (timedelta(hours=26), "", "reminders stand still"),
        (timedelta(hours=1), "The mail server does not answer", "the last run failed"),
    ],
)
def test_home_tells_administrators_when_it_last_ran(
    world: World, signed_in, at: datetime, ago: timedelta | None, failed: str, told: str
) -> None:
    if ago is not None:
        keep_tick(at=(at - ago).isoformat(), reminded_on="", failed=failed)
    assert told in signed_in("admin", "en").get("/").content.decode()
    assert "went out by themselves" not in signed_in("specialist", "en").get("/").content.decode()
    assert "never gone out" not in signed_in("specialist", "en").get("/").content.decode()
