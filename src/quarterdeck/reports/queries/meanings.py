"""A model of what words mean, where this office has put one beside its store (the extra `embeddings`)."""

from collections.abc import Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from numpy.typing import NDArray

from quarterdeck.core.errors import BadInput
from quarterdeck.core.messages import Message, gettext_noop
from quarterdeck.prose.matching import Meanings

_MOST_WORDS = 100
"""Of longer stretches of words only so many characters say what is meant."""


class Embeddings:
    """Static embeddings of words and names (model2vec: https://minish.ai/packages/model2vec/), kept once made."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._of_names = lru_cache(maxsize=8)(self._vectors)

    def likeness(self, words: str, names: Sequence[str]) -> list[float]:
        """The cosine of `words` and each name, of a hundred."""
        (own,) = self._vectors((words[:_MOST_WORDS],))
        found: list[float] = (self._of_names(tuple(names)) @ own * 100).tolist()
        return found

    def _vectors(self, texts: tuple[str, ...]) -> NDArray[np.float64]:
        """A row of length 1 for each text; zeros where the model knows none of its words."""
        rows = np.asarray(self._model.encode([text.lower() for text in texts]), dtype=np.float64)
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)


def meanings() -> Meanings | None:
    """The model that the setting `embeddings` names, None where it names none.

    Raises `BadInput` where the folder holds no model, or the library for it is not installed.
    """
    return _loaded(Path(settings.EMBEDDINGS)) if settings.EMBEDDINGS else None


@lru_cache(maxsize=1)
def _loaded(folder: Path) -> Embeddings:
    try:
        library = import_module("model2vec")
    except ImportError as error:
        raise BadInput(
            gettext_noop("The setting embeddings names a model, but the library that reads it is not installed."),
            remedy=gettext_noop('Install it with pip install "quarterdeck[embeddings]", or take the setting out.'),
        ) from error
    if not (folder / "config.json").is_file():
        raise BadInput(
            Message(gettext_noop("There is no model of embeddings in {folder}."), {"folder": str(folder)}),
            remedy=gettext_noop("Put a model2vec model into this folder, or take the setting embeddings out."),
        )  # fmt: skip
    return Embeddings(library.StaticModel.from_pretrained(folder))
