"""Puts a text together from what stands in a file, remembering where each stretch stood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.prose.sources.source import Piece, Spot

MOST_CHARACTERS = 5_000_000  # some 2,000 pages


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of text from one place, or from none; `first` and `at` as in `Piece`."""

    text: str
    spot: Spot | None = None
    first: int = 0
    at: Sequence[int] | None = None


@dataclass(slots=True)
class Gathering:
    """The text so far. Raises `BadInput` where it grows past `MOST_CHARACTERS`."""

    size: int = 0
    texts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)

    def put(self, bits: Iterable[Bit]) -> None:
        """Add stretches one after the other."""
        for bit in bits:
            if not bit.text:
                continue
            end = self.size + len(bit.text)
            if end > MOST_CHARACTERS:
                raise BadInput(
                    Message(
                        gettext_noop("The file has more than {most} million characters."),
                        {"most": MOST_CHARACTERS // 1_000_000},
                    ),
                    remedy=gettext_noop("Split it and try each part."),
                )
            if bit.spot is not None:
                self.pieces.append(Piece(self.size, end, bit.spot, bit.first, bit.at))
            self.texts.append(bit.text)
            self.size = end

    def line(self, bits: Iterable[Bit]) -> None:
        """Add stretches as a line of their own."""
        self.put(bits)
        self.put([Bit("\n")])

    def text(self) -> str:
        """All of it."""
        return "".join(self.texts)
