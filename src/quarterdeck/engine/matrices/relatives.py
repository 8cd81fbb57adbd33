"""How the places of an answer belong together: who lies above, below and beside whom."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quarterdeck.engine.query import Place


@dataclass(frozen=True, eq=False)
class Relatives:
    """By place: the number of the one above (-1: none), those directly below, and the number of its peers' group.

    `group` is -1 for places that are only looked at.
    """

    above: NDArray[np.intp]
    below: tuple[tuple[int, ...], ...]
    group: NDArray[np.int64]


def relatives(places: Sequence[Place]) -> Relatives:
    """How these places belong together."""
    names: dict[str, int] = {}
    return Relatives(
        np.array([-1 if one.parent is None else one.parent for one in places], dtype=np.intp),
        tuple(one.children for one in places),
        np.array([names.setdefault(one.peers, len(names)) if one.asked else -1 for one in places], dtype=np.int64),
    )
