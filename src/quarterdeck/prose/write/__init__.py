"""Writing official prose: sentences from figures, each number kept apart so that it can lead to its origin."""

from quarterdeck.prose.write.difference import Difference, Kind, difference
from quarterdeck.prose.write.paragraph import Told, paragraph, text, told
from quarterdeck.prose.write.phrases import in_sentence, listed
from quarterdeck.prose.write.sentence import SHAPES, sentence
from quarterdeck.prose.write.statement import Conflict, Name, Piece, Rank, Revision, Statement, plain

__all__ = [
    "SHAPES",
    "Conflict",
    "Difference",
    "Kind",
    "Name",
    "Piece",
    "Rank",
    "Revision",
    "Statement",
    "Told",
    "difference",
    "in_sentence",
    "listed",
    "paragraph",
    "plain",
    "sentence",
    "text",
    "told",
]
