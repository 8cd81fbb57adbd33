"""`quarterdeck report`: writes what was asked for, or says in one line why not."""

from io import BytesIO
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner

from quarterdeck.core.errors import QuarterdeckError
from quarterdeck.reports.cli.report import report
from tests.reports.cast import quarter
from tests.world import World


@pytest.fixture(autouse=True)
def stored(world: World) -> None:
    """The quarter of the cast."""
    quarter(world)


def run(*arguments: str) -> bytes:
    """What the command prints; errors come as they are, and `quarterdeck` puts them in one line."""
    result = CliRunner().invoke(report, arguments, catch_exceptions=True)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.stdout_bytes


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!doctype html>")])
def test_the_format_follows_the_files_name(tmp_path: Path, form: str, start: bytes) -> None:
    run("2024-Q1", "--kind", "notice", "--lang", "en", "--out", str(tmp_path / f"n.{form}"))
    assert (tmp_path / f"n.{form}").read_bytes().startswith(start)


def test_without_a_name_the_file_is_called_after_the_review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("2024-Q1", "--kind", "report", "--format", "docx")
    text = [one.text for one in docx.Document(BytesIO((tmp_path / "2024-Q1-report-vi.docx").read_bytes())).paragraphs]
    assert "BÁO CÁO" in text


def test_a_dash_prints_the_paper() -> None:
    page = run("2024-Q1", "--kind", "briefing", "--lang", "en", "--out", "-").decode()
    assert "BRIEFING BOOK" in page
    assert 'href="' not in page


def test_numbers_lead_to_the_site_that_is_named() -> None:
    page = run("2024-Q1", "--kind", "report", "--site", "https://quarterdeck.example", "--out", "-").decode()
    assert 'href="https://quarterdeck.example/figures/BUDGET_REV/origin/' in page


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("1999-Q9", "--kind", "notice"), "There is no review 1999-Q9"),
        (("2024-Q1", "--kind", "notice", "--out", "/no/such/folder/n.html"), "cannot be written"),
        (("2024-Q1", "--kind", "notice", "--format", "docx", "--out", "n.pdf"), "is called .pdf"),
    ],
)
def test_what_goes_wrong_is_one_clear_error(arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(QuarterdeckError, match=said) as failure:
        run(*arguments)
    assert str(failure.value.remedy)


def test_help_teaches_by_examples() -> None:
    text = run("--help").decode()
    assert "quarterdeck report 2024-Q1 --kind briefing --out briefing.pdf" in text
