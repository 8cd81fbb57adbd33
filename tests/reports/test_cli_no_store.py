"""Commands that only read say that there is no store, and make none; secret texts are refused everywhere."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMAND = Path(sys.executable).with_name("quarterdeck")
SECRET = "TUYỆT MẬT\n\nQuý I/2024, thu ngân sách đạt 4.680 tỷ đồng.\n"


def run(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("QUARTERDECK_", "DJANGO_"))}
    return subprocess.run(
        [COMMAND, *map(str, arguments)], env=kept | {"QUARTERDECK_HOME": str(home)}, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "arguments", [["check", "tin.txt", "--review", "2024-Q1"], ["write", "BUDGET_REV"], ["report", "2024-Q1"]]
)
def test_without_a_store_nothing_is_made_and_the_remedy_is_said(tmp_path: Path, arguments: list[str]) -> None:
    home = tmp_path / "nowhere"
    told = run(home, *arguments)
    assert (told.returncode, told.stdout) == (2, "")
    assert "There is no store" in told.stderr
    assert "quarterdeck demo" in told.stderr
    assert not home.exists()


@pytest.mark.parametrize("mark", ["TUYỆT MẬT", "Tối mật", "Mật"])
def test_a_secret_text_is_not_read_even_without_a_store(tmp_path: Path, mark: str) -> None:
    file = tmp_path / "tin.txt"
    file.write_text(SECRET.replace("TUYỆT MẬT", mark), encoding="utf-8")
    told = run(tmp_path / "nowhere", "read", file, "--json")
    assert (told.returncode, told.stdout) == (2, "")
    assert "secre" in told.stderr
    assert not (tmp_path / "nowhere").exists()
