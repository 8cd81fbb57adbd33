"""The words of a text that say what a number is of."""

import re

from quarterdeck.prose.claims.claim import Claim, Place

# Further words are of another thing.
_LONGEST = 120
_BREAK = re.compile(r"[.;:!?\n|()\d%]")


def subject_of(claim: Claim, text: str) -> Place | None:
    """The place of those words: the claim's own subject, else the words before it up to a number or a stop."""
    own = claim.subject or claim.about
    if own is not None:
        return own
    first = max(0, claim.start - _LONGEST)
    before = text[first : claim.start]
    cut = max((one.end() for one in _BREAK.finditer(before)), default=0)
    words = before[cut:]
    start = first + cut + len(words) - len(words.lstrip(" ,-–"))
    end = first + cut + len(words.rstrip(" ,-–"))
    return (start, end) if start < end else None
