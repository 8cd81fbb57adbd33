"""What leaves it in doubt whose number it is: unknown words, other subjects, restrictions to a part."""

from bisect import bisect_left

from quarterdeck.prose.lines import DELIMITERS, Line, Slot, clause_start
from quarterdeck.prose.names import Mention
from quarterdeck.prose.words import Mark

_RESTRICT_WITHIN = 3
_VERBS = frozenset({"reach", "up", "down", "verb"})
_LEADS = frozenset({"lead", "split", "breakdown", "up", "down", "country", "own_area"})


def has_unknown(line: Line, first: int, last: int) -> bool:
    """Whether words that the language's lists do not know stand among tokens [first, last)."""
    return first < last and line.unknown[last] > line.unknown[first]


def is_clear(line: Line, first: int, last: int) -> bool:
    """Whether the words between a name and its number leave no doubt whose number it is.

    Words that the lists do not know may tell how something went ("remained buoyant, with 10.31 billion"), not what
    it is: they stand behind a verb, and in another clause than the number.
    """
    for end in line.breaks_in(first, last):
        start, first = first, end + 1
        verb = next((mark.first for mark in line.marks_from(start, end) if mark.kinds & _VERBS), end)
        if has_unknown(line, start, verb):
            return False
    return not has_unknown(line, first, last)


def has_other_subject(line: Line, first: int, last: int) -> bool:
    """Whether a new clause with a subject of its own begins among tokens [first, last): "…, prices rose"."""
    commas = line.breaks_in(first, last)
    return bool(commas) and has_noun(line, commas[-1], last)


def has_noun(line: Line, first: int, last: int) -> bool:
    """Whether a known word that can be a subject of its own stands among tokens [first, last)."""
    at = bisect_left(line.nouns, first)
    return at < len(line.nouns) and line.nouns[at] < last


def stands_alone(line: Line, mention: Mention) -> bool:
    """Whether an everyday word stands alone as a subject: "services rose", not "retail services"."""
    if line.tokens[mention.last : mention.last + 1] and line.tokens[mention.last].text == "-":
        return False
    for i in range(mention.first - 1, -1, -1):
        word = line.tokens[i].text
        if word == "-":
            return line.text.flat[line.tokens[i].start - 1 : line.tokens[i].start] in (" ", "")
        if word in DELIMITERS or line.numeric[i] or line.named[i] or not word[0].isalpha():
            return True
        mark = line.mark_at[i]
        if mark is not None and "copula" in mark.kinds:
            return True
        if mark is None or not mark.kinds & _LEADS:
            return False
    return True


def has_other_owner(line: Line, mention: Mention) -> bool:
    """Whether unknown words before the name, in its clause, may be whose it is: "manufacturing IIP", "job fairs brought
    new jobs"."""
    first = clause_start(line, 0, mention.first)
    numbers = [line.index(one.end) for one in line.quantities if one.end <= mention.start]
    return has_unknown(line, max([first, *numbers]), mention.first)


def restricted(line: Line, mention: Mention, slot: Slot) -> bool:
    """Whether words beside the name restrict it to a part: FDI exports, revenue of the private sector."""
    number = line.index(slot.quantity.start)
    for mark in line.of_kind("restrict"):
        if _belongs(line, mention, mark) or _counted(line, mark):
            continue
        if mention.first <= mark.first < mention.last:
            return True
        before = mention.first - _RESTRICT_WITHIN <= mark.last - 1 < mention.first
        after = mention.last <= mark.first < mention.last + _RESTRICT_WITHIN or mention.last <= mark.first < number
        words_between = line.tokens[min(mark.last, mention.last) : max(mark.first, mention.first)]
        if (before or after) and not any(one.text in DELIMITERS for one in words_between):
            return True
    return _of_whole(line, mention) or _narrowed(line, mention, slot)


def is_restricted(line: Line, start: int, end: int) -> bool:
    """Whether places [start, end) speak of a part of the whole: the FDI sector, women, industrial zones."""
    if "restrict" not in line.kinds:
        return False
    return any("restrict" in one.kinds and not _in_area(line, one) for one in line.marks_in(start, end))


def _in_area(line: Line, mark: Mark) -> bool:
    return any(one.first <= mark.first < one.last for one in line.areas)


def _belongs(line: Line, mention: Mention, mark: Mark) -> bool:
    """Whether a restricting word is part of the name itself (FDI in FDI capital) or of the name of an area."""
    if _in_area(line, mark) or (mention.exact and mention.first <= mark.first < mention.last):
        return True
    words = {line.text.folded[one.start : one.end] for one in line.tokens[mark.first : mark.last]}
    return mention.first <= mark.first < mention.last and bool(words & set(" ".join(mention.concepts).split()))


def _counted(line: Line, mark: Mark) -> bool:
    """Whether the word is only what a number counts: 33 projects, 151 xã."""
    place = line.tokens[mark.first].start
    return any(one.number_end <= place < one.end for one in line.quantities if one.start <= place)


def _of_whole(line: Line, mention: Mention) -> bool:
    """Whether the name is the whole that parts are told of: "Trong số doanh nghiệp thành lập mới có 60…"."""
    return any(mark.first < mention.first <= mark.last and mark.first <= 1 for mark in line.of_kind("of_whole"))


def _narrowed(line: Line, mention: Mention, slot: Slot) -> bool:
    """Whether a small word behind the name narrows it to something: "revenue from exports", "investment in services".

    Periods, areas and known words ("in the first quarter", "trên địa bàn tỉnh") narrow nothing.
    """
    number, first = line.index(slot.quantity.start), mention.last
    following = line.number_after(slot.quantity.end)
    stop = number if first <= number else line.index(following.start if following is not None else line.end)
    if first > number and any("copula" in one.kinds for one in line.marks_from(first, first + 1)):
        first += 1
    if first >= stop or line.tokens[first].text not in line.words.small["narrowing"]:
        return False
    end = next((i for i in range(first, stop) if line.tokens[i].text in DELIMITERS), stop)
    others = any(first <= one.first < end and not one.codes & mention.codes for one in line.indicators)
    return others or has_unknown(line, first + 1, end)


def is_source(line: Line, mention: Mention) -> bool:
    """Whether the name is only where something comes from: "thu từ hoạt động xuất nhập khẩu"."""
    return any(
        mention.first - _RESTRICT_WITHIN <= mark.last <= mention.first
        and not any(one.text in DELIMITERS for one in line.tokens[mark.last : mention.first])
        for mark in line.of_kind("source")
    )


def of_other_time(line: Line, slot: Slot) -> bool:
    """Whether the words before the number speak of years, a term or a mean."""
    marks = line.of_kind("other_time")
    return bool(marks) and line.tokens[marks[0].last - 1].end <= slot.quantity.start
