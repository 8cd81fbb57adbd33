"""Small random worlds: areas in time, indicators, a log with batches, and questions; and how segments hold them.

A world comes from one number, so that it is cheap, dense and can be made again; `smallest` makes a failing one smaller.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from hypothesis import strategies as st

from quarterdeck.core.errors import BadInput, NotFound
from quarterdeck.engine.held import Held
from quarterdeck.engine.plan import Plan, planned
from quarterdeck.engine.query import Question
from quarterdeck.engine.segments.compaction import compact
from quarterdeck.engine.segments.memory_log import MemoryLog, Told
from quarterdeck.engine.segments.reading import current
from quarterdeck.engine.slabs import writing
from quarterdeck.engine.world import World
from tests.engine.worlds_figures import CALENDARS, Batch, batches, focus_of, measures
from tests.engine.worlds_questions import question
from tests.engine.worlds_registers import three_levels

SEEDS = 2**24
MEMORY = Path("/dev/shm")  # waiting for a disk to have written is most of what a small world costs


@dataclass(frozen=True, repr=False)
class Drawn:
    """A world, what was told in it, and some questions about it. `segments` batches are in segments, if so asked."""

    seed: int
    world: World
    told: tuple[Batch, ...]
    questions: tuple[Question, ...]
    segments: int

    def __repr__(self) -> str:
        return f"drawn({self.seed})"


def drawn(seed: int, most: int = 6) -> Drawn:
    """The world of a number, with its log and a few questions."""
    random = Random(seed)
    world, focus = World(measures(random), three_levels(random), CALENDARS), focus_of(random)
    told = tuple(batches(random, world.register, world.measures, focus))
    asked = tuple(question(random, world, focus) for _ in range(random.randint(1, most)))
    if seed % 4 == 0:
        asked = (*asked[:-1], replace(asked[-1], lineage=True))
    return Drawn(seed, world, told, asked, random.randint(0, len(told)))


def worlds(most: int = 6) -> st.SearchStrategy[Drawn]:
    """Worlds of random numbers, for hypothesis."""
    return numbers().map(lambda seed: drawn(seed, most))


def numbers() -> st.SearchStrategy[int]:
    """Numbers of worlds, for hypothesis."""
    return st.integers(0, SEEDS)


def log_of(told: tuple[Batch, ...]) -> MemoryLog:
    """The log of these batches."""
    log = MemoryLog()
    for one in told:
        log.append(one.at, one.rows)
    return log


@contextmanager
def held_of(world: World, told: tuple[Batch, ...], segments_up_to: int = 0) -> Iterator[Held]:
    """The log with its first so many batches in segments, in a folder that lasts as long as the context."""
    with TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as name:
        folder, log = Path(name), log_of(told[:segments_up_to])
        if segments_up_to:
            compact(folder, log, slabs=writing.write, level_of=lambda uid: world.register.units[uid].level)
        for one in told[segments_up_to:]:
            log.append(one.at, one.rows)
        yield Held(folder, current(folder, log), log)


def plan_of(question: Question, world: World) -> Plan | None:
    """The plan of a question, unless it is refused."""
    try:
        return planned(question, world)
    except (BadInput, NotFound):
        return None


def smallest(found: Drawn, fails: Callable[[Drawn], bool]) -> Drawn:
    """A smaller world that still fails: fewer questions, things asked, and rows."""
    shrinking = True
    while shrinking:
        shrinking = False
        for one in _smaller(found):
            if fails(one):
                found, shrinking = one, True
                break
    return found


def _smaller(of: Drawn) -> Iterator[Drawn]:
    if len(of.questions) > 1:
        yield from (replace(of, questions=(one,)) for one in of.questions)
        return
    for name in ("indicators", "statements", "periods", "breakdowns"):
        several = getattr(of.questions[0], name)
        if len(several) > 1:
            yield from (replace(of, questions=(replace(of.questions[0], **{name: (one,)}),)) for one in several)
    for place, batch in enumerate(of.told):
        for rows in _fewer(batch.rows):
            yield replace(of, told=(*of.told[:place], batch._replace(rows=rows), *of.told[place + 1 :]))


def _fewer(rows: tuple[Told, ...]) -> Iterator[tuple[Told, ...]]:
    """Without a half, a quarter, … one of them."""
    size = len(rows)
    while size:
        for start in range(0, len(rows), size):
            yield rows[:start] + rows[start + size :]
        size //= 2
