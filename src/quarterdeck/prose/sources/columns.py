"""Which tables give tasks: by their columns of what is to be done, who does it, and by when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from quarterdeck.prose.text import lower_form
from quarterdeck.prose.words import LANGUAGES

_LONGEST = 60  # a title is no sentence


@dataclass(frozen=True, slots=True)
class TaskColumns:
    """Which columns, from 0, tell what is to be done, who does it, and by when; -1 where none does."""

    what: int
    who: int
    when: int


def task_columns(titles: Sequence[str], lang: str) -> TaskColumns | None:
    """The columns of a table of tasks, None for any other table.

    >>> task_columns(["No.", "Action", "Supported by", "Responsible", "Due"], "en")
    TaskColumns(what=1, who=3, when=4)
    """
    words = _words(lang)
    said = [" ".join(lower_form(one[: _LONGEST + 1]).split()) for one in titles]
    said = [one if len(one) <= _LONGEST else "" for one in said]
    who = _first(said, words["who"], {i for i, one in enumerate(said) if words["beside"].search(one)})
    when = _first(said, words["when"], {who})
    what = _first(said, words["what"], {who, when})
    return TaskColumns(what, who, when) if what >= 0 and who >= 0 else None


def gives_tasks(titles: Sequence[str]) -> bool:
    """Whether a table with these titles gives tasks, in any language."""
    return any(task_columns(titles, lang) is not None for lang in LANGUAGES)


def _first(said: Sequence[str], wanted: re.Pattern[str], but: set[int]) -> int:
    return next((i for i, one in enumerate(said) if i not in but and wanted.search(one)), -1)


@cache
def _words(lang: str) -> dict[str, re.Pattern[str]]:
    source = files("quarterdeck.prose").joinpath(lang, "tables.yaml").read_text(encoding="utf-8")
    return {kind: _any(names) for kind, names in yaml.safe_load(source)["task_columns"].items()}


def _any(names: Sequence[str]) -> re.Pattern[str]:
    ordered = sorted(map(lower_form, names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")
