"""Patterns of phrases filled with numbers that stay apart from the words around them."""

from collections.abc import Mapping, Sequence

from quarterdeck.prose.write.numbers import Written
from quarterdeck.prose.write.statement import Of, Piece


def filled(pattern: str, slot: str, written: Written, of: Of, slots: Mapping[str, str]) -> list[Piece]:
    """A pattern with its number, which stands in `slot`, as a piece of its own."""
    before, _, after = pattern.partition("{" + slot + "}")
    pieces = [
        Piece(before.format(**slots)),
        Piece(written.text, of, written.value, written.unit),
        Piece(after.format(**slots)),
    ]
    return [piece for piece in pieces if piece.text]


def turned(choices: str | Sequence[str], turn: int) -> str:
    """One of several phrases that say the same, by the place of the sentence in its paragraph."""
    return choices if isinstance(choices, str) else str(choices[turn % len(choices)])
