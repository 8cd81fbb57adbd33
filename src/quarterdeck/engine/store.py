"""The door to the engine: ask a store a question, whatever way answers it."""

import logging
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pyarrow as pa

from quarterdeck.core.errors import BadInput
from quarterdeck.core.measures.labels import Labelled
from quarterdeck.core.messages import gettext_noop
from quarterdeck.engine.answer import ANSWER, LINEAGE
from quarterdeck.engine.facts import LogReader
from quarterdeck.engine.held import Held
from quarterdeck.engine.plan import MOST_CELLS, Plan, planned, refuse_too_many
from quarterdeck.engine.query import Question
from quarterdeck.engine.remembering import Answers, Moment, Plans
from quarterdeck.engine.segments.layout import Manifest
from quarterdeck.engine.segments.reading import Corrupt, current, is_current
from quarterdeck.engine.world import World

MOST_DAMAGES = 50
"""After how many damaged files in a row a question is answered plainly over the log."""

logger = logging.getLogger(__name__)


class Way(Labelled):
    """Where a question is worked out. All ways give the same answer."""

    MATRICES = "matrices", "Matrices in memory", "Ma trận trong bộ nhớ"
    DUCK = "duck", "DuckDB over the segments", "DuckDB trên các phân đoạn"
    REFERENCE = "reference", "Plainly over the log, slow", "Tính trực tiếp trên nhật ký, chậm"


class Store:
    """The segments in a folder, the log that they are made from, and what the figures mean.

    `world` gives the catalogue and register of now, with planned events where it is called with True. `mend` is called
    with the error when a file turns out to be damaged, and must make it whole again from the log.
    """

    def __init__(
        self, folder: Path, log: LogReader, world: Callable[[bool], World], mend: Callable[[Corrupt], None]
    ) -> None:
        self.folder, self.log, self.world, self._mend = folder, log, world, mend
        self._held: Held | None = None
        self._seen = _Seen()
        self._plans, self._answers = Plans(), Answers()

    def held(self) -> Held:
        """The current state of the segments; the same object for as long as it is the current one."""
        state, seen = self.log.state(), self._seen
        same = state is not None and state == seen.state and is_current(self.folder, seen.manifest)
        manifest = seen.manifest if same and seen.manifest is not None else current(self.folder, self.log)
        seen.state, seen.manifest = state, manifest
        held = self._held
        if held is None or held.manifest is not manifest:
            held = self._held = Held(self.folder, manifest, self.log)
        held.as_of(state)
        return held

    def ask(self, question: Question, way: Way | None = None) -> pa.Table:
        """The answer, an Arrow table of the schema `answer.ANSWER` (`LINEAGE` where the question asks for it).

        Where no way is named, an answer that was given already counts for as long as nobody has written anything.
        Raises `BadInput` or `NotFound` for what is asked and there is not, and for more cells than fit one answer.
        """
        return self.answered(self.plan(question, refuse_too_many), way)

    def plan(self, question: Question, may: Callable[[int], None] | None = None) -> Plan:
        """The plan of a question in the world of now. `may` refuses a number of cells before the plan is made."""
        world = self.world(question.borders is not None and question.borders.expected)
        if may is None:
            return planned(question, world)
        return self._plans.get(question, world, lambda: planned(question, world, may))

    def stream(self, question: Question, way: Way | None = None, cells: int = MOST_CELLS // 10) -> Iterator[pa.Table]:
        """The same answer in parts of at most about `cells` rows, in the same order; memory stays bounded.

        A part is never smaller than one statement about one indicator in one period, for all areas.
        """
        whole = self.plan(question)
        step = max(1, cells // max(1, len([place for place in whole.places.list if place.asked])))
        for first in range(0, len(whole.asked), step):
            part = replace(whole, asked=whole.asked[first : first + step])
            yield self.answered(part, way)

    def answered(self, plan: Plan, way: Way | None = None) -> pa.Table:
        """The answer to a question that is planned already."""
        held = self.held()
        if way is not None or self._seen.state is None:
            return self._worked_out(plan, way, held)
        moment = Moment(held.manifest, self._seen.state)
        found = self._answers.get(plan, moment)
        if found is None:
            found = self._worked_out(plan, way, held)
            if self._seen.manifest is moment.manifest:
                self._answers.keep(plan, moment, found)
        return found

    def _worked_out(self, plan: Plan, way: Way | None, held: Held) -> pa.Table:
        chosen = way or (Way.REFERENCE if plan.question.lineage else Way.MATRICES)
        for _ in range(MOST_DAMAGES):
            try:
                return _told(_ways(chosen), plan, held)
            except Corrupt as damage:
                logger.error("A file of the engine is damaged and is made again from the log: %s", damage)
                self._mend(damage)
                self._held = None
                held = self.held()
        return _told(_ways(Way.REFERENCE), plan, held)


class _Seen(threading.local):
    """What a thread saw last: the state of the log, and the manifest that counted in it."""

    state: object | None = None
    manifest: Manifest | None = None


def _told(way: Callable[[Plan, Held], pa.Table], plan: Plan, held: Held) -> pa.Table:
    try:
        return way(plan, held)
    except (pa.ArrowInvalid, OverflowError) as failure:
        raise BadInput(
            gettext_noop("A result of this question is too long to be a figure."),
            remedy=gettext_noop("Check the figures, and the formula if there is one: something has too many digits."),
        ) from failure  # fmt: skip


def schema_of(question: Question) -> pa.Schema:
    """The columns of the answer to a question."""
    return LINEAGE if question.lineage else ANSWER


def _ways(way: Way) -> Callable[[Plan, Held], pa.Table]:
    """A way is loaded when it is first used: none pays for the libraries of another."""
    found: Callable[[Plan, Held], pa.Table] = import_module(f"quarterdeck.engine.{way.value}").answer
    return found
