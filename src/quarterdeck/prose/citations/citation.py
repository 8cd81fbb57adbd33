"""A document that a text cites."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Citation:
    """One official document as a text cites it, wherever it does so.

    `start` and `end` are the half-open place in the source of the mention that says most, `places` that of every
    mention in order. `kind` is the code of the type ("directive"), "" where neither a word nor the number tells it;
    `type` is the type as printed, else the language's own word. `number` is as printed without blanks around its
    signs; `day` and `issuer` only where the text says them. `rules` name what made it a citation.
    """

    start: int
    end: int
    kind: str
    type: str
    number: str
    day: date | None
    issuer: str
    places: tuple[tuple[int, int], ...]
    rules: tuple[str, ...] = ()

    @property
    def said(self) -> int:
        """How many of type, day and issuer the text tells."""
        return bool(self.kind) + bool(self.day) + bool(self.issuer)
