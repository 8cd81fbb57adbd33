"""Numbers in words: thirty-five, two hundred and ten, hai mươi lăm, một trăm linh hai."""

from collections.abc import Sequence

from quarterdeck.prose.numbers.lists import Spelling

_HUNDRED = 100
_TEN = 10


def spelled(spelling: Spelling, words: Sequence[str], at: int) -> tuple[int, int]:
    """The number below a thousand that begins at `words[at]`, and where it ends; (0, at) where there is none.

    Scales (thousand, nghìn) are no part of it.

    >>> from quarterdeck.prose.numbers.lists import numbers_of
    >>> spelled(numbers_of("en").spelling, "two hundred and thirty - five million".split(), 0)
    (235, 6)
    >>> spelled(numbers_of("vi").spelling, "hai mươi lăm tỷ đồng".split(), 0)
    (25, 3)
    """
    value, end = _below_hundred(spelling, words, at)
    if end == at and words[at] in spelling.indefinite and _is(words, at + 1, spelling.hundred):
        value, end = spelling.indefinite[words[at]], at + 1
    if not value or value >= _TEN or not _is(words, end, spelling.hundred):
        return value, end
    total, end = value * _HUNDRED, end + 1
    after = end + 1 if _is(words, end, spelling.joiner) and words[end].isalpha() else end
    rest, last = _below_hundred(spelling, words, after)
    return (total + rest, last) if last > after else (total, end)


def _below_hundred(spelling: Spelling, words: Sequence[str], at: int) -> tuple[int, int]:
    """A number below a hundred: twenty-five, mười hai, hai mươi lăm."""
    if at >= len(words):
        return 0, at
    word = words[at]
    if word in spelling.tens:
        after = at + 2 if _is(words, at + 1, frozenset("-")) else at + 1
        one = spelling.ones.get(words[after], _TEN) if after < len(words) else _TEN
        return (spelling.tens[word] + one, after + 1) if one < _TEN else (spelling.tens[word], at + 1)
    if word in spelling.ten:
        return _unit(spelling, words, _TEN, at + 1)
    if word not in spelling.ones:
        return 0, at
    if _is(words, at + 1, spelling.ten):
        return _unit(spelling, words, spelling.ones[word] * _TEN, at + 2)
    return spelling.ones[word], at + 1


def _unit(spelling: Spelling, words: Sequence[str], tens: int, at: int) -> tuple[int, int]:
    word = words[at] if at < len(words) else ""
    one = 0 if word in spelling.never_counts else spelling.ones.get(word, 0)
    one = spelling.unit_after_ten.get(word, one)
    return (tens + one, at + 1) if one else (tens, at)


def _is(words: Sequence[str], at: int, kinds: frozenset[str]) -> bool:
    return at < len(words) and words[at] in kinds
