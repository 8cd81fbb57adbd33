"""Put drafts before the check, decide about what was found, ask departments."""

from quarterdeck.reports.actions.asking import answer_inquiry, ask_department
from quarterdeck.reports.actions.checking import check_again, check_draft, finish_check, refuse_unfit
from quarterdeck.reports.actions.correcting import accept_correction, correct_in_own_words, undo_correction
from quarterdeck.reports.actions.deciding import set_aside, take_up_again
from quarterdeck.reports.actions.learning import choose_indicator

__all__ = [
    "accept_correction",
    "answer_inquiry",
    "ask_department",
    "check_again",
    "check_draft",
    "choose_indicator",
    "correct_in_own_words",
    "finish_check",
    "refuse_unfit",
    "set_aside",
    "take_up_again",
    "undo_correction",
]
