"""Tell people, and let them say what they have read, what they want told and how."""

from quarterdeck.notices.actions.choosing import choose
from quarterdeck.notices.actions.mailing import begin_digest, end_digest, release_interrupted
from quarterdeck.notices.actions.reading import mark_all_read, mark_read, mark_unread
from quarterdeck.notices.actions.telling import Telling, tell

__all__ = [
    "Telling",
    "begin_digest",
    "choose",
    "end_digest",
    "mark_all_read",
    "mark_read",
    "mark_unread",
    "release_interrupted",
    "tell",
]
