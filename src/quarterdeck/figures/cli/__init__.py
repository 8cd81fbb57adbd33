"""Commands of the room. Those of the engine are modules of their own, loaded where they are called."""

from quarterdeck.figures.cli.log import figures

__all__ = ["figures"]
