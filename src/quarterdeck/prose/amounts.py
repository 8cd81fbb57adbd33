"""One amount typed alone, as people write it: "12,5 tỷ", "12.5 billion VND"; its value in base units."""

from decimal import Decimal

from quarterdeck.prose.numbers import decimal_mark, numbers
from quarterdeck.prose.quantities import quantities
from quarterdeck.prose.text import normal
from quarterdeck.prose.words import tokens, words_of


def amount_in(typed: str, lang: str) -> tuple[Decimal, str] | None:
    """The amount in base units and its unit ("" where none is written); None unless the words are one exact number.

    >>> amount_in("12,5 tỷ đồng", "vi"), amount_in("khoảng 12,5 tỷ đồng", "vi"), amount_in("12 tỷ và 3 tỷ", "vi")
    ((Decimal('12500000000.0'), 'VND'), None, None)
    """
    text, words = normal(typed), words_of(lang)
    line = tokens(text.lower)
    forms, starts = [one.text for one in line], [one.start for one in line]
    found = list(numbers(text, *decimal_mark(text, words.decimal_mark)))
    read = quantities(text, words, (line, forms, starts), found, ())
    if len(read) != 1:
        return None
    (one,) = read
    whole = not text.lower[: one.start].strip() and not text.lower[one.end :].strip(" .")
    plain = len(one.values) == 1 and one.high is None and not one.hedge and one.sign >= 0
    return (one.values[0], one.unit) if whole and plain else None
