"""`quarterdeck read` on a machine that has no store: everything that texts say, for programs and for people."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COMMAND = Path(sys.executable).with_name("quarterdeck")
TEXT = "Quý I/2024, thu ngân sách đạt 4.680 tỷ đồng. Thủ tướng giao Bộ Y tế trình đề án theo Nghị quyết 12/NQ-CP.\n"


def run(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("QUARTERDECK_", "DJANGO_"))}
    return subprocess.run(
        [COMMAND, "read", *map(str, arguments)], env=kept | {"QUARTERDECK_HOME": str(home)}, capture_output=True,
        text=True, encoding="utf-8", check=False,
    )  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "tin.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def read(home: Path, *arguments: object) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run(home, *arguments, "--json").stdout)
    return told


def test_one_file_is_read_without_a_store_and_none_is_made(tmp_path: Path, file: Path) -> None:
    home = tmp_path / "nowhere"
    told = read(home, file)
    assert set(told) == {"claims", "tasks", "documents", "anomalies"}
    (claim,), (task,), (document,) = told["claims"], told["tasks"], told["documents"]
    assert "4.680 tỷ đồng" in TEXT[claim["start"] : claim["end"]]
    assert (task["assignee"], document["number"]) == ("Bộ Y tế", "12/NQ-CP")
    assert TEXT[task["start"] : task["end"]].startswith("Thủ tướng giao")
    assert not home.exists()


def test_the_day_of_the_text_dates_its_deadlines(tmp_path: Path) -> None:
    file = tmp_path / "giao.txt"
    file.write_text("Thủ tướng giao Bộ Y tế trình đề án trước ngày 20/5.", encoding="utf-8")
    assert read(tmp_path / "nowhere", file, "--date", "2023-02-01")["tasks"][0]["due"] == "2023-05-19"


def test_several_files_are_one_line_each_or_one_file_each(tmp_path: Path, file: Path) -> None:
    other = tmp_path / "word.html"
    other.write_text("<p>The Mayor told the board to meet.</p>", encoding="utf-8")
    lines = run(tmp_path / "nowhere", file, other, "--json").stdout.splitlines()
    assert [(json.loads(line)["file"], len(json.loads(line)["tasks"])) for line in lines] == [
        (str(file), 1),
        (str(other), 1),
    ]
    run(tmp_path / "nowhere", file, other, "--out", tmp_path / "read")
    assert {path.name for path in (tmp_path / "read").iterdir()} == {"tin.json", "word.json"}


def test_people_read_it_in_the_language_of_the_text(tmp_path: Path, file: Path) -> None:
    said = run(tmp_path / "nowhere", file).stdout
    assert "Nhiệm vụ\n  Bộ Y tế: trình đề án" in said
    assert "còn thiếu: thời hạn" in said
    assert said.endswith("1 số liệu, 1 nhiệm vụ, 1 văn bản, 0 chỗ không đọc được\n")


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_read(tmp_path: Path, file: Path) -> None:
    picture = tmp_path / "scan.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40)
    answer = run(tmp_path / "nowhere", picture, file)
    assert answer.returncode == 2
    assert "scan.png" in answer.stderr
    assert "PNG" in answer.stderr
    assert "Bộ Y tế" in answer.stdout
