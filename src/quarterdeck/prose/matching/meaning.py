"""Names that mean what words say without sharing a letter with them, where an office has a model for that."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Protocol

from quarterdeck.prose.catalogue import Catalogue

# Below this a likeness of meaning is chance.
_LEAST = 55
_MOST = 80
"""So much the same meaning counts, of a hundred: it proposes, it never leads a number to be judged."""


class Meanings(Protocol):
    """A model of what words mean, such as embeddings. It must be hashable, and answer the same at any time."""

    def likeness(self, words: str, names: Sequence[str]) -> Sequence[float]:
        """How like in meaning `words` are to each of `names`, from 0 to 100."""


def alike(words: str, lang: str, catalogue: Catalogue, meanings: Meanings) -> Iterator[tuple[str, float, str]]:
    """The indicators whose name or alias in `lang` is like `words` in meaning: code, likeness of a hundred, name."""
    codes, names = _names(catalogue, lang)
    for code, name, likeness in zip(codes, names, meanings.likeness(words, names), strict=True):
        if likeness >= _LEAST:
            yield code, likeness * _MOST / 100, name


@lru_cache(maxsize=8)
def _names(catalogue: Catalogue, lang: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names and aliases of a language, and the code of each."""
    every = [
        (entry.code, name)
        for entry in catalogue.indicators
        for name in (entry.names.get(lang, ""), *entry.aliases.get(lang, ()))
        if name
    ]
    return tuple(code for code, _ in every), tuple(name for _, name in every)
