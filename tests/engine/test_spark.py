"""The works over everything and whole questions on a real Spark cluster of a master and two workers on loopback."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from quarterdeck import engine
from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.engine import reference
from quarterdeck.engine.facts import NOW, KnownOn
from quarterdeck.engine.plan import Plan
from quarterdeck.engine.spark import answer
from quarterdeck.engine.spark.cluster import Cluster
from quarterdeck.engine.spark.sessions import session, workers
from quarterdeck.engine.sql.works.doing import Done, do
from quarterdeck.engine.sql.works.running import Order, Work
from quarterdeck.engine.sql.works.texts import ESTIMATED
from tests.engine.cluster import Running, cluster, free_port, missing
from tests.engine.test_works import (
    Doing,
    check_restated,
    check_rolled,
    check_unequal,
    check_vintage,
    done_here,
    result_of,
)
from tests.engine.works_world import Store, in_borders, rolled, unequal
from tests.engine.works_world import store as drawn_store
from tests.engine.worlds import SEEDS, Drawn, drawn, held_of, plan_of

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LEVEL = 3
needs_cluster = pytest.mark.skipif(bool(missing()), reason=missing())
SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
SMALL = {
    "spark.executor.memory": "512m", "spark.sql.shuffle.partitions": "2", "spark.default.parallelism": "2",
    # Compiling and planning anew take longer than so few rows.
    "spark.sql.codegen.wholeStage": "false", "spark.sql.adaptive.enabled": "false",
    "spark.driver.extraJavaOptions": SHORT_LIVED, "spark.executor.extraJavaOptions": SHORT_LIVED,
}  # fmt: skip
DAY = date(2000, 7, 1)
LATER = KnownOn(last_batch=1)


@pytest.fixture(scope="module")
def store() -> Store:
    """The first small world in which everything occurs that works may have to tell."""
    return next(one for seed in range(SEEDS) if 80 < (one := drawn_store(seed)).log.count() < 400 and is_rich(one))


def is_rich(one: Store) -> bool:
    """Whether there are divided counts, means, groups told together, sums over areas, and parents that differ."""
    means = {code for code, measure in one.world.measures.items() if measure.space_rule == "weighted_mean"}
    restated, summed = in_borders(one, NOW, DAY), rolled(one, NOW, LEVEL)
    told = {cell: said for cell, said in restated.items() if said.value is not None}
    return (
        any("+" in cell.area for cell in told)
        and any(said.mark is not None and said.mark & 31 == ESTIMATED for said in told.values())
        and all(any(cell.indicator in means and said.value is not None for cell, said in found.items())
                for found in (restated, summed))
        and len(unequal(one, NOW)) > 0
    )  # fmt: skip


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    """A master and two workers."""
    with cluster() as found:
        yield found


@pytest.fixture(scope="module")
def spark(running: Running) -> Iterator["SparkSession"]:
    """A session on them."""
    with session(running.address, SMALL) as found:
        yield found


@pytest.fixture
def doing(spark: "SparkSession") -> Doing:
    """Does a work on the cluster."""

    def done_there(store: Store, order: Order, folder: Path) -> Done:
        segments, small = folder / "segments", folder / "small"
        for one in (segments, small):
            one.mkdir()
        return do(order, store.held(segments), store.world, Cluster(spark, small), folder / "result")

    return done_there


def test_what_is_no_address_of_a_cluster_is_refused() -> None:
    for address in ("10.0.0.5:7077", "spark://10.0.0.5", "local[2]"):
        with pytest.raises(BadInput, match="spark://"), session(address):
            pass


@needs_cluster
def test_where_no_cluster_answers_it_is_said_at_once() -> None:
    with pytest.raises(NotFound, match="No cluster answers"), session(f"spark://127.0.0.1:{free_port()}"):
        pass


def test_where_java_is_missing_it_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    with pytest.raises(NotFound, match="Java is missing"), session("spark://127.0.0.1:7077"):
        pass


@needs_cluster
def test_the_cluster_says_what_was_known_on_a_day(doing: Doing, store: Store, tmp_path: Path) -> None:
    check_vintage(store, LATER, tmp_path, doing)
    same_here(store, Order(Work.VINTAGE, LATER), tmp_path)


@needs_cluster
def test_the_cluster_restates_every_figure_to_other_borders(doing: Doing, store: Store, tmp_path: Path) -> None:
    check_restated(store, NOW, DAY, tmp_path, doing)
    same_here(store, Order(Work.RESTATE, borders=DAY), tmp_path)


@needs_cluster
def test_the_cluster_finds_every_parent_that_is_not_the_sum_of_its_children(
    doing: Doing, store: Store, tmp_path: Path
) -> None:
    check_unequal(store, NOW, tmp_path, doing)
    same_here(store, Order(Work.CHECK), tmp_path)


@needs_cluster
def test_the_cluster_sums_over_all_levels_and_the_engine_serves_what_it_wrote(
    doing: Doing, store: Store, tmp_path: Path
) -> None:
    check_rolled(store, NOW, LEVEL, tmp_path, doing)
    same_here(store, Order(Work.ROLL_UP, level=LEVEL), tmp_path)
    served, known = engine.open(tmp_path / "result"), store.world.register.units
    told = {cell: said.value for cell, said in result_of(store, tmp_path / "result").items() if said.value is not None}
    assert told
    for cell, value in told.items():
        question = engine.Question(
            (cell.indicator,), engine.Areas((known[cell.area].code,)), (cell.period,), breakdowns=(cell.breakdown,),
            scenario=cell.scenario, calendar=False,
        )  # fmt: skip
        assert served.ask(question)["value"].to_pylist() == [value]


def same_here(store: Store, order: Order, there: Path) -> None:
    """This machine writes the very same rows."""
    with TemporaryDirectory() as here:
        done_here(store, order, Path(here))
        assert content(Path(here) / "result") == content(there / "result")


def content(folder: Path) -> dict[str, list[dict[str, object]]]:
    """Every row of the Parquet files of a result, by file."""
    return {path.name: pq.read_table(path).to_pylist() for path in sorted(folder.glob("*.parquet"))}


def small_question(*, borders: bool) -> tuple[Drawn, Plan]:
    """The first small question of which a good deal can be told, as it was or in the borders of a day."""
    for seed in range(SEEDS):
        one = drawn(seed)
        plans = [plan for question in one.questions if (plan := plan_of(question, one.world)) is not None]
        for plan in plans:
            if (plan.question.borders is not None) is borders and 4 < plan.cells < 40:
                with held_of(one.world, one.told, one.segments) as held:
                    told = len(plan.bases) < 12 and reference.answer(plan, held)["value"].drop_null()
                if told and len(told) > 4:
                    return one, plan
    raise LookupError


@needs_cluster
@pytest.mark.parametrize("borders", [False, True])
def test_whole_questions_are_answered_on_the_cluster_as_everywhere(spark: "SparkSession", borders: bool) -> None:
    one, plan = small_question(borders=borders)
    with held_of(one.world, one.told, one.segments) as held:
        found, wanted = answer(plan, held, spark), reference.answer(plan, held)
    assert found.schema == wanted.schema
    assert found.to_pylist() == wanted.to_pylist()


@needs_cluster
def test_the_work_of_a_lost_worker_is_done_by_the_other(
    running: Running, spark: "SparkSession", tmp_path: Path
) -> None:
    spark.range(4).repartition(4).count()
    running.kill(len(running.processes) - 1)
    assert spark.range(100_000).repartition(4).selectExpr("sum(id)").collect()[0][0] == 4_999_950_000
    assert workers(spark) >= 1
