"""Numbers that cannot be read: reported as they stand, never repaired.

The model is a sum of money where a growth rate belongs, followed by a stray "03%".
"""

import re
from collections.abc import Iterator, Sequence

from quarterdeck.prose.numbers import Number
from quarterdeck.prose.periods import PeriodMention, covering
from quarterdeck.prose.text import Text
from quarterdeck.prose.words import Words, tokens

_CURRENCY = r"(?:usd|vnd|vnđ|đồng|dong|dollars?|đô la(?: mỹ)?)"
_SCALE = r"(?:nghìn|ngàn|triệu|tỷ|tỉ|thousand|million|billion|trillion)"
_NUMBER = r"\d++(?:[.,]\d++)*+"
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # 10,000 USD. 03%   10. 03%   (but 09% alone is how some offices write 9%)
        rf"(?<![\d.,])(?:(?!(?:19|20)\d\d[ ,.;]){_NUMBER} ?(?:{_SCALE} ?)?{_CURRENCY}?|{_CURRENCY}) ?[.,;]? ?"
        r"(?<![\d.,])0\d+ ?%",
        # 10,000 USD%
        rf"(?<![\d.,\w]){_NUMBER} ?(?:{_SCALE} ?)?{_CURRENCY} ?%",
        # 10 .03%
        r"(?<![\d.,\w])\d{1,3} +[.,] ?\d++ ?%",
        # 1O.03%   l0,3%   10.O3%
        r"(?<![\w.,])(?=[\dol.,i]*[oli])(?=[\dol.,i]*\d)[\doli]++(?:[.,][\doli]++)*+ ?%",
        # xx,x%   …%   #REF!%   ??%
        r"(?<![\w%])(?:\.{2,}|…+|_{2,}|x{1,3}(?:[.,]x{1,3})?|\?+|#[a-z/0]+[!?]?|nan|n/a) ?%",
        # ... tỷ đồng   xx billion
        rf"(?<![\w.])(?:\.{{3,}}|…+|_{{2,}}|x{{2,3}}(?:[.,]x{{1,3}})?|\?{{1,}}|\[\s?\]) ?{_SCALE}(?!\w)",
        # 11.1%%   11.1% %   11.1%32.6%
        rf"(?<![\d.,]){_NUMBER} ?%(?: ?%)+",
        rf"(?<![\d.,]){_NUMBER}%{_NUMBER} ?%?",
        # 10.% 10,%
        rf"(?<![\d.,]){_NUMBER}[.,]+ ?%",
        # a letter that was lost within a number
        r"(?<![\w.,])[\d.,]*+\ufffd[\d.,\ufffd]*+ ?%?",
        # tăng % so với, an increase of % over
        r"(?<!\w)(?:(?:increase|decrease|rise|fall|growth|decline|drop|up|down|increased|grew|rose|fell|decreased"
        r"|equal to|equivalent to|reached|reaching)(?: of| by)?|tăng|giảm|đạt|bằng|chiếm) +%(?!\w)",
        # #REF!, #DIV/0!, #N/A out of a spreadsheet
        r"#(?:ref!|div/0!|n/a|value!|num!|name\?|null!)",
    )
)
_SPLIT = re.compile(
    rf"(?<![\d.,\w])({_NUMBER})(?: ?(?:{_SCALE} ?)?{_CURRENCY})?[.,] +({_NUMBER}) ?(?:%|percent|per cent|phần trăm)"
)
_GAPPED = re.compile(r"(?<![\d.,\w])(\d{1,2}) \d{1,2}[.,]\d{1,2} ?(?:%|percent|per cent|phần trăm)")
_WORDS_BEFORE, _WORDS_AFTER = 60, 30


def garbled(
    text: Text, words: Words, numbers: Sequence[Number], periods: Sequence[PeriodMention]
) -> list[tuple[int, int]]:
    """Places of `text.flat` where a number stands that means nothing, in order and without overlap."""
    cut = (*_split(text, words, periods), *_gapped(text, words, periods))
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
    for pattern in _PATTERNS:
        for found in pattern.finditer(text.lower):
            yield found.span()


def _malformed(text: Text, words: Words, numbers: Sequence[Number]) -> Iterator[tuple[int, int]]:
    """10,,03% and 1.2.34 tỷ; numbers of sections and versions have no unit."""
    for one in numbers:
        if not one.malformed:
            continue
        after = tokens(text.lower, one.end, min(len(text.lower), one.end + _WORDS_AFTER))
        forms = [token.text for token in after]
        if words.units.longest(forms, 0)[0] or words.scales.longest(forms, 0)[0]:
            yield one.start, after[0].end


def _split(text: Text, words: Words, periods: Sequence[PeriodMention]) -> Iterator[tuple[int, int]]:
    """A number cut in two behind a word of growth: "tăng 14, 18%", "an increase of 10,000 USD. 3% over"."""
    for found in _SPLIT.finditer(text.lower):
        start, end = found.span()
        if covering(periods, start, found.end(1)):
            continue
        before = tokens(text.lower, max(0, start - _WORDS_BEFORE), start)
        marks = list(words.marks.marks([one.text for one in before]))
        close = [mark for mark in marks[-2:] if mark.last >= len(before) - 1]
        if not any(mark.kinds & {"up", "down"} for mark in close):
            continue
        money = found.end(1) + 2 < found.start(2) and "." in text.lower[found.end(1) : found.start(2)]
        bare = text.lower[found.end(1) : found.start(2)].strip() in ".,"
        if (bare and len(found[2]) <= 3) or (money and _compares(text, words, end)):
            yield start, end


def _gapped(text: Text, words: Words, periods: Sequence[PeriodMention]) -> Iterator[tuple[int, int]]:
    """A blank within the digits behind a verb: "reached 3 2.6% of the estimate"."""
    for found in _GAPPED.finditer(text.lower):
        if covering(periods, found.start(), found.end(1)):
            continue
        before = [one.text for one in tokens(text.lower, max(0, found.start() - _WORDS_BEFORE), found.start())]
        kinds, _ = words.marks.ending(before, len(before))
        if kinds & {"up", "down", "reach", "equal"}:
            yield found.span()


def _compares(text: Text, words: Words, end: int) -> bool:
    after = tokens(text.lower, end, min(len(text.lower), end + _WORDS_AFTER))
    kinds, _ = words.marks.longest([one.text for one in after], 0)
    return bool(kinds & {"compare", "same"})
