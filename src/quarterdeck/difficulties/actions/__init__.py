"""Write difficulties."""

from quarterdeck.difficulties.actions.lifecycle import (
    answer_difficulty,
    confirm_difficulty,
    raise_difficulty,
    return_answer,
)

__all__ = ["answer_difficulty", "confirm_difficulty", "raise_difficulty", "return_answer"]
