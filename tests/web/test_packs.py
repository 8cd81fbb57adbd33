"""Country packs are read from one place and nowhere else."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.web import packs


@pytest.fixture
def pack(tmp_path: Path, settings: Settings) -> Path:
    """An empty pack "xx" in a folder of its own."""
    packs.read.cache_clear()
    settings.PACKS = tmp_path
    (tmp_path / "xx").mkdir()
    return tmp_path / "xx"


def test_a_file_of_a_pack_is_read_once(pack: Path) -> None:
    (pack / "types.yaml").write_text("- code: QĐ\n", encoding="utf-8")
    first = packs.read("xx", "types.yaml")
    assert first == [{"code": "QĐ"}]
    assert packs.read("xx", "types.yaml") is first


def test_a_missing_file_is_named(pack: Path) -> None:
    with pytest.raises(NotFound, match=r"pack xx has no file none\.yaml"):
        packs.read("xx", "none.yaml")


@pytest.mark.parametrize("path", ["../secret.yaml", "/etc/hostname", "a/../../secret.yaml"])
def test_a_path_cannot_leave_its_pack(pack: Path, path: str) -> None:
    (pack.parent / "secret.yaml").write_text("1", encoding="utf-8")
    with pytest.raises(BadInput, match="leads out of the pack"):
        packs.read("xx", path)


def test_broken_yaml_names_the_line(pack: Path) -> None:
    (pack / "broken.yaml").write_text("a: [1\nb: 2", encoding="utf-8")
    with pytest.raises(BadInput, match=r"xx/broken\.yaml: .* line 2"):
        packs.read("xx", "broken.yaml")


def test_the_working_calendar_of_a_pack_knows_its_swaps() -> None:
    packs.read.cache_clear()
    calendar = packs.working_calendar("vn")
    assert not calendar.is_working(date(2024, 4, 29))
    assert packs.working_calendar("vn") is calendar
