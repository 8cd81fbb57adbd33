"""What a matter asks for that a unit cannot give itself: budget, capital, a procedure, guidance."""

import re
from functools import cache
from importlib.resources import files

import yaml

from quarterdeck.prose.tasks.words import any_phrase
from quarterdeck.prose.text import lower_form


@cache
def _asks(lang: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    source = files("quarterdeck.prose").joinpath(lang, "tasks.yaml").read_text(encoding="utf-8")
    return tuple((kind, any_phrase(names)) for kind, names in yaml.safe_load(source)["asks"].items())


def asked_for(matter: str, lang: str) -> str:
    """What a matter asks for ("budget", "capital", "procedure", "watch_list", "guidance"); "" where it is no need.

    >>> asked_for("requests for budget support from the hill districts", "en"), asked_for("specific tasks", "en")
    ('budget', '')
    """
    low = lower_form(matter)
    return next((kind for kind, pattern in _asks(lang) if pattern.search(low)), "")
