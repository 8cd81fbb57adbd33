"""Numbers that cannot be read: reported as they stand, never repaired.

The model is a sum of money where a growth rate belongs, followed by a stray "03%".
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from quarterdeck.prose.numbers import Number, numbers_of
from quarterdeck.prose.periods import PeriodMention, covering
from quarterdeck.prose.text import Text, lower_form
from quarterdeck.prose.units.lists import units_of
from quarterdeck.prose.words import LANGUAGES, Words, tokens

_NUMBER = r"\d++(?:[.,]\d++)*+"
# A number behind no letter and no mark. What is before it is looked at behind its first digit: see `text`.
_ALONE = r"\d(?<![.,\w]\d)\d*+(?:[.,]\d++)*+"
# Dots, blanks and letters that were to be filled in, and what a spreadsheet leaves where it cannot compute.
_BLANK = r"(?:\.{2,}|…+|_{2,}|x{1,3}(?:[.,]x{1,3})?|\?+|#[a-z/0]+[!?]?|nan|n/a)"
# Digits with letters that look like them, behind the first of them.
_MIXED = r"(?:(?<=\d)(?=[\dol.,i]*[oli])|(?<=[oli])(?=[\dol.,i]*\d))"
# One of these stands in every text that has one at a per cent sign.
_BLANKS = (".%", ". %", "…", "__", "x%", "x %", "?%", "? %", "#", "nan%", "nan %", "n/a%", "n/a %")
_LONG_BLANK = r"(?:\.{3,}|…+|_{2,}|x{2,3}(?:[.,]x{1,3})?|\?+|\[\s?\])"
_FAILED = r"#(?:ref!|div/0!|n/a|value!|num!|name\?|null!)"
_WORDS_BEFORE, _WORDS_AFTER = 60, 30


# What every line has where a pattern fits, and is found fast, and the pattern: it never reaches over the end of a line.
InLine = tuple[re.Pattern[str], re.Pattern[str]]


@dataclass(frozen=True, slots=True)
class Patterns:
    """What garbled numbers look like: at once, and where the words before must be looked at.

    Each of `plain` stands behind what a text must have for it, () where that cannot be told, each of `in_lines` behind
    what a line must have; so does `split`, a number cut in two.
    """

    plain: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...]
    in_lines: tuple[InLine, ...]
    split: InLine
    gapped: re.Pattern[str]
    missing: re.Pattern[str]


@cache
def _patterns() -> Patterns:
    """The patterns with the scales and currencies of every language."""
    units = [units_of(lang) for lang in LANGUAGES]
    scale = _any(name for lang in LANGUAGES for name in numbers_of(lang).scale_names)
    money = _any(name for one in units for name in one.money_names)
    percent = _any(name for one in units for name in one.percent_names)
    plain: tuple[tuple[tuple[str, ...], str], ...] = (
        # 10 .03%
        ((" .", " ,"), r"(?<![\d.,\w])\d{1,3} +[.,] ?\d++ ?%"),
        # 1O.03%   l0,3%   10.O3%
        ((), rf"[\doli](?<![\w.,][\doli]){_MIXED}[\doli]*+(?:[.,][\doli]++)*+ ?%"),
        # xx,x%   …%   #REF!%   ... tỷ đồng   xx billion
        (_BLANKS, rf"(?<![\w%]){_BLANK} ?%"),
        (("...", "…", "__", "xx", "?", "["), rf"(?<![\w.]){_LONG_BLANK} ?{scale}(?!\w)"),
        # 11.1%%   11.1% %   10.%
        (("%%", "% %"), rf"(?<![\d.,]){_NUMBER} ?%(?: ?%)+"),
        ((".%", ",%", ". %", ", %"), rf"(?<![\d.,]){_NUMBER}[.,]+ ?%"),
        # more digits than any figure has
        ((), r"\d(?<![.,\w]\d)[.,]?+(?:\d[.,]?+){40}[\d.,]*+"),
        # a letter that was lost within a number
        (("\ufffd",), r"(?<![\w.,])[\d.,]*+\ufffd[\d.,\ufffd]*+ ?%?"),
        (("#",), _FAILED),
    )
    split = rf"({_ALONE})(?: ?(?:{scale} ?)?{money})?[.,] +({_NUMBER}) ?{percent}"
    return Patterns(
        plain=tuple((needed, re.compile(one)) for needed, one in plain),
        in_lines=tuple((re.compile(sign), re.compile(one)) for sign, one in _in_lines(scale, money)),
        split=(re.compile(rf"[.,] +{_NUMBER} ?{percent}"), re.compile(split)),
        gapped=re.compile(rf"(\d(?<![.,\w]\d)\d?) \d{{1,2}}[.,]\d{{1,2}} ?{percent}"),
        missing=re.compile(r"(?<=[^\W\d_]) +%(?!\w)"),
    )


def _in_lines(scale: str, money: str) -> tuple[tuple[str, str], ...]:
    # 10,000 USD. 03%   10. 03%   (but 09% alone is how some offices write 9%)
    stray = rf"(?<![\d.,])(?:(?!(?:19|20)\d\d[ ,.;]){_NUMBER} ?(?:{scale} ?)?{money}?|{money}) ?[.,;]? ?"
    return (
        (r"0(?<![\d.,]0)\d++ ?%", stray + r"(?<![\d.,])0\d+ ?%"),
        # 10,000 USD%
        (r"%(?<!\d%)(?<!\d %)", rf"{_ALONE} ?(?:{scale} ?)?{money} ?%"),
        # 11.1%32.6%
        (r"%\d", rf"(?<![\d.,]){_NUMBER}%{_NUMBER} ?%?"),
    )


def _any(names: Iterable[str]) -> str:
    """A pattern for any of `names`, the longest first."""
    ordered = sorted({lower_form(name) for name in names}, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, ordered)) + ")"


def garbled(
    text: Text, words: Words, numbers: Sequence[Number], periods: Sequence[PeriodMention]
) -> list[tuple[int, int]]:
    """Places of `text.flat` where a number stands that means nothing, in order and without overlap."""
    cut = (*_split(text, words, periods), *_gapped(text, words, periods), *_missing(text, words))
    found = [*_matched(text), *_malformed(text, words, numbers), *cut]
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda one: (one[0], -one[1])):
        if covering(periods, start, end) and not _has_percent(text, start, end):
            continue
        if kept and start < kept[-1][1]:
            kept[-1] = kept[-1][0], max(end, kept[-1][1])
        else:
            kept.append((start, end))
    return kept


def _has_percent(text: Text, start: int, end: int) -> bool:
    return "%" in text.flat[start:end]


def _matched(text: Text) -> Iterator[tuple[int, int]]:
    patterns = _patterns()
    for needed, pattern in patterns.plain:
        if needed and not any(one in text.lower for one in needed):
            continue
        for found in pattern.finditer(text.lower):
            yield found.span()
    for one in patterns.in_lines:
        yield from (found.span() for found in _found_in(text.lower, one))


def _found_in(lower: str, searched: InLine) -> Iterator[re.Match[str]]:
    """Where the pattern fits in the lines that have what every such line has."""
    sign, pattern = searched
    done = 0
    for one in sign.finditer(lower):
        if one.start() < done:
            continue
        start = lower.rfind("\n", done, one.start()) + 1 or done
        done = lower.find("\n", one.end()) + 1 or len(lower)
        yield from pattern.finditer(lower, start, done)


def _malformed(text: Text, words: Words, numbers: Sequence[Number]) -> Iterator[tuple[int, int]]:
    """10,,03% and 1.2.34 tỷ; numbers of sections and versions have no unit."""
    for one in numbers:
        if not one.malformed:
            continue
        after = tokens(text.lower, one.end, min(len(text.lower), one.end + _WORDS_AFTER))
        forms = [token.text for token in after]
        if units_of(words.lang).behind.longest(forms, 0)[0] or numbers_of(words.lang).scales.longest(forms, 0)[0]:
            yield one.start, after[0].end


def _split(text: Text, words: Words, periods: Sequence[PeriodMention]) -> Iterator[tuple[int, int]]:
    """A number cut in two behind a word of growth: "tăng 14, 18%", "an increase of 10,000 USD. 3% over"."""
    for found in _found_in(text.lower, _patterns().split):
        start, end = found.span()
        if covering(periods, start, found.end(1)):
            continue
        before = tokens(text.lower, max(0, start - _WORDS_BEFORE), start)
        marks = words.marks.marks([one.text for one in before])
        close = [mark for mark in marks[-2:] if mark.last >= len(before) - 1]
        if not any(mark.kinds & {"up", "down"} for mark in close):
            continue
        money = found.end(1) + 2 < found.start(2) and "." in text.lower[found.end(1) : found.start(2)]
        bare = text.lower[found.end(1) : found.start(2)].strip() in ".,"
        if (bare and len(found[2]) <= 3) or (money and _compares(text, words, end)):
            yield start, end


def _gapped(text: Text, words: Words, periods: Sequence[PeriodMention]) -> Iterator[tuple[int, int]]:
    """A blank within the digits behind a verb: "reached 3 2.6% of the estimate"."""
    for found in _patterns().gapped.finditer(text.lower):
        if covering(periods, found.start(), found.end(1)):
            continue
        before = [one.text for one in tokens(text.lower, max(0, found.start() - _WORDS_BEFORE), found.start())]
        kinds, _ = words.marks.ending(before, len(before))
        if kinds & {"up", "down", "reach", "equal"}:
            yield found.span()


def _missing(text: Text, words: Words) -> Iterator[tuple[int, int]]:
    """A per cent sign without a number: "tăng % so với", "an increase of % over"."""
    for found in _patterns().missing.finditer(text.lower) if " %" in text.lower else ():
        before = tokens(text.lower, max(0, found.start() - _WORDS_BEFORE), found.start())
        forms = [one.text for one in before]
        for end in (len(forms), len(forms) - 1):
            kinds, first = words.marks.ending(forms, max(end, 0))
            if kinds & {"up", "down", "reach", "equal", "share"}:
                yield before[first].start, found.end()
                break


def _compares(text: Text, words: Words, end: int) -> bool:
    after = tokens(text.lower, end, min(len(text.lower), end + _WORDS_AFTER))
    kinds, _ = words.marks.longest([one.text for one in after], 0)
    return bool(kinds & {"compare", "same"})
