"""Starting a store on a fresh clone."""

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
