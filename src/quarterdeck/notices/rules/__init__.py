"""What people are told of, what is never told, when mail goes out and through which server."""

from quarterdeck.notices.rules.kinds import GROUPS, KINDS, MAILED, MUTED, SHOWN, WAYS, Kind, of_group
from quarterdeck.notices.rules.sealed import Subject, Words, told
from quarterdeck.notices.rules.server import SECURITIES, Server, server_of
from quarterdeck.notices.rules.timing import AT_ONCE, DAILY, NEVER, RHYTHMS, WEEKLY, is_due

__all__ = [
    "AT_ONCE",
    "DAILY",
    "GROUPS",
    "KINDS",
    "MAILED",
    "MUTED",
    "NEVER",
    "RHYTHMS",
    "SECURITIES",
    "SHOWN",
    "WAYS",
    "WEEKLY",
    "Kind",
    "Server",
    "Subject",
    "Words",
    "is_due",
    "of_group",
    "server_of",
    "told",
]
