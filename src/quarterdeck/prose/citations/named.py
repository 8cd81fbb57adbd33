"""Documents known by a name with a number: "Nghị quyết Đại hội XVI", "the Ninth Five-Year Plan"."""

from collections.abc import Iterator

from quarterdeck.prose.citations.numbers import Found
from quarterdeck.prose.citations.words import CitingWords
from quarterdeck.prose.text import Text


def named(text: Text, words: CitingWords) -> Iterator[Found]:
    """The documents whose number is part of a name, in order of the patterns of their language."""
    for pattern, kind, strict in words.named:
        for match in pattern.finditer(text.lower):
            start, end = match.span("number")
            if strict and not text.flat[match.start("capital")].isupper():
                continue
            number = " ".join(text.flat[start:end].split())
            printed = " ".join(text.flat[slice(*match.span("type"))].split())
            yield Found(match.start(), start, end, number, kind, printed, "name")
