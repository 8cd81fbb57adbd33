"""Starting a store on a fresh clone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.utils.translation import gettext, override, trans_real

from quarterdeck.config import messages, start


def test_texts_compiled_at_the_start_are_read_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fresh clone has no compiled catalogue when its first process starts: what was read then must not last."""
    monkeypatch.setattr(start, "call_command", lambda *_words, **_options: None)
    monkeypatch.setattr(start, "_static_is_stale", lambda: False)
    monkeypatch.setattr(messages, "compile_only", lambda: None)
    monkeypatch.setattr("os.umask", lambda _mode: None)
    monkeypatch.setattr(trans_real, "_translations", {"vi": trans_real.translation("en")})
    monkeypatch.setattr(trans_real, "_active", trans_real.Local())
    monkeypatch.setattr(trans_real, "_default", None)
    start.prepare()
    with override("vi"):
        assert gettext("Sign in") == "Đăng nhập"


@pytest.mark.parametrize(("told", "secure"), [({}, "False"), ({"QUARTERDECK_HTTPS": "1"}, "True")])
def test_cookies_keep_to_https_where_the_store_is_served_by_it(told: dict[str, str], secure: str) -> None:
    ask = "from quarterdeck.config import settings as s; print(s.SESSION_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)"
    answer = subprocess.run(
        [sys.executable, "-c", ask], env=os.environ | told, check=True, capture_output=True, text=True
    )
    assert answer.stdout.split() == [secure, secure]


def test_a_command_on_a_store_without_tables_says_how_to_bring_them_up_to_date(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("quarterdeck")
    kept = {name: value for name, value in os.environ.items() if name != "QUARTERDECK_DATABASE_URL"}
    answer = subprocess.run(
        [command, "figures", "show"], env=kept | {"QUARTERDECK_HOME": str(tmp_path)}, capture_output=True, text=True
    )
    assert answer.returncode == 2
    assert "Start `quarterdeck serve` once" in answer.stderr
    assert "Traceback" not in answer.stderr
