"""Answers as text, CSV, JSON and Parquet: exact numbers for programs, the reader's own for people."""

import csv
import io
import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quarterdeck import engine
from quarterdeck.core.errors import BadInput
from quarterdeck.engine.answer import ANSWER
from quarterdeck.engine.query import Statement
from quarterdeck.engine.store import Way
from quarterdeck.engine.writing.cells import Notes, shown
from quarterdeck.engine.writing.columns import WIDTH
from quarterdeck.engine.writing.files import json_text, plain, write_csv, write_json, write_parquet
from quarterdeck.engine.writing.text import MOST_SHOWN, Names, refuse_to_show, text_of
from tests.engine.small import NAMES, fill

USUAL = (Statement.LEVEL, Statement.SAME_PERIOD, Statement.CHANGE, Statement.PLAN, Statement.ATTAINMENT)
VALUES = st.none() | st.decimals(min_value=-(10**20), max_value=10**20, places=8)
CHILDREN = engine.Areas(("24",), children=True)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> engine.Store:
    folder = tmp_path_factory.mktemp("engine")
    fill(folder)
    return engine.open(folder)


def asked(store: engine.Store, **more: object) -> pa.Table:
    fields: dict[str, object] = {
        "indicators": ("BUDGET_REV",), "areas": CHILDREN, "periods": ("2024-Q1",), "statements": USUAL,
    } | more  # fmt: skip
    return store.ask(engine.Question(**fields), Way.REFERENCE)


def read(store: engine.Store, lang: str, **more: object) -> list[str]:
    names = Names(lang, {code: both[lang == "en"] for code, both in NAMES.items()}, {"24": "Tỉnh Mẫu"})
    return text_of(asked(store, **more), store.world(False).measures, names).splitlines()


@given(st.lists(VALUES))
def test_decimals_are_written_with_every_digit_and_without_powers(values: list[Decimal | None]) -> None:
    told = plain(pa.array(values, pa.decimal128(38, 8))).to_pylist()
    assert [None if one is None else Decimal(one) for one in told] == values
    assert not any("E" in one or one.endswith(".") or ("." in one and one.endswith("0")) for one in told if one)


def test_json_csv_and_parquet_say_the_same(store: engine.Store) -> None:
    answer = asked(store, lineage=True)
    written = {}
    for writer in (write_json, write_csv, write_parquet):
        out = io.BytesIO()
        assert writer(iter([answer.slice(0, 7), answer.slice(7)]), answer.schema, out) == len(answer)
        written[writer] = out.getvalue()
    body = json.loads(written[write_json])
    assert body == json.loads(json_text(answer))
    assert body["columns"] == answer.schema.names
    rows = [dict(zip(body["columns"], row, strict=True)) for row in body["rows"]]
    expected = answer.to_pylist()
    exact = [one | {"value": None if one["value"] is None else f"{one['value'].normalize():f}"} for one in expected]
    assert rows == exact
    lines = list(csv.DictReader(io.StringIO(written[write_csv].decode())))
    assert [one["value"] for one in lines] == [one["value"] or "" for one in exact]
    assert [one["lineage"].split() for one in lines] == [[str(row) for row in one["lineage"]] for one in exact]
    back = pq.read_table(io.BytesIO(written[write_parquet]))
    assert back.to_pylist() == expected
    assert back.schema.field("value").type == pa.decimal128(38, 8)


def test_an_empty_answer_is_whole_in_every_form() -> None:
    nothing = ANSWER.empty_table()
    assert json.loads(json_text(nothing)) == {"columns": ANSWER.names, "rows": []}
    for writer in (write_json, write_csv, write_parquet):
        out = io.BytesIO()
        assert writer([nothing], ANSWER, out) == 0
        assert out.getvalue()


def test_signs_that_csv_and_json_know_are_kept_apart() -> None:
    odd = 'a,"b"\nc'
    table = pa.table({"breakdown": pa.array([odd, "á"]).dictionary_encode()})
    out = io.BytesIO()
    write_csv([table], table.schema, out)
    assert [row[0] for row in csv.reader(io.StringIO(out.getvalue().decode(), newline=""))][1:] == [odd, "á"]
    assert json.loads(json_text(table))["rows"] == [[odd], ["á"]]


def test_one_indicator_is_shown_as_areas_by_statements(store: engine.Store) -> None:
    lines = read(store, "en")
    assert lines[0] == "Budget revenue (BUDGET_REV) · Q1 2024 · billion VND"
    assert "VND" not in " ".join(lines[1:])
    province = next(line for line in lines if line.startswith("Tỉnh Mẫu (24)"))
    assert province.split("  ")[-1].strip()
    assert [one for one in province.split() if one[0].isdigit() or one[0] == "+"] == [
        "251", "200.4", "+25.2", "1,000.0", "25.1",
    ]  # fmt: skip
    assert "nearly 251 E" in province
    assert "E: Estimated" in lines


