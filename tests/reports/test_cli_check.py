"""`quarterdeck check`: a text against a review, or against a vintage by its name."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.core.rights import SYSTEM
from quarterdeck.figures.actions.log import freeze_vintage
from quarterdeck.reports.cli.check import check
from tests.figures.told import later, tell
from tests.word_files import paragraph, word_file
from tests.world import NOW, World, indicator

OLD = "State budget revenue reached 4,500 billion VND in the first quarter of 2024."
NEW = "State budget revenue reached 4,680 billion VND in the first quarter of 2024."


@pytest.fixture(autouse=True)
def stored(world: World) -> None:
    """Revenue as first reported, frozen under a name, and as corrected the same hour and frozen under another."""
    revenue = indicator(world)
    tell(world, revenue, "4500")
    freeze_vintage(code="first", name_vi="Lần đầu", name_en="First", known_on=NOW, by=SYSTEM, at=NOW)
    tell(world, revenue, "4680", reason="A late voucher.")
    freeze_vintage(code="second", name_vi="Lần hai", name_en="Second", known_on=later(1), by=SYSTEM, at=later(1))


def run(text: str | bytes, *arguments: str, tmp_path: Path, name: str = "draft.txt") -> Result:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    result = CliRunner().invoke(check, [str(file), *arguments])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def verdicts(result: Result) -> list[str]:
    return [one["verdict"] for one in json.loads(result.stdout)["claims"]]


@pytest.mark.parametrize(
    ("text", "vintage", "verdict"),
    [(OLD, "first", "agrees"), (NEW, "first", "revised"), (NEW, "second", "agrees"), (OLD, "second", "revised")],
)
def test_a_text_is_held_against_the_vintage_that_is_named(
    text: str, vintage: str, verdict: str, tmp_path: Path
) -> None:
    assert verdicts(run(text, "--vintage", vintage, "--json", tmp_path=tmp_path)) == [verdict]


def test_the_form_for_programs_is_the_one_it_always_was_unless_more_is_asked_for(tmp_path: Path) -> None:
    plain = json.loads(run(OLD, "--vintage", "second", "--json", tmp_path=tmp_path).stdout)
    full = json.loads(run(OLD, "--vintage", "second", "--json", "--full", tmp_path=tmp_path).stdout)
    assert set(plain["claims"][0]) == {"start", "end", "quote", "verdict", "reason", "figure"}
    fix = full["claims"][0]["correction"]
    assert (OLD[fix["start"] : fix["end"]], fix["text"]) == ("4,500", "4,680")
    assert full["claims"][0]["cause"] == "vintage"
    assert [one["kind"] for one in full["claims"][0]["evidence"]] == ["figure", "other"]


def test_people_read_the_verdict_the_reason_and_the_correction(tmp_path: Path) -> None:
    told = run(OLD, "--vintage", "second", tmp_path=tmp_path).stdout
    assert "[revised]" in told
    assert '-> "4,680"' in told
    assert told.endswith("1 claims, 1 to look at\n")


def test_a_word_file_is_checked_like_a_text(tmp_path: Path) -> None:
    word = word_file(paragraph(NEW))
    assert verdicts(run(word, "--vintage", "second", "--json", tmp_path=tmp_path, name="draft.docx")) == ["agrees"]


def test_a_text_can_come_from_standard_input() -> None:
    result = CliRunner().invoke(check, ["-", "--vintage", "second", "--json"], input=NEW.encode())
    assert verdicts(result) == ["agrees"]


def test_an_unknown_vintage_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="third"):
        run(NEW, "--vintage", "third", tmp_path=tmp_path)


def test_without_review_and_vintage_there_is_nothing_to_hold_a_text_against(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="Nothing is named"):
        run(NEW, tmp_path=tmp_path)
