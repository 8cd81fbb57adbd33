"""Tell people, and let them say what they have read, what they want told and how."""

from quarterdeck.notices.actions.reading import mark_all_read, mark_read, mark_unread
from quarterdeck.notices.actions.telling import Telling, tell

__all__ = ["Telling", "mark_all_read", "mark_read", "mark_unread", "tell"]
