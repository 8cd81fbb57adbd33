"""Documents that act on each other in a circle. Pure."""

from collections.abc import Callable, Collection, Iterable


def circle(start: int, targets: Iterable[int], acts_on: Callable[[Collection[int]], dict[int, set[int]]]) -> list[int]:
    """The way from `start` through one of its `targets` back to it, both ends named; empty where there is none.

    `acts_on` tells for some documents which ones each acts on; it is asked once a step, so that the time follows the
    length of the chain.

    >>> chain = {2: {3}, 3: {1}}
    >>> circle(1, [2], lambda some: {one: chain.get(one, set()) for one in some})
    [1, 2, 3, 1]
    """
    came_from: dict[int, int] = dict.fromkeys(targets, start)
    edge = set(came_from)
    while edge and start not in came_from:
        reached: set[int] = set()
        for one, others in acts_on(edge).items():
            for other in others - set(came_from):
                came_from[other] = one
                reached.add(other)
        edge = reached
    if start not in came_from:
        return []
    way = [start, came_from[start]]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]
