"""Write difficulties, the calls for them, the support they lead to, and the watch list."""

from quarterdeck.difficulties.actions.answering import (
    Basis,
    answer_difficulty,
    answer_interim,
    confirm_difficulty,
    return_answer,
)
from quarterdeck.difficulties.actions.holding import put_clock
from quarterdeck.difficulties.actions.raising import Particulars, hand_over, raise_difficulty
from quarterdeck.difficulties.actions.replying import move_call, open_call, reply_nil, reply_with
from quarterdeck.difficulties.actions.supporting import Said, do_step
from quarterdeck.difficulties.actions.watching import correct_entry, put_on_list, take_off

__all__ = [
    "Basis",
    "Particulars",
    "Said",
    "answer_difficulty",
    "answer_interim",
    "confirm_difficulty",
    "correct_entry",
    "do_step",
    "hand_over",
    "move_call",
    "open_call",
    "put_clock",
    "put_on_list",
    "raise_difficulty",
    "reply_nil",
    "reply_with",
    "return_answer",
    "take_off",
]
