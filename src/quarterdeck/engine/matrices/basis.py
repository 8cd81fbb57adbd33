"""The figures of the log that a program rests on, with what is the same whatever places are asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quarterdeck.core.measures import SpaceRule
from quarterdeck.engine.matrices.cells import WHY, Codes
from quarterdeck.engine.matrices.exact import Mask
from quarterdeck.engine.plan.nodes import Base
from quarterdeck.engine.query import Why
from quarterdeck.engine.reading import steps
from quarterdeck.engine.reading.reading import Measure

Numbers = NDArray[np.intp]
Dates = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Span:
    """The first and the last day of each base's period [bases × 1], and why it may have no row."""

    first: Dates
    last: Dates
    unreported: Codes


def span_of(bases: Sequence[Base]) -> Span:
    """The days of some bases."""
    periods = {code: steps.named(code) for code in {one.period for one in bases}}
    days = {code: (one.start.toordinal(), one.last_day.toordinal()) for code, one in periods.items()}
    told = np.array([days[one.period] for one in bases], dtype=np.int64).reshape(len(bases), 2)
    why = [WHY[Why.FINER if one.finer else Why.NOT_REPORTED] for one in bases]
    return Span(told[:, :1], told[:, 1:], np.array(why, dtype=np.int8)[:, None])


class Rules(NamedTuple):
    """By base how areas follow from their parts, the decimals of its measure, and the bases of its weights (-1: none).

    `sums` are those that add up, `means` those with weights, `weighed` also those whose weight nobody knows,
    `statement` those of something published beside the value, `silent` those of which areas never have a row.
    """

    sums: Mask
    means: Mask
    weighed: Mask
    statement: Mask
    silent: Mask
    decimals: NDArray[np.int64]
    weights: Numbers


def rules_of(bases: Sequence[Base], measures: Mapping[str, Measure], weights: Numbers) -> Rules:
    """The rules of some bases."""
    mine = [measures[one.indicator] for one in bases]
    statement = np.array([one.breakdown.startswith("@") for one in bases], dtype=np.bool_)
    sums = np.array([one.space_rule == SpaceRule.SUM.value for one in mine], dtype=np.bool_)
    mean = np.array([one.space_rule == SpaceRule.WEIGHTED_MEAN.value for one in mine], dtype=np.bool_)
    means = mean & np.array([one.weight_code in measures for one in mine], dtype=np.bool_)
    weighed = mean & np.array([bool(one.weight_code) for one in mine], dtype=np.bool_) & ~statement
    formula = np.array([bool(one.formula) for one in mine], dtype=np.bool_)
    decimals = np.array([one.decimals for one in mine], dtype=np.int64)
    return Rules(sums, means, weighed, statement, statement | (formula & ~sums & ~means), decimals, weights)


@dataclass(frozen=True, eq=False)
class Basis:
    """Bases by number, and their days and rules. What is remembered of them is remembered by this object."""

    bases: tuple[Base, ...]
    measures: Mapping[str, Measure]
    span: Span
    rules: Rules

    @cached_property
    def indicators(self) -> frozenset[str]:
        """The codes of the indicators of its bases."""
        return frozenset(one.indicator for one in self.bases)

    @cached_property
    def periods(self) -> frozenset[str]:
        """The codes of the periods of its bases."""
        return frozenset(one.period for one in self.bases)


def basis_of(bases: tuple[Base, ...], measures: Mapping[str, Measure], weights: Numbers) -> Basis:
    """The basis of some bases; `weights` are those of their weights (see `Rules`)."""
    return Basis(bases, measures, span_of(bases), rules_of(bases, measures, weights))
