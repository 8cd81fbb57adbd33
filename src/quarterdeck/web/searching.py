"""Search a column that keeps what `core.folding.searchable` says of a row, the same on both stores."""

from django.db.models import Q

from quarterdeck.core.folding import near_patterns, search_words


def holding(query: str, field: str = "folded") -> Q:
    """The rows that hold every word of a query; syllables typed without accents stand near one another in them.

    Single words are looked for first: they leave few rows for the expressions.
    """
    words, where = search_words(query), Q()
    for word in words:
        where &= Q(**{f"{field}__contains": word})
    for pattern in near_patterns(words):
        where &= Q(**{f"{field}__regex": pattern})
    return where
