"""Small objects that are made by the thousand for each text, and never changed."""

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as record
    from functools import cached_property as lazy
else:

    def record(*, frozen: bool, slots: bool = False) -> Any:
        """`dataclasses.dataclass` for what nobody changes.

        That is held by mypy alone: an object that also keeps itself from being changed takes five times as long to
        make, and a text makes some hundred of them for each of its numbers.

        >>> @record(frozen=True, slots=True)
        ... class Pair:
        ...     left: int
        ...     right: int = 0
        >>> len({Pair(1), Pair(1, 0)})
        1
        """
        return dataclasses.dataclass(slots=slots, eq=True, unsafe_hash=frozen)

    class lazy:  # noqa: N801 (used as the function is that it stands for)
        """`functools.cached_property` without its lock: what is made for one text is read by one thread."""

        def __init__(self, work: Any) -> None:
            self.work, self.name, self.__doc__ = work, work.__name__, work.__doc__

        def __get__(self, one: Any, owner: Any = None) -> Any:
            if one is None:
                return self
            found = one.__dict__[self.name] = self.work(one)
            return found


__all__ = ["lazy", "record"]
