"""How open difficulties pass from bodies that end to their heirs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """On one side (`raised_by`, `routed_to`) the body `origin` gives way to `heir`; `joined` where it is there already.

    Bodies are codes.
    """

    side: str
    origin: str
    heir: str
    joined: bool


def steps(sides: Mapping[str, Iterable[str]], heirs: Mapping[str, str]) -> list[Step]:
    """How bodies that end give way to their heirs; none at all where a body would then put the matter to itself.

    >>> steps({"raised_by": ["D2"], "routed_to": ["STC"]}, {"D2": "D1"})
    [Step(side='raised_by', origin='D2', heir='D1', joined=False)]
    >>> steps({"raised_by": ["D2"], "routed_to": ["D1"]}, {"D2": "D1"})
    []
    """
    found: list[Step] = []
    after: list[set[str]] = []
    for side, codes in sides.items():
        there = set(codes)
        for origin in sorted(there & heirs.keys()):
            found.append(Step(side, origin, heirs[origin], heirs[origin] in there))
            there = there - {origin} | {heirs[origin]}
        after.append(there)
    return [] if after and set.intersection(*after) else found
