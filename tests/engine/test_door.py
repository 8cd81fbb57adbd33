"""The engine's door: cheap to import, free of Django, and a copied folder answers as its store does."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quarterdeck import engine
from quarterdeck.core.errors import BadInput, NotFound, QuarterdeckError
from quarterdeck.core.lineage import Event, EventKind, Quality, Register, Share, Standing, Succession, Unit
from quarterdeck.engine.alone import SegmentLog
from quarterdeck.engine.keeping import keep, kept, register_from, register_to
from quarterdeck.engine.segments.compaction import compact
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.segments.reading import Corrupt
from quarterdeck.engine.slabs import writing
from quarterdeck.engine.store import Store, Way
from tests.engine import small
from tests.engine.small import fill
from tests.engine.worlds import Drawn, log_of, worlds

HEAVY = ("django", "numba", "duckdb", "scipy")


@contextmanager
def stored(found: Drawn) -> Iterator[Store]:
    """Everything that was told, in segments, with what is kept beside them."""
    with TemporaryDirectory() as folder:
        where, log = Path(folder), log_of(found.told)
        made = compact(where, log, slabs=writing.write, level_of=lambda uid: found.world.register.units[uid].level)
        keep(where, log, world=found.world, expected=found.world, names={}, wide=made.wide)
        yield Store(where, log, lambda _expected: found.world, pytest.fail)


def loaded_after(program: str) -> set[str]:
    tell = f"import sys; {program}; print(' '.join(sorted({{one.partition('.')[0] for one in sys.modules}})))"
    done = subprocess.run([sys.executable, "-c", tell], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_importing_the_engine_loads_no_library() -> None:
    assert loaded_after("import quarterdeck.engine").isdisjoint({*HEAVY, "pyarrow", "numpy"})


def test_what_the_door_names_is_free_of_django_and_of_compilers() -> None:
    program = "from quarterdeck import engine; [getattr(engine, name) for name in engine.__all__]"
    found = loaded_after(program)
    assert "pyarrow" in found
    assert found.isdisjoint(HEAVY)


def test_a_folder_answers_without_django_and_without_compilers(tmp_path: Path) -> None:
    fill(tmp_path)
    program = (
        "from quarterdeck import engine; "
        f"engine.open({str(tmp_path)!r}).ask(engine.Question(('BUDGET_REV',), engine.Areas(('24',)), ('2024-Q1',)))"
    )
    assert loaded_after(program).isdisjoint(HEAVY)


def test_an_answer_is_given_again_until_a_batch_is_told_and_never_to_who_names_a_way(tmp_path: Path) -> None:
    asked = engine.Question(("BUDGET_REV",), engine.Areas(("24",)), ("2024-Q1",))
    log, world = small.log(), small.world()
    store = Store(tmp_path, log, lambda _expected: world, pytest.fail)
    first = store.ask(asked)
    assert store.ask(asked) is first
    assert store.ask(asked, Way.MATRICES) is not first
    assert store.ask(replace(asked, periods=("2023-Q1",))) is not first
    log.append(datetime(2024, 6, 1, tzinfo=UTC), [])
    assert store.ask(asked) is not first
    assert store.ask(asked) == first


def test_the_door_says_what_it_has() -> None:
    assert set(dir(engine)) == set(engine.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = engine.nothing


@settings(max_examples=25, deadline=None)
@given(worlds())
def test_a_folder_answers_as_its_store_does(found: Drawn) -> None:
    with stored(found) as store:
        alone = engine.open(store.folder)
        for question in found.questions:
            for way in (Way.MATRICES, Way.REFERENCE):
                assert told(alone, question, way) == told(store, question, way)


def told(store: Store, question: engine.Question, way: Way) -> object:
    try:
        return store.ask(question, way).to_pylist()
    except QuarterdeckError as refusal:
        return str(refusal)


@settings(max_examples=25, deadline=None)
@given(worlds(), st.data())
def test_the_log_of_a_folder_gives_the_rows_that_were_told(found: Drawn, data: st.DataObject) -> None:
    with stored(found) as store:
        alone, last = SegmentLog(store.folder), len(found.told)
        after, upto = sorted(data.draw(st.tuples(st.integers(0, last), st.integers(0, last))))
        some = data.draw(st.none() | st.sets(st.sampled_from(sorted(found.world.measures))))
        assert rows(alone.facts(after=after, upto=upto, indicators=some)) == rows(
            store.log.facts(after=after, upto=upto, indicators=some)
        )
        assert alone.count(after=after, upto=upto) == store.log.count(after=after, upto=upto)
        assert alone.batches(after).moments.tolist() == store.log.batches(after).moments.tolist()


def rows(batches: Iterator[pa.RecordBatch]) -> list[dict[str, object]]:
    return sorted((one for batch in batches for one in batch.to_pylist()), key=lambda one: one["row"])


@settings(max_examples=50, deadline=None)
@given(worlds())
def test_a_world_comes_back_as_it_was_kept(found: Drawn) -> None:
    with stored(found) as store:
        back = kept(store.folder).world
        assert dict(back.measures) == dict(found.world.measures)
        assert dict(back.regimes) == dict(found.world.regimes)
        same(back.register, found.world.register)


def same(one: Register, other: Register) -> None:
    assert list(one.units.items()) == list(other.units.items())
    assert one.onward == other.onward
    assert {uid: set(map(str, some)) for uid, some in one.backward.items()} == {
        uid: set(map(str, some)) for uid, some in other.backward.items()
    }
    assert one.events == other.events


def test_shares_and_events_keep_every_digit_and_word() -> None:
    whole = Unit("A@1", "A", 3, "commune", "Xã Á", "Á", "D", date(2010, 1, 1), date(2025, 1, 1))
    part = Unit("B@2", "B", 3, "commune", "Xã B", "", "D", date(2025, 1, 1))
    shares = {"population": Share(Fraction(1, 3), Quality.COUNTED), "land": Share(None, Quality.UNKNOWN)}
    event = Event(
        "E", EventKind.SPLIT, date(2025, 1, 1), date(2025, 2, 1), "12/NQ", "Chia", "Split", Standing.PLANNED, 2, "note"
    )
    held = Register([whole, part], [Succession("A@1", "B@2", "E", shares, "table 3")], [event])
    same(register_from(register_to(held)), held)


def test_figures_are_told_as_known_then_and_now(tmp_path: Path) -> None:
    fill(tmp_path)
    asked = engine.Question(("BUDGET_REV",), engine.Areas(("24",)), ("2024-Q1",))
    then = replace(asked, known=engine.KnownOn(datetime(2024, 4, 2, tzinfo=UTC)))
    found = [engine.open(tmp_path).ask(one)["value"].to_pylist() for one in (asked, then)]
    assert found == [[Decimal("251")], [Decimal("250.5")]]


def test_indicators_too_large_for_segments_are_answered_from_what_is_kept_beside_them(tmp_path: Path) -> None:
    log, what = small.log(), small.world()
    large = Decimal("12345678901234567890.12345678")
    log.append(datetime(2024, 6, 1, tzinfo=UTC), [Told("POPULATION", small.uid("24"), "2024", large)])
    made = compact(tmp_path, log, slabs=writing.write, level_of=lambda uid: what.register.units[uid].level)
    assert made.wide == ("POPULATION",)
    keep(tmp_path, log, world=what, expected=what, names={}, wide=made.wide)
    asked = engine.Question(("POPULATION",), engine.Areas(("24",)), ("2023", "2024"))
    for way in (Way.MATRICES, Way.REFERENCE):
        assert engine.open(tmp_path).ask(asked, way)["value"].to_pylist() == [Decimal(250500), large]


def test_an_empty_folder_is_refused_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="quarterdeck engine compact"):
        engine.open(tmp_path)


def test_segments_that_are_newer_than_what_is_kept_are_refused(tmp_path: Path) -> None:
    before = fill(tmp_path / "new")
    (tmp_path / "old").mkdir()
    keep(tmp_path / "old", MemoryLog(), world=engine.open(tmp_path / "new").world(False),
         expected=engine.open(tmp_path / "new").world(True), names={})  # fmt: skip
    shutil.copytree(tmp_path / "old" / "kept", tmp_path / "new" / "kept", dirs_exist_ok=True)
    assert before.count() > 0
    with pytest.raises(BadInput, match="newer than what is kept"):
        engine.open(tmp_path / "new")


def test_a_damaged_file_is_told_and_never_guessed(tmp_path: Path) -> None:
    fill(tmp_path)
    for path in tmp_path.glob("2024-*"):
        path.write_bytes(b"\x00" * path.stat().st_size)
    asked = engine.Question(("BUDGET_REV",), engine.Areas(("24",)), ("2024-Q1",))
    with pytest.raises(Corrupt, match="quarterdeck engine rebuild"):
        engine.open(tmp_path).ask(asked)
