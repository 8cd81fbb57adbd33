"""What was worked out for a world and may be wanted again: the newest of it, for as long as the world lives."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import TypeVar, cast

from quarterdeck.engine.world import World

MOST = 512
Found = TypeVar("Found")


class _Memory:
    """The newest so many things by key."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, object] = {}
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], object]) -> object:
        """What stands under a key, made if need be. Two threads may both make it; one of theirs stays."""
        found = self._kept.get(key)
        if found is None:
            found = make()
            with self._lock:
                while len(self._kept) >= MOST:
                    del self._kept[next(iter(self._kept))]
                found = self._kept.setdefault(key, found)
        return found


def remembered(world: World, key: Hashable, make: Callable[[], Found]) -> Found:
    """What stands under a key for a world, made if need be."""
    memory = world.remembered.setdefault(_Memory, _Memory())
    return cast(Found, cast(_Memory, memory).get(key, make))
