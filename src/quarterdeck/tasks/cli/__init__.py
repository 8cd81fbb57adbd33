"""Commands of the room. Those that need the store are modules of their own, loaded where they are called."""

from quarterdeck.tasks.cli.clarity import clarity

__all__ = ["clarity"]
