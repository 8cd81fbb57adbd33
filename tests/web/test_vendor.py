"""What others made and we ship: complete, licensed, silent about where it was fetched."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parents[2]
VENDOR = ROOT / "src/quarterdeck/web/static/vendor"


def test_the_lock_names_no_registry() -> None:
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", sorted(path for path in VENDOR.iterdir()), ids=lambda path: path.name)
def test_every_vendored_folder_carries_its_licence(folder: Path) -> None:
    assert (folder / "LICENSE").stat().st_size > 500


def test_no_style_sheet_points_to_a_source_map() -> None:
    assert not any("sourceMappingURL" in path.read_text(encoding="utf-8") for path in VENDOR.rglob("*.css"))


@pytest.mark.parametrize("weight", [400, 500, 700])
def test_figures_have_one_width(weight: int) -> None:
    font = TTFont(VENDOR / f"be-vietnam-pro/files/quarterdeck-figures-{weight}.woff2")
    names = font.getBestCmap()
    assert {font["hmtx"][names[ord(digit)]][0] for digit in "0123456789"} == {font["hmtx"][names[ord("0")]][0]}


def test_vietnamese_letters_are_in_the_type() -> None:
    files = VENDOR / "be-vietnam-pro/files"
    known = {code for path in files.glob("*-400-normal.woff2") for code in TTFont(path).getBestCmap()}
    assert {ord(letter) for letter in "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ–−"} <= known
