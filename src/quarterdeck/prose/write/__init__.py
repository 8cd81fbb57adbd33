"""Writing official prose: sentences from figures, each number kept apart so that it can lead to its origin."""

from quarterdeck.prose.write.phrases import in_sentence, listed
from quarterdeck.prose.write.sentence import sentence
from quarterdeck.prose.write.statement import Piece, Statement, plain

__all__ = ["Piece", "Statement", "in_sentence", "listed", "plain", "sentence"]
