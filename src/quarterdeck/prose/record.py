"""Small objects that are made by the thousand for each text, and never changed."""

import dataclasses
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:

    def record(*, frozen: bool, slots: bool = False) -> Any:
        """`dataclasses.dataclass` for what nobody changes.

        That is held by mypy alone: an object that also keeps itself from being changed takes five times as long to
        make, and a text makes some hundred of them for each of its numbers.

        >>> @record(frozen=True, slots=True)
        ... class Pair:
        ...     left: int
        ...     right: int = 0
        >>> {Pair(1), Pair(1, 0)}
        {Pair(left=1, right=0)}
        """
        return dataclasses.dataclass(slots=slots, eq=True, unsafe_hash=frozen)


__all__ = ["record"]
