"""The words of a text that say what a number is of."""

import re

from quarterdeck.prose.claims.claim import Claim, Place
from quarterdeck.prose.numbers.lists import numbers_of
from quarterdeck.prose.units.lists import units_of
from quarterdeck.prose.words import tokens, words_of

# Further words are of another thing.
_LONGEST = 120
_BREAK = re.compile(r"[.;:!?\n|()\d%]")


def subject_of(claim: Claim, text: str) -> Place | None:
    """The place of those words: the claim's own subject, else the words before it up to a number or a stop."""
    own = claim.subject or claim.about
    if own is not None:
        return own
    first = max(0, claim.start - _LONGEST)
    words = _BREAK.split(text[first : claim.start])[-1]
    start = claim.start - len(words.lstrip(" ,-–"))
    end = claim.start - len(words) + len(words.rstrip(" ,-–"))
    return (start, end) if start < end else None


def name_in(words: str, lang: str) -> str:
    """`words` without what only leads to a number at their end: verbs that reach it, scales and units.

    "" where nothing else is there: units alone name no indicator.

    >>> name_in("Nguồn thu đạt", "vi"), name_in("tỷ đồng", "vi"), name_in("Vốn đăng ký", "vi")
    ('Nguồn thu', '', 'Vốn đăng ký')
    """
    words = " ".join(words.split())
    found = tokens(words.lower())
    plain, end = [one.text for one in found], len(found)
    while end and (cut := _cut(plain, end, lang)) < end:
        end = cut
    kept = words[: found[end - 1].end] if end else ""
    return "" if _is_unit(plain[:end], lang) else kept


def _cut(plain: list[str], end: int, lang: str) -> int:
    """Where the verb, the scale or the unit with a scale before it begins that ends at `end`; `end` for none."""
    kinds, first = words_of(lang).marks.ending(plain, end)
    if "reach" in kinds and first == end - 1:
        return first
    kinds, first = units_of(lang).behind.ending(plain, end)
    scale = numbers_of(lang).scales.ending(plain, first if kinds else end)
    if scale[0]:
        return scale[1]
    return end - 1 if plain[end - 1] in units_of(lang).percent_names or not plain[end - 1].isalnum() else end


def _is_unit(plain: list[str], lang: str) -> bool:
    units = units_of(lang)
    kinds, end = units.behind.longest(plain, 0)
    return bool(kinds) and end == len(plain) and units.sort(kinds).kind != "count"
