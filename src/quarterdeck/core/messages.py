"""Sentences for people, kept translatable in code that knows no web framework."""

from collections.abc import Mapping
from dataclasses import dataclass, field


def gettext_noop(text: str) -> str:
    """Mark `text` for translation and return it unchanged."""
    return text


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence with named slots; `text` is English and is also the key of its translations.

    >>> str(Message("{count} rows have no unit", {"count": 3}))
    '3 rows have no unit'
    """

    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.text.format(**self.params) if self.params else self.text
