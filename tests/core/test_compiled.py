"""Compiled modules are taken while their sources are the same, and never after."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from quarterdeck.core import compiled
from quarterdeck.core.compiled import Compiled, fingerprint, prefer_compiled

COMPILE = Path(__file__).resolve().parents[2] / "deploy/compile_reader.py"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for room in compiled.ROOMS:
        (tmp_path / room).mkdir()
        (tmp_path / room / "one.py").write_text("A = 1\n")
    return tmp_path


def test_any_edit_of_a_source_makes_another_fingerprint(package: Path) -> None:
    found = {fingerprint(package)}
    (package / "prose/one.py").write_text("A = 2\n")
    found.add(fingerprint(package))
    (package / "prose/one.py").write_text("A = 1\n")
    (package / "prose/two.py").write_text("")
    found.add(fingerprint(package))
    (package / "prose/two.py").rename(package / "core/two.py")
    found.add(fingerprint(package))
    assert len(found) == 4


def test_modules_are_found_by_their_full_name_alone(tmp_path: Path) -> None:
    (tmp_path / f"quarterdeck.prose.words{compiled.SUFFIX}").touch()
    finder = Compiled(tmp_path)
    spec = finder.find_spec("quarterdeck.prose.words", None)
    assert spec is not None
    assert spec.origin == str(tmp_path / f"quarterdeck.prose.words{compiled.SUFFIX}")
    assert finder.find_spec("words", None) is None
    assert finder.find_spec("quarterdeck.prose", None) is None


def test_what_was_compiled_of_other_sources_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "store", lambda: tmp_path)
    monkeypatch.setattr(sys, "meta_path", [])
    (tmp_path / "older").mkdir()
    monkeypatch.delenv("QUARTERDECK_COMPILED", raising=False)
    prefer_compiled()
    assert sys.meta_path == []
    (tmp_path / fingerprint()).mkdir()
    monkeypatch.setenv("QUARTERDECK_COMPILED", "0")
    prefer_compiled()
    assert sys.meta_path == []
    monkeypatch.delenv("QUARTERDECK_COMPILED")
    prefer_compiled()
    assert [type(one) for one in sys.meta_path] == [Compiled]


@pytest.mark.skipif(find_spec("setuptools") is None, reason="this Python has no setuptools, which mypyc asks for")
def test_the_reader_can_be_compiled() -> None:
    run = subprocess.run([sys.executable, str(COMPILE), "--try"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "modules can be compiled" in run.stdout
