"""Prepare a review, record what was said, assessed and concluded, close it, keep its notices."""

from quarterdeck.reviews.actions.agenda import add_matter, drop_item, move_item, plan_item, put_items
from quarterdeck.reviews.actions.assessing import record_assessment, reword_assessment, withdraw_assessment
from quarterdeck.reviews.actions.attending import Noted, invite_posts, note_attendance, withdraw_invitation
from quarterdeck.reviews.actions.following import follow_change, give_back
from quarterdeck.reviews.actions.notices import (
    decide_after_signing,
    keep_generated,
    record_signed,
    take_up,
    take_up_all,
)
from quarterdeck.reviews.actions.papers import Upload, add_paper, send_papers, withdraw_paper
from quarterdeck.reviews.actions.preparing import (
    Setting,
    cancel_review,
    close_review,
    create_review,
    edit_review,
    name_chair,
    open_review,
)
from quarterdeck.reviews.actions.recording import (
    keep_to_be_clarified,
    mark_issued,
    record_conclusion,
    record_opinion,
    reword_conclusion,
)

__all__ = [
    "Noted",
    "Setting",
    "Upload",
    "add_matter",
    "add_paper",
    "cancel_review",
    "close_review",
    "create_review",
    "decide_after_signing",
    "drop_item",
    "edit_review",
    "follow_change",
    "give_back",
    "invite_posts",
    "keep_generated",
    "keep_to_be_clarified",
    "mark_issued",
    "move_item",
    "name_chair",
    "note_attendance",
    "open_review",
    "plan_item",
    "put_items",
    "record_assessment",
    "record_conclusion",
    "record_opinion",
    "record_signed",
    "reword_assessment",
    "reword_conclusion",
    "send_papers",
    "take_up",
    "take_up_all",
    "withdraw_assessment",
    "withdraw_invitation",
    "withdraw_paper",
]
