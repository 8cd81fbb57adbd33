"""Numbers as they are written: in either convention of digits, in words, as fractions."""

from quarterdeck.prose.numbers.lists import NumberLists, numbers_of
from quarterdeck.prose.numbers.spelled import spelled
from quarterdeck.prose.numbers.written import Number, decimal_mark, marks_used, numbers

__all__ = ["Number", "NumberLists", "decimal_mark", "marks_used", "numbers", "numbers_of", "spelled"]
