"""Write the handbook: drafts, publishing, checking again, withdrawing, using, editions."""

from quarterdeck.handbook.actions.checking import confirm_still_holds, confirm_wording, withdraw_entry
from quarterdeck.handbook.actions.publishing import publish_edition
from quarterdeck.handbook.actions.using import answer_from_entry, record_use
from quarterdeck.handbook.actions.writing import Words, draft_entry, draft_from_answers, publish_entry, save_entry

__all__ = [
    "Words", "answer_from_entry", "confirm_still_holds", "confirm_wording", "draft_entry", "draft_from_answers",
    "publish_edition", "publish_entry", "record_use", "save_entry", "withdraw_entry",
]  # fmt: skip
