"""Tell people, and let them say what they have read, what they want told and how."""

from quarterdeck.notices.actions.choosing import choose
from quarterdeck.notices.actions.feeding import make_feed, note_fetched, revoke_feed
from quarterdeck.notices.actions.mailing import begin_digest, end_digest, release_interrupted
from quarterdeck.notices.actions.reading import mark_all_read, mark_read, mark_unread
from quarterdeck.notices.actions.telling import Telling, tell

__all__ = [
    "Telling",
    "begin_digest",
    "choose",
    "end_digest",
    "make_feed",
    "mark_all_read",
    "mark_read",
    "mark_unread",
    "note_fetched",
    "release_interrupted",
    "revoke_feed",
    "tell",
]