def test_numbers_words_and_reasons_are_in_the_language_of_the_reader(store: engine.Store) -> None:
    text = "\n".join(read(store, "vi"))
    assert "Thu ngân sách (BUDGET_REV) · Quý I/2024" in text
    assert "gần 251 E" in text
    assert "1.000,0" in text
    assert "¹ Chưa báo cáo" in text
    assert "E: Số liệu ước tính" in text


def test_one_area_is_shown_as_indicators_with_their_units(store: engine.Store) -> None:
    text = "\n".join(
        read(store, "en", indicators=("BUDGET_REV", "POPULATION"), areas=engine.Areas(("24",)), periods=("2024-Q1",))
    )
    words = " ".join(text.split())
    assert "Population (POPULATION), persons" in words
    assert "reported for 2023" in words
    assert "250,500" in text


def test_several_periods_of_one_statement_stand_side_by_side(store: engine.Store) -> None:
    lines = read(store, "en", periods=("2023-Q1..2024-Q1",), statements=(Statement.LEVEL,))
    assert lines[0] == "Budget revenue (BUDGET_REV) · Value · billion VND"
    head = " ".join(" ".join(lines[2:5]).split())
    assert all(quarter in head for quarter in ("Q1 2023", "Q4 2023", "Q1 2024"))


def test_periods_and_statements_make_blocks(store: engine.Store) -> None:
    lines = read(store, "en", periods=("2023-Q4", "2024-Q1"))
    assert [line for line in lines if line.startswith("Budget")] == [
        "Budget revenue (BUDGET_REV) · Q4 2023 · billion VND", "Budget revenue (BUDGET_REV) · Q1 2024 · billion VND",
    ]  # fmt: skip


def test_what_is_incomplete_says_how_many_of_how_many(store: engine.Store) -> None:
    text = "\n".join(read(store, "en", rollup=3, areas=engine.Areas(("213",)), periods=("2024-Q1", "2025-Q1")))
    assert "50.0" in text
    assert "–¹" in text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_tables_fit_a_screen(store: engine.Store, lang: str) -> None:
    wide = [
        read(store, lang, per="POPULATION", statements=tuple(Statement)),
        read(store, lang, indicators=("BUDGET_REV", "POPULATION"), areas=engine.Areas(("24",))),
        read(store, lang, periods=("2021-Q1..2024-Q4",), statements=(Statement.LEVEL,)),
    ]
    assert [line for lines in wide for line in lines if len(line) > WIDTH] == []


def test_periods_of_one_series_stand_below_one_another(store: engine.Store) -> None:
    lines = read(store, "en", areas=engine.Areas(("24",)), periods=("2023-Q1..2024-Q1",), statements=(Statement.LEVEL,))
    assert [line.split("  ")[0] for line in lines[4:9]] == ["Q1 2023", "Q2 2023", "Q3 2023", "Q4 2023", "Q1 2024"]


def test_the_numbers_of_a_column_have_the_same_digits(store: engine.Store) -> None:
    per = read(store, "en", per="POPULATION", statements=(Statement.PER,), periods=("2024-Q1",))
    told = [line.split()[-1] for line in per if line[:3] in ("213", "214", "215")]
    assert len({len(one.partition(".")[2]) for one in told if one[0].isdigit()}) == 1


def test_ranks_stand_without_unit_and_digits(store: engine.Store) -> None:
    lines = read(store, "en", statements=(Statement.LEVEL, Statement.RANK))
    assert [line.split()[-1] for line in lines if line[:3] in ("213", "214", "215")] == ["1", "2", "3"]


def test_a_table_nobody_reads_is_refused_with_the_remedy() -> None:
    refuse_to_show(MOST_SHOWN)
    with pytest.raises(BadInput, match="CSV, JSON or Parquet"):
        refuse_to_show(MOST_SHOWN + 1)


def test_a_long_answer_is_written_part_by_part(store: engine.Store, tmp_path: Path) -> None:
    question = engine.Question(("BUDGET_REV", "POPULATION"), CHILDREN, ("2020-Q1..2024-Q4",), USUAL)
    alive: list[int] = []

    def parts() -> Iterator[pa.Table]:
        for one in store.stream(question, Way.REFERENCE, cells=40):
            alive.append(len(one))
            yield one

    with (tmp_path / "all.csv").open("wb") as out:
        rows = write_csv(parts(), ANSWER, out)
    assert rows == 2 * 4 * 20 * 5
    assert max(alive) <= 40
    assert len((tmp_path / "all.csv").read_text().splitlines()) == rows + 1


def test_reasons_that_differ_in_counts_only_are_told_once(store: engine.Store) -> None:
    measure = store.world(False).measures["BUDGET_REV"]
    notes = Notes("en")
    rows = [{"why": "incomplete", "status": "M", "reported": some, "needed": 22, "value": None} for some in (0, 16, 19)]
    told = [shown(row, measure, notes) for row in rows]
    assert [(one.text, one.marks) for one in told] == [("– (0/22)", "¹"), ("– (16/22)", "¹"), ("– (19/22)", "¹")]
    assert notes.lines() == ["¹ Not all units that it is made of have reported (in brackets: how many of how many)"]
