"""The notebook of the how-to pages runs, cell by cell, over a store."""

import json
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest

from tests.engine.small import fill

NOTEBOOK = Path(__file__).resolve().parents[2] / "docs/how-to/ask-the-engine.ipynb"


def test_every_cell_runs_and_tells_the_figures_of_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "engine")
    monkeypatch.setenv("QUARTERDECK_HOME", str(tmp_path))
    cells = [one for one in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if one["cell_type"] == "code"]
    names: dict[str, object] = {}
    told = StringIO()
    with redirect_stdout(told):
        for one in cells:
            exec("".join(one["source"]), names)
    assert len(cells) >= 8
    assert "Sample Province (24)" in told.getvalue()
    assert "now: 251.00 VND_bn" in told.getvalue()
    assert "in January: not_reported" in told.getvalue()
    assert "differs by 0.50 VND_bn" in told.getvalue()


def test_the_notebook_keeps_no_traceback_and_no_name_of_a_machine() -> None:
    outputs = [part for one in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] for part in one.get("outputs", ())]
    assert {one["output_type"] for one in outputs} == {"stream"}
    assert "/tmp" not in NOTEBOOK.read_text("utf-8")
