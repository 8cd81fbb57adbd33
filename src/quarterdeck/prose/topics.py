"""Words that tell what a percentage is one of, and whether a number is a goal, a forecast or a fact."""

from functools import cache
from importlib.resources import files

import yaml

from quarterdeck.prose.words import Phrases, phrases


@cache
def topics_of(lang: str) -> Phrases:
    """The words of `prose/<lang>/topics.yaml` by kind.

    >>> kinds, length = topics_of("en").longest(["inflation", "rate"], 0)
    >>> sorted(kinds), length
    (['growth', 'priced'], 2)
    """
    source = files("quarterdeck.prose").joinpath(lang, "topics.yaml").read_text(encoding="utf-8")
    return phrases(yaml.safe_load(source))
