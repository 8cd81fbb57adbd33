"""What a text claims in numbers."""

from quarterdeck.prose.claims.claim import UNREADABLE, Claim
from quarterdeck.prose.claims.reading import read

__all__ = ["UNREADABLE", "Claim", "read"]
