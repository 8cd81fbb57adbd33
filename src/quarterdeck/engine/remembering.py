"""What a store has told and may be asked again: plans, and answers for as long as nothing has changed."""

from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

import pyarrow as pa

from quarterdeck.engine.plan import Plan
from quarterdeck.engine.query import Question
from quarterdeck.engine.segments.layout import Manifest
from quarterdeck.engine.world import World

MOST_PLANS = 256
MOST_STATEMENTS = 10_000
"""Plans of more statements than this are not kept."""
MOST_BYTES = 64 << 20
LARGEST = 4 << 20
"""Answers larger than this are not kept."""


class Moment(NamedTuple):
    """What an answer follows from beside its plan. `state` is that of the log (`LogReader.state`)."""

    manifest: Manifest
    state: object


class Plans:
    """The plans used last, each of one question in one world."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Question, tuple[World, Plan]] = OrderedDict()
        self._lock = Lock()

    def get(self, question: Question, world: World, make: Callable[[], Plan]) -> Plan:
        """The plan of a question, made if need be."""
        kept = self._kept.get(question)
        if kept is not None and kept[0] is world:
            return kept[1]
        plan = make()
        if len(plan.asked) <= MOST_STATEMENTS:
            with self._lock:
                self._kept[question] = world, plan
                while len(self._kept) > MOST_PLANS:
                    self._kept.popitem(last=False)
        return plan


class Answers:
    """The answers given last; together they take at most `MOST_BYTES`."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Plan, tuple[Moment, pa.Table]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, plan: Plan, moment: Moment) -> pa.Table | None:
        """The answer to a plan if it was given, and nothing changed since."""
        kept = self._kept.get(plan)
        if kept is None or kept[0].manifest is not moment.manifest or kept[0].state != moment.state:
            return None
        return kept[1]

    def keep(self, plan: Plan, moment: Moment, answer: pa.Table) -> None:
        """Remember an answer."""
        if answer.nbytes > LARGEST:
            return
        with self._lock:
            before = self._kept.pop(plan, None)
            self._bytes += answer.nbytes - (before[1].nbytes if before else 0)
            self._kept[plan] = moment, answer
            while self._bytes > MOST_BYTES:
                self._bytes -= self._kept.popitem(last=False)[1][1].nbytes
