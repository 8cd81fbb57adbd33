"""The nation's log in memory, for where nothing but its batches is needed, or few rows."""

from collections.abc import Iterable

import pyarrow as pa

from bench._engine.making import LOG_NAME
from bench._engine.nation import Nation
from quarterdeck.engine.segments.memory_log import MemoryLog


class StillLog(MemoryLog):
    """The log of the nation in memory: its batches, and what rows it is given."""

    def __init__(self, nation: Nation, tables: Iterable[pa.Table] = ()) -> None:
        super().__init__()
        self._tables += tables
        known = nation.batches
        self._moments = dict(zip(known.numbers.tolist(), known.moments.tolist(), strict=True))

    def log_name(self, upto: int) -> str:
        """The name that the segments were made under."""
        return LOG_NAME if upto else ""
