"""Where the nodes and ribbons of a flow diagram lie, so that ribbons hardly cross."""

from bisect import bisect_right, insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from quarterdeck.core.lineage import Pair, Quality

NOBODY = ""  # the target of what no unit took over
PITCH = 22  # from one name to the next: room for a line of 13 pixels
THICK = Fraction(16)  # a whole unit
THIN = Fraction(4)  # a part whose share nobody knows
ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Node:
    """A unit: its bar begins at `top` and is `height` high; its name stands at `middle`."""

    key: str
    top: Fraction
    height: Fraction

    @property
    def middle(self) -> Fraction:
        """The height of its name."""
        return self.top + self.height / 2


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A share of a unit on its way: `width` high on both sides; `share` None is not known and drawn thin."""

    source: str
    target: str
    share: Fraction | None
    quality: Quality
    width: Fraction
    left: Fraction
    right: Fraction


@dataclass(frozen=True, slots=True)
class Layout:
    """The nodes of both sides from the top down, the ribbons, and how high the whole is."""

    sources: tuple[Node, ...]
    targets: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]
    height: Fraction


def knots(pairs: Iterable[Pair]) -> list[tuple[Pair, ...]]:
    """The pairs by connected parts of the diagram, in the order in which they come.

    Units that no other took over make one part of their own; what is left of one that others did take over ties it
    to nobody.
    """
    above: dict[str, str] = {}
    every = tuple(pairs)
    taken_over = {pair.source for pair in every if pair.target is not None}
    for pair in every:
        if pair.target is not None or pair.source not in taken_over:
            above[_top(above, f"<{pair.source}")] = _top(above, f">{_target(pair)}")
    found: dict[str, list[Pair]] = {}
    for pair in every:
        found.setdefault(_top(above, f"<{pair.source}"), []).append(pair)
    return [tuple(knot) for knot in found.values()]


def _top(above: dict[str, str], key: str) -> str:
    while (next_ := above.get(key, key)) != key:
        above[key] = above.get(next_, next_)
        key = next_
    return key


def layout(knot: Sequence[Pair]) -> Layout:
    """A knot with its units where their ribbons cross least."""
    left, right = _ordered(knot)
    leaving, arriving = _sums(knot, lambda pair: pair.source), _sums(knot, _target)
    height = max(_stacked(left, leaving), _stacked(right, arriving))
    sources, targets = _side(left, leaving, height), _side(right, arriving, height)
    return Layout(sources, targets, _ribbons(knot, sources, targets), height)


def width(pair: Pair) -> Fraction:
    """How high the ribbon of a pair is."""
    return THIN if pair.share is None else THICK * pair.share


def _target(pair: Pair) -> str:
    return NOBODY if pair.target is None else pair.target


def _ordered(knot: Sequence[Pair]) -> tuple[list[str], list[str]]:
    """Both sides in the best order met while each in turn follows the mean place of its partners on the other."""
    left = list(dict.fromkeys(pair.source for pair in knot))
    right = list(dict.fromkeys(_target(pair) for pair in knot))
    best = (crossings(knot, left, right), left, right)
    for _ in range(ROUNDS):
        left = _by_mean(knot, left, right, lambda pair: pair.source, _target)
        right = _by_mean(knot, right, left, _target, lambda pair: pair.source)
        found = (crossings(knot, left, right), left, right)
        best = min(best, found, key=lambda one: one[0])
    return best[1], best[2]


def _by_mean(
    knot: Sequence[Pair], side: Sequence[str], other: Sequence[str],
    own: Callable[[Pair], str], partner: Callable[[Pair], str],
) -> list[str]:  # fmt: skip
    place = {key: number for number, key in enumerate(other)}
    weights: dict[str, list[tuple[Fraction, int]]] = {}
    for pair in knot:
        weights.setdefault(own(pair), []).append((max(width(pair), Fraction(1)), place[partner(pair)]))
    mean = {
        key: sum((weight * number for weight, number in some), Fraction(0)) / sum(weight for weight, _ in some)
        for key, some in weights.items()
    }
    return sorted(side, key=lambda key: mean[key])


def crossings(knot: Sequence[Pair], left: Sequence[str], right: Sequence[str]) -> int:
    """How many pairs of ribbons cross."""
    lefts = {key: number for number, key in enumerate(left)}
    rights = {key: number for number, key in enumerate(right)}
    passed: list[int] = []
    count = 0
    for _, end in sorted((lefts[pair.source], rights[_target(pair)]) for pair in knot):
        count += len(passed) - bisect_right(passed, end)
        insort(passed, end)
    return count


def _sums(knot: Sequence[Pair], end: Callable[[Pair], str]) -> Mapping[str, Fraction]:
    found: dict[str, Fraction] = {}
    for pair in knot:
        found[end(pair)] = found.get(end(pair), Fraction(0)) + width(pair)
    return found


def _room(height: Fraction) -> Fraction:
    """A node with the space around it: never less than a line of text."""
    return max(height + PITCH - THICK, Fraction(PITCH))


def _stacked(side: Sequence[str], heights: Mapping[str, Fraction]) -> Fraction:
    return sum((_room(heights[key]) for key in side), Fraction(0))


def _side(side: Sequence[str], heights: Mapping[str, Fraction], high: Fraction) -> tuple[Node, ...]:
    """The nodes of one side, spread over the height of the higher one."""
    spare = (high - _stacked(side, heights)) / len(side)
    nodes, at = [], Fraction(0)
    for key in side:
        room = _room(heights[key]) + spare
        nodes.append(Node(key, at + (room - heights[key]) / 2, heights[key]))
        at += room
    return tuple(nodes)


def _ribbons(knot: Sequence[Pair], sources: Sequence[Node], targets: Sequence[Node]) -> tuple[Ribbon, ...]:
    """Ribbons leave and arrive in the order of their other ends, so that none crosses another at a node."""
    rows = {node.key: number for number, node in enumerate(sources)}
    columns = {node.key: number for number, node in enumerate(targets)}
    lefts, rights = {node.key: node.top for node in sources}, {node.key: node.top for node in targets}
    begin: dict[tuple[str, str], Fraction] = {}
    for pair in sorted(knot, key=lambda one: (rows[one.source], columns[_target(one)])):
        begin[pair.source, _target(pair)] = lefts[pair.source]
        lefts[pair.source] += width(pair)
    ribbons = []
    for pair in sorted(knot, key=lambda one: (columns[_target(one)], rows[one.source])):
        key = (pair.source, _target(pair))
        ribbons.append(Ribbon(*key, pair.share, pair.quality, width(pair), begin[key], rights[key[1]]))
        rights[key[1]] += width(pair)
    return tuple(ribbons)
