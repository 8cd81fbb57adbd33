"""Drafts checked before the desk had rows for findings keep them, and give them back."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from tests.world import NOW

BEFORE, AFTER = [("reports", "0001_initial")], [("reports", "0002_draft_desk")]


def _to(state: list[tuple[str, str]]) -> object:
    executor = MigrationExecutor(connection)
    executor.migrate(state)
    # Rooms upstream stay as they are now.
    whole = [*state, *executor.loader.graph.leaf_nodes("reviews")]
    return MigrationExecutor(connection).loader.project_state(whole).apps


@pytest.mark.django_db(transaction=True)
def test_findings_kept_with_a_draft_become_rows_and_back() -> None:
    found = {
        "start": 3, "end": 8, "quote": "32,6%", "verdict": "differs", "correction": "", "figure": None,
        "reason_vi": "Sai.", "reason_en": "Wrong.",
    }  # fmt: skip
    old = _to(BEFORE)
    review = old.get_model("reviews", "Review").objects.create(
        code="2024-Q1", period="2024-Q1", ahead="2024-Q2", title_vi="Hội nghị", title_en="Review", held_on=NOW.date()
    )
    plain = {"review": review, "checked_at": NOW, "checked_by": "Lan", "vintage": ""}
    old.get_model("reports", "Draft").objects.create(name="A", text="đạt 32,6%", findings=[found], **plain)
    new = _to(AFTER)
    row = new.get_model("reports", "DraftFinding").objects.get()
    assert (row.quote, row.verdict, row.harm, row.reason_en, row.state) == ("32,6%", "differs", 2, "Wrong.", "open")
    assert (row.draft.original, row.draft.put_by) == ("đạt 32,6%", "Lan")
    assert _to(BEFORE).get_model("reports", "Draft").objects.get().findings == [found]


@pytest.fixture(autouse=True)
def newest_again() -> Iterator[None]:
    """The tables as every other test expects them."""
    yield
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
