"""`quarterdeck engine run`: works over everything, on this machine or on a cluster."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from django.utils import timezone

from quarterdeck.core.errors import BadInput, Conflict
from quarterdeck.core.messages import gettext_noop
from quarterdeck.engine.facts import NOW, KnownOn
from quarterdeck.engine.sql.works.doing import Done, do
from quarterdeck.engine.sql.works.running import Machine, Order, Work
from quarterdeck.figures.jobs.compacting import compact
from quarterdeck.figures.queries import catalogue
from quarterdeck.figures.queries.engine import both_names, store, world
from quarterdeck.figures.queries.engine import known_on as as_known
from quarterdeck.figures.queries.log import AsKnown
from quarterdeck.figures.queries.restating import borders_of
from quarterdeck.web import clock

HERE = "here"


@click.command("run")
@click.option(
    "--on",
    "address",
    default=HERE,
    show_default=True,
    metavar="ADDRESS",
    help="This machine, or the master of a Spark cluster: spark://10.0.0.5:7077.",
)
@click.option("--work", type=click.Choice([one.value for one in Work]), required=True, help="What is worked out.")
@click.option("--known-on", type=click.DateTime(["%Y-%m-%d"]), help="As known on a day, e.g. 2024-03-27.")
@click.option("--vintage", default="", metavar="CODE", help="As frozen under this name.")
@click.option(
    "--borders", default="", metavar="DAY", help="For restate: the borders of a day (2025-07-01) or of today."
)
@click.option("--level", type=int, help="For roll-up: the level whose figures are summed. Default: the lowest.")
@click.option("--setting", "settings", multiple=True, metavar="NAME=VALUE", help="A setting of Spark.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="A new folder.")
def run(
    address: str, work: str, known_on: datetime | None, vintage: str, borders: str, level: int | None,
    settings: tuple[str, ...], out: Path,
) -> None:  # fmt: skip
    """Work something out over everything that the segments hold, and write the result into a new folder.

    vintage: the state as known on a day. roll-up: the figures of all levels above one, made of its own. restate: every
    series in the borders of a day. Their folders hold segments: `quarterdeck.engine.open(FOLDER)` answers questions
    from them. What cannot be told is listed beside them, with the reason. check: a list of the areas whose figure is
    not the sum of those of the areas directly below.

    On a cluster all machines must see both folders under the same paths. What a lost worker was at is done again by
    the others.

    \b
    Examples:
      quarterdeck engine run --work vintage --known-on 2024-03-27 --out /srv/march
      quarterdeck engine run --work restate --borders today --out /srv/today
      quarterdeck engine run --on spark://10.0.0.5:7077 --work roll-up --out /srv/sums
      quarterdeck engine run --on spark://10.0.0.5:7077 --work check --out /srv/differences
    """
    on_day = borders_of(borders, clock.today())
    order = Order(Work(work), _known(known_on, vintage), level, on_day.day if on_day else None)
    with suppress(Conflict):  # another compaction is at work: what it has done so far is taken
        compact()
    held = store().held()
    meant = world(expected=on_day is not None and on_day.expected)
    with _machine(address, settings, out) as machine:
        done = do(order, held, meant, machine, out, names=both_names(), progress=_tell_year)
    _tell(done)


def _known(day: datetime | None, vintage: str) -> KnownOn:
    if vintage and day:
        raise BadInput(gettext_noop("A frozen state has its own day."), place="--vintage",
                       remedy=gettext_noop("Give only one."))  # fmt: skip
    if vintage:
        return as_known(catalogue.as_known(vintage_code=vintage, at=clock.now()))
    return as_known(AsKnown(timezone.make_aware(datetime.combine(day, time.max)))) if day else NOW


@contextmanager
def _machine(address: str, settings: tuple[str, ...], out: Path) -> Iterator[Machine]:
    """Where the work runs; what it needs meanwhile lies beside the result, where all machines see it."""
    out.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as beside:
        if address == HERE:
            from quarterdeck.engine.sql.works.here import here

            with here(Path(beside)) as machine:
                yield machine
            return
        from quarterdeck.engine.spark.cluster import Cluster
        from quarterdeck.engine.spark.sessions import session

        with session(address, dict(_setting(one) for one in settings)) as held:
            yield Cluster(held, Path(beside))


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadInput(gettext_noop("A setting needs a value."), place="--setting",
                       remedy=gettext_noop("Write it as spark.executor.memory=4g."))  # fmt: skip
    return name, value


def _tell_year(year: int, done: int, years: int) -> None:
    if done < years:
        click.echo(f"{year} ({done + 1} of {years})", err=True)


def _tell(done: Done) -> None:
    if "differences" not in done.tables:
        click.echo(f"{done.folder} holds {done.figures:,} figures, from the log up to batch {done.watermark}.")
    for name, count in done.tables.items():
        click.echo(f"{count:,} rows in {done.folder / name}.parquet")
    if done.left_out:
        click.echo(f"Left out, as their values do not fit 64 bits: {', '.join(done.left_out)}", err=True)
