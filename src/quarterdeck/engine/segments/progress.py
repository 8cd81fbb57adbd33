"""How far a long work has come, for whoever draws a bar."""

from collections.abc import Callable
from typing import TypeAlias

from quarterdeck.core.messages import Message

Progress: TypeAlias = Callable[[int, int, Message], None]
"""Called with what is done, the total, and what is being done. The total may change as more is known."""


def unheard(done: int, total: int, text: Message) -> None:
    """Nobody looks at the progress."""
