"""`quarterdeck clarity` answers every line, says what is wrong with a line, and explains itself to a reader."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quarterdeck.tasks.cli import clarity

CLEAR: dict[str, Any] = {
    "id": "a", "lang": "en",
    "text": "The Department of Transport shall submit a survey report on route 294B by 15 April 2024",
    "context": {
        "issued_on": "2024-03-27", "accountable_post": "Director of the Department of Transport",
        "lead": "Department of Transport", "cooperating": [], "due": "2024-04-15", "result_kind": "document",
        "result": "survey report", "evidence": "registered letter", "acceptor": "Chief of Office",
        "follower_up": "Specialist",
    },
}  # fmt: skip


def run(*arguments: str, given: bytes | None = None) -> Result:
    """The command run with these arguments."""
    return CliRunner().invoke(clarity, arguments, input=given)


def answers(result: Result) -> list[dict[str, Any]]:
    """The lines of the answer."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_clear_task_is_answered_with_no_codes(tmp_path: Path) -> None:
    file = tmp_path / "tasks.jsonl"
    file.write_text(json.dumps(CLEAR) + "\n", encoding="utf-8")
    result = run("--jsonl", str(file))
    assert result.exit_code == 0
    assert answers(result) == [
        {"id": "a", "blocking": [], "warn": [], "due": "2024-04-15", "lead": "Department of Transport", "proposal": ""}
    ]


def test_an_unclear_task_is_answered_with_codes_and_a_proposal() -> None:
    line = {"id": 7, "lang": "vi", "text": "Các sở, ngành khẩn trương tăng cường phối hợp", "context": {}}
    (answer,) = answers(run("--jsonl", "-", given=json.dumps(line).encode()))
    assert answer["blocking"] == ["P1", "P4", "W3", "T1", "R1", "R3", "K1", "K2"]
    assert answer["due"] is None
    assert answer["lead"] is None
    assert "[dd/mm/yyyy]" in answer["proposal"]


@pytest.mark.parametrize(
    ("line", "given", "problem"),
    [
        (b"nonsense", None, "not JSON"),
        (b"[1]", None, "not a JSON object"),
        (b"\xff\xfe", None, "not UTF-8"),
        (b'{"id": 3}', 3, '"text" is missing'),
        (b'{"id": 3, "text": 5}', 3, '"text" is missing'),
        (b'{"id": 3, "text": "a", "context": [1]}', 3, '"context" is not an object'),
        (b'{"id": 3, "text": "a", "lang": 1}', 3, '"lang" is not a text'),
        (b'{"id": 3, "text": "a", "lang": "fr"}', 3, "not known"),
        (b'{"id": 3, "text": "a", "context": {"issued_on": "soon"}}', 3, "context.issued_on"),
        (b"[" * 100_000, None, "not JSON"),
    ],
)
def test_a_bad_line_is_named_and_still_answered(line: bytes, given: object, problem: str) -> None:
    result = run("--jsonl", "-", given=b"\n".join([json.dumps(CLEAR).encode(), line, json.dumps(CLEAR).encode()]))
    first, second, third = answers(result)
    assert first == third
    assert second.keys() == {"id", "error"}
    assert second["id"] == given
    assert problem in second["error"]
    assert "line 2: " in result.stderr
    assert result.exit_code == 1


def test_blank_lines_and_a_byte_order_mark_are_no_mistake() -> None:
    result = run("--jsonl", "-", given=b"\xef\xbb\xbf" + json.dumps(CLEAR).encode() + b"\n\n")
    assert result.exit_code == 0
    assert len(answers(result)) == 1


def test_a_text_is_answered_in_its_own_language() -> None:
    result = run("Các sở, ngành khẩn trương tăng cường phối hợp")
    assert result.exit_code == 1
    assert "✗ rõ người" in result.stdout
    assert "“tăng cường” chỉ nêu hướng" in result.stdout


def test_fields_of_the_form_can_be_given() -> None:
    fields = [part for name, value in CLEAR["context"].items() if value for part in ("--set", f"{name}={value}")]
    result = run(CLEAR["text"], "--lang", "en", *fields)
    assert result.exit_code == 0
    assert "✓ clear people" in result.stdout
    assert "2024-04-15" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Give a text or --jsonl FILE"),
        (["a", "--jsonl", "-"], "Give a text or --jsonl FILE"),
        (["a", "--set", "colour=red"], "not a field of the task form"),
        (["a", "--set", "issued_on=soon"], "is not a date"),
        (["a", "--pack", "none"], "cannot be read"),
        (["--jsonl", "/no/such/file"], "No such file"),
    ],
)
def test_a_wrong_call_says_what_to_write(arguments: list[str], said: str) -> None:
    result = run(*arguments)
    assert result.exit_code in (1, 2)
    assert said in result.stderr
    assert "Traceback" not in result.output


def test_help_teaches_by_examples() -> None:
    shown = run("--help").stdout
    assert "quarterdeck clarity --jsonl tasks.jsonl" in shown
    assert '"acceptor"' in shown


def test_the_command_needs_no_django() -> None:
    code = "import sys, quarterdeck.tasks.cli; sys.exit(any(name.split('.')[0] == 'django' for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_another_profile_of_the_pack_asks_for_what_the_first_does_not() -> None:
    text = "Sở Tài chính trình phương án phân bổ 35 tỷ đồng vốn đối ứng chậm nhất ngày 28/11/2025"
    assert "R5" not in run(text, "--lang", "vi").output
    assert "R5" in run(text, "--lang", "vi", "--profile", "six-clear").output
    missing = run(text, "--lang", "vi", "--profile", "no-such-profile")
    assert missing.exit_code == 1
    assert "cannot be read" in missing.output
