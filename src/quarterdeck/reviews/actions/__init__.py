"""Prepare a review, record what was said and concluded, close it."""

from quarterdeck.reviews.actions.following import follow_change, give_back
from quarterdeck.reviews.actions.preparing import close_review, create_review, move_item, open_review, put_items
from quarterdeck.reviews.actions.recording import (
    keep_to_be_clarified,
    mark_issued,
    record_conclusion,
    record_opinion,
    reword_conclusion,
)

__all__ = [
    "close_review",
    "create_review",
    "follow_change",
    "give_back",
    "keep_to_be_clarified",
    "mark_issued",
    "move_item",
    "open_review",
    "put_items",
    "record_conclusion",
    "record_opinion",
    "reword_conclusion",
]
